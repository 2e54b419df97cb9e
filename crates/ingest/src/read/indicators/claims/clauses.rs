//! Where one target of a bullet ends and the next begins.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::amounts;
use crate::read::indicators::keyed::Keyed;
use crate::read::patterns::folded;

/// How a clause with a target of its own begins behind a comma.
static BEGINS: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^(?:va )?(?:trong (?:so )?do\b|ty le\b|ti le\b|so luong\b|so \D|tong \D|quy mo\b|chi so\b|toc do\b|muc \D|nang \D|xep hang\b|thu hang\b|(?:(?:den|vao|trong|tinh den) )?(?:het |cuoi )?nam 20\d\d\b|(?:(?:co|dat|tren|hon|it nhat|toi thieu|phan dau|khoang) )*(?:≥|>=|≤|>|<)?\s?\d+(?:[.,]\d+)*(?:\s?%| [a-z]))",
    )
});

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

/// Fragments of a few words without an amount belong to the clause before.
fn join_fragments(text: &Keyed, places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for place in places {
        let words = text.key()[place.clone()].split_whitespace().count();
        match joined.last_mut() {
            Some(last) if words < 3 && amounts(&text.part(place.clone())).is_empty() => last.end = place.end,
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
