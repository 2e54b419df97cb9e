//! What must hold however the program ended.

use domain::snapshot::Snapshot;
use domain::{PeriodState, ReportingPeriod, SubmissionState};
use store::Read;
use work::Work;

/// No period is half closed: with its snapshot it has all that closing changes, without it nothing of that.
pub async fn check(work: &Work) -> Result<(), String> {
    let mut read = work.store.read().await.unwrap();
    let calendar = store::calendar::list(&mut read).await.unwrap().remove(0);
    let periods = store::reporting_period::list_of_plan(&mut read, calendar.plan).await.unwrap();
    // Those that were looked at after an earlier kill do not change: the last two tell.
    for period in periods.iter().take(2) {
        one(&mut read, period).await.map_err(|broken| format!("{}: {broken}", period.figures))?;
    }
    Ok(())
}

async fn one(read: &mut Read, period: &ReportingPeriod) -> Result<(), String> {
    let frozen = store::snapshot::list_of_period(read, period.id).await.unwrap();
    let submissions = store::submission::list_of_period(read, period.id).await.unwrap();
    if submissions.len() != 3 {
        return Err(format!("{} bodies report", submissions.len()));
    }
    let consolidated = submissions.iter().filter(|one| one.state == SubmissionState::Consolidated).count();
    match (period.state, frozen.as_slice()) {
        (PeriodState::Closed, [one]) => {
            let is_whole = Snapshot::digest(&one.json) == one.sha256;
            let is_named = period.snapshot == Some(one.id) && period.closed_at.is_some();
            if is_whole && is_named && consolidated == 3 { Ok(()) } else { Err(format!("{period:?}")) }
        }
        (PeriodState::Open, []) if consolidated == 0 => Ok(()),
        (state, frozen) => Err(format!("{state:?} with {} snapshots, {consolidated} done", frozen.len())),
    }
}

/// The audit chain has no gap.
pub async fn check_chain(work: &Work) {
    let checked = work::audit::verify(work, &[]).await.unwrap();
    assert!(checked.is_whole() && checked.entries > 0, "{:?}", checked.faults);
}
