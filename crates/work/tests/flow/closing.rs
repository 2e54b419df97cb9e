//! Closing a period: one frozen state, and nothing changes any more but by a correction.

use domain::snapshot::Snapshot;
use domain::{CellKey, PeriodState, SubmissionState, TaskState};
use jiff::civil::date;
use store::Store;
use work::{Actor, Error, closing};

use crate::both::on_both;
use crate::office::*;

/// Science has reported all, finance has handed in, the commune is silent.
async fn reported(store: Store) -> Office {
    let office = Office::open(store).await;
    let progress = domain::CellEntry { state: "under_way".into(), ..domain::CellEntry::default() };
    let of_science = [
        (key(STATIONS), value("12")),
        (key(FILES), share("1", "2")),
        (CellKey::Task(id(MAP)), progress),
        (CellKey::Section(0), words("Đã lắp 12 trạm.")),
    ];
    office.report(SCIENCE, &of_science).await;
    office.enter(FINANCE, &[(key(STATIONS), value("5"))]).await.unwrap();
    office.submit(FINANCE, "chưa đủ").await.unwrap();
    office
}

fn job() -> Actor {
    Actor::program("close-periods")
}

async fn frozen(office: &Office) -> Snapshot {
    closing::kept(&office.work, id(PERIOD)).await.unwrap().unwrap().snapshot
}

on_both!(closing_freezes_everything_a_report_says, |store| async {
    let office = reported(store).await.later(17);
    let before = closing::standing(&office.work, id(PERIOD)).await.unwrap();
    let missing: Vec<_> = before.missing.iter().map(|one| one.body.as_str()).collect();
    assert_eq!(missing, ["Sở Tài chính", "Xã An Phú"]);
    assert_eq!((before.bodies, before.approved, before.totals, before.partial), (3, 1, 3, 3));
    assert_eq!(before.unverified, 2);

    let closed = closing::close(&office.work, &job(), id(PERIOD)).await.unwrap();
    assert!(closed.is_new);
    let kept = closing::kept(&office.work, id(PERIOD)).await.unwrap().unwrap();
    assert!(kept.is_whole && kept.sha256 == closed.sha256 && kept.snapshot.json() == kept.json);
    let snapshot = kept.snapshot;
    assert_eq!((snapshot.plan.symbol.as_str(), snapshot.plan.place.as_str()), ("12-KH/TU", "An Bình"));
    let stations = &snapshot.indicators[0];
    assert_eq!((stations.total.unwrap().get(), stations.due_from), (12.0, 3));
    assert_eq!((stations.target.as_ref().unwrap().year, stations.cells.len()), (2030, 3));
    assert!(!stations.status.is_empty() && !stations.why.is_empty());
    assert_eq!(snapshot.tasks[0].state, TaskState::UnderWay);
    assert_eq!(snapshot.narratives.len(), 1);
    let told: Vec<_> = snapshot
        .bodies
        .iter()
        .map(|body| (body.name.as_str(), body.state, body.submitted_on, body.working_days_late))
        .collect();
    let (science, finance) = (Some(SubmissionState::Consolidated), Some(SubmissionState::Submitted));
    let handed_in = Some(date(2026, 11, 3));
    let expected = [
        ("Tỉnh An Bình", None, None, 0),
        ("Sở Khoa học và Công nghệ", science, handed_in, 0),
        ("Sở Tài chính", finance, handed_in, 0),
        // Due on Wednesday 4/11 and still silent on Tuesday 17/11.
        ("Xã An Phú", Some(SubmissionState::Draft), None, 9),
    ];
    assert_eq!(told, expected);
    assert_eq!(office.ledger(STATIONS, PROVINCE).await.len(), 1, "the owner's figure is written down");
});

on_both!(of_two_who_close_both_get_one_snapshot, |store| async {
    let office = reported(store).await;
    let (one, other) = (job(), verifier());
    let (one, other) = tokio::join!(
        closing::close(&office.work, &one, id(PERIOD)),
        closing::close(&office.work, &other, id(PERIOD)),
    );
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!((one.snapshot, &one.sha256), (other.snapshot, &other.sha256));
    assert!(one.is_new != other.is_new);
    let again = closing::close(&office.work, &job(), id(PERIOD)).await.unwrap();
    assert!(!again.is_new && again.snapshot == one.snapshot);
    let mut read = office.work.store.read().await.unwrap();
    assert_eq!(store::snapshot::list_of_period(&mut read, id(PERIOD)).await.unwrap().len(), 1);
    drop(read);
    let chain = office.chain().await;
    assert_eq!(chain.iter().filter(|event| *event == "period.closed").count(), 1);
});

on_both!(a_period_that_has_not_opened_is_not_closed, |store| async {
    let office = Office::open(store).await;
    let mut tx = office.work.store.write().await.unwrap();
    let period = store::reporting_period::get(&mut tx, id(PERIOD)).await.unwrap();
    let coming = domain::ReportingPeriod { state: PeriodState::Coming, ..period };
    store::reporting_period::update(&mut tx, &coming).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    assert!(matches!(closing::close(&office.work, &job(), id(PERIOD)).await, Err(Error::Closed)));
    assert!(closing::kept(&office.work, id(PERIOD)).await.unwrap().is_none());
});

on_both!(after_closing_only_a_correction_moves_on_and_the_snapshot_stays, |store| async {
    let office = reported(store).await;
    closing::close(&office.work, &job(), id(PERIOD)).await.unwrap();
    let before = frozen(&office).await;
    // Who was silent or not approved stays so.
    assert!(matches!(office.enter(COMMUNE, &[(key(STATIONS), value("3"))]).await, Err(Error::Closed)));
    assert!(matches!(office.approve(FINANCE).await, Err(Error::Closed)));
    assert!(matches!(office.return_back(FINANCE, "sai").await, Err(Error::Closed)));

    let later = office.later(20);
    let reopened = later.reopen(SCIENCE, "Cục Thống kê đính chính").await.unwrap();
    assert_eq!((reopened.state, reopened.revision), (SubmissionState::Draft, 2));
    later.enter(SCIENCE, &[(key(STATIONS), value("14"))]).await.unwrap();
    later.submit(SCIENCE, "chưa đủ").await.unwrap();
    later.approve(SCIENCE).await.unwrap();
    assert_eq!(frozen(&later).await, before);
    let standing = closing::standing(&later.work, id(PERIOD)).await.unwrap();
    let corrected: Vec<_> = standing.later.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(corrected, ["Sở Khoa học và Công nghệ"]);
    assert_eq!(later.ledger(STATIONS, SCIENCE).await.len(), 2);
});

on_both!(a_snapshot_that_was_changed_is_told, |store| async {
    let office = reported(store).await;
    closing::close(&office.work, &job(), id(PERIOD)).await.unwrap();
    let mut tx = office.work.store.write().await.unwrap();
    let period = store::reporting_period::get(&mut tx, id(PERIOD)).await.unwrap();
    let frozen = store::snapshot::get(&mut tx, period.snapshot.unwrap()).await.unwrap();
    let json = frozen.json.replace("Xã An Phú", "Xã An Phú Tây");
    assert_ne!(json, frozen.json);
    let forged = store::snapshot::Frozen { id: id(999), json, ..frozen };
    store::snapshot::add(&mut tx, &forged).await.unwrap();
    let turned = domain::ReportingPeriod { snapshot: Some(forged.id), ..period };
    store::reporting_period::update(&mut tx, &turned).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    assert!(!closing::kept(&office.work, id(PERIOD)).await.unwrap().unwrap().is_whole);
});
