//! Deadlines: ten kinds, with the raw words.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::indicator::codes;

codes! {
    /// How often something recurs (định kỳ).
    Frequency {
        /// Hằng tuần.
        Weekly "weekly",
        /// Hằng tháng.
        Monthly "monthly",
        /// Hằng quý.
        Quarterly "quarterly",
        /// Sáu tháng một lần.
        HalfYearly "half_yearly",
        /// Hằng năm.
        Yearly "yearly",
    }
}

/// One of the ten kinds of deadline (thời hạn).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DeadlineKind {
    /// By a day, included.
    Date {
        /// The day.
        date: Date,
    },
    /// By the end of a month.
    EndOfMonth {
        /// The month's last day.
        date: Date,
    },
    /// By the end of a quarter.
    EndOfQuarter {
        /// The quarter's last day.
        date: Date,
    },
    /// By the end of a year.
    EndOfYear {
        /// 31/12 of the year.
        date: Date,
    },
    /// Between two days, both included.
    Range {
        /// First day.
        from: Date,
        /// Last day.
        date: Date,
    },
    /// Again and again; with the first due year where named.
    Recurring {
        /// How often.
        frequency: Frequency,
    },
    /// Thường xuyên: never done.
    Ongoing,
    /// Some days after an event.
    Relative {
        /// How many days.
        days: u32,
        /// After what.
        event: String,
    },
    /// When something happens.
    Conditional {
        /// What.
        condition: String,
    },
    /// The plan says nothing.
    Unspecified,
}

/// A deadline with the words it was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// What it means.
    #[serde(flatten)]
    pub kind: DeadlineKind,
    /// The raw words; empty when the plan says nothing.
    #[serde(default)]
    pub text: String,
}

impl Deadline {
    /// No deadline given.
    pub fn unspecified() -> Self {
        Self { kind: DeadlineKind::Unspecified, text: String::new() }
    }

    /// The last day on which the task is in time, where dates tell.
    pub fn due_on(&self) -> Option<Date> {
        match self.kind {
            DeadlineKind::Date { date }
            | DeadlineKind::EndOfMonth { date }
            | DeadlineKind::EndOfQuarter { date }
            | DeadlineKind::EndOfYear { date }
            | DeadlineKind::Range { date, .. } => Some(date),
            _ => None,
        }
    }
}

impl DeadlineKind {
    /// By the end of a month; `None` when there is no such month.
    pub fn end_of_month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self::EndOfMonth { date: first.last_of_month() })
    }

    /// By the end of a quarter (1 to 4).
    pub fn end_of_quarter(year: i16, quarter: i8) -> Option<Self> {
        if !(1..=4).contains(&quarter) {
            return None;
        }
        let first = Date::new(year, quarter * 3, 1).ok()?;
        Some(Self::EndOfQuarter { date: first.last_of_month() })
    }

    /// By the end of a year.
    pub fn end_of_year(year: i16) -> Self {
        Self::EndOfYear { date: date(year.clamp(1, 9999), 12, 31) }
    }

    /// The word used in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            DeadlineKind::Date { .. } => "date",
            DeadlineKind::EndOfMonth { .. } => "end_of_month",
            DeadlineKind::EndOfQuarter { .. } => "end_of_quarter",
            DeadlineKind::EndOfYear { .. } => "end_of_year",
            DeadlineKind::Range { .. } => "range",
            DeadlineKind::Recurring { .. } => "recurring",
            DeadlineKind::Ongoing => "ongoing",
            DeadlineKind::Relative { .. } => "relative",
            DeadlineKind::Conditional { .. } => "conditional",
            DeadlineKind::Unspecified => "unspecified",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_period_means_its_last_day() {
        let due = |kind| Deadline { kind, text: String::new() }.due_on();
        assert_eq!(due(DeadlineKind::end_of_month(2028, 2).unwrap()), Some(date(2028, 2, 29)));
        assert_eq!(due(DeadlineKind::end_of_quarter(2025, 3).unwrap()), Some(date(2025, 9, 30)));
        assert_eq!(due(DeadlineKind::end_of_year(2030)), Some(date(2030, 12, 31)));
        assert_eq!(due(DeadlineKind::Ongoing), None);
        assert!(DeadlineKind::end_of_quarter(2025, 5).is_none());
    }

    #[test]
    fn deadlines_keep_their_words_as_json() {
        let deadline = Deadline { kind: DeadlineKind::end_of_year(2025), text: "hết năm 2025".into() };
        let json = serde_json::to_string(&deadline).unwrap();
        assert_eq!(json, r#"{"kind":"end_of_year","date":"2025-12-31","text":"hết năm 2025"}"#);
        assert_eq!(serde_json::from_str::<Deadline>(&json).unwrap(), deadline);
    }
}
