//! Occurrences (lần báo cáo): the periods that follow from a calendar, its regime's rules and the working days.
//!
//! A window begins on the day after the window before it, so that windows of a cadence touch whatever the
//! rules of either are. State windows end on the 14th of the last month (Decree 09/2019/NĐ-CP, Article 12;
//! nine months by analogy), Party windows with the month, unless the rules in force on that day say otherwise.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::working_days::WorkingDays;
use crate::{Cadence, Calendar, Period, PeriodKind, Regime, ReportingRules, Senders};

/// One period that follows from a calendar, with its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// By which cadence.
    pub cadence: Cadence,
    /// Under which period its figures stand in the ledger.
    pub figures: Period,
    /// The first day that the report takes in.
    pub window_from: Date,
    /// The last day that it takes in.
    pub window_to: Date,
    /// The day on which bodies may begin to fill it in.
    pub opens_on: Date,
    /// The last day on which a report is in time.
    pub due_on: Date,
    /// The day after which it is closed by itself.
    pub closes_on: Date,
}

impl Occurrence {
    /// Whether both take in some day.
    pub fn overlaps(&self, from: Date, to: Date) -> bool {
        self.window_from <= to && from <= self.window_to
    }
}

/// What days are derived from: the rules in force on a day, and the working days.
pub struct Schedule<'a, Rules: Fn(Date) -> ReportingRules> {
    /// The rules of a day.
    pub rules: Rules,
    /// The working days.
    pub days: &'a WorkingDays,
}

/// Data windows and the days around them may lie this far from the day on which a period opens: the widest
/// that the rules can be set to, with a Tết in between.
const AROUND_DAYS: i64 = 150;

impl<Rules: Fn(Date) -> ReportingRules> Schedule<'_, Rules> {
    /// The occurrences of a calendar that open from one day to another, the first to open first.
    pub fn occurrences(&self, calendar: &Calendar, from: Date, to: Date) -> Vec<Occurrence> {
        let from = from.max(calendar.from);
        let to = calendar.to.map_or(to, |last| last.min(to));
        let around = (from.saturating_sub(AROUND_DAYS.days()), to.saturating_add(AROUND_DAYS.days()));
        let windows = calendar.cadences.iter().flat_map(|cadence| self.windows(calendar, *cadence, around));
        let with_days = windows.map(|window| self.with_days(calendar, window));
        let mut opening: Vec<_> =
            with_days.filter(|occurrence| (from..=to).contains(&occurrence.opens_on)).collect();
        opening.sort_by_key(|one| (one.opens_on, one.due_on, one.cadence as u8));
        opening
    }

    /// The days of a period that somebody opens by hand for a window: due as asked, and closed as usual.
    pub fn by_hand(
        &self,
        cadence: Cadence,
        window: (Date, Date),
        opens_on: Date,
        due_on: Date,
    ) -> Occurrence {
        let rules = (self.rules)(window.1);
        let due_on = self.days.on_or_after(due_on);
        Occurrence {
            cadence,
            figures: Period::month_of(window.1),
            window_from: window.0,
            window_to: window.1,
            opens_on,
            due_on,
            closes_on: self.days.after(due_on, rules.closes_working_days_after),
        }
    }

    fn windows(&self, calendar: &Calendar, cadence: Cadence, around: (Date, Date)) -> Vec<Window> {
        match cadence {
            Cadence::Weekly => self.weeks(around),
            Cadence::Monthly => self.periods(calendar.regime, cadence, PeriodKind::Month, around),
            Cadence::Quarterly => self.periods(calendar.regime, cadence, PeriodKind::Quarter, around),
            Cadence::HalfYearly => self.periods(calendar.regime, cadence, PeriodKind::Half, around),
            Cadence::NineMonths => self.periods(calendar.regime, cadence, PeriodKind::NineMonths, around),
            Cadence::Yearly => self.periods(calendar.regime, cadence, PeriodKind::Year, around),
            Cadence::MidTerm | Cadence::EndOfTerm => self.review(calendar, cadence).into_iter().collect(),
            Cadence::Thematic | Cadence::AdHoc => Vec::new(),
        }
    }

    fn periods(
        &self,
        regime: Regime,
        cadence: Cadence,
        kind: PeriodKind,
        (from, to): (Date, Date),
    ) -> Vec<Window> {
        let periods = std::iter::successors(Some(Period::holding(kind, from)), |period| Some(period.next()));
        let periods = periods.take_while(|period| period.starts_on() <= to && period.year() < LAST_YEAR);
        let window = |figures: Period| Window {
            cadence,
            figures,
            from: self
                .window_end(regime, figures.starts_on().saturating_sub(1.day()))
                .saturating_add(1.day()),
            to: self.window_end(regime, figures.ends_on()),
        };
        periods.map(window).collect()
    }

    /// The last day of the windows that end in the month of a day.
    fn window_end(&self, regime: Regime, day: Date) -> Date {
        let last_of_month = day.last_of_month();
        let by_rules_of = |day: Date| {
            let rules = (self.rules)(day);
            let asked = match regime {
                Regime::State => rules.state_window_to_day,
                Regime::Party => rules.party_window_to_day,
            };
            let asked = i8::try_from(asked).unwrap_or(i8::MAX).clamp(1, last_of_month.day());
            date(day.year(), day.month(), asked)
        };
        // The rules in force on the window's last day count; where they change within the month, the day
        // that the rules of its end ask for decides which they are.
        by_rules_of(by_rules_of(last_of_month))
    }

    fn weeks(&self, (from, to): (Date, Date)) -> Vec<Window> {
        let monday = |day: Date| day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
        let mondays = std::iter::successors(Some(monday(from)), |day| Some(day.saturating_add(7.days())));
        let window = |monday: Date| {
            let to = self.week_end(monday);
            Window {
                cadence: Cadence::Weekly,
                figures: Period::month_of(to),
                from: self.week_end(monday.saturating_sub(7.days())).saturating_add(1.day()),
                to,
            }
        };
        mondays.take_while(|day| *day <= to && day.year() < LAST_YEAR).map(window).collect()
    }

    /// The last day of the window that ends in the week of a Monday.
    fn week_end(&self, monday: Date) -> Date {
        let by_rules_of = |day: Date| {
            let weekday = i64::from((self.rules)(day).week_to_weekday.clamp(1, 7));
            monday.saturating_add((weekday - 1).days())
        };
        by_rules_of(by_rules_of(monday.saturating_add(6.days())))
    }

    /// The review of a term: after two and a half years, or of the whole.
    fn review(&self, calendar: &Calendar, cadence: Cadence) -> Option<Window> {
        let (first, last) = calendar.term?;
        let end = match cadence {
            Cadence::MidTerm => date(first.checked_add(2)?, 6, 30),
            _ => date(last, 12, 31),
        };
        if first > last || end.year() > last || last > LAST_YEAR || first < 1900 {
            return None;
        }
        let to = self.window_end(calendar.regime, end);
        let before = date(first, 1, 1).saturating_sub(1.day());
        let from = self.window_end(calendar.regime, before).saturating_add(1.day());
        Some(Window { cadence, figures: Period::month_of(to), from, to })
    }

    fn with_days(&self, calendar: &Calendar, window: Window) -> Occurrence {
        let Window { cadence, figures, from, to } = window;
        let rules = (self.rules)(to);
        let due_on = self.due_on(calendar, &window, &rules);
        let closing = match cadence {
            Cadence::Weekly => rules.week_closes_working_days_after,
            _ => rules.closes_working_days_after,
        };
        Occurrence {
            cadence,
            figures,
            window_from: from,
            window_to: to,
            opens_on: self.days.before(due_on, rules.opens_working_days_before.max(1)).max(from),
            due_on,
            closes_on: self.days.after(due_on, closing),
        }
    }

    /// Units hand in some working days after the window, but never after the day upward.
    fn due_on(&self, calendar: &Calendar, window: &Window, rules: &ReportingRules) -> Date {
        let to = window.to;
        let after = |count: u32| self.days.after(to, count.max(1));
        let (unit, upward) = match (window.cadence, calendar.regime) {
            (Cadence::Weekly, _) => {
                (after(rules.week_unit_working_days), after(rules.week_upward_working_days))
            }
            (_, Regime::State) => (after(rules.state_unit_working_days), self.state_upward(to, rules)),
            (_, Regime::Party) => {
                (after(rules.party_unit_working_days), after(rules.party_upward_working_days))
            }
        };
        if calendar.senders == Senders::Owner { upward } else { unit.min(upward) }
    }

    /// The day of the window's last month by which a state body reports upward, moved to a working day.
    fn state_upward(&self, window_to: Date, rules: &ReportingRules) -> Date {
        let last = window_to.last_of_month();
        let day = i8::try_from(rules.state_upward_day).unwrap_or(i8::MAX).clamp(1, last.day());
        let asked = self.days.on_or_after(date(last.year(), last.month(), day));
        asked.max(self.days.after(window_to, 1))
    }
}

/// Years that a ledger period can have end here.
const LAST_YEAR: i16 = 2200;

#[derive(Debug, Clone, Copy)]
struct Window {
    cadence: Cadence,
    figures: Period,
    from: Date,
    to: Date,
}

#[cfg(test)]
mod tests;
