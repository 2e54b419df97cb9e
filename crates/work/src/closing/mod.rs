//! Closing a period (chốt kỳ): totals are written down, and everything a report says is frozen.
//!
//! One transaction does it all while it holds the period's row: of two who close it the second finds it
//! closed, and a program that is stopped half-way leaves it open as it was.

mod snapshot;
mod standing;

pub use standing::{Missing, Standing, standing};

use domain::audit::{Event, fields};
use domain::snapshot::Snapshot;
use domain::{PeriodState, ReportingPeriod, ReportingPeriodId, SnapshotId, SubmissionState, SubmissionStep};
use store::snapshot::Frozen;

use crate::consolidation::{gather, record};
use crate::{Actor, Error, Work, settings};

/// What closing a period left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// The period.
    pub period: ReportingPeriodId,
    /// What was frozen.
    pub snapshot: SnapshotId,
    /// SHA-256 of that, in hexadecimal.
    pub sha256: String,
    /// Whether it was closed only now.
    pub is_new: bool,
}

/// Closes a period: consolidates, freezes, and lets nothing change any more but by a correction.
///
/// A period that is closed stays as it is, however often it is asked; one that has not opened is
/// [`Error::Closed`].
pub async fn close(work: &Work, actor: &Actor, id: ReportingPeriodId) -> Result<Closed, Error> {
    let window_to = store::reporting_period::get(&mut work.store.read().await?, id).await?.window_to;
    // Rules are read before anything is held.
    let rules = settings::assessment_rules(work, window_to).await?;
    let mut tx = work.store.write().await?;
    let period = store::reporting_period::hold(&mut tx, id).await?;
    match (period.state, period.snapshot) {
        (PeriodState::Closed, Some(snapshot)) => {
            let frozen = store::snapshot::get(&mut tx, snapshot).await?;
            return Ok(Closed { period: id, snapshot, sha256: frozen.sha256, is_new: false });
        }
        (PeriodState::Open, _) => (),
        _ => return Err(Error::Closed),
    }
    let gathered = gather(&mut tx, id).await?;
    let mut events = record(work, actor, &mut tx, &gathered).await?;
    settle(work, &mut tx, id).await?;
    let made = snapshot::make(work, &mut tx, gathered, &rules).await?;
    let json = made.json();
    let sha256 = Snapshot::digest(&json);
    let frozen = Frozen { id: work.clock.id(), period: id, taken_at: work.clock.now(), json, sha256 };
    store::snapshot::add(&mut tx, &frozen).await?;
    let Frozen { id: snapshot, sha256, .. } = frozen;
    let closed = ReportingPeriod {
        state: PeriodState::Closed,
        closed_at: Some(work.clock.now()),
        snapshot: Some(snapshot),
        ..period
    };
    store::reporting_period::update(&mut tx, &closed).await?;
    let event = Event::done("period.closed", id).of_plan(closed.plan);
    events.push(
        event.added(&fields([("sha256", sha256.clone().into()), ("snapshot", snapshot.to_string().into())])),
    );
    work.keep(tx, actor, events).await?;
    Ok(Closed { period: id, snapshot, sha256, is_new: true })
}

/// Marks what is approved as consolidated; whoever is silent stays as they are, and counts as late.
async fn settle(work: &Work, tx: &mut store::Write, id: ReportingPeriodId) -> Result<(), Error> {
    for mut submission in store::submission::list_of_period(tx, id).await? {
        if submission.state == SubmissionState::Approved {
            submission.state = SubmissionStep::Consolidate.next(submission.state).unwrap_or(submission.state);
            submission.since = work.clock.now();
            store::submission::update(tx, &submission).await?;
        }
    }
    Ok(())
}

/// A frozen state as it is kept, and whether it still is what was frozen.
#[derive(Debug, Clone)]
pub struct Kept {
    /// What was frozen.
    pub snapshot: Snapshot,
    /// Its canonical JSON.
    pub json: String,
    /// SHA-256 of that, as it was entered when the period was closed.
    pub sha256: String,
    /// Whether the text still has this digest.
    pub is_whole: bool,
}

/// What was frozen when a period closed; `None` while it is not closed.
pub async fn kept(work: &Work, id: ReportingPeriodId) -> Result<Option<Kept>, Error> {
    let mut read = work.store.read().await?;
    let Some(snapshot) = store::reporting_period::get(&mut read, id).await?.snapshot else { return Ok(None) };
    let Frozen { json, sha256, .. } = store::snapshot::get(&mut read, snapshot).await?;
    let is_whole = Snapshot::digest(&json) == sha256;
    Ok(Some(Kept { snapshot: serde_json::from_str(&json)?, json, sha256, is_whole }))
}

/// What would be frozen if the period closed now; nothing is written.
pub async fn draft(work: &Work, id: ReportingPeriodId) -> Result<Snapshot, Error> {
    let mut read = work.store.read().await?;
    let window_to = store::reporting_period::get(&mut read, id).await?.window_to;
    drop(read);
    let rules = settings::assessment_rules(work, window_to).await?;
    let mut read = work.store.read().await?;
    let gathered = gather(&mut read, id).await?;
    snapshot::make(work, &mut read, gathered, &rules).await
}
