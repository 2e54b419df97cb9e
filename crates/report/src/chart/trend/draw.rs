//! The layers of a trend, from the grid up to the labels.

use assess::{IndicatorStatus, MilestoneResult, Point, Standing, words};

use super::super::Size;
use super::super::label::{ANY_SIDE, Placer, Rect, Side, width};
use super::super::scale::years;
use super::super::svg::{Svg, number, through};
use super::view::View;

const ACCENT: &str = "#b3261e";
const DATA: &str = "#1f5fa8";
const WARNING: &str = "#c2410c";

/// A label waiting for its place.
struct Label {
    at: (f64, f64),
    lines: Vec<(String, bool)>,
    class: &'static str,
    fill: &'static str,
    gap: f64,
    sides: &'static [Side],
    is_optional: bool,
}

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
    labels(view, svg);
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
        let text = words::in_unit(*tick, if view.indicator.unit.trim() == "%" { "%" } else { "" }, view.lang);
        words_at(svg, view, (left - 8.0, view.y.at(*tick) + 4.0), "end", &text);
    }
    for day in years(view.days.0, view.days.1, if view.size == Size::Wide { 12 } else { 6 }) {
        let x = view.x.at(day);
        let d = format!("M{} {bottom}v5", number(x));
        svg.leaf(
            "path",
            &[("d", d.into()), ("stroke", "currentColor".into()), ("stroke-opacity", "0.5".into())],
        );
        words_at(svg, view, (x, plot.bottom + 19.0), "middle", &day.year().to_string());
    }
    unit_name(view, svg);
    svg.close();
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
fn projection_line(view: &View<'_>) -> Option<[(f64, f64); 2]> {
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
fn cap_of(view: &View<'_>, result: &MilestoneResult) -> (f64, f64) {
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

fn place(view: &View<'_>, point: &Point) -> (f64, f64) {
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

fn labels(view: &View<'_>, svg: &mut Svg) {
    let bounds = Rect {
        left: view.plot.left + 2.0,
        top: 2.0,
        right: view.width - 2.0,
        bottom: view.plot.bottom - 2.0,
    };
    let mut placer = Placer::new(bounds);
    avoid(view, &mut placer);
    let mut all = vec![];
    all.extend(latest_label(view));
    all.extend(target_labels(view));
    all.extend(today_label(view));
    all.extend(projection_label(view));
    all.extend(break_labels(view));
    all.extend(series_labels(view));
    svg.open("g", &[("class", "labels".into())]);
    for label in all {
        write(view, &mut placer, &label, svg);
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
    let points: Vec<(f64, f64)> = view.judgement.evidence.points.iter().map(|p| place(view, p)).collect();
    placer.avoid_line(&points);
    for (x, y) in points {
        placer.take(Rect::new(x - 4.0, y - 4.0, 8.0, 8.0));
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
    }
}

fn latest_label(view: &View<'_>) -> Option<Label> {
    let point = view.judgement.latest()?;
    let text = words::in_unit(point.value.get(), &view.indicator.unit, view.lang);
    let text = if view.size == Size::Wide && text.chars().count() <= 24 {
        text
    } else {
        words::number(point.value.get(), view.lang) + if view.indicator.unit.trim() == "%" { "%" } else { "" }
    };
    Some(Label {
        at: place(view, point),
        lines: vec![(text, true)],
        class: "label verified-label",
        fill: DATA,
        gap: 8.0,
        sides: &[Side::BelowRight, Side::Below, Side::Right, Side::AboveLeft, Side::Above, Side::BelowLeft],
        is_optional: false,
    })
}

fn target_labels(view: &View<'_>) -> Vec<Label> {
    view.milestones().map(|result| target_label(view, result)).collect()
}

fn target_label(view: &View<'_>, result: &MilestoneResult) -> Label {
    let milestone = &result.milestone;
    let unit = if view.indicator.unit.trim() == "%" || view.indicator.unit.chars().count() <= 12 {
        view.indicator.unit.as_str()
    } else {
        ""
    };
    let goal = words::goal(&milestone.goal, &milestone.text, unit, view.lang);
    let goal = super::super::label::fit(&goal, view.type_size, 130.0);
    let result_word = match (result.standing, result.status) {
        (Standing::Passed, IndicatorStatus::NoData) => String::new(),
        (Standing::Passed, status) => format!(" · {}", status.label(view.lang).to_lowercase()),
        _ => String::new(),
    };
    let head = view
        .lang
        .pick(format!("mốc {}{result_word}", milestone.year), format!("{}{result_word}", milestone.year));
    Label {
        at: cap_of(view, result),
        lines: vec![(head, false), (goal, true)],
        class: "label target-label",
        fill: "currentColor",
        gap: 9.0,
        sides: &ANY_SIDE,
        is_optional: false,
    }
}

fn today_label(view: &View<'_>) -> Option<Label> {
    let on = view.judgement.on;
    view.shows(on).then(|| Label {
        at: (view.x.at(on), view.plot.top - 8.0),
        lines: vec![(words::day(on, view.lang), false)],
        class: "label today-label",
        fill: "currentColor",
        gap: 4.0,
        sides: &[Side::Right, Side::Left],
        is_optional: false,
    })
}

fn projection_label(view: &View<'_>) -> Option<Label> {
    let [_, end] = projection_line(view)?;
    let position = view.judgement.position.as_ref()?;
    let value = words::in_unit(
        position.projection?.value,
        if view.indicator.unit.trim() == "%" { "%" } else { "" },
        view.lang,
    );
    let text = view.lang.pick(format!("giữ nhịp này: {value}"), format!("at this pace: {value}"));
    Some(Label {
        at: (end.0, end.1.clamp(view.plot.top, view.plot.bottom)),
        lines: vec![(text, false)],
        class: "label forecast-label",
        fill: WARNING,
        gap: 6.0,
        sides: &[Side::Right, Side::BelowRight, Side::Below, Side::BelowLeft, Side::AboveLeft, Side::Left],
        is_optional: false,
    })
}

fn break_labels(view: &View<'_>) -> Vec<Label> {
    let label = |subject: &domain::Subject| {
        let from = subject.from.filter(|day| view.shows(*day))?;
        let text =
            view.lang.pick(format!("từ đây: {}", subject.name), format!("from here: {}", subject.name));
        Some(Label {
            at: (view.x.at(from), view.plot.top + 12.0),
            lines: vec![(super::super::label::fit(&text, view.type_size, 150.0), false)],
            class: "label break-label",
            fill: "currentColor",
            gap: 5.0,
            sides: &[Side::Right, Side::Left],
            is_optional: false,
        })
    };
    view.indicator.subjects.iter().filter_map(label).collect()
}

/// Names beside the lines themselves, where there is room.
fn series_labels(view: &View<'_>) -> Vec<Label> {
    let points = &view.judgement.evidence.points;
    let names = |at: (f64, f64), text: &str, class, fill| Label {
        at,
        lines: vec![(text.to_owned(), false)],
        class,
        fill,
        gap: 7.0,
        sides: &[
            Side::Below,
            Side::BelowRight,
            Side::BelowLeft,
            Side::Above,
            Side::AboveLeft,
            Side::AboveRight,
        ],
        is_optional: true,
    };
    let mut labels = Vec::new();
    let verified: Vec<&Point> = points.iter().filter(|p| p.is_verified()).collect();
    if let Some(middle) = verified.get(verified.len() / 2) {
        let text = view.lang.pick("đã xác minh", "verified");
        labels.push(names(place(view, middle), text, "label verified-label", DATA));
    }
    if let Some(reported) = points.iter().rev().find(|p| !p.is_verified()) {
        let text = view.lang.pick("mới báo cáo", "reported");
        labels.push(names(place(view, reported), text, "label reported-label", DATA));
    }
    labels.extend(
        path_label(view)
            .map(|at| names(at, view.lang.pick("lộ trình", "path"), "label path-label", "currentColor")),
    );
    labels
}

/// Two thirds along the longest stretch of the path that is shown.
fn path_label(view: &View<'_>) -> Option<(f64, f64)> {
    let lines = view.path_lines();
    let stretches = lines.iter().flat_map(|(low, _)| low.windows(2));
    let longest = stretches.max_by(|a, b| (a[1].0 - a[0].0).total_cmp(&(b[1].0 - b[0].0)))?;
    let mix = |a: f64, b: f64| a + 0.6 * (b - a);
    Some((mix(longest[0].0, longest[1].0), mix(longest[0].1, longest[1].1)))
}

fn write(view: &View<'_>, placer: &mut Placer, label: &Label, svg: &mut Svg) {
    let line_height = view.type_size * 1.25;
    let wide = label
        .lines
        .iter()
        .map(|(text, is_strong)| width(text, view.type_size) * if *is_strong { 1.06 } else { 1.0 });
    let size = (wide.fold(0.0, f64::max), line_height * label.lines.len() as f64);
    let rect = if label.is_optional {
        let Some(rect) = placer.place_if_free(label.at, size, label.gap, label.sides) else { return };
        rect
    } else {
        placer.place(label.at, size, label.gap, label.sides)
    };
    let centre = f64::midpoint(rect.left, rect.right);
    let (x, anchor) = if rect.right <= label.at.0 + 1.0 {
        (rect.right, "end")
    } else if rect.left >= label.at.0 - 1.0 {
        (rect.left, "start")
    } else {
        (centre, "middle")
    };
    for (i, (text, is_strong)) in label.lines.iter().enumerate() {
        let class = if *is_strong { format!("{} strong", label.class) } else { label.class.to_owned() };
        let y = rect.top + line_height * (i as f64 + 0.8);
        svg.text(
            "text",
            &[
                ("class", class.into()),
                ("x", x.into()),
                ("y", y.into()),
                ("text-anchor", anchor.into()),
                ("font-size", view.type_size.into()),
                ("font-weight", if *is_strong { "600" } else { "400" }.into()),
                ("fill", label.fill.into()),
            ],
            text,
        );
    }
}
