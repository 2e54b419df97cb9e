//! Handing in, sending back, and taking up again what was approved.

use domain::{FieldError, MessageKind, Submission, SubmissionId, SubmissionStep};
use serde::Deserialize;

use super::hold::{Held, reason};
use super::{Readiness, digest, filled_cells};
use crate::submissions::{Form, form};
use crate::{Actor, Error, Work};

/// What is said when a form is handed in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Submitting {
    /// The version of the submission that was shown.
    pub version: i64,
    /// Why it is not complete, where it is not.
    pub reason: String,
}

/// A step that is taken for a reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Reasoned {
    /// The version of the submission that was shown.
    pub version: i64,
    /// Why.
    pub reason: String,
}

/// Hands a form in for approval.
///
/// Every cell that cannot be kept is named, and nothing is handed in then. What is missing needs a reason,
/// which stands in the thread with what it is.
pub async fn submit(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    typed: &Submitting,
) -> Result<Submission, Error> {
    let today = work.clock.today();
    let mut held = Held::for_step(work, id, typed.version, SubmissionStep::Submit).await?;
    let form = form::load(work, &mut held.tx, id, today).await?;
    let text = told(&form, &typed.reason)?;
    held.step(work, SubmissionStep::Submit, "");
    held.submission.first_submitted_on.get_or_insert(today);
    (held.submission.required, held.submission.filled) = (form.required(), form.filled());
    held.tell(work, actor, MessageKind::Submitted, None, &text).await?;
    let event = held.event("submission.submitted", &digest(&filled_cells(&form))?).because(text);
    held.keep(work, actor, event).await
}

/// What the thread tells of a form that is handed in.
fn told(form: &Form, typed_reason: &str) -> Result<String, Error> {
    let readiness = Readiness::of(form);
    let mut errors = readiness.errors();
    let (given, missing) = (typed_reason.trim(), readiness.missing.len());
    let labels = readiness.missing_labels();
    if filled_cells(form).is_empty() {
        errors.push(FieldError::new(
            "reason",
            "Chưa nhập nội dung nào để trình.",
            "Nothing was entered that could be handed in.",
        ));
    } else if missing > 0 && given.is_empty() {
        errors.push(FieldError::new(
            "reason",
            format!("Còn {missing} nội dung chưa nhập ({labels}). Đề nghị nêu lý do, hoặc nhập đủ."),
            format!("{missing} entries are missing ({labels}). Please give the reason, or enter them."),
        ));
    }
    match (errors.is_empty(), missing) {
        (false, _) => Err(Error::Invalid(errors)),
        (true, 0) => Ok(given.to_owned()),
        (true, _) => Ok(format!("{given} (Chưa nhập: {labels}.)")),
    }
}

/// Sends a submission back with the reason: before approval to be put right, after it to be corrected by a
/// new revision.
pub async fn return_back(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    typed: &Reasoned,
) -> Result<Submission, Error> {
    undo(work, actor, id, typed, SubmissionStep::Return).await
}

/// Takes an approved submission up again to correct it, for a reason.
pub async fn reopen(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    typed: &Reasoned,
) -> Result<Submission, Error> {
    undo(work, actor, id, typed, SubmissionStep::Reopen).await
}

async fn undo(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    typed: &Reasoned,
    step: SubmissionStep,
) -> Result<Submission, Error> {
    let reason = reason(&typed.reason)?;
    let mut held = Held::for_step(work, id, typed.version, step).await?;
    let form = form::load(work, &mut held.tx, id, work.clock.today()).await?;
    held.step(work, step, &reason);
    let (kind, what) = match step {
        SubmissionStep::Reopen => (MessageKind::Reopened, "submission.reopened"),
        _ => (MessageKind::Returned, "submission.returned"),
    };
    held.tell(work, actor, kind, None, &reason).await?;
    let event = held.event(what, &digest(&filled_cells(&form))?).because(reason);
    held.keep(work, actor, event).await
}
