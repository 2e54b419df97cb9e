//! The declared path as a function: its value on a day, and the day it had a value.
//!
//! The points it passes through (knots) are the baseline, own checkpoints and
//! the signed targets, each milestone on 31/12 of its year. Signed targets are
//! kept as signed, also where they fall back. Nothing is interpolated across a
//! change of subject. After its last knot the path stays where it is.
//!
//! A month counts 30.4375 days (365.25 ÷ 12) wherever days become months.

use domain::{Baseline, Indicator, PathShape, Target};
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

use crate::Sense;

/// The mean length of a month in days: 365.25 ÷ 12.
pub const DAYS_PER_MONTH: f64 = 30.4375;

/// What a value should lie between; both ends are equal unless a range was signed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Band {
    /// The end that has to be reached by something that should move in this sense.
    pub fn edge(self, sense: Sense) -> f64 {
        if sense == Sense::Down { self.high } else { self.low }
    }
}

/// Where a knot of the path comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnotKind {
    /// The stated baseline (số liệu gốc).
    Baseline,
    /// A checkpoint of its own (điểm kiểm tra).
    Checkpoint,
    /// A signed target (mốc).
    Milestone,
}

/// A point through which the path goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Knot {
    /// The day.
    pub on: Date,
    /// The value then.
    pub band: Band,
    /// Where it comes from.
    pub kind: KnotKind,
}

/// The path's value on a day, with what it was reckoned from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// The day.
    pub on: Date,
    /// The value.
    pub band: Band,
    /// The knot before, or on the day.
    pub from: Knot,
    /// The knot after; `None` beyond the last.
    pub to: Option<Knot>,
    /// The shape between the two, as used.
    pub shape: PathShape,
}

/// How many months a value is behind the path (positive) or ahead of it (negative).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lag {
    /// The path had this value that many months before (or will have it so many after).
    Exact(f64),
    /// The path never had this value: it was passed before the path starts, at least so many months ago.
    AtLeast(f64),
    /// The path never reaches this value: at least so many months (a negative number) ahead.
    Ahead(f64),
    /// The path never had this value and is not a clock for it: flat, or the value lies on the wrong side.
    Unknown,
}

impl Lag {
    /// The months, exact or at least.
    pub fn months(self) -> Option<f64> {
        match self {
            Lag::Exact(m) | Lag::AtLeast(m) | Lag::Ahead(m) => Some(m),
            Lag::Unknown => None,
        }
    }
}

/// The stretch of the path on which the subject stays the same.
#[derive(Debug, Clone, PartialEq)]
struct Run {
    from: Option<Date>,
    knots: Vec<Knot>,
}

/// The declared path of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct DeclaredPath {
    shape: PathShape,
    runs: Vec<Run>,
}

impl DeclaredPath {
    /// Lays the path through the baseline, the checkpoints and the targets that are numbers.
    ///
    /// Of two targets for one year the later in the slice counts; on one day a
    /// target counts before a checkpoint and a checkpoint before the baseline.
    pub fn of(indicator: &Indicator, targets: &[Target]) -> Self {
        let mut breaks: Vec<Date> = indicator.breaks().collect();
        breaks.sort_unstable();
        breaks.dedup();
        let mut runs = vec![Run { from: None, knots: Vec::new() }];
        runs.extend(breaks.into_iter().map(|day| Run { from: Some(day), knots: Vec::new() }));
        for knot in knots(indicator, targets) {
            let at = run_at(&runs, knot.on);
            runs[at].knots.push(knot);
        }
        Self { shape: indicator.path.shape, runs }
    }

    /// The declared shape.
    pub fn shape(&self) -> PathShape {
        self.shape
    }

    /// The knots of each stretch with one subject, by date.
    pub fn runs(&self) -> impl Iterator<Item = &[Knot]> {
        self.runs.iter().map(|run| run.knots.as_slice())
    }

    /// Which subject holds on a day, counted from 0.
    pub fn subject_on(&self, day: Date) -> usize {
        run_at(&self.runs, day)
    }

    /// The day the path starts for the subject of a day, and whether from a baseline.
    ///
    /// Without a baseline it starts at the first milestone; before that there is no path.
    pub fn start(&self, day: Date) -> Option<Knot> {
        self.runs[run_at(&self.runs, day)].knots.first().copied()
    }

    /// The path's value on a day; `None` before its start.
    pub fn value(&self, day: Date) -> Option<Expected> {
        let knots = &self.runs[run_at(&self.runs, day)].knots;
        let after = knots.partition_point(|k| k.on <= day);
        let from = *knots.get(after.checked_sub(1)?)?;
        let Some(&to) = knots.get(after) else {
            return Some(Expected { on: day, band: from.band, from, to: None, shape: self.shape });
        };
        let shape = usable(self.shape, from.band, to.band);
        let part = days_between(from.on, day) / days_between(from.on, to.on);
        let band = Band {
            low: between(shape, from.band.low, to.band.low, part),
            high: between(shape, from.band.high, to.band.high, part),
        };
        Some(Expected { on: day, band, from, to: Some(to), shape })
    }

    /// How far `value` on `day` is behind or ahead of the path, in months.
    ///
    /// Where the path had the value more than once, the nearest time counts.
    /// Something to be kept within a band has no lag.
    pub fn lag(&self, value: f64, day: Date, sense: Sense) -> Lag {
        let knots = &self.runs[run_at(&self.runs, day)].knots;
        let (Some(first), Some(last)) = (knots.first(), knots.last()) else { return Lag::Unknown };
        if sense == Sense::Both {
            return Lag::Unknown;
        }
        if let Some(days) = self.nearest_crossing(knots, value, day, sense) {
            return Lag::Exact(days / DAYS_PER_MONTH);
        }
        let worse = |edge: f64| if sense == Sense::Up { value < edge } else { value > edge };
        let rises = |a: f64, b: f64| if sense == Sense::Up { b > a } else { b < a };
        if !rises(first.band.edge(sense), last.band.edge(sense)) {
            return Lag::Unknown;
        }
        if worse(first.band.edge(sense)) {
            Lag::AtLeast((days_between(first.on, day) / DAYS_PER_MONTH).max(0.0))
        } else {
            Lag::Ahead((days_between(last.on, day) / DAYS_PER_MONTH).min(0.0))
        }
    }

    /// Days from the nearest time the path had the value to `day`; negative when it is still to come.
    fn nearest_crossing(&self, knots: &[Knot], value: f64, day: Date, sense: Sense) -> Option<f64> {
        let first = knots.first()?.on;
        let at = days_between(first, day);
        let mut found: Vec<f64> = knots
            .windows(2)
            .filter_map(|pair| self.crossing(first, (pair[0], pair[1]), value, at, sense))
            .collect();
        let last = knots.last()?;
        if is_close(last.band.edge(sense), value) {
            found.push(at.max(days_between(first, last.on)));
        }
        found
            .into_iter()
            .map(|crossing| at - crossing)
            .filter(|days| days.is_finite())
            .min_by(|a, b| a.abs().total_cmp(&b.abs()))
    }

    /// Where between two knots the path has the value, in days from the first knot of the run.
    fn crossing(&self, first: Date, (a, b): (Knot, Knot), value: f64, at: f64, sense: Sense) -> Option<f64> {
        let (start, end) = (days_between(first, a.on), days_between(first, b.on));
        let (low, high) = (a.band.edge(sense), b.band.edge(sense));
        let stays = is_close(low, high) || matches!(self.shape, PathShape::Step | PathShape::Hold);
        if stays && is_close(low, value) {
            return Some(at.clamp(start, end));
        }
        let part = inverse(usable(self.shape, a.band, b.band), low, high, value)?;
        Some(start + part * (end - start))
    }

    /// The path's values at the ends of the reporting steps in `(from, to]`, every `step_months` months
    /// of the calendar year (1, 3, 6 or 12; 9 gives the nine-month report of each year).
    pub fn checkpoints(&self, from: Date, to: Date, step_months: i8) -> Vec<Expected> {
        let step = step_months.clamp(1, 12);
        (from.year()..=to.year())
            .flat_map(|year| (1..=12 / step).map(move |n| month_end(year, n * step)))
            .filter(|day| from < *day && *day <= to)
            .filter_map(|day| self.value(day))
            .collect()
    }
}

/// The last day of a month.
pub fn month_end(year: i16, month: i8) -> Date {
    date(year.clamp(1, 9999), month.clamp(1, 12), 1).last_of_month()
}

/// Days from one day to another; negative backwards.
pub fn days_between(from: Date, to: Date) -> f64 {
    f64::from((to - from).get_days())
}

/// Months of 30.4375 days from one day to another; negative backwards.
pub fn months_between(from: Date, to: Date) -> f64 {
    days_between(from, to) / DAYS_PER_MONTH
}

/// A day some months of 30.4375 days later (or earlier), to the whole day.
pub fn months_later(day: Date, months: f64) -> Date {
    let days = (months * DAYS_PER_MONTH).round().clamp(-3.0e6, 3.0e6);
    #[expect(clippy::cast_possible_truncation, reason = "held within three million just above")]
    let span: Span = (days as i32).days();
    day.saturating_add(span)
}

fn run_at(runs: &[Run], day: Date) -> usize {
    runs.iter().rposition(|run| run.from.is_none_or(|from| from <= day)).unwrap_or(0)
}

fn knots(indicator: &Indicator, targets: &[Target]) -> Vec<Knot> {
    let path = &indicator.path;
    let point = |on, value: f64, kind| Knot { on, band: Band { low: value, high: value }, kind };
    let baseline = path.baseline.map(|Baseline { on, value }| point(on, value.get(), KnotKind::Baseline));
    let own = path.checkpoints.iter().map(|c| point(c.on, c.value.get(), KnotKind::Checkpoint));
    let signed = targets.iter().filter(|t| t.indicator == indicator.id).filter_map(|t| {
        let low = t.goal.value()?.get();
        let high = t.goal.upper().map_or(low, domain::Quantity::get);
        Some(Knot { on: t.due_on(), band: Band { low, high }, kind: KnotKind::Milestone })
    });
    let mut all: Vec<Knot> = baseline.into_iter().chain(own).chain(signed).collect();
    // A stable sort keeps the order of precedence within a day; the last one stays.
    all.sort_by_key(|k| k.on);
    all.reverse();
    all.dedup_by_key(|k| k.on);
    all.reverse();
    all
}

/// Equal growth needs positive values on both sides; without them the straight line is used.
fn usable(shape: PathShape, a: Band, b: Band) -> PathShape {
    let is_positive = a.low > 0.0 && b.low > 0.0;
    if shape == PathShape::Geometric && !is_positive { PathShape::Linear } else { shape }
}

/// The value at `part` (0 to 1) of the way from `a` to `b`.
///
/// The S-curve is the cubic with level ends, `3u² − 2u³` (Hermite; "smoothstep"
/// in computer graphics): the shape of adoption, slow, fast, slow.
pub(crate) fn between(shape: PathShape, a: f64, b: f64, part: f64) -> f64 {
    let mix = |u: f64| a * (1.0 - u) + b * u;
    match shape {
        PathShape::Linear | PathShape::Checkpoints => mix(part),
        PathShape::Geometric => a * libm::pow(b / a, part),
        PathShape::SCurve => mix(part * part * (3.0 - 2.0 * part)),
        PathShape::Step | PathShape::Hold => {
            if part < 1.0 {
                a
            } else {
                b
            }
        }
    }
}

/// The part of the way at which the value is had; `None` where it never is.
fn inverse(shape: PathShape, a: f64, b: f64, value: f64) -> Option<f64> {
    let (low, high) = if a <= b { (a, b) } else { (b, a) };
    if value < low && !is_close(value, low) || value > high && !is_close(value, high) || is_close(a, b) {
        return None;
    }
    let y = ((value - a) / (b - a)).clamp(0.0, 1.0);
    let part = match shape {
        PathShape::Linear | PathShape::Checkpoints => y,
        PathShape::Geometric => libm::log(value / a) / libm::log(b / a),
        // The middle root of 3u² − 2u³ = y.
        PathShape::SCurve => 0.5 - libm::sin(libm::asin(1.0 - 2.0 * y) / 3.0),
        PathShape::Step | PathShape::Hold => 1.0,
    };
    part.is_finite().then(|| part.clamp(0.0, 1.0))
}

fn is_close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}
