//! Windows and days against the decree and the calendars of real plans.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{CalendarId, OrganisationId, PlanId, SpecialDay};

fn calendar(regime: Regime, cadences: &[Cadence]) -> Calendar {
    Calendar {
        id: CalendarId(Uuid::from_u128(1)),
        plan: PlanId(Uuid::from_u128(2)),
        name: "Báo cáo định kỳ".into(),
        receiver: OrganisationId(Uuid::from_u128(3)),
        senders: Senders::Named,
        regime,
        cadences: cadences.to_vec(),
        sections: Vec::new(),
        term: Some((2025, 2030)),
        from: date(2024, 1, 1),
        to: None,
        version: 1,
    }
}

fn special(year: i16, month: i8, day: i8, is_working: bool) -> SpecialDay {
    SpecialDay {
        day: date(year, month, day),
        is_working,
        name: String::new(),
        source: String::new(),
        is_announced: true,
        version: 1,
    }
}

/// Tết 2026 and the swapped National Day of 2026.
fn days() -> WorkingDays {
    let tet = (16..=20).map(|day| special(2026, 2, day, false));
    let national = [
        special(2026, 8, 22, true),
        special(2026, 8, 31, false),
        special(2026, 9, 1, false),
        special(2026, 9, 2, false),
    ];
    WorkingDays::new(&tet.chain(national).collect::<Vec<_>>())
}

fn usual(_: Date) -> ReportingRules {
    ReportingRules::default()
}

fn all(calendar: &Calendar, from: Date, to: Date) -> Vec<Occurrence> {
    Schedule { rules: usual, days: &days() }.occurrences(calendar, from, to)
}

/// The window of the occurrence whose figures stand under a period.
fn window(regime: Regime, cadence: Cadence, figures: &str) -> String {
    let found = all(&calendar(regime, &[cadence]), date(2025, 1, 1), date(2031, 12, 31));
    let found = found.into_iter().find(|one| one.figures.to_string() == figures).expect("there is one");
    format!("{} … {}", found.window_from.strftime("%-d/%-m/%Y"), found.window_to.strftime("%-d/%-m/%Y"))
}

/// The days of the first occurrence whose window ends on a day: opens, due, closes.
fn its_days(calendar: &Calendar, window_to: Date) -> [String; 3] {
    let found = all(calendar, date(2025, 1, 1), date(2031, 12, 31));
    let found = found.into_iter().find(|one| one.window_to == window_to).expect("there is one");
    [found.opens_on, found.due_on, found.closes_on].map(|day| day.strftime("%-d/%-m/%Y").to_string())
}

#[test]
fn state_windows_are_those_of_the_decree() {
    let check = |cadence, figures, expected: &str| {
        assert_eq!(window(Regime::State, cadence, figures), expected, "{figures}");
    };
    check(Cadence::Monthly, "2026-M10", "15/9/2026 … 14/10/2026");
    check(Cadence::Monthly, "2026-M01", "15/12/2025 … 14/1/2026");
    check(Cadence::Quarterly, "2026-Q01", "15/12/2025 … 14/3/2026");
    check(Cadence::Quarterly, "2026-Q04", "15/9/2026 … 14/12/2026");
    check(Cadence::HalfYearly, "2026-H01", "15/12/2025 … 14/6/2026");
    check(Cadence::HalfYearly, "2026-H02", "15/6/2026 … 14/12/2026");
    check(Cadence::NineMonths, "2026-N01", "15/12/2025 … 14/9/2026");
    check(Cadence::Yearly, "2026-Y01", "15/12/2025 … 14/12/2026");
}

#[test]
fn party_windows_are_those_of_the_calendar() {
    let check = |cadence, figures, expected: &str| {
        assert_eq!(window(Regime::Party, cadence, figures), expected, "{figures}");
    };
    check(Cadence::Monthly, "2028-M02", "1/2/2028 … 29/2/2028");
    check(Cadence::Quarterly, "2026-Q03", "1/7/2026 … 30/9/2026");
    check(Cadence::HalfYearly, "2026-H02", "1/7/2026 … 31/12/2026");
    check(Cadence::NineMonths, "2026-N01", "1/1/2026 … 30/9/2026");
    check(Cadence::Yearly, "2026-Y01", "1/1/2026 … 31/12/2026");
    check(Cadence::Weekly, "2026-M10", "26/9/2026 … 2/10/2026");
    check(Cadence::MidTerm, "2027-M06", "1/1/2025 … 30/6/2027");
    check(Cadence::EndOfTerm, "2030-M12", "1/1/2025 … 31/12/2030");
}

#[test]
fn reports_are_due_on_working_days_after_the_window() {
    let monthly = |regime| calendar(regime, &[Cadence::Monthly]);
    let upward = |regime| Calendar { senders: Senders::Owner, ..monthly(regime) };
    // 14/10/2026 is a Wednesday: three working days on is Monday 19/10; the 25th is a Sunday.
    assert_eq!(
        its_days(&monthly(Regime::State), date(2026, 10, 14)),
        ["8/10/2026", "19/10/2026", "2/11/2026"]
    );
    assert_eq!(its_days(&upward(Regime::State), date(2026, 10, 14))[1], "26/10/2026");
    // Tết: from 14/2 to 22/2 nobody works.
    assert_eq!(its_days(&monthly(Regime::State), date(2026, 2, 14))[1], "25/2/2026");
    assert_eq!(its_days(&monthly(Regime::Party), date(2026, 8, 31))[1], "7/9/2026");
    assert_eq!(its_days(&upward(Regime::Party), date(2026, 8, 31))[1], "11/9/2026");
    let weekly = calendar(Regime::Party, &[Cadence::Weekly]);
    assert_eq!(its_days(&weekly, date(2026, 10, 2)), ["26/9/2026", "5/10/2026", "8/10/2026"]);
}

#[test]
fn the_rules_of_a_windows_last_day_count() {
    let earlier = ReportingRules { state_window_to_day: 10, state_unit_working_days: 1, ..usual(Date::MIN) };
    let rules = |day: Date| if day < date(2026, 10, 12) { usual(day) } else { earlier.clone() };
    let calendar = calendar(Regime::State, &[Cadence::Monthly]);
    let none = WorkingDays::default();
    let schedule = Schedule { rules, days: &none };
    let windows: Vec<_> = schedule
        .occurrences(&calendar, date(2026, 9, 1), date(2026, 11, 30))
        .into_iter()
        .map(|one| (one.window_from, one.window_to, one.due_on))
        .collect();
    assert_eq!(
        windows,
        [
            (date(2026, 8, 15), date(2026, 9, 14), date(2026, 9, 17)),
            (date(2026, 9, 15), date(2026, 10, 14), date(2026, 10, 15)),
            (date(2026, 10, 15), date(2026, 11, 10), date(2026, 11, 11)),
        ]
    );
}

#[test]
fn nothing_opens_outside_a_calendars_validity() {
    let cadences = [Cadence::Monthly, Cadence::Thematic, Cadence::AdHoc];
    let short = Calendar {
        from: date(2026, 3, 1),
        to: Some(date(2026, 5, 31)),
        ..calendar(Regime::Party, &cadences)
    };
    let figures: Vec<_> = all(&short, date(2020, 1, 1), date(2030, 1, 1))
        .into_iter()
        .map(|one| one.figures.to_string())
        .collect();
    assert_eq!(figures, ["2026-M03", "2026-M04", "2026-M05"]);
    let without_term = Calendar { term: None, ..calendar(Regime::Party, &[Cadence::MidTerm]) };
    assert_eq!(all(&without_term, date(2020, 1, 1), date(2040, 1, 1)), []);
}

#[test]
fn a_period_opened_by_hand_is_due_on_a_working_day() {
    let schedule = Schedule { rules: usual, days: &days() };
    let window = (date(2026, 1, 1), date(2026, 2, 10));
    let one = schedule.by_hand(Cadence::AdHoc, window, date(2026, 2, 11), date(2026, 2, 14));
    assert_eq!((one.due_on, one.figures.to_string().as_str()), (date(2026, 2, 23), "2026-M02"));
    assert!(one.closes_on > one.due_on && one.overlaps(date(2026, 2, 10), date(2026, 3, 1)));
}

proptest! {
    #[test]
    fn windows_touch_and_days_follow_each_other(
        start in 0..3000i64,
        cadence in 0..8usize,
        is_state: bool,
        is_upward: bool,
        (to_day, unit, upward, weekday) in (1..=31u32, 1..=20u32, 1..=30u32, 1..=7u32),
        (opens, closes, change) in (1..=30u32, 0..=60u32, 0..3000i64),
        off in prop::collection::btree_set(0..3600i64, 0..60),
    ) {
        let cadence = Cadence::ALL[cadence];
        let regime = if is_state { Regime::State } else { Regime::Party };
        let senders = if is_upward { Senders::Owner } else { Senders::Named };
        let calendar = Calendar { senders, ..calendar(regime, &[cadence]) };
        let day = |ahead: i64| date(2024, 6, 1).saturating_add(ahead.days());
        let changed = ReportingRules {
            state_window_to_day: to_day, party_window_to_day: to_day, state_upward_day: upward,
            state_unit_working_days: unit, party_unit_working_days: unit, party_upward_working_days: upward,
            week_to_weekday: weekday, opens_working_days_before: opens, closes_working_days_after: closes,
            ..ReportingRules::default()
        };
        let rules = |on: Date| if on < day(change) { ReportingRules::default() } else { changed.clone() };
        let off: Vec<_> = off.into_iter().map(|ahead| {
            let day = day(ahead);
            special(day.year(), day.month(), day.day(), false)
        }).collect();
        let days = WorkingDays::new(&off);
        let schedule = Schedule { rules, days: &days };
        let mut found = schedule.occurrences(&calendar, day(start), day(start + 500));
        found.sort_by_key(|one| one.window_to);
        if !matches!(cadence, Cadence::NineMonths | Cadence::MidTerm | Cadence::EndOfTerm) {
            for pair in found.windows(2) {
                prop_assert_eq!(pair[0].window_to.saturating_add(1.day()), pair[1].window_from);
            }
        }
        for one in &found {
            prop_assert!(one.window_from <= one.window_to, "{:?}", one);
            prop_assert!(one.due_on > one.window_to && days.is_working(one.due_on), "{:?}", one);
            prop_assert!(one.opens_on < one.due_on && one.opens_on >= one.window_from, "{:?}", one);
            prop_assert!(one.closes_on >= one.due_on, "{:?}", one);
        }
    }
}
