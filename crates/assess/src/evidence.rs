//! Which figures count: one value per period, out of revisions and stages.
//!
//! Of each period and stage the latest revision known on the judged day counts.
//! A verified value goes before a published one, and that before a reported one;
//! what is only reported stays marked as such. Absence stays typed and is never 0.
//!
//! A stock or a cumulative figure is taken as it stands. A flow is promised per
//! year, so its figure is the total of the last twelve months, which on 31/12 is
//! the year's own; a share of a flow is divided last, and a share without its
//! parts is taken as it stands, because shares cannot be added. Before twelve
//! months are known there is no figure yet, only how many of them there are.

use std::collections::BTreeMap;

use domain::{
    Absence, Indicator, Maturity, Measure, Observation, OrganisationId, Period, Quantity, Reading, ValueStage,
};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use crate::Rules;

/// A figure of the series that is judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Its period.
    pub period: Period,
    /// The last day of the period: the day it stands for.
    pub on: Date,
    /// The value that counts.
    pub value: Quantity,
    /// Which of the cell's values that is.
    pub stage: ValueStage,
    /// How final it is.
    pub maturity: Maturity,
    /// What the unit reported, where it differs from the value that counts.
    pub reported: Option<Quantity>,
    /// Over how many periods a flow was added up; 1 when taken as it stands.
    pub summed: usize,
}

impl Point {
    /// Whether a verifying body stands behind it.
    pub fn is_verified(&self) -> bool {
        self.stage != ValueStage::Reported
    }
}

/// A "reached" or "not reached" of the series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its period.
    pub period: Period,
    /// The last day of the period.
    pub on: Date,
    /// Whether it is reached.
    pub is_reached: bool,
    /// Who says so.
    pub stage: ValueStage,
}

/// What is known of an indicator on a day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evidence {
    /// The figures in the order of their days.
    pub points: Vec<Point>,
    /// "Reached" or not, in the order of their days.
    pub marks: Vec<Mark>,
    /// Periods without a figure, and why.
    pub absences: Vec<(Period, Absence)>,
    /// How many organisations the figures come from; more than one cannot be one series.
    pub organisations: usize,
    /// Of a flow without a figure yet: how much of the first twelve months is known.
    pub short_year: Option<ShortYear>,
}

/// The periods of a flow that are known in a row, fewer than make up twelve months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShortYear {
    /// The last of them.
    pub latest: Period,
    /// How many there are.
    pub known: usize,
    /// How many make up twelve months.
    pub wanted: usize,
}

impl Evidence {
    /// Chooses among the observations of one organisation what is known by the end of `on`.
    pub fn of(indicator: &Indicator, observations: &[Observation], on: Date, rules: &Rules) -> Self {
        let known_until = end_of_day(on, rules);
        let known: Vec<&Observation> = observations
            .iter()
            .filter(|o| o.indicator == indicator.id)
            .filter(|o| known_until.is_none_or(|until| o.recorded_at <= until))
            .filter(|o| o.period.starts_on() <= on)
            .collect();
        let cells = cells(&known);
        let points = points(indicator, &cells);
        let is_short = indicator.measure == Measure::Flow && points.is_empty();
        Self {
            short_year: if is_short { short_year(&cells) } else { None },
            points,
            marks: cells.iter().filter_map(Cell::mark).collect(),
            absences: cells.iter().filter_map(Cell::absence).collect(),
            organisations: organisations(&known),
        }
    }

    /// The latest figure.
    pub fn latest(&self) -> Option<&Point> {
        self.points.last()
    }

    /// Whether there is nothing at all, not even a reason.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty() && self.marks.is_empty() && self.absences.is_empty()
    }
}

/// The last moment of a local day.
fn end_of_day(on: Date, rules: &Rules) -> Option<Timestamp> {
    let zone = TimeZone::fixed(Offset::from_hours(rules.utc_offset_hours).ok()?);
    let tomorrow = on.tomorrow().ok()?;
    let next = tomorrow.to_zoned(zone).ok()?.timestamp();
    next.checked_sub(jiff::SignedDuration::from_nanos(1)).ok()
}

fn organisations(known: &[&Observation]) -> usize {
    let mut ids: Vec<OrganisationId> = known.iter().map(|o| o.organisation).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}

/// A period's values at their latest revisions.
struct Cell<'a> {
    period: Period,
    reported: Option<&'a Observation>,
    verified: Option<&'a Observation>,
    published: Option<&'a Observation>,
}

impl<'a> Cell<'a> {
    /// The observation that counts: the surest one that says something.
    fn chosen(&self) -> Option<&'a Observation> {
        let said = |o: &&Observation| !matches!(o.reading, Reading::Absent(_));
        let stages = [self.verified, self.published, self.reported];
        stages.into_iter().flatten().find(said)
    }

    fn mark(&self) -> Option<Mark> {
        let chosen = self.chosen()?;
        let Reading::Reached(is_reached) = chosen.reading else { return None };
        Some(Mark { period: self.period, on: self.period.ends_on(), is_reached, stage: chosen.stage })
    }

    fn absence(&self) -> Option<(Period, Absence)> {
        if self.chosen().is_some() {
            return None;
        }
        let stages = [self.verified, self.published, self.reported];
        stages.into_iter().flatten().find_map(|o| match &o.reading {
            Reading::Absent(absence) => Some((self.period, absence.clone())),
            _ => None,
        })
    }
}

/// Groups observations by period, in the order of the periods' last days, shorter periods last.
fn cells<'a>(known: &[&'a Observation]) -> Vec<Cell<'a>> {
    let mut by_period: BTreeMap<(Date, std::cmp::Reverse<i8>), Cell<'a>> = BTreeMap::new();
    for &observation in known {
        let period = observation.period;
        let key = (period.ends_on(), std::cmp::Reverse(period.kind().months()));
        let cell =
            by_period.entry(key).or_insert(Cell { period, reported: None, verified: None, published: None });
        let slot = match observation.stage {
            ValueStage::Reported => &mut cell.reported,
            ValueStage::Verified => &mut cell.verified,
            ValueStage::Published => &mut cell.published,
        };
        let age = |o: &Observation| (o.revision, o.recorded_at);
        if slot.is_none_or(|old| age(old) < age(observation)) {
            *slot = Some(observation);
        }
    }
    by_period.into_values().collect()
}

fn points(indicator: &Indicator, cells: &[Cell<'_>]) -> Vec<Point> {
    let mut points: Vec<Point> = if indicator.measure == Measure::Flow {
        (0..cells.len()).filter_map(|i| flow_point(indicator, cells, i)).collect()
    } else {
        cells.iter().filter_map(|cell| point(&[cell], Cell::standing_value)).collect()
    };
    // One value per day: the verified one, and of equals the one of the shorter period.
    points.sort_by_key(|p| (p.on, p.is_verified()));
    points.reverse();
    points.dedup_by_key(|p| p.on);
    points.reverse();
    points
}

/// The twelve months that end with a cell; `None` where one of them is missing.
fn flow_point(indicator: &Indicator, cells: &[Cell<'_>], end: usize) -> Option<Point> {
    let last = &cells[end];
    let is_share_without_parts = indicator.unit.trim_start().starts_with('%')
        && last.chosen().is_some_and(|o| matches!(o.reading, Reading::Value(_)));
    if is_share_without_parts {
        return point(&[last], Cell::standing_value);
    }
    let wanted = last.period.kind().a_year()?;
    let mut year: Vec<&Cell<'_>> = cells[..=end]
        .iter()
        .rev()
        .filter(|cell| cell.period.kind() == last.period.kind())
        .take(wanted)
        .collect();
    year.reverse();
    let is_whole = year.len() == wanted && year.windows(2).all(|w| w[0].period.next() == w[1].period);
    is_whole.then(|| point(&year, |cells, of| total(cells, of)).map(|p| Point { summed: wanted, ..p }))?
}

/// The latest periods with values in a row; `None` without any, or with enough of them.
fn short_year(cells: &[Cell<'_>]) -> Option<ShortYear> {
    let has_value = |cell: &&Cell<'_>| cell.chosen().is_some_and(|o| o.reading.value().is_some());
    let makes_years = |cell: &&Cell<'_>| has_value(cell) && cell.period.kind().a_year().is_some();
    let latest = cells.iter().rfind(makes_years)?.period;
    let same_kind =
        cells.iter().filter(has_value).map(|cell| cell.period).filter(|p| p.kind() == latest.kind());
    let mut periods: Vec<Period> = same_kind.collect();
    periods.reverse();
    let known = 1 + periods.windows(2).take_while(|w| w[1].next() == w[0]).count();
    let wanted = latest.kind().a_year()?;
    (known < wanted).then_some(ShortYear { latest, known, wanted })
}

type Pick<'p> = &'p dyn for<'c> Fn(&'c Cell<'c>) -> Option<&'c Observation>;

/// Builds the point of one cell, or of several that are added up.
fn point(cells: &[&Cell<'_>], value: impl Fn(&[&Cell<'_>], Pick<'_>) -> Option<Quantity>) -> Option<Point> {
    let last = cells.last()?;
    let chosen: Vec<&Observation> = cells.iter().filter_map(|cell| cell.chosen()).collect();
    let counted = value(cells, &|cell| cell.chosen())?;
    let reported = value(cells, &|cell| cell.reported).filter(|r| !r.is_close(counted));
    let is_reported = chosen.iter().any(|o| o.stage == ValueStage::Reported);
    Some(Point {
        period: last.period,
        on: last.period.ends_on(),
        value: counted,
        stage: if is_reported { ValueStage::Reported } else { chosen.last()?.stage },
        maturity: least_final(&chosen),
        reported,
        summed: 1,
    })
}

impl Cell<'_> {
    fn standing_value(cells: &[&Cell<'_>], of: Pick<'_>) -> Option<Quantity> {
        of(cells.last()?)?.reading.value()
    }
}

/// The sum of the figures; of shares the sum of the parts, divided last.
fn total(cells: &[&Cell<'_>], of: Pick<'_>) -> Option<Quantity> {
    let readings: Vec<&Reading> =
        cells.iter().map(|cell| of(cell).map(|o| &o.reading)).collect::<Option<_>>()?;
    let parts: Option<Vec<(f64, f64)>> = readings
        .iter()
        .map(|reading| match reading {
            Reading::Ratio { numerator, denominator } => Some((numerator.get(), denominator.get())),
            _ => None,
        })
        .collect();
    if let Some(parts) = parts {
        let (above, below) = parts.iter().fold((0.0, 0.0), |(a, b), (n, d)| (a + n, b + d));
        return Quantity::new(100.0 * above / below).ok();
    }
    let values: Option<Vec<f64>> =
        readings.iter().map(|reading| reading.value().map(Quantity::get)).collect();
    Quantity::new(values?.iter().sum()).ok()
}

fn least_final(chosen: &[&Observation]) -> Maturity {
    let has = |maturity| chosen.iter().any(|o| o.maturity == maturity);
    if has(Maturity::Estimate) {
        Maturity::Estimate
    } else if has(Maturity::Provisional) {
        Maturity::Provisional
    } else {
        Maturity::Official
    }
}
