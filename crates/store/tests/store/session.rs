//! Signing in.

use store::account::{self, Account};
use store::session::{self, Session};
use store::sign_in_link::{self, SignInLink};
use store::{Error, Write};

use crate::both::on_both;
use crate::sample::*;

fn an_account(n: u128) -> Account {
    Account { id: id(n), name: "Chuyên viên".into(), post: String::new() }
}

fn a_session(key: &str, begun: i64) -> Session {
    Session {
        id_sha256: key.into(),
        account: id(1),
        created_at: at(begun),
        seen_at: at(begun),
        expires_at: at(begun + 100),
    }
}

async fn add_accounts(tx: &mut Write) {
    account::add(tx, &an_account(1)).await.unwrap();
    account::add(tx, &an_account(2)).await.unwrap();
}

on_both!(accounts_are_kept, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    assert_eq!(account::list(&mut tx).await.unwrap(), [an_account(1), an_account(2)]);
    assert_eq!(account::get(&mut tx, id(2)).await.unwrap(), an_account(2));
    assert_eq!(account::find(&mut tx, id(3)).await.unwrap(), None);
    assert!(matches!(account::get(&mut tx, id(3)).await, Err(Error::NotFound { .. })));
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
    let whose = session::find(&mut tx, "a", at(99)).await.unwrap();
    assert_eq!(whose, Some((a_session("a", 0), an_account(1))));
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
