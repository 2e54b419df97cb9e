//! Targets: what is promised at a milestone. A target is not always a number.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{Anchor, Direction, IndicatorId, PlanVersionId, Quantity};

codes! {
    /// How a value is compared with a target (dấu so sánh).
    Comparator {
        /// ≥
        AtLeast ">=",
        /// ≤
        AtMost "<=",
        /// >
        MoreThan ">",
        /// <
        LessThan "<",
        /// =
        Equal "=",
        /// Between two values, both included.
        Range "range",
        /// Something exists or is done ("X").
        Reached "reached",
        /// Words only.
        Text "text",
    }
}

impl Comparator {
    /// The sign as printed before a value.
    pub fn sign(self) -> &'static str {
        match self {
            Comparator::AtLeast => "≥",
            Comparator::AtMost => "≤",
            Comparator::MoreThan => ">",
            Comparator::LessThan => "<",
            Comparator::Equal | Comparator::Range | Comparator::Reached | Comparator::Text => "",
        }
    }
}

/// What is to be reached (mục tiêu), valid by construction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Goal {
    comparator: Comparator,
    value: Option<Quantity>,
    upper: Option<Quantity>,
}

/// A goal whose parts do not fit its comparator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum GoalError {
    /// ≥ ≤ > < = need exactly one value.
    #[error("this comparator needs exactly one value")]
    OneValue,
    /// A range needs two values, the lower first.
    #[error("a range needs a lower and an upper value in order")]
    Range,
    /// "Reached" and text take no value.
    #[error("this comparator takes no value")]
    NoValue,
}

impl Goal {
    /// Builds a goal from its parts.
    pub fn new(
        comparator: Comparator,
        value: Option<Quantity>,
        upper: Option<Quantity>,
    ) -> Result<Self, GoalError> {
        let fits = match comparator {
            Comparator::Range => {
                let ordered = value.zip(upper).is_some_and(|(low, high)| high.at_least(low));
                if ordered { Ok(()) } else { Err(GoalError::Range) }
            }
            Comparator::Reached | Comparator::Text => {
                if value.or(upper).is_none() {
                    Ok(())
                } else {
                    Err(GoalError::NoValue)
                }
            }
            _ => {
                if value.is_some() && upper.is_none() {
                    Ok(())
                } else {
                    Err(GoalError::OneValue)
                }
            }
        };
        fits.map(|()| Self { comparator, value, upper })
    }

    /// `≥ value`.
    pub fn at_least(value: Quantity) -> Self {
        Self { comparator: Comparator::AtLeast, value: Some(value), upper: None }
    }

    /// The comparator.
    pub fn comparator(&self) -> Comparator {
        self.comparator
    }

    /// The value, or the lower end of a range.
    pub fn value(&self) -> Option<Quantity> {
        self.value
    }

    /// The upper end of a range.
    pub fn upper(&self) -> Option<Quantity> {
        self.upper
    }

    /// Whether a value reaches the goal; `None` where the goal is not a number.
    ///
    /// `=` is read by the indicator's direction: 100 % promised of something
    /// that should rise is reached by 100 % and by more.
    pub fn is_met_by(&self, actual: Quantity, direction: Direction) -> Option<bool> {
        let value = self.value?;
        Some(match (self.comparator, direction) {
            (Comparator::AtLeast, _) | (Comparator::Equal, Direction::Up) => actual.at_least(value),
            (Comparator::AtMost, _) | (Comparator::Equal, Direction::Down) => value.at_least(actual),
            (Comparator::MoreThan, _) => actual.more_than(value),
            (Comparator::LessThan, _) => value.more_than(actual),
            (Comparator::Equal, _) => actual.is_close(value),
            (Comparator::Range, _) => {
                let low_enough = self.upper.is_none_or(|upper| upper.at_least(actual));
                // Of something that should rise, more than the range is no failure.
                actual.at_least(value) && (low_enough || direction == Direction::Up)
            }
            (Comparator::Reached | Comparator::Text, _) => return None,
        })
    }
}

/// A target of an indicator at a milestone (mục tiêu ở một mốc), as one plan version signed it.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Whose target it is.
    pub indicator: IndicatorId,
    /// Which version of the plan signed it.
    pub version: PlanVersionId,
    /// The milestone year; it ends on 31/12.
    pub year: i16,
    /// What is to be reached.
    pub goal: Goal,
    /// The raw words.
    pub text: String,
    /// Where it stands in the signed document.
    pub anchor: Anchor,
}

impl Target {
    /// The last day of the milestone.
    pub fn due_on(&self) -> Date {
        milestone(self.year)
    }
}

/// The last day of a milestone year; years are held between 1 and 9999.
pub fn milestone(year: i16) -> Date {
    date(year.clamp(1, 9999), 12, 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_whose_parts_do_not_fit_cannot_be_built() {
        let ten = Some(Quantity::from(10));
        let five = Some(Quantity::from(5));
        assert_eq!(Goal::new(Comparator::AtLeast, None, None), Err(GoalError::OneValue));
        assert_eq!(Goal::new(Comparator::Range, ten, five), Err(GoalError::Range));
        assert_eq!(Goal::new(Comparator::Reached, ten, None), Err(GoalError::NoValue));
        assert!(Goal::new(Comparator::Range, five, ten).is_ok());
    }

    #[test]
    fn a_sum_of_decimals_meets_its_target() {
        let sum = Quantity::new(0.1 + 0.2).unwrap();
        let goal = Goal::new(Comparator::AtMost, Quantity::new(0.3).ok(), None).unwrap();
        assert_eq!(goal.is_met_by(sum, Direction::Down), Some(true));
    }

    #[test]
    fn an_exact_promise_of_something_rising_is_met_by_more() {
        let goal = Goal::new(Comparator::Equal, Some(Quantity::from(50)), None).unwrap();
        let sixty = Quantity::from(60);
        assert_eq!(goal.is_met_by(sixty, Direction::Up), Some(true));
        assert_eq!(goal.is_met_by(sixty, Direction::Hold), Some(false));
    }
}
