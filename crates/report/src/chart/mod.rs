//! Charts as SVG text, each with its figures as a table.
//!
//! A chart is complete in itself: it has a role, a title and a description in
//! words, and presentation attributes that make it readable in print and in
//! black and white, where shapes, dashes and hatches tell things apart. On a page
//! the class names let the style sheet colour it. There are no style attributes
//! and no scripts, so that a strict content security policy lets it through.
//!
//! Class names: `chart`, `chart-wide`, `chart-narrow`, `spark`, `strip`; `axis`, `grid`,
//! `path`, `range`, `target` (`post`, `cap`, `cap-open`, `bar`), `verified`, `reported`, `forecast`,
//! `today`, `break`; `label` with `strong`, `today-label`, `verified-label`,
//! `reported-label`, `forecast-label`; `segment` with `status-…`; `box`, `link`.

mod label;
mod lineage;
pub(crate) mod mark;
mod milestone_strip;
mod scale;
mod sparkline;
mod status_bars;
mod svg;
mod trend;

pub use lineage::{LineageDocument, LineageLink, lineage};
pub use milestone_strip::milestone_strip;
pub use sparkline::sparkline;
pub use status_bars::{StatusRow, status_bars};
pub use trend::{Trend, trend};

/// A drawing with the figures it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// The SVG element.
    pub svg: String,
    /// The same figures as a table.
    pub table: ChartTable,
}

/// The figures of a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartTable {
    /// What the table shows.
    pub caption: String,
    /// The head of each column.
    pub head: Vec<String>,
    /// The cells, row by row, as many as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// For how wide a place a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A card on a desk's screen or a page of paper.
    Wide,
    /// A telephone of 390 px: fewer labels, larger type.
    Narrow,
}

impl Size {
    /// The class of the drawing.
    fn class(self) -> &'static str {
        match self {
            Size::Wide => "chart chart-wide",
            Size::Narrow => "chart chart-narrow",
        }
    }
}
