//! The declared path: its values, and the way back from a value to a day.

use assess::{DeclaredPath, Lag, Sense};
use domain::{Comparator, Direction, PathShape};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::sample::{Sample, an_indicator};

fn path_of(sample: &Sample) -> DeclaredPath {
    DeclaredPath::of(&sample.indicator, &sample.targets)
}

fn low(path: &DeclaredPath, day: Date) -> Option<f64> {
    path.value(day).map(|e| e.band.low)
}

#[test]
fn each_shape_goes_its_own_way_between_milestones() {
    // 31/12/2025 to 31/12/2027 is 730 days; 31/12/2026 is half, day 182.5 a quarter of the way.
    let check = |shape: PathShape, day: Date, expected: f64| {
        let path = path_of(&an_indicator("").shape(shape).at_least(2025, 10.0).at_least(2027, 40.0));
        let value = low(&path, day).unwrap();
        assert!((value - expected).abs() < 1e-9, "{shape:?} on {day}: {value}");
    };
    let half = date(2026, 12, 31);
    check(PathShape::Linear, half, 25.0); // 10 + 30 × ½
    check(PathShape::Checkpoints, half, 25.0);
    check(PathShape::Geometric, half, 20.0); // 10 × (40 ÷ 10)^½
    check(PathShape::SCurve, half, 25.0); // 10 + 30 × (3 × ¼ − 2 × ⅛)
    check(PathShape::Step, half, 10.0);
    check(PathShape::Hold, half, 10.0);
    // 146 of 730 days is one fifth: 3 × 0,04 − 2 × 0,008 = 0,104; 10 + 30 × 0,104 = 13,12.
    check(PathShape::SCurve, date(2026, 5, 26), 13.12);
    check(PathShape::Linear, date(2026, 5, 26), 16.0);
    for shape in PathShape::ALL {
        check(*shape, date(2027, 12, 31), 40.0);
        check(*shape, date(2031, 1, 1), 40.0);
    }
}

#[test]
fn a_path_without_a_baseline_starts_at_the_first_milestone() {
    let sample = an_indicator("%").at_least(2030, 30.0).at_least(2035, 40.0);
    let path = path_of(&sample);
    assert_eq!(low(&path, date(2030, 12, 30)), None);
    assert_eq!(low(&path, date(2030, 12, 31)), Some(30.0));
    let path = path_of(&sample.baseline(date(2025, 12, 31), 20.0));
    assert_eq!(low(&path, date(2025, 12, 31)), Some(20.0));
    assert_eq!(low(&path, date(2025, 12, 30)), None);
}

#[test]
fn signed_targets_that_fall_back_are_kept_as_signed() {
    let path = path_of(&an_indicator("%").at_least(2030, 30.0).at_least(2035, 20.0));
    let middle = low(&path, date(2033, 7, 1)).unwrap();
    assert!((20.0..30.0).contains(&middle));
    assert_eq!(low(&path, date(2035, 12, 31)), Some(20.0));
}

#[test]
fn nothing_is_drawn_across_a_change_of_subject() {
    let sample = an_indicator("%")
        .subject(None, "5G")
        .subject(Some(date(2031, 1, 1)), "6G")
        .at_least(2025, 40.0)
        .at_least(2030, 99.0)
        .at_least(2035, 50.0);
    let path = path_of(&sample);
    assert_eq!(low(&path, date(2030, 12, 31)), Some(99.0));
    assert_eq!(low(&path, date(2031, 1, 1)), None, "99 belongs to the other subject");
    assert_eq!(low(&path, date(2035, 12, 31)), Some(50.0));
    assert_eq!(path.lag(60.0, date(2036, 6, 30), Sense::Up), Lag::Unknown, "one point is no clock");
}

#[test]
fn a_range_is_a_path_of_two_edges() {
    let sample = an_indicator("%")
        .direction(Direction::Range)
        .goal(2025, Comparator::Range, Some(2.0), Some(3.0))
        .goal(2027, Comparator::Range, Some(4.0), Some(6.0));
    let band = path_of(&sample).value(date(2026, 12, 31)).unwrap().band;
    assert_eq!((band.low, band.high), (3.0, 4.5));
}

#[test]
fn a_value_the_path_never_had_gives_a_bound() {
    let path = path_of(&an_indicator("%").at_least(2025, 15.0).at_least(2030, 30.0));
    // 31/10/2026 is 304 days after the start: 304 ÷ 30,4375 = 9,988 months.
    let Lag::AtLeast(months) = path.lag(14.0, date(2026, 10, 31), Sense::Up) else { panic!("no bound") };
    assert!((months - 304.0 / 30.4375).abs() < 1e-9);
    assert!(matches!(path.lag(31.0, date(2026, 10, 31), Sense::Up), Lag::Ahead(m) if m < 0.0));
    let flat = path_of(&an_indicator("%").at_least(2025, 70.0).at_least(2030, 70.0));
    assert_eq!(flat.lag(65.0, date(2026, 10, 31), Sense::Up), Lag::Unknown);
    assert_eq!(flat.lag(70.0, date(2026, 10, 31), Sense::Up), Lag::Exact(0.0));
}

#[test]
fn checkpoints_follow_the_calendar() {
    let path = path_of(&an_indicator("%").at_least(2025, 15.0).at_least(2030, 30.0));
    let days = |step| -> Vec<String> {
        path.checkpoints(date(2025, 12, 31), date(2026, 12, 31), step)
            .iter()
            .map(|e| e.on.to_string())
            .collect()
    };
    assert_eq!(days(3), ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]);
    assert_eq!(days(6), ["2026-06-30", "2026-12-31"]);
    assert_eq!(days(9), ["2026-09-30"]);
    assert_eq!(days(12), ["2026-12-31"]);
    assert_eq!(days(1).len(), 12);
}

/// A path whose points rise, as steps above the one before.
fn rising(shape: PathShape, steps: &[f64]) -> DeclaredPath {
    let mut sample = an_indicator("").shape(shape);
    let mut value = 1.0;
    for (i, step) in steps.iter().enumerate() {
        value += step;
        sample = sample.at_least(2025 + 5 * i16::try_from(i).unwrap(), value);
    }
    path_of(&sample)
}

fn a_smooth_shape() -> impl Strategy<Value = PathShape> {
    prop_oneof![Just(PathShape::Linear), Just(PathShape::Geometric), Just(PathShape::SCurve)]
}

proptest! {
    #[test]
    fn a_path_with_rising_points_never_falls(
        shape in prop::sample::select(PathShape::ALL),
        steps in prop::collection::vec(0.0..50.0f64, 2..6),
        day in 0..7000i32,
        later in 0..900i32,
    ) {
        let path = rising(shape, &steps);
        let start = date(2025, 12, 31);
        let from = start.saturating_add(jiff::Span::new().days(day));
        let to = from.saturating_add(jiff::Span::new().days(later));
        let (a, b) = (low(&path, from).unwrap(), low(&path, to).unwrap());
        prop_assert!(a <= b + 1e-9, "{a} on {from}, {b} on {to}");
    }

    #[test]
    fn going_to_a_value_and_back_leads_to_the_same_day(
        shape in a_smooth_shape(),
        steps in prop::collection::vec(0.5..50.0f64, 2..6),
        day in 1..1800i32,
    ) {
        let path = rising(shape, &steps);
        let on = date(2025, 12, 31).saturating_add(jiff::Span::new().days(day));
        let value = low(&path, on).unwrap();
        let Lag::Exact(months) = path.lag(value, on, Sense::Up) else { panic!("the path had it") };
        // The S-curve is level at its ends, where a value fixes the day less sharply.
        prop_assert!(months.abs() < 0.02, "{months} months at {value}");
    }
}
