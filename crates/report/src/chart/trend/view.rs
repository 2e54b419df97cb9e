//! What part of time and of values a trend shows, and where on the drawing it lies.

use assess::path::days_between;
use assess::words;
use assess::{DeclaredPath, Judgement, Knot, Milestone, MilestoneResult, Standing};
use domain::{Indicator, Lang, PathShape, Quantity};
use jiff::ToSpan;
use jiff::civil::Date;

use super::super::Size;
use super::super::label::{Rect, width as width_of};
use super::super::scale::{Days, Scale, ticks};
use super::super::svg::Line;
use super::Trend;

/// The part of the plane that is drawn, with its scales.
pub struct View<'a> {
    pub indicator: &'a Indicator,
    pub judgement: &'a Judgement,
    pub lang: Lang,
    pub size: Size,
    pub width: f64,
    pub height: f64,
    pub plot: Rect,
    pub days: (Date, Date),
    pub x: Days,
    pub y: Scale,
    pub ticks: Vec<f64>,
    /// The size of the labels.
    pub type_size: f64,
}

impl<'a> View<'a> {
    pub fn of(trend: &Trend<'a>, size: Size, lang: Lang) -> Self {
        let Trend { indicator, judgement, .. } = *trend;
        let days = span(judgement, size);
        let is_timeline =
            judgement.evidence.points.is_empty() && judgement.path.runs().all(<[Knot]>::is_empty);
        let (width, height, type_size) = match (size, is_timeline) {
            (Size::Wide, false) => (760.0, 340.0, 12.0),
            (Size::Narrow, false) => (360.0, 300.0, 13.0),
            (Size::Wide, true) => (760.0, 150.0, 12.0),
            (Size::Narrow, true) => (360.0, 150.0, 13.0),
        };
        let ticks = if is_timeline { Vec::new() } else { y_ticks(judgement, indicator, days, size) };
        let widest = ticks.iter().map(|tick| width_of(&tick_label(*tick, indicator, lang), type_size));
        let left = if is_timeline { 16.0 } else { widest.fold(30.0, f64::max) + 14.0 };
        let plot = Rect { left, top: 26.0, right: width - 16.0, bottom: height - 28.0 };
        let values = (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0));
        Self {
            indicator,
            judgement,
            lang,
            size,
            width,
            height,
            plot,
            days,
            x: Days::new(days, (plot.left, plot.right - 6.0)),
            y: Scale::new(values, (plot.bottom, plot.top)),
            ticks,
            type_size,
        }
    }

    /// Whether there is nothing to draw against a scale of values.
    pub fn is_timeline(&self) -> bool {
        self.ticks.is_empty()
    }

    pub fn shows(&self, day: Date) -> bool {
        self.days.0 <= day && day <= self.days.1
    }

    /// The milestones within the time shown.
    pub fn milestones(&self) -> impl Iterator<Item = &'a MilestoneResult> {
        let (from, to) = self.days;
        self.judgement
            .milestones
            .iter()
            .filter(move |m| from <= m.milestone.due_on && m.milestone.due_on <= to)
    }

    /// The path within the time shown, one line per subject; low and high edges.
    pub fn path_lines(&self) -> Vec<(Line, Line)> {
        self.judgement
            .path
            .runs()
            .filter(|knots| !knots.is_empty())
            .map(|knots| self.path_line(knots))
            .collect()
    }

    fn path_line(&self, knots: &[Knot]) -> (Line, Line) {
        let mut days: Vec<Date> = Vec::new();
        for pair in knots.windows(2) {
            days.extend(stops(&self.judgement.path, pair[0].on, pair[1].on));
        }
        days.extend(knots.last().map(|k| k.on));
        let (mut low, mut high) = (Vec::new(), Vec::new());
        for day in days.into_iter().filter(|day| self.shows(*day)) {
            let Some(expected) = self.judgement.path.value(day) else { continue };
            low.push((self.x.at(day), self.y.at(expected.band.low)));
            high.push((self.x.at(day), self.y.at(expected.band.high)));
        }
        (low, high)
    }
}

/// A value at the axis: shares with their sign, other units stand above the axis.
pub fn tick_label(value: f64, indicator: &Indicator, lang: Lang) -> String {
    words::in_unit(value, if indicator.unit.trim() == "%" { "%" } else { "" }, lang)
}

/// The days between two knots at which the path is drawn through its value.
fn stops(path: &DeclaredPath, from: Date, to: Date) -> Vec<Date> {
    match path.shape() {
        PathShape::Linear | PathShape::Checkpoints => vec![from],
        PathShape::Step | PathShape::Hold => vec![from, to.yesterday().unwrap_or(from)],
        PathShape::Geometric | PathShape::SCurve => {
            let days = days_between(from, to);
            #[expect(clippy::cast_possible_truncation, reason = "days between two dates fit")]
            let stop = |i: u32| from.saturating_add(((days * f64::from(i) / 24.0) as i32).days());
            (0..24).map(stop).collect()
        }
    }
}

/// From the first figure or knot to the milestone after the next.
fn span(judgement: &Judgement, size: Size) -> (Date, Date) {
    let last = last_milestone(judgement, size).map_or(judgement.on, |m| m.due_on);
    let figures = || judgement.evidence.points.iter().map(|p| p.on);
    let marks = judgement.evidence.marks.iter().map(|m| m.on);
    let start = judgement.path.start(judgement.on).map(|knot| knot.on);
    let first_due = judgement.milestones.first().map(|m| m.milestone.due_on);
    let first = figures().chain(marks).chain(start).chain(first_due).chain([judgement.on]).min();
    let to = figures().chain([judgement.on, last]).max().unwrap_or(last);
    let first = first.unwrap_or(judgement.on).min(judgement.on);
    // Some air before the first figure, where the label of a post may stand.
    #[expect(clippy::cast_possible_truncation, reason = "days between two dates fit")]
    let air = (days_between(first, to) / 14.0).clamp(15.0, 500.0) as i32;
    (first.saturating_sub(air.days()), to)
}

fn last_milestone(judgement: &Judgement, size: Size) -> Option<&Milestone> {
    let next = judgement.milestones.iter().position(|m| m.standing == Standing::Next);
    let shown = match (next, size) {
        (Some(next), Size::Wide) => next + 1,
        (Some(next), Size::Narrow) => next,
        (None, _) => judgement.milestones.len(),
    };
    let shown = shown.min(judgement.milestones.len().checked_sub(1)?);
    Some(&judgement.milestones[shown].milestone)
}

/// Round values around everything shown; from 0 unless all values lie far above it.
fn y_ticks(judgement: &Judgement, indicator: &Indicator, days: (Date, Date), size: Size) -> Vec<f64> {
    let values = shown_values(judgement, days);
    let (low, high) =
        values.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(*v), high.max(*v)));
    if !(low.is_finite() && high.is_finite()) {
        return ticks((0.0, 1.0), 4);
    }
    let (low, high) = with_projection(judgement, (low, high));
    let base = if low >= 0.0 && low < 0.6 * high { 0.0 } else { low };
    let air = 0.04 * (high - base);
    let top =
        limit(indicator).filter(|limit| high <= *limit).map_or(high + air, |limit| limit.min(high + air));
    let bottom = if base > 0.0 || low < 0.0 { base - air } else { base };
    let (bottom, top) = if top > bottom { (bottom, top) } else { (bottom - 1.0, top + 1.0) };
    ticks((bottom, top), if size == Size::Wide { 5 } else { 4 })
}

fn limit(indicator: &Indicator) -> Option<f64> {
    indicator.limits.and_then(|limits| limits.high).map(Quantity::get)
}

fn shown_values(judgement: &Judgement, (from, to): (Date, Date)) -> Vec<f64> {
    let is_shown = |day: &Date| from <= *day && *day <= to;
    let figures = judgement.evidence.points.iter().filter(|p| is_shown(&p.on));
    let figures = figures.flat_map(|p| [Some(p.value), p.reported]).flatten().map(Quantity::get);
    let knots = judgement.path.runs().flatten().filter(|k| is_shown(&k.on));
    let knots = knots.flat_map(|k| [k.band.low, k.band.high]);
    figures.chain(knots).filter(|v| v.abs() < 1e15).collect()
}

/// Makes room for the projection, but not more than as much again.
fn with_projection(judgement: &Judgement, (low, high): (f64, f64)) -> (f64, f64) {
    let Some(projection) = judgement.position.as_ref().and_then(|p| p.projection) else { return (low, high) };
    let room = 0.3 * (high - low);
    (low.min(projection.value.max(low - room)), high.max(projection.value.min(high + room)))
}
