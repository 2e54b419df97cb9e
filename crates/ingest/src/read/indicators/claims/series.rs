//! One name with several amounts: `đạt 60% năm 2025, 80% vào năm 2030`, `từ 60% năm 2025 lên 90%`.

use std::sync::LazyLock;

use regex::Regex;

use super::baseline::{self, Reached};
use super::{Claim, amounts, naming};
use crate::read::indicators::expression::{self, Expression};
use crate::read::indicators::keyed::Keyed;
use crate::read::patterns::folded;

/// Words between two amounts of one name, years left out.
static FILLER: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^(?:[\s,;:.()–-]|\b(?:va|den|vao|trong|nam|het|cuoi|huong toi|huong den|phan dau|tam nhin|len|xuong|dat|co|tang|giam|la|thi|giai doan|cho|tien toi|grdp|gdp|(?:ty le|con so|chi so|chi tieu|so) nay)\b)*$",
    )
});

static YEAR: LazyLock<Regex> = LazyLock::new(|| folded(r"\b(20\d\d)\b"));

static YEAR_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^(?: (?:grdp|gdp))?\s*(?:[,;(]?\s*(?:(?:vao|den|trong|cho|het|cuoi|nam)\s+){1,3}|\(\s*)(20\d\d)\s*\)?",
    )
});

/// A year right before an amount.
static YEAR_BEFORE: LazyLock<Regex> = LazyLock::new(|| folded(r"\bnam (20\d\d)\s*[:,]?\s*$"));

/// What stands around an amount of a series.
struct Gap {
    /// Whether nothing but filler parts it from the amount before.
    is_filler: bool,
    /// The year behind the amount, or before it.
    year: Option<i16>,
    /// Where the amount, its unit and its year end in the key.
    end: usize,
}

/// The claims of a text that is one name with an amount per year.
pub(super) fn read(text: &Keyed) -> Option<Vec<Claim>> {
    let (text, aside) = baseline::without_aside(text);
    let amounts = amounts(&text);
    let (first, second) = (amounts.first()?, amounts.get(1)?);
    let gaps = gaps(&text, &amounts);
    let starts = amounts.len() == 2 && baseline::is_start(&text, first, second);
    let are_dated = gaps.iter().skip(1).all(|gap| gap.year.is_some());
    let are_alike = amounts.iter().all(|a| (a.is_percent, a.is_rank) == (first.is_percent, first.is_rank));
    if gaps.iter().any(|gap| !gap.is_filler) || !(starts || are_dated) || !are_alike {
        return None;
    }
    let tail = gaps.last().map_or(text.key().len(), |gap| gap.end);
    let rest = text.printed(tail..text.key().len()).trim_matches([' ', '.', ';', ',']);
    if rest.split_whitespace().count() > 3 {
        return None;
    }
    let head = text.part(0..naming::whole(&text, first));
    let named = naming::amount(&head, expression::scan(&head).last()?, None);
    let start = starts.then(|| Reached {
        year: gaps[0].year,
        value: first.value,
        text: naming::printed(&text, first),
    });
    let skipped = usize::from(starts);
    let claims = amounts.iter().zip(&gaps).skip(skipped).map(|(amount, gap)| Claim {
        comparator: amount.comparator,
        value: Some(amount.value),
        upper: amount.upper,
        text: naming::printed(&text, amount),
        year: gap.year,
        baseline: start.clone().or(aside.clone()),
        ..named.clone()
    });
    Some(claims.map(|claim| if starts { naming::without_move(claim) } else { claim }).collect())
}

/// What stands before and behind each amount; before the first, anything may.
fn gaps(text: &Keyed, amounts: &[Expression]) -> Vec<Gap> {
    let key = text.key();
    let mut gaps = Vec::new();
    let mut end = 0;
    for (index, amount) in amounts.iter().enumerate() {
        let before = &key[end.min(amount.place.start)..amount.place.start];
        let whole = naming::whole(text, amount);
        let next = amounts.get(index + 1).map_or(key.len(), |next| next.place.start.max(whole));
        let behind = YEAR_BEHIND.captures(&key[whole..next]).filter(|found| {
            let rest = &key[whole + found[0].len()..next];
            // `60%, năm 2030 đạt 90%`: the year is the next amount's.
            let leads_on = found[0].contains([',', ';']) && next < key.len();
            !leads_on || rest.contains([',', ';', '.'])
        });
        let year_before =
            if index == 0 { YEAR_BEFORE.captures(before) } else { YEAR.captures_iter(before).last() };
        let year = behind.as_ref().or(year_before.as_ref()).and_then(|found| found[1].parse().ok());
        end = whole + behind.map_or(0, |found| found[0].len());
        let is_filler = index == 0 || is_filler(before);
        gaps.push(Gap { is_filler, year, end });
    }
    gaps
}

/// Whether words lead from one amount of a name to the next, and say nothing else.
pub(super) fn is_filler(words: &str) -> bool {
    FILLER.is_match(&YEAR.replace_all(words, ""))
}
