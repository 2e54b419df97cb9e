//! Breaks in the sequence of labels: a numeral used twice, left out, or damaged by OCR.

use std::collections::BTreeMap;

use domain::{Finding, Severity};

use super::findings::{Doubt, finding};
use super::markers::roman_text;
use super::outline::{Node, Outline, Places};
use super::paragraphs::{Marker, MarkerKind, Paragraph};

/// One label in a run of siblings.
struct Label<'a> {
    node: &'a Node,
    paragraph: &'a Paragraph,
    marker: &'a Marker,
    value: u32,
}

/// Checks every run of labels in the outline.
pub(super) fn check(outline: &Outline, places: Places<'_>) -> Vec<Finding> {
    let mut runs: BTreeMap<(Option<usize>, usize), Vec<Label<'_>>> = BTreeMap::new();
    for node in &outline.nodes {
        let paragraph = &outline.paragraphs[node.paragraph];
        if let Some(marker) = &paragraph.marker
            && let Some((rank, value)) = position(&marker.kind)
        {
            runs.entry((node.parent, rank)).or_default().push(Label { node, paragraph, marker, value });
        }
    }
    let mut findings = Vec::new();
    // Numbering may run on from one part to the next: I has 1 to 3, II goes on with 4.
    let mut last_of_rank: BTreeMap<usize, u32> = BTreeMap::new();
    for ((_, rank), labels) in &runs {
        let before = last_of_rank.get(rank).copied();
        findings.extend(check_run(outline, places, labels, before));
        last_of_rank.insert(*rank, labels.last().map_or(0, |l| l.value));
    }
    findings
}

/// The kind of run a label belongs to, and its place there.
fn position(kind: &MarkerKind) -> Option<(usize, u32)> {
    Some(match kind {
        MarkerKind::Annex(0) | MarkerKind::Dash | MarkerKind::Plus | MarkerKind::Star => return None,
        MarkerKind::Annex(n) => (0, *n),
        MarkerKind::Part(n) => (1, *n),
        MarkerKind::Roman(n) => (2, *n),
        MarkerKind::Article(n) => (3, *n),
        MarkerKind::Number(parts) => (3 + parts.len(), *parts.last()?),
        MarkerKind::Letter(c) => (8, letter_place(*c)?),
        MarkerKind::Paren(n) => (9, *n),
    })
}

const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";

fn letter_place(letter: char) -> Option<u32> {
    let place = LETTERS.chars().position(|c| c == letter)?;
    u32::try_from(place + 1).ok()
}

fn check_run(
    outline: &Outline,
    places: Places<'_>,
    labels: &[Label<'_>],
    before: Option<u32>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    // A file may hold one annex of several, or go on where the part before ended.
    let starts_anywhere = |l: &Label<'_>| {
        before.is_some_and(|b| b + 1 == l.value) || matches!(l.marker.kind, MarkerKind::Annex(_))
    };
    let mut expected = labels.first().map_or(1, |l| if starts_anywhere(l) { l.value } else { 1 });
    let mut last: Option<&Label<'_>> = None;
    let mut is_after_repeat = false;
    for (index, label) in labels.iter().enumerate() {
        let follows = (label.value == expected && !is_after_repeat) || skips_d_bar(label, expected);
        let is_repeat = last.is_some_and(|l| l.value == label.value);
        if follows {
            expected = label.value + 1;
            if label.marker.is_damaged {
                findings.push(damaged(outline, places, label));
            }
        } else {
            let next = labels.get(index + 1).map(|l| l.value);
            findings.push(broken(outline, places, label, last, expected));
            // When the next label goes on as if this one had been right, this one is a misprint.
            let is_misprint = next == Some(expected + 1) && label.value != expected;
            is_after_repeat = is_misprint && is_repeat;
            expected = if is_misprint { expected + 1 } else { label.value + 1 };
        }
        last = Some(label);
    }
    findings
}

/// Lists run a, b, c, d, đ, e or a, b, c, d, e.
fn skips_d_bar(label: &Label<'_>, expected: u32) -> bool {
    matches!(label.marker.kind, MarkerKind::Letter('e')) && expected + 1 == label.value
}

/// The label that belongs in this place, printed as this kind prints it.
fn proper(label: &Label<'_>, value: u32) -> String {
    match &label.marker.kind {
        MarkerKind::Roman(_) => roman_text(value.clamp(1, 39)),
        MarkerKind::Number(parts) => {
            let mut parts: Vec<String> = parts.iter().map(u32::to_string).collect();
            parts.pop();
            parts.push(value.to_string());
            parts.join(".")
        }
        MarkerKind::Letter(_) => LETTERS.chars().nth(value as usize - 1).map_or(String::new(), String::from),
        _ => value.to_string(),
    }
}

fn broken(
    outline: &Outline,
    places: Places<'_>,
    label: &Label<'_>,
    last: Option<&Label<'_>>,
    expected: u32,
) -> Finding {
    let printed = &label.marker.label;
    let skipped = expected == label.value;
    let proper = proper(label, if skipped { expected - 1 } else { expected });
    let (vi, en) = match last {
        Some(last) if skipped => (
            format!("Số mục “{printed}” đứng ngay sau “{}”: số “{proper}” bị bỏ qua.", last.marker.label),
            format!(
                "The label “{printed}” stands right after “{}”: “{proper}” was skipped.",
                last.marker.label
            ),
        ),
        Some(last) if last.value == label.value => (
            format!(
                "Số mục “{printed}” bị lặp (đã dùng ở dòng {}); theo thứ tự phải là “{proper}”.",
                last.paragraph.line_start
            ),
            format!(
                "The label “{printed}” is used twice (first on line {}); “{proper}” should follow.",
                last.paragraph.line_start
            ),
        ),
        Some(last) => (
            format!(
                "Số mục “{printed}” không nối tiếp “{}”; theo thứ tự phải là “{proper}”.",
                last.marker.label
            ),
            format!("The label “{printed}” does not follow “{}”; “{proper}” should.", last.marker.label),
        ),
        None => (
            format!("Phần này bắt đầu bằng số mục “{printed}”, không phải “{proper}”."),
            format!("The part begins with the label “{printed}” instead of “{proper}”."),
        ),
    };
    let finding = finding(
        "section.sequence",
        Severity::Warning,
        vi,
        "Kiểm tra xem số mục in nhầm, nhận dạng sai hay thiếu một mục; hệ thống giữ nguyên số đã in.",
    )
    .english(
        en,
        "See whether the label is a misprint, was misread, or a part is missing; it is kept as printed.",
    );
    placed(outline, places, label, finding)
}

fn damaged(outline: &Outline, places: Places<'_>, label: &Label<'_>) -> Finding {
    let printed = &label.marker.label;
    let proper = proper(label, label.value);
    let finding = finding(
        "section.label",
        Severity::Note,
        format!("Số mục “{printed}” có lẽ là “{proper}” bị nhận dạng sai."),
        "Đối chiếu với bản gốc; hệ thống giữ nguyên số đã in.",
    )
    .english(
        format!("The label “{printed}” is probably “{proper}”, misread."),
        "Compare with the original; the label is kept as printed.",
    );
    placed(outline, places, label, finding)
}

fn placed(outline: &Outline, places: Places<'_>, label: &Label<'_>, finding: Finding) -> Finding {
    let finding = finding.at(places.paragraph(label.paragraph));
    match label.node.section {
        Some(section) => finding.about(&*outline.sections[section].id),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Limits, open};

    fn breaks(lines: &str) -> Vec<(String, usize)> {
        let source = open("thu.txt", lines.as_bytes(), &Limits::default()).expect("the text is plain");
        let outline = Outline::of(&source);
        check(&outline, Places::of(&source))
            .into_iter()
            .map(|f| (f.rule, f.anchor.map_or(0, |a| a.line_start)))
            .collect()
    }

    fn check_breaks(lines: &str, expected: &[(&str, usize)]) {
        let expected: Vec<_> = expected.iter().map(|(rule, line)| ((*rule).to_owned(), *line)).collect();
        assert_eq!(breaks(lines), expected, "{lines}");
    }

    #[test]
    fn sound_sequences_pass() {
        check_breaks(
            "I. MỤC ĐÍCH\n1. Mục đích\n- Có xã.\n2. Yêu cầu\n- Có xã.\nII. NHIỆM VỤ\n1. Hạ tầng\n- Làm.",
            &[],
        );
        check_breaks("1. Chung\na) Một\nb) Hai\nc) Ba\nd) Bốn\nđ) Năm\ne) Sáu\ng) Bảy", &[]);
        check_breaks("1. Chung\na) Một\nb) Hai\nc) Ba\nd) Bốn\ne) Năm", &[]);
        check_breaks("PHỤ LỤC II\nDANH MỤC NHIỆM VỤ\n1. Chung\n- Làm.", &[]);
        check_breaks("I. MỘT\n1. Chung\n- Làm.\n2. Riêng\n- Làm.\nII. HAI\n3. Khác\n- Làm.", &[]);
    }

    #[test]
    fn a_numeral_used_twice_then_skipped_is_told_once_for_each_break() {
        check_breaks("I. MỘT\nII. HAI\nII. BA\nIV. BỐN", &[("section.sequence", 3), ("section.sequence", 4)]);
        check_breaks("I. MỘT\nII. HAI\nIV. BỐN\nV. NĂM", &[("section.sequence", 3)]);
        check_breaks("III. BA\nIV. BỐN", &[("section.sequence", 1)]);
    }

    #[test]
    fn a_misread_label_does_not_spread() {
        check_breaks(
            "5. Chung\n5.7. Một\n- Làm.\n5.2. Hai\n- Làm.",
            &[("section.sequence", 1), ("section.sequence", 2)],
        );
        check_breaks("I- MỘT\n11- HAI\nIII- BA", &[("section.label", 2)]);
    }
}
