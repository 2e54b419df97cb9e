//! `>` where `≥` was printed: an OCR engine drops the bar.

use domain::{Comparator, Finding, Severity};

use crate::draft::{DraftIndicator, DraftTarget};
use crate::read::findings::{Doubt, finding};
use crate::source::{Format, Source};

/// How a document writes "at least".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs {
    greater: usize,
    at_least: usize,
    /// Whether the signs may have been read off a picture.
    may_be_ocr: bool,
}

impl Signs {
    /// Counts the signs before numbers in a document's lines.
    pub(super) fn of(source: &Source) -> Self {
        let mut signs = Self {
            greater: 0,
            at_least: 0,
            may_be_ocr: matches!(source.format, Format::Text | Format::Markdown),
        };
        for line in &source.lines {
            for (at, c) in line.char_indices() {
                let is_before_number =
                    || line[at + c.len_utf8()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
                match c {
                    '≥' => signs.at_least += 1,
                    '>' if is_before_number() => signs.greater += 1,
                    _ => {}
                }
            }
        }
        signs
    }

    /// Whether `>` stands for `≥`: it is used throughout, and hardly ever or never `≥`.
    pub(super) fn greater_is_at_least(self) -> bool {
        self.may_be_ocr && self.greater >= 3 && self.greater >= 10 * self.at_least
    }

    /// Reads `>` as the document means it, and says so.
    pub(super) fn settle(self, indicators: &mut [DraftIndicator]) -> Vec<Finding> {
        let targets = indicators
            .iter_mut()
            .flat_map(|i| i.targets.iter_mut())
            .filter(|t| t.comparator == Comparator::MoreThan && t.text.contains('>'));
        if !self.greater_is_at_least() {
            return Vec::new();
        }
        let mut anchors = Vec::new();
        for target in targets {
            target.comparator = Comparator::AtLeast;
            anchors.push(target.anchor.clone());
        }
        let Some(first) = anchors.first() else { return Vec::new() };
        let count = anchors.len();
        vec![
            finding(
                "ocr.greater_than",
                Severity::Warning,
                format!("{count} mục tiêu in dấu “>”; trong văn bản quét, dấu này gần như luôn là “≥” nên được hiểu là “≥”."),
                "Đối chiếu vài mục tiêu với bản gốc; nếu bản gốc thật sự in “>” thì đổi dấu so sánh khi duyệt.",
            )
            .english(
                format!("{count} targets print “>”; in scanned text this is nearly always “≥”, and is read so."),
                "Compare some with the original; if it really prints “>”, change the comparator on review.",
            )
            .at(first.clone()),
        ]
    }
}

/// Says which indicators print `>` though the document prints `≥`, each once, at its first such target.
pub(super) fn differing(indicators: &[DraftIndicator]) -> Vec<Finding> {
    let count = |wanted: Comparator| {
        indicators.iter().flat_map(|i| &i.targets).filter(|t| t.comparator == wanted).count()
    };
    if count(Comparator::AtLeast) == 0 || count(Comparator::MoreThan) > count(Comparator::AtLeast) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for indicator in indicators {
        let differs = |t: &&DraftTarget| t.comparator == Comparator::MoreThan && t.text.contains('>');
        if let Some(target) = indicator.targets.iter().find(differs) {
            findings.push(
                finding(
                    "target.comparator_differs",
                    Severity::Note,
                    format!(
                        "Chỉ tiêu {}, mốc {} in “{}” trong khi văn bản thường dùng “≥”; giữ nguyên “>”.",
                        indicator.label, target.year, target.text
                    ),
                    "Nếu là nhầm dấu, đổi thành “≥” khi duyệt.",
                )
                .english(
                    format!(
                        "Indicator {}, {}: printed “{}” where the document uses “≥”; kept as “>”.",
                        indicator.label, target.year, target.text
                    ),
                    "If the sign is a slip, change it to “≥” on review.",
                )
                .about(indicator.id.clone())
                .at(target.anchor.clone()),
            );
        }
    }
    findings
}
