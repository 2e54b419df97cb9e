//! The audit chain in its table.

use domain::audit::{Event, Outcome, fields};
use serde_json::json;
use store::audit::{self, Record, Sealed};
use store::setting;

use crate::both::on_both;
use crate::sample::*;

fn a_record(n: i64, event: Event) -> Record {
    Record {
        event,
        at: at(n),
        account: Some(id(1)),
        post: Some(id(610)),
        acting_as: "Chuyên viên".into(),
        address: "10.0.0.7".into(),
        agent: "Firefox".into(),
        salt: format!("muối {n}"),
    }
}

fn a_change(item: u128) -> Event {
    let value = |value| fields([("value", json!(value))]);
    Event::done("indicator.observed", item)
        .of_plan(id(100))
        .of_body(domain::OrganisationId(uuid::Uuid::from_u128(300)))
        .changed(&value(1.5), &value(2.5))
        .because("Sửa số")
}

on_both!(entries_are_sealed_each_with_the_one_before, |store| async {
    assert_eq!(audit::head(&mut store.read().await.unwrap()).await.unwrap().seq, 0);
    let tx = store.write().await.unwrap();
    tx.commit(vec![a_record(1, a_change(7)), a_record(2, a_change(8).denied())]).await.unwrap();
    let tx = store.write().await.unwrap();
    tx.commit(vec![a_record(3, a_change(7).failed())]).await.unwrap();

    let mut read = store.read().await.unwrap();
    let all = audit::list_after(&mut read, 0, 9).await.unwrap();
    let mut previous = String::new();
    for (seq, Sealed { entry, hash, details }) in (1..).zip(&all) {
        assert_eq!(entry.seq, seq);
        assert_eq!(&entry.seal(&previous), hash);
        let details = details.as_deref().unwrap();
        assert_eq!(domain::audit::sha256_hex(details.as_bytes()), entry.details_sha256);
        assert!(details.contains("Sửa số") && details.contains("muối"), "{details}");
        previous.clone_from(hash);
    }
    let outcomes: Vec<_> = all.iter().map(|sealed| sealed.entry.outcome).collect();
    assert_eq!(outcomes, [Outcome::Done, Outcome::Denied, Outcome::Failed]);
    let head = audit::head(&mut read).await.unwrap();
    assert_eq!((head.seq, head.hash), (3, previous));
    assert_eq!(audit::list_after(&mut read, 1, 1).await.unwrap(), all[1..2]);
    let of_seven = audit::list_of_item(&mut read, "indicator", "7", i64::MAX, 9).await.unwrap();
    assert_eq!(of_seven, [all[2].clone(), all[0].clone()]);
    assert_eq!(audit::list_of_item(&mut read, "indicator", "7", 3, 9).await.unwrap(), all[..1]);
});

on_both!(what_is_not_kept_is_not_entered_either, |store| async {
    let mut tx = store.write().await.unwrap();
    setting::set(&mut tx, "seed", "57").await.unwrap();
    drop(tx);
    store.write().await.unwrap().commit_unrecorded().await.unwrap();
    assert_eq!(audit::head(&mut store.read().await.unwrap()).await.unwrap().seq, 0);
});
