//! The marks of the statuses: shapes that differ without colour.

use assess::IndicatorStatus;

use super::svg::{Svg, number};

/// How a status is drawn where there is no style sheet.
pub struct Look {
    /// The class of its segments and marks.
    pub class: &'static str,
    /// The filling.
    pub fill: &'static str,
    /// The colour of text upon the filling.
    pub ink: &'static str,
    /// The colour of the outline.
    pub line: &'static str,
}

/// The look of a status.
pub fn look(status: IndicatorStatus) -> Look {
    let (class, fill, ink, line) = match status {
        IndicatorStatus::Exceeded => ("status-exceeded", "#0f5f37", "#fff", "#0f5f37"),
        IndicatorStatus::Achieved => ("status-achieved", "#1b7f4b", "#fff", "#1b7f4b"),
        IndicatorStatus::OnTrack => ("status-on-track", "#cfe6d8", "#14532f", "#3f8f63"),
        IndicatorStatus::Behind => ("status-behind", "#fdf3cf", "#5c4500", "#b98a00"),
        IndicatorStatus::AtRisk => ("status-at-risk", "#c2410c", "#fff", "#c2410c"),
        IndicatorStatus::Missed => ("status-missed", "#6d1410", "#fff", "#6d1410"),
        IndicatorStatus::NotAssessable => ("status-not-assessable", "none", "currentColor", "currentColor"),
        IndicatorStatus::NoData => ("status-no-data", "none", "currentColor", "currentColor"),
        IndicatorStatus::Stale => ("status-stale", "none", "currentColor", "currentColor"),
        IndicatorStatus::NotDue => ("status-not-due", "none", "currentColor", "currentColor"),
    };
    Look { class, fill, ink, line }
}

/// The outline of the mark in a square of 16, and whether it is filled.
fn shape(status: IndicatorStatus) -> (&'static str, bool) {
    match status {
        IndicatorStatus::Exceeded => ("M4 9l4-4 4 4M4 13l4-4 4 4", false),
        IndicatorStatus::Achieved => ("M3.5 8.5l3 3 6-7", false),
        IndicatorStatus::OnTrack => {
            ("M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12ZM8 7.2a.8 .8 0 1 0 0 1.6a.8 .8 0 1 0 0-1.6Z", false)
        }
        IndicatorStatus::Behind => ("M8 3L14 13.5H2Z", false),
        IndicatorStatus::AtRisk => ("M8 2.5L14.5 14H1.5Z", true),
        IndicatorStatus::Missed => ("M4 4l8 8M12 4l-8 8", false),
        IndicatorStatus::NotAssessable => ("M5.6 6c.2-3 4.8-2.9 4.7 0c0 1.8-2.3 1.8-2.3 3.6M8 12v.6", false),
        IndicatorStatus::NoData => ("M4.5 8h7", false),
        IndicatorStatus::Stale => ("M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12ZM8 5v3.2l2.2 1.5", false),
        IndicatorStatus::NotDue => ("M5 13.5V3.5M5 4h7v4H5", false),
    }
}

/// Draws the mark in a square of `size` whose upper left corner is at `(x, y)`.
pub fn draw(svg: &mut Svg, status: IndicatorStatus, (x, y): (f64, f64), size: f64, colour: &str) {
    let (d, is_filled) = shape(status);
    let scale = format!("{:.3}", size / 16.0);
    svg.leaf(
        "path",
        &[
            ("class", "mark".into()),
            ("d", d.into()),
            ("transform", format!("translate({} {}) scale({scale})", number(x), number(y)).into()),
            ("fill", if is_filled { colour } else { "none" }.into()),
            ("stroke", colour.into()),
            ("stroke-width", "2".into()),
            ("stroke-linejoin", "round".into()),
            ("stroke-linecap", "round".into()),
        ],
    );
}
