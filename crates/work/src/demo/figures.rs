//! The invented parameters behind the demonstration's figures, read from `figures.csv` and its neighbours.

use domain::{Baseline, Limits, Measure, Period, PeriodKind, Quantity, ValueStage};
use jiff::civil::{Date, date};
use serde::Deserialize;

use super::table;

/// The day the paths start: the end of the two old provinces.
pub const BASELINE_DAY: Date = date(2025, 6, 30);

/// How the values of an indicator move and are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// Equal steps.
    Steady,
    /// Fast at first, then slower.
    Early,
    /// Slow at first, then faster.
    LateStart,
    /// Up until spring 2026, then no further.
    Stalled,
    /// In leaps.
    Jumpy,
    /// Steady, but no report came after June 2026.
    Gap,
    /// Steady, and the unit reports far more than is verified.
    Disagreement,
    /// One figure in all.
    SinglePoint,
    /// Something that exists from a period on, or not yet.
    Exists,
    /// Nothing is measured yet.
    NoData,
}

/// One row of `figures.csv`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Figure {
    /// The indicator's label in the notice.
    pub label: String,
    /// The unit of its values; empty for none.
    pub unit: String,
    /// How many decimals are reported.
    pub decimals: u8,
    /// What its figures measure in time.
    pub measure: Measure,
    /// For which periods it is reported.
    pub cadence: PeriodKind,
    /// How it moves.
    pub shape: Shape,
    /// The value of June 2025; of a flow the total of 2024.
    pub baseline: Option<f64>,
    /// The value of December 2025; of a flow the total of 2025.
    pub end_2025: Option<f64>,
    /// The value of October 2026; of a flow the total of the twelve months up to then.
    pub latest: Option<f64>,
    /// What a share is a share of, in June 2025.
    pub denominator: Option<f64>,
    /// From when something exists.
    pub since: Option<Period>,
    /// How many months after the period a figure is verified.
    pub verified_after: i8,
    /// Who reports.
    pub reported_by: String,
}

impl Figure {
    /// Where the indicator's path starts, as far as a value was known.
    pub fn baseline(&self) -> Option<Baseline> {
        let value = Quantity::new(self.baseline?).ok()?;
        Some(Baseline { on: BASELINE_DAY, value })
    }

    /// Natural limits of its values: a share lies between 0 and 100, an amount is not negative.
    pub fn limits(&self) -> Limits {
        if self.unit == "%" { Limits::share() } else { Limits { low: Some(Quantity::ZERO), high: None } }
    }

    /// The value, or the natural limit that it passed.
    pub fn held(&self, value: Quantity) -> Quantity {
        let limits = self.limits();
        let low = limits.low.filter(|low| low.more_than(value));
        let high = limits.high.filter(|high| value.more_than(*high));
        low.or(high).unwrap_or(value)
    }
}

/// Every row of `figures.csv`.
pub fn figures() -> Vec<Figure> {
    table::rows(include_str!("../../demo/figures.csv"))
}

/// A figure that was corrected after it was given: one row of `corrections.csv`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Correction {
    /// Whose figure.
    pub label: String,
    /// For which period.
    pub period: Period,
    /// Which of the cell's values.
    pub stage: ValueStage,
    /// By how much it changes, in the indicator's unit.
    pub change: f64,
    /// Why.
    pub reason: String,
    /// When.
    pub recorded_on: Date,
}

/// Every row of `corrections.csv`.
pub fn corrections() -> Vec<Correction> {
    table::rows(include_str!("../../demo/corrections.csv"))
}

/// A figure that did not come when it was due: one row of `absences.csv`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct MissedReport {
    /// Whose figure.
    pub label: String,
    /// For which period.
    pub period: Period,
    /// What kind of absence.
    pub kind: MissedKind,
    /// Why, where a reason was given.
    pub reason: String,
    /// When it was expected.
    pub expected_on: Option<Date>,
    /// When it came after all.
    pub given_on: Option<Date>,
}

/// Why a figure was missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissedKind {
    /// Chậm báo cáo.
    Late,
    /// Không có số liệu.
    NotAvailable,
    /// Không áp dụng.
    NotApplicable,
    /// Từ chối cung cấp.
    Refused,
}

/// Every row of `absences.csv`.
pub fn missed_reports() -> Vec<MissedReport> {
    table::rows(include_str!("../../demo/absences.csv"))
}
