//! A submission as whoever decides on it reads it: what was typed, what changed, what was said.

use std::collections::HashMap;

use domain::{FigureCheck, IndicatorId, SubmissionId, SubmissionMessage, SubmissionRevision, SubmissionStep};

use super::waiting::{Wait, steps, wait_of};
use super::{Change, Readiness, difference, filled_cells};
use crate::access::Access;
use crate::clock::day_in_vietnam;
use crate::submissions::{Form, form};
use crate::{Error, Work};

/// A submission as it is read.
#[derive(Debug, Clone)]
pub struct Review {
    /// What was typed.
    pub form: Form,
    /// What is wrong and missing in it.
    pub readiness: Readiness,
    /// The thread, the first message first.
    pub thread: Vec<SubmissionMessage>,
    /// What was approved, the first first.
    pub revisions: Vec<SubmissionRevision>,
    /// What differs from the last approval; nothing while there is none.
    pub changes: Vec<Change>,
    /// What the verifying body last found of each figure.
    pub checks: HashMap<IndicatorId, FigureCheck>,
    /// The figures that wait for the verifier as they stand.
    pub waiting: Vec<IndicatorId>,
    /// Who has to act, and since when.
    pub wait: Wait,
    /// What the reader may do now.
    pub steps: Vec<SubmissionStep>,
}

impl Review {
    /// The revision that counts now; `None` while nothing was approved.
    pub fn approved(&self) -> Option<&SubmissionRevision> {
        self.revisions.last()
    }

    /// Whether the last approval is later than what was frozen when the period closed.
    pub fn is_later_than_snapshot(&self) -> bool {
        let closed_at = self.form.period.closed_at;
        closed_at.zip(self.approved()).is_some_and(|(closed_at, last)| last.approved_at > closed_at)
    }
}

/// Gathers what a reader of a submission sees.
pub async fn review(work: &Work, access: &Access, id: SubmissionId) -> Result<Review, Error> {
    let mut read = work.store.read().await?;
    let submission = store::submission::get(&mut read, id).await?;
    // What is handed in is read as of that day; a draft as of today.
    let day = if submission.state.is_editable() {
        work.clock.today()
    } else {
        day_in_vietnam(submission.since).min(work.clock.today())
    };
    let form = form::load(work, &mut read, id, day).await?;
    let revisions = store::submission_revision::list(&mut read, id).await?;
    let checks = store::figure_check::list(&mut read, id).await?;
    let waiting = store::waiting_figure::list_of_submission(&mut read, id).await?;
    let thread = store::submission_message::list(&mut read, id).await?;
    drop(read);
    let cells = filled_cells(&form);
    Ok(Review {
        readiness: Readiness::of(&form),
        thread,
        changes: revisions.last().map(|last| difference(&last.cells, &cells)).unwrap_or_default(),
        revisions,
        // Checks come in order, so that the last one stays.
        checks: checks.into_iter().map(|check| (check.indicator, check)).collect(),
        waiting: waiting.into_iter().map(|(indicator, _)| indicator).collect(),
        wait: wait_of(work, access, id).await?,
        steps: steps(access, &form.submission, &form.period),
        form,
    })
}
