//! The words on a trend, placed where they cover nothing if there is such a place.

use assess::{IndicatorStatus, MilestoneResult, Standing, words};
use domain::Subject;

use super::super::Size;
use super::super::label::{ANY_SIDE, Placer, Rect, Side, fit, width};
use super::super::svg::{Point, Svg};
use super::draw::{DATA, WARNING, cap_of, place, projection_line};
use super::view::{View, tick_label};

/// A label waiting for its place.
struct Label {
    /// The points it may stand at, the best first.
    ats: Vec<Point>,
    /// Its lines, and whether each is strong.
    lines: Vec<(String, bool)>,
    class: &'static str,
    fill: &'static str,
    gap: f64,
    sides: &'static [Side],
    /// Whether it is left out where there is no free place.
    is_optional: bool,
}

impl Label {
    fn new(at: Point, text: String, class: &'static str, sides: &'static [Side]) -> Self {
        let lines = vec![(text, false)];
        Self { ats: vec![at], lines, class, fill: "currentColor", gap: 6.0, sides, is_optional: false }
    }
}

/// Finds places for all labels, the most important first, and writes them.
pub fn write(view: &View<'_>, svg: &mut Svg) {
    let bounds = Rect {
        left: view.plot.left + 2.0,
        top: 2.0,
        right: view.width - 2.0,
        bottom: view.plot.bottom - 2.0,
    };
    let mut placer = Placer::new(bounds);
    avoid(view, &mut placer);
    let mut labels: Vec<Label> = Vec::new();
    labels.extend(today(view));
    labels.extend(latest(view));
    labels.extend(view.milestones().map(|result| target(view, result)));
    labels.extend(projection(view));
    labels.extend(view.indicator.subjects.iter().filter_map(|subject| subject_change(view, subject)));
    labels.extend(series(view));
    svg.open("g", &[("class", "labels".into())]);
    for label in &labels {
        put(view, &mut placer, label, svg);
    }
    svg.close();
}

/// Everything a label should not cover.
fn avoid(view: &View<'_>, placer: &mut Placer) {
    for (low, high) in view.path_lines() {
        placer.avoid_line(&low);
        if low != high {
            placer.avoid_line(&high);
        }
    }
    let points: Vec<Point> = view.judgement.evidence.points.iter().map(|p| place(view, p)).collect();
    placer.avoid_line(&points);
    for (x, y) in points {
        placer.take(Rect::new(x - 4.0, y - 4.0, 8.0, 8.0));
    }
    for point in &view.judgement.evidence.points {
        if let Some(reported) = point.reported {
            placer.avoid_line(&[place(view, point), (view.x.at(point.on), view.y.at(reported.get()))]);
        }
    }
    if let Some(ends) = projection_line(view) {
        placer.avoid_line(&ends);
    }
    if view.shows(view.judgement.on) {
        let x = view.x.at(view.judgement.on);
        placer.avoid_line(&[(x, view.plot.top), (x, view.plot.bottom)]);
    }
    for result in view.milestones() {
        let (x, y) = cap_of(view, result);
        placer.take(Rect::new(x - 6.0, y - 7.0, 12.0, 14.0));
        placer.avoid_line(&[(x, y), (x, view.plot.bottom)]);
    }
}

/// The unit, where it is short enough to stand behind a number.
fn short_unit<'a>(view: &View<'a>) -> &'a str {
    let unit = view.indicator.unit.trim();
    let room = if view.size == Size::Wide { 16 } else { 6 };
    if unit.chars().count() <= room { unit } else { "" }
}

fn latest(view: &View<'_>) -> Option<Label> {
    let point = view.judgement.latest()?;
    let text = words::in_unit(point.value.get(), short_unit(view), view.lang);
    Some(Label {
        ats: vec![place(view, point)],
        lines: vec![(text, true)],
        class: "label verified-label",
        fill: DATA,
        gap: 8.0,
        sides: &[
            Side::BelowRight,
            Side::Right,
            Side::Below,
            Side::AboveRight,
            Side::AboveLeft,
            Side::Above,
            Side::BelowLeft,
        ],
        is_optional: false,
    })
}

fn target(view: &View<'_>, result: &MilestoneResult) -> Label {
    let milestone = &result.milestone;
    let goal = words::goal(&milestone.goal, &milestone.text, short_unit(view), view.lang);
    let year = milestone.year;
    let mut lines = vec![
        (view.lang.pick(format!("mốc {year}"), format!("end of {year}")), false),
        (fit(&goal, view.type_size, 130.0), true),
    ];
    if result.standing == Standing::Passed && result.status != IndicatorStatus::NoData {
        lines.push((result.status.label(view.lang).to_lowercase(), false));
    }
    Label {
        ats: vec![cap_of(view, result)],
        lines,
        class: "label target-label",
        fill: "currentColor",
        gap: 9.0,
        sides: &ANY_SIDE,
        is_optional: false,
    }
}

fn today(view: &View<'_>) -> Option<Label> {
    let on = view.judgement.on;
    let at = (view.x.at(on), view.plot.top - 10.0);
    let sides = &[Side::Right, Side::Left];
    view.shows(on).then(|| Label::new(at, words::day(on, view.lang), "label today-label", sides))
}

fn projection(view: &View<'_>) -> Option<Label> {
    let [start, end] = projection_line(view)?;
    let position = view.judgement.position.as_ref()?;
    let value = tick_label(position.projection?.value, view.indicator, view.lang);
    let text = view.lang.pick(format!("giữ nhịp này: {value}"), format!("at this pace: {value}"));
    let end = (end.0, end.1.clamp(view.plot.top, view.plot.bottom));
    let back = (end.0 + 0.15 * (start.0 - end.0), end.1 + 0.15 * (start.1 - end.1));
    let sides = &[
        Side::Right,
        Side::BelowRight,
        Side::Below,
        Side::BelowLeft,
        Side::AboveLeft,
        Side::Above,
        Side::Left,
    ];
    let label = Label::new(end, text, "label forecast-label", sides);
    // On a telephone the sentence beside the chart says it where there is no room.
    Some(Label { ats: vec![end, back], fill: WARNING, is_optional: view.size == Size::Narrow, ..label })
}

fn subject_change(view: &View<'_>, subject: &Subject) -> Option<Label> {
    let from = subject.from.filter(|day| view.shows(*day))?;
    let text = view.lang.pick(format!("từ đây: {}", subject.name), format!("from here: {}", subject.name));
    let x = view.x.at(from);
    let (top, bottom) = (view.plot.top + 12.0, view.plot.bottom - 14.0);
    let text = fit(&text, view.type_size, 150.0);
    let label = Label::new((x, bottom), text, "label break-label", &[Side::Right, Side::Left]);
    Some(Label { ats: vec![(x, bottom), (x, top), (x, f64::midpoint(top, bottom))], ..label })
}

const BESIDE: &[Side] =
    &[Side::Below, Side::BelowRight, Side::BelowLeft, Side::Above, Side::AboveLeft, Side::AboveRight];

/// Names beside the lines themselves, where there is room.
fn series(view: &View<'_>) -> Vec<Label> {
    let points = &view.judgement.evidence.points;
    let name = |ats: Vec<Point>, text: &str, class, fill| Label {
        lines: vec![(text.to_owned(), false)],
        ats,
        class,
        fill,
        gap: 7.0,
        sides: BESIDE,
        is_optional: true,
    };
    let of_stage = |is_verified: bool| -> Vec<Point> {
        points.iter().filter(|p| p.is_verified() == is_verified).map(|p| place(view, p)).collect()
    };
    let reported = of_stage(false).into_iter().rev().collect();
    vec![
        name(of_stage(true), view.lang.pick("đã xác minh", "verified"), "label verified-label", DATA),
        name(reported, view.lang.pick("mới báo cáo", "reported"), "label reported-label", DATA),
        name(along_path(view), view.lang.pick("lộ trình", "path"), "label path-label", "currentColor"),
    ]
}

/// Points along the longest stretch of the path that is shown.
fn along_path(view: &View<'_>) -> Vec<Point> {
    let lines = view.path_lines();
    let stretches = lines.iter().flat_map(|(low, _)| low.windows(2));
    let longest = stretches.max_by(|a, b| (a[1].0 - a[0].0).total_cmp(&(b[1].0 - b[0].0)));
    let at = |(a, b): (Point, Point), part: f64| (a.0 + part * (b.0 - a.0), a.1 + part * (b.1 - a.1));
    let on = |pair: &[Point]| [0.6, 0.45, 0.75, 0.3].map(|part| at((pair[0], pair[1]), part)).to_vec();
    longest.map(on).unwrap_or_default()
}

fn put(view: &View<'_>, placer: &mut Placer, label: &Label, svg: &mut Svg) {
    let line_height = view.type_size * 1.25;
    let wide = |(text, is_strong): &(String, bool)| {
        width(text, view.type_size) * if *is_strong { 1.06 } else { 1.0 }
    };
    let widest = label.lines.iter().map(wide).fold(0.0, f64::max);
    let size = (widest, line_height * label.lines.len() as f64);
    let spot = if label.is_optional {
        let Some(spot) = placer.place_if_free(&label.ats, size, label.gap, label.sides) else { return };
        spot
    } else {
        placer.place(&label.ats, size, label.gap, label.sides)
    };
    let (x, anchor) = spot.anchor();
    for (i, (text, is_strong)) in label.lines.iter().enumerate() {
        let class = if *is_strong { format!("{} strong", label.class) } else { label.class.to_owned() };
        let attributes = [
            ("class", class.into()),
            ("x", x.into()),
            ("y", (spot.rect.top + line_height * (i as f64 + 0.8)).into()),
            ("text-anchor", anchor.into()),
            ("font-size", view.type_size.into()),
            ("font-weight", if *is_strong { "600" } else { "400" }.into()),
            ("fill", label.fill.into()),
        ];
        svg.text("text", &attributes, text);
    }
}
