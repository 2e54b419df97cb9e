//! Totals of figures that are there, missing, and beyond use; properties that hold for any figures.

use domain::Aggregate::{Authoritative, Last, Max, Mean, Min, Ratio, Sum};
use proptest::prelude::*;

use super::*;

fn number(value: f64) -> Reading {
    Reading::Value(Quantity::new(value).unwrap())
}

fn share(above: f64, below: f64) -> Reading {
    Reading::ratio(Quantity::new(above).unwrap(), Quantity::new(below).unwrap()).unwrap()
}

fn missing() -> Reading {
    Reading::Absent(Absence::NotAvailable { reason: "chờ thống kê".into(), expected_on: None })
}

fn part(body: usize, reading: Option<Reading>) -> Part {
    Part {
        body: format!("00000000-0000-0000-0000-{body:012}").parse().unwrap(),
        reading,
        stage: ValueStage::Reported,
        maturity: Maturity::Official,
        known_at: Timestamp::from_second(i64::try_from(body).unwrap()).unwrap(),
    }
}

fn parts(readings: impl IntoIterator<Item = Option<Reading>>) -> Vec<Part> {
    readings.into_iter().enumerate().map(|(body, reading)| part(body, reading)).collect()
}

/// The total's number and how many are counted and missing.
fn told(operator: Aggregate, readings: Vec<Option<Reading>>) -> (Option<f64>, usize, usize) {
    let total = consolidate(operator, &parts(readings));
    let value = total.reading.as_ref().and_then(Reading::value).map(Quantity::get);
    (value, total.counts.counted, total.counts.missing())
}

#[test]
fn each_operator_puts_figures_together_its_own_way() {
    let plain = || vec![Some(number(10.0)), Some(number(30.0)), Some(number(20.0))];
    let check = |operator, expected| assert_eq!(told(operator, plain()), expected, "{operator:?}");
    check(Sum, (Some(60.0), 3, 0));
    check(Mean, (Some(20.0), 3, 0));
    check(Min, (Some(10.0), 3, 0));
    check(Max, (Some(30.0), 3, 0));
    check(Last, (Some(20.0), 3, 0));
    // Nobody can tell which of three counts, and percentages without their parts cannot be put together.
    check(Authoritative, (None, 0, 3));
    check(Ratio, (None, 0, 3));
    assert_eq!(told(Authoritative, vec![Some(number(7.0))]), (Some(7.0), 1, 0));
}

#[test]
fn a_share_is_divided_last() {
    // 1 of 2 and 1 of 198: 1%, not the mean of 50% and 0.5%.
    let shares = vec![Some(share(1.0, 2.0)), Some(share(1.0, 198.0))];
    assert_eq!(told(Ratio, shares), (Some(1.0), 2, 0));
    assert_eq!(told(Mean, vec![Some(share(1.0, 2.0)), Some(share(1.0, 198.0))]), (None, 0, 2));
    assert_eq!(told(Ratio, vec![Some(number(40.0))]), (Some(40.0), 1, 0));
}

#[test]
fn what_is_missing_is_counted_by_kind_and_never_zero() {
    let refused = Reading::Absent(Absence::Refused { reason: "số liệu mật".into() });
    let readings = [
        Some(number(5.0)),
        None,
        Some(missing()),
        Some(refused),
        Some(Reading::Absent(Absence::NotApplicable)),
        Some(share(1.0, 2.0)),
    ];
    let total = consolidate(Sum, &parts(readings));
    let expected =
        Counts { counted: 1, not_applicable: 1, silent: 1, not_available: 1, refused: 1, unusable: 1 };
    assert_eq!((total.reading.clone(), total.counts), (Some(number(5.0)), expected));
    assert_eq!((total.counts.due(), total.is_partial(), total.maturity), (5, true, Maturity::Estimate));
    let nothing = consolidate(Sum, &parts([None, Some(missing())]));
    assert_eq!((nothing.reading, nothing.counts.due()), (None, 2));
    let whole = consolidate(Sum, &parts([Some(number(5.0)), Some(Reading::Absent(Absence::NotApplicable))]));
    assert!(!whole.is_partial());
}

#[test]
fn a_total_is_as_sure_as_its_weakest_figure() {
    let with = |stage, maturity| Part { stage, maturity, ..part(1, Some(number(1.0))) };
    let verified = with(ValueStage::Verified, Maturity::Official);
    let check = |other: Part, stage, maturity| {
        let total = consolidate(Sum, &[verified.clone(), other]);
        assert_eq!((total.stage, total.maturity), (stage, maturity));
    };
    check(verified.clone(), ValueStage::Verified, Maturity::Official);
    check(with(ValueStage::Reported, Maturity::Official), ValueStage::Reported, Maturity::Official);
    check(with(ValueStage::Verified, Maturity::Estimate), ValueStage::Verified, Maturity::Estimate);
}

#[test]
fn what_is_reached_by_all_is_reached() {
    let told = |operator, answers: [bool; 2]| {
        consolidate(operator, &parts(answers.map(|is| Some(Reading::Reached(is))))).reading
    };
    assert_eq!(told(Sum, [true, true]), Some(Reading::Reached(true)));
    assert_eq!(told(Min, [true, false]), Some(Reading::Reached(false)));
    assert_eq!(told(Max, [true, false]), Some(Reading::Reached(true)));
    assert_eq!(told(Sum, [true, false]), None);
}

fn any_reading() -> impl Strategy<Value = Option<Reading>> {
    prop_oneof![
        4 => (0..1_000_000u32).prop_map(|n| Some(number(f64::from(n) / 10.0))),
        4 => (0..10_000u32, 1..10_000u32).prop_map(|(n, d)| Some(share(f64::from(n), f64::from(d)))),
        1 => Just(Some(missing())),
        1 => Just(Some(Reading::Absent(Absence::NotApplicable))),
        1 => Just(None),
    ]
}

fn any_operator() -> impl Strategy<Value = Aggregate> {
    prop::sample::select(Aggregate::ALL)
}

fn value(total: &Total) -> Option<f64> {
    total.reading.as_ref().and_then(Reading::value).map(Quantity::get)
}

fn is_close(one: f64, other: f64) -> bool {
    Quantity::new(one).unwrap().is_close(Quantity::new(other).unwrap())
}

proptest! {
    #[test]
    fn order_does_not_matter(
        (operator, readings, turned) in (any_operator(), prop::collection::vec(any_reading(), 0..12))
            .prop_flat_map(|(operator, readings)| {
                let parts = parts(readings);
                (Just(operator), Just(parts.clone()), Just(parts).prop_shuffle())
            })
    ) {
        prop_assert_eq!(consolidate(operator, &readings), consolidate(operator, &turned));
    }

    #[test]
    fn every_body_is_counted_once(operator in any_operator(), readings in prop::collection::vec(any_reading(), 0..12)) {
        let total = consolidate(operator, &parts(readings.clone()));
        prop_assert_eq!(total.counts.due() + total.counts.not_applicable, readings.len());
        prop_assert_eq!(total.reading.is_some(), total.counts.counted > 0);
    }

    /// The totals of branches, put together, are the total of all leaves: of sums, shares and extremes.
    #[test]
    fn a_tree_comes_to_the_same_as_its_leaves(
        operator in prop::sample::select(vec![Sum, Ratio, Min, Max]),
        figures in prop::collection::vec((0..10_000u32, 1..10_000u32), 2..24),
        branches in 1..6usize,
    ) {
        let readings = figures.iter().map(|(n, d)| {
            let (n, d) = (f64::from(*n) / 10.0, f64::from(*d));
            Some(if operator == Ratio { share(n, d) } else { number(n) })
        });
        let leaves = parts(readings);
        let per_branch = leaves.len().div_ceil(branches);
        let of_branches: Vec<Part> = leaves
            .chunks(per_branch)
            .enumerate()
            .map(|(branch, leaves)| part(branch, consolidate(operator, leaves).reading))
            .collect();
        let (tree, flat) = (consolidate(operator, &of_branches), consolidate(operator, &leaves));
        prop_assert!(is_close(value(&tree).unwrap(), value(&flat).unwrap()), "{tree:?} {flat:?}");
    }

    #[test]
    fn a_share_lies_between_the_extremes(figures in prop::collection::vec((0..10_000u32, 1..10_000u32), 1..24)) {
        let shares = parts(figures.into_iter().map(|(n, d)| Some(share(f64::from(n), f64::from(d)))));
        let of = |operator| value(&consolidate(operator, &shares)).unwrap();
        let (low, whole, high) = (of(Min), of(Ratio), of(Max));
        prop_assert!(low <= whole * (1.0 + 1e-9) + 1e-9 && whole <= high * (1.0 + 1e-9) + 1e-9);
    }

    #[test]
    fn missing_bodies_never_change_the_sum_of_the_others(
        figures in prop::collection::vec(0..10_000u32, 1..24),
        silent in 1..5usize,
    ) {
        let mut all = parts(figures.into_iter().map(|n| Some(number(f64::from(n)))));
        let whole = consolidate(Sum, &all);
        all.extend((0..silent).map(|n| part(1_000 + n, if n % 2 == 0 { None } else { Some(missing()) })));
        let partial = consolidate(Sum, &all);
        prop_assert_eq!(value(&partial), value(&whole));
        prop_assert!(partial.is_partial() && !whole.is_partial());
        prop_assert_eq!(partial.counts.missing(), silent);
    }
}
