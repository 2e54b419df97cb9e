//! What a bullet says of the state when the plan was made: `từ 60% năm 2025 lên 90%`, `(năm 2024 đạt 11,5%)`.

use std::sync::LazyLock;

use regex::Regex;

use super::naming;
use crate::read::indicators::expression::{self, Expression};
use crate::read::indicators::keyed::Keyed;
use crate::read::patterns::folded;

/// A value already reached.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Reached {
    /// Its year, where the words name one.
    pub year: Option<i16>,
    /// The value.
    pub value: f64,
    /// The words.
    pub text: String,
}

/// An aside that looks back.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"\s*\((?:(?:hien nay|hien tai|den nay|so voi|uoc|thuc hien|tinh den|cuoi|het) )*(?:nam (20\d\d)|hien nay|hien tai|den nay)\b[^()]*\)",
    )
});

/// What leads to a state that is to change.
static FROM: LazyLock<Regex> = LazyLock::new(|| folded(r"\btu(?:\s|$)"));
static TO: LazyLock<Regex> = LazyLock::new(|| folded(r"\b(?:len|xuong|con)\b"));

/// Takes an aside about the state of things off a clause that promises something besides.
pub(super) fn without_aside(clause: &Keyed) -> (Keyed, Option<Reached>) {
    let unchanged = || (clause.clone(), None);
    let Some(found) = ASIDE.captures(clause.key()) else { return unchanged() };
    let place = found.get(0).map_or(0..0, |all| all.range());
    let aside = clause.part(place.clone());
    let amounts: Vec<Expression> = expression::scan(&aside).into_iter().filter(|a| !a.is_weak).collect();
    let [amount] = &amounts[..] else { return unchanged() };
    let rest = format!("{}{}", clause.printed(0..place.start), clause.printed(place.end..clause.key().len()));
    let rest = Keyed::new(&rest);
    if expression::scan(&rest).iter().all(|amount| amount.is_weak) {
        return unchanged();
    }
    let year = found.get(1).and_then(|year| year.as_str().parse().ok());
    let reached = Reached { year, value: amount.value, text: naming::printed(&aside, amount) };
    (rest, Some(reached))
}

/// Whether the first of two amounts is the state that the second changes: `từ 60% … lên 90%`.
pub(super) fn is_start(text: &Keyed, first: &Expression, second: &Expression) -> bool {
    let key = text.key();
    let between = first.place.end..second.place.end.max(first.place.end);
    FROM.is_match(&key[first.place.clone()]) && TO.is_match(&key[between])
}
