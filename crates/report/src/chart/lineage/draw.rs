//! Boxes, lines with arrows, and one word per document and kind of relation.

use domain::{Lang, Relation};

use super::super::label::{Placer, Rect, Side, fit, width, wrap};
use super::super::svg::{Line, Point, Svg, number};
use super::layout::{BOX_HEIGHT, Edge, Layout};
use super::{LineageDocument, relation_label};

pub fn draw(layout: &Layout, documents: &[LineageDocument], id: &str, lang: Lang, svg: &mut Svg) {
    arrow_head(id, svg);
    let ways: Vec<Line> = layout.edges.iter().map(|edge| way(layout, edge)).collect();
    svg.open("g", &[("class", "links".into()), ("fill", "none".into()), ("stroke", "currentColor".into())]);
    for (edge, way) in layout.edges.iter().zip(&ways) {
        link(edge, way, id, svg);
    }
    svg.close();
    for (document, corner) in documents.iter().zip(&layout.boxes) {
        card(layout, document, *corner, svg);
    }
    words(layout, &ways, lang, svg);
}

fn arrow_head(id: &str, svg: &mut Svg) {
    svg.open("defs", &[]);
    svg.open(
        "marker",
        &[
            ("id", format!("{id}-arrow").into()),
            ("viewBox", "0 0 10 10".into()),
            ("refX", 9.0.into()),
            ("refY", 5.0.into()),
            ("markerUnits", "userSpaceOnUse".into()),
            ("markerWidth", 10.0.into()),
            ("markerHeight", 10.0.into()),
            ("orient", "auto".into()),
        ],
    );
    svg.leaf("path", &[("d", "M0 1L9 5L0 9Z".into()), ("fill", "currentColor".into())]);
    svg.close();
    svg.close();
}

/// From the border of the one that speaks to the border of the other.
fn way(layout: &Layout, edge: &Edge) -> Line {
    let (from, to) = (layout.boxes[edge.from], layout.boxes[edge.to]);
    let half = layout.box_width / 2.0;
    if (from.1 - to.1).abs() < 1.0 {
        return beside(layout, from, to);
    }
    let is_up = from.1 > to.1;
    let end = |corner: Point, is_upper: bool| {
        (corner.0 + half, if is_upper { corner.1 + BOX_HEIGHT } else { corner.1 })
    };
    let (start, finish) = (end(from, !is_up), end(to, is_up));
    let shift = fan(layout, edge);
    let mut points = vec![(start.0 + shift.0, start.1)];
    for lane in &edge.lanes {
        let (first, second) = (lane.1 + BOX_HEIGHT / 2.0, lane.1 - BOX_HEIGHT / 2.0);
        let (enter, leave) = if is_up { (first, second) } else { (second, first) };
        points.extend([(lane.0, enter), (lane.0, leave)]);
    }
    points.push((finish.0 + shift.1, finish.1));
    points
}

/// Straight to the neighbour; over the others in an arc where some stand between.
fn beside(layout: &Layout, from: Point, to: Point) -> Line {
    let is_left = to.0 < from.0;
    let is_next = (from.0 - to.0).abs() < layout.box_width * 1.6;
    let middle = from.1 + BOX_HEIGHT * 0.5;
    if is_next {
        let (start, end) =
            if is_left { (from.0, to.0 + layout.box_width) } else { (from.0 + layout.box_width, to.0) };
        return vec![(start, middle), (end, middle)];
    }
    let half = layout.box_width / 2.0;
    let below = from.1 + BOX_HEIGHT + 14.0;
    let (a, b) = (from.0 + half, to.0 + half);
    vec![(a, from.1 + BOX_HEIGHT), (a, below), (b, below), (b, to.1 + BOX_HEIGHT)]
}

/// Lines that leave or enter the same side of a box stand a little apart, in the order of their other ends.
fn fan(layout: &Layout, edge: &Edge) -> (f64, f64) {
    let vertical = |e: &&Edge| (layout.boxes[e.from].1 - layout.boxes[e.to].1).abs() >= 1.0;
    let is_up = |e: &Edge| layout.boxes[e.from].1 > layout.boxes[e.to].1;
    let offset = |document: usize, on_top: bool| {
        let mut ends: Vec<(f64, bool)> = layout
            .edges
            .iter()
            .filter(vertical)
            .filter(|e| {
                (e.from == document && is_up(e) == on_top) || (e.to == document && is_up(e) != on_top)
            })
            .map(|e| {
                let is_from = e.from == document;
                let other = if is_from { e.to } else { e.from };
                let near = if is_from { e.lanes.first() } else { e.lanes.last() };
                let x = near.map_or(layout.boxes[other].0 + layout.box_width / 2.0, |lane| lane.0);
                (x, std::ptr::eq(e, edge))
            })
            .collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let index = ends.iter().position(|(_, is_it)| *is_it).unwrap_or(0) as f64;
        let step = (layout.box_width * 0.7 / ends.len().max(1) as f64).min(26.0);
        (index - (ends.len() as f64 - 1.0) / 2.0) * step
    };
    let up = is_up(edge);
    (offset(edge.from, up), offset(edge.to, !up))
}

/// A smooth line through the points, upright where it meets a box.
fn curve(points: &[Point]) -> String {
    let first = points.first().map(|(x, y)| format!("M{} {}", number(*x), number(*y)));
    let rest = points.windows(2).map(|pair| {
        let ((x1, y1), (x2, y2)) = (pair[0], pair[1]);
        if (x1 - x2).abs() < 0.5 || (y1 - y2).abs() < 0.5 {
            return format!("L{} {}", number(x2), number(y2));
        }
        let (middle, start, end) = (number(f64::midpoint(y1, y2)), number(x1), number(x2));
        format!("C{start} {middle} {end} {middle} {end} {}", number(y2))
    });
    first.into_iter().chain(rest).collect()
}

fn dash(relation: Relation) -> &'static str {
    match relation {
        Relation::Implements | Relation::Replaces | Relation::Amends => "none",
        Relation::BasedOn | Relation::AttachedTo => "6 3",
        Relation::Mentions => "1.5 3",
    }
}

fn link(edge: &Edge, way: &[Point], id: &str, svg: &mut Svg) {
    let is_strong = edge.relation == Relation::Implements;
    svg.leaf(
        "path",
        &[
            ("class", format!("link link-{}", edge.relation.code().replace('_', "-")).into()),
            ("d", curve(way).into()),
            ("stroke-width", if is_strong { "1.75" } else { "1.25" }.into()),
            ("stroke-opacity", if is_strong { "0.85" } else { "0.6" }.into()),
            ("stroke-dasharray", dash(edge.relation).into()),
            ("marker-end", format!("url(#{id}-arrow)").into()),
        ],
    );
}

fn card(layout: &Layout, document: &LineageDocument, (x, y): Point, svg: &mut Svg) {
    match &document.href {
        Some(href) => svg.open("a", &[("href", href.as_str().into())]),
        None => svg.open("g", &[]),
    }
    let is_on_file = document.href.is_some();
    let class = match (document.is_current, is_on_file) {
        (true, _) => "box box-current",
        (_, true) => "box",
        (_, false) => "box box-absent",
    };
    svg.leaf(
        "rect",
        &[
            ("class", class.into()),
            ("x", x.into()),
            ("y", y.into()),
            ("width", layout.box_width.into()),
            ("height", BOX_HEIGHT.into()),
            ("rx", 6.0.into()),
            ("fill", "none".into()),
            ("stroke", if document.is_current { "#b3261e" } else { "currentColor" }.into()),
            ("stroke-width", if document.is_current { "2" } else { "1" }.into()),
            ("stroke-opacity", if document.is_current { "1" } else { "0.45" }.into()),
            ("stroke-dasharray", if is_on_file { "none" } else { "4 3" }.into()),
        ],
    );
    card_text(layout, document, (x, y), svg);
    svg.close();
}

fn card_text(layout: &Layout, document: &LineageDocument, (x, y): Point, svg: &mut Svg) {
    let room = layout.box_width - 20.0;
    let mut line = |text: &str, y: f64, size: f64, is_strong: bool| {
        svg.text(
            "text",
            &[
                ("class", if is_strong { "label strong" } else { "label" }.into()),
                ("x", (x + 10.0).into()),
                ("y", y.into()),
                ("font-size", size.into()),
                ("font-weight", if is_strong { "600" } else { "400" }.into()),
            ],
            text,
        );
    };
    if document.symbol.is_empty() {
        for (i, text) in wrap(&document.title, 11.5, room, 3).iter().enumerate() {
            line(text, y + 20.0 + 15.5 * i as f64, 11.5, i == 0);
        }
        return;
    }
    let top = if document.title.is_empty() { y + BOX_HEIGHT / 2.0 + 4.5 } else { y + 20.0 };
    line(&fit(&document.symbol, 13.0, room * 0.94), top, 13.0, true);
    for (i, text) in wrap(&document.title, 11.0, room, 2).iter().enumerate() {
        line(text, y + 37.0 + 15.0 * i as f64, 11.0, false);
    }
}

/// One word for all lines of a kind that leave a document.
fn words(layout: &Layout, ways: &[Line], lang: Lang, svg: &mut Svg) {
    let bounds = Rect { left: 2.0, top: 0.0, right: layout.width - 2.0, bottom: layout.height };
    let mut placer = Placer::new(bounds);
    for (x, y) in &layout.boxes {
        placer.take(Rect::new(*x, *y, layout.box_width, BOX_HEIGHT));
    }
    for way in ways {
        placer.avoid_line(way);
    }
    let mut said: Vec<(usize, Relation)> = Vec::new();
    for (edge, way) in layout.edges.iter().zip(ways) {
        if said.contains(&(edge.from, edge.relation)) {
            continue;
        }
        said.push((edge.from, edge.relation));
        let text = relation_label(edge.relation, lang);
        let size = (width(text, 11.0), 14.0);
        let spot = if is_level(way) {
            placer.place(&[middle(way)], size, BOX_HEIGHT / 2.0 + 3.0, &[Side::Below, Side::Above])
        } else {
            placer.place(&near_start(way), size, 5.0, &[Side::Right, Side::Left])
        };
        let rect = spot.rect;
        svg.text(
            "text",
            &[
                ("class", "label link-label".into()),
                ("x", f64::midpoint(rect.left, rect.right).into()),
                ("y", (rect.top + 11.0).into()),
                ("text-anchor", "middle".into()),
                ("font-size", 11.0.into()),
                ("font-style", "italic".into()),
            ],
            text,
        );
    }
}

/// Whether a line runs to a neighbour at the same height.
fn is_level(way: &[Point]) -> bool {
    way.iter().all(|(_, y)| (y - way[0].1).abs() < 1.0)
}

fn middle(way: &[Point]) -> Point {
    let (Some(a), Some(b)) = (way.first(), way.last()) else { return (0.0, 0.0) };
    (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1))
}

/// Points a little way along the line, where its word may stand.
fn near_start(way: &[Point]) -> Vec<Point> {
    let (Some(a), Some(b)) = (way.first(), way.get(1)) else { return vec![(0.0, 0.0)] };
    // The line bends like 3u² − 2u³ sideways while it rises evenly.
    let bend = |part: f64| a.0 + (b.0 - a.0) * part * part * (3.0 - 2.0 * part);
    [0.25, 0.4, 0.55, 0.7].map(|part| (bend(part), a.1 + part * (b.1 - a.1))).to_vec()
}
