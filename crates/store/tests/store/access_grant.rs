//! Who is trusted with what, and when that must be read again.

use domain::{AccessGrant, AccessRole, Post, Scope};
use jiff::civil::date;
use store::{Error, Write, access_grant, generation, organisation, plan, post};

use crate::both::on_both;
use crate::sample::*;

fn a_grant(n: u128, role: AccessRole) -> AccessGrant {
    AccessGrant {
        id: id(n),
        post: id(610),
        role,
        scope: Scope { organisation: Some(id(300)), plan: Some(id(100)), field: None },
        from: date(2026, 1, 1),
        to: None,
        version: 1,
    }
}

async fn add_a_post(tx: &mut Write) {
    organisation::add(tx, &an_organisation(300, "Sở Nội vụ")).await.unwrap();
    post::add(tx, &Post::new(id(610), Some(id(300)), "Giám đốc")).await.unwrap();
    plan::add(tx, &a_plan()).await.unwrap();
}

on_both!(a_grant_of_every_role_is_kept, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_post(&mut tx).await;
    let grants: Vec<_> = (900..).zip(AccessRole::ALL).map(|(n, role)| a_grant(n, *role)).collect();
    for grant in &grants {
        access_grant::add(&mut tx, grant).await.unwrap();
    }
    assert_eq!(access_grant::list(&mut tx).await.unwrap(), grants);
    assert_eq!(access_grant::get(&mut tx, id(901)).await.unwrap(), grants[1]);
    assert!(matches!(access_grant::get(&mut tx, id(9)).await, Err(Error::NotFound { .. })));

    let mut ended = AccessGrant { to: Some(date(2026, 6, 30)), ..grants[1].clone() };
    ended.version = access_grant::update(&mut tx, &ended).await.unwrap();
    assert_eq!(access_grant::get(&mut tx, id(901)).await.unwrap(), ended);
    let stale = access_grant::update(&mut tx, &grants[1]).await;
    assert!(matches!(stale, Err(Error::Stale { current: 2 })), "{stale:?}");
    let backwards = AccessGrant { to: Some(date(2025, 6, 30)), ..a_grant(950, AccessRole::Viewer) };
    assert!(matches!(access_grant::add(&mut tx, &backwards).await, Err(Error::Conflict(_))));
});

on_both!(whatever_access_is_decided_by_moves_the_generation_on, |store| async {
    let mut tx = store.write().await.unwrap();
    let mut seen = generation::get(&mut tx).await.unwrap();
    let mut moved = async |tx: &mut Write| {
        let before = std::mem::replace(&mut seen, generation::get(tx).await.unwrap());
        seen > before
    };
    assert!(!moved(&mut tx).await);
    add_a_post(&mut tx).await;
    assert!(moved(&mut tx).await);
    access_grant::add(&mut tx, &a_grant(900, AccessRole::Head)).await.unwrap();
    assert!(moved(&mut tx).await);
    access_grant::update(&mut tx, &a_grant(900, AccessRole::Viewer)).await.unwrap();
    assert!(moved(&mut tx).await);
    generation::bump(&mut tx).await.unwrap();
    assert!(moved(&mut tx).await);
});
