//! The head of a document: kind, symbol, issuer, place, date and title.
//!
//! Where the head is missing (texts often begin at the kind), nothing is borrowed from the documents that
//! this one carries out: their symbols stand below the kind, its own stands above.

use std::ops::Range;
use std::sync::LazyLock;

use domain::text::{fold, squeeze};
use domain::{DocumentKind, Finding, Severity, Symbol};
use regex::Regex;

use super::findings::{Doubt, finding};
use super::issuer;
use super::outline::{Outline, Places};
use super::patterns::{folded, printed as pattern};
use super::symbols;
use super::title::{Title, kind_at};
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
static BLANK_SYMBOL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[\s….·_]*(?:[-–/]\s*(\p{L}{1,4})\s*[-–/]\s*\p{L}+|[-–]\s*(\p{L}{1,4})/\p{L}+)")
});
/// In folded text: `…, ngay 06 thang 5 nam 2025`, numbers left out or vowels spoilt.
static DATE_LINE: LazyLock<Regex> =
    LazyLock::new(|| folded(r"ngay\s*([\d….·_]*)\s*th\w{0,3}ng\s*([\d….·_]*)\s*n\w{1,3}\s*(\d{4})?"));
static ATTACHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)kèm theo\s+(\p{L}+(?:\s\p{L}+){0,3}?)\s+số(.{0,60}?)ngày\s*(.{0,40}?)\s+của\s+([^);.]+)")
});

/// Reads the head of a source.
pub(super) fn read(source: &Source, outline: &Outline, places: Places<'_>) -> Head {
    let title = Title::find(source);
    let body_from = outline.sections.first().map_or_else(|| end_of_opening(outline), |s| s.line_start);
    let above = title.map_or(source.lines.len().min(12), |t| t.kind_line);
    let title_lines = title.map_or(0..0, |t| t.kind_line + 1..t.end + 1);
    let printed = printed_date(source, above.max(6).min(source.lines.len()));
    let attached = attached_line(outline);
    let mut document = DraftDocument {
        kind: title.map(|t| t.kind),
        title: title.map_or_else(String::new, |t| t.words(source)),
        place: printed.as_ref().and_then(|p| p.place.clone()),
        issued_on: printed.as_ref().and_then(|p| p.date),
        issuer: issuer::read(&issuer::Clues {
            above: &source.lines[..above],
            below: title.map_or(&[], |t| &source.lines[t.kind_line..t.end]),
            opening: &opening_texts(outline, title_lines.end, body_from),
            attached: attached.as_ref().map(|a| a.issuer.as_str()),
            end_matter: &outline.end_matter,
        }),
        symbol: None,
    };
    let mut findings = Vec::new();
    read_symbol(source, above, attached.as_ref(), &mut document, &mut findings, places);
    if let Some(attached) = &attached {
        document.kind = document.kind.or(attached.kind);
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
    let is_opening = |start: usize| start >= title_end && start < body_from;
    outline.paragraphs.iter().filter(|p| is_opening(p.line_start)).map(|p| p.text.clone()).collect()
}

fn read_symbol(
    source: &Source,
    above: usize,
    attached: Option<&Attached>,
    document: &mut DraftDocument,
    findings: &mut Vec<Finding>,
    places: Places<'_>,
) {
    for (index, line) in source.lines.iter().take(above).enumerate() {
        let Some(rest) = SYMBOL_LINE.captures(line).and_then(|c| c.get(1)) else { continue };
        let place = || places.lines(index + 1, index + 1);
        if let Some(mention) = symbols::scan(rest.as_str()).into_iter().next() {
            // Blanks inside the number of a head are layout, not damage.
            if let Some(likely) =
                mention.likely.as_ref().filter(|likely| Some(*likely) != mention.symbol.as_ref())
            {
                findings.push(damaged_symbol(&mention.printed, likely.as_str()).at(place()));
            }
            document.symbol = mention.symbol;
            let kind = document.symbol.as_ref().and_then(Symbol::kind);
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
    // An annex behind the signature repeats the symbol of the document it belongs to.
    match attached.filter(|a| a.kind == document.kind) {
        Some(own) if own.symbol.is_some() => document.symbol.clone_from(&own.symbol),
        Some(own) => findings.push(blank_symbol().at(places.lines(own.line, own.line))),
        None => findings.push(missing_symbol()),
    }
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
        let key = fold(raw);
        // In a narrow column the date goes on below: "ngày 12 tháng 6 năm" / "2025".
        let below = source.lines[index + 1..].iter().find(|line| !line.trim().is_empty());
        let below = below.and_then(|line| line.trim().rsplit("  ").next()).unwrap_or_default();
        let whole = date_in(&key).filter(Option::is_some);
        let joined =
            || date_in(&format!("{} {}", key.trim_end(), fold(below.trim()))).filter(Option::is_some);
        let broken = || if key.contains("ngay ") { joined() } else { None };
        let Some(date) = whole.or_else(broken).or_else(|| date_in(&key)) else { continue };
        return Some(PrintedDate { place: place_before(raw), date, line: index + 1 });
    }
    None
}

/// The date in a folded line; `Some(None)` for one with numbers left out.
#[expect(clippy::option_option, reason = "a blank date is a date line all the same")]
fn date_in(key: &str) -> Option<Option<jiff::civil::Date>> {
    let found = DATE_LINE.captures(key)?;
    let number = |group: usize| found.get(group).and_then(|m| m.as_str().parse::<i16>().ok());
    Some(match (number(1), number(2), number(3)) {
        (Some(day), Some(month), Some(year)) => symbols::date(year, month, day),
        _ => None,
    })
}

/// The place before `, ngày …`, without the column or the symbol to its left.
fn place_before(raw: &str) -> Option<String> {
    let (before, _) = raw.rsplit_once(',').or_else(|| raw.split_once("ngày"))?;
    let column = before.trim().rsplit("  ").next()?.rsplit(['\t', '|']).next()?.trim();
    let end = symbols::scan(column).last().map_or(0, |m| m.range.end);
    let place = squeeze(&column[end..]);
    let is_name = place.starts_with(char::is_uppercase)
        && place.chars().count() <= 40
        && !place.contains(char::is_numeric);
    is_name.then_some(place)
}

/// What an annex says of the document it belongs to.
struct Attached {
    kind: Option<DocumentKind>,
    symbol: Option<Symbol>,
    date_words: String,
    issuer: String,
    line: usize,
}

/// `(Kèm theo Thông báo số … ngày … của …)` in an annex after the signature.
fn attached_line(outline: &Outline) -> Option<Attached> {
    let signed = outline.end_matter.last()?.number;
    let paragraph =
        outline.paragraphs.iter().find(|p| p.line_start > signed && ATTACHED.is_match(&p.text))?;
    let found = ATTACHED.captures(&paragraph.text)?;
    Some(Attached {
        kind: kind_at(&found[1].to_uppercase()),
        symbol: symbols::scan(&found[2]).into_iter().next().and_then(|m| m.symbol),
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
        (None, Some(attached)) => {
            (Some(attached.line), attached.date_words.trim_matches('/').trim().to_owned())
        }
        (None, None) => (None, String::new()),
    };
    let partly = if words.is_empty() { String::new() } else { format!(" (chỉ ghi “{words}”)") };
    let partly_en =
        if words.is_empty() { String::new() } else { format!(" (only “{words}” is printed)") };
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
            .english(
                "The kind of document was not recognised at its head.",
                "Choose the kind from the original.",
            ),
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

#[cfg(test)]
mod tests {
    use crate::source::{Limits, open};

    /// Symbol, kind, issuer, place and date, `-` for what is not told, and the rules of the findings.
    fn check(head: &str, expected: &str, rules: &[&str]) {
        let text = format!("{head}\nKẾ HOẠCH\nsố hóa hồ sơ\nCăn cứ quy định.\nI. MỤC TIÊU\n- Làm.");
        let source = open("thu.txt", text.as_bytes(), &Limits::default()).expect("the text is plain");
        let draft = crate::read(&source);
        let document = draft.document;
        let words = [
            document.symbol.map(|s| s.to_string()),
            document.kind.map(|k| k.code().to_owned()),
            document.issuer,
            document.place,
            document.issued_on.map(|d| d.to_string()),
        ];
        let found: Vec<String> = words.into_iter().map(|w| w.unwrap_or_else(|| "-".to_owned())).collect();
        assert_eq!(found.join(" | "), expected, "{head}");
        let told: Vec<_> = draft.findings.iter().filter(|f| f.rule.starts_with("document.")).collect();
        assert_eq!(told.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), rules, "{head}");
        assert_eq!(document.title, "số hóa hồ sơ", "{head}");
    }

    #[test]
    fn heads_in_two_columns_or_one_are_read() {
        check(
            "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH BẾN SÔNG Độc lập - Tự do - Hạnh phúc\nSố: 145 /KH-UBND Bến Sông, ngày 28 tháng 5 năm 2025",
            "145/KH-UBND | KH | Ủy ban nhân dân tỉnh Bến Sông | Bến Sông | 2025-05-28",
            &[],
        );
        check(
            "TỈNH ỦY BẾN SÔNG            ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 238-KH/TU            Bến Sông, ngày 23 tháng 5 năm 2025",
            "238-KH/TU | KH | Tỉnh ủy Bến Sông | Bến Sông | 2025-05-23",
            &[],
        );
        check(
            "SỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 31/KH-SNV\nBến Sông, ngày 01 tháng 12 năm 2025",
            "31/KH-SNV | KH | Sở Nội vụ | Bến Sông | 2025-12-01",
            &[],
        );
    }

    #[test]
    fn narrow_columns_and_watermarks_do_no_harm() {
        check(
            "ỦY BAN NHÂN DÂN         CỘNG HÒA XÃ HỘI CHỦ NGHĨA\n  TỈNH BẾN SÔNG                   VIỆT NAM\n                        Độc lập - Tự do - Hạnh phúc\nSố: 152/KH-UBND         Bến Sông, ngày 12 tháng 6 năm\n                                   2025",
            "152/KH-UBND | KH | Ủy ban nhân dân tỉnh Bến Sông | Bến Sông | 2025-06-12",
            &[],
        );
        check(
            "ỦY BAN NHÂN DÂN\nTỈNH BẾN SÔNG\nDỰ THẢO\nSố: 7/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVIỆT NAM\nBến Sông, ngày 12\ntháng 6 năm 2025",
            "7/KH-UBND | KH | Ủy ban nhân dân tỉnh Bến Sông | Bến Sông | 2025-06-12",
            &[],
        );
    }

    #[test]
    fn blanks_stay_blank_and_are_told() {
        check(
            "SỞ NỘI VỤ\nSố:        /KH-SNV        Bến Sông, ngày      tháng 12 năm 2025",
            "- | KH | Sở Nội vụ | Bến Sông | -",
            &["document.symbol_blank", "document.date_missing"],
        );
        check(
            "",
            "- | KH | - | - | -",
            &["document.symbol_missing", "document.date_missing", "document.issuer_missing"],
        );
    }
}
