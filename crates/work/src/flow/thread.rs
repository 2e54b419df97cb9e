//! The thread of a submission: remarks, and what it was sent back for.

use domain::{CellKey, MessageKind, Submission, SubmissionId, SubmissionMessage, SubmissionState};

use super::hold::Held;
use crate::{Actor, Error, FieldError, Work};

/// Adds a remark, about one cell or about the whole.
pub async fn remark(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    about: Option<CellKey>,
    text: &str,
) -> Result<(), Error> {
    let text = text.trim();
    if text.is_empty() {
        let error = FieldError::new("text", "Đề nghị ghi ý kiến.", "Please write the remark.");
        return Err(Error::Invalid(vec![error]));
    }
    let mut held = Held::take(work, id).await?;
    held.tell(work, actor, MessageKind::Remark, about, text).await?;
    let event = held.event("submission.remarked", "").because(text);
    work.keep(held.tx, actor, [event]).await
}

/// What a submission was last sent back for, while it is with the body again.
pub async fn returned(work: &Work, submission: &Submission) -> Result<Option<SubmissionMessage>, Error> {
    if submission.state != SubmissionState::Returned {
        return Ok(None);
    }
    let mut read = work.store.read().await?;
    let thread = store::submission_message::list(&mut read, submission.id).await?;
    let sends_back = |message: &SubmissionMessage| {
        matches!(message.kind, MessageKind::Returned | MessageKind::Contested) && !message.text.is_empty()
    };
    Ok(thread.into_iter().rev().find(sends_back))
}
