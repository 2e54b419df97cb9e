//! The rules of reporting (quy định về báo cáo): data windows, due days, reminders and the escalation ladder.
//!
//! Windows of state bodies and the day upward are those of Decree 09/2019/NĐ-CP; the Party cadence is as
//! plans set it, with windows by the calendar. The rest is the office's own habit, and may be changed.

use serde::{Deserialize, Serialize};

/// When windows open and close, and when reports are due. A field that a stored set leaves out has its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportingRules {
    /// The day of the last month on which a state body's window ends: 14. The next begins on the day after.
    pub state_window_to_day: u32,
    /// The day of the last month by which a state body's report goes upward: 25.
    pub state_upward_day: u32,
    /// By how many working days after a state window units hand in: 3; the decree asks for at least 1.
    pub state_unit_working_days: u32,
    /// The day of a Party body's last month on which its window ends: 31 is the last day, whichever that is.
    pub party_window_to_day: u32,
    /// By how many working days after a Party window units hand in: 3.
    pub party_unit_working_days: u32,
    /// By how many working days after its window a Party body's report goes upward: 7.
    pub party_upward_working_days: u32,
    /// The weekday on which a weekly window ends, 1 for Monday: 5.
    pub week_to_weekday: u32,
    /// By how many working days after a week's window units hand in: 1.
    pub week_unit_working_days: u32,
    /// By how many working days after a week's window the report goes upward: 2.
    pub week_upward_working_days: u32,
    /// How many working days after the due day a weekly period closes by itself: 3.
    pub week_closes_working_days_after: u32,
    /// How many working days before the due day a period opens, but not before its window begins: 7.
    pub opens_working_days_before: u32,
    /// How many working days after the due day it closes by itself: 10.
    pub closes_working_days_after: u32,
    /// How many days before the due day a reminder goes out: 3.
    pub reminder_days: u32,
    /// After how many working days of silence the head of the body is told: 1.
    pub head_after: u32,
    /// After how many the member of the committee who follows it: 3.
    pub member_after: u32,
    /// After how many the standing office: 5.
    pub office_after: u32,
    /// How far beyond the usual change from period to period a figure is doubtful: 3 times.
    pub outlier_times: u32,
    /// Within how many working days a difficulty or proposal is to be answered, unless a day is named: 10.
    pub answer_working_days: u32,
    /// Whether a figure counts as filled in only when evidence stands behind it: no. A finished task always needs it.
    pub figures_need_evidence: bool,
}

impl Default for ReportingRules {
    fn default() -> Self {
        Self {
            state_window_to_day: 14,
            state_upward_day: 25,
            state_unit_working_days: 3,
            party_window_to_day: 31,
            party_unit_working_days: 3,
            party_upward_working_days: 7,
            week_to_weekday: 5,
            week_unit_working_days: 1,
            week_upward_working_days: 2,
            week_closes_working_days_after: 3,
            opens_working_days_before: 7,
            closes_working_days_after: 10,
            reminder_days: 3,
            head_after: 1,
            member_after: 3,
            office_after: 5,
            outlier_times: 3,
            answer_working_days: 10,
            figures_need_evidence: false,
        }
    }
}
