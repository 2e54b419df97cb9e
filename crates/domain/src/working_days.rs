//! Working days (ngày làm việc): weekdays, but for the days off and the days worked in exchange.
//!
//! Public holidays follow Article 112 of the Labour Code, and a holiday on a weekend is made up for on the
//! next working day (Article 111); which days those are, and which are swapped, is announced year by year.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// A day that is not what its weekday says (ngày nghỉ lễ, ngày làm bù).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpecialDay {
    /// The day.
    pub day: Date,
    /// Whether people work on it.
    pub is_working: bool,
    /// What day it is, such as `Tết Nguyên đán`.
    pub name: String,
    /// The law or announcement it rests on.
    pub source: String,
    /// Whether it was announced; what only follows from the law may still be swapped.
    pub is_announced: bool,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

/// Which days are worked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkingDays {
    special: BTreeMap<Date, bool>,
}

impl WorkingDays {
    /// Weekdays, but for these days.
    pub fn new<'a>(special: impl IntoIterator<Item = &'a SpecialDay>) -> Self {
        Self { special: special.into_iter().map(|special| (special.day, special.is_working)).collect() }
    }

    /// Whether people work on a day.
    pub fn is_working(&self, day: Date) -> bool {
        self.special.get(&day).copied().unwrap_or(is_weekday(day))
    }

    /// The day itself where it is worked, else the next that is.
    pub fn on_or_after(&self, day: Date) -> Date {
        let mut day = day;
        while !self.is_working(day) && day < Date::MAX {
            day = day.saturating_add(1.day());
        }
        day
    }

    /// The day itself where it is worked, else the last before it that is.
    pub fn on_or_before(&self, day: Date) -> Date {
        let mut day = day;
        while !self.is_working(day) && day > Date::MIN {
            day = day.saturating_sub(1.day());
        }
        day
    }

    /// The `count`-th working day after a day; for none, the day itself or the next that is worked.
    pub fn after(&self, day: Date, count: u32) -> Date {
        if count == 0 {
            return self.on_or_after(day);
        }
        (0..count).fold(day, |day, _| self.on_or_after(day.saturating_add(1.day())))
    }

    /// The `count`-th working day before a day; for none, the day itself or the last that is worked.
    pub fn before(&self, day: Date, count: u32) -> Date {
        if count == 0 {
            return self.on_or_before(day);
        }
        (0..count).fold(day, |day, _| self.on_or_before(day.saturating_sub(1.day())))
    }

    /// How many working days lie after the first day, up to and with the second; below 0 where the second
    /// lies before the first.
    pub fn between(&self, from: Date, to: Date) -> i32 {
        if to < from {
            return -self.between(to, from);
        }
        if from == to {
            return 0;
        }
        let span = from.until(to).map_or(0, |span| span.get_days());
        let rest = (0..span % 7).map(|back| to.saturating_sub(i64::from(back).days()));
        let usual = span / 7 * 5 + i32::try_from(rest.filter(|day| is_weekday(*day)).count()).unwrap_or(0);
        let after = from.saturating_add(1.day());
        let changes = self.special.range(after..=to).map(|(day, works)| match (is_weekday(*day), works) {
            (true, false) => -1,
            (false, true) => 1,
            _ => 0,
        });
        usual + changes.sum::<i32>()
    }
}

fn is_weekday(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn special(day: Date, is_working: bool) -> SpecialDay {
        let (name, source) = ("Tết Nguyên đán".into(), "Bộ luật Lao động, Điều 112".into());
        SpecialDay { day, is_working, name, source, is_announced: true, version: 1 }
    }

    /// Tết 2026: off from Monday 16/2 to Friday 20/2; Saturday 22/8 worked for Monday 31/8.
    fn days() -> WorkingDays {
        let off = (16..=20).map(|day| special(date(2026, 2, day), false));
        let swapped = [special(date(2026, 8, 22), true), special(date(2026, 8, 31), false)];
        WorkingDays::new(&off.chain(swapped).collect::<Vec<_>>())
    }

    #[test]
    fn holidays_and_swapped_days_count_as_what_they_are() {
        let check = |day, expected| assert_eq!(days().is_working(day), expected, "{day}");
        check(date(2026, 2, 13), true);
        check(date(2026, 2, 14), false);
        check(date(2026, 2, 18), false);
        check(date(2026, 8, 22), true);
        check(date(2026, 8, 31), false);
    }

    #[test]
    fn working_days_are_counted_over_tet() {
        let check = |from, count, expected| assert_eq!(days().after(from, count), expected, "{from} {count}");
        check(date(2026, 2, 13), 1, date(2026, 2, 23));
        check(date(2026, 2, 14), 3, date(2026, 2, 25));
        check(date(2026, 2, 15), 0, date(2026, 2, 23));
        check(date(2026, 8, 21), 1, date(2026, 8, 22));
        assert_eq!(days().before(date(2026, 2, 24), 2), date(2026, 2, 13));
        assert_eq!(days().before(date(2026, 2, 22), 0), date(2026, 2, 13));
        assert_eq!(days().between(date(2026, 2, 13), date(2026, 2, 24)), 2);
        assert_eq!(days().between(date(2026, 2, 24), date(2026, 2, 13)), -2);
        assert_eq!(days().between(date(2026, 8, 21), date(2026, 8, 22)), 1);
    }

    proptest! {
        #[test]
        fn the_nth_working_day_lies_n_working_days_ahead(
            start in 0..2000i64,
            count in 1..60u32,
            changed in prop::collection::vec((0..2100i64, any::<bool>()), 0..40),
        ) {
            let day = |ahead: i64| date(2025, 1, 1).saturating_add(ahead.days());
            let special: Vec<_> = changed.into_iter().map(|(ahead, works)| special(day(ahead), works)).collect();
            let days = WorkingDays::new(&special);
            let (from, to) = (day(start), days.after(day(start), count));
            prop_assert!(days.is_working(to) && to > from);
            prop_assert_eq!(days.between(from, to), i32::try_from(count).unwrap());
            let one_by_one = (1..=from.until(to).unwrap().get_days())
                .filter(|ahead| days.is_working(from.saturating_add(ahead.days())));
            prop_assert_eq!(one_by_one.count(), count as usize);
            prop_assert!(days.before(to, count) <= days.on_or_after(from));
        }
    }
}
