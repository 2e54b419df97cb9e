//! The lines of running prose: without page furniture, tables, addressees and signatures.

use std::collections::HashMap;
use std::sync::LazyLock;

use domain::text::{fold, squeeze};
use regex::Regex;

use super::markers;
use super::paragraphs::MarkerKind;
use super::patterns::printed as pattern;
use super::tables::grid::grids;
use crate::source::{Format, Source};

/// One line of prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its number in the source, from 1.
    pub number: usize,
    /// Its words, single spaces.
    pub text: String,
    /// Number of letters and blanks in `text`.
    pub width: usize,
    /// Whether an empty line stands before it.
    pub follows_blank: bool,
    /// Whether a rule (`-----`) stands before it.
    pub follows_rule: bool,
    /// Whether it belongs to the block of addressees and signatures.
    pub is_end_matter: bool,
}

/// The prose lines of a document and how they are laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Prose {
    /// Lines in document order.
    pub lines: Vec<Line>,
    /// Usual width of a full line, in letters.
    pub width: usize,
    /// Whether paragraphs are wrapped over lines.
    pub is_wrapped: bool,
    /// Whether an empty line means something: not where nearly every line is followed by one.
    pub is_tight: bool,
}

static PAGE_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[-–—]\s*)?\d{1,3}(?:\s*[-–—])?$|^(?:Trang|Page)\s*\d+(?:\s*/\s*\d+)?$"));
/// A file mark, a wide gap, the page's number.
static FOOTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*\S.{0,60}?\s{8,}\d{1,3}\s*$"));
/// A page number read by OCR: `ló` for 16.
static DAMAGED_PAGE_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[0-9lIiOoóSsZz]{1,3}$"));
static FOOTNOTE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\d{1,2}|\[\d{1,2}\])\s+\p{Lu}\p{Ll}"));
/// The first column of a table and, on its line or the next, the second.
static TABLE_HEADER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:stt|tt|số tt|số thứ tự)\s+(?:các |tên |một số )?(?:nội dung|nhiệm vụ|mục tiêu|chỉ tiêu|tên|đơn vị|cơ quan|họ |công việc|danh mục|hoạt động|lĩnh vực|nhóm|sản phẩm|chỉ số|tiêu chí|chương trình|đề án|dự án|địa phương|chức|văn bản)",
    )
});
static SIGNATURE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:T/M|TM\.|TM|K/T|KT\.|T/L|TL\.|TUQ\.|T/Q)\s+\p{Lu}"));
static SIGNED_POST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:PHÓ |Q\. ?)?(?:GIÁM ĐỐC|CHỦ TỊCH|BÍ THƯ|CHÁNH |TRƯỞNG |CHỦ NHIỆM|TỔNG GIÁM ĐỐC|HIỆU TRƯỞNG|CỤC TRƯỞNG|BỘ TRƯỞNG|CHỈ HUY TRƯỞNG)[\p{Lu}\s]*$",
    )
});
static PERSON: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,4}$"));
static ATTACHED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\(?\s*(?:Ban hành k|K)èm theo\s+\p{Lu}"));

impl Prose {
    /// Takes the prose out of a source.
    pub(crate) fn of(source: &Source) -> Self {
        let texts: Vec<String> = source.lines.iter().map(|line| squeeze(line)).collect();
        let is_text = source.format == Format::Text;
        let mut keep = outside_tables(source, &texts);
        if is_text {
            drop_furniture(source, &texts, &mut keep);
        }
        let mut prose = Self::measure(&texts, &keep, is_text);
        if is_text {
            drop_footnotes(source, &mut prose.lines);
        }
        mark_end_matter(&mut prose.lines);
        prose
    }

    fn measure(texts: &[String], keep: &[bool], is_text: bool) -> Self {
        let mut lines = Vec::new();
        let mut gaps = 0;
        let (mut follows_blank, mut follows_rule) = (false, false);
        for (index, text) in texts.iter().enumerate() {
            if text.is_empty() {
                follows_blank = true;
            } else if is_rule(text) {
                follows_rule = true;
            } else if keep[index] {
                gaps += usize::from(follows_blank);
                let (number, width) = (index + 1, text.chars().count());
                let text = text.clone();
                lines.push(Line { number, text, width, follows_blank, follows_rule, is_end_matter: false });
                (follows_blank, follows_rule) = (false, false);
            }
        }
        let width = usual_width(&lines);
        let is_tight = gaps * 10 < lines.len() * 6;
        Self { lines, width, is_wrapped: is_text && width <= 160, is_tight }
    }
}

/// `-----`, `_____`, `***`.
fn is_rule(text: &str) -> bool {
    text.chars().count() >= 3
        && text.chars().all(|c| matches!(c, '-' | '_' | '*' | '=' | '–' | '—' | '.' | ' '))
}

/// The width that nearly all full lines reach; short lines are not counted.
fn usual_width(lines: &[Line]) -> usize {
    let mut widths: Vec<usize> = lines.iter().map(|l| l.width).filter(|w| *w >= 30).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied().unwrap_or(80)
}

/// Which lines lie outside tables; a table of plain text that no one understands begins at its header and runs on.
fn outside_tables(source: &Source, texts: &[String]) -> Vec<bool> {
    let mut keep = vec![true; texts.len()];
    let real = source.tables.iter().map(|table| (table.line_start, table.line_end));
    let grids = if source.tables.is_empty() { grids(source) } else { Vec::new() };
    for (start, end) in real.chain(grids.iter().map(|grid| (*grid.lines.start(), *grid.lines.end()))) {
        let end = end.min(texts.len());
        keep[start.saturating_sub(1).min(end)..end].fill(false);
    }
    let mut in_table = false;
    let mut last_roman = 0;
    for (index, text) in texts.iter().enumerate() {
        let marker = markers::parse(text).map(|(marker, _)| marker.kind);
        if in_table && ends_table(text, marker.as_ref(), last_roman) {
            in_table = false;
        }
        if source.tables.is_empty() && keep[index] && begins_table(texts, index) {
            in_table = true;
        }
        if let (false, Some(MarkerKind::Roman(value))) = (in_table, marker) {
            last_roman = value;
        }
        keep[index] &= !in_table;
    }
    keep
}

/// Whether a line, with the next where it holds only `TT`, heads a table.
fn begins_table(texts: &[String], index: usize) -> bool {
    let text = &texts[index];
    let is_near = text.chars().count() < 120 && text.starts_with(['S', 'T', 's', 't']);
    if !is_near || text.len() > 16 {
        return is_near && TABLE_HEADER.is_match(text);
    }
    let next = texts[index + 1..].iter().take(4).find(|t| !t.is_empty());
    TABLE_HEADER.is_match(&format!("{text} {}", next.map_or("", String::as_str)))
}

fn ends_table(text: &str, marker: Option<&MarkerKind>, last_roman: u32) -> bool {
    match marker {
        Some(MarkerKind::Annex(_)) => true,
        Some(MarkerKind::Roman(value)) => last_roman > 0 && *value == last_roman + 1,
        _ => is_addressees(text),
    }
}

/// Page numbers, footers, and headers that stand beside page numbers again and again.
fn drop_furniture(source: &Source, texts: &[String], keep: &mut [bool]) {
    let is_blank = |index: usize| texts.get(index).is_none_or(String::is_empty);
    let mut beside: HashMap<&str, usize> = HashMap::new();
    for index in 0..texts.len() {
        let text = &texts[index];
        let stands_alone = (index == 0 || is_blank(index - 1)) && is_blank(index + 1);
        let is_number = PAGE_NUMBER.is_match(text)
            || FOOTER.is_match(&source.lines[index])
            || stands_alone && DAMAGED_PAGE_NUMBER.is_match(text);
        if !is_number || !keep[index] {
            continue;
        }
        keep[index] = false;
        for near in [
            texts[..index].iter().rev().find(|t| !t.is_empty()),
            texts[index + 1..].iter().find(|t| !t.is_empty()),
        ] {
            *beside.entry(near.map_or("", String::as_str)).or_default() += 1;
        }
    }
    for (index, text) in texts.iter().enumerate() {
        if !text.is_empty()
            && text.chars().count() <= 80
            && beside.get(text.as_str()).is_some_and(|n| *n >= 3)
        {
            keep[index] = false;
        }
    }
}

/// A footnote stands last on its page: before a page that begins with a blank or a form feed.
fn drop_footnotes(source: &Source, lines: &mut Vec<Line>) {
    let begins_page = |line: &Line| {
        let raw = &source.lines[line.number - 1];
        raw.starts_with(' ') && !raw.starts_with("  ")
    };
    let mut is_note = vec![false; lines.len()];
    for index in 0..lines.len() {
        if !FOOTNOTE.is_match(&lines[index].text) || lines[index].text.starts_with('0') {
            continue;
        }
        let end = (index + 1..lines.len().min(index + 5)).find(|i| begins_page(&lines[*i]));
        if let Some(end) = end {
            is_note[index..end].fill(true);
        }
    }
    let mut notes = is_note.into_iter();
    lines.retain(|_| !notes.next().unwrap_or_default());
}

/// Marks the addressees and signatures, up to an annex that follows them.
fn mark_end_matter(lines: &mut [Line]) {
    let Some(start) = end_of_text(lines) else { return };
    let last = lines.iter().rposition(|l| is_addressees(&l.text)).unwrap_or(start).max(start);
    let end = annex_after(lines, last);
    for line in &mut lines[start..end] {
        line.is_end_matter = true;
    }
}

/// Index of the first line after the text: the addressees, or the signature where it is set before them or alone.
fn end_of_text(lines: &[Line]) -> Option<usize> {
    let signs = |index: usize| SIGNATURE.is_match(&lines[index].text) || is_signed_post(lines, index);
    match lines.iter().rposition(|l| is_addressees(&l.text)) {
        Some(addressees) => {
            let near = addressees.saturating_sub(15);
            Some((near..addressees).find(|i| signs(*i)).unwrap_or(addressees))
        }
        None => (lines.len() / 4..lines.len()).find(|i| signs(*i)),
    }
}

/// A post in capitals with a person's name below it.
fn is_signed_post(lines: &[Line], index: usize) -> bool {
    SIGNED_POST.is_match(&lines[index].text)
        && lines[index + 1..].iter().take(3).any(|line| PERSON.is_match(&line.text))
}

/// `Nơi nhận:` whatever OCR made of its marks.
pub(super) fn is_addressees(text: &str) -> bool {
    let head: String = text.chars().take(10).collect();
    let key = fold(&head);
    key.starts_with("noi nhan") && text.chars().take(1).all(char::is_uppercase)
}

/// Index of the first line of an annex after the signatures.
fn annex_after(lines: &[Line], from: usize) -> usize {
    for index in from + 1..lines.len() {
        let text = &lines[index].text;
        if matches!(markers::parse(text), Some((marker, _)) if matches!(marker.kind, MarkerKind::Annex(_))) {
            return index;
        }
        if ATTACHED.is_match(text) {
            return title_above(lines, from, index);
        }
    }
    lines.len()
}

/// The title of an annex: the run of capitals just above "(Kèm theo …)".
fn title_above(lines: &[Line], from: usize, attached: usize) -> usize {
    let is_title = |i: &usize| markers::is_capitals(&lines[*i].text) && lines[*i].width >= 8;
    let near = attached.saturating_sub(5).max(from + 1);
    let Some(last) = (near..attached).rfind(is_title) else {
        return attached;
    };
    let above = (near..last).rev().take_while(is_title).last();
    above.unwrap_or(last)
}
