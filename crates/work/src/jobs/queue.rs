//! The table of jobs: asking, claiming and ending. Its rows are bookkeeping; what a job changes is entered by
//! the verbs that it calls.

use domain::{Job, JobKind, JobState};
use jiff::{SignedDuration, Timestamp};
use store::Write;

use crate::{Error, Work};

/// How long whoever claimed a job may work on it before another process takes it over.
pub const LEASE: SignedDuration = SignedDuration::from_mins(5);

/// How often a job is begun before it is given up.
pub const MOST_ATTEMPTS: u32 = 6;

/// The longest time between two attempts.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);

/// A job that is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    kind: JobKind,
    item: String,
    once: String,
    run_at: Option<Timestamp>,
}

impl Wanted {
    /// What is to be done with what, once and for all.
    #[expect(clippy::needless_pass_by_value, reason = "callers hand in an id or a text, as they have it")]
    pub fn new(kind: JobKind, item: impl ToString) -> Self {
        Self { kind, item: item.to_string(), once: String::new(), run_at: None }
    }

    /// The same, once for each of these: a day, a version.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers hand in a day or a number, as they have it")]
    pub fn once_for(self, occasion: impl ToString) -> Self {
        Self { once: occasion.to_string(), ..self }
    }

    /// The same, not before a time; at most a day ahead.
    #[must_use]
    pub fn not_before(self, run_at: Timestamp) -> Self {
        Self { run_at: Some(run_at), ..self }
    }

    /// What makes it the only one of its kind.
    pub fn key(&self) -> String {
        let parts = [self.kind.code(), &self.item, &self.once];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
    }
}

/// Asks for a job in the transaction of what makes it necessary, unless it was asked for before; tells which.
pub async fn enqueue(work: &Work, tx: &mut Write, wanted: &Wanted) -> Result<bool, Error> {
    let now = work.clock.now();
    let furthest = now.saturating_add(store::job::FURTHEST).unwrap_or(now);
    let job = Job {
        id: work.clock.id(),
        key: wanted.key(),
        kind: wanted.kind,
        item: wanted.item.clone(),
        state: JobState::Waiting,
        run_at: wanted.run_at.unwrap_or(now).min(furthest),
        leased_until: None,
        attempts: 0,
        last_error: String::new(),
        result: String::new(),
        created_at: now,
        ended_at: None,
    };
    Ok(store::job::add(tx, &job).await?)
}

/// Asks for those jobs that were not asked for before, and gives how many.
pub(super) async fn ask(work: &Work, wanted: Vec<Wanted>) -> Result<usize, Error> {
    let mut read = work.store.read().await?;
    let mut missing = Vec::new();
    for one in wanted {
        if store::job::find_by_key(&mut read, &one.key()).await?.is_none() {
            missing.push(one);
        }
    }
    drop(read);
    if missing.is_empty() {
        return Ok(0);
    }
    let mut tx = work.store.write().await?;
    let mut asked = 0;
    for one in missing {
        asked += usize::from(enqueue(work, &mut tx, &one).await?);
    }
    tx.commit_unrecorded().await?;
    Ok(asked)
}

/// Claims the job that has waited longest; none when nothing is due, or another process was faster.
pub(super) async fn claim(work: &Work) -> Result<Option<Job>, Error> {
    let now = work.clock.now();
    let next = store::job::find_next_run(&mut work.store.read().await?, now).await?;
    if next.is_none_or(|at| at > now) {
        return Ok(None);
    }
    let mut tx = work.store.write().await?;
    let until = now.saturating_add(LEASE).unwrap_or(now);
    let claimed = store::job::claim(&mut tx, now, until).await?;
    tx.commit_unrecorded().await?;
    Ok(claimed)
}

/// Records what came of a claimed job; one that failed is tried again later, or given up.
pub(super) async fn end(work: &Work, job: &Job, outcome: Result<u64, [String; 2]>) -> Result<(), Error> {
    let now = work.clock.now();
    let mut tx = work.store.write().await?;
    let is_ours = match outcome {
        Ok(count) => store::job::finish(&mut tx, job, &count.to_string(), now).await?,
        Err(why) if job.attempts >= MOST_ATTEMPTS => {
            store::job::give_up(&mut tx, job, &why.join("\n"), now).await?
        }
        Err(why) => {
            let again = now.saturating_add(wait_after(job.attempts)).unwrap_or(now);
            store::job::put_off(&mut tx, job, &why.join("\n"), again).await?
        }
    };
    tx.commit_unrecorded().await?;
    if !is_ours {
        tracing::warn!(job.id = %job.id, job.key = job.key, "the lease ran out before the job was done");
    }
    Ok(())
}

/// Removes jobs that were done before a time, and counts them.
pub(super) async fn sweep(work: &Work, before: Timestamp) -> Result<u64, Error> {
    let mut tx = work.store.write().await?;
    let removed = store::job::remove_done(&mut tx, before).await?;
    tx.commit_unrecorded().await?;
    Ok(removed)
}

/// One minute after the first attempt, and each time twice as long.
fn wait_after(attempts: u32) -> SignedDuration {
    let minutes = 1_i64.checked_shl(attempts.saturating_sub(1)).unwrap_or(i64::MAX).clamp(1, 60);
    SignedDuration::from_mins(minutes).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_names_what_is_done_with_what_and_when() {
        assert_eq!(Wanted::new(JobKind::Sweep, "").key(), "sweep");
        assert_eq!(Wanted::new(JobKind::Remind, "p").once_for("2026-11-22").key(), "remind/p/2026-11-22");
    }

    #[test]
    fn each_wait_is_twice_as_long_up_to_an_hour() {
        let minutes: Vec<_> = [1, 2, 3, 6, 7, 200].map(|n| wait_after(n).as_mins()).into();
        assert_eq!(minutes, [1, 2, 4, 32, 60, 60]);
    }
}
