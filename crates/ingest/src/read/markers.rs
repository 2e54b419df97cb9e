//! What a line begins with: `I-`, `1.1.`, `a)`, `-`, `Phụ lục II`, and what OCR makes of them.

use std::sync::LazyLock;

use domain::text::fold;
use regex::Regex;

use super::paragraphs::{Marker, MarkerKind};
use super::patterns::printed as pattern;

static ANNEX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((?:PHỤ LỤC|Phụ lục|PHU LUC|Phu luc|BIỂU|Biểu)(?:\s+(?:SỐ|số|Số))?\s*(?:([IVX]+|\d{1,2})\b)?)\s*[.:–-]?\s*",
    )
});
static PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^((?:PHẦN|Phần|CHƯƠNG|Chương)\s+(?:(?:THỨ|thứ)\s+(\p{L}+)|([IVX]+|\d{1,2})\b))\s*[.:–-]?\s*")
});
static ARTICLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^((?:Điều|ĐIỀU)\s+(\d{1,3})\s*[.:])\s*(?:\p{Lu}|$)"));
static CAPITAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(([A-HK])\s*[.)–-])\s+\p{Lu}"));
static ROMAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"^(([IVX]{1,5})\s*[-–—.)/:])\s*["“(]?[\p{Lu}\d]"#));
/// One, el, bar and hooked I stand for I; the rest of the line must be in capitals.
static DAMAGED_ROMAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(([IVX1lỈÍi|!]{1,5})\s*[-–—.])\s*(\p{Lu}.*)$"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"^((\d{1,2}(?:\.\d{1,2}){0,3})(?:\s*[.)]|/(?:\s)|\s*[-–](?:\s)|[,:](?:\s)|))(\s*)(["“(\[]?)(.?)"#,
    )
});
static DAMAGED_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(([0-9lIỈÍ|OoQ]{1,2})\.)\s+\p{Lu}"));
static LETTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(([a-zđA-ZĐ])\s?\))\s*\S|^(([a-zđ])\.)\s+\S"));
static PAREN: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\(\s?(\d{1,2})\s?\))\s*\S"));
static BULLET: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(([-–—−])\s?[■•▪●]?|[■•▪●○◦❖➢✓♦\u{f0b7}\u{f0a7}\u{2022}])\s*\S"));
static PLUS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\+)\s*\S"));
static STAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(\*{1,3})\s*\S"));

/// Reads the marker at the start of a line; returns it with the words after it.
pub(super) fn parse(line: &str) -> Option<(Marker, &str)> {
    // The first letter decides which forms can be meant; most lines of a document begin with none of these.
    match line.chars().next()? {
        '(' => simple(line, &PAREN, |m| Some(MarkerKind::Paren(m.parse().ok()?))),
        '+' => simple(line, &PLUS, |_| Some(MarkerKind::Plus)),
        '*' => simple(line, &STAR, |_| Some(MarkerKind::Star)),
        '0'..='9' => number(line).or_else(|| damaged(line)),
        'I' | 'V' | 'X' => roman(line).or_else(|| letter(line)).or_else(|| damaged(line)),
        'P' | 'B' | 'C' => annex(line).or_else(|| part(line)).or_else(|| letter(line)),
        'A'..='H' | 'K' => part(line).or_else(|| letter(line)),
        'l' | 'i' | 'o' => letter(line).or_else(|| damaged(line)),
        'Đ' => article(line).or_else(|| letter(line)),
        'a'..='z' | 'đ' => letter(line),
        'Ỉ' | 'Í' | '|' | '!' | 'O' | 'Q' => damaged(line),
        c if c.is_alphabetic() => None,
        _ => simple(line, &BULLET, |_| Some(MarkerKind::Dash)),
    }
}

fn marker(kind: MarkerKind, label: &str, is_damaged: bool) -> Marker {
    Marker { kind, label: label.trim().to_owned(), is_damaged }
}

fn annex(line: &str) -> Option<(Marker, &str)> {
    let found = ANNEX.captures(line)?;
    let number = found.get(2).map_or(Some(0), |m| ordinal(m.as_str()))?;
    let rest = &line[found[0].len()..];
    let word = &found[1];
    // In running text the word stands in lower case and a sentence goes on after it.
    let is_shouted =
        word.starts_with(char::is_uppercase) && word.chars().nth(1).is_some_and(char::is_uppercase);
    let names_itself = number > 0 && (rest.is_empty() || rest.starts_with(char::is_uppercase));
    if !is_shouted && !names_itself || rest.starts_with(char::is_lowercase) {
        return None;
    }
    Some((marker(MarkerKind::Annex(number), word, false), rest))
}

fn part(line: &str) -> Option<(Marker, &str)> {
    if let Some(found) = PART.captures(line) {
        let number = match found.get(2) {
            Some(word) => spelled(word.as_str())?,
            None => ordinal(found.get(3)?.as_str())?,
        };
        return Some((marker(MarkerKind::Part(number), &found[1], false), &line[found[0].len()..]));
    }
    let found = CAPITAL.captures(line)?;
    let letter = found[2].chars().next()?;
    let number = u32::from(letter) - u32::from('A') + 1;
    let rest = line[found[1].len()..].trim_start();
    is_capitals(rest).then(|| (marker(MarkerKind::Part(number), &found[1], false), rest))
}

fn article(line: &str) -> Option<(Marker, &str)> {
    let found = ARTICLE.captures(line)?;
    let kind = MarkerKind::Article(found[2].parse().ok()?);
    Some((marker(kind, &found[1], false), line[found[1].len()..].trim_start()))
}

fn roman(line: &str) -> Option<(Marker, &str)> {
    let found = ROMAN.captures(line)?;
    let value = roman_value(&found[2])?;
    Some((marker(MarkerKind::Roman(value), &found[1], false), line[found[1].len()..].trim_start()))
}

fn number(line: &str) -> Option<(Marker, &str)> {
    let found = NUMBER.captures(line)?;
    let (digits, label) = (&found[2], &found[1]);
    let is_bare = label == digits;
    let has_gap = !found[3].is_empty() || label.ends_with(char::is_whitespace);
    let first = found[5].chars().next()?;
    let starts_words = first.is_uppercase() || !found[4].is_empty();
    // `1.1 Xây dựng` has no final dot; a single bare number is never a label.
    let is_label = if is_bare {
        digits.contains('.') && has_gap && first.is_uppercase()
    } else {
        (has_gap && (starts_words || first.is_alphanumeric())) || first.is_uppercase()
    };
    if !is_label {
        return None;
    }
    let parts: Vec<u32> = digits.split('.').filter_map(|p| p.parse().ok()).collect();
    let rest = line[label.len()..].trim_start();
    Some((marker(MarkerKind::Number(parts), label, false), rest))
}

fn letter(line: &str) -> Option<(Marker, &str)> {
    let found = LETTER.captures(line)?;
    let label = found.get(1).or(found.get(3))?.as_str();
    let letter = label.chars().next()?.to_lowercase().next()?;
    Some((marker(MarkerKind::Letter(letter), label, false), line[label.len()..].trim_start()))
}

fn simple<'a>(
    line: &'a str,
    regex: &Regex,
    kind: impl Fn(&str) -> Option<MarkerKind>,
) -> Option<(Marker, &'a str)> {
    let found = regex.captures(line)?;
    let label = found.get(1)?.as_str();
    let kind = kind(found.get(2).map_or("", |m| m.as_str()))?;
    Some((marker(kind, label, false), line[label.len()..].trim_start()))
}

/// Labels in which OCR took I for 1, l or Ỉ, and 0 for O.
fn damaged(line: &str) -> Option<(Marker, &str)> {
    if let Some(found) = DAMAGED_NUMBER.captures(line) {
        let digits: String = found[2].chars().map(as_digit).collect();
        let label = &found[1];
        let number = digits.parse().ok()?;
        return Some((
            marker(MarkerKind::Number(vec![number]), label, true),
            line[label.len()..].trim_start(),
        ));
    }
    damaged_roman(line)
}

/// `11- YÊU CẦU`, `I11. MỤC TIÊU`: only before a title in capitals.
pub(super) fn damaged_roman(line: &str) -> Option<(Marker, &str)> {
    let found = DAMAGED_ROMAN.captures(line)?;
    if !is_capitals(&found[3]) {
        return None;
    }
    let letters: String = found[2].chars().map(as_roman).collect();
    let value = roman_value(&letters)?;
    Some((marker(MarkerKind::Roman(value), &found[1], true), line[found[1].len()..].trim_start()))
}

fn as_digit(c: char) -> char {
    match c {
        'O' | 'o' | 'Q' => '0',
        '0'..='9' => c,
        _ => '1',
    }
}

fn as_roman(c: char) -> char {
    if matches!(c, 'V' | 'X') { c } else { 'I' }
}

/// Whether most letters are capitals, as in a title.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    letters >= 2 && capitals * 10 >= letters * 7
}

fn ordinal(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| roman_value(text))
}

/// The value of a Roman numeral up to 39, written as it should be.
fn roman_value(text: &str) -> Option<u32> {
    (1..40).find(|&n| roman_text(n) == text)
}

/// A number up to 39 as a Roman numeral.
pub(super) fn roman_text(number: u32) -> String {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    format!("{}{}", "X".repeat(number as usize / 10), ones[number as usize % 10])
}

/// `thứ nhất`, `thứ hai`.
fn spelled(word: &str) -> Option<u32> {
    let words = ["nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam"];
    let place = words.iter().position(|w| *w == fold(word))?;
    u32::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use MarkerKind::{Annex, Article, Dash, Letter, Number, Paren, Part, Plus, Roman};

    #[test]
    fn markers_are_read_as_printed() {
        let check = |line: &str, kind: MarkerKind, label: &str, rest: &str| {
            let (marker, words) = parse(line).unwrap_or_else(|| panic!("{line} has a marker"));
            assert_eq!((marker.kind, marker.label.as_str(), words), (kind, label, rest), "{line}");
        };
        check("I- MỤC ĐÍCH", Roman(1), "I-", "MỤC ĐÍCH");
        check("IV. Tổ chức", Roman(4), "IV.", "Tổ chức");
        check("1. Xây dựng", Number(vec![1]), "1.", "Xây dựng");
        check("3.10. Đề xuất", Number(vec![3, 10]), "3.10.", "Đề xuất");
        check("1.1 Rà soát", Number(vec![1, 1]), "1.1", "Rà soát");
        check("3/ Xây dựng", Number(vec![3]), "3/", "Xây dựng");
        check("Điều 2. Giao Sở", Article(2), "Điều 2.", "Giao Sở");
        check("2.Xây dựng", Number(vec![2]), "2.", "Xây dựng");
        check("7.1, Lập bảng", Number(vec![7, 1]), "7.1,", "Lập bảng");
        check("đ) Giao thông", Letter('đ'), "đ)", "Giao thông");
        check("(2) Theo dõi", Paren(2), "(2)", "Theo dõi");
        check("- Có 5 xã", Dash, "-", "Có 5 xã");
        check("-100% xã", Dash, "-", "100% xã");
        check("-■Có 5 xã", Dash, "-■", "Có 5 xã");
        check("■ Các xã", Dash, "■", "Các xã");
        check("+ Lập tổ", Plus, "+", "Lập tổ");
        check("PHỤ LỤC II", Annex(2), "PHỤ LỤC II", "");
        check("Phụ lục 3: Danh mục", Annex(3), "Phụ lục 3", "Danh mục");
        check("PHỤ LỤC", Annex(0), "PHỤ LỤC", "");
        check("A. KẾT QUẢ", Part(1), "A.", "KẾT QUẢ");
        check("Phần thứ hai: NHIỆM VỤ", Part(2), "Phần thứ hai", "NHIỆM VỤ");
    }

    #[test]
    fn damaged_labels_are_read_and_marked() {
        let check = |line: &str, kind: MarkerKind| {
            let (marker, _) = parse(line).unwrap_or_else(|| panic!("{line} has a marker"));
            assert!(marker.is_damaged, "{line}");
            assert_eq!(marker.kind, kind, "{line}");
        };
        check("I11- MUC TIEU", Roman(3));
        check("ỈO. Kiểm tra", Number(vec![10]));
        assert_eq!(damaged_roman("11- YEU CAU").unwrap().0.kind, Roman(2));
    }

    #[test]
    fn what_only_looks_like_a_marker_is_text() {
        for line in [
            "1.000 cán bộ",
            "22/12/2024 của",
            "2030, tầm nhìn",
            "5G, 6G",
            "45,5% dân số",
            "Phụ lục II kèm theo)",
            "Phụ lục kèm theo",
            "VNeID và",
            "12 tháng",
            "Điều 3 Nghị quyết",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[test]
    fn roman_numerals_are_strict() {
        assert_eq!(roman_value("XIV"), Some(14));
        assert_eq!(roman_value("IIII"), None);
        assert_eq!(roman_text(29), "XXIX");
    }
}
