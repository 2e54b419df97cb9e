//! Indicators and their targets: from matrices, and from lists of targets in prose.

mod annexes;
mod bullets;
mod checks;
mod claims;
pub(crate) mod expression;
pub(crate) mod keyed;
mod linking;
mod matrix;
mod nature;
mod signs;
mod spelling;
pub(crate) mod units;
mod wording;

use domain::{Finding, Severity};

use signs::Signs;
use spelling::Spelling;

use super::findings::{Doubt, finding};
use super::outline::Outline;
use super::tables::grid::{self, Grid};
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
    /// Whether the name is written otherwise than the document has it at this place.
    is_mended: bool,
    /// Whether its figures are how much something changes.
    is_change: bool,
}

impl Found {
    fn new(indicator: DraftIndicator) -> Self {
        Self { indicator, findings: Vec::new(), is_mended: false, is_change: false }
    }

    fn doubt(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}

/// Reads every indicator of a document.
pub(crate) fn read(source: &Source, outline: &Outline) -> Indicators {
    let grids = grid::grids(source);
    let matrices: Vec<&Grid> = grids.iter().filter(|grid| grid.is_matrix()).collect();
    let signs = Signs::of(source);
    let promises = bullets::read(source, outline, |line| grids.iter().any(|grid| grid.lines.contains(&line)));
    let words = outline.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
    let spelling = Spelling::of(words, signs.greater_is_at_least());
    let mut found: Vec<Found> = matrices.iter().flat_map(|grid| matrix::read(grid)).collect();
    found.extend(linking::indicators(&promises, &spelling));
    found.sort_by_key(|found| found.indicator.anchor.line_start);

    let findings = mended_names(&found).into_iter().chain(changes(&found)).collect();
    let mut read = Indicators { indicators: Vec::new(), findings };
    for (index, found) in found.into_iter().enumerate() {
        let id = format!("i{}", index + 1);
        read.findings.extend(found.findings.into_iter().map(|f| Finding { item: Some(id.clone()), ..f }));
        read.indicators.push(DraftIndicator { id, ..found.indicator });
    }
    read.findings.extend(signs.settle(&mut read.indicators));
    read.findings.extend(signs::differing(&read.indicators));
    read.findings.extend(checks::findings(&read.indicators));
    read.findings.extend(bullets::undated(&promises));
    read.findings.extend(matrices.iter().filter_map(|grid| matrix::open_lists(grid)));
    read.findings.extend(annexes::missing(source, outline));
    read
}

/// Says that names had marks put right, in one finding.
fn mended_names(found: &[Found]) -> Option<Finding> {
    let mended: Vec<&Found> = found.iter().filter(|found| found.is_mended).collect();
    let first = mended.first()?;
    let labels: Vec<&str> = mended.iter().map(|found| found.indicator.label.as_str()).collect();
    let (count, labels) = (mended.len(), labels.join(", "));
    Some(
        finding(
            "ocr.spelling",
            Severity::Note,
            format!("Tên {count} chỉ tiêu được sửa dấu theo cách viết phổ biến trong chính văn bản ({labels})."),
            "Đối chiếu tên với lời trích; sửa lại nếu bản gốc viết khác.",
        )
        .english(
            format!("The names of {count} indicators had marks put right as the document mostly writes them ({labels})."),
            "Compare the names with the quoted words; correct them where the original differs.",
        )
        .at(first.indicator.anchor.clone()),
    )
}

/// Says that figures are how much something changes, in one finding.
fn changes(found: &[Found]) -> Option<Finding> {
    let changes: Vec<&Found> = found.iter().filter(|found| found.is_change).collect();
    let first = changes.first()?;
    let labels: Vec<&str> = changes.iter().map(|found| found.indicator.label.as_str()).collect();
    let (count, labels) = (changes.len(), labels.join(", "));
    Some(
        finding(
            "target.change",
            Severity::Warning,
            format!("{count} mục tiêu nêu mức tăng hoặc giảm, không phải mức đạt được ({labels})."),
            "Ghi rõ so với năm nào, và nhập số liệu theo mức tăng hoặc giảm đó; hoặc đổi thành mức cần đạt.",
        )
        .english(
            format!("{count} targets are of a rise or a reduction, not of a level ({labels})."),
            "State the year compared with and enter figures of that change, or turn it into a level.",
        )
        .at(first.indicator.anchor.clone()),
    )
}
