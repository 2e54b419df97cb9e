//! A submission held for a step: nobody else moves it, or closes its period, until the step is kept.

use domain::audit::Event;
use domain::{
    CellKey, MessageKind, ReportingPeriod, Submission, SubmissionId, SubmissionMessage, SubmissionStep,
};
use serde_json::json;
use store::Write;

use crate::{Actor, Error, FieldError, Work, silence};

/// A submission and its period, held within a transaction.
pub(crate) struct Held {
    pub(crate) tx: Write,
    pub(crate) period: ReportingPeriod,
    pub(crate) submission: Submission,
}

impl Held {
    /// Holds a submission: its period first, as whoever closes that does.
    pub(crate) async fn take(work: &Work, id: SubmissionId) -> Result<Self, Error> {
        let mut tx = work.store.write().await?;
        let period = store::submission::get(&mut tx, id).await?.period;
        let period = store::reporting_period::hold(&mut tx, period).await?;
        let submission = store::submission::hold(&mut tx, id).await?;
        Ok(Self { tx, period, submission })
    }

    /// The same, for a step that was decided on the version shown.
    pub(crate) async fn for_step(
        work: &Work,
        id: SubmissionId,
        version: i64,
        step: SubmissionStep,
    ) -> Result<Self, Error> {
        let held = Self::take(work, id).await?;
        let current = held.submission.version;
        if current != version {
            return Err(Error::Store(store::Error::Stale { current }));
        }
        if step.next(held.submission.state).is_none() || !held.submission.may_move_in(&held.period) {
            return Err(Error::Closed);
        }
        Ok(held)
    }

    /// Takes a step: the state it leads to, the time, and the next revision where it undoes an approval.
    pub(crate) fn step(&mut self, work: &Work, step: SubmissionStep, reason: &str) {
        let from = self.submission.state;
        if step.begins_revision(from) {
            self.submission.revision += 1;
            reason.clone_into(&mut self.submission.reason);
        }
        self.submission.state = step.next(from).unwrap_or(from);
        self.submission.since = work.clock.now();
    }

    /// Tells in the thread what happened.
    pub(crate) async fn tell(
        &mut self,
        work: &Work,
        actor: &Actor,
        kind: MessageKind,
        about: Option<CellKey>,
        text: &str,
    ) -> Result<(), Error> {
        let message = SubmissionMessage {
            submission: self.submission.id,
            number: 0,
            kind,
            about,
            text: text.to_owned(),
            at: work.clock.now(),
            by: actor.post.clone(),
        };
        let number = store::submission_message::add(&mut self.tx, &message).await?;
        silence::ask(work, &mut self.tx, &SubmissionMessage { number, ..message }).await
    }

    /// An event of the submission, with its state and the digest of its cells.
    pub(crate) fn event(&self, what: &'static str, sha256: &str) -> Event {
        let Submission { id, plan, organisation, state, revision, .. } = &self.submission;
        let after = json!({ "state": state, "revision": revision, "sha256": sha256 });
        Event::done(what, id).of_plan(*plan).of_body(*organisation).added(&after)
    }

    /// Keeps the step with its event, and gives the submission as it is kept.
    pub(crate) async fn keep(
        mut self,
        work: &Work,
        actor: &Actor,
        event: Event,
    ) -> Result<Submission, Error> {
        self.submission.version = store::submission::update(&mut self.tx, &self.submission).await?;
        work.keep(self.tx, actor, [event]).await?;
        Ok(self.submission)
    }
}

/// A reason that must be given.
pub(crate) fn reason(typed: &str) -> Result<String, Error> {
    let typed = typed.trim();
    if typed.is_empty() {
        let error = FieldError::new("reason", "Đề nghị ghi lý do.", "Please give the reason.");
        return Err(Error::Invalid(vec![error]));
    }
    Ok(typed.to_owned())
}
