//! Tasks, and their status on two axes: done or not, in time or late.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{Anchor, Deadline, DocumentId, GroupId, PlanId, Responsibility, TaskId};

codes! {
    /// How far a task has come (tình trạng).
    TaskState {
        /// Chưa thực hiện.
        NotStarted "not_started",
        /// Đang thực hiện.
        UnderWay "under_way",
        /// Chờ xác nhận.
        AwaitingConfirmation "awaiting_confirmation",
        /// Hoàn thành: product, evidence and someone's confirmation.
        Done "done",
        /// Tạm dừng.
        Paused "paused",
        /// Không còn phù hợp.
        Dropped "dropped",
    }
}

/// A task (nhiệm vụ) of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Its id, kept over plan versions.
    pub id: TaskId,
    /// Whose task it is.
    pub plan: PlanId,
    /// The group it stands in.
    pub group: GroupId,
    /// Its place in the plan, from 0.
    pub position: u32,
    /// The printed label.
    pub label: String,
    /// What is to be done.
    pub text: String,
    /// The deadline as signed.
    pub deadline: Deadline,
    /// The product asked for; empty where the plan names none.
    pub product: String,
    /// The document it was read from.
    pub document: DocumentId,
    /// Where it stands in that document.
    pub anchor: Anchor,
    /// Who answers for it.
    pub responsibilities: Vec<Responsibility>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

/// One recorded change of a task, append-only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskUpdate {
    /// Whose update.
    pub task: TaskId,
    /// Counted from 1.
    pub revision: u32,
    /// How far it has come.
    pub state: TaskState,
    /// The day it was finished, when done.
    pub done_on: Option<Date>,
    /// A later deadline that was granted; the original is kept.
    pub extended_to: Option<Date>,
    /// Product, evidence, or remark.
    pub note: String,
    /// When we knew it.
    pub recorded_at: Timestamp,
    /// Who entered it, by the name shown.
    pub recorded_by: String,
}

codes! {
    /// Whether a task is in time; computed from dates, never typed.
    Timeliness {
        /// Còn trong hạn.
        InTime "in_time",
        /// Sắp đến hạn.
        DueSoon "due_soon",
        /// Quá hạn.
        Overdue "overdue",
        /// Hoàn thành đúng hạn.
        DoneInTime "done_in_time",
        /// Hoàn thành quá hạn.
        DoneLate "done_late",
        /// Thường xuyên: never done, never late.
        Ongoing "ongoing",
        /// The plan gives no date.
        NoDeadline "no_deadline",
    }
}

/// A task's status on both axes at a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskStatus {
    /// How far.
    pub state: TaskState,
    /// In time or late.
    pub timeliness: Timeliness,
    /// The day that counts: an extension where one was granted.
    pub due_on: Option<Date>,
    /// Whole days late (positive) or left (negative) at the date judged.
    pub days_late: Option<i32>,
}
