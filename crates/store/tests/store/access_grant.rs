//! Who is trusted with what, and when that must be read again.

use domain::{AccessGrant, AccessRole, Person, Post, Scope, Tenure, TenureKind};
use jiff::civil::date;
use store::{Error, Write, access_grant, account, generation, organisation, person, plan, post, tenure};

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

on_both!(a_grant_taken_back_was_never_there, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_post(&mut tx).await;
    let (kept, taken) = (a_grant(900, AccessRole::Head), a_grant(901, AccessRole::Viewer));
    for grant in [&kept, &taken] {
        access_grant::add(&mut tx, grant).await.unwrap();
    }
    let stale = AccessGrant { version: 7, ..taken.clone() };
    assert!(matches!(access_grant::remove(&mut tx, &stale).await, Err(Error::Stale { current: 1 })));
    let before = generation::get(&mut tx).await.unwrap();
    access_grant::remove(&mut tx, &taken).await.unwrap();
    assert!(generation::get(&mut tx).await.unwrap() > before);
    assert_eq!(access_grant::list_of_post(&mut tx, id(610)).await.unwrap(), [kept]);
    assert_eq!(access_grant::list_of_post(&mut tx, id(611)).await.unwrap(), []);
});

on_both!(an_administrator_has_post_grant_and_open_account_on_the_day, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_post(&mut tx).await;
    let day = date(2026, 6, 15);
    let whole = AccessGrant { scope: Scope::default(), ..a_grant(900, AccessRole::Administrator) };
    access_grant::add(&mut tx, &whole).await.unwrap();
    access_grant::add(&mut tx, &a_grant(901, AccessRole::Administrator)).await.unwrap();
    person::add(&mut tx, &Person::new(id(701), "Người thứ nhất", "")).await.unwrap();
    let mut holder = Tenure {
        post: id(610),
        person: id(701),
        kind: TenureKind::Holder,
        from: date(2026, 6, 1),
        to: None,
        document: String::new(),
    };
    tenure::add(&mut tx, &holder).await.unwrap();
    assert_eq!(access_grant::list_administrators(&mut tx, day).await.unwrap(), []);
    let mut account = an_account(1);
    account::add(&mut tx, &account).await.unwrap();
    assert_eq!(access_grant::list_administrators(&mut tx, day).await.unwrap(), [account.id]);
    assert_eq!(access_grant::list_administrators(&mut tx, date(2026, 5, 31)).await.unwrap(), []);

    holder.to = Some(date(2026, 6, 14));
    tenure::update(&mut tx, &holder).await.unwrap();
    assert_eq!(access_grant::list_administrators(&mut tx, day).await.unwrap(), []);
    holder.to = Some(day);
    tenure::update(&mut tx, &holder).await.unwrap();
    let mut seat = post::get(&mut tx, id(610)).await.unwrap();
    seat.abolished_on = Some(date(2026, 6, 14));
    seat.version = post::update(&mut tx, &seat).await.unwrap();
    assert_eq!(access_grant::list_administrators(&mut tx, day).await.unwrap(), []);
    post::update(&mut tx, &Post { abolished_on: Some(day), ..seat }).await.unwrap();
    assert_eq!(access_grant::list_administrators(&mut tx, day).await.unwrap(), [account.id]);

    let mut narrowed = AccessGrant { to: Some(date(2026, 6, 14)), ..whole };
    narrowed.version = access_grant::update(&mut tx, &narrowed).await.unwrap();
    assert_eq!(access_grant::list_administrators(&mut tx, day).await.unwrap(), []);
    access_grant::update(&mut tx, &AccessGrant { to: None, ..narrowed }).await.unwrap();
    account.disabled_at = Some(at(1));
    account::update(&mut tx, &account).await.unwrap();
    assert_eq!(access_grant::list_administrators(&mut tx, day).await.unwrap(), []);
});
