//! What holds for any input.

use assess::{Rules, decide, explain, headline, judge, overview, steps};
use domain::{
    Absence, Comparator, Direction, Lang, Measure, Observation, PathShape, Period, PeriodKind, Reading,
    ValueStage,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::golden::innovating_firms;
use crate::sample::{Sample, an_indicator, quantity};

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![
        -200.0..200.0f64,
        Just(0.0),
        Just(f64::MAX),
        Just(f64::MIN),
        Just(f64::MIN_POSITIVE),
        any::<f64>().prop_filter("finite", |v| v.is_finite()),
    ]
}

fn any_period() -> impl Strategy<Value = Period> {
    (prop::sample::select(PeriodKind::ALL), 2024..2032i16, 1..=12i8).prop_map(|(kind, year, number)| {
        let last = match kind {
            PeriodKind::Month => 12,
            PeriodKind::Quarter => 4,
            PeriodKind::Half => 2,
            PeriodKind::Year | PeriodKind::NineMonths => 1,
        };
        Period::new(kind, year, (number - 1) % last + 1).unwrap()
    })
}

fn any_reading() -> impl Strategy<Value = Reading> {
    prop_oneof![
        4 => any_number().prop_map(|v| Reading::Value(quantity(v))),
        1 => (any_number(), any_number()).prop_map(|(a, b)| {
            Reading::ratio(quantity(a), quantity(b)).unwrap_or(Reading::Absent(Absence::Late))
        }),
        1 => any::<bool>().prop_map(Reading::Reached),
        1 => Just(Reading::Absent(Absence::NotDue)),
    ]
}

fn any_goal() -> impl Strategy<Value = (Comparator, Option<f64>, Option<f64>)> {
    (prop::sample::select(Comparator::ALL), any_number(), any_number()).prop_map(|(comparator, a, b)| {
        match comparator {
            Comparator::Reached | Comparator::Text => (comparator, None, None),
            Comparator::Range => (comparator, Some(a.min(b)), Some(a.max(b))),
            _ => (comparator, Some(a), None),
        }
    })
}

prop_compose! {
    fn any_sample()(
        shape in prop::sample::select(PathShape::ALL),
        direction in prop::sample::select(Direction::ALL),
        measure in prop::sample::select(Measure::ALL),
        unit in prop::sample::select(vec!["%", "", "doanh nghiệp"]),
        baseline in prop::option::of((2020..2035i16, any_number())),
        subject in prop::option::of(2024..2036i16),
        goals in prop::collection::vec((2024..2040i16, any_goal()), 0..5),
        readings in prop::collection::vec(
            (any_period(), prop::sample::select(ValueStage::ALL), 1..3u32, any_reading()), 0..14),
    ) -> Sample {
        let mut sample = an_indicator(unit).shape(shape).direction(direction).measure(measure);
        if let Some((year, value)) = baseline {
            sample = sample.baseline(date(year, 12, 31), value);
        }
        if let Some(year) = subject {
            sample = sample.subject(None, "5G").subject(Some(date(year, 1, 1)), "6G");
        }
        for (year, (comparator, value, upper)) in goals {
            sample = sample.goal(year, comparator, value, upper);
        }
        for (period, stage, revision, reading) in readings {
            sample = sample.reading(period, stage, revision, reading);
        }
        sample
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    prop_oneof![
        (2023..2042i16, 1..=12i8).prop_map(|(y, m)| date(y, m, 1).last_of_month()),
        Just(Date::MIN),
        Just(Date::MAX),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn anything_is_judged_without_a_panic(sample in any_sample(), on in any_day()) {
        let judgement = sample.judge(on);
        prop_assert!(!judgement.reasons.is_empty());
        for lang in [Lang::Vi, Lang::En] {
            let said = [explain(&judgement, lang), vec![headline(&judgement, lang)]].concat();
            prop_assert!(said.iter().all(|s| !s.trim().is_empty()), "{said:?}");
            let lines = steps(&judgement, lang);
            let text = format!("{said:?}{lines:?}{:?}", judgement.reasons[0].text(&judgement.unit, lang));
            prop_assert!(!text.contains("NaN") && !text.contains("inf "), "{text}");
        }
        let counted = overview::count(&[(&sample.indicator, &judgement)]);
        prop_assert_eq!(counted.total.total(), 1);
        let _ = decide([assess::Matter::Indicator(&sample.indicator, &judgement)], on, 10);
    }

    #[test]
    fn the_order_of_observations_does_not_matter(sample in any_sample(), on in any_day()) {
        let mut turned = sample.clone();
        turned.observations.reverse();
        // Two entries of one revision are no valid input; the store forbids them.
        let key = |o: &Observation| (o.period, o.stage, o.revision);
        let is_unique = sample.observations.iter().enumerate()
            .all(|(i, o)| sample.observations[..i].iter().all(|other| key(other) != key(o)));
        prop_assume!(is_unique);
        prop_assert_eq!(sample.judge(on), turned.judge(on));
    }

    #[test]
    fn an_older_revision_changes_nothing(at in 0..16usize, value in any_number()) {
        let sample = innovating_firms();
        let on = date(2026, 10, 31);
        let mut corrected = sample.clone();
        for observation in &mut corrected.observations {
            observation.revision = 2;
        }
        let mut with_older = corrected.clone();
        let mut older = corrected.observations[at].clone();
        older.revision = 1;
        older.reading = Reading::Value(quantity(value));
        with_older.observations.push(older);
        prop_assert_eq!(corrected.judge(on), with_older.judge(on));
    }

    #[test]
    fn better_figures_never_give_a_worse_position(raise in 0.0..30.0f64) {
        let sample = innovating_firms();
        let mut raised = sample.clone();
        for observation in &mut raised.observations {
            let value = observation.reading.value().unwrap().get() + raise;
            observation.reading = Reading::Value(quantity(value));
        }
        let rank = |s: &Sample| s.judge(date(2026, 10, 31)).position.unwrap().status.rank();
        prop_assert!(rank(&raised) <= rank(&sample));
    }

    #[test]
    fn judging_twice_gives_the_same(sample in any_sample(), on in any_day()) {
        let once = judge(&sample.indicator, &sample.targets, &sample.observations, on, &Rules::default());
        prop_assert_eq!(once, sample.judge(on));
    }
}
