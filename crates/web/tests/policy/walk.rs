//! Asking for every address and comparing what comes back with what the table says.

use axum::http::{Method, StatusCode};
use domain::AccessRole;
use domain::audit::Outcome;
use web::{Door, Route};

use crate::oracle::{PAIRS, Spot, Stand, opens};
use crate::route::{self, Address};
use crate::visitor::{Answer, Cookie, Visitor};
use crate::world::World;

/// Whoever is not signed in is sent to sign in wherever a door is not open to all.
pub async fn strangers(world: &World) {
    let stranger = Cookie::default();
    for door in &world.routes {
        route::check(door);
        let address = route::address(door, &world.places[&Spot::Own]);
        let before = chain_length(world).await;
        let answer = world.ask(&stranger, &address).await;
        if door.door == Door::Open {
            assert!(!answer.status.is_server_error(), "{address:?}: {}", answer.status);
        } else {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{address:?}");
            assert!(answer.location().starts_with("/sign-in"), "{address:?}: {}", answer.location());
            assert_eq!(chain_length(world).await, before, "{address:?} changed something");
        }
    }
}

/// Whoever has no role sees their own account and nothing else.
pub async fn those_without_a_role(world: &World) {
    let visitor = world.without_role;
    let others = world
        .routes
        .iter()
        .filter(|route| !matches!(route.door, Door::Open | Door::SignedIn | Door::Arriving));
    denied(world, visitor, Spot::Own, &others.collect::<Vec<_>>(), "no role").await;
    let mine = world.routes.iter().filter(|route| matches!(route.door, Door::SignedIn | Door::Arriving));
    allowed(world, visitor, Spot::Own, &mine.collect::<Vec<_>>(), "no role").await;
}

/// Every role, standing everywhere, asks for everything that lies anywhere.
pub async fn every_role(world: &mut World) {
    for role in AccessRole::ALL {
        for (stand, spot) in PAIRS {
            one_role(world, *role, stand, spot).await;
        }
    }
}

async fn one_role(world: &mut World, role: AccessRole, stand: Stand, spot: Spot) {
    let who = format!("{} {stand:?} → {spot:?}", role.code());
    let visitor = world.visitors[&(role, stand)];
    // Open doors are the strangers' walk.
    let is_asked = |route: &&Route| match route.door {
        Door::Open => false,
        Door::To(..) => true,
        // These doors do not look at where anything lies: one place tells all.
        _ => stand == Stand::Body && spot == Spot::Own,
    };
    let routes: Vec<Route> = world.routes.iter().filter(is_asked).cloned().collect();
    let (within, beyond): (Vec<_>, Vec<_>) =
        routes.iter().partition(|route| opens(role, stand, spot, route.door));
    denied(world, visitor, spot, &beyond, &who).await;
    if stand == Stand::Body && spot == Spot::Beside {
        tells_nothing(world, visitor, spot, &beyond, &who).await;
    }
    let (pages, forms): (Vec<_>, Vec<_>) = within.into_iter().partition(|route| route.method == Method::GET);
    allowed(world, visitor, spot, &pages, &who).await;
    for form in forms {
        if allowed(world, visitor, spot, &[form], &who).await == Taken::Something {
            world.renew_people(spot).await;
        }
    }
}

/// Every address is denied, each denial stands in the chain, and nothing else does.
async fn denied(world: &World, visitor: Visitor, spot: Spot, routes: &[&Route], who: &str) {
    let cookie = visitor.sign_in(world).await;
    let before = chain_length(world).await;
    let generation = generation(world).await;
    let mut expected = Vec::new();
    for route in routes {
        let address = route::address(route, &world.places[&spot]);
        let answer = world.ask(&cookie, &address).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{who}: {address:?} {:?}", route.door);
        expected.push(address.id);
    }
    let limit = u32::try_from(expected.len() + 1).unwrap();
    let mut read = world.work.store.read().await.unwrap();
    let entries = store::audit::list_after(&mut read, before, limit).await.unwrap();
    drop(read);
    for sealed in &entries {
        let entry = &sealed.entry;
        assert_eq!((entry.event.as_str(), entry.outcome), ("access.denied", Outcome::Denied), "{who}");
        assert_eq!(entry.account, Some(visitor.account), "{who}");
    }
    let recorded: Vec<_> = entries.into_iter().map(|sealed| sealed.entry.item).collect();
    assert_eq!(recorded, expected, "{who}: each denial, and nothing else");
    assert_eq!(self::generation(world).await, generation, "{who}: something changed");
}

/// What is denied looks the same whether there is such a thing or not.
async fn tells_nothing(world: &World, visitor: Visitor, spot: Spot, routes: &[&Route], who: &str) {
    let cookie = visitor.sign_in(world).await;
    for route in routes.iter().filter(|route| route.path.contains("{id}")) {
        let (there, nowhere) = (route::address(route, &world.places[&spot]), route::of_nothing(route));
        let [one, other] = [world.ask(&cookie, &there).await, world.ask(&cookie, &nowhere).await];
        let told = |answer: &Answer, address: &Address| answer.body.replace(&address.id, "…");
        assert_eq!(one.status, other.status, "{who}: {there:?}");
        assert_eq!(told(&one, &there), told(&other, &nowhere), "{who}: {there:?}");
    }
}

/// Whether an empty form was taken for something to do.
#[derive(PartialEq, Eq)]
enum Taken {
    Nothing,
    Something,
}

/// Every address is let through, though a form may be refused for what it says.
async fn allowed(world: &World, visitor: Visitor, spot: Spot, routes: &[&Route], who: &str) -> Taken {
    let mut cookie = visitor.sign_in(world).await;
    let mut taken = Taken::Nothing;
    for route in routes {
        let address = route::address(route, &world.places[&spot]);
        let answer = world.ask(&cookie, &address).await;
        let status = answer.status;
        let is_let_through = !matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
            && !answer.location().starts_with("/sign-in?");
        assert!(is_let_through, "{who}: {address:?} {:?} was denied: {status}", route.door);
        assert!(!status.is_server_error(), "{who}: {address:?}: {status} {}", answer.body);
        let is_page = route.method == Method::GET;
        if is_page && address.exists {
            assert!(status.is_success() || status.is_redirection(), "{who}: {address:?}: {status}");
        }
        if !is_page && !status.is_client_error() {
            taken = Taken::Something;
            // The form may have ended the session.
            cookie = visitor.sign_in(world).await;
        }
    }
    taken
}

async fn chain_length(world: &World) -> i64 {
    store::audit::head(&mut world.work.store.read().await.unwrap()).await.unwrap().seq
}

async fn generation(world: &World) -> i64 {
    store::generation::get(&mut world.work.store.read().await.unwrap()).await.unwrap()
}
