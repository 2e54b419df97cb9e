//! Every role at every door: what the policy allows is let through, all else is denied and recorded.
//!
//! [`world`] holds a body with others below and beside it, two plans and two fields; [`route`] says with
//! which ids an address is asked for; [`walk`] asks. A new address is walked as soon as it is in the
//! router: only a new kind of thing ([`About`](web::About)) needs a line in [`world::Place::id`].
#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

mod both;
mod oracle;
mod route;
mod visitor;
mod walk;
mod world;

use world::World;

async fn walk_everything(store: store::Store) {
    let mut world = World::build(store).await;
    walk::strangers(&world).await;
    walk::those_without_a_role(&world).await;
    walk::every_role(&mut world).await;
}

#[tokio::test]
async fn every_role_passes_the_doors_that_the_policy_opens_on_sqlite() {
    both::on_sqlite(walk_everything).await;
}

#[tokio::test]
async fn every_role_passes_the_doors_that_the_policy_opens_on_postgresql() {
    both::on_postgresql("policy_walk", walk_everything).await;
}
