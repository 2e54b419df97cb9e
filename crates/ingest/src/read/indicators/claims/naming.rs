//! The name that a clause gives an indicator: its words without the target.

use std::sync::LazyLock;

use domain::Measure;
use regex::{Captures, Regex};

use super::baseline::Reached;
use super::{Claim, series};
use crate::read::indicators::expression::Expression;
use crate::read::indicators::keyed::Keyed;
use crate::read::indicators::{nature, units};
use crate::read::patterns::folded;
use crate::read::tables::bodies::capitalised;

/// What may stand before a name without belonging to it.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^(?:[^\p{L}\p{N}≥≤<>=“(]+|\b(?:va|co|dat|duy tri|bao dam|dam bao|phan dau|trong (?:so )?do|huong toi|muc tieu|mo[iu] n[a-z]{1,4}(?: co)?|hang nam(?: co)?|thi|(?:den|vao|trong)?\s*(?:het |cuoi )?nam 20\d\d)\b\s*)+",
    )
});

/// A milestone before everything else.
static LEAD_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^(?:(?:va|phan dau|muc tieu|trong|tam nhin) )*(?:giai doan (?:tu )?(?:nam )?20\d\d ?(?:-|–|den) ?(?:nam )?(20\d\d)|tam nhin (?:den )?(?:nam )?(20\d\d)|(?:(?:tinh den|den|vao|trong) )?(?:het |cuoi )?nam (20\d\d))\s*[:,]?\s*(?:phan dau )?",
    )
});

/// A milestone at the end of a name.
static TAIL_YEAR: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"(?:[\s,(]*\b(?:(?:vao|den|trong|tinh den) )?(?:het |cuoi )?nam (20\d\d)\s*\)?|\s*\((20\d\d)\))\s*[:,]?\s*$",
    )
});

/// A verb right before an amount that says how much something changes.
static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"\b(cat giam|tiet giam|giam|tang truong|tang|rut ngan|tiet kiem)((?: (?:binh quan|trung binh|gap))*)\s*$",
    )
});

/// Words that say where something comes to.
static LEVEL: LazyLock<Regex> = LazyLock::new(|| folded(r"\b(?:con|len|xuong)\b"));

/// Names that measure a change themselves.
static PACE: LazyLock<Regex> =
    LazyLock::new(|| folded(r"^(?:toc do|muc|ty le|ti le) (?:tang|giam|cat giam)\b"));

/// What leads to a share without naming anything: `chiếm tỷ trọng khoảng 30%`.
static SHARE_WORDS: LazyLock<Regex> =
    LazyLock::new(|| folded(r"\s(?:chiem|(?:(?:chiem|dat|co|voi) )?(?:ty|ti) (?:trong|le))\s*$"));

/// What leads to a rank: `nằm trong nhóm 10`.
static RANK_WORDS: LazyLock<Regex> = LazyLock::new(|| folded(r"\s(?:nam|thuoc|dung|xep)\s*$"));

/// A verb before a name, where the amounts tell the move.
static MOVE: LazyLock<Regex> = LazyLock::new(|| folded(r"^(?:nang|tang|giam|cat giam|dua) "));

/// Words behind which a name cannot end.
static OPEN: LazyLock<Regex> = LazyLock::new(|| folded(r"\b(?:tai|cho|voi|cua|trong|gom|o)\s*$"));

static YEARLY_LEAD: LazyLock<Regex> =
    LazyLock::new(|| folded(r"\b(?:mo[iu] n[a-z]{1,4} co|moi nam|hang nam)\s*$"));

static DENOMINATOR: LazyLock<Regex> =
    LazyLock::new(|| folded(r"(?:\btren|/)\s?(?:(?:0?1|mot) )?(van dan)\b"));

/// Words that say that something is there or done.
static THING: LazyLock<Regex> = LazyLock::new(|| {
    folded(r"^(?:co|phu song|hinh thanh|thanh lap|xay dung|dua vao|ban hanh|van hanh)\b|\bhoan thanh\b")
});

static TIME: LazyLock<Regex> =
    LazyLock::new(|| folded(r"^(?:giam |rut ngan )?(?:thoi gian|so ngay|thoi han)\b"));

/// Words that lead to a target without comparing.
static IDLE: LazyLock<Regex> =
    LazyLock::new(|| folded(r"^(?:(?:phan dau|dat duoc|dat|co|chiem|o muc|muc|la|bang)\s+)+"));

/// How words begin that say something of the clause before.
static VERB: LazyLock<Regex> = LazyLock::new(|| folded(r"^(?:duoc|dang|la|dat|thuoc|co|su dung|tham gia)\b"));

/// How words begin that are a name by themselves.
static NAMED: LazyLock<Regex> = LazyLock::new(|| folded(r"^(?:ty le|ti le|ty trong|tong so|so luong)\b"));

/// The whole that a share is of, where it is part of the unit.
static PART_OF: LazyLock<Regex> = LazyLock::new(|| folded(r"^\s*(?:cua )?(?:grdp|gdp)\b"));

/// What a place in a ranking is among.
static RANKED: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^ (?:tinh|dia phuong|nuoc|quoc gia|tinh, thanh pho)?[^,;]*(?:dan dau|dung dau|hang dau|cao nhat)",
    )
});

/// What a unit is counted by: `/người/năm`.
static RATE: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^(?:(?:\s?/|\s+tren)\s?(?:0?1 |mot )?van dan\b|(?:\s?/\s?(?:\d[\d.]* (?:trieu |nghin |van )?)?(?:lao dong|ho dan|ho gia dinh|nguoi dan|[a-z]+))+)",
    )
});

/// Verbs before a share of spending, which say no more than the share does.
static SPENDING: LazyLock<Regex> =
    LazyLock::new(|| folded(r"^\s*(?:bo tri|danh|chi|dau tu|uu tien bo tri)\s*$"));

/// A clause about a part of what the clause before is about.
static PART: LazyLock<Regex> = LazyLock::new(|| folded(r"^\W*trong (?:so )?do\b"));

/// The name of what a place in a ranking measures.
const RANK: &str = "Thứ hạng";

/// A rate by the year.
static PER_YEAR: LazyLock<Regex> = LazyLock::new(|| folded(r"^\s?/\s?nam\b"));

/// Takes a leading milestone off.
pub(super) fn without_lead(text: &Keyed) -> (Keyed, Option<i16>) {
    let start = text.key().find(|c: char| c.is_alphanumeric() || "≥≤<>=“\"(".contains(c)).unwrap_or(0);
    let text = text.part(start..text.key().len());
    match LEAD_YEAR.captures(text.key()) {
        Some(found) => (text.part(found[0].len()..text.key().len()), year_of(&found)),
        None => (text, None),
    }
}

fn year_of(found: &Captures<'_>) -> Option<i16> {
    found.iter().skip(1).flatten().next().and_then(|year| year.as_str().parse().ok())
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
    let lead = LEAD.find(&key[..amount.place.start]).map_or(0, |m| m.end()).min(amount.place.start);
    let (complement, rest) = complement(clause, amount);
    let right = clause.printed(rest..key.len());
    let (left, right) = without_parentheses(clause.printed(lead..amount.place.start), right);
    let right = if amount.is_percent { of_whole(right) } else { right.to_owned() };
    let right = right.as_str();
    let (left, year) = without_year(without_topic(left, right));
    let left = without_share_words(&left, amount);
    let is_yearly = YEARLY_LEAD.is_match(&key[..number_at(key, amount)]);
    let is_idle =
        left.trim().is_empty() || (amount.is_percent && SPENDING.is_match(&key[lead..amount.place.start]));
    let has = key[amount.place.start..].starts_with("co ") && !right.trim().is_empty();
    let has = if has { " có" } else { "" };
    let changed = right.trim_start().strip_prefix("lần ").unwrap_or(right.trim_start());
    let change = change(&left, amount, clause).map(|change| format!("{change} {changed}"));
    let is_change = change.is_some();
    let name = match change {
        Some(change) => change,
        None if is_idle => counted(right, amount, before),
        None => format!("{}{has} {right}", left.trim_end()),
    };
    let (name, tail_year) = without_year(&name);
    let mut name = tidy(&name);
    if !name.contains(' ') || name == RANK {
        name = tidy(clause.raw());
    }
    if let Some(whole) = before.filter(|_| PART.is_match(key) && !is_idle) {
        name = part_of(&name, whole, amount);
    }
    let mut measure = nature::measure(clause);
    if is_yearly || nature::is_yearly(&key[..lead]) {
        measure = Measure::Flow;
        if !nature::is_yearly(&name) {
            name.push_str(" mỗi năm");
        }
    }
    let claim = Claim {
        text: format!("{}{complement}", printed(clause, amount)),
        unit: unit(amount, complement, right, &name),
        comparator: amount.comparator,
        value: Some(amount.value),
        upper: amount.upper,
        year: tail_year.or(year),
        measure,
        baseline: amount.from.map(|value| Reached { year: None, value, text: printed(clause, amount) }),
        is_change,
        name,
    };
    if amount.from.is_some() { without_move(claim) } else { claim }
}

/// The claim of a clause that gives what the clause before is about another amount.
pub(super) fn again(clause: &Keyed, amount: &Expression, before: &Claim) -> Claim {
    let end = amount.place.end;
    let complement = clause.printed(end..whole(clause, amount));
    let unit = match unit(amount, complement, "", "") {
        Some(unit) if unit != "%" => Some(unit),
        found => before.unit.clone().filter(|unit| found.is_none() || unit.starts_with('%')).or(found),
    };
    let name = if before.is_change { level(&before.name) } else { before.name.clone() };
    let name = name.strip_suffix(" mỗi năm").map_or(name.clone(), str::to_owned);
    Claim {
        name,
        unit,
        text: format!("{}{complement}", printed(clause, amount)),
        ..self::amount(clause, amount, None)
    }
}

/// Whether a clause has an amount and no name of its own: `đến năm 2030 đạt 90%`.
///
/// A place in a ranking is another indicator than the score before it.
pub(super) fn is_nameless(clause: &Keyed, amount: &Expression, before: &Claim) -> bool {
    let key = clause.key();
    amount.is_rank == (before.unit.as_deref() == Some("hạng"))
        && series::is_filler(&key[..amount.place.start])
        && series::is_filler(&key[whole(clause, amount)..])
}

/// A claim whose amounts tell a move, without the verb that says so: `Nâng tỷ lệ … từ 60% lên 90%`.
pub(super) fn without_move(claim: Claim) -> Claim {
    let name = Keyed::new(&claim.name);
    match MOVE.find(name.key()) {
        Some(verb) => Claim { name: tidy(name.printed(verb.end()..name.key().len())), ..claim },
        None => claim,
    }
}

impl Claim {
    /// A clause that begins with its amount goes on with the change of the clause before: `giảm 30% …, 20% …`.
    pub(super) fn changing_like(self, before: Option<&Self>) -> Self {
        let Some(before) = before.filter(|before| before.is_change && !self.is_change) else { return self };
        let verb: Vec<&str> = before.name.split(' ').take(2).collect();
        match self.name.strip_prefix("Tỷ lệ ").or_else(|| self.name.strip_prefix("Số ")) {
            Some(what) => Self { name: format!("{} {what}", verb.join(" ")), is_change: true, ..self },
            None => self,
        }
    }
}

/// The name of how much something changes: `Mức giảm chi phí`; `None` where it comes to a level.
fn change(left: &str, amount: &Expression, clause: &Keyed) -> Option<String> {
    let left = Keyed::new(left);
    let words = &clause.key()[amount.place.clone()];
    let found =
        CHANGE.captures(left.key()).filter(|_| !LEVEL.is_match(words) && !PACE.is_match(left.key()))?;
    let verb = left.printed(found.get(1)?.range()).to_lowercase();
    let verb = match verb.as_str() {
        "cắt giảm" | "tiết giảm" | "giảm" => "giảm",
        "tăng trưởng" | "tăng" => "tăng",
        "rút ngắn" | "tiết kiệm" => verb.as_str(),
        _ => return None,
    };
    let what = lower(left.printed(0..found.get(0)?.start()).trim());
    let manner = left.printed(found.get(2)?.range()).replace(" gấp", "");
    Some(format!("Mức {verb} {what}{manner}").trim_end().to_owned())
}

/// What a change is of: `Mức tăng năng suất bình quân` is one of `Năng suất`.
fn level(name: &str) -> String {
    let what = name.splitn(3, ' ').nth(2).unwrap_or(name);
    let what = ["ngắn ", "kiệm "].iter().find_map(|rest| what.strip_prefix(rest)).unwrap_or(what);
    capitalised(what.trim_end_matches(" bình quân").trim_end_matches(" trung bình"))
}

fn lower(text: &str) -> String {
    let mut chars = text.chars();
    let is_acronym = text.chars().nth(1).is_some_and(char::is_uppercase);
    match chars.next() {
        Some(first) if !is_acronym => first.to_lowercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// The words before a share or a rank without those that only say that it is one.
fn without_share_words(left: &str, amount: &Expression) -> String {
    let text = Keyed::new(left);
    let found = match (amount.is_percent, amount.is_rank) {
        (true, _) => SHARE_WORDS.find(text.key()),
        (_, true) => RANK_WORDS.find(text.key()),
        _ => None,
    };
    text.printed(0..found.map_or(text.key().len(), |found| found.start())).to_owned()
}

/// Where an amount with what belongs to it ends, whatever stands behind: `12% GRDP`, `100 doanh nghiệp`.
pub(super) fn whole(clause: &Keyed, amount: &Expression) -> usize {
    let end = amount.place.end;
    if amount.is_percent || amount.is_rank {
        return complement(clause, amount).1;
    }
    end + unit_length(clause, end).unwrap_or(0)
}

/// Length of the unit behind an amount, with what it is counted by.
fn unit_length(clause: &Keyed, end: usize) -> Option<usize> {
    let behind = clause.printed(end..clause.key().len());
    let unit = units::beginning(behind.trim_start())?;
    let space = behind.len() - behind.trim_start().len();
    let length = space + Keyed::new(unit).key().len();
    Some(length + RATE.find(&clause.key()[end + length..]).map_or(0, |m| m.end()))
}

/// The words around an amount in parentheses, without them: `số hóa hồ sơ (khoảng 1,5 triệu trang)`.
fn without_parentheses<'a>(left: &'a str, right: &'a str) -> (&'a str, &'a str) {
    let Some((outside, inside)) = left.rsplit_once('(') else { return (left, right) };
    match right.split_once(')') {
        Some((_, behind)) if !inside.contains(')') && !outside.trim().is_empty() => (outside, behind),
        _ => (left, right),
    }
}

/// `80%/tổng số thủ tục` is a share of them.
fn of_whole(right: &str) -> String {
    right.trim_start().strip_prefix('/').map_or_else(|| right.to_owned(), |whole| format!("trên {whole}"))
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
    let name = LEAD.replace(&clause.key()[..end], "");
    let before = &clause.key()[..end].trim_end_matches(|c: char| c.is_ascii_digit());
    let has_name = name.split_whitespace().count() > 2 && !OPEN.is_match(before);
    let Some(length) = unit_length(clause, end).filter(|_| has_name) else { return 0 };
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
    } else if let Some(subject) = before.filter(|_| amount.is_rank && right.is_empty()) {
        format!("{RANK} {}", lower(subject))
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
    let Some(found) = TAIL_YEAR.captures(text.key()) else { return (text.raw().to_owned(), None) };
    let mut start = found.get(0).map_or(0, |all| all.start());
    // `so với năm 2025` compares, it promises nothing for 2025.
    if text.key()[..start].ends_with("so voi") {
        return (text.raw().to_owned(), None);
    }
    // `tỷ trọng năm 2025` is no `trong năm 2025`.
    let words = text.printed(start..text.key().len()).trim_start();
    if words.starts_with("trọng") {
        start += " trong".len();
    }
    (text.printed(0..start).to_owned(), year_of(&found))
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
