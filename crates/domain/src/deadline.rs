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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
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

/// The JSON form always names the date, `null` where dates do not tell.
#[derive(Default, Serialize)]
struct Written<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
    date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    frequency: Option<Frequency>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<&'a str>,
    text: &'a str,
}

impl Serialize for Deadline {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let common =
            Written { kind: self.kind.code(), date: self.due_on(), text: &self.text, ..Written::default() };
        let written = match &self.kind {
            DeadlineKind::Range { from, .. } => Written { from: Some(*from), ..common },
            DeadlineKind::Recurring { frequency } => Written { frequency: Some(*frequency), ..common },
            DeadlineKind::Relative { days, event } => {
                Written { days: Some(*days), event: Some(event), ..common }
            }
            DeadlineKind::Conditional { condition } => Written { condition: Some(condition), ..common },
            _ => common,
        };
        written.serialize(serializer)
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

    #[test]
    fn every_kind_comes_back_and_names_its_date() {
        let kinds = [
            DeadlineKind::Date { date: date(2025, 9, 29) },
            DeadlineKind::Range { from: date(2026, 1, 1), date: date(2027, 6, 30) },
            DeadlineKind::Recurring { frequency: Frequency::Quarterly },
            DeadlineKind::Ongoing,
            DeadlineKind::Relative { days: 30, event: "nghiệm thu".into() },
            DeadlineKind::Conditional { condition: "có hướng dẫn".into() },
            DeadlineKind::Unspecified,
        ];
        for kind in kinds {
            let deadline = Deadline { kind, text: "chữ trong văn bản".into() };
            let json = serde_json::to_value(&deadline).unwrap();
            assert!(json.get("date").is_some(), "{json}");
            assert_eq!(serde_json::from_value::<Deadline>(json).unwrap(), deadline);
        }
    }
}
