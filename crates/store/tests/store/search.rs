//! Words typed without marks find what is written with them.

use domain::{DeadlineKind, PlanId};
use store::search::{self, Item, Scope};
use store::{Write, document, indicator, organisation, plan, task};

use crate::both::on_both;
use crate::sample::*;

async fn found(tx: &mut Write, typed: &str, plan: Option<PlanId>) -> Vec<Item> {
    search::list(tx, typed, Scope { plan }, 20).await.unwrap().into_iter().map(|hit| hit.item).collect()
}

async fn add_a_world(tx: &mut Write) {
    add_a_plan(tx).await;
    let mut land = an_indicator(1);
    land.name = "Dữ liệu đất đai được số hóa (≥ 40%)".into();
    indicator::add_all(tx, &[an_indicator(0), land]).await.unwrap();
    task::add_all(tx, &[a_task(0, DeadlineKind::Ongoing)]).await.unwrap();
    document::add(tx, &a_document(2, "57-NQ/TW", None)).await.unwrap();
    let mut science = an_organisation(300, "Sở Khoa học và Công nghệ");
    science.aliases = vec!["Sở KH&CN".into()];
    science.code = Some("H38.14".into());
    organisation::add(tx, &science).await.unwrap();
}

on_both!(every_word_must_occur_in_any_order, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_world(&mut tx).await;
    let (records, land) = (Item::Indicator(id(200)), Item::Indicator(id(201)));
    let (first, second) = (Item::Document(id(1)), Item::Document(id(2)));
    assert_eq!(found(&mut tx, "so hoa", None).await, [records, land, first, second]);
    assert_eq!(found(&mut tx, "HÓA  số", None).await, [records, land, first, second]);
    assert_eq!(found(&mut tx, "dat dai", None).await, [land, Item::Task(id(400))]);
    assert_eq!(found(&mut tx, "dat so", None).await, [land, Item::Task(id(400))]);
    assert_eq!(found(&mut tx, "dat hoa", None).await, [land]);
    assert_eq!(found(&mut tx, "57-NQ/TW", None).await, [second]);
    assert_eq!(found(&mut tx, "kh cn", None).await, [Item::Organisation(id(300))]);
    assert_eq!(found(&mut tx, "khoa hoc cong nghe", None).await, [Item::Organisation(id(300))]);
});

on_both!(a_word_is_found_from_its_beginning, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_world(&mut tx).await;
    assert_eq!(found(&mut tx, "kho", None).await, [Item::Organisation(id(300))]);
    assert_eq!(found(&mut tx, "hoc", None).await, [Item::Organisation(id(300))]);
    assert_eq!(found(&mut tx, "oc", None).await, []);
    // No word, and what LIKE would take for a wildcard, find nothing.
    assert_eq!(found(&mut tx, "", None).await, []);
    assert_eq!(found(&mut tx, " % _ ", None).await, []);
    assert_eq!(found(&mut tx, "' OR '1'='1", None).await, []);
});

on_both!(a_plan_and_a_limit_narrow_the_search, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_world(&mut tx).await;
    let mut other = a_plan();
    other.id = id(101);
    plan::add(&mut tx, &other).await.unwrap();
    assert_eq!(found(&mut tx, "so hoa", Some(id(100))).await, [200, 201].map(|n| Item::Indicator(id(n))));
    assert_eq!(found(&mut tx, "so hoa", Some(id(101))).await, []);
    let hits = search::list(&mut tx, "so hoa", Scope::default(), 1).await.unwrap();
    assert_eq!(hits[0].label, "II.0");
    assert_eq!(hits[0].title, an_indicator(0).name);
    assert_eq!(hits.len(), 1);
});

on_both!(a_change_is_found_at_once, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_world(&mut tx).await;
    let mut renamed = an_indicator(0);
    renamed.name = "Băng thông rộng".into();
    indicator::update(&mut tx, &renamed).await.unwrap();
    assert_eq!(found(&mut tx, "bang thong", None).await, [Item::Indicator(id(200))]);
    assert_eq!(found(&mut tx, "ty le", None).await, []);
});
