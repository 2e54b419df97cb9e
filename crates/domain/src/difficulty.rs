//! Difficulties and proposals (khó khăn, vướng mắc; kiến nghị, đề xuất).

use jiff::Timestamp;
use jiff::civil::Date;
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
