//! The settings of the judgement: every threshold, by name, in one place.

use serde::{Deserialize, Serialize};

/// The thresholds by which indicators and tasks are judged.
///
/// They are the office's choice, not law; a plan may set its own. A judgement
/// repeats the ones it used in its reasons. A field that a stored set leaves out has its default.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// How many verified values are needed before a status is given.
    pub minimum_verified: usize,
    /// Up to this many months behind the path still counts as on track.
    pub tolerance_months: f64,
    /// More than this many months behind the path is at risk.
    pub at_risk_months: f64,
    /// Where the path never had the value: up to this share (in percent) off it is on track.
    pub tolerance_percent: f64,
    /// Where the path never had the value: more than this share (in percent) off it is at risk.
    pub at_risk_percent: f64,
    /// If the recent pace misses the milestone by more than this share of it (in percent), it is at risk.
    pub projected_shortfall_percent: f64,
    /// Beyond the target by more than this share of it (in percent) counts as exceeded.
    pub exceeded_percent: f64,
    /// How many months back the recent pace looks.
    pub pace_months: i32,
    /// The same for flows, whose figures are totals of twelve months and overlap.
    pub flow_pace_months: i32,
    /// How many values the recent pace needs; they must also cover half of the months it looks back.
    pub pace_points: usize,
    /// A value is stale when the period after it has been over for more than this many days.
    pub stale_days: i32,
    /// The figure of a milestone may be this many days older than the milestone.
    pub milestone_figure_days: i32,
    /// "Reached" targets that are still open within this many days of the milestone are at risk.
    pub milestone_near_days: i32,
    /// A task is due soon within this many days.
    pub due_soon_days: i32,
    /// In how many consecutive periods a change of status must show before it counts.
    pub confirming_periods: usize,
    /// The offset of the local day from UTC, in hours: what was recorded by the end of the judged day is known.
    /// It is Vietnam's, and no rule set can change it.
    #[serde(skip, default = "vietnam")]
    pub utc_offset_hours: i8,
}

fn vietnam() -> i8 {
    Rules::default().utc_offset_hours
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            minimum_verified: 2,
            tolerance_months: 1.0,
            at_risk_months: 6.0,
            tolerance_percent: 1.0,
            at_risk_percent: 5.0,
            projected_shortfall_percent: 10.0,
            exceeded_percent: 5.0,
            pace_months: 6,
            flow_pace_months: 24,
            pace_points: 3,
            stale_days: 60,
            milestone_figure_days: 92,
            milestone_near_days: 180,
            due_soon_days: 30,
            confirming_periods: 2,
            utc_offset_hours: 7,
        }
    }
}
