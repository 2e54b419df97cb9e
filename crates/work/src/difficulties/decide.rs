//! What becomes of a difficulty: sent on with a reason, answered by a decision, or taken back.

use domain::{Difficulty, DifficultyId, OrganisationId, PostId, Route};
use serde::Deserialize;

use super::{event, holder, invalid};
use crate::access::Access;
use crate::{Actor, Error, Work, silence, typed_day};

/// What was typed to send it to another body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Rerouting {
    /// The id of the body competent to decide.
    pub organisation: String,
    /// By when it is to be answered; empty leaves the day.
    pub due_on: String,
    /// Why it goes there.
    pub reason: String,
    /// The version that the form was shown for.
    pub version: i64,
}

/// What was typed as the answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Answer {
    /// The answer.
    pub answer: String,
    /// The decision that it rests on, such as `Thông báo số 12-TB/BCĐ`.
    pub decision: String,
    /// The version that the form was shown for.
    pub version: i64,
}

/// What was typed to take it back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Withdrawal {
    /// Why.
    pub withdrawal: String,
    /// The version that the form was shown for.
    pub version: i64,
}

/// Sends it to another body, with a reason, or gives it another day.
pub async fn reroute(
    work: &Work,
    actor: &Actor,
    access: &Access,
    id: DifficultyId,
    typed: &Rerouting,
) -> Result<(), Error> {
    let mut errors = Vec::new();
    let body: Option<OrganisationId> =
        typed.organisation.parse().ok().filter(|body| access.directory().body(*body).is_some());
    if body.is_none() {
        errors.push(invalid("organisation", "Chọn đơn vị có thẩm quyền.", "Choose the body that decides."));
    }
    let due_on = typed_day(&typed.due_on);
    if due_on.is_none() && !typed.due_on.trim().is_empty() {
        errors.push(invalid("due_on", "Ngày không hợp lệ.", "Not a valid day."));
    }
    if due_on.is_some_and(|day| day < work.clock.today()) {
        errors.push(invalid("due_on", "Hạn trả lời không được ở quá khứ.", "The due day must not be over."));
    }
    if typed.reason.trim().is_empty() {
        errors.push(invalid("reason", "Ghi lý do chuyển.", "Say why it goes there."));
    }
    let (Some(body), true) = (body, errors.is_empty()) else { return Err(Error::Invalid(errors)) };
    let holder = holder(work, body).await?;
    let mut tx = work.store.write().await?;
    let before = unchanged(store::difficulty::get(&mut tx, id).await?, typed.version)?;
    let holder: Option<PostId> =
        if before.competent == Some(body) { before.holder.or(holder) } else { holder };
    let to = Route { competent: Some(body), holder, due_on: due_on.or(before.due_on) };
    let after = before.routed(to).ok_or(Error::Closed)?;
    let version = store::difficulty::update(&mut tx, &after).await?;
    silence::ask_of_difficulty(work, &mut tx, id, version).await?;
    let event = event("difficulty.routed", &after).changed(&before, &after).because(typed.reason.trim());
    work.keep(tx, actor, [event]).await
}

/// Answers it; the words of the answer stay as they are.
pub async fn answer(work: &Work, actor: &Actor, id: DifficultyId, typed: &Answer) -> Result<(), Error> {
    if typed.answer.trim().is_empty() {
        return Err(Error::Invalid(vec![invalid("answer", "Ghi nội dung trả lời.", "Write the answer.")]));
    }
    let mut tx = work.store.write().await?;
    let before = unchanged(store::difficulty::get(&mut tx, id).await?, typed.version)?;
    let answered = before.answered(typed.answer.trim(), typed.decision.trim(), work.clock.now());
    let after = answered.ok_or(Error::Closed)?;
    let version = store::difficulty::update(&mut tx, &after).await?;
    silence::ask_of_difficulty(work, &mut tx, id, version).await?;
    work.keep(tx, actor, [event("difficulty.answered", &after).changed(&before, &after)]).await
}

/// Takes it back, with a reason.
pub async fn withdraw(work: &Work, actor: &Actor, id: DifficultyId, typed: &Withdrawal) -> Result<(), Error> {
    let reason = typed.withdrawal.trim();
    if reason.is_empty() {
        return Err(Error::Invalid(vec![invalid(
            "withdrawal",
            "Ghi lý do rút.",
            "Say why it is withdrawn.",
        )]));
    }
    let mut tx = work.store.write().await?;
    let before = unchanged(store::difficulty::get(&mut tx, id).await?, typed.version)?;
    let after = before.withdrawn(work.clock.now()).ok_or(Error::Closed)?;
    store::difficulty::update(&mut tx, &after).await?;
    let event = event("difficulty.withdrawn", &after).changed(&before, &after).because(reason);
    work.keep(tx, actor, [event]).await
}

/// The difficulty, if nobody changed it since the form was shown.
pub(super) fn unchanged(difficulty: Difficulty, version: i64) -> Result<Difficulty, Error> {
    let current = difficulty.version;
    if current == version { Ok(difficulty) } else { Err(store::Error::Stale { current }.into()) }
}
