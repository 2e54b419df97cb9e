//! The ten answers a judgement of an indicator can give.

use domain::Lang;
use serde::{Deserialize, Serialize};

/// Where an indicator stands (đánh giá chỉ tiêu).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndicatorStatus {
    /// Vượt: beyond the target of the milestone ahead.
    Exceeded,
    /// Đạt: the target of the milestone ahead is met.
    Achieved,
    /// Đúng tiến độ: on the declared path, or within its tolerance.
    OnTrack,
    /// Chậm: behind the path beyond the tolerance.
    Behind,
    /// Nguy cơ không đạt: far behind, or the recent pace misses the milestone.
    AtRisk,
    /// Không đạt: the milestone has passed and its target is not met.
    Missed,
    /// Chưa đủ số liệu để đánh giá.
    NotAssessable,
    /// Chưa có số liệu.
    NoData,
    /// Số liệu cũ.
    Stale,
    /// Chưa đến kỳ.
    NotDue,
}

impl IndicatorStatus {
    /// Every status, best first; the last four give no colour.
    pub const ALL: [IndicatorStatus; 10] = [
        IndicatorStatus::Exceeded,
        IndicatorStatus::Achieved,
        IndicatorStatus::OnTrack,
        IndicatorStatus::Behind,
        IndicatorStatus::AtRisk,
        IndicatorStatus::Missed,
        IndicatorStatus::NotAssessable,
        IndicatorStatus::NoData,
        IndicatorStatus::Stale,
        IndicatorStatus::NotDue,
    ];

    /// The word used in JSON, tables and class names.
    pub fn code(self) -> &'static str {
        match self {
            IndicatorStatus::Exceeded => "exceeded",
            IndicatorStatus::Achieved => "achieved",
            IndicatorStatus::OnTrack => "on_track",
            IndicatorStatus::Behind => "behind",
            IndicatorStatus::AtRisk => "at_risk",
            IndicatorStatus::Missed => "missed",
            IndicatorStatus::NotAssessable => "not_assessable",
            IndicatorStatus::NoData => "no_data",
            IndicatorStatus::Stale => "stale",
            IndicatorStatus::NotDue => "not_due",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The label shown.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            IndicatorStatus::Exceeded => lang.pick("Vượt", "Exceeded"),
            IndicatorStatus::Achieved => lang.pick("Đạt", "Achieved"),
            IndicatorStatus::OnTrack => lang.pick("Đúng tiến độ", "On track"),
            IndicatorStatus::Behind => lang.pick("Chậm", "Behind"),
            IndicatorStatus::AtRisk => lang.pick("Nguy cơ không đạt", "At risk"),
            IndicatorStatus::Missed => lang.pick("Không đạt", "Missed"),
            IndicatorStatus::NotAssessable => {
                lang.pick("Chưa đủ số liệu để đánh giá", "Not enough data to assess")
            }
            IndicatorStatus::NoData => lang.pick("Chưa có số liệu", "No data yet"),
            IndicatorStatus::Stale => lang.pick("Số liệu cũ", "Data out of date"),
            IndicatorStatus::NotDue => lang.pick("Chưa đến kỳ", "Not due yet"),
        }
    }

    /// Its place from best (0) to worst (5); `None` where nothing is judged.
    pub fn rank(self) -> Option<u8> {
        match self {
            IndicatorStatus::Exceeded => Some(0),
            IndicatorStatus::Achieved => Some(1),
            IndicatorStatus::OnTrack => Some(2),
            IndicatorStatus::Behind => Some(3),
            IndicatorStatus::AtRisk => Some(4),
            IndicatorStatus::Missed => Some(5),
            _ => None,
        }
    }

    /// Whether it needs someone's attention for what the figures say.
    pub fn is_adverse(self) -> bool {
        self.rank().is_some_and(|rank| rank >= 3)
    }

    /// Whether the target ahead is met.
    pub fn is_met(self) -> bool {
        self.rank().is_some_and(|rank| rank <= 1)
    }
}
