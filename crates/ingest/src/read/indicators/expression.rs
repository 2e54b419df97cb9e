//! Target expressions: `≥ 40%`, `từ 07 người trở lên`, `80% - 90%`, `X`, and the numbers that are none.

use std::ops::Range;
use std::sync::LazyLock;

use domain::{Comparator, number};
use regex::{Captures, Regex};

use super::keyed::Keyed;
use crate::read::patterns::folded;

/// An amount found in words.
#[derive(Debug, Clone, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each says one thing of the printed words, in any combination"
)]
pub(crate) struct Expression {
    /// How a value compares, as printed.
    pub comparator: Comparator,
    /// The value, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// Where it starts from: 60 of `từ 60% lên 90%`.
    pub from: Option<f64>,
    /// Whether a percent sign stands behind the number.
    pub is_percent: bool,
    /// Whether it is a place in a ranking.
    pub is_rank: bool,
    /// Whether a sign (`>`, `≥`) rather than a word compares.
    pub has_sign: bool,
    /// Whether the number's writing allows another reading.
    pub is_doubtful: bool,
    /// Whether it may only qualify something (`trên 01 vạn dân`, `sau 12 tháng`).
    pub is_weak: bool,
    /// Its place in the key, comparing words included.
    pub place: Range<usize>,
}

/// What a cell of a milestone says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CellReading {
    /// No target at this milestone.
    Blank,
    /// `X`: something exists or is done.
    Reached,
    /// An amount.
    Amount(Expression),
    /// Words only.
    Words,
}

/// Words that may stand between an indicator's name and its number.
const COMPARING: &str = r"(?:phan dau|toi thieu|it nhat|toi da|khong qua|khong duoi|khong thap hon|khong it hon|khong vuot qua|khong lon hon|khong nho hon|thap nhat|xap xi|trong khoang|khoang|gan|dat duoc|dat|co|tu|tren|hon|duoi|vuot|bang|chiem|o muc|muc|la|xuong con|xuong|giam con|con|len den|len|thuoc nhom|trong nhom|nhom|top|thu hang|xep hang|hang|xep thu|dung thu|vi tri thu|vi tri)";

static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d+(?:[.,]\d+)*";
    folded(&format!(
        r"(?P<words>(?:\b{COMPARING}\s+)*)(?P<sign>(?:≥|>\s?=|=\s?>|≤|<\s?=|=\s?<|>|<|=|~)\s*)?(?P<a>{number})(?P<pa>\s?(?:%|phan tram\b))?(?:\s*(?P<join>-|–|—|÷|\bden\b|\btoi\b|\blen(?: den| toi)?\b|\bxuong(?: con)?\b|\b(?:giam )?con\b)\s*(?P<level>(?:\b(?:tren|duoi|hon|khoang|it nhat|toi thieu|khong qua)\s+)*)(?P<b>{number})(?P<pb>\s?(?:%|phan tram\b))?)?(?P<tail>(?: (?:diem|hang|bac))?\s+tro (?:len|xuong)\b)?"
    ))
});

/// A number that belongs to a name: `Nghị quyết số 57`, `mức độ 4`, `công nghiệp 4.0`, `năm 2030`.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"(?:^|[^a-z])(?:dieu|khoan|so|phu luc|bieu|mau|giai doan|muc do|cap do|cong nghiep|nhiem ky|khoa|loai|phien ban|thu|nam|thang|ngay|quy|iso|tcvn|covid)\s*[:.-]?\s*$",
    )
});

/// What stands behind a number that only qualifies: a span of time, a speed, a number of inhabitants.
static QUALIFYING: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^\s?(?:(?:thang|ngay|gio|phut|giay|tuan|nam|nguoi dan|dan|lao dong|ho dan)\b|(?:van|trieu|nghin|ngan) (?:dan|nguoi|lao dong)\b|[gmkt]b(?:ps|it)?\b|[gmk]hz\b)",
    )
});

static RANK: LazyLock<Regex> =
    LazyLock::new(|| folded(r"\b(?:top|nhom|thu hang|xep hang|hang|xep thu|dung thu|vi tri)\b"));

/// What joins a number to the word or number behind it.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| folded(r"^(?:[a-z]|[/-]\s?\d|-[a-z]|/[a-z]+-| g\b)"));

/// A multiple of what is counted; of money it is part of the unit.
static TIMES: LazyLock<Regex> = LazyLock::new(|| folded(r"^ (nghin|ngan|trieu|ty|ti) ([a-z]+)"));

/// The amount with the multiple behind it counted in: `1,2 triệu tài khoản`.
fn multiplied(text: &Keyed, amount: Expression) -> Expression {
    let end = amount.place.end;
    let Some(found) = TIMES.captures(&text.key()[end..]).filter(|_| !amount.is_percent && !amount.is_weak)
    else {
        return amount;
    };
    let behind = end + found[1].len() + 1;
    let is_money = matches!(&found[2], "dong" | "usd" | "do" | "dola" | "ty" | "ti" | "euro");
    let factor = match &*text.printed(end..behind).trim().to_lowercase() {
        _ if is_money => return amount,
        "nghìn" | "ngàn" => 1e3,
        "triệu" => 1e6,
        "tỷ" | "tỉ" if !matches!(&found[2], "le" | "trong" | "so") => 1e9,
        _ => return amount,
    };
    Expression {
        value: amount.value * factor,
        upper: amount.upper.map(|upper| upper * factor),
        from: amount.from.map(|from| from * factor),
        place: amount.place.start..behind,
        ..amount
    }
}

/// Every amount of a text, in order; numbers that are part of a name, a date or a symbol are left out.
pub(crate) fn scan(text: &Keyed) -> Vec<Expression> {
    plain(text).into_iter().map(|amount| multiplied(text, amount)).collect()
}

/// The amounts as the numbers stand.
fn plain(text: &Keyed) -> Vec<Expression> {
    let mut amounts = Vec::new();
    let mut at = 0;
    while let Some(found) = AMOUNT.captures_at(text.key(), at) {
        at = found.get(0).map_or(usize::MAX, |all| all.end());
        if let Some(year) = found.name("a").filter(|_| begins_with_year(&found)) {
            // `60% năm 2025 lên 90%` is no range from 2025 to 90.
            at = year.end();
            continue;
        }
        amounts.extend(expression(text, &found));
    }
    amounts
}

/// Whether what looks like a range begins with a year and does not end in one.
fn begins_with_year(found: &Captures<'_>) -> bool {
    let is_year_at = |name: &str| found.name(name).map(|number| is_year(number.as_str()));
    is_year_at("a") == Some(true) && is_year_at("b") == Some(false)
}

/// Reads a cell of a milestone column.
pub(crate) fn cell(text: &Keyed) -> CellReading {
    let key = text.key().trim_matches(|c: char| c.is_whitespace() || ".;:".contains(c));
    match key {
        "" | "-" | "–" | "—" | "…" | "/" => return CellReading::Blank,
        "x" | "√" | "✓" | "✔" | "v" | "co" | "dat" | "hoan thanh" | "da hoan thanh" => {
            return CellReading::Reached;
        }
        _ => {}
    }
    let mut amounts = plain(text);
    match amounts.len() {
        1 => CellReading::Amount(amounts.remove(0)),
        _ => CellReading::Words,
    }
}

fn expression(text: &Keyed, found: &Captures<'_>) -> Option<Expression> {
    let key = text.key();
    let a = found.name("a")?;
    let words_place = found.name("words").map_or(0..0, |words| words.range());
    let words_from = words_place.start + misread(text, words_place.clone());
    let words = key[words_from..words_place.end].trim_end();
    let sign = found.name("sign").map(|s| s.as_str().replace(char::is_whitespace, ""));
    let first = number::parse(a.as_str())?;
    // `đạt 80% đến 2030` is no range: the second number is a year.
    let second = found.name("b").filter(|b| !is_year(b.as_str()) || is_year(a.as_str()));
    let end = match second {
        Some(_) => found.get(0)?.end(),
        None => found.name("pa").map_or(a.end(), |p| p.end()),
    };
    let is_percent = found.name("pa").or(found.name("pb").filter(|_| second.is_some())).is_some();
    let is_compared = sign.is_some() || !words.is_empty();
    if is_attached(key, a.start(), end) || (!is_percent && is_named(key, &a.range(), end, is_compared)) {
        return None;
    }
    let upper = second.and_then(|b| number::parse(b.as_str()));
    let tail = found.name("tail").filter(|t| second.is_some() || t.start() == end);
    let is_rank = RANK.is_match(words) && !is_percent;
    let (comparator, value, upper) = if let Some(second) = upper.map(|u| u.value.get()) {
        span(&found["join"], &found["level"], first.value.get(), second)?
    } else {
        let tail = tail.map_or("", |t| t.as_str());
        (comparator(words, sign.as_deref(), tail, is_rank), first.value.get(), None)
    };
    let is_weak = !is_percent && QUALIFYING.is_match(&key[end..]);
    Some(Expression {
        comparator,
        value,
        upper,
        from: second.filter(|_| is_move(&found["join"])).map(|_| first.value.get()),
        is_percent,
        is_rank,
        has_sign: sign.is_some(),
        is_doubtful: first.is_doubtful
            || second.and_then(|b| number::parse(b.as_str())).is_some_and(|n| n.is_doubtful),
        is_weak,
        place: words_from..tail.map_or(end, |t| t.end()),
    })
}

/// Length of the words that only look like comparing ones without their marks: `điện tử` is not `từ`.
fn misread(text: &Keyed, place: Range<usize>) -> usize {
    let exact = [
        ("tu", "từ"),
        ("hang", "hạng"),
        ("co", "có"),
        ("muc", "mức"),
        ("con", "còn"),
        ("gan", "gần"),
        ("la", "là"),
        ("bang", "bằng"),
        ("trong", "trong"),
    ];
    let mut length = 0;
    let mut at = place.start;
    for word in text.key()[place.clone()].split_inclusive(' ') {
        let end = at + word.len();
        let (key, printed) = (word.trim_end(), text.printed(at..end).trim_end().to_lowercase());
        if exact.iter().any(|(bare, marked)| key == *bare && printed != *bare && printed != *marked) {
            length = end - place.start;
        }
        at = end;
    }
    length
}

/// Whether the words between two numbers lead from one to the other: `từ 5% xuống còn 1%`.
fn is_move(join: &str) -> bool {
    ["len", "xuong", "con"].iter().any(|word| join.contains(word))
}

/// The goal of two numbers: a range, or the second where something moves to it; `None` for a range out of order.
fn span(join: &str, level: &str, first: f64, second: f64) -> Option<(Comparator, f64, Option<f64>)> {
    if is_move(join) {
        let words = if join.contains("len") { level.to_owned() } else { format!("con {level}") };
        return Some((comparator(words.trim_end(), None, "", false), second, None));
    }
    (second >= first).then_some((Comparator::Range, first, Some(second)))
}

/// How words and signs compare.
fn comparator(words: &str, sign: Option<&str>, tail: &str, is_rank: bool) -> Comparator {
    let says = |any: &[&str]| any.iter().any(|word| format!(" {words} ").contains(&format!(" {word} ")));
    match sign.filter(|sign| !matches!(*sign, "=" | "~")) {
        Some("≥" | ">=" | "=>") => Comparator::AtLeast,
        Some("≤" | "<=" | "=<") => Comparator::AtMost,
        Some(">") => Comparator::MoreThan,
        Some("<") => Comparator::LessThan,
        None if is_rank => Comparator::AtMost,
        None if tail.ends_with("len") => Comparator::AtLeast,
        None if tail.ends_with("xuong") => Comparator::AtMost,
        None if says(&["khong qua", "toi da", "khong vuot qua", "khong lon hon", "con", "xuong"]) => {
            Comparator::AtMost
        }
        None if says(&[
            "toi thieu",
            "it nhat",
            "khong duoi",
            "khong thap hon",
            "khong it hon",
            "khong nho hon",
            "thap nhat",
            "tu",
        ]) =>
        {
            Comparator::AtLeast
        }
        None if says(&["duoi"]) => Comparator::LessThan,
        None if says(&["tren", "hon", "vuot"]) => Comparator::MoreThan,
        _ => Comparator::Equal,
    }
}

/// Whether letters or signs join the number to a longer word: `5G`, `6 G`, `57-NQ/TW`, `22/12/2024`, `(1)`.
fn is_attached(key: &str, start: usize, end: usize) -> bool {
    let before = &key[..start];
    let after = &key[end..];
    let last = before.chars().next_back();
    let glued = match last {
        Some('-' | '/' | '.' | ',' | ':') => {
            before[..before.len() - 1].ends_with(|c: char| c.is_ascii_alphanumeric())
        }
        Some(c) => c.is_alphanumeric(),
        None => false,
    };
    glued || BEHIND.is_match(after) || (last == Some('(') && after.starts_with(')'))
}

/// Whether the number names something rather than counts it.
fn is_named(key: &str, number: &Range<usize>, end: usize, is_compared: bool) -> bool {
    let counts_something = is_compared && key[end..].starts_with(' ');
    if is_year(&key[number.clone()]) && !counts_something {
        return true;
    }
    !is_compared && NAMED.is_match(&key[..number.start])
}

fn is_year(number: &str) -> bool {
    number.len() == 4 && number.parse::<u16>().is_ok_and(|year| (1990..=2100).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Comparator::{AtLeast, AtMost, Equal, LessThan, MoreThan, Range};

    fn check(text: &str, expected: &[(Comparator, f64, Option<f64>)]) {
        let found: Vec<_> = scan(&Keyed::new(text))
            .into_iter()
            .filter(|e| !e.is_weak)
            .map(|e| (e.comparator, e.value, e.upper))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn signs_and_words_compare() {
        check("≥ 40%", &[(AtLeast, 40.0, None)]);
        check(">= 7", &[(AtLeast, 7.0, None)]);
        check("≤5", &[(AtMost, 5.0, None)]);
        check(">50%", &[(MoreThan, 50.0, None)]);
        check("dùng ví điện tử đạt trên 80%", &[(MoreThan, 80.0, None)]);
        check("tỷ lệ xã có kho dữ liệu đạt trên 85%", &[(MoreThan, 85.0, None)]);
        check("tối thiểu đạt 12,5%", &[(AtLeast, 12.5, None)]);
        check("ít nhất 03 bản", &[(AtLeast, 3.0, None)]);
        check("không quá 2 lỗi", &[(AtMost, 2.0, None)]);
        check("không dưới 90%", &[(AtLeast, 90.0, None)]);
        check("dưới 10%", &[(LessThan, 10.0, None)]);
        check("Có từ 9 người", &[(AtLeast, 9.0, None)]);
        check("70% trở lên", &[(AtLeast, 70.0, None)]);
        check("đạt 1.250 tỷ đồng", &[(Equal, 1250.0, None)]);
        check("giảm xuống còn 4%", &[(AtMost, 4.0, None)]);
        check("thuộc nhóm 10 địa phương dẫn đầu", &[(AtMost, 10.0, None)]);
    }

    #[test]
    fn ranges_are_one_target() {
        check("80% - 90% hộ", &[(Range, 80.0, Some(90.0))]);
        check("4 - 6 vườn", &[(Range, 4.0, Some(6.0))]);
        check("có 40 đến 45 ý tưởng", &[(Range, 40.0, Some(45.0))]);
        check("từ 10% lên 20%", &[(Equal, 20.0, None)]);
        check("từ 5% xuống còn 1%", &[(AtMost, 1.0, None)]);
        check("từ 5% xuống dưới 1%", &[(AtMost, 1.0, None)]);
        check("đạt 60% đến 2030", &[(Equal, 60.0, None)]);
        check("từ 60% năm 2025 lên 90% năm 2030", &[(AtLeast, 60.0, None), (Equal, 90.0, None)]);
    }

    #[test]
    fn multiples_count_unless_they_are_money() {
        check("1,2 triệu tài khoản", &[(Equal, 1_200_000.0, None)]);
        check("tối thiểu 15 nghìn thiết bị", &[(AtLeast, 15_000.0, None)]);
        check("5.000 tỷ đồng", &[(Equal, 5000.0, None)]);
        check("250 triệu đồng/lao động", &[(Equal, 250.0, None)]);
    }

    #[test]
    fn marks_tell_words_apart() {
        let start = |text: &str| scan(&Keyed::new(text))[0].place.start;
        assert_eq!(start("chiếm tỷ trọng khoảng 30% GRDP"), "chiem ty trong ".len());
        assert_eq!(start("chiếm trong khoảng 30% GRDP"), 0);
    }

    #[test]
    fn numbers_of_names_dates_and_denominators_are_no_targets() {
        for text in [
            "phủ sóng 5G",
            "sóng 6 G",
            "Nghị quyết số 57-NQ/TW",
            "ngày 22/12/2024",
            "giai đoạn 2026 - 2030",
            "đến năm 2030",
            "mức độ 4",
            "công nghiệp 4.0",
            "kỳ thi (1)",
            "trên 01 vạn dân",
            "tốc độ trên 01 Gb/s",
            "sau 12 tháng",
            "hoạt động 24/7",
            "2026-2030",
            "Covid-19",
            "tháng 6 năm 2025",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn cells_are_blank_reached_amounts_or_words() {
        let read = |text: &str| cell(&Keyed::new(text));
        assert_eq!(read("  "), CellReading::Blank);
        assert_eq!(read("-"), CellReading::Blank);
        assert_eq!(read("X"), CellReading::Reached);
        assert_eq!(read("Cơ bản hoàn thành"), CellReading::Words);
        assert!(matches!(read("Top 15"), CellReading::Amount(e) if e.is_rank && e.comparator == AtMost));
        assert!(matches!(read("≥ 0.6"), CellReading::Amount(e) if e.is_doubtful && !e.is_percent));
        assert!(matches!(read("2.000"), CellReading::Amount(e) if (e.value - 2000.0).abs() < 1e-9));
    }
}
