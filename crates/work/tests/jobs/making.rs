//! Periods follow from their calendar until they open.

use domain::{Cadence, Calendar, JobKind, JobState, PeriodState, Regime, SpecialDay};
use jiff::civil::date;
use work::jobs::{Wanted, enqueue};
use work::{Actor, periods, special_days};

use crate::office::Office;

#[tokio::test]
async fn a_calendar_makes_its_coming_periods_and_opens_them_in_time() {
    let office = Office::new().await;
    office.runs_on("2026-11-23").await;
    assert_eq!(office.windows(PeriodState::Coming).await, ["2026-12-31"]);
    let december = office.periods().await.pop().unwrap();
    // 1/1/2027 is off, so that the third working day after the year is Wednesday 6/1.
    assert_eq!((december.opens_on, december.due_on), (date(2026, 12, 25), date(2027, 1, 6)));
    assert_eq!(office.runs_on("2026-11-23").await, 0, "nothing is asked for twice on a day");
    office.runs_on("2026-12-24").await;
    assert_eq!(office.windows(PeriodState::Open).await.len(), 0, "November closed by itself");
    office.runs_on("2026-12-25").await;
    assert!(office.windows(PeriodState::Open).await.contains(&"2026-12-31".to_owned()));
    let work = office.on("2026-12-25").await;
    let mut read = work.store.read().await.unwrap();
    let submissions = store::submission::list_of_period(&mut read, december.id).await.unwrap();
    assert_eq!(submissions.len(), office.made.bodies.len());
}

#[tokio::test]
async fn a_server_that_stood_still_loses_no_period() {
    let office = Office::new().await;
    office.runs_on("2026-11-23").await;
    office.runs_on("2027-04-05").await;
    // What was made late is seen to be due at the next look.
    office.runs_on("2027-04-05").await;
    let late = ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"];
    assert_eq!(office.windows(PeriodState::Closed).await, ["2026-11-30"]);
    assert_eq!(office.windows(PeriodState::Open).await, late);
    let closes_on = office.periods().await[1].closes_on;
    assert_eq!(closes_on, date(2027, 4, 20), "ten working days after it opened: 16/4 is off");
    assert_eq!(office.windows(PeriodState::Coming).await, ["2027-04-30", "2027-05-31"]);
    office.runs_on("2027-04-21").await;
    assert_eq!(office.windows(PeriodState::Closed).await[1..], late);
}

#[tokio::test]
async fn a_clock_set_forward_and_back_makes_nothing_twice() {
    let office = Office::new().await;
    office.runs_on("2026-11-23").await;
    office.runs_on("2027-03-01").await;
    office.runs_on("2027-03-01").await;
    let ahead = office.periods().await;
    for day in ["2026-11-23", "2026-11-24", "2026-12-28", "2027-03-01"] {
        office.runs_on(day).await;
    }
    let ids = |periods: &[domain::ReportingPeriod]| periods.iter().map(|one| one.id).collect::<Vec<_>>();
    let open_ids = |periods: Vec<domain::ReportingPeriod>| {
        ids(&periods.into_iter().filter(|one| one.state != PeriodState::Coming).collect::<Vec<_>>())
    };
    let now = office.periods().await;
    let windows: std::collections::BTreeSet<_> = now.iter().map(|one| one.window_to).collect();
    assert_eq!(windows.len(), now.len(), "each window once");
    assert_eq!(open_ids(now), open_ids(ahead), "what had opened or closed stays as it was");
    assert!(office.jobs(JobState::Failed).await.is_empty());
}

#[tokio::test]
async fn a_period_closes_by_itself_and_only_once() {
    let office = Office::new().await;
    office.runs_on("2026-11-30").await;
    assert!(office.windows(PeriodState::Closed).await.is_empty(), "the last day is still open");
    office.runs_on("2026-12-01").await;
    let closed = office.periods().await.remove(0);
    assert_eq!(closed.state, PeriodState::Closed);
    let work = office.on("2026-12-02").await;
    assert_eq!(periods::close_due(&work, closed.id).await.unwrap(), 0);
    let snapshots = store::snapshot::list_of_period(&mut work.store.read().await.unwrap(), closed.id).await;
    assert_eq!(snapshots.unwrap().len(), 1);
    let refused = periods::open_now(&work, &Actor::program("test"), closed.id, closed.version).await;
    assert!(matches!(refused, Err(work::Error::Store(store::Error::Stale { .. }))), "{refused:?}");
}

#[tokio::test]
async fn a_changed_calendar_changes_only_what_has_not_opened() {
    let office = Office::new().await;
    office.runs_on("2026-11-23").await;
    let before = office.periods().await;
    let calendar = office.calendar().await;
    let changed = Calendar { cadences: vec![Cadence::Quarterly], regime: Regime::Party, ..calendar };
    let work = office.on("2026-11-23").await;
    let mut tx = work.store.write().await.unwrap();
    store::calendar::update(&mut tx, &changed).await.unwrap();
    enqueue(&work, &mut tx, &Wanted::new(JobKind::MakePeriods, changed.id).once_for("changed"))
        .await
        .unwrap();
    tx.commit_unrecorded().await.unwrap();
    office.runs_on("2026-11-23").await;
    let now = office.periods().await;
    assert_eq!(now[0], before[0], "November is open and stays");
    let coming: Vec<_> = now[1..].iter().map(|one| (one.cadence, one.window_from)).collect();
    assert_eq!(coming, [(Cadence::Quarterly, date(2026, 10, 1))]);
}

#[tokio::test]
async fn a_new_day_off_moves_coming_periods_and_is_entered() {
    let office = Office::new().await;
    office.runs_on("2026-11-23").await;
    let work = office.on("2026-11-23").await;
    let typed = special_days::Typed {
        day: "06/01/2027".into(),
        kind: "off".into(),
        name: "Nghỉ bù".into(),
        source: "Thông báo số 1".into(),
        ..special_days::Typed::default()
    };
    special_days::add(&work, &Actor::program("test"), &typed).await.unwrap();
    office.runs_on("2026-11-23").await;
    assert_eq!(office.periods().await.pop().unwrap().due_on, date(2027, 1, 7));
    let kept = special_days::get(&work, date(2027, 1, 6)).await.unwrap();
    assert_eq!(kept, SpecialDay { version: 1, ..kept.clone() });
    let removal = special_days::Typed { version: 1, ..special_days::Typed::default() };
    let unreasoned = special_days::remove(&work, &Actor::program("test"), kept.day, &removal).await;
    assert!(matches!(unreasoned, Err(work::Error::Invalid(_))), "{unreasoned:?}");
    let removal = special_days::Typed { reason: "Nhập nhầm".into(), ..removal };
    special_days::remove(&work, &Actor::program("test"), kept.day, &removal).await.unwrap();
    let entries =
        store::audit::list_after(&mut work.store.read().await.unwrap(), i64::MIN, 100).await.unwrap();
    let events: Vec<_> = entries.iter().map(|sealed| sealed.entry.event.as_str()).collect();
    for event in ["special_day.loaded", "special_day.added", "period.moved", "special_day.removed"] {
        assert!(events.contains(&event), "{event}: {events:?}");
    }
}

#[tokio::test]
async fn days_off_are_taken_in_once_and_then_are_the_offices_own() {
    let office = Office::new().await;
    let work = office.on("2026-11-23").await;
    assert_eq!(special_days::load(&work).await.unwrap(), special_days::built_in().len());
    let of_2027: Vec<_> =
        special_days::list(&work).await.unwrap().into_iter().filter(|one| one.day.year() == 2027).collect();
    for special in &of_2027 {
        let typed =
            special_days::Typed { reason: "Chưa công bố".into(), ..special_days::Typed::of(special) };
        special_days::remove(&work, &Actor::program("test"), special.day, &typed).await.unwrap();
    }
    assert_eq!(special_days::load(&work).await.unwrap(), 0);
    assert!(special_days::list(&work).await.unwrap().iter().all(|one| one.day.year() < 2027));
}

#[tokio::test]
async fn a_period_opened_by_hand_is_not_opened_again() {
    let office = Office::new().await;
    office.runs_on("2026-11-23").await;
    let december = office.periods().await.pop().unwrap();
    let work = office.on("2026-12-01").await;
    let made =
        periods::open_now(&work, &Actor::program("test"), december.id, december.version).await.unwrap();
    assert_eq!(made, 3);
    let again = periods::open_now(&work, &Actor::program("test"), december.id, december.version).await;
    assert!(matches!(again, Err(work::Error::Store(store::Error::Stale { .. }))), "{again:?}");
    assert_eq!(periods::open_due(&work, december.id).await.unwrap(), 0);
    office.runs_on("2026-12-28").await;
    assert_eq!(office.jobs(JobState::Failed).await, []);
}
