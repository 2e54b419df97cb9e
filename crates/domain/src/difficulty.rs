//! Difficulties and proposals (khó khăn, vướng mắc; kiến nghị, đề xuất).

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{CellKey, DifficultyId, OrganisationId, PlanId, PostId, SubmissionId, TaskId};

codes! {
    /// What is raised.
    DifficultyKind {
        /// Khó khăn, vướng mắc.
        Difficulty "difficulty",
        /// Kiến nghị, đề xuất.
        Proposal "proposal",
    }
}

codes! {
    /// Who raises it.
    DifficultySource {
        /// Đơn vị.
        Body "body",
        /// Mặt trận Tổ quốc.
        Front "front",
        /// Người dân.
        Citizen "citizen",
        /// Doanh nghiệp.
        Business "business",
    }
}

codes! {
    /// How far it has come.
    DifficultyState {
        /// Chưa có đơn vị giải quyết.
        Unrouted "unrouted",
        /// Đang giải quyết.
        Open "open",
        /// Đã trả lời.
        Answered "answered",
        /// Đã rút.
        Withdrawn "withdrawn",
    }
}

impl DifficultyState {
    /// Whether an answer is still owed.
    pub fn is_open(self) -> bool {
        matches!(self, DifficultyState::Unrouted | DifficultyState::Open)
    }
}

/// A difficulty or a proposal, until it is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difficulty {
    /// Its id.
    pub id: DifficultyId,
    /// What is raised.
    pub kind: DifficultyKind,
    /// Who raises it.
    pub source: DifficultySource,
    /// The body that raises it, or that took it down for somebody outside.
    pub organisation: OrganisationId,
    /// Who outside raises it: name and work contact, nothing more; empty for a body.
    pub sender: String,
    /// The plan it belongs to.
    pub plan: PlanId,
    /// The submission it was raised in.
    pub submission: Option<SubmissionId>,
    /// What stands in the way, or what is proposed.
    pub text: String,
    /// The indicators and tasks it threatens.
    pub threatens: Vec<CellKey>,
    /// The body competent to decide.
    pub competent: Option<OrganisationId>,
    /// The post that holds it there.
    pub holder: Option<PostId>,
    /// By when it is to be answered.
    pub due_on: Option<Date>,
    /// How far it has come.
    pub state: DifficultyState,
    /// The answer.
    pub answer: String,
    /// The decision that it rests on, such as `Thông báo số 12-TB/BCĐ`.
    pub decision: String,
    /// The task that came of it.
    pub task: Option<TaskId>,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// By whom, by the name shown.
    pub raised_by: String,
    /// When it was answered or withdrawn.
    pub ended_at: Option<Timestamp>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

/// To whom a difficulty goes, and by when it is to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// The body competent to decide; `None` while none is known.
    pub competent: Option<OrganisationId>,
    /// The post that holds it there.
    pub holder: Option<PostId>,
    /// By when it is to be answered.
    pub due_on: Option<Date>,
}

impl Difficulty {
    /// The day on which it was raised, in Vietnam.
    pub fn raised_on(&self) -> Date {
        day(self.raised_at)
    }

    /// The day on which it was answered or withdrawn.
    pub fn ended_on(&self) -> Option<Date> {
        self.ended_at.map(day)
    }

    /// For how many days it has waited, or did until it ended.
    pub fn age_days(&self, today: Date) -> i32 {
        let until = self.ended_on().unwrap_or(today);
        let waited = self.raised_on().until(until).map_or(0, |span| span.get_days());
        waited.max(0)
    }

    /// Whether an answer is owed and its day has passed.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.days_overdue(today) > 0
    }

    /// By how many days an answer that is still owed is late; 0 while it is not.
    pub fn days_overdue(&self, today: Date) -> i32 {
        let due = self.due_on.filter(|_| self.state.is_open());
        let late = due.and_then(|due| due.until(today).ok()).map_or(0, |span| span.get_days());
        late.max(0)
    }

    /// The same, on its way to another body; `None` once nothing is owed any more.
    pub fn routed(&self, to: Route) -> Option<Self> {
        let Route { competent, holder, due_on } = to;
        let state = if competent.is_some() { DifficultyState::Open } else { DifficultyState::Unrouted };
        let routed = || Self { competent, holder, due_on, state, ..self.clone() };
        self.state.is_open().then(routed)
    }

    /// The same, answered by a decision; `None` once nothing is owed any more.
    pub fn answered(&self, answer: &str, decision: &str, at: Timestamp) -> Option<Self> {
        self.state.is_open().then(|| Self {
            state: DifficultyState::Answered,
            answer: answer.to_owned(),
            decision: decision.to_owned(),
            ended_at: Some(at),
            ..self.clone()
        })
    }

    /// The same, taken back by whoever raised it; `None` once nothing is owed any more.
    pub fn withdrawn(&self, at: Timestamp) -> Option<Self> {
        let withdrawn = || Self { state: DifficultyState::Withdrawn, ended_at: Some(at), ..self.clone() };
        self.state.is_open().then(withdrawn)
    }

    /// The same, with the task that its answer became; `None` unless it is answered and none came of it yet.
    pub fn become_task(&self, task: TaskId) -> Option<Self> {
        let becomes = self.state == DifficultyState::Answered && self.task.is_none();
        becomes.then(|| Self { task: Some(task), ..self.clone() })
    }
}

/// Which body is likely competent to decide: the first that leads what is threatened, unless it asks itself;
/// else the body whose plan it is.
pub fn competent(
    leads: &[OrganisationId],
    raiser: OrganisationId,
    owner: Option<OrganisationId>,
) -> Option<OrganisationId> {
    leads.iter().copied().find(|lead| *lead != raiser).or(owner)
}

/// The calendar day of an instant in Vietnam (UTC+7).
fn day(at: Timestamp) -> Date {
    Offset::constant(7).to_datetime(at).date()
}

#[cfg(test)]
mod tests;
