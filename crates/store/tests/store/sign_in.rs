//! What guards signing in: failures and locks, second factors, recovery codes.

use domain::{Means, UserId};
use store::account::{self, Account};
use store::passkey::{self, Passkey};
use store::session::{self, Session};
use store::sign_in_link::{self, SignInLink};
use store::{Write, recovery_code, sign_in_failure, totp};

use crate::both::on_both;
use crate::sample::*;
use crate::session::add_accounts;

async fn get(tx: &mut Write, n: u128) -> Account {
    account::get(tx, id(n)).await.unwrap()
}

fn a_session(key: &str, ends: i64) -> Session {
    Session {
        id_sha256: key.into(),
        account: id(1),
        means: Means::Password,
        address: String::new(),
        agent: String::new(),
        created_at: at(0),
        seen_at: at(0),
        expires_at: at(ends),
    }
}

on_both!(failures_are_counted_until_somebody_signs_in, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    assert_eq!(account::count_failure(&mut tx, id(1)).await.unwrap(), 1);
    assert_eq!(account::count_failure(&mut tx, id(1)).await.unwrap(), 2);
    assert_eq!(account::count_failure(&mut tx, id(9)).await.unwrap(), 0, "nobody has this account");
    assert!(account::admit(&mut tx, id(1), at(5), true).await.unwrap());
    let signed_in = get(&mut tx, 1).await;
    assert_eq!((signed_in.failures, signed_in.last_sign_in_at), (0, Some(at(5))));
    assert_eq!(get(&mut tx, 2).await, an_account(2), "another account is left alone");
});

on_both!(a_locked_or_closed_account_is_not_let_in, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    account::count_failure(&mut tx, id(1)).await.unwrap();
    account::lock(&mut tx, id(1), at(100)).await.unwrap();
    let locked = get(&mut tx, 1).await;
    assert_eq!((locked.failures, locked.locked_until), (0, Some(at(100))));
    assert!(!account::admit(&mut tx, id(1), at(99), true).await.unwrap());
    assert!(account::admit(&mut tx, id(1), at(99), false).await.unwrap());
    account::lock(&mut tx, id(1), at(100)).await.unwrap();
    assert!(account::admit(&mut tx, id(1), at(100), true).await.unwrap());
    let closed = Account { disabled_at: Some(at(1)), ..an_account(2) };
    account::update(&mut tx, &closed).await.unwrap();
    assert!(!account::admit(&mut tx, id(2), at(9), false).await.unwrap());
});

on_both!(a_new_password_lifts_a_lock_and_a_new_hash_changes_nothing_else, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    account::lock(&mut tx, id(1), at(100)).await.unwrap();
    account::set_password(&mut tx, id(1), "hash", at(7)).await.unwrap();
    let set = get(&mut tx, 1).await;
    let password = Some("hash".to_owned());
    assert_eq!(set, Account { password, password_set_at: Some(at(7)), version: 2, ..an_account(1) });
    account::rehash(&mut tx, id(1), "another", "lost").await.unwrap();
    assert_eq!(get(&mut tx, 1).await, set, "the password was changed meanwhile");
    account::rehash(&mut tx, id(1), "hash", "dearer").await.unwrap();
    assert_eq!(get(&mut tx, 1).await, Account { password: Some("dearer".into()), ..set });
});

on_both!(accounts_that_can_sign_in_without_a_link_are_told, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    assert_eq!(account::list_settled(&mut tx).await.unwrap(), []);
    let names = |accounts: Vec<Account>| accounts.into_iter().map(|a| a.sign_in_name).collect::<Vec<_>>();
    account::set_password(&mut tx, id(2), "hash", at(7)).await.unwrap();
    assert_eq!(names(account::list_settled(&mut tx).await.unwrap()), ["canbo2"]);
    let passkey = Passkey {
        id: "key".into(),
        account: id(1),
        name: "Điện thoại".into(),
        credential: "{}".into(),
        created_at: at(1),
        last_used_at: None,
    };
    passkey::add(&mut tx, &passkey).await.unwrap();
    assert_eq!(names(account::list_settled(&mut tx).await.unwrap()), ["canbo1", "canbo2"]);
    let closed = Account { disabled_at: Some(at(1)), ..get(&mut tx, 1).await };
    account::update(&mut tx, &closed).await.unwrap();
    assert_eq!(names(account::list_settled(&mut tx).await.unwrap()), ["canbo2"]);
});

on_both!(failures_count_against_their_address_for_a_time, |store| async {
    let mut tx = store.write().await.unwrap();
    for (address, when) in [("10.0.0.1", 1), ("10.0.0.1", 5), ("10.0.0.1", 9), ("10.0.0.2", 5)] {
        sign_in_failure::add(&mut tx, address, at(when)).await.unwrap();
    }
    assert_eq!(sign_in_failure::count(&mut tx, "10.0.0.1", at(5)).await.unwrap(), 2);
    assert_eq!(sign_in_failure::count(&mut tx, "10.0.0.3", at(0)).await.unwrap(), 0);
    assert_eq!(sign_in_failure::remove_before(&mut tx, at(5)).await.unwrap(), 1);
    assert_eq!(sign_in_failure::count(&mut tx, "10.0.0.1", at(0)).await.unwrap(), 2);
});

on_both!(a_code_of_the_second_factor_is_taken_once, |store| async {
    let one: UserId = id(1);
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    assert_eq!(totp::find(&mut tx, one).await.unwrap(), None);
    for secret in ["first", "second"] {
        totp::offer(&mut tx, one, secret).await.unwrap();
    }
    let offered = totp::find(&mut tx, one).await.unwrap().unwrap();
    assert_eq!((offered.sealed_secret.as_str(), offered.confirmed_at), ("second", None));
    assert!(totp::confirm(&mut tx, one, at(3)).await.unwrap());
    assert!(!totp::confirm(&mut tx, one, at(4)).await.unwrap());
    assert_eq!(totp::find(&mut tx, one).await.unwrap().unwrap().confirmed_at, Some(at(3)));
    for (step, is_taken) in [(50, true), (50, false), (49, false), (51, true)] {
        assert_eq!(totp::advance(&mut tx, one, step).await.unwrap(), is_taken, "{step}");
    }
    session::add(&mut tx, &a_session("a", 60)).await.unwrap();
    assert!(session::find(&mut tx, "a", at(9)).await.unwrap().unwrap().has_second_factor);
    assert!(totp::remove(&mut tx, one).await.unwrap());
    assert!(!totp::remove(&mut tx, one).await.unwrap());
    assert!(!session::find(&mut tx, "a", at(9)).await.unwrap().unwrap().has_second_factor);
});

on_both!(a_confirmed_second_factor_is_not_replaced_by_an_offer, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    totp::offer(&mut tx, id(1), "mine").await.unwrap();
    totp::confirm(&mut tx, id(1), at(3)).await.unwrap();
    assert!(totp::offer(&mut tx, id(1), "another's").await.is_err());
});

on_both!(a_recovery_code_is_taken_once, |store| async {
    let one: UserId = id(1);
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    recovery_code::renew(&mut tx, one, &["a".into(), "b".into()]).await.unwrap();
    assert!(recovery_code::redeem(&mut tx, one, "a", at(1)).await.unwrap());
    assert!(!recovery_code::redeem(&mut tx, one, "a", at(1)).await.unwrap());
    assert!(!recovery_code::redeem(&mut tx, id(2), "b", at(1)).await.unwrap());
    assert_eq!(recovery_code::count_left(&mut tx, one).await.unwrap(), 1);
    recovery_code::renew(&mut tx, one, &["c".into()]).await.unwrap();
    assert!(!recovery_code::redeem(&mut tx, one, "b", at(1)).await.unwrap());
    recovery_code::remove_all(&mut tx, one).await.unwrap();
    assert_eq!(recovery_code::count_left(&mut tx, one).await.unwrap(), 0);
});

on_both!(a_session_is_renamed_and_ended_by_its_owner_only, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    for key in ["a", "b"] {
        session::add(&mut tx, &a_session(key, 60)).await.unwrap();
    }
    assert!(session::rename(&mut tx, "a", "new", at(59)).await.unwrap());
    assert!(!session::rename(&mut tx, "a", "newer", at(59)).await.unwrap(), "the old id is gone");
    assert!(!session::rename(&mut tx, "new", "newer", at(60)).await.unwrap(), "it has ended");
    assert_eq!(session::find_ended(&mut tx, "new", at(59)).await.unwrap(), None);
    assert_eq!(session::find_ended(&mut tx, "new", at(60)).await.unwrap(), Some(a_session("new", 60)));
    assert_eq!(session::remove_own(&mut tx, id(2), "b").await.unwrap(), 0);
    assert_eq!(session::remove_own(&mut tx, id(1), "b").await.unwrap(), 1);
});

on_both!(every_link_of_an_account_can_be_removed, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    for (token, account) in [("a", 1), ("b", 1), ("c", 2)] {
        let link = SignInLink { token_sha256: token.into(), account: id(account), expires_at: at(60) };
        sign_in_link::add(&mut tx, &link).await.unwrap();
    }
    assert_eq!(sign_in_link::remove_of(&mut tx, id(1)).await.unwrap(), 2);
    assert_eq!(sign_in_link::find(&mut tx, "c", at(1)).await.unwrap(), Some(id(2)));
});
