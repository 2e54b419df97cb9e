//! All rule sets, and which of them counts on a day.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::set::{RuleKind, RuleSet};
use crate::indicator::codes;

codes! {
    /// How a rule set stands on a day (tình trạng hiệu lực).
    Standing {
        /// Đang áp dụng.
        InForce "in_force",
        /// Sẽ áp dụng.
        Coming "coming",
        /// Đã hết hiệu lực.
        Past "past",
        /// Được thay bằng bộ quy tắc của tỉnh: it comes with the program, and an own set counts instead.
        Replaced "replaced",
    }
}

/// A kind of rule has no set that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no built-in rule set of kind {}", .0.code())]
pub struct KindWithoutSet(pub RuleKind);

/// Every rule set (sổ quy tắc): those that come with the program, and the installation's own, which go first.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleBook {
    sets: Vec<RuleSet>,
}

impl RuleBook {
    /// Gathers sets in order of kind and time; each kind needs one that comes with the program.
    pub fn new(sets: impl IntoIterator<Item = RuleSet>) -> Result<Self, KindWithoutSet> {
        let mut sets: Vec<_> = sets.into_iter().collect();
        sets.sort_by_key(|set| (set.kind as usize, set.from, set.version));
        let has_built_in = |kind: &RuleKind| sets.iter().any(|set| set.kind == *kind && set.is_built_in());
        match RuleKind::ALL.iter().find(|kind| !has_built_in(kind)) {
            Some(kind) => Err(KindWithoutSet(*kind)),
            None => Ok(Self { sets }),
        }
    }

    /// Every set, by kind and first day.
    pub fn sets(&self) -> &[RuleSet] {
        &self.sets
    }

    /// The sets of a kind, by first day.
    pub fn of_kind(&self, kind: RuleKind) -> impl DoubleEndedIterator<Item = &RuleSet> {
        self.sets.iter().filter(move |set| set.kind == kind)
    }

    /// The set that counts on a day: an own one that covers it, or else what comes with the program.
    ///
    /// Before the first day of all, the first set that comes with the program counts.
    ///
    /// # Panics
    /// Never: a book holds a built-in set of each kind.
    pub fn in_force(&self, kind: RuleKind, day: Date) -> &RuleSet {
        let own = self.of_kind(kind).find(|set| !set.is_built_in() && set.covers(day));
        let built_in = || {
            let all = || self.of_kind(kind).filter(|set| set.is_built_in());
            all().rfind(|set| set.from <= day).or_else(|| all().next())
        };
        own.or_else(built_in).expect("a book holds a built-in set of each kind")
    }

    /// How a set stands on a day.
    pub fn standing(&self, set: &RuleSet, day: Date) -> Standing {
        if self.in_force(set.kind, day) == set {
            Standing::InForce
        } else if day < set.from {
            Standing::Coming
        } else if set.to.is_some_and(|to| to < day) {
            Standing::Past
        } else {
            Standing::Replaced
        }
    }

    /// The first own set that covers a day which another set covers too, leaving out the one that begins on `but`.
    pub fn overlapping(&self, set: &RuleSet, but: Option<Date>) -> Option<&RuleSet> {
        self.of_kind(set.kind)
            .find(|other| !other.is_built_in() && Some(other.from) != but && other.overlaps(set))
    }

    /// The days on which another set begins to count, each with that set: a kind's history and future.
    pub fn turns(&self, kind: RuleKind) -> Vec<(Date, &RuleSet)> {
        let after = |to: Date| to.checked_add(1.day()).ok();
        let mut days: Vec<Date> =
            self.of_kind(kind).flat_map(|set| [Some(set.from), set.to.and_then(after)]).flatten().collect();
        days.sort_unstable();
        days.dedup();
        let mut turns: Vec<(Date, &RuleSet)> = Vec::new();
        for day in days {
            let set = self.in_force(kind, day);
            if turns.last().is_none_or(|(_, last)| *last != set) {
                turns.push((day, set));
            }
        }
        turns
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;
    use serde_json::Map;

    use super::*;

    fn a_set(from: i32, to: Option<i32>, version: i64) -> RuleSet {
        let day = |n: i32| date(2026, 1, 1).saturating_add(n.days());
        RuleSet {
            kind: RuleKind::Retention,
            from: day(from),
            to: to.map(day),
            source: format!("{from}–{to:?}"),
            body: Map::new(),
            version,
        }
    }

    fn built_in() -> Vec<RuleSet> {
        let first = RuleKind::ALL.iter().map(|kind| RuleSet { kind: *kind, ..a_set(0, None, 0) });
        let mut sets: Vec<_> = first.filter(|set| set.kind != RuleKind::Retention).collect();
        sets.extend([a_set(0, Some(99), 0), a_set(100, None, 0)]);
        sets
    }

    /// Own sets that do not overlap, made of lengths and gaps.
    fn own(parts: &[(i32, i32)]) -> Vec<RuleSet> {
        let mut day = 0;
        let mut sets = Vec::new();
        for (gap, length) in parts {
            sets.push(a_set(day + gap, Some(day + gap + length), 1));
            day += gap + length + 1;
        }
        sets
    }

    proptest! {
        #[test]
        fn exactly_one_set_counts_on_each_day(parts in prop::collection::vec((0..30, 0..60), 0..6), day in -50..400i32) {
            let own = own(&parts);
            let book = RuleBook::new(built_in().into_iter().chain(own.clone())).unwrap();
            let day = date(2026, 1, 1).saturating_add(day.days());
            let counts = book.in_force(RuleKind::Retention, day).clone();
            let covering: Vec<_> = own.iter().filter(|set| set.covers(day)).collect();
            match covering.as_slice() {
                [] => prop_assert!(counts.is_built_in() && (counts.covers(day) || day < date(2026, 1, 1))),
                [one] => prop_assert_eq!(&counts, *one),
                more => prop_assert!(false, "own sets overlap: {:?}", more),
            }
            let in_force = book.of_kind(RuleKind::Retention).filter(|set| book.standing(set, day) == Standing::InForce);
            prop_assert_eq!(in_force.count(), 1);
        }

        #[test]
        fn what_counts_turns_only_on_the_days_told(parts in prop::collection::vec((0..30, 0..60), 0..6), day in 0..400i32) {
            let book = RuleBook::new(built_in().into_iter().chain(own(&parts))).unwrap();
            let day = date(2026, 1, 1).saturating_add(day.days());
            let turns = book.turns(RuleKind::Retention);
            let told = turns.iter().rfind(|(from, _)| *from <= day).map(|(_, set)| *set);
            prop_assert_eq!(told, Some(book.in_force(RuleKind::Retention, day)));
        }

        #[test]
        fn sets_overlap_when_some_day_has_both(a in 0..40, b in 0..40, c in 0..40, d in prop::option::of(0..40)) {
            let (one, other) = (a_set(a, Some(a + b), 1), a_set(c, d.map(|d| c + d), 1));
            let days = (0..200).map(|n| date(2026, 1, 1).saturating_add(n.days()));
            let has_both = days.into_iter().any(|day| one.covers(day) && other.covers(day));
            prop_assert_eq!(one.overlaps(&other), has_both);
            prop_assert_eq!(other.overlaps(&one), has_both);
        }
    }

    #[test]
    fn a_kind_without_a_set_of_its_own_is_told() {
        assert_eq!(RuleBook::new([a_set(0, None, 0)]), Err(KindWithoutSet(RuleKind::SignIn)));
    }
}
