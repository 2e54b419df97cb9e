//! How many indicators of each group have which status, as bars made of segments.
//!
//! Lengths are to one scale over all rows. Every segment carries its mark and its
//! count; hatching and dashed outlines keep the segments apart without colour.

use assess::{Counts, IndicatorStatus};
use domain::Lang;

use super::label::{fit, width, wrap};
use super::svg::{Head, Svg, Value};
use super::{Chart, ChartTable, Size, mark};

/// A row: a group with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusRow {
    /// The group's name.
    pub label: String,
    /// How many indicators have each status.
    pub counts: Counts,
    /// Where its name leads.
    pub href: Option<String>,
}

/// Draws one bar per row, with a key below.
pub fn status_bars(id: &str, title: &str, rows: &[StatusRow], size: Size, lang: Lang) -> Chart {
    let id = format!("{id}-{}", if size == Size::Wide { "wide" } else { "narrow" });
    let sheet = Sheet::of(&id, rows, size, lang);
    let description = description(rows, lang);
    let mut svg = Svg::new(&Head {
        id: &id,
        class: size.class(),
        size: (sheet.width, sheet.height),
        title,
        description: &description,
        has_links: rows.iter().any(|row| row.href.is_some()),
    });
    sheet.hatches(&mut svg);
    for (i, row) in rows.iter().enumerate() {
        sheet.row(&mut svg, i, row);
    }
    sheet.key(&mut svg);
    Chart { svg: svg.finish(), table: table(title, rows, lang) }
}

fn description(rows: &[StatusRow], lang: Lang) -> String {
    let row = |row: &StatusRow| {
        let parts: Vec<String> = row
            .counts
            .iter()
            .map(|(status, n)| format!("{n} {}", status.label(lang).to_lowercase()))
            .collect();
        format!("{}: {}.", row.label, parts.join(", "))
    };
    rows.iter().map(row).collect::<Vec<_>>().join(" ")
}

/// The statuses that occur in any row, best first.
fn occurring(rows: &[StatusRow]) -> Vec<IndicatorStatus> {
    IndicatorStatus::ALL.into_iter().filter(|s| rows.iter().any(|r| r.counts.get(*s) > 0)).collect()
}

fn table(title: &str, rows: &[StatusRow], lang: Lang) -> ChartTable {
    let statuses = occurring(rows);
    let mut head = vec![lang.pick("Nhóm", "Group").to_owned()];
    head.extend(statuses.iter().map(|s| s.label(lang).to_owned()));
    head.push(lang.pick("Tổng", "Total").to_owned());
    let cells = |row: &StatusRow| {
        let mut cells = vec![row.label.clone()];
        cells.extend(statuses.iter().map(|s| row.counts.get(*s).to_string()));
        cells.push(row.counts.total().to_string());
        cells
    };
    ChartTable { caption: title.to_owned(), head, rows: rows.iter().map(cells).collect() }
}

/// The measures of the drawing.
struct Sheet<'a> {
    id: &'a str,
    lang: Lang,
    size: Size,
    width: f64,
    height: f64,
    left: f64,
    row_height: f64,
    bar_height: f64,
    per_indicator: f64,
    type_size: f64,
    key: Vec<(IndicatorStatus, f64, f64)>,
}

impl<'a> Sheet<'a> {
    fn of(id: &'a str, rows: &[StatusRow], size: Size, lang: Lang) -> Self {
        let (width, left, row_height, bar_height, type_size) = match size {
            Size::Wide => (760.0, 236.0, 40.0, 26.0, 12.0),
            Size::Narrow => (360.0, 2.0, 58.0, 26.0, 13.0),
        };
        let most = rows.iter().map(|r| r.counts.total()).max().unwrap_or(0).max(1);
        let rows_end = row_height * rows.len() as f64 + 6.0;
        let key = key_places(&occurring(rows), (width, rows_end + 6.0), type_size, lang);
        let height = key.last().map_or(rows_end, |(_, _, y)| y + 24.0);
        let per_indicator = (width - left - 34.0) / most as f64;
        Self { id, lang, size, width, height, left, row_height, bar_height, per_indicator, type_size, key }
    }

    /// Patterns, with ids of this drawing only.
    fn hatches(&self, svg: &mut Svg) {
        let behind = mark::look(IndicatorStatus::Behind);
        svg.open("defs", &[]);
        self.hatch(svg, "behind", (behind.fill, behind.line), "M-2 2l4 -4M0 8l8 -8M6 10l4 -4");
        let at_risk = mark::look(IndicatorStatus::AtRisk);
        self.hatch(svg, "at-risk", (at_risk.fill, "#f6c9b2"), "M2 0v8M6 0v8");
        let missed = mark::look(IndicatorStatus::Missed);
        self.hatch(svg, "missed", (missed.fill, "#c9827e"), "M0 0l8 8M8 0l-8 8");
        svg.close();
    }

    fn hatch(&self, svg: &mut Svg, name: &str, (ground, lines): (&str, &str), d: &'static str) {
        svg.open(
            "pattern",
            &[
                ("id", format!("{}-{name}", self.id).into()),
                ("width", 8.0.into()),
                ("height", 8.0.into()),
                ("patternUnits", "userSpaceOnUse".into()),
            ],
        );
        svg.leaf("rect", &[("width", 8.0.into()), ("height", 8.0.into()), ("fill", ground.into())]);
        svg.leaf(
            "path",
            &[
                ("d", d.into()),
                ("stroke", lines.into()),
                ("stroke-width", "1.5".into()),
                ("fill", "none".into()),
            ],
        );
        svg.close();
    }

    fn row(&self, svg: &mut Svg, index: usize, row: &StatusRow) {
        let top = self.row_height * index as f64;
        let bar_top = if self.size == Size::Wide { top + 7.0 } else { top + 24.0 };
        self.name(svg, row, top, bar_top);
        let mut x = self.left;
        for (status, count) in row.counts.iter() {
            let width = count as f64 * self.per_indicator;
            self.segment(svg, status, count, (x, bar_top, width - 2.0));
            x += width;
        }
        svg.text(
            "text",
            &[
                ("class", "label strong".into()),
                ("x", (x + 6.0).into()),
                ("y", (bar_top + self.bar_height * 0.68).into()),
                ("font-size", self.type_size.into()),
                ("font-weight", "600".into()),
            ],
            &row.counts.total().to_string(),
        );
    }

    fn name(&self, svg: &mut Svg, row: &StatusRow, top: f64, bar_top: f64) {
        if let Some(href) = &row.href {
            svg.open("a", &[("href", href.as_str().into())]);
        }
        let lines = match self.size {
            Size::Wide => wrap(&row.label, self.type_size, self.left - 14.0, 2),
            Size::Narrow => vec![fit(&row.label, self.type_size, self.width - 8.0)],
        };
        let middle = if self.size == Size::Wide { bar_top + self.bar_height / 2.0 } else { top + 14.0 };
        let height = self.type_size * 1.2;
        let first = middle + self.type_size * 0.35 - height * (lines.len() as f64 - 1.0) / 2.0;
        for (i, line) in lines.iter().enumerate() {
            let attributes: [(&'static str, Value<'_>); 4] = [
                ("class", "label".into()),
                ("x", 2.0.into()),
                ("y", (first + height * i as f64).into()),
                ("font-size", self.type_size.into()),
            ];
            svg.text("text", &attributes, line);
        }
        if row.href.is_some() {
            svg.close();
        }
    }

    fn segment(&self, svg: &mut Svg, status: IndicatorStatus, count: usize, (x, y, wide): (f64, f64, f64)) {
        let look = mark::look(status);
        svg.open("g", &[("class", format!("segment {}", look.class).into())]);
        svg.text("title", &[], &format!("{}: {count}", status.label(self.lang)));
        self.block(svg, status, (x, y, wide.max(1.0), self.bar_height));
        self.count(svg, status, count, (x, y, wide));
        svg.close();
    }

    fn block(&self, svg: &mut Svg, status: IndicatorStatus, (x, y, wide, high): (f64, f64, f64, f64)) {
        let look = mark::look(status);
        let fill = match status {
            IndicatorStatus::Behind => format!("url(#{}-behind)", self.id),
            IndicatorStatus::AtRisk => format!("url(#{}-at-risk)", self.id),
            IndicatorStatus::Missed => format!("url(#{}-missed)", self.id),
            _ => look.fill.to_owned(),
        };
        let is_unknown = status.rank().is_none();
        svg.leaf(
            "rect",
            &[
                ("x", (x + 0.5).into()),
                ("y", (y + 0.5).into()),
                ("width", (wide - 1.0).max(0.5).into()),
                ("height", (high - 1.0).into()),
                ("rx", 3.0.into()),
                ("fill", fill.into()),
                ("stroke", look.line.into()),
                ("stroke-dasharray", if is_unknown { "3 2" } else { "none" }.into()),
            ],
        );
    }

    /// Mark and count in the middle of the segment; the count alone where there is no room for both.
    fn count(&self, svg: &mut Svg, status: IndicatorStatus, count: usize, (x, y, wide): (f64, f64, f64)) {
        let look = mark::look(status);
        let text = count.to_string();
        let text_width = width(&text, self.type_size);
        let mark_size = self.type_size;
        let both = mark_size + 3.0 + text_width;
        if wide < text_width + 2.0 {
            return;
        }
        let has_mark = wide >= both + 6.0;
        let start = x + (wide - if has_mark { both } else { text_width }) / 2.0;
        if is_hatched(status) {
            svg.leaf(
                "rect",
                &[
                    ("class", "plate".into()),
                    ("x", (start - 3.0).into()),
                    ("y", (y + 5.0).into()),
                    ("width", (if has_mark { both } else { text_width } + 6.0).into()),
                    ("height", (self.bar_height - 10.0).into()),
                    ("rx", 3.0.into()),
                    ("fill", look.fill.into()),
                ],
            );
        }
        if has_mark {
            mark::draw(svg, status, (start, y + (self.bar_height - mark_size) / 2.0), mark_size, look.ink);
        }
        svg.text(
            "text",
            &[
                ("class", "count".into()),
                ("x", (start + if has_mark { mark_size + 3.0 } else { 0.0 }).into()),
                ("y", (y + self.bar_height / 2.0 + self.type_size * 0.36).into()),
                ("font-size", self.type_size.into()),
                ("font-weight", "600".into()),
                ("fill", look.ink.into()),
            ],
            &text,
        );
    }

    fn key(&self, svg: &mut Svg) {
        svg.open("g", &[("class", "bars-key".into())]);
        for (status, x, y) in &self.key {
            let look = mark::look(*status);
            svg.open("g", &[("class", format!("segment {}", look.class).into())]);
            self.block(svg, *status, (*x, *y, 18.0, 18.0));
            if is_hatched(*status) {
                svg.leaf(
                    "rect",
                    &[
                        ("class", "plate".into()),
                        ("x", (x + 3.0).into()),
                        ("y", (y + 3.0).into()),
                        ("width", 12.0.into()),
                        ("height", 12.0.into()),
                        ("rx", 2.0.into()),
                        ("fill", look.fill.into()),
                    ],
                );
            }
            mark::draw(svg, *status, (x + 4.0, y + 4.0), 10.0, look.ink);
            svg.close();
            let attributes: [(&'static str, Value<'_>); 4] = [
                ("class", "label".into()),
                ("x", (x + 24.0).into()),
                ("y", (y + 9.0 + self.type_size * 0.36).into()),
                ("font-size", self.type_size.into()),
            ];
            svg.text("text", &attributes, status.label(self.lang));
        }
        svg.close();
    }
}

/// Text on a hatched segment stands on a plate of the ground's colour.
fn is_hatched(status: IndicatorStatus) -> bool {
    matches!(status, IndicatorStatus::Behind | IndicatorStatus::AtRisk | IndicatorStatus::Missed)
}

/// Lays the key out in rows.
fn key_places(
    statuses: &[IndicatorStatus],
    (room, top): (f64, f64),
    type_size: f64,
    lang: Lang,
) -> Vec<(IndicatorStatus, f64, f64)> {
    let (mut x, mut y) = (2.0, top);
    let mut places = Vec::new();
    for status in statuses {
        let wide = 24.0 + width(status.label(lang), type_size) + 18.0;
        if x + wide - 18.0 > room && x > 2.0 {
            (x, y) = (2.0, y + 25.0);
        }
        places.push((*status, x, y));
        x += wide;
    }
    places
}
