//! Inspections.

use domain::{InspectedNoun, Inspection};
use jiff::civil::date;
use store::{Error, inspection, post};
use uuid::Uuid;

use crate::both::on_both;
use crate::sample::*;

fn an_inspection(n: u128, noun: InspectedNoun) -> Inspection {
    Inspection {
        id: id(n),
        noun,
        item: Uuid::from_u128(7),
        plan: None,
        organisation: None,
        reason: "Số liệu tăng bất thường trong quý III".into(),
        document: "Kế hoạch 15-KH/UBKT".into(),
        opened_on: date(2026, 11, 1),
        opened_by: None,
        closed_on: None,
        conclusion: String::new(),
        version: 1,
    }
}

on_both!(every_noun_can_be_inspected, |store| async {
    let mut tx = store.write().await.unwrap();
    for (n, noun) in (1..).zip(InspectedNoun::ALL) {
        inspection::add(&mut tx, &an_inspection(n, *noun)).await.unwrap();
        assert_eq!(inspection::get(&mut tx, id(n)).await.unwrap(), an_inspection(n, *noun));
    }
    assert_eq!(inspection::find(&mut tx, id(99)).await.unwrap(), None);
    assert!(matches!(inspection::get(&mut tx, id(99)).await, Err(Error::NotFound { .. })));
});

on_both!(the_inspections_of_an_item_stand_the_latest_first, |store| async {
    let mut tx = store.write().await.unwrap();
    let (first, second) = (an_inspection(1, InspectedNoun::Task), an_inspection(2, InspectedNoun::Task));
    let later = Inspection {
        opened_on: date(2026, 11, 9),
        item: Uuid::from_u128(8),
        ..an_inspection(3, InspectedNoun::Task)
    };
    for one in [&first, &second, &later] {
        inspection::add(&mut tx, one).await.unwrap();
    }
    let of_item = inspection::list_of_item(&mut tx, InspectedNoun::Task, first.item).await.unwrap();
    assert_eq!(of_item, [second.clone(), first.clone()]);
    assert_eq!(inspection::list_of_item(&mut tx, InspectedNoun::Indicator, first.item).await.unwrap(), []);
    assert_eq!(inspection::list(&mut tx).await.unwrap(), [later, second, first]);
});

on_both!(an_inspection_is_concluded_under_its_version, |store| async {
    let mut tx = store.write().await.unwrap();
    post::add(&mut tx, &domain::Post::new(id(610), None, "Chủ nhiệm")).await.unwrap();
    let open = Inspection { opened_by: Some(id(610)), ..an_inspection(1, InspectedNoun::Indicator) };
    inspection::add(&mut tx, &open).await.unwrap();
    let closed =
        Inspection { closed_on: Some(date(2026, 11, 20)), conclusion: "Số liệu đúng.".into(), ..open };
    assert_eq!(inspection::update(&mut tx, &closed).await.unwrap(), 2);
    let late = inspection::update(&mut tx, &closed).await;
    assert!(matches!(late, Err(Error::Stale { current: 2 })), "{late:?}");
    let closed = Inspection { version: 2, ..closed };
    assert_eq!(inspection::get(&mut tx, id(1)).await.unwrap(), closed);
    let before_it_began = Inspection { closed_on: Some(date(2026, 10, 1)), ..closed };
    let refused = inspection::update(&mut tx, &before_it_began).await;
    assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
});
