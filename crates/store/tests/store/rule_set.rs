//! Rule sets.

use domain::{RuleKind, RuleSet};
use jiff::civil::date;
use serde_json::{Map, json};
use store::{Error, generation, rule_set};

use crate::both::on_both;

fn a_set(month: i8, log_months: i64) -> RuleSet {
    RuleSet {
        kind: RuleKind::Retention,
        from: date(2026, month, 1),
        to: Some(date(2026, month, 28)),
        source: "331/2026/NĐ-CP".into(),
        body: Map::from_iter([
            ("log_months".to_owned(), json!(log_months)),
            ("share".to_owned(), json!(1.5)),
        ]),
        version: 1,
    }
}

on_both!(rule_sets_are_kept_by_kind_and_first_day, |store| async {
    let mut tx = store.write().await.unwrap();
    let sign_in = RuleSet { kind: RuleKind::SignIn, to: None, ..a_set(3, 3) };
    for set in [&sign_in, &a_set(7, 24), &a_set(2, 12)] {
        rule_set::add(&mut tx, set).await.unwrap();
    }
    assert_eq!(rule_set::list(&mut tx).await.unwrap(), [a_set(2, 12), a_set(7, 24), sign_in.clone()]);
    assert_eq!(rule_set::find(&mut tx, RuleKind::SignIn, sign_in.from).await.unwrap(), Some(sign_in));
    assert_eq!(rule_set::find(&mut tx, RuleKind::SignIn, date(2026, 2, 1)).await.unwrap(), None);
});

on_both!(two_sets_of_a_kind_do_not_begin_on_one_day, |store| async {
    let mut tx = store.write().await.unwrap();
    rule_set::add(&mut tx, &a_set(2, 12)).await.unwrap();
    let twice = rule_set::add(&mut tx, &a_set(2, 24)).await;
    assert!(matches!(twice, Err(Error::Conflict(_))), "{twice:?}");
});

on_both!(a_set_changes_under_its_version_and_moves_the_generation, |store| async {
    let mut tx = store.write().await.unwrap();
    rule_set::add(&mut tx, &a_set(2, 12)).await.unwrap();
    let before = generation::get(&mut tx).await.unwrap();
    let moved = RuleSet { from: date(2026, 2, 5), to: None, ..a_set(2, 24) };
    assert_eq!(rule_set::update(&mut tx, date(2026, 2, 1), &moved).await.unwrap(), 2);
    assert_eq!(generation::get(&mut tx).await.unwrap(), before + 1);
    let moved = RuleSet { version: 2, ..moved };
    assert_eq!(rule_set::list(&mut tx).await.unwrap(), std::slice::from_ref(&moved));

    let late = rule_set::update(&mut tx, moved.from, &RuleSet { version: 1, ..moved.clone() }).await;
    assert!(matches!(late, Err(Error::Stale { current: 2 })), "{late:?}");
    let late = rule_set::remove(&mut tx, &RuleSet { version: 1, ..moved.clone() }).await;
    assert!(matches!(late, Err(Error::Stale { current: 2 })), "{late:?}");
    let unknown = rule_set::update(&mut tx, date(2026, 9, 1), &moved).await;
    assert!(matches!(unknown, Err(Error::NotFound { .. })), "{unknown:?}");
    rule_set::remove(&mut tx, &moved).await.unwrap();
    assert_eq!(rule_set::list(&mut tx).await.unwrap(), []);
});
