//! Fields, in their order.

use domain::Field;
use store::{Error, field};

use crate::both::on_both;
use crate::sample::*;

on_both!(fields_are_kept_in_order_and_changed_under_their_version, |store| async {
    let budget = Field { id: id(800), name: "Ngân sách".into(), position: 1, version: 1 };
    let people = Field { id: id(801), name: "Nhân lực".into(), position: 0, version: 1 };
    let mut tx = store.write().await.unwrap();
    field::add(&mut tx, &budget).await.unwrap();
    field::add(&mut tx, &people).await.unwrap();
    assert_eq!(field::list(&mut tx).await.unwrap(), [people, budget.clone()]);
    let renamed = Field { name: "Ngân sách nhà nước".into(), ..budget };
    assert_eq!(field::update(&mut tx, &renamed).await.unwrap(), 2);
    assert_eq!(field::get(&mut tx, id(800)).await.unwrap(), Field { version: 2, ..renamed.clone() });
    assert!(matches!(field::update(&mut tx, &renamed).await, Err(Error::Stale { current: 2 })));
    assert!(matches!(field::get(&mut tx, id(9)).await, Err(Error::NotFound { noun: "field", .. })));
});
