//! Passkeys, and identities at a provider.

use jiff::Timestamp;
use store::identity::{self, Identity};
use store::passkey::{self, Passkey};
use store::{Write, account, person};

use crate::both::on_both;
use crate::sample::*;

async fn add_accounts(tx: &mut Write) {
    for n in [1, 2] {
        person::add(tx, &domain::Person::new(id(n + 700), "Nguyễn Văn An", "")).await.unwrap();
        account::add(tx, &an_account(n)).await.unwrap();
    }
}

fn a_passkey(name: &str, account: u128, created_at: Timestamp) -> Passkey {
    Passkey {
        id: format!("id-{name}"),
        account: id(account),
        name: name.into(),
        credential: r#"{"counter":1}"#.into(),
        created_at,
        last_used_at: None,
    }
}

on_both!(passkeys_are_kept_used_and_removed, |store| async {
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    let (phone, laptop) = (a_passkey("phone", 1, at(2)), a_passkey("laptop", 1, at(1)));
    for passkey in [&phone, &laptop, &a_passkey("other", 2, at(0))] {
        passkey::add(&mut tx, passkey).await.unwrap();
    }
    assert_eq!(passkey::list(&mut tx, id(1)).await.unwrap(), [laptop.clone(), phone.clone()]);
    assert_eq!(passkey::find(&mut tx, "id-none").await.unwrap(), None);

    passkey::touch(&mut tx, "id-phone", r#"{"counter":2}"#, at(9)).await.unwrap();
    let used = Passkey { credential: r#"{"counter":2}"#.into(), last_used_at: Some(at(9)), ..phone };
    assert_eq!(passkey::find(&mut tx, "id-phone").await.unwrap(), Some(used.clone()));

    assert_eq!(passkey::remove(&mut tx, id(2), "id-phone").await.unwrap(), 0, "somebody else's stays");
    assert_eq!(passkey::remove(&mut tx, id(1), "id-laptop").await.unwrap(), 1);
    assert_eq!(passkey::list(&mut tx, id(1)).await.unwrap(), [used]);
    assert!(passkey::add(&mut tx, &a_passkey("phone", 2, at(3))).await.is_err(), "a key has one owner");
});

on_both!(an_identity_is_linked_to_one_account, |store| async {
    let link = |subject: &str, account: u128| Identity {
        issuer: "https://id.example".into(),
        subject: subject.into(),
        account: id(account),
        linked_at: at(1),
    };
    let mut tx = store.write().await.unwrap();
    add_accounts(&mut tx).await;
    identity::add(&mut tx, &link("a", 1)).await.unwrap();
    identity::add(&mut tx, &link("b", 2)).await.unwrap();
    let found = identity::find(&mut tx, "https://id.example", "a").await.unwrap();
    assert_eq!(found, Some(link("a", 1)));
    assert_eq!(identity::find(&mut tx, "https://other.example", "a").await.unwrap(), None);
    assert_eq!(identity::list(&mut tx, id(2)).await.unwrap(), [link("b", 2)]);
    assert_eq!(identity::remove(&mut tx, id(2), "https://other.example").await.unwrap(), 0);
    assert_eq!(identity::remove(&mut tx, id(2), "https://id.example").await.unwrap(), 1);
    assert_eq!(identity::list(&mut tx, id(2)).await.unwrap(), []);
    assert!(identity::add(&mut tx, &link("a", 2)).await.is_err(), "an identity has one account");
});
