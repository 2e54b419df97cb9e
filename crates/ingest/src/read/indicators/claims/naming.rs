//! The name that a clause gives an indicator: its words without the target.

use std::ops::Range;
use std::sync::LazyLock;

use domain::Measure;
use regex::Regex;

use super::Claim;
use crate::read::indicators::expression::Expression;
use crate::read::indicators::keyed::Keyed;
use crate::read::indicators::{nature, units};
use crate::read::tables::bodies::capitalised;

/// What may stand before a name without belonging to it.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[^\p{L}\p{N}≥≤<>=“(]+|\b(?:va|co|dat|duy tri|bao dam|dam bao|phan dau|trong (?:so )?do|huong toi|muc tieu|mo[iu] n[a-z]{1,4}(?: co)?|hang nam(?: co)?|thi|(?:den|vao|trong)?\s*(?:het |cuoi )?nam 20\d\d)\b\s*)+")
        .expect("the pattern is fixed")
});

/// A milestone before everything else.
static LEAD_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:phan dau |muc tieu |tam nhin )*(?:(?:den|vao|trong) )?(?:het |cuoi )?nam (20\d\d)\s*[:,]?\s*(?:phan dau )?")
        .expect("the pattern is fixed")
});

/// A milestone at the end of a name.
static TAIL_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\s,(]*\b(?:(?:vao|den|trong|tinh den) )?(?:het |cuoi )?nam (20\d\d)\s*\)?\s*$")
        .expect("the pattern is fixed")
});

static YEARLY_LEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:mo[iu] n[a-z]{1,4} co|moi nam|hang nam)\s*$").expect("the pattern is fixed")
});

static DENOMINATOR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\btren|/)\s?(?:(?:0?1|mot) )?(van dan)\b").expect("the pattern is fixed")
});

/// Words that say that something is there or done.
static THING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:co|phu song|hinh thanh|thanh lap|xay dung|dua vao|ban hanh|van hanh)\b|\bhoan thanh\b")
        .expect("the pattern is fixed")
});

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:giam |rut ngan )?(?:thoi gian|so ngay|thoi han)\b").expect("the pattern is fixed")
});

/// Words that lead to a target without comparing.
static IDLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:phan dau|dat duoc|dat|co|chiem|o muc|muc|la|bang)\s+)+")
        .expect("the pattern is fixed")
});

/// How words begin that say something of the clause before.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:duoc|dang|la|dat|thuoc|co|su dung|tham gia)\b").expect("the pattern is fixed")
});

/// How words begin that are a name by themselves.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:ty le|ti le|ty trong|tong so|so luong)\b").expect("the pattern is fixed")
});

/// The whole that a share is of, where it is part of the unit.
static PART_OF: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*(?:cua )?(?:grdp|gdp)\b").expect("the pattern is fixed"));

/// What a place in a ranking is among.
static RANKED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^ (?:tinh|dia phuong|nuoc|quoc gia|tinh, thanh pho)?[^,;]*(?:dan dau|dung dau|hang dau|cao nhat)",
    )
    .expect("the pattern is fixed")
});

/// What a unit is counted by: `/người/năm`.
static RATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:\s?/|\s+tren)\s?(?:0?1 |mot )?van dan\b|(?:\s?/\s?[a-z]+)+)")
        .expect("the pattern is fixed")
});

/// Verbs before a share of spending, which say no more than the share does.
static SPENDING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:bo tri|danh|chi|dau tu|uu tien bo tri)\s*$").expect("the pattern is fixed")
});

/// A clause about a part of what the clause before is about.
static PART: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\W*trong (?:so )?do\b").expect("the pattern is fixed"));

/// The name of what a place in a ranking measures.
const RANK: &str = "Thứ hạng";

/// A rate by the year.
static PER_YEAR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s?/\s?nam\b").expect("the pattern is fixed"));

/// Takes a leading milestone off.
pub(super) fn without_lead(text: &Keyed) -> (Keyed, Option<i16>) {
    let start = text.key().find(|c: char| c.is_alphanumeric() || "≥≤<>=“\"(".contains(c)).unwrap_or(0);
    let text = text.part(start..text.key().len());
    match LEAD_YEAR.captures(text.key()) {
        Some(found) => (text.part(found[0].len()..text.key().len()), found[1].parse().ok()),
        None => (text, None),
    }
}

/// Whether the words are about a span of time, so that one may be their target.
pub(super) fn is_about_time(key: &str) -> bool {
    TIME.is_match(key)
}

/// Whether the words say that something is there or done.
pub(super) fn names_a_thing(key: &str) -> bool {
    THING.is_match(key)
}

/// The target's words as printed, without those that only lead to it (`đạt`, `có`).
pub(super) fn printed(text: &Keyed, amount: &Expression) -> String {
    let key = &text.key()[amount.place.clone()];
    let idle = IDLE.find(key).map_or(0, |m| m.end());
    text.printed(amount.place.start + idle..amount.place.end).trim().to_owned()
}

/// The claim of a clause with an amount; `before` is what the clause before it was about.
pub(super) fn amount(clause: &Keyed, amount: &Expression, before: Option<&str>) -> Claim {
    let key = clause.key();
    let lead = LEAD.find(&key[..amount.place.start]).map_or(0, |m| m.end());
    let (complement, rest) = complement(clause, amount);
    let right = clause.printed(rest..key.len());
    let left = without_topic(clause.printed(lead..amount.place.start.max(lead)), right);
    let is_yearly = YEARLY_LEAD.is_match(&key[..number_at(key, amount)]);
    let is_idle = left.trim().is_empty()
        || (amount.is_percent && SPENDING.is_match(&key[lead.min(amount.place.start)..amount.place.start]));
    let has = if key[amount.place.start..].starts_with("co ") { " có" } else { "" };
    let name =
        if is_idle { counted(right, amount, before) } else { format!("{}{has} {right}", left.trim_end()) };
    let (name, year) = without_year(&name);
    let mut name = tidy(&name);
    if !name.contains(' ') || name == RANK {
        name = tidy(clause.raw());
    }
    if let Some(whole) = before.filter(|_| PART.is_match(key) && !is_idle) {
        name = part_of(&name, whole, amount);
    }
    let mut measure = nature::measure(clause);
    if is_yearly {
        measure = Measure::Flow;
        if !nature::is_yearly(&name) {
            name.push_str(" mỗi năm");
        }
    }
    Claim {
        text: format!("{}{complement}", printed(clause, amount)),
        unit: unit(amount, complement, right, &name),
        comparator: amount.comparator,
        value: Some(amount.value),
        upper: amount.upper,
        year,
        measure,
        name,
    }
}

/// The words before an amount without a topic they begin with: `Hạ tầng số: tỷ lệ …`, `Hạ tầng số: 100% xã …`.
fn without_topic<'a>(left: &'a str, right: &str) -> &'a str {
    let Some((_, name)) = left.rsplit_once(':') else { return left };
    let names_more = |words: &str| without_year(words).0.split_whitespace().count() >= 2;
    if names_more(name) || (name.trim().is_empty() && names_more(right)) { name } else { left }
}

/// Where the number or its sign begins, behind comparing words such as `có`.
fn number_at(key: &str, amount: &Expression) -> usize {
    let place = amount.place.clone();
    let words = key[place.clone()].find(|c: char| c.is_ascii_digit() || "≥≤<>=".contains(c)).unwrap_or(0);
    place.start + words
}

/// The words behind an amount that belong to it (`% GRDP`, `tỷ đồng`), and where the name goes on.
pub(super) fn complement<'a>(clause: &'a Keyed, amount: &Expression) -> (&'a str, usize) {
    let (key, end) = (clause.key(), amount.place.end);
    let behind = &key[end..];
    let length = if let Some(found) = PART_OF.find(behind).filter(|_| amount.is_percent) {
        found.end()
    } else if let Some(found) = RANKED.find(behind).filter(|_| amount.is_rank) {
        found.end()
    } else if let Some(found) = PER_YEAR.find(behind) {
        found.end()
    } else {
        trailing_unit(clause, end)
    };
    (clause.printed(end..end + length), end + length)
}

/// Length of a unit behind an amount that ends the clause, where a name stands before.
fn trailing_unit(clause: &Keyed, end: usize) -> usize {
    let behind = clause.printed(end..clause.key().len());
    let has_name = LEAD.replace(&clause.key()[..end], "").split_whitespace().count() > 2;
    let Some(unit) = units::beginning(behind.trim_start()).filter(|_| has_name) else { return 0 };
    let length = Keyed::new(unit).key().len() + 1;
    let length = length + RATE.find(&clause.key()[end + length..]).map_or(0, |m| m.end());
    let ends_here = clause.key()[end + length..].trim_matches([' ', '.', ';', ',', ')']).is_empty();
    if ends_here || TAIL_YEAR.is_match(&clause.key()[end + length..]) { length } else { 0 }
}

/// The name of what an amount counts, when the amount comes first.
fn counted(right: &str, amount: &Expression, before: Option<&str>) -> String {
    let right = right.trim_matches([' ', ',', '.', ';', ':']);
    let key = Keyed::new(right);
    let right = match before {
        Some(subject) if VERB.is_match(key.key()) => format!("{subject} {right}"),
        _ => right.to_owned(),
    };
    if NAMED.is_match(key.key()) {
        right
    } else if amount.is_rank {
        format!("{RANK} {right}")
    } else if amount.is_percent {
        format!("Tỷ lệ {right}")
    } else {
        format!("Số {right}")
    }
}

/// The name of a part: `Tỷ lệ vốn tư nhân trong vốn đầu tư`.
fn part_of(name: &str, whole: &str, amount: &Expression) -> String {
    let lower = |text: &str| {
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
    };
    let is_named = NAMED.is_match(Keyed::new(name).key());
    let name =
        if amount.is_percent && !is_named { format!("Tỷ lệ {}", lower(name)) } else { name.to_owned() };
    format!("{name} trong {}", lower(whole))
}

/// What a name is about, without `Số` or `Tỷ lệ`.
pub(super) fn subject(name: &str) -> &str {
    let name = name.strip_suffix(" mỗi năm").unwrap_or(name);
    ["Số ", "Tỷ lệ "].iter().find_map(|head| name.strip_prefix(head)).unwrap_or(name)
}

fn without_year(name: &str) -> (String, Option<i16>) {
    let text = Keyed::new(name.trim_end_matches(['.', ';', ',', ' ']));
    match TAIL_YEAR.captures(text.key()) {
        // `so với năm 2025` compares, it promises nothing for 2025.
        Some(found) if !text.key()[..found.get(0).map_or(0, |m| m.start())].ends_with("so voi") => {
            let place: Range<usize> = found.get(0).map_or(0..0, |m| m.range());
            (text.printed(0..place.start).to_owned(), found[1].parse().ok())
        }
        _ => (text.raw().to_owned(), None),
    }
}

fn unit(amount: &Expression, complement: &str, right: &str, name: &str) -> Option<String> {
    if amount.is_percent {
        return Some(if complement.to_uppercase().contains("GRDP") { "% GRDP" } else { "%" }.to_owned());
    }
    if amount.is_rank {
        return Some("hạng".to_owned());
    }
    if complement.contains('/') && !complement.trim().starts_with('/') {
        return Some(complement.trim().to_lowercase());
    }
    let unit = units::beginning(complement.trim()).or_else(|| units::beginning(right.trim_start()));
    let name = format!("{name} {complement}");
    match (unit, DENOMINATOR.captures(Keyed::new(&name).key())) {
        (Some(unit), Some(_)) => Some(format!("{unit}/vạn dân")),
        (unit, _) => unit.map(str::to_owned),
    }
}

/// A name without the words that announce a list behind it.
fn without_announcement(name: &str) -> &str {
    let bare = name.trim_end_matches([':', ' ', '.']);
    let endings = [", trong đó", ", cụ thể", ", bao gồm", ", như sau"];
    endings.iter().find_map(|ending| bare.strip_suffix(ending)).unwrap_or(name)
}

/// A name as shown: a capital first, no punctuation at its ends, no parenthesis left open or unopened.
pub(in crate::read::indicators) fn tidy(name: &str) -> String {
    let name = domain::text::squeeze(name).replace(" ,", ",");
    let mut name =
        without_announcement(&name).trim_matches(|c: char| c.is_whitespace() || ".,;:-–■•*".contains(c));
    if name.ends_with(')') && !name.contains('(') {
        name = name.trim_end_matches(|c: char| ").,; ".contains(c));
    }
    capitalised(name)
}
