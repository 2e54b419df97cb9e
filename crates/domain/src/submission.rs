//! Submissions (báo cáo của một đơn vị trong một kỳ): what a body reports, and how far it has come.
//!
//! A submission is a working paper until it is approved: its cells hold what was typed, right or wrong.
//! On approval the figures enter the ledger as revisions of their observations, stage "reported"; what
//! was approved is kept as a [`SubmissionRevision`], so that a later change shows as a difference.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::indicator::codes;
use crate::{
    CellEntry, IndicatorId, OrganisationId, PlanId, ReportingPeriodId, SubmissionId, TaskId, UserId,
};

codes! {
    /// How far a submission has come (trạng thái báo cáo).
    SubmissionState {
        /// Đang nhập.
        Draft "draft",
        /// Đã trình người đứng đầu.
        Submitted "submitted",
        /// Bị trả lại.
        Returned "returned",
        /// Đã được người đứng đầu duyệt.
        Approved "approved",
        /// Đã tổng hợp: the period is closed.
        Consolidated "consolidated",
    }
}

impl SubmissionState {
    /// Whether its cells may be changed.
    pub fn is_editable(self) -> bool {
        matches!(self, SubmissionState::Draft | SubmissionState::Returned)
    }

    /// Whether the body has done its part.
    pub fn is_approved(self) -> bool {
        matches!(self, SubmissionState::Approved | SubmissionState::Consolidated)
    }
}

/// What a body reports in a period; made for each body when the period opens, so that silence shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// Its id.
    pub id: SubmissionId,
    /// The period.
    pub period: ReportingPeriodId,
    /// The plan, as in the period.
    pub plan: PlanId,
    /// Who reports.
    pub organisation: OrganisationId,
    /// How far it has come.
    pub state: SubmissionState,
    /// Which approval this is or will be, from 1; a change after approval begins the next.
    pub revision: u32,
    /// Why it is changed after approval; empty for the first revision.
    pub reason: String,
    /// Since when it has been in this state.
    pub since: Timestamp,
    /// The day on which it was first handed in for approval; what timeliness is judged by.
    pub first_submitted_on: Option<Date>,
    /// The day on which it was first approved.
    pub first_approved_on: Option<Date>,
    /// How many cells are asked for.
    pub required: u32,
    /// How many of them are filled, with evidence where it is asked for.
    pub filled: u32,
    /// Counts changes of state and of the form as a whole, for optimistic locking.
    pub version: i64,
}

/// What a cell of the form is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "noun", content = "item", rename_all = "snake_case")]
pub enum CellKey {
    /// A figure of an indicator.
    Indicator(IndicatorId),
    /// How far a task has come.
    Task(TaskId),
    /// A section of narrative, by its place in the outline, from 0.
    Section(u32),
}

impl CellKey {
    /// Its noun, as tables, addresses and workbooks write it.
    pub fn noun(&self) -> &'static str {
        match self {
            CellKey::Indicator(_) => "indicator",
            CellKey::Task(_) => "task",
            CellKey::Section(_) => "section",
        }
    }

    /// Its item, as tables, addresses and workbooks write it.
    pub fn item(&self) -> String {
        match self {
            CellKey::Indicator(id) => id.to_string(),
            CellKey::Task(id) => id.to_string(),
            CellKey::Section(place) => place.to_string(),
        }
    }

    /// The key of a noun and an item.
    pub fn parse(noun: &str, item: &str) -> Option<Self> {
        let id = || Uuid::parse_str(item).ok();
        match noun {
            "indicator" => id().map(|id| CellKey::Indicator(id.into())),
            "task" => id().map(|id| CellKey::Task(id.into())),
            "section" => item.parse().ok().map(CellKey::Section),
            _ => None,
        }
    }
}

/// One cell of the form, as it was last typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionCell {
    /// Whose cell.
    pub submission: SubmissionId,
    /// What it is about.
    pub key: CellKey,
    /// What was typed, right or wrong.
    pub entry: CellEntry,
    /// Whether it repeats the last period because nothing has changed, and was not touched since.
    pub is_copied: bool,
    /// When it was last changed.
    pub saved_at: Timestamp,
    /// Who changed it, by the name shown.
    pub saved_by: String,
    /// Which account changed it: whoever typed a figure does not verify it.
    pub account: Option<UserId>,
    /// Counts changes, so that of two officers the later one is told.
    pub version: i64,
}

/// What was approved (bản đã duyệt): never changed, only followed by the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionRevision {
    /// Whose.
    pub submission: SubmissionId,
    /// Counted from 1.
    pub revision: u32,
    /// Every cell that was filled.
    pub cells: Vec<(CellKey, CellEntry)>,
    /// Why the one before was changed; empty for the first.
    pub reason: String,
    /// When.
    pub approved_at: Timestamp,
    /// By whom, by the name shown.
    pub approved_by: String,
    /// SHA-256 of the cells' JSON.
    pub sha256: String,
}

codes! {
    /// What a message in a submission's thread tells (trao đổi).
    MessageKind {
        /// Trình duyệt.
        Submitted "submitted",
        /// Trả lại.
        Returned "returned",
        /// Duyệt.
        Approved "approved",
        /// Mở lại để sửa sau khi duyệt.
        Reopened "reopened",
        /// Thẩm định: a figure was verified.
        Verified "verified",
        /// Không thống nhất: a figure was contested.
        Contested "contested",
        /// Ý kiến.
        Remark "remark",
        /// Nhập từ tệp Excel.
        Imported "imported",
    }
}

/// One message in a submission's thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubmissionMessage {
    /// Whose thread.
    pub submission: SubmissionId,
    /// Counted from 1.
    pub number: u32,
    /// What it tells.
    pub kind: MessageKind,
    /// The cell it is about, if it is about one.
    pub about: Option<CellKey>,
    /// Reason or remark.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// By whom, by the name shown.
    pub by: String,
}

codes! {
    /// What the verifying body finds of a figure (kết quả thẩm định).
    CheckOutcome {
        /// Thống nhất.
        Verified "verified",
        /// Không thống nhất.
        Contested "contested",
    }
}

/// What the verifying body found of one approved figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureCheck {
    /// Whose figure.
    pub submission: SubmissionId,
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// Of which approved revision.
    pub revision: u32,
    /// What was found.
    pub outcome: CheckOutcome,
    /// Why, or on what ground.
    pub note: String,
    /// When.
    pub at: Timestamp,
    /// By whom, by the name shown.
    pub by: String,
}
