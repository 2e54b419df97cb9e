//! The kind and title of a document: where they stand, and their words.

use std::sync::LazyLock;

use domain::DocumentKind;
use domain::text::{fold, squeeze};
use regex::Regex;

use super::issuer;
use super::markers;
use super::paragraphs::MarkerKind;
use super::patterns::folded;
use crate::source::Source;

/// Where kind and title stand, as indexes into the source's lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Title {
    /// The line of the kind.
    pub kind_line: usize,
    /// The kind it names.
    pub kind: DocumentKind,
    /// The first line after the title, and after the authority below it.
    pub end: usize,
    /// The line of the authority that takes a decision (`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`).
    pub authority: Option<usize>,
}

/// Words that open the sentence after the title.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^(?:th\wc hi\wn|can c\w|trien khai|nham|de |tren co so|tiep tuc|ngay |xet |theo |kinh gui|thuc tien)",
    )
});

/// How far down a document its kind is looked for.
const HEAD_LINES: usize = 60;

impl Title {
    /// Finds kind and title; `None` where no line of capitals names a kind before the first heading.
    pub(super) fn find(source: &Source) -> Option<Self> {
        let lines: Vec<String> = source.lines.iter().take(HEAD_LINES).map(|line| squeeze(line)).collect();
        let first_heading = lines.iter().position(|line| is_heading(line)).unwrap_or(lines.len());
        let (kind_line, kind) =
            lines[..first_heading].iter().enumerate().find_map(|(i, line)| Some((i, kind_at(line)?)))?;
        let (mut end, mut authority) = (end_of_title(&lines[..first_heading], kind_line), None);
        if lines[..first_heading].get(end).is_some_and(|line| markers::is_capitals(line)) {
            authority = Some(end);
            end += 1;
        }
        Some(Self { kind_line, kind, end, authority })
    }

    /// The words of the title, without the kind and without the line that names the issuer.
    pub(super) fn words(&self, source: &Source) -> String {
        let mut words: Vec<String> = Vec::new();
        let end = self.authority.unwrap_or(self.end);
        for (index, line) in source.lines[self.kind_line..end].iter().enumerate() {
            let line = squeeze(line);
            let text = if index == 0 { after_kind(&line, self.kind) } else { line.as_str() };
            if !text.is_empty() && !is_rule(text) && issuer::under_title(text).is_none() {
                words.push(text.to_owned());
            }
        }
        squeeze(&words.join(" ")).trim_end_matches(['.', ' ', '*']).to_owned()
    }
}

fn is_heading(line: &str) -> bool {
    let marker = markers::parse(line).map(|(marker, _)| marker.kind);
    matches!(
        marker,
        Some(MarkerKind::Roman(_) | MarkerKind::Part(_) | MarkerKind::Article(_) | MarkerKind::Number(_))
    )
}

/// The kind that a line of capitals begins with.
pub(super) fn kind_at(line: &str) -> Option<DocumentKind> {
    let first_words: String = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    if !markers::is_capitals(&first_words) {
        return None;
    }
    let key = fold(line);
    DocumentKind::ALL
        .iter()
        .copied()
        .filter(|kind| !matches!(kind, DocumentKind::Letter | DocumentKind::Law))
        .find(|kind| begins_with(&key, &fold(kind.name_vi())))
}

/// Whether the key begins with these words, long ones off by one letter at most.
fn begins_with(key: &str, words: &str) -> bool {
    let mut found = key.split(' ');
    words.split(' ').all(|word| {
        found.next().is_some_and(|f| f == word || word.len() > 3 && strsim::levenshtein(f, word) <= 1)
    })
}

fn end_of_title(lines: &[String], kind_line: usize) -> usize {
    let mut taken =
        usize::from(kind_at(&lines[kind_line]).is_some_and(|k| !after_kind(&lines[kind_line], k).is_empty()));
    for (index, line) in lines.iter().enumerate().skip(kind_line + 1) {
        if line.is_empty() {
            continue;
        }
        let starts_opening =
            taken > 0 && line.starts_with(char::is_uppercase) && OPENING.is_match(&fold(line));
        // Below the title of a decision stands the authority that takes it, in capitals.
        let is_authority = taken > 0
            && markers::is_capitals(line)
            && lines[kind_line + 1..index].iter().any(|l| !l.is_empty() && !markers::is_capitals(l));
        let is_note = line.starts_with('(') && fold(line).contains("kem theo");
        if is_rule(line) || starts_opening || is_authority || is_note || taken >= 12 {
            return index;
        }
        taken += 1;
    }
    lines.len()
}

fn is_rule(line: &str) -> bool {
    line.chars().all(|c| matches!(c, '-' | '_' | '*' | '=' | '–' | '—' | '.' | ' '))
}

/// What follows the kind on its line: nothing, or the title's first words; `HÀNH ĐỘNG` belongs to the kind.
fn after_kind(line: &str, kind: DocumentKind) -> &str {
    let mut words = kind.name_vi().split(' ').count();
    if fold(line).split(' ').nth(words).is_some_and(|w| w == "hanh") {
        words += 2;
    }
    line.splitn(words + 1, ' ').nth(words).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Limits, open};

    fn check(lines: &str, kind: &str, title: &str) {
        let source = open("thu.txt", lines.as_bytes(), &Limits::default()).expect("the text is plain");
        let found = Title::find(&source).unwrap_or_else(|| panic!("{lines} has a kind"));
        assert_eq!((found.kind.code(), found.words(&source).as_str()), (kind, title), "{lines}");
    }

    #[test]
    fn titles_end_where_the_text_begins() {
        check(
            "KẾ HOẠCH\nvề số hóa hồ sơ\n\nThực hiện Kế hoạch số 1/KH-UBND\nI. MỤC ĐÍCH",
            "KH",
            "về số hóa hồ sơ",
        );
        check("KẾ HOẠCH HÀNH ĐỘNG\nCỦA BAN THƯỜNG VỤ\nvề số hóa\n-----\nNgày", "KH", "về số hóa");
        check(
            "CHƯƠNG TRÌNH HÀNH ĐỘNG\nThực hiện Nghị quyết\nsố hóa\nI- MỤC TIÊU",
            "CTr",
            "Thực hiện Nghị quyết số hóa",
        );
        check(
            "THÔNG BÁO\nphân công thành viên\n(Kèm theo Quyết định)\n1. Trưởng ban",
            "TB",
            "phân công thành viên",
        );
        check("KE HOACH HANH PONG\nvé so hoa\nCan ctr Quyét dinh", "KH", "vé so hoa");
        check("QUYẾT ĐỊNH\nVề việc lập tổ công tác\nCăn cứ Luật", "QĐ", "Về việc lập tổ công tác");
        check(
            "QUYẾT ĐỊNH\nVề việc lập tổ công tác\nCHỦ TỊCH ỦY BAN NHÂN DÂN\nCăn cứ Luật",
            "QĐ",
            "Về việc lập tổ công tác",
        );
        check(
            "QUYẾT ĐỊNH\nphân công nhiệm vụ\nĐiều 1. Phân công như sau:\n1. Làm.",
            "QĐ",
            "phân công nhiệm vụ",
        );
        check("KẾ HOẠCH Số hóa hồ sơ năm 2026\nĐể bảo đảm", "KH", "Số hóa hồ sơ năm 2026");
    }
}
