//! Reporting calendars (lịch báo cáo): what a plan's bodies report, to whom, and how often.
//!
//! Which days a window takes in and when a report is due comes from the dated rule set
//! [`crate::ReportingRules`] of the calendar's [`Regime`]; nothing of that is written here.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{BodyGroupId, CalendarId, OrganisationId, PlanId};

codes! {
    /// How often, or on what occasion, a report is asked for (nhịp báo cáo).
    Cadence {
        /// Hằng tuần.
        Weekly "weekly",
        /// Hằng tháng.
        Monthly "monthly",
        /// Hằng quý.
        Quarterly "quarterly",
        /// 6 tháng.
        HalfYearly "half_yearly",
        /// 9 tháng.
        NineMonths "nine_months",
        /// Hằng năm.
        Yearly "yearly",
        /// Sơ kết giữa kỳ.
        MidTerm "mid_term",
        /// Tổng kết cuối kỳ.
        EndOfTerm "end_of_term",
        /// Chuyên đề: asked for once, on a topic.
        Thematic "thematic",
        /// Đột xuất: asked for once, at short notice.
        AdHoc "ad_hoc",
    }
}

impl Cadence {
    /// Whether periods follow from the calendar; the others are opened by hand.
    pub fn recurs(self) -> bool {
        !matches!(self, Cadence::Thematic | Cadence::AdHoc)
    }
}

codes! {
    /// Whose rules windows and due dates follow (chế độ báo cáo).
    Regime {
        /// Cơ quan nhà nước: Decree 09/2019/NĐ-CP.
        State "state",
        /// Cơ quan Đảng: as each plan says.
        Party "party",
    }
}

/// Who reports (đơn vị báo cáo).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Senders {
    /// Every body that leads or carries out an item of the plan.
    Named,
    /// The bodies of a saved group, as far as an item of the plan is theirs.
    Group {
        /// The group.
        group: BodyGroupId,
    },
    /// The plan's owner alone, upward.
    Owner,
}

/// What a plan's bodies report to one receiver, and how often (lịch báo cáo).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Its id.
    pub id: CalendarId,
    /// What is reported on.
    pub plan: PlanId,
    /// Its name, such as `Báo cáo hằng tháng gửi Cơ quan thường trực`.
    pub name: String,
    /// To whom.
    pub receiver: OrganisationId,
    /// Who reports.
    pub senders: Senders,
    /// By whose rules.
    pub regime: Regime,
    /// How often; each recurring cadence makes periods of its own.
    pub cadences: Vec<Cadence>,
    /// The sections of narrative asked for, by heading; empty for the usual outline.
    pub sections: Vec<String>,
    /// The first and last year of the term, for reviews.
    pub term: Option<(i16, i16)>,
    /// The first day on which a period may open.
    pub from: Date,
    /// The last such day; `None` while no end is known.
    pub to: Option<Date>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}
