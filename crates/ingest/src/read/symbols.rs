//! Document symbols in running text, sound or damaged, each with the date written after it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use domain::text::fold;
use domain::{DocumentKind, Symbol};
use jiff::civil::Date;
use regex::Regex;

use super::patterns::{folded, printed as pattern};

/// A symbol as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    /// The bytes of the symbol.
    pub range: Range<usize>,
    /// The bytes of the symbol and the date after it.
    pub whole: Range<usize>,
    /// As printed.
    pub printed: String,
    /// The symbol in its canonical writing, where the printed text is one.
    pub symbol: Option<Symbol>,
    /// The likely reading, where the symbol is damaged.
    pub likely: Option<Symbol>,
    /// The date after it.
    pub issued_on: Option<Date>,
}

/// `57-NQ/TW`, `145/KH-UBND`, `30/2020/NĐ-CP`, `1075/UBND-KGVX`, and `01/BCDTW` where the dash is lost.
static SYMBOL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        (?: [0-9]{1,4}(?:\.[0-9])? \x20? [-–] \x20? [A-Za-zÀ-ỹ]{1,6} \x20? / \x20? [A-ZÀ-ỹ][A-Za-zÀ-ỹ0-9]{1,15}
          | [0-9]{1,4}(?:\.[0-9])? / (?:19|20)[0-9][0-9] / [A-ZÀ-ỹ][A-Za-zÀ-ỹ0-9]* (?:-[A-ZÀ-ỹ][A-Za-zÀ-ỹ0-9]*)*
          | [0-9]{1,5} \x20? / \x20? [A-Za-zÀ-ỹ]{1,6} \x20? [-–] \x20? [A-ZÀ-ỹ][A-Za-zÀ-ỹ0-9&]{1,15} (?:-[A-ZÀ-ỹ][A-Za-zÀ-ỹ0-9]*)*
          | [0-9]{1,4} / [A-ZÀ-ỹ][A-ZÀ-ỹ0-9]{2,11}
        )",
    )
});
/// A date right after a symbol, in folded text; OCR may spoil the vowels.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^\s*,?\s*n.?ay\s+(\d{1,2})\s*(?:/\s*(\d{1,2})\s*/\s*(\d{4})|th\w{0,3}ng\s+(\d{1,2})\s+n\w{1,3}\s+(\d{4}))",
    )
});
/// A number torn in two before its symbol: `số 5 7-NQ/TW`.
static TORN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)s[^\s\d]\s+(\d{1,2})\s$"));

/// Finds the symbols of a text.
pub(super) fn scan(text: &str) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for found in SYMBOL.find_iter(text) {
        if !stands_free(text, found.range()) {
            continue;
        }
        mentions.push(mention(text, found.range()));
    }
    mentions
}

/// Not the tail of a longer number, date or word.
fn stands_free(text: &str, range: Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ','))
        && !after.is_some_and(char::is_alphanumeric)
}

fn mention(text: &str, range: Range<usize>) -> Mention {
    let torn = TORN.captures(&text[..range.start]).and_then(|c| c.get(1)).map(|m| m.start());
    let range = torn.unwrap_or(range.start)..range.end;
    let printed = text[range.clone()].to_owned();
    let has_blank = printed.contains(char::is_whitespace);
    let symbol = Symbol::parse(&printed).ok();
    let likely = match &symbol {
        Some(symbol) if has_blank => mended(symbol.as_str()).or_else(|| Some(symbol.clone())),
        Some(symbol) => mended(symbol.as_str()),
        None => mended(&printed),
    };
    let (issued_on, end) = date_after(text, range.end);
    Mention { whole: range.start..end, range, printed, symbol, likely, issued_on }
}

/// The date right after a symbol, and the byte where it ends.
fn date_after(text: &str, from: usize) -> (Option<Date>, usize) {
    let ahead: String = text[from..].chars().take(48).collect();
    // Folding keeps the number of letters but for blanks, which are single already.
    let folded: String = ahead.chars().map(fold_letter).collect();
    let Some(found) = DATE.captures(&folded) else {
        return (None, from);
    };
    let number = |group: usize| found.get(group).and_then(|m| m.as_str().parse::<i16>().ok());
    let (Some(day), Some(month), Some(year)) = (number(1), number(2).or(number(4)), number(3).or(number(5)))
    else {
        return (None, from);
    };
    let length = folded[..found[0].len()].chars().count();
    let bytes: usize = ahead.chars().take(length).map(char::len_utf8).sum();
    (date(year, month, day), from + bytes)
}

/// A date from printed numbers.
pub(super) fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn fold_letter(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    fold(&c.to_string()).chars().next().unwrap_or(c)
}

/// Bodies that issue documents, as their letters stand in symbols; those with digits count a term.
const ISSUERS: [&str; 30] = [
    "TW", "TU", "CP", "TTg", "UBND", "HĐND", "QH", "UBTVQH", "BCĐ", "BCĐTW", "ĐU", "HU", "VPTW", "VPCP",
    "BTGTW", "BTGDVTW", "UBKTTW", "BTCTW", "BTC", "BNV", "BKHCN", "BTTTT", "BCA", "BQP", "BGDĐT", "BYT",
    "BTP", "TTr", "MTTQ", "CTN",
];

/// The likely reading of a damaged symbol: only letters are mended, never a number.
fn mended(printed: &str) -> Option<Symbol> {
    let compact: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
    let place = compact.find(['-', '/'])?;
    let (number, letters) = compact.split_at(place);
    let mut repaired = String::from(number);
    for piece in letters.split_inclusive(['-', '/']) {
        let bare = piece.trim_end_matches(['-', '/']);
        repaired.push_str(&mended_letters(bare));
        repaired.push_str(&piece[bare.len()..]);
    }
    let symbol = Symbol::parse(&repaired).ok()?;
    (symbol.as_str() != compact).then_some(symbol)
}

/// Letters that are known when the usual confusions are undone (`QB` → `QĐ`, `TVV` → `TW`, `IT15` → `H15`).
fn mended_letters(letters: &str) -> String {
    if letters.is_empty() || is_known(letters) || letters.chars().all(|c| c.is_ascii_digit()) {
        return letters.to_owned();
    }
    let tries = [
        letters.replace("VV", "W"),
        letters.replace('B', "Đ"),
        letters.replace('D', "Đ"),
        letters.replace("IT", "H"),
        letters.replace("II", "H"),
        letters.replace('P', "Đ"),
    ];
    tries.into_iter().find(|t| t != letters && is_known(t)).unwrap_or_else(|| letters.to_owned())
}

fn is_known(letters: &str) -> bool {
    let body = letters.trim_end_matches(|c: char| c.is_ascii_digit());
    DocumentKind::from_code(letters).is_some() || ISSUERS.contains(&body)
}

/// No honest document names more different symbols than this; beyond it none is compared.
const COMPARED: usize = 500;

/// Marks symbols that are probably another that the document names far more often: `57-NQ/TU` beside many `57-NQ/TW`.
pub(super) fn compare(mentions: &mut [&mut Mention]) {
    let mut counts: BTreeMap<Symbol, usize> = BTreeMap::new();
    for mention in mentions.iter() {
        if let Some(symbol) = &mention.symbol {
            *counts.entry(symbol.clone()).or_default() += 1;
        }
    }
    if counts.len() > COMPARED {
        return;
    }
    for mention in mentions.iter_mut() {
        let Some(symbol) = mention.symbol.clone().filter(|_| mention.likely.is_none()) else { continue };
        let own = counts[&symbol];
        let rival = counts.iter().find(|(other, count)| **count >= 5 * own && is_slip(&symbol, other));
        mention.likely = rival.map(|(other, _)| other.clone());
    }
}

/// The same number and kind, and an issuer that differs in one letter.
fn is_slip(one: &Symbol, other: &Symbol) -> bool {
    let number = |s: &Symbol| s.as_str().split(['-', '/']).next().unwrap_or_default().to_owned();
    one != other
        && number(one) == number(other)
        && one.style() == other.style()
        && one.kind() == other.kind()
        && strsim::levenshtein(one.as_str(), other.as_str()) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Option<&str>, Option<&str>)]) {
        let found: Vec<_> = scan(text)
            .into_iter()
            .map(|m| (m.printed, m.issued_on.map(|d| d.to_string()), m.likely.map(|s| s.to_string())))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(p, d, l)| ((*p).to_owned(), d.map(str::to_owned), l.map(str::to_owned)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn symbols_come_with_their_dates() {
        check("Nghị quyết số 12-NQ/TW, ngày 22/12/2024 của", &[("12-NQ/TW", Some("2024-12-22"), None)]);
        check(
            "Kế hoạch số 145/KH-UBND ngày 06 tháng 5 năm 2025",
            &[("145/KH-UBND", Some("2025-05-06"), None)],
        );
        check(
            "theo 30/2020/NĐ-CP và 66.7/2025/NQ-CP",
            &[("30/2020/NĐ-CP", None, None), ("66.7/2025/NQ-CP", None, None)],
        );
        check("Công văn số 1075/UBND-KGVX ngày 03/6/2025", &[("1075/UBND-KGVX", Some("2025-06-03"), None)]);
        check("số 238-KH/TU ngay 23 thiang 5 ndm 2025", &[("238-KH/TU", Some("2025-05-23"), None)]);
    }

    #[test]
    fn damaged_symbols_carry_the_likely_reading() {
        check("số 70/2025/UBTVQIT15 của", &[("70/2025/UBTVQIT15", None, Some("70/2025/UBTVQH15"))]);
        check("số 12-NQ/TVV", &[("12-NQ/TVV", None, Some("12-NQ/TW"))]);
        check("số 204-QB/TW", &[("204-QB/TW", None, Some("204-QĐ/TW"))]);
        check("số 12- NQ/TW", &[("12- NQ/TW", None, Some("12-NQ/TW"))]);
        check("số 5 7-NQ/TW", &[("5 7-NQ/TW", None, Some("57-NQ/TW"))]);
        check("số 01/BCDTW ngày 21/3/2025", &[("01/BCDTW", Some("2025-03-21"), None)]);
    }

    #[test]
    fn other_figures_are_no_symbols() {
        check("ngày 22/12/2024, 24/7, 2021-2025, 4G/5G, 80% - 90%, 2025 - 2030", &[]);
    }

    #[test]
    fn a_rare_slip_is_compared_with_the_usual_symbol() {
        let mut found = scan("57-NQ/TW 57-NQ/TW 57-NQ/TW 57-NQ/TW 57-NQ/TW 57-NQ/TU 45-NQ/TW");
        let mut all: Vec<&mut Mention> = found.iter_mut().collect();
        compare(&mut all);
        let likely: Vec<_> = found.iter().filter_map(|m| m.likely.as_ref().map(Symbol::as_str)).collect();
        assert_eq!(likely, ["57-NQ/TW"]);
    }
}
