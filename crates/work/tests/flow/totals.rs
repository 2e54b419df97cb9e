//! Totals of a period: put together by operator, narrowed to a branch, written down for the judgement.

use domain::ValueStage::{Reported, Verified};
use domain::{CellEntry, Maturity, ValueStage};
use store::Store;
use work::consolidation::{self, Gathered, IndicatorTotal};
use work::verification::{self, Verifying};
use work::{plans, tracked};

use crate::both::on_both;
use crate::office::*;

/// Science and finance have reported, the commune has not.
async fn reported(store: Store) -> Office {
    let office = Office::open(store).await;
    let of_science = [(key(STATIONS), value("12")), (key(FILES), share("1", "2")), (key(RANK), value("7"))];
    office.report(SCIENCE, &of_science).await;
    let of_finance = [(key(STATIONS), value("5")), (key(FILES), share("1", "198"))];
    office.report(FINANCE, &of_finance).await;
    office
}

/// A total's number, and from how many of how many bodies it is made.
fn told(gathered: &Gathered, indicator: u128) -> (Option<f64>, usize, usize) {
    let total = &found(gathered, indicator).total;
    let value = total.reading.as_ref().and_then(|reading| Some(reading.value()?.get()));
    (value, total.counts.counted, total.counts.due())
}

fn found(gathered: &Gathered, indicator: u128) -> &IndicatorTotal {
    gathered.totals.iter().find(|total| total.indicator.id == id(indicator)).unwrap()
}

async fn totals(office: &Office, node: Option<u128>) -> Gathered {
    consolidation::totals(&office.work, id(PERIOD), node.map(id)).await.unwrap()
}

on_both!(a_total_counts_who_is_missing, |store| async {
    let office = reported(store).await;
    let all = totals(&office, None).await;
    assert_eq!(told(&all, STATIONS), (Some(17.0), 2, 3));
    // 2 of 200, divided last: 1%, not the mean of 50% and 0.5%.
    assert_eq!(told(&all, FILES), (Some(1.0), 2, 3));
    // Only the lead's own figure counts.
    assert_eq!(told(&all, RANK), (Some(7.0), 1, 1));
    assert!(found(&all, STATIONS).total.is_partial() && !found(&all, RANK).total.is_partial());
    assert_eq!(found(&all, STATIONS).total.counts.silent, 1);
});

on_both!(any_body_of_the_tree_has_its_total, |store| async {
    let office = reported(store).await;
    office.report(COMMUNE, &[(key(STATIONS), value("3"))]).await;
    assert_eq!(told(&totals(&office, Some(COMMUNE)).await, STATIONS), (Some(3.0), 1, 1));
    assert_eq!(told(&totals(&office, Some(FINANCE)).await, STATIONS), (Some(8.0), 2, 2));
    assert_eq!(told(&totals(&office, Some(SCIENCE)).await, STATIONS), (Some(12.0), 1, 1));
    let whole = totals(&office, Some(PROVINCE)).await;
    assert_eq!(told(&whole, STATIONS), (Some(20.0), 3, 3));
    let nodes: Vec<_> = whole.nodes().iter().map(|body| body.name.as_str()).collect();
    assert_eq!(nodes, ["Sở Tài chính", "Tỉnh An Bình"], "those with somebody below them");
});

on_both!(what_is_being_corrected_counts_as_it_was_approved, |store| async {
    let office = reported(store).await;
    office.reopen(SCIENCE, "rà soát").await.unwrap();
    office.enter(SCIENCE, &[(key(STATIONS), value("100"))]).await.unwrap();
    assert_eq!(told(&totals(&office, None).await, STATIONS).0, Some(17.0));
    office.enter(SCIENCE, &[(key(STATIONS), CellEntry::default())]).await.unwrap();
    office.submit(SCIENCE, "chưa xác định được").await.unwrap();
    office.approve(SCIENCE).await.unwrap();
    let taken_back = totals(&office, None).await;
    assert_eq!(told(&taken_back, STATIONS), (Some(5.0), 1, 3));
    assert_eq!(found(&taken_back, STATIONS).total.counts.not_available, 1);
});

on_both!(verified_figures_go_before_reported_ones_until_they_change, |store| async {
    let office = reported(store).await;
    office.report(COMMUNE, &[(key(STATIONS), value("3"))]).await;
    let verify = async |office: &Office, body: u128, corrected: CellEntry| {
        let submission = office.submission(body).await;
        let typed = Verifying { revision: submission.revision, corrected };
        verification::verify(&office.work, &verifier(), submission.id, id(STATIONS), &typed).await.unwrap();
    };
    verify(&office, SCIENCE, CellEntry { note: "nghiệm thu 11 trạm".into(), ..value("11") }).await;
    let one = totals(&office, None).await;
    assert_eq!((told(&one, STATIONS).0, found(&one, STATIONS).total.stage), (Some(19.0), Reported));
    for body in [FINANCE, COMMUNE] {
        verify(&office, body, CellEntry::default()).await;
    }
    let all = totals(&office, None).await;
    assert_eq!((told(&all, STATIONS).0, found(&all, STATIONS).total.stage), (Some(19.0), Verified));
    let reported = found(&all, STATIONS).reported.reading.as_ref().unwrap();
    assert_eq!(reported.value(), Some(20.into()), "what was reported is still told");
    assert_eq!(consolidation::consolidate(&office.work, &verifier(), id(PERIOD)).await.unwrap(), 4);
    let written: Vec<(ValueStage, u32, Option<f64>)> =
        vec![(Reported, 1, Some(20.0)), (Verified, 1, Some(19.0))];
    assert_eq!(office.ledger(STATIONS, PROVINCE).await, written);

    // A correction is not verified any more, and so the total is not.
    office.reopen(SCIENCE, "lắp thêm").await.unwrap();
    office.enter(SCIENCE, &[(key(STATIONS), value("13"))]).await.unwrap();
    office.submit(SCIENCE, "chưa đủ").await.unwrap();
    office.approve(SCIENCE).await.unwrap();
    let again = totals(&office, None).await;
    assert_eq!((told(&again, STATIONS).0, found(&again, STATIONS).total.stage), (Some(21.0), Reported));
    consolidation::consolidate(&office.work, &verifier(), id(PERIOD)).await.unwrap();
    let later = [(Reported, 2, Some(21.0)), (Verified, 2, None)];
    let ledger = office.ledger(STATIONS, PROVINCE).await;
    assert!(later.iter().all(|figure| ledger.contains(figure)), "{ledger:?}");
});

on_both!(what_is_written_down_is_judged_and_written_once, |store| async {
    let office = reported(store).await;
    let consolidate = async || consolidation::consolidate(&office.work, &verifier(), id(PERIOD)).await;
    assert_eq!(consolidate().await.unwrap(), 3);
    assert_eq!(consolidate().await.unwrap(), 0);
    assert_eq!(office.ledger(STATIONS, PROVINCE).await, [(Reported, 1, Some(17.0))]);
    let mut read = office.work.store.read().await.unwrap();
    let written = store::observation::list_history(&mut read, id(STATIONS)).await.unwrap();
    let written = written.into_iter().find(|figure| figure.organisation == id(PROVINCE)).unwrap();
    assert_eq!((written.maturity, written.note.as_str()), (Maturity::Estimate, "Tổng hợp từ 2/3 đơn vị."));
    drop(read);
    let plan = plans::get(&office.work, id(10)).await.unwrap();
    let judged = tracked::load(&office.work, &plan, office.work.clock.today()).await.unwrap();
    let evidence = &judged.indicators[0].judgement.evidence;
    assert_eq!(evidence.organisations, 1, "what bodies report is no series of its own");
    assert_eq!(evidence.latest().map(|point| point.value), Some(17.into()));
    let (one, _) = tracked::load_indicator(&office.work, id(STATIONS), judged.on).await.unwrap();
    assert_eq!(one.judgement, judged.indicators[0].judgement);
});

on_both!(a_total_of_bodies_is_not_verified_as_a_whole, |store| async {
    let office = reported(store).await;
    let verify = async |period: &str| {
        let entry = work::observe::Entry { period: period.into(), cell: value("17") };
        work::observe::verify(&office.work, &verifier(), id(STATIONS), &entry).await
    };
    assert_eq!(refused(verify("2026-10").await), ["period"]);
    verify("2026-09").await.unwrap();
});
