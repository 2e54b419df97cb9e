//! Reporting periods (kỳ báo cáo): one occurrence of a calendar, with its window and its days.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{Cadence, CalendarId, Period, PlanId, Regime, ReportingPeriodId, SnapshotId};

codes! {
    /// How far a period has come (tình trạng kỳ báo cáo).
    PeriodState {
        /// Sắp mở.
        Coming "coming",
        /// Đang mở: bodies fill in and submit.
        Open "open",
        /// Đã chốt: nothing changes any more; the snapshot stands.
        Closed "closed",
    }
}

/// One occurrence of a calendar (kỳ báo cáo).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportingPeriod {
    /// Its id.
    pub id: ReportingPeriodId,
    /// The calendar it is an occurrence of.
    pub calendar: CalendarId,
    /// What is reported on.
    pub plan: PlanId,
    /// By which cadence.
    pub cadence: Cadence,
    /// By whose rules.
    pub regime: Regime,
    /// The topic of a thematic or ad hoc request; empty otherwise.
    pub topic: String,
    /// Under which period its figures stand in the ledger: of a weekly report or a review, the month in
    /// which its window ends.
    pub figures: Period,
    /// The first day that the report takes in.
    pub window_from: Date,
    /// The last day that it takes in (chốt số liệu).
    pub window_to: Date,
    /// The day on which bodies may begin to fill it in.
    pub opens_on: Date,
    /// The last day on which a report is in time.
    pub due_on: Date,
    /// The day after which it is closed, unless somebody closes it before.
    pub closes_on: Date,
    /// How far it has come.
    pub state: PeriodState,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// What was frozen then.
    pub snapshot: Option<SnapshotId>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

impl ReportingPeriod {
    /// Whether bodies may still change what they report.
    pub fn is_open(&self) -> bool {
        self.state == PeriodState::Open
    }
}
