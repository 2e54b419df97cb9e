//! Where one target of a bullet ends and the next begins.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::amounts;
use crate::read::indicators::expression::Expression;
use crate::read::indicators::keyed::Keyed;

/// How a clause with a target of its own begins behind a comma.
static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:va )?(?:trong (?:so )?do\b|ty le\b|ti le\b|so luong\b|so \D|tong \D|quy mo\b|chi so\b|toc do\b|muc \D|nang \D|(?:(?:co|dat|tren|hon|it nhat|toi thieu|phan dau|khoang) )*(?:≥|>=|≤|>|<)?\s?\d+(?:[.,]\d+)*\s?%)")
        .expect("the pattern is fixed")
});

/// Words between two amounts of one name, years left out.
static FILLER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[\s,;:()–-]|\b(?:va|den|vao|trong|nam|het|cuoi|huong toi|huong den|phan dau|tam nhin|len|dat|giai doan|cho|tien toi|grdp|gdp)\b)*$")
        .expect("the pattern is fixed")
});

static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(20\d\d)\b").expect("the pattern is fixed"));

static YEAR_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*[,(]?\s*(?:(?:vao|den|trong|cho|het|cuoi|nam)\s+){1,3}(20\d\d)\s*\)?")
        .expect("the pattern is fixed")
});

/// What stands around an amount of a series.
pub(super) struct Gap {
    /// Whether nothing but filler parts it from the amount before.
    pub is_filler: bool,
    /// The year behind the amount, or before it.
    pub year: Option<i16>,
    /// Where the amount and its year end in the key.
    pub end: usize,
}

/// What stands before and behind each amount; before the first, anything may.
pub(super) fn gaps(text: &Keyed, amounts: &[Expression]) -> Vec<Gap> {
    let key = text.key();
    let mut gaps = Vec::new();
    let mut end = 0;
    for (index, amount) in amounts.iter().enumerate() {
        let before = &key[end.min(amount.place.start)..amount.place.start];
        let behind = YEAR_BEHIND.captures(&key[amount.place.end..]);
        let year_before = (index > 0).then(|| YEAR.captures_iter(before).last()).flatten();
        let year = behind.as_ref().or(year_before.as_ref()).and_then(|found| found[1].parse().ok());
        end = amount.place.end + behind.map_or(0, |found| found[0].len());
        let is_filler = index == 0 || FILLER.is_match(&YEAR.replace_all(before, ""));
        gaps.push(Gap { is_filler, year, end });
    }
    gaps
}

/// Splits a bullet into clauses, each with one target or with none.
pub(super) fn split(text: &Keyed) -> Vec<Keyed> {
    let sentences = at_stops(text);
    let has_amount = |place: &Range<usize>| !amounts(&text.part(place.clone())).is_empty();
    if !sentences.iter().any(has_amount) {
        return vec![text.clone()];
    }
    let mut clauses = Vec::new();
    for place in join_fragments(text, sentences) {
        clauses.extend(at_commas(&text.part(place)));
    }
    clauses
}

/// Splits at semicolons and full stops outside parentheses.
fn at_stops(text: &Keyed) -> Vec<Range<usize>> {
    let key = text.key();
    let mut places = Vec::new();
    let (mut start, mut depth) = (0, 0_i32);
    for (at, c) in key.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth <= 0 && (c == ';' || (c == '.' && ends_sentence(text, at))) {
            places.push(start..at);
            start = at + 1;
        }
    }
    places.push(start..key.len());
    places
}

/// Whether a full stop ends a sentence: a capital follows, and no abbreviation or ellipsis precedes.
fn ends_sentence(text: &Keyed, at: usize) -> bool {
    let before = &text.key()[..at];
    let word = before.rsplit(' ').next().unwrap_or_default();
    let next = text.printed(at + 1..text.key().len());
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    let printed = text.printed(at - word.len()..at);
    let is_short = letters < 2 || (letters <= 3 && printed.starts_with(char::is_uppercase));
    !is_short
        && !before.ends_with('.')
        && next
            .strip_prefix(' ')
            .is_some_and(|n| n.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
}

/// Fragments of a few words belong to the clause before.
fn join_fragments(text: &Keyed, places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for place in places {
        let words = text.key()[place.clone()].split_whitespace().count();
        match joined.last_mut() {
            Some(last) if words < 3 => last.end = place.end,
            _ if words == 0 => {}
            _ => joined.push(place),
        }
    }
    joined
}

/// Splits at commas between two targets.
fn at_commas(clause: &Keyed) -> Vec<Keyed> {
    let key = clause.key();
    let targets = amounts(clause);
    let mut starts = vec![0];
    for (at, _) in key.match_indices(", ") {
        let next = at + 2;
        let begun = starts[starts.len() - 1];
        let has_target = |place: Range<usize>| targets.iter().any(|t| place.contains(&t.place.start));
        let is_nested = key[begun..at].matches('(').count() > key[begun..at].matches(')').count();
        if !is_nested && has_target(begun..at) && has_target(next..key.len()) && BEGINS.is_match(&key[next..])
        {
            starts.push(next);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([key.len()]);
    starts.iter().zip(ends).map(|(start, end)| clause.part(*start..end)).collect()
}
