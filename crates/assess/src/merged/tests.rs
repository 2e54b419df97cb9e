//! Figures of merged bodies, put together by hand and by property.

use domain::{Anchor, Direction, Measure, OrganisationKind, Path, Period};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(n: u64) -> T {
    format!("00000000-0000-7000-8000-{n:012}").parse().unwrap()
}

fn value(value: f64) -> Reading {
    Reading::Value(Quantity::new(value).unwrap())
}

fn share(numerator: f64, denominator: f64) -> Reading {
    Reading::ratio(Quantity::new(numerator).unwrap(), Quantity::new(denominator).unwrap()).unwrap()
}

fn together(operator: Aggregate, readings: &[Reading]) -> Reading {
    let parts: Vec<Part<'_>> =
        readings.iter().map(|reading| Part { body: "A", reading: Some(reading) }).collect();
    combine(operator, &parts)
}

#[test]
fn each_rule_puts_figures_together_in_its_own_way() {
    let figures = [value(120.0), value(80.0)];
    assert_eq!(together(Aggregate::Sum, &figures), value(200.0));
    assert_eq!(together(Aggregate::Mean, &figures), value(100.0));
    assert_eq!(together(Aggregate::Min, &figures), value(80.0));
    assert_eq!(together(Aggregate::Max, &figures), value(120.0));
    // 30 of 40 and 10 of 60 are 40 of 100: 40%, not the mean of 75% and 16.7%.
    assert_eq!(together(Aggregate::Ratio, &[share(30.0, 40.0), share(10.0, 60.0)]), share(40.0, 100.0));
    assert_eq!(
        together(Aggregate::Min, &[Reading::Reached(true), Reading::Reached(false)]),
        Reading::Reached(false)
    );
    assert_eq!(
        together(Aggregate::Sum, &[Reading::Reached(true), Reading::Reached(true)]),
        Reading::Reached(true)
    );
}

#[test]
fn what_has_no_right_figure_is_an_absence_with_its_reason() {
    let check = |operator, readings: &[Reading]| {
        let Reading::Absent(Absence::NotAvailable { reason, .. }) = together(operator, readings) else {
            panic!("{operator:?} {readings:?}")
        };
        assert!(reason.contains('A'), "{reason}");
    };
    check(Aggregate::Authoritative, &[value(1.0), value(2.0)]);
    check(Aggregate::Last, &[value(1.0), value(2.0)]);
    check(Aggregate::Ratio, &[value(75.0), value(50.0)]);
    check(Aggregate::Ratio, &[share(1.0, 2.0), value(50.0)]);
    check(Aggregate::Sum, &[share(1.0, 2.0), share(1.0, 2.0)]);
    check(Aggregate::Mean, &[share(1.0, 2.0), share(1.0, 2.0)]);
    check(Aggregate::Sum, &[value(1.0), Reading::Absent(Absence::Late)]);
    check(Aggregate::Sum, &[Reading::Reached(true), Reading::Reached(false)]);
}

#[test]
fn one_figure_alone_stands_under_every_rule() {
    for operator in Aggregate::ALL {
        assert_eq!(together(*operator, &[value(7.0)]), value(7.0));
    }
}

fn a_body(n: u64, from: Option<Date>, to: Option<Date>, successors: &[u64]) -> Organisation {
    Organisation {
        id: id(n),
        code: None,
        name: format!("Tỉnh {n}"),
        kind: OrganisationKind::Province,
        parent: None,
        aliases: Vec::new(),
        valid_from: from,
        valid_to: to,
        successors: successors.iter().map(|n| id(*n)).collect(),
        version: 1,
    }
}

fn an_indicator(across_units: Aggregate) -> Indicator {
    Indicator {
        id: id(200),
        plan: id(100),
        group: id(120),
        position: 0,
        label: "I.1".into(),
        name: "Số doanh nghiệp số".into(),
        unit: "doanh nghiệp".into(),
        measure: Measure::Stock,
        direction: Direction::Up,
        across_units,
        limits: None,
        subjects: Vec::new(),
        path: Path::default(),
        document: id(1),
        anchor: Anchor::lines(1, 1, ""),
        field: None,
        responsibilities: Vec::new(),
        version: 1,
    }
}

fn a_figure(body: u64, period: &str, reading: Reading) -> Observation {
    Observation {
        indicator: id(200),
        organisation: id(body),
        period: period.parse::<Period>().unwrap(),
        stage: ValueStage::Reported,
        revision: 1,
        reading,
        maturity: Maturity::Official,
        note: String::new(),
        recorded_at: Timestamp::from_second(1_750_000_000).unwrap(),
        recorded_by: "Chuyên viên".into(),
    }
}

const LAST_DAY: Option<Date> = Some(date(2025, 6, 30));
const FIRST_DAY: Option<Date> = Some(date(2025, 7, 1));

/// Provinces 1 and 2 became province 3 on 1/7/2025.
fn a_merger() -> (Organisation, Vec<Organisation>) {
    (a_body(3, FIRST_DAY, None, &[]), vec![a_body(1, None, LAST_DAY, &[3]), a_body(2, None, LAST_DAY, &[3])])
}

/// The series as pairs of period and reading.
fn told(
    operator: Aggregate,
    (body, earlier): (Organisation, Vec<Organisation>),
    figures: Vec<Observation>,
) -> Vec<(String, Reading)> {
    let series = series(&an_indicator(operator), &body, &earlier, figures);
    assert!(series.iter().all(|one| one.organisation == body.id));
    series.into_iter().map(|one| (one.period.to_string(), one.reading)).collect()
}

#[test]
fn a_new_body_has_the_figures_of_those_it_follows() {
    let figures = vec![
        a_figure(1, "2025-M05", value(120.0)),
        a_figure(2, "2025-M05", value(80.0)),
        a_figure(1, "2025-M06", value(130.0)),
        a_figure(3, "2025-M07", value(220.0)),
        a_figure(1, "2025-M07", value(1.0)),
    ];
    let series = told(Aggregate::Sum, a_merger(), figures);
    assert_eq!(series[0], ("2025-M05".into(), value(200.0)));
    assert!(
        matches!(&series[1].1, Reading::Absent(Absence::NotAvailable { reason, .. }) if reason.contains("Tỉnh 2"))
    );
    assert_eq!(series[2], ("2025-M07".into(), value(220.0)), "what it reported itself stands");
    assert_eq!(series.len(), 3);
}

#[test]
fn late_figures_of_ended_bodies_count_for_the_one_that_follows() {
    let figures = vec![a_figure(1, "2025-M08", value(5.0)), a_figure(2, "2025-M08", value(6.0))];
    assert_eq!(told(Aggregate::Sum, a_merger(), figures), [("2025-M08".into(), value(11.0))]);
    let one_of_two = vec![a_figure(1, "2025-M08", value(5.0))];
    assert!(matches!(told(Aggregate::Sum, a_merger(), one_of_two)[0].1, Reading::Absent(_)));
}

#[test]
fn a_chain_of_mergers_is_followed_to_its_beginning() {
    let (mut middle, mut earlier) = a_merger();
    (middle.valid_to, middle.successors) = (Some(date(2026, 6, 30)), vec![id(4)]);
    earlier.push(middle);
    let last = a_body(4, Some(date(2026, 7, 1)), None, &[]);
    let figures = vec![a_figure(1, "2025-M05", value(1.0)), a_figure(2, "2025-M05", value(2.0))];
    assert_eq!(told(Aggregate::Sum, (last, earlier), figures), [("2025-M05".into(), value(3.0))]);
}

#[test]
fn a_body_that_took_another_in_keeps_its_own_figures() {
    let family = || (a_body(3, None, None, &[]), vec![a_body(1, None, LAST_DAY, &[3])]);
    let own = vec![a_figure(1, "2025-M05", value(1.0)), a_figure(3, "2025-M05", value(10.0))];
    assert_eq!(told(Aggregate::Sum, family(), own), [("2025-M05".into(), value(10.0))]);
    let missing = vec![a_figure(1, "2025-M05", value(1.0))];
    assert!(matches!(told(Aggregate::Sum, family(), missing)[0].1, Reading::Absent(_)));
}

#[test]
fn figures_of_a_body_that_was_split_are_not_divided() {
    let family = (a_body(3, FIRST_DAY, None, &[]), vec![a_body(1, None, LAST_DAY, &[3, 4])]);
    let series = told(Aggregate::Sum, family, vec![a_figure(1, "2025-M05", value(9.0))]);
    assert!(
        matches!(&series[0].1, Reading::Absent(Absence::NotAvailable { reason, .. }) if reason.contains("Tỉnh 1"))
    );
}

#[test]
fn a_circle_of_successors_ends() {
    let body = a_body(3, None, None, &[1]);
    let earlier = vec![a_body(1, None, LAST_DAY, &[3]), body.clone()];
    let series =
        series(&an_indicator(Aggregate::Sum), &body, &earlier, vec![a_figure(3, "2025-M05", value(9.0))]);
    assert_eq!(series.len(), 1);
}

proptest! {
    #[test]
    fn the_order_of_parts_does_not_matter(mut figures in prop::collection::vec(-1.0e6..1.0e6_f64, 2..6)) {
        let readings = |figures: &[f64]| figures.iter().map(|f| value(*f)).collect::<Vec<_>>();
        for operator in Aggregate::ALL {
            let forward = together(*operator, &readings(&figures));
            figures.reverse();
            let backward = together(*operator, &readings(&figures));
            match (forward.value(), backward.value()) {
                (Some(one), Some(other)) => prop_assert!(one.is_close(other)),
                (one, other) => prop_assert_eq!(one, other),
            }
        }
    }

    #[test]
    fn a_share_lies_between_its_parts(parts in prop::collection::vec((0.0..1.0_f64, 1.0..1.0e6_f64), 2..6)) {
        let shares: Vec<Reading> = parts.iter().map(|(part, whole)| share(part * whole, *whole)).collect();
        let all: Vec<f64> = shares.iter().map(|share| share.value().unwrap().get()).collect();
        let whole = together(Aggregate::Ratio, &shares).value().unwrap().get();
        let low = all.iter().copied().fold(f64::INFINITY, f64::min);
        let high = all.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        prop_assert!(low - 1e-6 <= whole && whole <= high + 1e-6, "{} {} {}", low, whole, high);
    }

    #[test]
    fn what_a_body_reported_itself_is_never_changed(months in prop::collection::btree_set(1..=12_u8, 1..12), theirs in prop::collection::btree_set(1..=12_u8, 1..12)) {
        let own: Vec<Observation> =
            months.iter().map(|m| a_figure(3, &format!("2025-M{m:02}"), value(f64::from(*m)))).collect();
        let others = theirs.iter().map(|m| a_figure(1, &format!("2025-M{m:02}"), value(1000.0)));
        let (body, earlier) = a_merger();
        let all = own.iter().cloned().chain(others).collect();
        let series = series(&an_indicator(Aggregate::Sum), &body, &earlier, all);
        for one in &own {
            prop_assert!(series.contains(one));
        }
        prop_assert_eq!(series.len(), months.union(&theirs).count());
    }
}
