//! Remarks in the thread of a submission.

use domain::{CellKey, MessageKind, SubmissionId};

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
