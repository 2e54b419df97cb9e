//! Colours do not flap.

use assess::{IndicatorStatus as S, Rule, Steadiness};
use jiff::civil::date;

use crate::sample::{Sample, an_indicator};

/// A path that rises one a month from 100 on 31/12/2025; figures are given by their distance from it.
fn off_path(distances: &[f64]) -> Sample {
    // With its own checkpoints declared, the recent pace alone raises no alarm.
    let shape = domain::PathShape::Checkpoints;
    let end = 100.0 + 1826.0 / 30.4375;
    let sample = an_indicator("").shape(shape).at_least(2025, 100.0).at_least(2030, end);
    let mut period: domain::Period = "2026-M01".parse().unwrap();
    let mut sample = sample;
    for distance in distances {
        let days = f64::from((period.ends_on() - date(2025, 12, 31)).get_days());
        let value = 100.0 + days / 30.4375 + distance;
        sample = sample.value(period, domain::ValueStage::Verified, value);
        period = period.next();
    }
    sample
}

fn statuses(sample: &Sample, months: i8) -> Vec<S> {
    let judgement = sample.judge(date(2026, months, 1).last_of_month());
    judgement.history.iter().map(|h| h.status).collect()
}

#[test]
fn one_bad_month_changes_nothing_and_two_do() {
    let one = off_path(&[0.0, 0.0, 0.0, 0.0, -2.0, 0.0]);
    assert_eq!(statuses(&one, 6)[1..], [S::OnTrack; 5]);
    let two = off_path(&[0.0, 0.0, 0.0, 0.0, -2.0, -2.0]);
    assert_eq!(statuses(&two, 6)[3..], [S::OnTrack, S::OnTrack, S::Behind]);
}

#[test]
fn a_waiting_change_is_told() {
    let judgement = off_path(&[0.0, 0.0, 0.0, 0.0, -2.0]).judge(date(2026, 5, 31));
    assert_eq!((judgement.status, judgement.steadiness), (S::OnTrack, Steadiness::Pending));
    assert!(judgement.reasons.iter().any(|r| r.rule == Rule::Pending));
    let judgement = off_path(&[-2.0, -2.0, -2.0, -2.0, 0.0]).judge(date(2026, 5, 31));
    assert_eq!((judgement.status, judgement.steadiness), (S::Behind, Steadiness::Recovering));
}

#[test]
fn a_fall_of_two_steps_counts_at_once() {
    let judgement = off_path(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, -7.0]).judge(date(2026, 9, 30));
    assert_eq!((judgement.status, judgement.steadiness), (S::AtRisk, Steadiness::Settled));
    assert_eq!(judgement.since.map(|p| p.to_string()), Some("2026-M09".into()));
}

#[test]
fn a_target_that_is_met_counts_at_once() {
    let judgement = off_path(&[-2.0, -2.0, -2.0, 70.0]).judge(date(2026, 4, 30));
    assert_eq!(judgement.status, S::Exceeded);
}

#[test]
fn a_new_milestone_starts_anew() {
    let sample = an_indicator("%").at_least(2025, 15.0).at_least(2030, 16.0).series(
        "2025-M11",
        &[14.0, 14.5, 15.1, 15.2],
        0,
    );
    let judgement = sample.judge(date(2026, 2, 28));
    let seen: Vec<_> = judgement.history.iter().map(|h| (h.milestone, h.status)).collect();
    assert_eq!(seen[1..], [(2025, S::Missed), (2030, S::OnTrack), (2030, S::OnTrack)]);
}
