//! Indicators and their targets: from matrices, and from lists of targets in prose.

mod expression;
pub(crate) mod keyed;
mod matrix;
mod nature;
pub(crate) mod units;

use domain::Finding;

use super::outline::Outline;
use super::tables::grid;
use crate::draft::DraftIndicator;
use crate::source::Source;

/// What was read of indicators.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Indicators {
    /// In document order.
    pub indicators: Vec<DraftIndicator>,
    /// Everything doubtful about them.
    pub findings: Vec<Finding>,
}

/// An indicator before it has an id, with the doubts about it.
#[derive(Debug, Clone)]
struct Found {
    indicator: DraftIndicator,
    findings: Vec<Finding>,
}

impl Found {
    fn new(indicator: DraftIndicator) -> Self {
        Self { indicator, findings: Vec::new() }
    }

    fn doubt(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}

/// Reads every indicator of a document.
pub(crate) fn read(source: &Source, outline: &Outline) -> Indicators {
    let grids = grid::grids(source);
    let mut found: Vec<Found> = grids.iter().filter(|g| g.is_matrix()).flat_map(matrix::read).collect();
    let _ = outline;
    found.sort_by_key(|f| f.indicator.anchor.line_start);
    let mut read = Indicators::default();
    for (index, found) in found.into_iter().enumerate() {
        let id = format!("i{}", index + 1);
        read.findings.extend(found.findings.into_iter().map(|f| Finding { item: Some(id.clone()), ..f }));
        read.indicators.push(DraftIndicator { id, ..found.indicator });
    }
    read
}
