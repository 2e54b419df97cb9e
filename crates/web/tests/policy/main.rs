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

/// `docs/policy.md` is the table in words. After a change of the policy or of a word:
/// `RENEW=1 cargo test -p cotmoc-web --test policy printed`.
#[test]
fn the_policy_is_printed_as_it_stands() {
    const OPENING: &str = include_str!("opening.md");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/policy.md");
    let printed = format!("{OPENING}{}", web::policy_as_markdown());
    if std::env::var_os("RENEW").is_some() {
        std::fs::write(file, &printed).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), printed, "renew it: see this test");
}
