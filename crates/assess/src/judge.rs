//! The judgement of an indicator on a day.
//!
//! Order of the answers: no figures; figures of several bodies; out of date; fewer
//! verified values than needed; then the position against the path, steadied over
//! the periods. The indicator is judged by the milestone in force next; what
//! became of the passed ones is stated beside it.

use domain::{Absence, Indicator, IndicatorId, Observation, Period, Target};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::evidence::{Evidence, Mark, Point};
use crate::history::{PeriodStatus, Steadiness, began, steadied};
use crate::milestone::{Ledger, Milestone, MilestoneResult, Standing, in_force, milestones};
use crate::position::{Frame, Position};
use crate::{DeclaredPath, IndicatorStatus, Reason, Rule, Rules, grounds};

/// What the engine concludes of an indicator on a day, with its reasons (đánh giá).
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// On which day.
    pub on: Date,
    /// The unit of its figures.
    pub unit: String,
    /// The status.
    pub status: IndicatorStatus,
    /// With which period it began.
    pub since: Option<Period>,
    /// Whether a change is waiting to be confirmed.
    pub steadiness: Steadiness,
    /// The milestone it is judged by.
    pub next: Option<Milestone>,
    /// Every milestone and what became of it, by year.
    pub milestones: Vec<MilestoneResult>,
    /// Where the latest figure stands; absent where nothing can be reckoned.
    pub position: Option<Position>,
    /// The reasons, the deciding one first; where the status is held until the next period confirms, that.
    pub reasons: Vec<Reason>,
    /// The status of each period with a figure.
    pub history: Vec<PeriodStatus>,
    /// The declared path.
    pub path: DeclaredPath,
    /// The figures that count.
    pub evidence: Evidence,
}

impl Judgement {
    /// The latest figure.
    pub fn latest(&self) -> Option<&Point> {
        self.evidence.latest()
    }

    /// The milestones that are over, and what became of them.
    pub fn passed(&self) -> impl Iterator<Item = &MilestoneResult> {
        self.milestones.iter().filter(|m| m.standing == Standing::Passed)
    }
}

/// Judges an indicator by the targets in force and the observations of one organisation.
///
/// The targets are those of the plan version in force on the day; of two for one
/// year the later in the slice counts. Observations recorded after the day are not known yet.
pub fn judge(
    indicator: &Indicator,
    targets: &[Target],
    observations: &[Observation],
    on: Date,
    rules: &Rules,
) -> Judgement {
    let bench = Bench {
        path: DeclaredPath::of(indicator, targets),
        evidence: Evidence::of(indicator, observations, on, rules),
        milestones: milestones(indicator.id, targets),
        indicator,
        on,
        rules,
    };
    bench.judgement()
}

/// Everything a judgement is made from.
struct Bench<'a> {
    indicator: &'a Indicator,
    on: Date,
    rules: &'a Rules,
    path: DeclaredPath,
    evidence: Evidence,
    milestones: Vec<Milestone>,
}

/// The status with the reason that decided it.
struct Verdict {
    status: IndicatorStatus,
    reasons: Vec<Reason>,
}

impl Bench<'_> {
    fn judgement(self) -> Judgement {
        let next = in_force(&self.milestones, &self.path, self.on).map(|i| self.milestones[i].clone());
        let points = self.points_of_subject();
        let position = next.as_ref().and_then(|milestone| self.position(&points, milestone));
        let history = self.history(&points);
        let verdict = self.verdict(next.as_ref(), position.as_ref(), &points, &history);
        let is_by_history = verdict.status.rank().is_some() && position.is_some();
        let steadiness =
            history.last().filter(|_| is_by_history).map_or(Steadiness::Settled, |h| h.steadiness);
        Judgement {
            indicator: self.indicator.id,
            on: self.on,
            unit: self.indicator.unit.clone(),
            status: verdict.status,
            since: if is_by_history { began(&history) } else { None },
            steadiness,
            milestones: self.ledger().results(self.on, verdict.status),
            next,
            position,
            reasons: verdict.reasons,
            history,
            path: self.path,
            evidence: self.evidence,
        }
    }

    fn ledger(&self) -> Ledger<'_> {
        Ledger {
            milestones: &self.milestones,
            evidence: &self.evidence,
            path: &self.path,
            direction: self.indicator.direction,
            rules: self.rules,
        }
    }

    /// The figures of what the indicator is about on the judged day; none of several bodies mixed.
    fn points_of_subject(&self) -> Vec<Point> {
        if self.evidence.organisations > 1 {
            return Vec::new();
        }
        let subject = self.path.subject_on(self.on);
        self.evidence.points.iter().filter(|p| self.path.subject_on(p.on) == subject).copied().collect()
    }

    fn frame(&self) -> Frame<'_> {
        Frame { indicator: self.indicator, path: &self.path, rules: self.rules }
    }

    fn position(&self, points: &[Point], milestone: &Milestone) -> Option<Position> {
        self.frame().position(points, milestone, self.on)
    }

    /// The status of each period, the last as judged on the day.
    fn history(&self, points: &[Point]) -> Vec<PeriodStatus> {
        let entry = |i: usize| {
            let is_last = i + 1 == points.len();
            let day = if is_last { self.on } else { points[i].on };
            let milestone = &self.milestones[in_force(&self.milestones, &self.path, day)?];
            let position = self.frame().position(&points[..=i], milestone, day)?;
            let verified = points[..=i].iter().filter(|p| p.is_verified()).count();
            let is_enough = verified >= self.rules.minimum_verified;
            let momentary = if is_enough { position.status } else { IndicatorStatus::NotAssessable };
            Some(PeriodStatus {
                period: points[i].period,
                on: points[i].on,
                milestone: milestone.year,
                momentary,
                status: momentary,
                steadiness: Steadiness::Settled,
            })
        };
        steadied((0..points.len()).filter_map(entry).collect(), self.rules)
    }

    fn verdict(
        &self,
        next: Option<&Milestone>,
        position: Option<&Position>,
        points: &[Point],
        history: &[PeriodStatus],
    ) -> Verdict {
        let Some(next) = next else {
            return self.without_figures(Rule::NoTarget);
        };
        if self.evidence.organisations > 1 {
            return Verdict {
                status: IndicatorStatus::NotAssessable,
                reasons: vec![grounds::several_units(self.evidence.organisations)],
            };
        }
        if next.goal.value().is_none() {
            return self.by_marks(next);
        }
        let (Some(position), Some(last)) = (position, points.last()) else {
            return self.without_position();
        };
        if let Some(stale) = self.staleness(last) {
            return Verdict { status: IndicatorStatus::Stale, reasons: vec![stale] };
        }
        let verified = points.iter().filter(|p| p.is_verified()).count();
        if verified < self.rules.minimum_verified {
            return Verdict {
                status: IndicatorStatus::NotAssessable,
                reasons: vec![grounds::too_few_verified(verified, self.rules)],
            };
        }
        self.by_position(position, history)
    }

    fn by_position(&self, position: &Position, history: &[PeriodStatus]) -> Verdict {
        let status = history.last().map_or(position.status, |h| h.status);
        // What holds the status back from what the figure says comes first.
        let held = history.last().and_then(|h| grounds::of_steadiness(h, self.rules));
        let mut reasons: Vec<Reason> = held.into_iter().collect();
        reasons.push(grounds::of_position(position, &self.path, self.on, self.rules, history));
        reasons.extend(grounds::of_figure(&position.point));
        reasons.extend(self.latest_absence(position.point.on).map(grounds::of_absence));
        Verdict { status, reasons }
    }

    /// No figure, or of a flow too few periods for one.
    fn without_position(&self) -> Verdict {
        let Some(short) = self.evidence.short_year else { return self.without_figures(Rule::NoFigures) };
        let mut reasons = vec![grounds::short_year(short)];
        reasons.extend(self.latest_absence(short.latest.ends_on()).map(grounds::of_absence));
        Verdict { status: IndicatorStatus::NotAssessable, reasons }
    }

    /// No figure, or no target: an absence that was stated says which.
    fn without_figures(&self, rule: Rule) -> Verdict {
        let absence = self.evidence.absences.last();
        let status = match absence {
            Some((_, Absence::NotDue)) => IndicatorStatus::NotDue,
            Some((_, Absence::NotApplicable)) => IndicatorStatus::NotAssessable,
            _ if rule == Rule::NoTarget && !self.evidence.is_empty() => IndicatorStatus::NotAssessable,
            _ => IndicatorStatus::NoData,
        };
        let mut reasons = vec![Reason::plain(rule)];
        reasons.extend(absence.map(grounds::of_absence));
        Verdict { status, reasons }
    }

    fn latest_absence(&self, after: Date) -> Option<&(Period, Absence)> {
        self.evidence.absences.last().filter(|(period, _)| period.ends_on() > after)
    }

    /// Stale when the period after the latest figure's has long been over too.
    fn staleness(&self, last: &Point) -> Option<Reason> {
        let awaited = last.period.next();
        let limit = awaited.ends_on().saturating_add(self.rules.stale_days.clamp(0, 36_500).days());
        (self.on > limit).then(|| grounds::stale(last, awaited, self.on, self.rules))
    }

    /// Targets that are not numbers: something exists or is done, or not yet.
    fn by_marks(&self, next: &Milestone) -> Verdict {
        let Some(mark) = self.evidence.marks.last() else {
            let is_passed = next.due_on < self.on;
            if !self.evidence.points.is_empty() {
                let reasons = vec![Reason::plain(Rule::NotANumber)];
                return Verdict { status: IndicatorStatus::NotAssessable, reasons };
            }
            return if is_passed { self.without_figures(Rule::NoFigures) } else { self.open_mark(next) };
        };
        self.by_mark(*mark, next)
    }

    fn by_mark(&self, mark: Mark, next: &Milestone) -> Verdict {
        let is_confirmed = mark.stage != domain::ValueStage::Reported;
        let (status, rule) = match (mark.is_reached, is_confirmed) {
            (true, true) => (IndicatorStatus::Achieved, Rule::Reached),
            (true, false) => (IndicatorStatus::NotAssessable, Rule::ReachedUnverified),
            (false, _) if next.due_on < self.on => (IndicatorStatus::Missed, Rule::NotReached),
            (false, _) => return self.open_mark(next),
        };
        Verdict { status, reasons: vec![grounds::of_mark(rule, next, Some(mark.period), self.on)] }
    }

    /// Not reached, but there is still time; close to the milestone that is a risk.
    fn open_mark(&self, next: &Milestone) -> Verdict {
        let days = (next.due_on - self.on).get_days();
        let is_near = days <= self.rules.milestone_near_days;
        let (status, rule) = if is_near {
            (IndicatorStatus::AtRisk, Rule::NotReachedNear)
        } else {
            (IndicatorStatus::NotDue, Rule::NotReachedYet)
        };
        Verdict { status, reasons: vec![grounds::of_mark(rule, next, None, self.on)] }
    }
}
