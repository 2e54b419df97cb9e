//! Reporting periods (kỳ báo cáo).

use std::str::FromStr;

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::indicator::codes;

codes! {
    /// The length of a period.
    PeriodKind {
        /// Tháng.
        Month "M",
        /// Quý.
        Quarter "Q",
        /// Nửa năm.
        Half "H",
        /// Chín tháng đầu năm.
        NineMonths "N",
        /// Năm.
        Year "Y",
    }
}

impl PeriodKind {
    /// How many months it is long.
    pub fn months(self) -> i8 {
        match self {
            PeriodKind::Month => 1,
            PeriodKind::Quarter => 3,
            PeriodKind::Half => 6,
            PeriodKind::NineMonths => 9,
            PeriodKind::Year => 12,
        }
    }

    /// How many of them make up a year; none where they do not.
    pub fn a_year(self) -> Option<usize> {
        match self {
            PeriodKind::Month => Some(12),
            PeriodKind::Quarter => Some(4),
            PeriodKind::Half => Some(2),
            PeriodKind::NineMonths => None,
            PeriodKind::Year => Some(1),
        }
    }
}

/// A period of a calendar year, written `2026-M10`, `2026-Q3`, `2026-H1`, `2026-N1`, `2026-Y1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period {
    kind: PeriodKind,
    year: i16,
    number: i8,
}

/// The text or numbers name no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a period: {0}")]
pub struct NotAPeriod(String);

impl Period {
    /// The `number`-th period of its kind in a year, from 1.
    pub fn new(kind: PeriodKind, year: i16, number: i8) -> Result<Self, NotAPeriod> {
        let last = 12 / kind.months();
        if (1900..=2200).contains(&year) && (1..=last).contains(&number) {
            Ok(Self { kind, year, number })
        } else {
            Err(NotAPeriod(format!("{year}-{}{number}", kind.code())))
        }
    }

    /// The month that holds a day; years are held to what a period can be.
    pub fn month_of(day: Date) -> Self {
        Self { kind: PeriodKind::Month, year: day.year().clamp(1900, 2200), number: day.month() }
    }

    /// The period of a kind that holds a day; after September the nine months of the year are over.
    pub fn holding(kind: PeriodKind, day: Date) -> Self {
        let last = 12 / kind.months();
        let number = ((day.month() - 1) / kind.months() + 1).min(last);
        Self { kind, year: day.year().clamp(1900, 2200), number }
    }

    /// Its kind.
    pub fn kind(self) -> PeriodKind {
        self.kind
    }

    /// Its year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Its number within the year, from 1.
    pub fn number(self) -> i8 {
        self.number
    }

    /// Its first day.
    pub fn starts_on(self) -> Date {
        date(self.year, (self.number - 1) * self.kind.months() + 1, 1)
    }

    /// Its last day.
    pub fn ends_on(self) -> Date {
        date(self.year, self.number * self.kind.months(), 1).last_of_month()
    }

    /// The period after it.
    #[must_use]
    pub fn next(self) -> Self {
        if self.number < 12 / self.kind.months() {
            return Self { number: self.number + 1, ..self };
        }
        Self { year: self.year + 1, number: 1, ..self }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{}{:02}", self.year, self.kind.code(), self.number)
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;
    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let fail = || NotAPeriod(text.to_owned());
        let (year, rest) = text.split_once('-').ok_or_else(fail)?;
        let kind = rest.get(..1).and_then(PeriodKind::from_code).ok_or_else(fail)?;
        let number = rest.get(1..).and_then(|n| n.parse().ok()).ok_or_else(fail)?;
        Self::new(kind, year.parse().map_err(|_| fail())?, number)
    }
}

impl TryFrom<String> for Period {
    type Error = NotAPeriod;
    fn try_from(text: String) -> Result<Self, NotAPeriod> {
        text.parse()
    }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_know_their_days() {
        let check = |code: &str, first: Date, last: Date, next: &str| {
            let period: Period = code.parse().unwrap();
            assert_eq!((period.starts_on(), period.ends_on()), (first, last), "{code}");
            assert_eq!(period.next().to_string(), next);
        };
        check("2026-M10", date(2026, 10, 1), date(2026, 10, 31), "2026-M11");
        check("2026-M12", date(2026, 12, 1), date(2026, 12, 31), "2027-M01");
        check("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), "2026-Q04");
        check("2028-H1", date(2028, 1, 1), date(2028, 6, 30), "2028-H02");
        check("2026-Y1", date(2026, 1, 1), date(2026, 12, 31), "2027-Y01");
        check("2026-N1", date(2026, 1, 1), date(2026, 9, 30), "2027-N01");
    }

    #[test]
    fn a_day_lies_in_one_period_of_each_kind() {
        let check = |kind, day, code: &str| assert_eq!(Period::holding(kind, day).to_string(), code);
        check(PeriodKind::Month, date(2026, 2, 28), "2026-M02");
        check(PeriodKind::Quarter, date(2026, 3, 31), "2026-Q01");
        check(PeriodKind::Half, date(2026, 7, 1), "2026-H02");
        check(PeriodKind::NineMonths, date(2026, 12, 5), "2026-N01");
        check(PeriodKind::Year, date(2026, 12, 31), "2026-Y01");
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for code in ["", "2026", "2026-M13", "2026-Q5", "2026-X1", "2026-Mé", "9999-M1"] {
            assert!(code.parse::<Period>().is_err(), "{code}");
        }
    }
}
