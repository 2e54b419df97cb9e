//! Jobs are done once, by whichever process comes first, and none is lost.

use domain::{JobKind, JobState, PeriodState};
use jiff::Timestamp;
use work::jobs::{LEASE, MOST_ATTEMPTS, Step, Wanted, enqueue, look, retry, run, step};
use work::{Actor, Clock, Work};

use crate::office::Office;

/// The same process some time later.
fn later(work: &Work, seconds: i64) -> Work {
    let at = work.clock.now().as_second() + seconds;
    Work::new(work.store.clone(), Clock::fixed(Timestamp::from_second(at).unwrap()))
}

async fn asks(work: &Work, wanted: Wanted) {
    let mut tx = work.store.write().await.unwrap();
    enqueue(work, &mut tx, &wanted).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
}

#[tokio::test]
async fn of_processes_at_work_at_once_each_job_is_done_by_one() {
    let office = Office::new().await;
    let processes =
        [office.on("2027-02-01").await, office.on("2027-02-01").await, office.on("2027-02-01").await];
    for round in 0..2 {
        let working = processes.clone().map(|work| {
            tokio::spawn(async move {
                look(&work).await.unwrap();
                for _ in 0..10 {
                    step(&work).await.unwrap();
                }
            })
        });
        for one in working {
            one.await.unwrap();
        }
        assert!(office.jobs(JobState::Waiting).await.is_empty(), "round {round}");
    }
    let done = office.jobs(JobState::Done).await;
    assert!(done.iter().all(|job| job.attempts == 1), "{done:?}");
    let work = &processes[0];
    let mut read = work.store.read().await.unwrap();
    for period in office.periods().await.iter().filter(|period| period.state == PeriodState::Open) {
        let submissions = store::submission::list_of_period(&mut read, period.id).await.unwrap();
        assert_eq!(submissions.len(), 3, "{}", period.window_to);
    }
}

#[tokio::test]
async fn what_a_killed_process_had_claimed_is_done_when_its_lease_runs_out() {
    let office = Office::new().await;
    let work = office.on("2026-11-23").await;
    asks(&work, Wanted::new(JobKind::MakePeriods, office.made.calendar)).await;
    let mut tx = work.store.write().await.unwrap();
    let now = work.clock.now();
    let until = now.checked_add(LEASE).unwrap();
    store::job::claim(&mut tx, now, until).await.unwrap().unwrap();
    tx.commit_unrecorded().await.unwrap();
    assert_eq!(step(&work).await.unwrap(), Step::Idle);
    assert_eq!(step(&later(&work, LEASE.as_secs() - 1)).await.unwrap(), Step::Idle);
    assert_eq!(step(&later(&work, LEASE.as_secs())).await.unwrap(), Step::Worked);
    assert_eq!(office.windows(PeriodState::Coming).await, ["2026-12-31"]);
    let done = office.jobs(JobState::Done).await.pop().unwrap();
    assert_eq!((done.attempts, done.result.as_str()), (2, "1"));
}

#[tokio::test]
async fn a_process_killed_while_it_changes_something_leaves_nothing_half_done() {
    let office = Office::new().await;
    office.runs_on("2026-11-23").await;
    let december = office.periods().await.pop().unwrap();
    let work = office.on("2026-12-28").await;
    // Dropped at any moment, as a process that is killed: what it had begun is gone, and done by the next.
    for polls in 1..40 {
        let mut doing = Box::pin(work::periods::open_due(&work, december.id));
        for _ in 0..polls {
            let polled = std::future::poll_fn(|cx| std::task::Poll::Ready(doing.as_mut().poll(cx)));
            if polled.await.is_ready() {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(doing);
        let period = office.periods().await.pop().unwrap();
        let mut read = work.store.read().await.unwrap();
        let made = store::submission::list_of_period(&mut read, december.id).await.unwrap().len();
        let expected = if period.state == PeriodState::Open { 3 } else { 0 };
        assert_eq!(made, expected, "after {polls} polls");
    }
    office.runs_on("2026-12-28").await;
    assert!(office.windows(PeriodState::Open).await.contains(&"2026-12-31".to_owned()));
}

#[tokio::test]
async fn what_fails_is_tried_again_ever_later_and_then_given_up() {
    let office = Office::new().await;
    let mut work = office.on("2026-11-23").await;
    let unknown: domain::CalendarId = work.clock.id();
    asks(&work, Wanted::new(JobKind::MakePeriods, unknown)).await;
    for attempt in 1..=MOST_ATTEMPTS {
        assert_eq!(step(&work).await.unwrap(), Step::Worked, "attempt {attempt}");
        assert_eq!(step(&work).await.unwrap(), Step::Idle, "not at once");
        work = later(&work, 3_600);
    }
    assert_eq!(step(&work).await.unwrap(), Step::Idle);
    let failed = office.jobs(JobState::Failed).await.pop().unwrap();
    assert_eq!(failed.attempts, MOST_ATTEMPTS);
    let [vi, en]: [&str; 2] = failed.last_error.split('\n').collect::<Vec<_>>().try_into().unwrap();
    assert!(vi.starts_with("Không còn") && en.starts_with("What it was about"), "{vi} {en}");
    retry(&work, &Actor::program("test"), failed.id).await.unwrap();
    assert_eq!(step(&work).await.unwrap(), Step::Worked);
    assert_eq!(office.jobs(JobState::Waiting).await.len(), 1);
}

#[tokio::test]
async fn a_job_that_kills_its_process_each_time_is_given_up() {
    let office = Office::new().await;
    let mut work = office.on("2026-11-23").await;
    asks(&work, Wanted::new(JobKind::MakePeriods, office.made.calendar)).await;
    for _ in 0..MOST_ATTEMPTS {
        let mut tx = work.store.write().await.unwrap();
        let now = work.clock.now();
        let until = now.checked_add(LEASE).unwrap();
        store::job::claim(&mut tx, now, until).await.unwrap().unwrap();
        tx.commit_unrecorded().await.unwrap();
        work = later(&work, LEASE.as_secs());
    }
    assert_eq!(step(&work).await.unwrap(), Step::Worked);
    assert_eq!(office.jobs(JobState::Failed).await.len(), 1);
    assert!(office.windows(PeriodState::Coming).await.is_empty());
}

#[tokio::test]
async fn a_worker_that_is_stopped_finishes_what_it_began() {
    let office = Office::new().await;
    let work = office.on("2026-11-23").await;
    run(work.clone(), async {}).await;
    assert!(office.jobs(JobState::Waiting).await.iter().all(|job| job.leased_until.is_none()));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let worker = tokio::spawn(run(work.clone(), async move { stopped.await.unwrap_or(()) }));
    while office.windows(PeriodState::Coming).await.is_empty() {
        tokio::task::yield_now().await;
    }
    stop.send(()).unwrap();
    worker.await.unwrap();
    assert_eq!(office.jobs(JobState::Failed).await, []);
}
