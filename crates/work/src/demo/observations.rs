//! Invented observations for July 2025 to October 2026, the same on every run.
//!
//! A unit reports before the month is over, so its figure is an estimate; a
//! month or two later the verifying body gives the figure that counts. Some
//! reports do not come, some figures are corrected later.

use domain::{Absence, Maturity, Period, PeriodKind, Quantity, Reading, ValueStage};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::chance::Chance;
use super::figures::{Correction, Figure, MissedKind, MissedReport, Shape};
use super::office_hours::{moment, month_later, report_day, working_day};
use super::series::{rounded, series};

/// Who verifies the figures of all units.
pub const VERIFIER: &str = "Tổ thẩm định số liệu, Văn phòng Tỉnh ủy";

/// One invented observation at the level of the province.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoObservation {
    /// The indicator's label in the notice.
    pub label: String,
    /// For which period.
    pub period: Period,
    /// Which of the cell's values; a second one for the same cell is its next revision.
    pub stage: ValueStage,
    /// What it says.
    pub reading: Reading,
    /// How final it is.
    pub maturity: Maturity,
    /// Remark, or the reason of a correction.
    pub note: String,
    /// When it became known.
    pub recorded_at: Timestamp,
    /// Who gave it.
    pub recorded_by: String,
}

/// Every observation known by the end of `until`, in the order in which they became known.
pub fn observations(
    figures: &[Figure],
    missed: &[MissedReport],
    corrections: &[Correction],
    seed: u64,
    until: Timestamp,
) -> Vec<DemoObservation> {
    let mut all: Vec<DemoObservation> = figures
        .iter()
        .flat_map(|figure| {
            let mut chance = Chance::of(seed, &figure.label);
            let given = series(figure, &mut chance).into_iter().flat_map(|(period, reading)| {
                let missed = missed.iter().find(|m| m.label == figure.label && m.period == period);
                cell(figure, period, reading, missed, &mut chance)
            });
            given.collect::<Vec<_>>()
        })
        .collect();
    let corrected: Vec<_> = corrections.iter().filter_map(|c| correct(&all, figures, c)).collect();
    all.extend(corrected);
    all.retain(|o| o.recorded_at <= until);
    all.sort_by(|a, b| {
        (a.recorded_at, &a.label, a.stage.code()).cmp(&(b.recorded_at, &b.label, b.stage.code()))
    });
    all
}

/// The values of one cell: what was reported or why not, and what was verified.
fn cell(
    figure: &Figure,
    period: Period,
    truth: Reading,
    missed: Option<&MissedReport>,
    chance: &mut Chance,
) -> Vec<DemoObservation> {
    let due = report_day(period, chance.below(5));
    let base = |stage, reading, on: Date, hour| DemoObservation {
        label: figure.label.clone(),
        period,
        stage,
        reading,
        maturity: Maturity::Provisional,
        note: String::new(),
        recorded_at: moment(on, hour),
        recorded_by: figure.reported_by.clone(),
    };
    let hour = 8 + chance.below(9);
    if matches!(truth, Reading::Absent(_)) {
        return vec![base(ValueStage::Reported, truth, due, hour)];
    }
    let mut given = Vec::with_capacity(3);
    let mut reported_on = Some(due);
    if let Some(missed) = missed {
        given.push(base(ValueStage::Reported, Reading::Absent(absence(missed)), due, hour));
        reported_on = missed.given_on;
    }
    let Some(reported_on) = reported_on else { return given };
    let reported = base(ValueStage::Reported, as_reported(figure, &truth, chance), reported_on, hour);
    let is_late = missed.is_some();
    given.push(DemoObservation {
        maturity: if reported_on <= period.ends_on() { Maturity::Estimate } else { Maturity::Provisional },
        note: if is_late { "Báo cáo bổ sung sau hạn.".to_owned() } else { String::new() },
        ..reported
    });
    let verified_on = verification_day(figure, period, chance.below(10)).max(reported_on);
    let verified = base(ValueStage::Verified, truth, verified_on, 8 + chance.below(9));
    given.push(DemoObservation {
        maturity: final_maturity(period),
        note: verifier_note(figure),
        recorded_by: VERIFIER.to_owned(),
        ..verified
    });
    given
}

fn absence(missed: &MissedReport) -> Absence {
    let reason = missed.reason.clone();
    match missed.kind {
        MissedKind::Late => Absence::Late,
        MissedKind::NotAvailable => Absence::NotAvailable { reason, expected_on: missed.expected_on },
        MissedKind::NotApplicable => Absence::NotApplicable,
        MissedKind::Refused => Absence::Refused { reason },
    }
}

/// What the unit says: nearly the truth, or far more than will be verified.
fn as_reported(figure: &Figure, truth: &Reading, chance: &mut Chance) -> Reading {
    // Whoever has reached everyone knows it: a full share is reported as it is.
    let is_full = truth.value().is_some_and(|value| value.at_least(Quantity::from(100)));
    let factor = match figure.shape {
        Shape::Disagreement => 1.14,
        _ if figure.unit == "%" && !is_full => 1.0 + 0.004 * chance.sway(),
        _ => 1.0,
    };
    let scaled = |value: Quantity, decimals| {
        Quantity::new(rounded(factor * value.get(), decimals)).expect("a finite figure times a factor near 1")
    };
    match truth {
        Reading::Ratio { numerator, denominator } => {
            let part = scaled(*numerator, 0);
            let numerator = if part.more_than(*denominator) { *denominator } else { part };
            Reading::Ratio { numerator, denominator: *denominator }
        }
        Reading::Value(value) => Reading::Value(figure.held(scaled(*value, figure.decimals))),
        other => other.clone(),
    }
}

fn verifier_note(figure: &Figure) -> String {
    if figure.shape == Shape::Disagreement {
        "Trừ các trường hợp chưa có minh chứng.".to_owned()
    } else {
        String::new()
    }
}

fn verification_day(figure: &Figure, period: Period, spread: u32) -> Date {
    if period.kind() == PeriodKind::Year {
        return report_day(period, spread);
    }
    let first = month_later(period.ends_on(), figure.verified_after).first_of_month();
    working_day(first.saturating_add((4 + i64::from(spread)).days()))
}

fn final_maturity(period: Period) -> Maturity {
    let is_year_end = period.ends_on().month() == 12;
    if is_year_end { Maturity::Official } else { Maturity::Provisional }
}

/// The next revision of a cell; `None` when the cell has no figure to correct.
fn correct(all: &[DemoObservation], figures: &[Figure], correction: &Correction) -> Option<DemoObservation> {
    let figure = figures.iter().find(|f| f.label == correction.label)?;
    let before = all
        .iter()
        .filter(|o| {
            o.label == correction.label && o.period == correction.period && o.stage == correction.stage
        })
        .max_by_key(|o| o.recorded_at)?;
    let reading = shifted(&before.reading, correction.change, figure)?;
    Some(DemoObservation {
        reading,
        note: correction.reason.clone(),
        recorded_at: moment(correction.recorded_on, 15),
        ..before.clone()
    })
}

fn shifted(reading: &Reading, change: f64, figure: &Figure) -> Option<Reading> {
    match reading {
        Reading::Value(value) => {
            let value = Quantity::new(rounded(value.get() + change, figure.decimals)).ok()?;
            figure.limits().allow(value).then_some(Reading::Value(value))
        }
        Reading::Ratio { numerator, denominator } => {
            let parts = (numerator.get() + change / 100.0 * denominator.get()).round();
            Reading::ratio(Quantity::new(parts).ok()?, *denominator).ok()
        }
        Reading::Reached(_) | Reading::Absent(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::demo::figures::{corrections, figures, missed_reports};
    use crate::demo::{SEED, last_moment};

    fn with_seed(seed: u64) -> Vec<DemoObservation> {
        observations(&figures(), &missed_reports(), &corrections(), seed, last_moment())
    }

    #[test]
    fn the_same_seed_gives_the_same_figures() {
        assert_eq!(with_seed(SEED), with_seed(SEED));
        assert_ne!(with_seed(SEED), with_seed(SEED + 1));
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(32))]

        #[test]
        fn values_respect_natural_limits(seed: u64) {
            let limits: BTreeMap<_, _> = figures().into_iter().map(|f| (f.label.clone(), f.limits())).collect();
            for observation in with_seed(seed) {
                if let Some(value) = observation.reading.value() {
                    proptest::prop_assert!(limits[&observation.label].allow(value), "{observation:?}");
                }
            }
        }

        #[test]
        fn a_flow_adds_up_to_its_totals(seed: u64) {
            let all = with_seed(seed);
            for figure in figures().iter().filter(|f| f.measure == domain::Measure::Flow) {
                let amounts: Vec<f64> = all
                    .iter()
                    .filter(|o| o.label == figure.label && o.stage == ValueStage::Reported)
                    .filter(|o| o.period.kind() == PeriodKind::Month)
                    .filter_map(|o| o.reading.value().map(Quantity::get))
                    .collect();
                proptest::prop_assert_eq!(amounts.len(), 16);
                proptest::prop_assert!(amounts.iter().all(|a| *a >= 0.0));
                proptest::prop_assert!(amounts[..6].iter().sum::<f64>() <= figure.end_2025.unwrap());
                let latest = figure.latest.unwrap();
                proptest::prop_assert!((amounts[4..].iter().sum::<f64>() - latest).abs() < 0.5);
            }
        }
    }

    #[test]
    fn nothing_is_known_before_it_can_be() {
        for observation in with_seed(SEED) {
            let first_day = super::super::office_hours::moment(observation.period.starts_on(), 0);
            assert!(observation.recorded_at >= first_day, "{observation:?}");
            assert!(observation.recorded_at <= last_moment());
            if observation.stage == ValueStage::Verified {
                let over = super::super::office_hours::moment(observation.period.ends_on(), 23);
                assert!(observation.recorded_at > over, "{observation:?}");
            }
        }
    }

    #[test]
    fn every_correction_and_missed_report_concerns_a_figure() {
        let all = with_seed(SEED);
        let revisions = |label: &str, period, stage| {
            all.iter().filter(|o| (o.label.as_str(), o.period, o.stage) == (label, period, stage)).count()
        };
        for correction in corrections() {
            let found = revisions(&correction.label, correction.period, correction.stage);
            assert_eq!(found, 2, "{correction:?}");
        }
        for missed in missed_reports() {
            let found = revisions(&missed.label, missed.period, ValueStage::Reported);
            assert_eq!(found, 1 + usize::from(missed.given_on.is_some()), "{missed:?}");
        }
    }

    #[test]
    fn every_way_of_speaking_occurs() {
        let all = with_seed(SEED);
        let maturities: BTreeSet<&str> = all.iter().map(|o| o.maturity.code()).collect();
        assert_eq!(maturities, BTreeSet::from(["estimate", "official", "provisional"]));
        let absences: BTreeSet<&str> = all
            .iter()
            .filter_map(
                |o| if let Reading::Absent(absence) = &o.reading { Some(absence.code()) } else { None },
            )
            .collect();
        assert_eq!(
            absences,
            BTreeSet::from(["late", "not_applicable", "not_available", "not_due", "refused"])
        );
        assert!(all.iter().any(|o| matches!(o.reading, Reading::Ratio { .. })));
        assert!(all.iter().any(|o| o.reading == Reading::Reached(true)));
    }
}
