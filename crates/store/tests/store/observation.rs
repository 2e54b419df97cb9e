//! The ledger: revisions are only ever added, and every past state can be asked for.

use domain::{Absence, Reading, ValueStage};
use jiff::civil::date;
use store::{Error, Write, indicator, observation, organisation};

use crate::both::on_both;
use crate::sample::*;

async fn add_a_ledger(tx: &mut Write) {
    add_a_plan(tx).await;
    indicator::add_all(tx, &[an_indicator(0), an_indicator(1)]).await.unwrap();
    organisation::add(tx, &an_organisation(300, "Sở Khoa học và Công nghệ")).await.unwrap();
}

fn value(value: f64) -> Reading {
    Reading::Value(quantity(value))
}

on_both!(every_kind_of_reading_is_kept, |store| async {
    let absent = |absence| Reading::Absent(absence);
    let readings = [
        value(0.1 + 0.2),
        Reading::ratio(quantity(2.0), quantity(3.0)).unwrap(),
        Reading::Reached(false),
        absent(Absence::NotDue),
        absent(Absence::NotAvailable {
            reason: "chưa điều tra".into(),
            expected_on: Some(date(2026, 12, 1)),
        }),
        absent(Absence::Refused { reason: "bí mật kinh doanh".into() }),
    ];
    let ledger: Vec<_> = (1..)
        .zip(readings)
        .map(|(month, reading)| an_observation(&format!("2026-M{month}"), 1, reading, at(month)))
        .collect();
    let mut tx = store.write().await.unwrap();
    add_a_ledger(&mut tx).await;
    observation::add_all(&mut tx, &ledger).await.unwrap();
    assert_eq!(observation::list(&mut tx, id(200), at(99)).await.unwrap(), ledger);
    assert_eq!(observation::list_of_plan(&mut tx, id(100), at(99)).await.unwrap(), ledger);
    assert_eq!(observation::list_of_body(&mut tx, id(100), id(300)).await.unwrap(), ledger);
    assert_eq!(observation::list(&mut tx, id(201), at(99)).await.unwrap(), []);
});

on_both!(the_past_can_be_asked_for_as_it_was_known, |store| async {
    let first = an_observation("2026-M09", 1, value(30.0), at(10));
    let corrected = an_observation("2026-M09", 2, value(28.0), at(20));
    let mut verified = an_observation("2026-M09", 1, value(28.0), at(15));
    verified.stage = ValueStage::Verified;
    let mut tx = store.write().await.unwrap();
    add_a_ledger(&mut tx).await;
    for revision in [&first, &verified, &corrected] {
        observation::add(&mut tx, revision).await.unwrap();
    }
    tx.commit(Vec::new()).await.unwrap();

    let mut read = store.read().await.unwrap();
    let known = |n| [at(n)];
    for (instants, cells) in [
        (known(9), vec![]),
        (known(10), vec![first.clone()]),
        (known(19), vec![first.clone(), verified.clone()]),
        (known(20), vec![corrected.clone(), verified.clone()]),
    ] {
        let [instant] = instants;
        assert_eq!(observation::list(&mut read, id(200), instant).await.unwrap(), cells, "{instant}");
        assert_eq!(observation::list_of_plan(&mut read, id(100), instant).await.unwrap(), cells, "{instant}");
        for (body, own) in [(300, cells.as_slice()), (301, &[])] {
            let known = observation::list_of_plan_and_body(&mut read, id(100), id(body), instant).await;
            assert_eq!(known.unwrap(), own, "{instant} {body}");
            let known = observation::list_of_indicator_and_body(&mut read, id(200), id(body), instant).await;
            assert_eq!(known.unwrap(), own, "{instant} {body}");
        }
    }
    let history = observation::list_history(&mut read, id(200)).await.unwrap();
    assert_eq!(history, [corrected.clone(), first.clone(), verified]);
    for (body, limit, own) in [(300, 9, &history[..]), (300, 1, &history[..1]), (301, 9, &[])] {
        let of_body = observation::list_history_of_body(&mut read, id(200), id(body), limit).await.unwrap();
        assert_eq!(of_body, own, "{body} {limit}");
    }
    let last = observation::find(&mut read, id(200), id(300), first.period, ValueStage::Reported).await;
    assert_eq!(last.unwrap(), Some(corrected));
    let none = observation::find(&mut read, id(200), id(300), first.period, ValueStage::Published).await;
    assert_eq!(none.unwrap(), None);
    let of_month = observation::list_of_period(&mut read, id(100), first.period).await.unwrap();
    assert_eq!(of_month, [history[0].clone(), history[2].clone()]);
    let of_other = observation::list_of_period(&mut read, id(100), first.period.next()).await;
    assert_eq!(of_other.unwrap(), []);
    let cells = observation::count_from(&mut read, id(300), date(2026, 9, 30)).await;
    assert_eq!(cells.unwrap(), [(id(200), 2)]);
    let cells = observation::count_from(&mut read, id(300), date(2026, 10, 1)).await;
    assert_eq!(cells.unwrap(), []);
});

on_both!(a_revision_that_is_not_the_next_is_stale, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_ledger(&mut tx).await;
    let first = an_observation("2026-M09", 1, value(30.0), at(10));
    observation::add(&mut tx, &first).await.unwrap();
    for revision in [1, 3] {
        let other = an_observation("2026-M09", revision, value(31.0), at(11));
        let refused = observation::add(&mut tx, &other).await;
        assert!(matches!(refused, Err(Error::Stale { current: 1 })), "{refused:?}");
    }
    assert_eq!(observation::list_history(&mut tx, id(200)).await.unwrap(), [first]);
});

on_both!(many_observations_are_added_in_few_statements, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_ledger(&mut tx).await;
    let ledger: Vec<_> = (2001..2026)
        .flat_map(|year| (1..=12).map(move |month| format!("{year}-M{month:02}")))
        .map(|period| an_observation(&period, 1, value(1.5), at(0)))
        .collect();
    observation::add_all(&mut tx, &ledger).await.unwrap();
    observation::add_all(&mut tx, &[]).await.unwrap();
    let stored = observation::list(&mut tx, id(200), at(0)).await.unwrap();
    assert_eq!(stored.len(), 300);
    assert_eq!(stored, ledger);
});
