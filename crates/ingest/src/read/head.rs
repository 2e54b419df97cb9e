//! The head of a document: kind, symbol, issuer, place, date and title.
//!
//! Where the head is missing (texts often begin at the kind), nothing is borrowed from the documents that
//! this one carries out: their symbols stand below the kind, its own stands above.

use std::ops::Range;
use std::sync::LazyLock;

use domain::text::{fold, squeeze};
use domain::{DocumentKind, Finding, Severity};
use regex::Regex;

use super::findings::{Doubt, finding};
use super::issuer;
use super::outline::{Outline, Places};
use super::symbols;
use crate::draft::DraftDocument;
use crate::source::Source;

/// The head and where its parts stand.
pub(super) struct Head {
    /// What was read.
    pub document: DraftDocument,
    /// Lines of kind and title, from 1, the end excluded.
    pub title_lines: Range<usize>,
    /// The first line that is no longer head or opening.
    pub body_from: usize,
    /// Doubts about it.
    pub findings: Vec<Finding>,
}

/// A date that may lack its day or more: `ngày     /7/2025`.
struct PrintedDate {
    place: Option<String>,
    date: Option<jiff::civil::Date>,
    line: usize,
}

static SYMBOL_LINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|\s{2,}|\|)\s*(?:S[ốỐổo60óô]|SỐ)\s*[:.]?\s*(.*)$"));
static BLANK_SYMBOL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\s….·_]*(?:[-–/]\s*(\p{L}{1,4})\s*[-–/]\s*\p{L}+|[-–]\s*(\p{L}{1,4})/\p{L}+)"));
/// In folded text: `…, ngay 06 thang 5 nam 2025`, numbers left out or vowels spoilt.
static DATE_LINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"ngay\s*([\d….·_]*)\s*th\w{0,3}ng\s*([\d….·_]*)\s*n\w{1,3}\s*(\d{4})?"));
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:thuc hien|thyc hien|can cu|trien khai|nham|de |tren co so|tiep tuc|ngay |xet |theo |kinh gui|thuc tien)")
});
static ATTACHED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)kèm theo\s+(\p{L}+(?:\s\p{L}+){0,3}?)\s+số(.{0,60}?)ngày\s*(.{0,40}?)\s+của\s+([^);.]+)"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is a constant checked by the tests")
}

/// Reads the head of a source.
pub(super) fn read(source: &Source, outline: &Outline, places: Places<'_>) -> Head {
    let body_from = outline.sections.first().map_or_else(|| end_of_opening(outline), |s| s.line_start);
    let lines: Vec<String> = source.lines.iter().take(body_from.saturating_sub(1)).map(|l| squeeze(l)).collect();
    let kind_line = lines.iter().position(|line| kind_at(line).is_some());
    let above = kind_line.unwrap_or(lines.len().min(12));
    let mut findings = Vec::new();
    let mut document = DraftDocument { kind: kind_line.and_then(|i| kind_at(&lines[i])), ..DraftDocument::default() };

    let printed = printed_date(source, above.max(6).min(lines.len()));
    document.place = printed.as_ref().and_then(|p| p.place.clone());
    document.issued_on = printed.as_ref().and_then(|p| p.date);
    let title_end = title_end(&lines, above);
    let title_lines = above + 1..title_end + 1;
    document.title = kind_line.map_or_else(String::new, |start| title(&lines[start..title_end]));

    let attached = attached_line(outline, places);
    read_symbol(source, above, &mut document, &mut findings, places);
    document.issuer = issuer::read(&issuer::Clues {
        above: &source.lines[..above],
        below: lines.get(above..title_end).unwrap_or_default(),
        opening: &opening_texts(outline, title_end, body_from),
        attached: attached.as_ref().map(|a| a.issuer.as_str()),
        end_matter: &outline.end_matter,
    });
    if let Some(attached) = &attached {
        document.kind = document.kind.or_else(|| kind_at(&attached.kind.to_uppercase()));
    }
    tell_date(&document, printed.as_ref(), attached.as_ref(), &mut findings, places);
    tell_kind(&document, &mut findings);
    Head { document, title_lines, body_from, findings }
}

/// Without headings, the opening ends with the paragraph that says "như sau".
fn end_of_opening(outline: &Outline) -> usize {
    let ends = outline.paragraphs.iter().take(20).find(|p| fold(&p.text).contains("nhu sau"));
    let last = ends.or(outline.paragraphs.get(7)).or(outline.paragraphs.last());
    last.map_or(1, |p| p.line_end + 1)
}

fn opening_texts(outline: &Outline, title_end: usize, body_from: usize) -> Vec<String> {
    let is_opening = |start: usize| start > title_end && start < body_from;
    outline.paragraphs.iter().filter(|p| is_opening(p.line_start)).map(|p| p.text.clone()).collect()
}

/// The kind that a line of capitals begins with.
fn kind_at(line: &str) -> Option<DocumentKind> {
    if !super::markers::is_capitals(line.get(..line.len().min(24)).unwrap_or(line)) && !super::markers::is_capitals(line) {
        let first_words: String = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
        if !super::markers::is_capitals(&first_words) {
            return None;
        }
    }
    let key = fold(line);
    // `Quy định` before `Quyết định`: the names share no first word, but their letters do.
    DocumentKind::ALL
        .iter()
        .copied()
        .filter(|kind| !matches!(kind, DocumentKind::Letter | DocumentKind::Law))
        .find(|kind| begins_with(&key, &fold(kind.name_vi())))
}

/// Whether the key begins with these words, each off by one letter at most.
fn begins_with(key: &str, words: &str) -> bool {
    let mut found = key.split(' ');
    words.split(' ').all(|word| {
        found.next().is_some_and(|f| f == word || word.len() > 3 && strsim::levenshtein(f, word) <= 1)
    })
}

/// Index of the first line after the title.
fn title_end(lines: &[String], kind_line: usize) -> usize {
    let mut taken = 0;
    for (index, line) in lines.iter().enumerate().skip(kind_line + 1) {
        if line.is_empty() {
            continue;
        }
        let is_rule = line.chars().all(|c| matches!(c, '-' | '_' | '*' | '=' | '–' | '—' | '.' | ' '));
        let starts_opening = taken > 0 && line.starts_with(char::is_uppercase) && OPENING.is_match(&fold(line));
        let is_note = line.starts_with('(') && fold(line).contains("kem theo");
        if is_rule || starts_opening || is_note || taken >= 12 {
            return index;
        }
        taken += 1;
    }
    lines.len()
}

/// The title without the kind and without the line that names the issuer.
fn title(lines: &[String]) -> String {
    let mut words: Vec<String> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let text = if index == 0 { after_kind(line) } else { line.as_str() };
        if !text.is_empty() && issuer::under_title(text).is_none() {
            words.push(text.to_owned());
        }
    }
    squeeze(&words.join(" ")).trim_end_matches(['.', ' ']).to_owned()
}

/// What follows the kind on its line: nothing, `HÀNH ĐỘNG`, or the title's first words.
fn after_kind(line: &str) -> &str {
    let Some(kind) = kind_at(line) else { return line };
    let mut words = kind.name_vi().split(' ').count();
    let key = fold(line);
    if key.split(' ').nth(words).is_some_and(|w| w == "hanh") {
        words += 2;
    }
    line.splitn(words + 1, ' ').nth(words).unwrap_or_default()
}

fn read_symbol(
    source: &Source,
    above: usize,
    document: &mut DraftDocument,
    findings: &mut Vec<Finding>,
    places: Places<'_>,
) {
    for (index, line) in source.lines.iter().take(above).enumerate() {
        let Some(rest) = SYMBOL_LINE.captures(line).and_then(|c| c.get(1)) else { continue };
        let place = || places.lines(index + 1, index + 1);
        if let Some(mention) = symbols::scan(rest.as_str()).into_iter().next() {
            if let Some(likely) = &mention.likely {
                findings.push(damaged_symbol(&mention.printed, likely.as_str()).at(place()));
            }
            document.symbol = mention.symbol;
            let kind = document.symbol.as_ref().and_then(domain::Symbol::kind);
            document.kind = document.kind.or(kind);
            return;
        }
        if let Some(blank) = BLANK_SYMBOL.captures(rest.as_str()) {
            let letters = blank.get(1).or(blank.get(2)).map_or("", |m| m.as_str());
            document.kind = document.kind.or_else(|| DocumentKind::from_code(letters));
            findings.push(blank_symbol().at(place()));
            return;
        }
    }
    findings.push(missing_symbol());
}

/// A symbol that is probably another.
pub(super) fn damaged_symbol(printed: &str, likely: &str) -> Finding {
    finding(
        "symbol.damaged",
        Severity::Warning,
        format!("Số, ký hiệu “{printed}” có lẽ bị in hoặc nhận dạng sai; có thể là “{likely}”."),
        "Đối chiếu với bản gốc; hệ thống giữ nguyên như đã in.",
    )
    .english(
        format!("The symbol “{printed}” seems misprinted or misread; it may be “{likely}”."),
        "Compare with the original; it is kept as printed.",
    )
}

fn blank_symbol() -> Finding {
    finding(
        "document.symbol_blank",
        Severity::Warning,
        "Văn bản chưa có số (dự thảo hoặc bản chưa vào sổ).",
        "Điền số, ký hiệu khi văn bản được ban hành.",
    )
    .english("The document has no number yet (a draft).", "Enter its symbol once it is issued.")
}

fn missing_symbol() -> Finding {
    finding(
        "document.symbol_missing",
        Severity::Warning,
        "Không thấy số, ký hiệu của chính văn bản này ở phần đầu.",
        "Điền số, ký hiệu theo bản gốc; hệ thống không lấy số của văn bản được dẫn chiếu.",
    )
    .english(
        "The head does not show this document's own symbol.",
        "Enter it from the original; the symbols of cited documents are never taken for it.",
    )
}

fn printed_date(source: &Source, above: usize) -> Option<PrintedDate> {
    for (index, raw) in source.lines.iter().take(above).enumerate() {
        let folded = fold(raw);
        let Some(found) = DATE_LINE.captures(&folded) else { continue };
        let number = |group: usize| found.get(group).and_then(|m| m.as_str().parse::<i16>().ok());
        let date = match (number(1), number(2), number(3)) {
            (Some(day), Some(month), Some(year)) => symbols::date(year, month, day),
            _ => None,
        };
        return Some(PrintedDate { place: place_before(raw), date, line: index + 1 });
    }
    None
}

/// The place before `, ngày …`, without the column or the symbol to its left.
fn place_before(raw: &str) -> Option<String> {
    let (before, _) = raw.rsplit_once(',').or_else(|| raw.split_once("ngày"))?;
    let column = before.trim().rsplit("  ").next()?.rsplit(['\t', '|']).next()?.trim();
    let end = symbols::scan(column).last().map_or(0, |m| m.range.end);
    let place = squeeze(&column[end..]);
    let is_name = place.starts_with(char::is_uppercase) && place.chars().count() <= 40 && !place.contains(char::is_numeric);
    is_name.then_some(place)
}

/// What an annex says of the document it belongs to.
struct Attached {
    kind: String,
    date_words: String,
    issuer: String,
    line: usize,
}

/// `(Kèm theo Thông báo số … ngày … của …)`: only where that document is this one, after its signature.
fn attached_line(outline: &Outline, _places: Places<'_>) -> Option<Attached> {
    let signed = outline.end_matter.last()?.number;
    let paragraph = outline.paragraphs.iter().find(|p| p.line_start > signed && ATTACHED.is_match(&p.text))?;
    let found = ATTACHED.captures(&paragraph.text)?;
    Some(Attached {
        kind: found[1].to_owned(),
        date_words: squeeze(&found[3]),
        issuer: squeeze(&found[4]),
        line: paragraph.line_end,
    })
}

fn tell_date(
    document: &DraftDocument,
    printed: Option<&PrintedDate>,
    attached: Option<&Attached>,
    findings: &mut Vec<Finding>,
    places: Places<'_>,
) {
    if document.issued_on.is_some() {
        return;
    }
    let (line, words) = match (printed, attached) {
        (Some(printed), _) => (Some(printed.line), String::new()),
        (None, Some(attached)) => (Some(attached.line), attached.date_words.trim_matches('/').trim().to_owned()),
        (None, None) => (None, String::new()),
    };
    let partly = if words.is_empty() { String::new() } else { format!(" (chỉ ghi “{words}”)") };
    let partly_en = if words.is_empty() { String::new() } else { format!(" (only “{words}” is printed)") };
    let told = finding(
        "document.date_missing",
        Severity::Warning,
        format!("Chưa rõ ngày ban hành văn bản{partly}."),
        "Điền ngày ban hành theo bản gốc.",
    )
    .english(
        format!("The day of issue is not given{partly_en}."),
        "Enter the day of issue from the original.",
    );
    findings.push(match line {
        Some(line) => told.at(places.lines(line, line)),
        None => told,
    });
}

fn tell_kind(document: &DraftDocument, findings: &mut Vec<Finding>) {
    if document.kind.is_none() {
        findings.push(
            finding(
                "document.kind_missing",
                Severity::Warning,
                "Không nhận ra loại văn bản (kế hoạch, thông báo …) ở phần đầu.",
                "Chọn loại văn bản theo bản gốc.",
            )
            .english("The kind of document was not recognised at its head.", "Choose the kind from the original."),
        );
    }
    if document.issuer.is_none() {
        findings.push(
            finding(
                "document.issuer_missing",
                Severity::Warning,
                "Không nhận ra cơ quan ban hành.",
                "Điền cơ quan ban hành theo bản gốc.",
            )
            .english("The issuing body was not recognised.", "Enter the issuing body from the original."),
        );
    }
}
