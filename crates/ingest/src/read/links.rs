//! Which other documents a document names, and how it stands to each.
//!
//! The title and the opening sentence say what it carries out; every document named there after "thực hiện"
//! is carried out, also through another ("Kế hoạch A về thực hiện Nghị quyết B"). Elsewhere a name is a mention,
//! unless the sentence says that this document replaces or amends the other.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use domain::text::fold;
use domain::{DocumentKind, Finding, Relation, Severity, Symbol};
use jiff::civil::Date;
use regex::Regex;

use super::findings::{Doubt, finding};
use super::head::{Head, damaged_symbol};
use super::outline::{Joined, Outline, Places};
use super::patterns::{folded as pattern, printed};
use super::symbols::{self, Mention};
use crate::draft::DraftLink;

/// A stretch of the document in which a relation is read.
struct Passage {
    text: Joined,
    zone: Zone,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Title,
    Opening,
    Body,
}

/// Words before a symbol that govern it, in folded text.
static GOVERNING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"th\wc hi\wn|trien khai|can c\w|thay the|sua doi|bo sung|bai bo|kem theo|c\w the hoa|tren co so|xet de nghi|theo ",
    )
});
static REPLACES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bn\wy (?:[^.;]{0,60} )?(?:thay the|bai bo|huy bo)\b|^[^a-z]*(?:thay the|bai bo) ")
});
static AMENDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bn\wy (?:sua doi|bo sung|dieu chinh)"));
/// Words after which a document is the one carried out, not the one acted upon.
static CARRIES_OUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bth\wc hi\wn|\btrien khai|\bcu the hoa"));
static ALTERS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:sua doi|bo sung|dieu chinh)"));
static KIND_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| printed(r"(\p{Lu}\p{L}+ \p{L}+)(?: \p{L}+){0,2} s\p{L}\s*$"));

/// Reads the links of a document.
pub(super) fn read(outline: &Outline, head: &Head, places: Places<'_>) -> (Vec<DraftLink>, Vec<Finding>) {
    let passages = passages(outline, head, places);
    let mut mentions: Vec<(usize, Mention)> = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        mentions.extend(symbols::scan(&passage.text.text).into_iter().map(|m| (index, m)));
    }
    let mut all: Vec<&mut Mention> = mentions.iter_mut().map(|(_, m)| m).collect();
    symbols::compare(&mut all);

    let own = head.document.symbol.as_ref();
    let mut links: BTreeMap<Symbol, DraftLink> = BTreeMap::new();
    let mut dates: BTreeMap<Symbol, Vec<(Date, usize)>> = BTreeMap::new();
    let mut order: Vec<Symbol> = Vec::new();
    let sound: HashSet<Symbol> =
        mentions.iter().filter(|(_, m)| m.likely.is_none()).filter_map(|(_, m)| m.symbol.clone()).collect();
    for (index, mention) in &mentions {
        let passage = &passages[*index];
        let Some(symbol) = linked_symbol(mention, &sound).filter(|s| Some(s) != own) else { continue };
        let (first, last) =
            (passage.text.line_at(mention.whole.start), passage.text.line_at(mention.whole.end - 1));
        if let Some(date) = mention.issued_on {
            dates.entry(symbol.clone()).or_default().push((date, first));
        }
        let link = DraftLink {
            relation: relation(passage, mention),
            symbol: symbol.clone(),
            issued_on: None,
            anchor: places.lines(first, last),
        };
        match links.get_mut(&symbol) {
            None => {
                order.push(symbol.clone());
                links.insert(symbol, link);
            }
            Some(known) if strength(link.relation) < strength(known.relation) => *known = link,
            Some(_) => {}
        }
    }
    let mut findings = damaged(&mentions, &passages, places);
    findings.extend(conflicting_dates(&dates, places));
    let links = order.into_iter().filter_map(|symbol| {
        let mut link = links.remove(&symbol)?;
        link.issued_on = dates.get(&symbol).and_then(|d| usual(d));
        Some(link)
    });
    let mut links: Vec<DraftLink> = links.collect();
    links.sort_by_key(|link| link.anchor.line_start);
    (links, findings)
}

fn passages(outline: &Outline, head: &Head, places: Places<'_>) -> Vec<Passage> {
    let title = &head.title_lines;
    let mut passages = Vec::new();
    if !title.is_empty() {
        passages.push(Passage { text: places.joined(title.start, title.end - 1), zone: Zone::Title });
    }
    for paragraph in &outline.paragraphs {
        if paragraph.line_start < title.end {
            continue;
        }
        let zone = if paragraph.line_start < head.body_from { Zone::Opening } else { Zone::Body };
        passages.push(Passage { text: places.joined(paragraph.line_start, paragraph.line_end), zone });
    }
    passages
}

/// The symbol to link: the sound reading where the document has it elsewhere, else as printed.
fn linked_symbol(mention: &Mention, sound: &HashSet<Symbol>) -> Option<Symbol> {
    match &mention.likely {
        Some(likely) if sound.contains(likely) => None,
        _ => mention.symbol.clone(),
    }
}

/// The strongest relation has the smallest number.
fn strength(relation: Relation) -> u8 {
    match relation {
        Relation::Replaces => 0,
        Relation::Amends => 1,
        Relation::AttachedTo => 2,
        Relation::Implements => 3,
        Relation::BasedOn => 4,
        Relation::Mentions => 5,
    }
}

/// How far back from a symbol its sentence is read, in letters.
const SENTENCE: usize = 1_500;

fn last_letters(text: &str, count: usize) -> &str {
    text.char_indices().rev().nth(count).map_or(text, |(at, _)| &text[at..])
}

fn relation(passage: &Passage, mention: &Mention) -> Relation {
    let before = last_letters(&passage.text.text[..mention.range.start], SENTENCE);
    let sentence = fold(before.rsplit(". ").next().unwrap_or(before));
    if let Some(relation) = acts_on(&sentence, passage.zone) {
        return relation;
    }
    if is_attachment(&sentence) {
        return Relation::AttachedTo;
    }
    match passage.zone {
        Zone::Body => Relation::Mentions,
        Zone::Title | Zone::Opening => governed(&sentence, passage.zone),
    }
}

/// "Kế hoạch này thay thế Kế hoạch số …": only the documents before the words that describe them.
fn acts_on(sentence: &str, zone: Zone) -> Option<Relation> {
    let is_undescribed =
        |from: usize| !sentence[from..].contains(" ve ") && !CARRIES_OUT.is_match(&sentence[from..]);
    if let Some(found) = REPLACES.find(sentence).filter(|found| sentence.len() - found.end() <= 120) {
        return is_undescribed(found.end()).then_some(Relation::Replaces);
    }
    if let Some(found) = AMENDS.find(sentence) {
        return is_undescribed(found.end()).then_some(Relation::Amends);
    }
    if zone != Zone::Title {
        return None;
    }
    // "Sửa đổi Chương trình thực hiện Nghị quyết X" carries out X; "Triển khai X sửa đổi Y" does so with both.
    if ALTERS.is_match(sentence) {
        return (!CARRIES_OUT.is_match(sentence)).then_some(Relation::Amends);
    }
    let replaced = sentence.rfind("thay the").filter(|at| !CARRIES_OUT.is_match(&sentence[*at..]));
    replaced.map(|_| Relation::Replaces)
}

/// "(Kèm theo Quyết định số …": the words must lead straight to the symbol.
fn is_attachment(sentence: &str) -> bool {
    sentence.rfind("kem theo").is_some_and(|place| sentence[place..].split(' ').count() <= 9)
}

/// By the first governing words of the clause: clauses of the opening are parted by semicolons, and a new
/// "căn cứ" or "thực hiện" may follow a comma.
fn governed(sentence: &str, zone: Zone) -> Relation {
    let clause = sentence.rsplit(';').next().unwrap_or(sentence);
    let words: Vec<&str> = GOVERNING.find_iter(clause).map(|m| m.as_str()).collect();
    let carries_out =
        |w: &&str| w.starts_with("th") && w.ends_with('n') || *w == "trien khai" || w.ends_with("the hoa");
    match words.first() {
        Some(first) if first.starts_with("tren co so") || first.starts_with("xet") => Relation::BasedOn,
        Some(first) if first.starts_with("can c") => {
            if words.len() == 1 {
                Relation::BasedOn
            } else {
                Relation::Mentions
            }
        }
        Some(first) if carries_out(first) => Relation::Implements,
        Some(_) if words.iter().any(carries_out) => Relation::Implements,
        Some(first) if first.starts_with("theo") => Relation::BasedOn,
        None if zone == Zone::Opening && clause.len() < sentence.len() => {
            governed(whole_before(sentence), zone)
        }
        _ => Relation::Mentions,
    }
}

/// A list goes on after a semicolon ("Thực hiện Nghị quyết A; Nghị quyết B"): the clause before governs.
fn whole_before(sentence: &str) -> &str {
    sentence.rsplit_once(';').map_or("", |(before, _)| before)
}

/// The date given most often.
fn usual(dates: &[(Date, usize)]) -> Option<Date> {
    let mut counts: BTreeMap<Date, usize> = BTreeMap::new();
    for (date, _) in dates {
        *counts.entry(*date).or_default() += 1;
    }
    // Of equals the first printed wins.
    dates.iter().rev().map(|(date, _)| *date).max_by_key(|date| counts[date])
}

fn conflicting_dates(dates: &BTreeMap<Symbol, Vec<(Date, usize)>>, places: Places<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (symbol, dates) in dates {
        let usual = usual(dates);
        if let Some((date, line)) = dates.iter().find(|(date, _)| Some(*date) != usual) {
            let (other, first) = (
                date.strftime("%d/%m/%Y"),
                usual.map_or(String::new(), |d| d.strftime("%d/%m/%Y").to_string()),
            );
            findings.push(
                finding(
                    "link.date_conflict",
                    Severity::Warning,
                    format!("Văn bản {symbol} được ghi hai ngày khác nhau: {first} và {other}."),
                    "Đối chiếu với văn bản được dẫn; có thể là hai văn bản trùng số hoặc một chỗ ghi nhầm ngày.",
                )
                .english(
                    format!("{symbol} is cited with two dates: {first} and {other}."),
                    "Compare with the cited document: two documents may share the number, or one date is wrong.",
                )
                .at(places.lines(*line, *line)),
            );
        }
    }
    findings
}

/// One finding for each damaged writing, at its first place.
fn damaged(mentions: &[(usize, Mention)], passages: &[Passage], places: Places<'_>) -> Vec<Finding> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut findings = Vec::new();
    for (index, mention) in mentions {
        let text = &passages[*index].text;
        let Some(likely) =
            mention.likely.as_ref().map(Symbol::to_string).or_else(|| guessed(&text.text, mention))
        else {
            continue;
        };
        if !seen.insert(&mention.printed) {
            continue;
        }
        let line = text.line_at(mention.range.start);
        findings.push(
            damaged_symbol(&mention.printed, &likely)
                .at(places.lines(line, text.line_at(mention.range.end - 1))),
        );
    }
    findings
}

/// `Kế hoạch số 01/BCDTW`: the kind stands before the number, its letters are lost.
fn guessed(text: &str, mention: &Mention) -> Option<String> {
    if mention.symbol.is_some() {
        return None;
    }
    let words = KIND_BEFORE.captures(&text[..mention.range.start])?;
    let kind = DocumentKind::ALL.iter().find(|kind| fold(kind.name_vi()) == fold(&words[1]))?;
    let (number, issuer) = mention.printed.split_once('/')?;
    let issuer = issuer.replace("BCD", "BCĐ");
    Some(format!("{number}-{}/{issuer}", kind.code()))
}

#[cfg(test)]
mod tests {
    use crate::source::{Limits, open};

    fn check(lines: &str, expected: &[(&str, &str)]) {
        let source = open("thu.txt", lines.as_bytes(), &Limits::default()).expect("the text is plain");
        let draft = crate::read(&source);
        let found: Vec<_> = draft.links.iter().map(|l| (l.relation.code(), l.symbol.as_str())).collect();
        assert_eq!(found, expected, "{lines}");
    }

    #[test]
    fn the_opening_tells_what_is_carried_out_and_what_it_rests_on() {
        check(
            "KẾ HOẠCH\nsố hóa\nThực hiện Kế hoạch số 1/KH-UBND ngày 02/3/2025 của UBND tỉnh về triển khai Nghị quyết số 2-NQ/TW; căn cứ Quy chế số 3-QC/TU, Sở Y tế xây dựng Kế hoạch như sau:\nI. MỤC TIÊU",
            &[("implements", "1/KH-UBND"), ("implements", "2-NQ/TW"), ("based_on", "3-QC/TU")],
        );
        check(
            "QUYẾT ĐỊNH\nvề việc lập tổ\nCăn cứ Nghị định số 4/2025/NĐ-CP; Quyết định số 5/QĐ-TTg;\nXét đề nghị tại Tờ trình số 6/TTr-SYT.\nI. NỘI DUNG",
            &[("based_on", "4/2025/NĐ-CP"), ("based_on", "5/QĐ-TTg"), ("based_on", "6/TTr-SYT")],
        );
        check(
            "KẾ HOẠCH\ntriển khai Nghị quyết số 7/NQ-CP\nThực hiện Nghị quyết số 7/NQ-CP, Sở ban hành Kế hoạch:\nI. VIỆC\n- Theo Nghị quyết số 7/NQ-CP và Công văn số 8/UBND-VX.",
            &[("implements", "7/NQ-CP"), ("mentions", "8/UBND-VX")],
        );
    }

    #[test]
    fn replacing_and_amending_are_acts_of_this_document() {
        let head = "KẾ HOẠCH\nsố hóa\nSở lập Kế hoạch như sau:\nI. VIỆC\n- Làm.\n";
        let check = |body: &str, expected: &[(&str, &str)]| check(&format!("{head}{body}"), expected);
        check(
            "Kế hoạch này thay thế Kế hoạch số 9/KH-STP ngày 01/02/2025 của Sở về thực hiện Nghị quyết số 2-NQ/TW.",
            &[("replaces", "9/KH-STP"), ("mentions", "2-NQ/TW")],
        );
        check(
            "- Dùng giấy tờ điện tử thay thế giấy tờ giấy theo Nghị định số 4/2025/NĐ-CP.",
            &[("mentions", "4/2025/NĐ-CP")],
        );
        check("- Kế hoạch này sửa đổi, bổ sung Kế hoạch số 3/KH-STP.", &[("amends", "3/KH-STP")]);
        check(
            "- Rà soát, sửa đổi, bổ sung văn bản theo Công văn số 8/UBND-VX.",
            &[("mentions", "8/UBND-VX")],
        );
    }

    #[test]
    fn the_nearest_verb_of_a_title_governs() {
        let check =
            |title: &str, expected: &[(&str, &str)]| check(&format!("{title}\nI. VIỆC\n- Làm."), expected);
        check(
            "NGHỊ QUYẾT\nSửa đổi, bổ sung cập nhật Chương trình hành động của tỉnh thực hiện Nghị quyết số 2-NQ/TW",
            &[("implements", "2-NQ/TW")],
        );
        check("QUYẾT ĐỊNH\nVề việc sửa đổi, bổ sung Kế hoạch số 3/KH-STP", &[("amends", "3/KH-STP")]);
        check(
            "QUYẾT ĐỊNH\nVề việc sửa đổi Kế hoạch số 3/KH-STP triển khai Nghị quyết số 2-NQ/TW",
            &[("amends", "3/KH-STP"), ("implements", "2-NQ/TW")],
        );
        check("KẾ HOẠCH\nsố hóa năm 2026, thay thế Kế hoạch số 3/KH-STP", &[("replaces", "3/KH-STP")]);
    }

    #[test]
    fn an_attached_plan_belongs_to_its_decision() {
        check(
            "KẾ HOẠCH\nsố hóa năm 2026\n(Ban hành kèm theo Quyết định số 12/QĐ-STP ngày 03/6/2025 của Sở Tư pháp)\nI. VIỆC\n- Làm.",
            &[("attached_to", "12/QĐ-STP")],
        );
    }
}
