//! The layers of a trend, from the grid up to the labels.

use assess::{MilestoneResult, Point};

use super::super::Size;
use super::super::label::width;
use super::super::scale::{new_year, year_step, years};
use super::super::svg::{Svg, number, through};
use super::labels;
use super::view::{View, tick_label};

pub const ACCENT: &str = "#b3261e";
pub const DATA: &str = "#1f5fa8";
pub const WARNING: &str = "#c2410c";

pub fn draw(view: &View<'_>, id: &str, svg: &mut Svg) {
    axes(view, svg);
    breaks(view, svg);
    today(view, svg);
    clip(view, id, svg);
    svg.open("g", &[("clip-path", format!("url(#{id}-plot)").into())]);
    range(view, svg);
    path(view, svg);
    projection(view, svg);
    svg.close();
    targets(view, svg);
    figures(view, svg);
    marks(view, svg);
    labels::write(view, svg);
}

fn axes(view: &View<'_>, svg: &mut Svg) {
    let plot = &view.plot;
    svg.open(
        "g",
        &[("class", "grid".into()), ("stroke", "currentColor".into()), ("stroke-opacity", "0.15".into())],
    );
    for tick in view.ticks.iter().skip(1) {
        line(svg, (plot.left, view.y.at(*tick)), (plot.right, view.y.at(*tick)));
    }
    svg.close();
    svg.open("g", &[("class", "axis".into()), ("fill-opacity", "0.75".into())]);
    let (left, right, bottom) = (plot.left, plot.right, number(plot.bottom));
    let d = format!("M{} {bottom}H{}", number(left), number(right));
    svg.leaf(
        "path",
        &[
            ("d", d.into()),
            ("fill", "none".into()),
            ("stroke", "currentColor".into()),
            ("stroke-opacity", "0.5".into()),
        ],
    );
    for tick in &view.ticks {
        let text = tick_label(*tick, view.indicator, view.lang);
        words_at(svg, view, (left - 8.0, view.y.at(*tick) + 4.0), "end", &text);
    }
    year_names(view, svg);
    unit_name(view, svg);
    svg.close();
}

/// A tick at each new year, and each year's name in the middle of the year it names.
fn year_names(view: &View<'_>, svg: &mut Svg) {
    let (from, to) = view.days;
    let step = year_step(from, to, if view.size == Size::Wide { 14 } else { 6 });
    for year in years(from, to) {
        let (start, end) = (view.x.at(new_year(year).max(from)), view.x.at(new_year(year + 1).min(to)));
        if from < new_year(year) {
            let d = format!("M{} {}v5", number(start), number(view.plot.bottom));
            svg.leaf(
                "path",
                &[("d", d.into()), ("stroke", "currentColor".into()), ("stroke-opacity", "0.5".into())],
            );
        }
        let text = year.to_string();
        let has_room = step > 1 || end - start > width(&text, view.type_size) * 0.9;
        if year % step == 0 && has_room {
            let middle = f64::midpoint(start, end).max(view.plot.left + width(&text, view.type_size) / 2.0);
            words_at(svg, view, (middle, view.plot.bottom + 19.0), "middle", &text);
        }
    }
}

/// The unit above the axis of values, where the ticks do not carry it.
fn unit_name(view: &View<'_>, svg: &mut Svg) {
    let unit = view.indicator.unit.trim();
    if unit.is_empty() || unit == "%" || view.is_timeline() {
        return;
    }
    words_at(svg, view, (8.0, 14.0), "start", unit);
}

fn words_at(svg: &mut Svg, view: &View<'_>, (x, y): (f64, f64), anchor: &'static str, text: &str) {
    let attributes = [
        ("x", x.into()),
        ("y", y.into()),
        ("text-anchor", anchor.into()),
        ("font-size", view.type_size.into()),
    ];
    svg.text("text", &attributes, text);
}

fn line(svg: &mut Svg, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
    svg.leaf("line", &[("x1", x1.into()), ("y1", y1.into()), ("x2", x2.into()), ("y2", y2.into())]);
}

/// Where the subject changes, with the name of the new one.
fn breaks(view: &View<'_>, svg: &mut Svg) {
    for subject in &view.indicator.subjects {
        let Some(from) = subject.from.filter(|day| view.shows(*day)) else { continue };
        let x = view.x.at(from);
        svg.open(
            "g",
            &[("class", "break".into()), ("stroke", "currentColor".into()), ("stroke-opacity", "0.4".into())],
        );
        line(svg, (x - 1.5, view.plot.top), (x - 1.5, view.plot.bottom));
        line(svg, (x + 1.5, view.plot.top), (x + 1.5, view.plot.bottom));
        svg.close();
    }
}

fn today(view: &View<'_>, svg: &mut Svg) {
    let on = view.judgement.on;
    if !view.shows(on) {
        return;
    }
    let x = view.x.at(on);
    let d = format!("M{0} {1}V{2}", number(x), number(view.plot.top - 8.0), number(view.plot.bottom));
    svg.leaf(
        "path",
        &[
            ("class", "today".into()),
            ("d", d.into()),
            ("fill", "none".into()),
            ("stroke", "currentColor".into()),
            ("stroke-opacity", "0.7".into()),
            ("stroke-dasharray", "2 3".into()),
        ],
    );
}

fn clip(view: &View<'_>, id: &str, svg: &mut Svg) {
    let plot = &view.plot;
    svg.open("clipPath", &[("id", format!("{id}-plot").into())]);
    svg.leaf(
        "rect",
        &[
            ("x", plot.left.into()),
            ("y", (plot.top - 4.0).into()),
            ("width", (plot.right - plot.left).into()),
            ("height", (plot.bottom - plot.top + 4.0).into()),
        ],
    );
    svg.close();
}

fn range(view: &View<'_>, svg: &mut Svg) {
    for (low, high) in view.path_lines() {
        if low == high {
            continue;
        }
        let around: Vec<(f64, f64)> = low.iter().chain(high.iter().rev()).copied().collect();
        let d = format!("{}Z", through(&around));
        svg.leaf(
            "path",
            &[
                ("class", "range".into()),
                ("d", d.into()),
                ("fill", "currentColor".into()),
                ("fill-opacity", "0.07".into()),
            ],
        );
    }
}

fn path(view: &View<'_>, svg: &mut Svg) {
    for (low, high) in view.path_lines() {
        let edges = if low == high { vec![low] } else { vec![low, high] };
        for edge in edges.iter().filter(|edge| edge.len() > 1) {
            svg.leaf(
                "path",
                &[
                    ("class", "path".into()),
                    ("d", through(edge).into()),
                    ("fill", "none".into()),
                    ("stroke", "currentColor".into()),
                    ("stroke-width", "1.5".into()),
                    ("stroke-dasharray", "5 4".into()),
                ],
            );
        }
    }
}

/// From the latest figure to the milestone, as the recent pace leads.
pub fn projection_line(view: &View<'_>) -> Option<[(f64, f64); 2]> {
    let position = view.judgement.position.as_ref()?;
    let projection = position.projection.filter(|p| view.shows(p.on) && !position.is_met)?;
    let from = (view.x.at(position.point.on), view.y.at(position.point.value.get()));
    Some([from, (view.x.at(projection.on), view.y.at(projection.value))])
}

fn projection(view: &View<'_>, svg: &mut Svg) {
    let Some(ends) = projection_line(view) else { return };
    svg.leaf(
        "path",
        &[
            ("class", "forecast".into()),
            ("d", through(&ends).into()),
            ("fill", "none".into()),
            ("stroke", WARNING.into()),
            ("stroke-width", "1.25".into()),
            ("stroke-dasharray", "9 3 2 3".into()),
        ],
    );
    svg.leaf(
        "circle",
        &[
            ("class", "forecast-end".into()),
            ("cx", ends[1].0.into()),
            ("cy", ends[1].1.into()),
            ("r", 2.5.into()),
            ("fill", WARNING.into()),
        ],
    );
}

/// The place of a milestone's upper end.
pub fn cap_of(view: &View<'_>, result: &MilestoneResult) -> (f64, f64) {
    let goal = &result.milestone.goal;
    let value = goal.upper().or(goal.value());
    let y = value.map_or(view.plot.top + 0.45 * (view.plot.bottom - view.plot.top), |v| view.y.at(v.get()));
    (view.x.at(result.milestone.due_on), y)
}

/// Milestone posts: a stem from the ground, a red cap at the target; a bar between the ends of a range.
fn targets(view: &View<'_>, svg: &mut Svg) {
    for result in view.milestones() {
        let (x, y) = cap_of(view, result);
        svg.open("g", &[("class", "target".into()), ("fill", ACCENT.into())]);
        svg.leaf(
            "line",
            &[
                ("class", "post".into()),
                ("x1", x.into()),
                ("y1", y.into()),
                ("x2", x.into()),
                ("y2", view.plot.bottom.into()),
                ("stroke", ACCENT.into()),
                ("stroke-width", "1.25".into()),
                ("stroke-opacity", "0.35".into()),
            ],
        );
        if result.milestone.goal.upper().is_some() {
            let low = result.milestone.goal.value().map_or(y, |v| view.y.at(v.get()));
            diamond(svg, (x, low));
            svg.leaf(
                "line",
                &[
                    ("class", "bar".into()),
                    ("x1", x.into()),
                    ("y1", y.into()),
                    ("x2", x.into()),
                    ("y2", low.into()),
                    ("stroke", ACCENT.into()),
                    ("stroke-width", "3".into()),
                ],
            );
        }
        diamond(svg, (x, y));
        svg.close();
    }
}

fn diamond(svg: &mut Svg, (x, y): (f64, f64)) {
    let d = format!("M{} {}l5.5 6.5l-5.5 6.5l-5.5 -6.5Z", number(x), number(y - 6.5));
    svg.leaf("path", &[("class", "cap".into()), ("d", d.into())]);
}

/// The series: a line through the figures of one subject, dots on it; a reported
/// figure that differs from the verified one hangs on it by a thread.
fn figures(view: &View<'_>, svg: &mut Svg) {
    let points = &view.judgement.evidence.points;
    for same in
        points.chunk_by(|a, b| view.judgement.path.subject_on(a.on) == view.judgement.path.subject_on(b.on))
    {
        series(view, same, svg);
    }
    let dots = points.len() <= if view.size == Size::Wide { 60 } else { 30 };
    for point in points {
        reported_thread(view, point, svg);
    }
    for point in points.iter().filter(|p| dots || !p.is_verified()) {
        dot(view, point, svg);
    }
}

pub fn place(view: &View<'_>, point: &Point) -> (f64, f64) {
    (view.x.at(point.on), view.y.at(point.value.get()))
}

fn series(view: &View<'_>, points: &[Point], svg: &mut Svg) {
    let verified = points.iter().rposition(Point::is_verified).map_or(0, |i| i + 1);
    let at = |points: &[Point]| points.iter().map(|p| place(view, p)).collect::<Vec<_>>();
    let stroke = |svg: &mut Svg, class: &'static str, points: &[(f64, f64)], dash: &'static str| {
        if points.len() > 1 {
            svg.leaf(
                "path",
                &[
                    ("class", class.into()),
                    ("d", through(points).into()),
                    ("fill", "none".into()),
                    ("stroke", DATA.into()),
                    ("stroke-width", "2".into()),
                    ("stroke-dasharray", dash.into()),
                ],
            );
        }
    };
    stroke(svg, "verified", &at(&points[..verified]), "none");
    stroke(svg, "reported", &at(&points[verified.saturating_sub(1)..]), "1.5 3");
}

fn dot(view: &View<'_>, point: &Point, svg: &mut Svg) {
    let (x, y) = place(view, point);
    let radius = if view.judgement.evidence.points.len() > 24 { 2.6 } else { 3.4 };
    let (class, fill) = if point.is_verified() { ("verified", DATA) } else { ("reported", "#fff") };
    svg.leaf(
        "circle",
        &[
            ("class", class.into()),
            ("cx", x.into()),
            ("cy", y.into()),
            ("r", radius.into()),
            ("fill", fill.into()),
            ("stroke", DATA.into()),
            ("stroke-width", "1.5".into()),
        ],
    );
}

fn reported_thread(view: &View<'_>, point: &Point, svg: &mut Svg) {
    let Some(reported) = point.reported else { return };
    let (x, y) = place(view, point);
    let end = view.y.at(reported.get());
    if (y - end).abs() < 5.0 || end < view.plot.top - 4.0 || end > view.plot.bottom {
        return;
    }
    svg.open("g", &[("class", "reported".into()), ("stroke", DATA.into()), ("stroke-width", "1".into())]);
    line(svg, (x, y), (x, end));
    svg.leaf("circle", &[("cx", x.into()), ("cy", end.into()), ("r", 2.4.into()), ("fill", "#fff".into())]);
    svg.close();
}

/// "Reached" or not yet, on the ground line.
fn marks(view: &View<'_>, svg: &mut Svg) {
    for mark in view.judgement.evidence.marks.iter().filter(|m| view.shows(m.on)) {
        let (x, y) = (view.x.at(mark.on), view.plot.bottom - 8.0);
        let class = if mark.stage == domain::ValueStage::Reported { "reported" } else { "verified" };
        let fill = if mark.is_reached { DATA } else { "#fff" };
        svg.leaf(
            "circle",
            &[
                ("class", class.into()),
                ("cx", x.into()),
                ("cy", y.into()),
                ("r", 3.4.into()),
                ("fill", fill.into()),
                ("stroke", DATA.into()),
            ],
        );
    }
}
