//! Doubts by example and by property.

use domain::{
    Aggregate, Anchor, Direction, Maturity, Path, Period, PeriodKind, Quantity, Subject, ValueStage,
};
use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(n: u64) -> T {
    format!("00000000-0000-7000-8000-{n:012}").parse().unwrap()
}

fn an_indicator(measure: Measure) -> Indicator {
    Indicator {
        id: id(1),
        plan: id(2),
        group: id(3),
        position: 0,
        label: "I.1".into(),
        name: "Doanh nghiệp công nghệ số".into(),
        unit: "doanh nghiệp".into(),
        measure,
        direction: Direction::Up,
        across_units: Aggregate::Sum,
        limits: None,
        subjects: Vec::new(),
        path: Path::default(),
        document: id(4),
        anchor: Anchor::lines(1, 1, ""),
        field: None,
        responsibilities: Vec::new(),
        version: 1,
    }
}

fn value(value: f64) -> Reading {
    Reading::Value(Quantity::new(value).unwrap())
}

/// Figures of the months before October 2026.
fn earlier(values: &[f64]) -> Vec<Observation> {
    let first = 10 - i8::try_from(values.len()).unwrap();
    let months = (first..10).map(|month| Period::new(PeriodKind::Month, 2026, month).unwrap());
    let figure = |(period, reading): (Period, &f64)| Observation {
        indicator: id(1),
        organisation: id(5),
        period,
        stage: ValueStage::Reported,
        revision: 1,
        reading: value(*reading),
        maturity: Maturity::Official,
        note: String::new(),
        recorded_at: Timestamp::UNIX_EPOCH,
        recorded_by: "Sở".into(),
    };
    months.zip(values).map(figure).collect()
}

fn found(measure: Measure, before: &[f64], reading: &Reading) -> Vec<Doubt> {
    let earlier = earlier(before);
    doubts(&an_indicator(measure), reading, &earlier.iter().collect::<Vec<_>>(), 3)
}

fn check(measure: Measure, before: &[f64], now: f64, expected: &[&str]) {
    let codes = |doubt: &Doubt| match doubt {
        Doubt::Outlier { .. } => "outlier",
        Doubt::Leap { .. } => "leap",
        Doubt::Falls { .. } => "falls",
        Doubt::PartAboveWhole => "part",
        Doubt::Negative => "negative",
        Doubt::TwoReadings { .. } => "two",
    };
    let found: Vec<_> = found(measure, before, &value(now)).iter().map(codes).collect();
    assert_eq!(found, expected, "{before:?} → {now}");
}

#[test]
fn without_a_usual_change_a_leap_is_told() {
    check(Measure::Stock, &[229.0], 999_999.0, &["leap"]);
    check(Measure::Stock, &[229.0], 0.0, &["leap"]);
    check(Measure::Stock, &[229.0, 230.0], 60.0, &["leap"]);
    check(Measure::Stock, &[229.0], 231.0, &[]);
    check(Measure::Stock, &[0.0], 5.0, &[]);
}

#[test]
fn a_change_far_beyond_the_usual_is_told() {
    // The usual change is 10, so that from more than 30 on it is told.
    check(Measure::Stock, &[100.0, 110.0, 100.0, 110.0], 140.0, &[]);
    check(Measure::Stock, &[100.0, 110.0, 100.0, 110.0], 141.0, &["outlier"]);
    check(Measure::Stock, &[100.0, 110.0, 100.0, 110.0], 79.0, &["outlier"]);
    // A slip of the decimal sign in a figure that hardly moves.
    check(Measure::Stock, &[45.0, 45.0, 45.0], 451.0, &["outlier"]);
    check(Measure::Stock, &[45.0, 45.0, 45.0], 46.0, &[]);
    check(Measure::Stock, &[], 900.0, &[]);
}

#[test]
fn a_cumulative_figure_does_not_fall() {
    check(Measure::Cumulative, &[10.0], 9.0, &["falls"]);
    check(Measure::Cumulative, &[10.0], 10.0, &[]);
    check(Measure::Flow, &[10.0], 9.0, &[]);
}

#[test]
fn a_negative_figure_is_told_unless_it_was_negative_before() {
    check(Measure::Stock, &[], -1.0, &["negative"]);
    check(Measure::Stock, &[3.0], -1.0, &["negative"]);
    check(Measure::Stock, &[-3.0], -1.0, &[]);
}

#[test]
fn a_part_is_not_greater_than_its_whole() {
    let share = |part: i32, whole: i32| Reading::ratio(Quantity::from(part), Quantity::from(whole)).unwrap();
    assert_eq!(found(Measure::Stock, &[], &share(11, 10)), [Doubt::PartAboveWhole]);
    assert_eq!(found(Measure::Stock, &[], &share(10, 10)), []);
}

#[test]
fn a_number_that_reads_in_two_ways_is_told_with_how_it_was_read() {
    let read = |typed| two_readings(typed).map(|doubt| doubt.text("", Lang::En));
    assert!(read("1,000").is_some_and(|text| text.contains("“1,000” is read as 1")), "{:?}", read("1,000"));
    assert_eq!(read("1.000"), None);
    assert_eq!(read("12,5"), None);
}

#[test]
fn only_the_same_subject_and_kind_of_period_are_compared() {
    let figures = earlier(&[1.0, 2.0, 3.0]);
    let october = Period::new(PeriodKind::Month, 2026, 10).unwrap();
    let quarter = Period::new(PeriodKind::Quarter, 2026, 4).unwrap();
    let plain = an_indicator(Measure::Stock);
    let subjects = vec![
        Subject { from: None, name: "5G".into() },
        Subject { from: Some(date(2026, 9, 1)), name: "6G".into() },
    ];
    let changed = Indicator { subjects, ..plain.clone() };
    assert_eq!(comparable(&plain, october, &figures).len(), 3);
    assert_eq!(comparable(&plain, quarter, &figures).len(), 0);
    assert_eq!(comparable(&changed, october, &figures).len(), 1);
}

proptest! {
    /// The same figure again is never doubtful, whatever came before; nothing ever panics.
    #[test]
    fn what_does_not_change_is_no_outlier(before in prop::collection::vec(-1e9_f64..1e9, 1..9), now in -1e9_f64..1e9) {
        let same = found(Measure::Cumulative, &before, &value(before[before.len() - 1]));
        prop_assert!(same.iter().all(|doubt| matches!(doubt, Doubt::Negative)), "{:?}", same);
        for doubt in found(Measure::Cumulative, &before, &value(now)) {
            prop_assert!(!doubt.text("%", Lang::Vi).is_empty());
        }
    }

    /// Farther away is no less doubtful.
    #[test]
    fn doubt_grows_with_the_change(before in prop::collection::vec(0.0_f64..1e6, 3..9), step in 0.0_f64..1e6) {
        let last = before[before.len() - 1];
        let is_told = |now| found(Measure::Stock, &before, &value(now)).iter().any(|d| matches!(d, Doubt::Outlier { .. }));
        prop_assert!(!is_told(last + step) || is_told(last + 2.0 * step + 1e-3));
    }
}
