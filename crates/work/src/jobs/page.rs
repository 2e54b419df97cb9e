//! The jobs as a page shows them, and trying again what was given up.

use domain::audit::Event;
use domain::{Job, JobId, JobState};
use jiff::Timestamp;
use uuid::Uuid;

use crate::{Actor, Error, Work};

/// How many jobs a page holds.
const A_PAGE: u32 = 50;

/// Further than this jobs are not counted.
pub const COUNTED_TO: i64 = 1_000;

/// A page of jobs in one state.
#[derive(Debug, Clone)]
pub struct Page {
    /// The jobs: those that wait in the order in which they are begun, the others the last first.
    pub jobs: Vec<Job>,
    /// Where the next page begins; none on the last.
    pub next: Option<String>,
}

/// The jobs of a state, with how many there are in each.
#[derive(Debug, Clone)]
pub struct Jobs {
    /// The state shown.
    pub state: JobState,
    /// The page of it.
    pub page: Page,
    /// How many there are in each state, in the order of [`JobState::ALL`], counted to [`COUNTED_TO`].
    pub counts: Vec<(JobState, i64)>,
}

/// The jobs in a state, behind the place that a page before gave as its next.
pub async fn list(work: &Work, state: JobState, behind: &str) -> Result<Jobs, Error> {
    let mut read = work.store.read().await?;
    let limit = A_PAGE + 1;
    let mut jobs = match (state, place(behind)) {
        (JobState::Waiting, after) => {
            let after = after.unwrap_or((Timestamp::MIN, JobId(Uuid::nil())));
            store::job::list_waiting(&mut read, after, limit).await?
        }
        (_, before) => {
            let before = before.unwrap_or((Timestamp::MAX, JobId(Uuid::max())));
            store::job::list_ended(&mut read, state, before, limit).await?
        }
    };
    let has_more = jobs.len() > A_PAGE as usize;
    jobs.truncate(A_PAGE as usize);
    let next = jobs
        .last()
        .filter(|_| has_more)
        .map(|last| format!("{}.{}", last.ended_at.unwrap_or(last.run_at).as_millisecond(), last.id));
    let mut counts = Vec::new();
    for state in JobState::ALL {
        let to = u32::try_from(COUNTED_TO).unwrap_or(u32::MAX) + 1;
        counts.push((*state, store::job::count(&mut read, *state, to).await?));
    }
    Ok(Jobs { state, page: Page { jobs, next }, counts })
}

/// What a page gave as the place of the next.
fn place(behind: &str) -> Option<(Timestamp, JobId)> {
    let (at, id) = behind.split_once('.')?;
    Some((Timestamp::from_millisecond(at.parse().ok()?).ok()?, id.parse().ok()?))
}

/// Has a job that was given up tried again.
pub async fn retry(work: &Work, actor: &Actor, id: JobId) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let found = store::job::find(&mut tx, id).await?;
    let job = found.ok_or_else(|| store::Error::NotFound { noun: "job", id: id.to_string() })?;
    store::job::retry(&mut tx, id, work.clock.now()).await?;
    work.keep(tx, actor, [Event::done("job.retried", id).because(job.key)]).await
}
