//! How each kind of reason is put together from what was reckoned.

use domain::{Absence, Period};
use jiff::civil::Date;

use crate::evidence::{Point, ShortYear};
use crate::history::{PeriodStatus, Steadiness};
use crate::milestone::Milestone;
use crate::path::{days_between, month_end, months_later};
use crate::position::{Position, scale, signed_band};
use crate::{Amount, Clearing, DeclaredPath, Lag, Reason, Rule, Rules, Sense, Term};

/// The reason of a position: the rule it was judged by, with all its figures.
pub(crate) fn of_position(
    position: &Position,
    path: &DeclaredPath,
    on: Date,
    rules: &Rules,
    history: &[PeriodStatus],
) -> Reason {
    Reason {
        rule: position.rule,
        inputs: inputs(position),
        threshold: threshold(position, rules),
        since: since(history),
        clears_when: clearing(position, path, on, rules),
    }
}

/// The period from which on each figure by itself has said the same.
fn since(history: &[PeriodStatus]) -> Option<Period> {
    let last = history.last()?.momentary;
    history.iter().rev().take_while(|p| p.momentary == last).last().map(|p| p.period)
}

fn inputs(position: &Position) -> Vec<(Term, Amount)> {
    let mut inputs = vec![
        (Term::LatestPeriod, Amount::Span(position.point)),
        (Term::Figure, Amount::Value(position.point.value.get())),
        (Term::Milestone, Amount::Day(position.milestone.due_on)),
        (Term::Target, Amount::Milestone(position.milestone.clone())),
    ];
    if let Some(expected) = position.expected {
        inputs.push((Term::Expected, Amount::Value(expected.band.edge(position.sense))));
    }
    inputs.extend(position.gap.map(|gap| (Term::Gap, Amount::Difference(gap))));
    inputs.extend(lag_amount(position.lag).map(|lag| (Term::Lag, lag)));
    if position.shortfall > 0.0 && !position.is_by_months() {
        inputs.push((Term::OffShare, Amount::Percent(100.0 * position.shortfall / scale(position))));
    }
    inputs.extend(position.pace.as_ref().map(|p| (Term::RecentPace, Amount::PerMonth(p.per_month))));
    inputs.extend(position.required_pace.map(|p| (Term::RequiredPace, Amount::PerMonth(p))));
    inputs.extend(position.projection.map(|p| (Term::Projection, Amount::Value(p.value))));
    inputs.extend(position.attainment.map(|a| (Term::Attainment, Amount::Percent(a))));
    inputs
}

fn lag_amount(lag: Lag) -> Option<Amount> {
    match lag {
        Lag::Exact(months) | Lag::Ahead(months) => Some(Amount::Months(months)),
        Lag::AtLeast(months) => Some(Amount::AtLeastMonths(months)),
        Lag::Unknown => None,
    }
}

fn threshold(position: &Position, rules: &Rules) -> Option<Amount> {
    let by = |months: f64, percent: f64| {
        if position.is_by_months() { Amount::Months(months) } else { Amount::Percent(percent) }
    };
    match position.rule {
        Rule::GoalExceeded => Some(Amount::Percent(rules.exceeded_percent)),
        Rule::OnPath | Rule::NearPath | Rule::BehindPath | Rule::OffPath => {
            Some(by(rules.tolerance_months, rules.tolerance_percent))
        }
        Rule::FarBehindPath | Rule::FarOffPath => Some(by(rules.at_risk_months, rules.at_risk_percent)),
        Rule::PaceTooSlow => Some(Amount::Percent(rules.projected_shortfall_percent)),
        _ => None,
    }
}

fn clearing(position: &Position, path: &DeclaredPath, on: Date, rules: &Rules) -> Option<Clearing> {
    match position.rule {
        Rule::BehindPath | Rule::FarBehindPath | Rule::OffPath | Rule::FarOffPath => {
            figure_by(position, path, on, rules)
        }
        Rule::PaceTooSlow => position.required_pace.map(Clearing::Pace),
        Rule::NoPath => Some(Clearing::FigureOf(position.point.period.next())),
        _ => None,
    }
}

/// The figure that would be on track at the end of the next quarter, or at the milestone.
fn figure_by(position: &Position, path: &DeclaredPath, on: Date, rules: &Rules) -> Option<Clearing> {
    let from = on.max(position.point.on).tomorrow().ok()?;
    let quarter_end = month_end(from.year(), (from.month() + 2) / 3 * 3);
    let day = quarter_end.min(position.milestone.due_on);
    let start = path.start(day).map_or(day, |knot| knot.on);
    let tolerated = months_later(day, -rules.tolerance_months).max(start);
    let band = if day == position.milestone.due_on {
        signed_band(&position.milestone.goal)?
    } else {
        path.value(tolerated)?.band
    };
    let upper = (position.sense == Sense::Both).then_some(band.high);
    Some(Clearing::FigureBy { value: band.edge(position.sense), upper, sense: position.sense, on: day })
}

/// A change that waits to be confirmed.
pub(crate) fn of_steadiness(latest: &PeriodStatus, rules: &Rules) -> Option<Reason> {
    let (rule, is_better) = match latest.steadiness {
        Steadiness::Settled => return None,
        Steadiness::Pending => (Rule::Pending, false),
        Steadiness::Recovering => (Rule::Recovering, true),
    };
    let (held, periods) = (latest.status, rules.confirming_periods);
    Some(Reason {
        inputs: vec![(Term::Momentary, Amount::Status(latest.momentary))],
        threshold: Some(Amount::Count(periods)),
        since: Some(latest.period),
        clears_when: Some(Clearing::Confirmed { held, is_better, periods }),
        rule,
    })
}

/// Remarks on the figure itself: only reported, or reported otherwise than verified.
pub(crate) fn of_figure(point: &Point) -> Option<Reason> {
    let figure = (Term::Figure, Amount::Value(point.value.get()));
    if !point.is_verified() {
        return Some(Reason {
            inputs: vec![figure],
            clears_when: Some(Clearing::Verification),
            since: Some(point.period),
            ..Reason::plain(Rule::OnlyReported)
        });
    }
    let reported = point.reported?.get();
    let gap = reported - point.value.get();
    Some(Reason {
        inputs: vec![(Term::Reported, Amount::Value(reported)), figure, (Term::Gap, Amount::Difference(gap))],
        since: Some(point.period),
        ..Reason::plain(Rule::ReportedDiffers)
    })
}

pub(crate) fn of_absence((period, absence): &(Period, Absence)) -> Reason {
    Reason {
        inputs: vec![
            (Term::AwaitedPeriod, Amount::Period(*period)),
            (Term::Absence, Amount::Absence(absence.clone())),
        ],
        since: Some(*period),
        clears_when: Some(Clearing::FigureOf(*period)),
        ..Reason::plain(Rule::FigureAbsent)
    }
}

pub(crate) fn several_units(count: usize) -> Reason {
    Reason {
        inputs: vec![(Term::Units, Amount::Count(count))],
        threshold: Some(Amount::Count(1)),
        clears_when: Some(Clearing::JointFigure),
        ..Reason::plain(Rule::SeveralUnits)
    }
}

pub(crate) fn too_few_verified(verified: usize, rules: &Rules) -> Reason {
    Reason {
        inputs: vec![(Term::Verified, Amount::Count(verified))],
        threshold: Some(Amount::Count(rules.minimum_verified)),
        clears_when: Some(Clearing::MoreVerified(rules.minimum_verified.saturating_sub(verified))),
        ..Reason::plain(Rule::TooFewVerified)
    }
}

pub(crate) fn short_year(short: ShortYear) -> Reason {
    Reason {
        inputs: vec![
            (Term::LatestPeriod, Amount::Period(short.latest)),
            (Term::Periods, Amount::Count(short.known)),
        ],
        threshold: Some(Amount::Count(short.wanted)),
        clears_when: Some(Clearing::PeriodsInARow(short.wanted, short.latest.kind())),
        ..Reason::plain(Rule::ShortYear)
    }
}

pub(crate) fn stale(last: &Point, awaited: Period, on: Date, rules: &Rules) -> Reason {
    #[expect(clippy::cast_possible_truncation, reason = "days between two dates fit")]
    let days = days_between(awaited.ends_on(), on) as i32;
    Reason {
        inputs: vec![
            (Term::LatestPeriod, Amount::Span(*last)),
            (Term::AwaitedPeriod, Amount::Period(awaited)),
            (Term::DaysSince, Amount::Days(days)),
        ],
        threshold: Some(Amount::Days(rules.stale_days)),
        since: Some(awaited),
        clears_when: Some(Clearing::FigureOf(awaited)),
        ..Reason::plain(Rule::Stale)
    }
}

pub(crate) fn of_mark(rule: Rule, next: &Milestone, period: Option<Period>, on: Date) -> Reason {
    let clears_when = match rule {
        Rule::ReachedUnverified => Some(Clearing::Verification),
        Rule::NotReachedNear | Rule::NotReachedYet => Some(Clearing::ReachedBy(next.due_on)),
        _ => None,
    };
    let days = (next.due_on - on).get_days();
    let mut inputs = vec![(Term::Milestone, Amount::Day(next.due_on))];
    if days >= 0 {
        inputs.push((Term::DaysLeft, Amount::Days(days)));
    }
    Reason { inputs, since: period, clears_when, ..Reason::plain(rule) }
}
