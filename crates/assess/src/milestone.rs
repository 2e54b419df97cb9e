//! What became of each milestone: passed, next, or still later.

use domain::{Direction, Goal, Target};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::evidence::{Evidence, Point};
use crate::position::{Sense, signed_band};
use crate::{DeclaredPath, IndicatorStatus, Rules};

/// A signed target at its milestone.
#[derive(Debug, Clone, PartialEq)]
pub struct Milestone {
    /// The year.
    pub year: i16,
    /// Its last day.
    pub due_on: Date,
    /// What is to be reached.
    pub goal: Goal,
    /// The signed words.
    pub text: String,
}

impl From<&Target> for Milestone {
    fn from(target: &Target) -> Self {
        Self { year: target.year, due_on: target.due_on(), goal: target.goal, text: target.text.clone() }
    }
}

/// How a milestone stands to the judged day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its last day is over.
    Passed,
    /// The one in force next.
    Next,
    /// After the next.
    Later,
}

/// What became of a milestone, or how it stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct MilestoneResult {
    /// Which one.
    pub milestone: Milestone,
    /// How it stands to the judged day.
    pub standing: Standing,
    /// Passed: exceeded, achieved, missed, or no data. Next: the indicator's status.
    /// Later: achieved when the latest value already meets it, else not due.
    pub status: IndicatorStatus,
    /// The figure it was measured by; the latest for milestones ahead.
    pub figure: Option<Point>,
    /// When a missed milestone was met after all.
    pub met_later_on: Option<Date>,
}

/// The targets of an indicator as milestones, by year; the later in the slice counts.
pub(crate) fn milestones(indicator: domain::IndicatorId, targets: &[Target]) -> Vec<Milestone> {
    let mut all: Vec<Milestone> =
        targets.iter().filter(|t| t.indicator == indicator).map(Milestone::from).collect();
    all.sort_by_key(|m| m.year);
    all.reverse();
    all.dedup_by_key(|m| m.year);
    all.reverse();
    all
}

/// Which milestone a day is judged by: the next of its subject, or its subject's last.
pub(crate) fn in_force(milestones: &[Milestone], path: &DeclaredPath, day: Date) -> Option<usize> {
    let subject = path.subject_on(day);
    let is_same = |m: &Milestone| path.subject_on(m.due_on) == subject;
    milestones
        .iter()
        .position(|m| m.due_on >= day && is_same(m))
        .or_else(|| milestones.iter().rposition(is_same))
}

/// What the engine needs to look at milestones.
pub(crate) struct Ledger<'a> {
    pub milestones: &'a [Milestone],
    pub evidence: &'a Evidence,
    pub path: &'a DeclaredPath,
    pub direction: Direction,
    pub rules: &'a Rules,
}

impl Ledger<'_> {
    /// The results of all milestones on a day, given the status of the one in force.
    pub(crate) fn results(&self, on: Date, current: IndicatorStatus) -> Vec<MilestoneResult> {
        let next = self.milestones.iter().position(|m| m.due_on >= on);
        let result = |(i, milestone): (usize, &Milestone)| {
            if milestone.due_on < on {
                return self.passed(milestone);
            }
            if Some(i) == next && in_force(self.milestones, self.path, on) == next {
                return self.ahead(milestone, Standing::Next, current);
            }
            let standing = if Some(i) == next { Standing::Next } else { Standing::Later };
            let is_met =
                self.status_by(milestone, self.evidence.latest()).is_some_and(IndicatorStatus::is_met);
            let status = if is_met { IndicatorStatus::Achieved } else { IndicatorStatus::NotDue };
            self.ahead(milestone, standing, status)
        };
        self.milestones.iter().enumerate().map(result).collect()
    }

    fn ahead(&self, milestone: &Milestone, standing: Standing, status: IndicatorStatus) -> MilestoneResult {
        MilestoneResult {
            milestone: milestone.clone(),
            standing,
            status,
            figure: self.evidence.latest().copied(),
            met_later_on: None,
        }
    }

    /// A passed milestone is measured by its own figure: of its last day, or not much older.
    fn passed(&self, milestone: &Milestone) -> MilestoneResult {
        let figure = self.figure_of(milestone);
        let status = self
            .status_by(milestone, figure.as_ref())
            .or_else(|| self.reached(milestone, milestone.due_on))
            .unwrap_or(IndicatorStatus::NoData);
        let met_later_on = (status == IndicatorStatus::Missed).then(|| self.met_later(milestone)).flatten();
        MilestoneResult {
            milestone: milestone.clone(),
            standing: Standing::Passed,
            status,
            figure,
            met_later_on,
        }
    }

    fn figure_of(&self, milestone: &Milestone) -> Option<Point> {
        let oldest =
            milestone.due_on.saturating_sub(self.rules.milestone_figure_days.clamp(0, 36_500).days());
        let mut points = self.evidence.points.iter().filter(|p| self.has_subject_of(p.on, milestone));
        points.rfind(|p| oldest <= p.on && p.on <= milestone.due_on).copied()
    }

    fn has_subject_of(&self, day: Date, milestone: &Milestone) -> bool {
        self.path.subject_on(day) == self.path.subject_on(milestone.due_on)
    }

    fn status_by(&self, milestone: &Milestone, figure: Option<&Point>) -> Option<IndicatorStatus> {
        let figure = figure.filter(|p| self.has_subject_of(p.on, milestone))?;
        let is_met = milestone.goal.is_met_by(figure.value, self.direction)?;
        if !is_met {
            return Some(IndicatorStatus::Missed);
        }
        let is_beyond = exceeds(milestone, figure, self.direction, self.rules);
        Some(if is_beyond { IndicatorStatus::Exceeded } else { IndicatorStatus::Achieved })
    }

    /// The last "reached" or "not reached" by a day.
    fn reached(&self, milestone: &Milestone, by: Date) -> Option<IndicatorStatus> {
        if milestone.goal.value().is_some() {
            return None;
        }
        let mark = self.evidence.marks.iter().rfind(|m| m.on <= by)?;
        Some(if mark.is_reached { IndicatorStatus::Achieved } else { IndicatorStatus::Missed })
    }

    fn met_later(&self, milestone: &Milestone) -> Option<Date> {
        let by_value = self.evidence.points.iter().filter(|p| p.on > milestone.due_on).find(|p| {
            self.has_subject_of(p.on, milestone)
                && milestone.goal.is_met_by(p.value, self.direction) == Some(true)
        });
        let is_number = milestone.goal.value().is_some();
        let by_mark =
            self.evidence.marks.iter().find(|m| !is_number && m.on > milestone.due_on && m.is_reached);
        by_value.map(|p| p.on).or(by_mark.map(|m| m.on))
    }
}

/// Whether a value that meets a goal lies beyond it by more than the margin.
pub(crate) fn exceeds(milestone: &Milestone, figure: &Point, direction: Direction, rules: &Rules) -> bool {
    let Some(band) = signed_band(&milestone.goal) else { return false };
    let value = figure.value.get();
    let margin = |edge: f64| edge.abs() * rules.exceeded_percent / 100.0;
    match Sense::of(&milestone.goal, direction) {
        Sense::Up => value > band.high + margin(band.high),
        Sense::Down => value < band.low - margin(band.low),
        Sense::Both => false,
    }
}
