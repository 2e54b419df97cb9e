//! Observations: what was measured, who said so, and when we knew it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{IndicatorId, OrganisationId, Period, Quantity};

codes! {
    /// Which of the three values of a cell this is (ba giá trị của một ô).
    ValueStage {
        /// Given by the unit (báo cáo).
        Reported "reported",
        /// Confirmed by the verifying body (đã xác minh).
        Verified "verified",
        /// Made public (công bố).
        Published "published",
    }
}

codes! {
    /// How final a figure is.
    Maturity {
        /// Ước tính.
        Estimate "estimate",
        /// Sơ bộ.
        Provisional "provisional",
        /// Chính thức.
        Official "official",
    }
}

/// Why there is no value (không có số liệu): it is never 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Absence {
    /// Chưa đến kỳ.
    NotDue,
    /// Chậm báo cáo.
    Late,
    /// Không áp dụng.
    NotApplicable,
    /// Không có: the reason, and when it is expected.
    NotAvailable {
        /// Why.
        reason: String,
        /// When it should come.
        expected_on: Option<Date>,
    },
    /// Từ chối cung cấp.
    Refused {
        /// Why.
        reason: String,
    },
}

impl Absence {
    /// The word used in JSON and tables.
    pub fn code(&self) -> &'static str {
        match self {
            Absence::NotDue => "not_due",
            Absence::Late => "late",
            Absence::NotApplicable => "not_applicable",
            Absence::NotAvailable { .. } => "not_available",
            Absence::Refused { .. } => "refused",
        }
    }
}

/// What an observation says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// A single figure.
    Value(Quantity),
    /// A share with what it was made of; the value is `100 × numerator ÷ denominator`.
    Ratio {
        /// Tử số.
        numerator: Quantity,
        /// Mẫu số; not zero.
        denominator: Quantity,
    },
    /// "Reached" or not, for targets without a number.
    Reached(bool),
    /// No figure, and why.
    Absent(Absence),
}

/// The denominator of a share was zero or negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the denominator must be greater than zero")]
pub struct BadDenominator;

impl Reading {
    /// A share in percent of its parts.
    pub fn ratio(numerator: Quantity, denominator: Quantity) -> Result<Self, BadDenominator> {
        if denominator.get() > 0.0 {
            Ok(Reading::Ratio { numerator, denominator })
        } else {
            Err(BadDenominator)
        }
    }

    /// The number, where there is one; a share is in percent.
    pub fn value(&self) -> Option<Quantity> {
        match self {
            Reading::Value(value) => Some(*value),
            Reading::Ratio { numerator, denominator } => {
                Quantity::new(100.0 * numerator.get() / denominator.get()).ok()
            }
            Reading::Reached(_) | Reading::Absent(_) => None,
        }
    }
}

/// One revision of one cell (số liệu của một đơn vị, một kỳ): never changed, only followed by the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Observation {
    /// What was measured.
    pub indicator: IndicatorId,
    /// For whom.
    pub organisation: OrganisationId,
    /// For which period.
    pub period: Period,
    /// Which of the cell's three values.
    pub stage: ValueStage,
    /// Counted from 1 within indicator, organisation, period and stage.
    pub revision: u32,
    /// What it says.
    pub reading: Reading,
    /// How final it is.
    pub maturity: Maturity,
    /// Source, remark, or the reason of a correction.
    pub note: String,
    /// When we knew it.
    pub recorded_at: Timestamp,
    /// Who entered it, by the name shown.
    pub recorded_by: String,
}

impl Observation {
    /// Whether the other is this very revision of this very cell.
    pub fn is_same_figure(&self, other: &Self) -> bool {
        let cell = |o: &Self| (o.indicator, o.organisation, o.period, o.stage, o.revision);
        cell(self) == cell(other)
    }
}
