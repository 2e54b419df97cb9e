//! Annexes that the text names and the file lacks.

use std::sync::LazyLock;

use domain::{Finding, Severity};
use regex::Regex;

use super::keyed::Keyed;
use crate::read::findings::{Doubt, finding};
use crate::read::outline::{Outline, Places};
use crate::read::paragraphs::MarkerKind;
use crate::read::patterns::folded;
use crate::source::Source;

static NAMED: LazyLock<Regex> =
    LazyLock::new(|| folded(r"\bph[uy] luc\s+(?:so\s+)?([ivx]{1,5}\b|\|{1,3}|\d{1,2}\b)"));

/// An annex of another document.
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    folded(r"^[^.;]{0,60}\b(?:nghi dinh|thong tu|luat|quyet dinh so|nghi quyet so|ke hoach so)\b")
});

/// One finding per annex that is named but not there.
pub(super) fn missing(source: &Source, outline: &Outline) -> Vec<Finding> {
    let places = Places::of(source);
    let mut told: Vec<String> = Vec::new();
    let mut findings = Vec::new();
    for paragraph in outline.paragraphs.iter().filter(|p| !is_annex(p.marker.as_ref().map(|m| &m.kind))) {
        let text = Keyed::new(&paragraph.text);
        for found in NAMED.captures_iter(text.key()) {
            let whole = found.get(0).map_or(0..0, |m| m.range());
            // An OCR engine reads `I` as a bar.
            let label = found[1].replace('|', "I").to_uppercase();
            let is_foreign = FOREIGN.is_match(&text.key()[whole.end..]);
            if is_foreign || told.contains(&label) || is_there(source, &label) {
                continue;
            }
            told.push(label.clone());
            findings.push(
                finding(
                    "annex.missing",
                    Severity::Warning,
                    format!("Văn bản dẫn Phụ lục {label} nhưng tệp không có phụ lục này."),
                    "Nhập thêm tệp chứa phụ lục; các chỉ tiêu, nhiệm vụ trong đó chưa được đọc.",
                )
                .english(
                    format!("The text refers to annex {label}, which is not in the file."),
                    "Import the file that holds the annex; its indicators and tasks have not been read.",
                )
                .at(places.paragraph(paragraph)),
            );
        }
    }
    findings
}

fn is_annex(kind: Option<&MarkerKind>) -> bool {
    matches!(kind, Some(MarkerKind::Annex(_)))
}

/// Whether some line, or a sheet, is headed by the annex; an only annex may have no number.
fn is_there(source: &Source, label: &str) -> bool {
    let titles = source.tables.iter().filter_map(|table| table.title.as_deref());
    source.lines.iter().map(String::as_str).chain(titles).any(|line| {
        let line = line.trim();
        if line.chars().count() > 60 || !line.starts_with(char::is_uppercase) {
            return false;
        }
        let key = Keyed::new(line);
        let Some(rest) = key.key().strip_prefix("phu luc") else { return false };
        let rest = rest.trim_start().trim_start_matches("so ").trim_start();
        let number = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        (rest.is_empty() && label == "I") || number.eq_ignore_ascii_case(label)
    })
}
