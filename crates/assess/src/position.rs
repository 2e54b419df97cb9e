//! The position of one figure against the path and the milestone in force.

use domain::{Comparator, Direction, Goal, Indicator, PathShape, Quantity};
use jiff::civil::Date;

use crate::evidence::Point;
use crate::milestone::{Milestone, exceeds};
use crate::pace::{Pace, Projection};
use crate::path::{Band, DeclaredPath, Expected, Lag, months_between};
use crate::{IndicatorStatus, Rule, Rules};

/// Which way a figure has to move to reach a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// Higher is nearer.
    Up,
    /// Lower is nearer.
    Down,
    /// To be kept within.
    Both,
}

impl Sense {
    /// The comparator says it; where it does not, the indicator's direction.
    pub fn of(goal: &Goal, direction: Direction) -> Self {
        match (goal.comparator(), direction) {
            (Comparator::AtLeast | Comparator::MoreThan, _) | (_, Direction::Up) => Sense::Up,
            (Comparator::AtMost | Comparator::LessThan, _) | (_, Direction::Down) => Sense::Down,
            _ => Sense::Both,
        }
    }

    /// By how much a value falls short of a band; 0 when it does not.
    pub fn shortfall(self, value: f64, band: Band) -> f64 {
        let short = match self {
            Sense::Up => band.low - value,
            Sense::Down => value - band.high,
            Sense::Both => (band.low - value).max(value - band.high),
        };
        short.max(0.0)
    }
}

/// The band a goal signs; `None` where it is not a number.
pub(crate) fn signed_band(goal: &Goal) -> Option<Band> {
    let low = goal.value()?.get();
    Some(Band { low, high: goal.upper().map_or(low, Quantity::get) })
}

/// Where one figure stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// The figure.
    pub point: Point,
    /// The milestone it is judged by.
    pub milestone: Milestone,
    /// Which way is nearer to it.
    pub sense: Sense,
    /// Whether the milestone is over.
    pub is_passed: bool,
    /// Whether the figure meets the milestone.
    pub is_met: bool,
    /// The path's value on the figure's day; `None` before the path starts.
    pub expected: Option<Expected>,
    /// The figure less the path's value (its nearer end), in the indicator's unit.
    pub gap: Option<f64>,
    /// By how much the figure falls short of the path; 0 when it does not.
    pub shortfall: f64,
    /// Months behind (positive) or ahead (negative).
    pub lag: Lag,
    /// The figure as a percentage of the target (of something to be lowered: the target of the figure).
    pub attainment: Option<f64>,
    /// The change per month that still leads to the target; `None` when met or over.
    pub required_pace: Option<f64>,
    /// The recent change per month.
    pub pace: Option<Pace>,
    /// Where the recent pace leads.
    pub projection: Option<Projection>,
    /// What this figure by itself says.
    pub status: IndicatorStatus,
    /// The rule that says so.
    pub rule: Rule,
}

impl Position {
    /// Whether months say how far behind it is; elsewhere the share of the path's value does.
    pub(crate) fn is_by_months(&self) -> bool {
        match self.lag {
            Lag::Exact(_) | Lag::Ahead(_) => true,
            Lag::AtLeast(_) | Lag::Unknown => false,
        }
    }
}

/// What positions are reckoned from.
pub(crate) struct Frame<'a> {
    pub indicator: &'a Indicator,
    pub path: &'a DeclaredPath,
    pub rules: &'a Rules,
}

impl Frame<'_> {
    /// The position of the last of `points` against a milestone, judged on a day.
    ///
    /// `None` where the milestone is not a number.
    pub(crate) fn position(&self, points: &[Point], milestone: &Milestone, on: Date) -> Option<Position> {
        let point = *points.last()?;
        let target = signed_band(&milestone.goal)?;
        let is_met = milestone.goal.is_met_by(point.value, self.indicator.direction)?;
        let (value, sense) = (point.value.get(), Sense::of(&milestone.goal, self.indicator.direction));
        let expected =
            self.path.value(point.on).filter(|e| e.band.low.is_finite() && e.band.high.is_finite());
        // A path of steps asks for nothing between its milestones, so a pace says nothing.
        let is_stepped = matches!(self.path.shape(), PathShape::Step | PathShape::Hold);
        let pace = if is_stepped { None } else { Pace::recent(points, self.indicator.measure, self.rules) };
        let projection = pace
            .as_ref()
            .and_then(|pace| pace.project((point.on, value), milestone.due_on, self.limits()))
            .map(|projection| projection.against(target, sense));
        let mut position = Position {
            gap: expected.and_then(|e| finite(gap(value, e.band, sense))),
            shortfall: expected.map_or(0.0, |e| sense.shortfall(value, e.band)),
            lag: self.path.lag(value, point.on, sense),
            attainment: attainment(value, target, sense),
            required_pace: if is_met || is_stepped {
                None
            } else {
                required_pace(&point, milestone, target, sense)
            },
            is_passed: milestone.due_on < on || milestone.due_on <= point.on,
            milestone: milestone.clone(),
            point,
            sense,
            is_met,
            expected,
            pace,
            projection,
            status: IndicatorStatus::NotAssessable,
            rule: Rule::NoPath,
        };
        (position.status, position.rule) = self.classify(&position);
        Some(position)
    }

    fn limits(&self) -> Option<(Option<f64>, Option<f64>)> {
        let limits = self.indicator.limits?;
        Some((limits.low.map(Quantity::get), limits.high.map(Quantity::get)))
    }

    fn classify(&self, position: &Position) -> (IndicatorStatus, Rule) {
        if position.is_met {
            let is_beyond =
                exceeds(&position.milestone, &position.point, self.indicator.direction, self.rules);
            return if is_beyond {
                (IndicatorStatus::Exceeded, Rule::GoalExceeded)
            } else {
                (IndicatorStatus::Achieved, Rule::GoalMet)
            };
        }
        if position.is_passed {
            return (IndicatorStatus::Missed, Rule::MilestoneMissed);
        }
        if position.expected.is_none() {
            return self.by_pace_alone(position);
        }
        self.by_path(position)
    }

    /// Before the path starts only the pace can tell.
    fn by_pace_alone(&self, position: &Position) -> (IndicatorStatus, Rule) {
        let Some(projection) = position.projection else {
            return (IndicatorStatus::NotAssessable, Rule::NoPath);
        };
        if projection.shortfall <= 0.0 {
            (IndicatorStatus::OnTrack, Rule::PaceEnough)
        } else if self.misses_by_far(position) {
            (IndicatorStatus::AtRisk, Rule::PaceTooSlow)
        } else {
            (IndicatorStatus::Behind, Rule::PaceTooSlow)
        }
    }

    fn by_path(&self, position: &Position) -> (IndicatorStatus, Rule) {
        let (is_behind, is_far_behind) = self.behind(position);
        let [on, behind, far_behind] = if position.is_by_months() {
            [Rule::OnPath, Rule::BehindPath, Rule::FarBehindPath]
        } else {
            [Rule::NearPath, Rule::OffPath, Rule::FarOffPath]
        };
        if is_far_behind {
            return (IndicatorStatus::AtRisk, far_behind);
        }
        if self.pace_can_tell(position) && self.misses_by_far(position) {
            return (IndicatorStatus::AtRisk, Rule::PaceTooSlow);
        }
        if is_behind { (IndicatorStatus::Behind, behind) } else { (IndicatorStatus::OnTrack, on) }
    }

    /// Whether the figure is behind the path beyond the tolerance, and beyond the threshold of risk.
    ///
    /// Months count where the path tells them; elsewhere the share of the path's value.
    fn behind(&self, position: &Position) -> (bool, bool) {
        if position.shortfall <= 0.0 {
            return (false, false);
        }
        if let Lag::Exact(months) = position.lag {
            return (months > self.rules.tolerance_months, months > self.rules.at_risk_months);
        }
        let off = 100.0 * position.shortfall / scale(position);
        (off > self.rules.tolerance_percent, off > self.rules.at_risk_percent)
    }

    /// A straight line is a fair look ahead only where the path itself is straight
    /// and the figure is not already ahead of it.
    fn pace_can_tell(&self, position: &Position) -> bool {
        let is_straight = self.path.shape() == PathShape::Linear
            && self.indicator.path.checkpoints.is_empty()
            && position.sense != Sense::Both;
        let is_ahead = match position.lag {
            Lag::Exact(months) | Lag::Ahead(months) => months < -self.rules.tolerance_months,
            Lag::AtLeast(_) | Lag::Unknown => false,
        };
        is_straight && !is_ahead
    }

    fn misses_by_far(&self, position: &Position) -> bool {
        position.projection.is_some_and(|projection| {
            100.0 * projection.shortfall / scale(position) > self.rules.projected_shortfall_percent
        })
    }
}

/// What a shortfall is a share of: the target, or the path's value where that is larger; never 0.
pub(crate) fn scale(position: &Position) -> f64 {
    let target = signed_band(&position.milestone.goal).map_or(0.0, |band| band.edge(position.sense).abs());
    let expected = position.expected.map_or(0.0, |e| e.band.edge(position.sense).abs());
    let scale = target.max(expected);
    if scale > 0.0 { scale } else { 1.0 }
}

fn gap(value: f64, band: Band, sense: Sense) -> f64 {
    match sense {
        Sense::Both if value > band.high => value - band.high,
        Sense::Both if value >= band.low => 0.0,
        _ => value - band.edge(sense),
    }
}

fn attainment(value: f64, target: Band, sense: Sense) -> Option<f64> {
    let edge = target.edge(sense);
    let share = match sense {
        Sense::Up if edge > 0.0 && value >= 0.0 => value / edge,
        Sense::Down if edge > 0.0 && value > 0.0 => edge / value,
        _ => return None,
    };
    finite(100.0 * share)
}

fn required_pace(point: &Point, milestone: &Milestone, target: Band, sense: Sense) -> Option<f64> {
    let months = months_between(point.on, milestone.due_on);
    let value = point.value.get();
    let wanted = match sense {
        Sense::Both if value > target.high => target.high,
        _ => target.edge(sense),
    };
    if months > 0.0 { finite((wanted - value) / months) } else { None }
}

fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}
