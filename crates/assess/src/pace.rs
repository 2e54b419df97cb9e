//! The recent pace and what it leads to, drawn straight.
//!
//! The pace is the Theil–Sen slope (Theil 1950; Sen 1968): the median of the
//! slopes between all pairs of recent values. One odd value does not move it.
//! The projection is that pace carried on in a straight line to the milestone;
//! it states no probability.

use domain::Measure;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::evidence::Point;
use crate::path::months_between;
use crate::{Rules, Sense};

/// The recent change per month.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    /// The median slope, in units per month of 30.4375 days.
    pub per_month: f64,
    /// The values it was taken from.
    pub values: Vec<(Date, f64)>,
    /// The slopes between all pairs, in order.
    pub slopes: Vec<f64>,
}

/// Where the recent pace leads, in a straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projection {
    /// The milestone's day.
    pub on: Date,
    /// The value then, held to the indicator's natural limits.
    pub value: f64,
    /// By how much it misses the target; 0 when it does not.
    pub shortfall: f64,
    /// How many months it looks ahead.
    pub months: f64,
    /// Whether a natural limit cut it off.
    pub is_limited: bool,
}

impl Pace {
    /// The pace at the last of `points`; `None` with too few values in the window.
    pub fn recent(points: &[Point], measure: Measure, rules: &Rules) -> Option<Self> {
        let last = points.last()?.on;
        let window = if measure == Measure::Flow { rules.flow_pace_months } else { rules.pace_months };
        let window = window.clamp(0, 1200);
        let since = last.saturating_sub(window.months());
        let values: Vec<(Date, f64)> =
            points.iter().filter(|p| p.on >= since).map(|p| (p.on, p.value.get())).collect();
        let covered = months_between(values.first()?.0, last);
        // Half a window of calendar months may be a day or two shorter than half in mean months.
        if values.len() < rules.pace_points.max(2) || covered < f64::from(window) / 2.0 - 0.1 {
            return None;
        }
        let mut slopes = slopes(&values);
        slopes.sort_unstable_by(f64::total_cmp);
        let per_month = median(&slopes)?;
        Some(Self { per_month, values, slopes })
    }

    /// Carries the pace on from `(on, value)` to the milestone.
    pub fn project(
        &self,
        (on, value): (Date, f64),
        milestone: Date,
        limits: Option<(Option<f64>, Option<f64>)>,
    ) -> Option<Projection> {
        let months = months_between(on, milestone);
        let free = value + self.per_month * months;
        if months <= 0.0 || !free.is_finite() {
            return None;
        }
        let (low, high) = limits.unwrap_or((None, None));
        let held = free.max(low.unwrap_or(f64::NEG_INFINITY)).min(high.unwrap_or(f64::INFINITY));
        Some(Projection {
            on: milestone,
            value: held,
            shortfall: 0.0,
            months,
            is_limited: held.total_cmp(&free).is_ne(),
        })
    }
}

impl Projection {
    /// The same projection with its shortfall against a band.
    #[must_use]
    pub fn against(self, band: crate::Band, sense: Sense) -> Self {
        Self { shortfall: sense.shortfall(self.value, band), ..self }
    }
}

fn slopes(values: &[(Date, f64)]) -> Vec<f64> {
    let mut slopes = Vec::with_capacity(values.len() * values.len() / 2);
    for (i, (from, a)) in values.iter().enumerate() {
        for (to, b) in &values[i + 1..] {
            let slope = (b - a) / months_between(*from, *to);
            if slope.is_finite() {
                slopes.push(slope);
            }
        }
    }
    slopes
}

/// The middle of sorted numbers; of an even count the mean of the two in the middle.
fn median(sorted: &[f64]) -> Option<f64> {
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)?;
    let middle = if sorted.len().is_multiple_of(2) { f64::midpoint(sorted[half - 1], upper) } else { upper };
    middle.is_finite().then_some(middle)
}
