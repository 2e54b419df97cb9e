//! Indicators: what is measured, and how its figures behave.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Anchor, DocumentId, FieldId, GroupId, IndicatorId, Path, PlanId, Quantity, Responsibility};

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $code)] $variant),* }

        impl $name {
            /// Every value.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word used in JSON and tables.
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),* }
            }

            /// The value with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some($name::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use codes;

codes! {
    /// What a figure measures in time (tính chất số liệu).
    Measure {
        /// A state at a date (thời điểm): coverage on 31/12.
        Stock "stock",
        /// An amount within a period (thời kỳ): patents filed each year.
        Flow "flow",
        /// An amount since the start (lũy kế).
        Cumulative "cumulative",
    }
}

codes! {
    /// Which way is good (chiều tốt).
    Direction {
        /// Higher is better.
        Up "up",
        /// Lower is better.
        Down "down",
        /// To be kept at a level.
        Hold "hold",
        /// To be kept within a range.
        Range "range",
    }
}

codes! {
    /// How figures of several units or periods become one (cách tổng hợp).
    Aggregate {
        /// The latest.
        Last "last",
        /// The sum.
        Sum "sum",
        /// Sum of numerators over sum of denominators; percentages are never averaged.
        Ratio "ratio",
        /// The plain mean.
        Mean "mean",
        /// The smallest.
        Min "min",
        /// The largest.
        Max "max",
        /// Only the figure given at this very level counts.
        Authoritative "authoritative",
    }
}

/// Natural limits of an indicator's values (giới hạn tự nhiên), both included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    /// No value lies below.
    pub low: Option<Quantity>,
    /// No value lies above.
    pub high: Option<Quantity>,
}

impl Limits {
    /// 0 to 100, for shares of a whole.
    pub fn share() -> Self {
        Self { low: Some(Quantity::ZERO), high: Some(Quantity::from(100)) }
    }

    /// Whether a value can exist.
    pub fn allow(&self, value: Quantity) -> bool {
        self.low.is_none_or(|low| value.at_least(low)) && self.high.is_none_or(|high| high.at_least(value))
    }
}

/// What an indicator is about from a date on (đối tượng đo): `5G`, then `6G` from 2035.
///
/// No trend is drawn across the border of two subjects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// From when; `None` for the first.
    pub from: Option<Date>,
    /// What is measured.
    pub name: String,
}

/// An indicator of a plan (chỉ tiêu).
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its id, kept over plan versions.
    pub id: IndicatorId,
    /// Whose indicator it is.
    pub plan: PlanId,
    /// The group it stands in.
    pub group: GroupId,
    /// Its place in the plan, from 0.
    pub position: u32,
    /// The label within the plan, such as `II.4`.
    pub label: String,
    /// Its name.
    pub name: String,
    /// The unit of its values (`%`, `doanh nghiệp`); empty for none.
    pub unit: String,
    /// What its figures measure in time.
    pub measure: Measure,
    /// Which way is good.
    pub direction: Direction,
    /// How units' figures become one.
    pub across_units: Aggregate,
    /// Natural limits of its values.
    pub limits: Option<Limits>,
    /// What it is about over time; empty when it never changes.
    pub subjects: Vec<Subject>,
    /// The declared way between milestones.
    pub path: Path,
    /// The document it was read from.
    pub document: DocumentId,
    /// Where it stands in that document.
    pub anchor: Anchor,
    /// The field whose figures one body verifies, where it is set.
    pub field: Option<FieldId>,
    /// Who answers for it.
    pub responsibilities: Vec<Responsibility>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

impl Indicator {
    /// The days on which the subject changes.
    pub fn breaks(&self) -> impl Iterator<Item = Date> + '_ {
        self.subjects.iter().filter_map(|s| s.from)
    }
}
