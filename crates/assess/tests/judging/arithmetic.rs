//! The arithmetic that is shown gives the result that is shown.

use assess::steps;
use domain::{Comparator, Direction, Lang, Measure, PathShape};
use jiff::civil::date;
use proptest::prelude::*;

use crate::sample::{Sample, an_indicator};

/// Reckons a printed sum: `15 + (30 − 15) × 304 ÷ 1.826`.
struct Reckoner<'a> {
    rest: &'a str,
}

impl Reckoner<'_> {
    fn take(&mut self, sign: char) -> bool {
        let rest = self.rest.trim_start().strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn sum(&mut self) -> f64 {
        let mut value = self.product();
        loop {
            if self.take('+') {
                value += self.product();
            } else if self.take('−') {
                value -= self.product();
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut value = self.power();
        loop {
            if self.take('×') {
                value *= self.power();
            } else if self.take('÷') {
                value /= self.power();
            } else {
                return value;
            }
        }
    }

    fn power(&mut self) -> f64 {
        let base = self.term();
        if self.take('^') { libm::pow(base, self.term()) } else { base }
    }

    fn term(&mut self) -> f64 {
        if self.take('(') {
            let value = self.sum();
            assert!(self.take(')'), "a bracket stays open before {:?}", self.rest);
            return value;
        }
        if self.take('−') {
            return -self.term();
        }
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        read(number)
    }
}

fn read(number: &str) -> f64 {
    number.replace('.', "").replace(',', ".").parse().unwrap_or_else(|e| panic!("{number:?}: {e}"))
}

fn reckon(text: &str) -> f64 {
    let mut reckoner = Reckoner { rest: text };
    let value = reckoner.sum();
    assert_eq!(reckoner.rest.trim(), "", "in {text}");
    value
}

/// The shown result of an equation with its decimals.
fn result(text: &str) -> (f64, f64) {
    let number = text.trim_start_matches('−');
    let end = number.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(number.len());
    let number = &number[..end];
    let decimals = number.split_once(',').map_or("", |(_, decimals)| decimals).len();
    let value = read(number);
    (if text.starts_with('−') { -value } else { value }, f64::from(u8::try_from(decimals).unwrap()))
}

/// Redoes every line that is an equation; returns how many there were.
fn redo(sample: &Sample) -> usize {
    let steps = steps(&sample.judge(date(2026, 10, 31)), Lang::Vi);
    let equations = steps.iter().filter_map(|step| {
        let text = step.arithmetic.rsplit([':', ';']).next()?;
        let (left, right) = text.split_once(" = ")?;
        Some((left.replace(" ngày", ""), right))
    });
    equations
        .map(|(left, right)| {
            assert!(!left.contains("+ −") && !left.contains("− −"), "{left}");
            let (reckoned, (shown, decimals)) = (reckon(&left), result(right));
            // Trailing zeros are not printed, so that 0,3 may stand for 0,300.
            let least_digit = if shown.abs() >= 1000.0 { 0.1 } else { libm::pow(0.1, decimals.max(3.0)) };
            let least_digit =
                if right.ends_with('%') || right.ends_with(" tháng") { 0.1 } else { least_digit };
            assert!((reckoned - shown).abs() <= 0.501 * least_digit, "{left} = {reckoned}, shown {right}");
        })
        .count()
}

#[test]
fn a_slow_pace_and_a_falling_one_can_be_redone() {
    let slow = [3.2, 3.2012, 3.2025, 3.2021, 3.2038, 3.204];
    assert_eq!(
        redo(&an_indicator("").at_least(2025, 3.0).at_least(2030, 4.0).series("2026-M05", &slow, 0)),
        6
    );
    let falling = [66.4, 66.39, 66.38, 66.37, 66.32, 66.29];
    assert_eq!(
        redo(&an_indicator("%").at_least(2025, 65.0).at_least(2030, 80.0).series("2026-M05", &falling, 0)),
        6
    );
}

proptest! {
    #[test]
    fn what_is_shown_can_be_redone(
        shape in prop::sample::select(PathShape::ALL),
        is_falling in any::<bool>(),
        is_flow in any::<bool>(),
        size in prop::sample::select(vec![0.01, 1.0, 50.0, 3000.0, 250_000.0]),
        targets in (0.1..1.0f64, 0.1..1.0f64),
        start in 0.05..1.0f64,
        changes in prop::collection::vec(-0.1..0.1f64, 6..16),
    ) {
        let (direction, comparator) =
            if is_falling { (Direction::Down, Comparator::AtMost) } else { (Direction::Up, Comparator::AtLeast) };
        let mut value = start;
        let values: Vec<f64> = changes.iter().map(|change| { value += change; value * size }).collect();
        let first = if values.len() < 12 { "2026-M01" } else { "2025-M07" };
        let sample = an_indicator("").shape(shape).direction(direction)
            .measure(if is_flow { Measure::Flow } else { Measure::Stock })
            .goal(2025, comparator, Some(targets.0 * size), None)
            .goal(2030, comparator, Some(targets.1 * size), None)
            .series(first, &values, 0);
        let redone = redo(&sample);
        prop_assert!(is_flow || redone >= 1, "only {redone} lines");
    }
}
