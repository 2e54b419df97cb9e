//! Signing in.

use domain::{Means, Person};
use store::account::{self, Account};
use store::session::{self, Session, Signed};
use store::sign_in_link::{self, SignInLink};
use store::sign_in_step::{self, SignInStep};
use store::{Error, Write, generation, person};

use crate::both::on_both;
use crate::sample::*;

fn a_session(key: &str, begun: i64) -> Session {
    Session {
        id_sha256: key.into(),
        account: id(1),
        means: Means::Totp,
        address: "10.0.0.7".into(),
        agent: "Firefox".into(),
        created_at: at(begun),
        seen_at: at(begun),
        expires_at: at(begun + 100),
    }
}

/// Accounts 1 and 2 of persons 701 and 702.
pub async fn add_accounts(tx: &mut Write) {
    for n in [1, 2] {
        person::add(tx, &Person::new(id(700 + n), format!("Người thứ {n}"), "")).await.unwrap();
        account::add(tx, &an_account(n)).await.unwrap();
    }
}

on_both!(accounts_are_kept, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    assert_eq!(account::list(&mut tx).await.unwrap(), [an_account(1), an_account(2)]);
    assert_eq!(account::get(&mut tx, id(2)).await.unwrap(), an_account(2));
    assert_eq!(account::find(&mut tx, id(3)).await.unwrap(), None);
    assert!(matches!(account::get(&mut tx, id(3)).await, Err(Error::NotFound { .. })));
    assert_eq!(account::find_by_name(&mut tx, "canbo2").await.unwrap(), Some(an_account(2)));
    assert_eq!(account::find_by_name(&mut tx, "canbo").await.unwrap(), None);
    assert_eq!(account::find_of_person(&mut tx, id(702)).await.unwrap(), Some(an_account(2)));
    assert_eq!(account::find_of_person(&mut tx, id(703)).await.unwrap(), None);
});

on_both!(an_account_is_changed_under_its_version, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    let mut locked = Account { failures: 5, locked_until: Some(at(900)), ..an_account(1) };
    (locked.password, locked.password_set_at) = (Some("$argon2id$".into()), Some(at(1)));
    locked.last_sign_in_at = Some(at(2));
    locked.version = account::update(&mut tx, &locked).await.unwrap();
    assert_eq!(account::get(&mut tx, id(1)).await.unwrap(), locked);
    let stale = account::update(&mut tx, &an_account(1)).await;
    assert!(matches!(stale, Err(Error::Stale { current: 2 })), "{stale:?}");
    let same_name = Account { id: id(3), person: id(703), ..an_account(2) };
    person::add(&mut tx, &Person::new(id(703), "Người thứ 3", "")).await.unwrap();
    assert!(matches!(account::add(&mut tx, &same_name).await, Err(Error::Conflict(_))));
});

on_both!(a_link_signs_in_once_and_in_time, |store| async {
    let link = |token: &str| SignInLink { token_sha256: token.into(), account: id(1), expires_at: at(60) };
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    for token in ["a", "b", "c"] {
        sign_in_link::add(&mut tx, &link(token)).await.unwrap();
    }
    let mut find = async |token, now| sign_in_link::find(&mut tx, token, at(now)).await.unwrap();
    assert_eq!(find("a", 59).await, Some(id(1)));
    assert_eq!(find("a", 60).await, None);
    let mut redeem = async |token, now| sign_in_link::redeem(&mut tx, token, at(now)).await.unwrap();
    assert_eq!(redeem("a", 59).await, Some(id(1)));
    assert_eq!(redeem("a", 59).await, None);
    assert_eq!(redeem("b", 60).await, None);
    assert_eq!(redeem("unknown", 1).await, None);
    assert_eq!(sign_in_link::find(&mut tx, "a", at(59)).await.unwrap(), None);
    assert_eq!(sign_in_link::remove_spent(&mut tx, at(10)).await.unwrap(), 1);
    assert_eq!(sign_in_link::remove_spent(&mut tx, at(60)).await.unwrap(), 2);
});

on_both!(a_session_ends_by_time_or_by_hand, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    for (key, begun) in [("a", 0), ("b", 50)] {
        session::add(&mut tx, &a_session(key, begun)).await.unwrap();
    }
    let signed = Signed {
        session: a_session("a", 0),
        person: id(701),
        name: "Người thứ 1".into(),
        has_password: false,
        has_second_factor: false,
        generation: generation::get(&mut tx).await.unwrap(),
    };
    assert_eq!(session::find(&mut tx, "a", at(99)).await.unwrap(), Some(signed));
    assert_eq!(session::find(&mut tx, "a", at(100)).await.unwrap(), None);
    assert_eq!(session::find(&mut tx, "unknown", at(0)).await.unwrap(), None);

    session::touch(&mut tx, "a", at(60), at(160)).await.unwrap();
    let touched = Session { seen_at: at(60), expires_at: at(160), ..a_session("a", 0) };
    assert_eq!(session::list(&mut tx, id(1), at(99)).await.unwrap(), [touched, a_session("b", 50)]);
    assert_eq!(session::list(&mut tx, id(2), at(99)).await.unwrap(), []);

    session::remove(&mut tx, "a").await.unwrap();
    session::remove(&mut tx, "a").await.unwrap();
    assert_eq!(session::remove_ended(&mut tx, at(149)).await.unwrap(), 0);
    assert_eq!(session::remove_ended(&mut tx, at(150)).await.unwrap(), 1);
});

on_both!(all_but_the_session_in_use_are_ended, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    for key in ["a", "b", "c"] {
        session::add(&mut tx, &a_session(key, 0)).await.unwrap();
    }
    let elsewhere = Session { account: id(2), ..a_session("d", 0) };
    session::add(&mut tx, &elsewhere).await.unwrap();
    assert_eq!(session::remove_others(&mut tx, id(1), "b").await.unwrap(), 2);
    assert_eq!(session::list(&mut tx, id(1), at(0)).await.unwrap(), [a_session("b", 0)]);
    assert_eq!(session::list(&mut tx, id(2), at(0)).await.unwrap(), [elsewhere]);
});

on_both!(a_closed_account_is_not_signed_in, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    session::add(&mut tx, &a_session("a", 0)).await.unwrap();
    account::update(&mut tx, &Account { disabled_at: Some(at(5)), ..an_account(1) }).await.unwrap();
    assert_eq!(session::find(&mut tx, "a", at(6)).await.unwrap(), None);
});

fn a_step(key: &str, ends: i64) -> SignInStep {
    let (kind, state) = ("second_step".into(), "{}".into());
    SignInStep { id_sha256: key.into(), kind, account: Some(id(1)), state, expires_at: at(ends) }
}

on_both!(a_step_waits_for_a_while_and_is_taken_once, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    for (key, ends) in [("a", 60), ("b", 90)] {
        sign_in_step::add(&mut tx, &a_step(key, ends)).await.unwrap();
    }
    let mut find = async |kind, now| sign_in_step::find(&mut tx, kind, "a", at(now)).await.unwrap();
    assert_eq!(find("second_step", 59).await, Some(a_step("a", 60)));
    assert_eq!(find("second_step", 60).await, None, "it waited too long");
    assert_eq!(find("passkey", 59).await, None, "it is another step");
    assert_eq!(sign_in_step::remove_ended(&mut tx, at(60)).await.unwrap(), 1);
    assert!(sign_in_step::take(&mut tx, "b").await.unwrap());
    assert!(!sign_in_step::take(&mut tx, "b").await.unwrap(), "nobody takes it twice");
});
