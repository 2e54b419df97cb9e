//! Golden cases: each expected number is worked out by hand beside it.

use assess::{IndicatorStatus as S, Judgement, Lag, Rule, Rules, Standing, judge};
use domain::{Absence, Comparator, Direction, Measure, PathShape, Reading, ValueStage};
use jiff::civil::{Date, date};

use crate::sample::{Sample, an_indicator, quantity, recorded};

const TODAY: Date = date(2026, 10, 31);

fn near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 5e-4, "{value} is not {expected}");
}

/// 15 % promised for 2025 and 30 % for 2030; sixteen months, the last three only reported.
pub fn innovating_firms() -> Sample {
    let values =
        [10.0, 10.2, 10.7, 10.9, 11.5, 11.6, 11.7, 12.2, 12.3, 12.9, 13.0, 13.6, 14.0, 14.6, 14.5, 15.1];
    an_indicator("%")
        .at_least(2025, 15.0)
        .at_least(2030, 30.0)
        .at_least(2035, 40.0)
        .series("2025-M07", &values, 3)
}

fn status(sample: &Sample) -> S {
    sample.judge(TODAY).status
}

fn first_rule(judgement: &Judgement) -> Rule {
    judgement.reasons[0].rule
}

#[test]
fn far_behind_a_straight_path() {
    let judgement = innovating_firms().judge(TODAY);
    let position = judgement.position.as_ref().unwrap();
    // From 31/12/2025 to 31/10/2026 are 304 of 1826 days: 15 + 15 × 304 ÷ 1826 = 17,4973.
    near(position.expected.unwrap().band.low, 17.4973);
    near(position.gap.unwrap(), 15.1 - 17.4973);
    // The path had 15,1 after 1826 × 0,1 ÷ 15 = 12,1733 days; (304 − 12,1733) ÷ 30,4375 = 9,5877 months.
    let Lag::Exact(lag) = position.lag else { panic!("{:?}", position.lag) };
    near(lag, 9.5877);
    // 15,1 ÷ 30; 1522 days to the milestone are 50,0041 months; 14,9 ÷ 50,0041 = 0,29798.
    near(position.attainment.unwrap(), 50.3333);
    near(position.required_pace.unwrap(), 0.29798);
    // Seven values from April to October, 21 slopes, the eleventh of them is 0,3712 a month.
    let pace = position.pace.as_ref().unwrap();
    assert_eq!((pace.values.len(), pace.slopes.len()), (7, 21));
    near(pace.per_month, pace.slopes[10]);
    near(position.projection.unwrap().value, 15.1 + pace.per_month * 50.0041);
    assert_eq!((judgement.status, first_rule(&judgement)), (S::AtRisk, Rule::FarBehindPath));
}

#[test]
fn the_passed_milestone_stands_beside_the_one_ahead() {
    let judgement = innovating_firms().judge(TODAY);
    let standings: Vec<_> =
        judgement.milestones.iter().map(|m| (m.milestone.year, m.standing, m.status)).collect();
    assert_eq!(
        standings,
        [
            (2025, Standing::Passed, S::Missed),
            (2030, Standing::Next, S::AtRisk),
            (2035, Standing::Later, S::NotDue)
        ]
    );
    let missed = judgement.passed().next().unwrap();
    assert_eq!(missed.figure.unwrap().value, quantity(11.6), "the figure of December 2025");
    assert_eq!(missed.met_later_on, Some(TODAY), "15,1 % in October 2026 meets 15 %");
}

/// Up from 20 (2025) to 80 (2030): 60 over 1826 days is 1,0001 a month. On 31/10/2026 the path has 29,989.
fn rising(latest: f64, per_month: f64) -> Sample {
    let values = [4.0, 3.0, 2.0, 1.0, 0.0].map(|back| latest - back * per_month);
    an_indicator("%").at_least(2025, 20.0).at_least(2030, 80.0).series("2026-M06", &values, 0)
}

#[test]
fn statuses_follow_the_distance_from_the_path() {
    assert_eq!(status(&rising(30.0, 1.0)), S::OnTrack);
    assert_eq!(status(&rising(29.2, 1.0)), S::OnTrack, "0,8 months behind");
    assert_eq!(status(&rising(28.0, 1.0)), S::Behind, "2 months behind, at this pace 78 of 80");
    assert_eq!(first_rule(&rising(23.0, 1.0).judge(TODAY)), Rule::FarBehindPath, "7 months behind");
    assert_eq!(status(&rising(80.0, 1.0)), S::Achieved);
    assert_eq!(status(&rising(84.5, 1.0)), S::Exceeded, "beyond 80 by more than 5 percent of it");
}

#[test]
fn a_pace_that_misses_the_milestone_by_far_is_a_risk() {
    // 0,3 a month for 50 months from 30 leads to 45 of 80.
    let judgement = rising(30.0, 0.3).judge(TODAY);
    assert_eq!((judgement.status, first_rule(&judgement)), (S::AtRisk, Rule::PaceTooSlow));
    // Two months ahead of the path the position counts, not the pace.
    assert_eq!(status(&rising(32.0, 0.3)), S::OnTrack);
}

#[test]
fn lower_can_be_better() {
    let sample = an_indicator("ngày")
        .direction(Direction::Down)
        .baseline(date(2025, 12, 31), 12.0)
        .goal(2027, Comparator::AtMost, Some(4.0), None)
        .series("2026-Q1", &[11.1, 10.1, 9.0], 0);
    let judgement = sample.judge(date(2026, 9, 30));
    let position = judgement.position.as_ref().unwrap();
    // 273 of 730 days: 12 − 8 × 273 ÷ 730 = 9,0082; 9,0 is lower by 0,0082: on the path.
    near(position.expected.unwrap().band.high, 9.0082);
    near(position.gap.unwrap(), -0.0082);
    assert_eq!(judgement.status, S::OnTrack);
    near(position.attainment.unwrap(), 100.0 * 4.0 / 9.0);
}

#[test]
fn a_range_is_kept_from_both_sides() {
    let check = |value: f64, expected: S| {
        let sample = an_indicator("%")
            .direction(Direction::Range)
            .goal(2025, Comparator::Range, Some(40.0), Some(60.0))
            .goal(2030, Comparator::Range, Some(40.0), Some(60.0))
            .series("2026-M07", &[value; 4], 0);
        assert_eq!(status(&sample), expected, "{value}");
    };
    check(50.0, S::Achieved);
    check(39.8, S::OnTrack); // 0,2 of 40 is half a percent
    check(39.0, S::Behind); // 2,5 percent
    check(37.0, S::AtRisk); // 7,5 percent
    check(64.0, S::AtRisk); // 4 of 40 is 10 percent
}

#[test]
fn a_level_to_be_held_is_measured_by_its_share() {
    let check = |value: f64, expected: S| {
        let sample = an_indicator("%")
            .shape(PathShape::Hold)
            .at_least(2025, 70.0)
            .at_least(2030, 70.0)
            .at_least(2040, 100.0)
            .series("2026-M07", &[value; 4], 0);
        assert_eq!(status(&sample), expected, "{value}");
    };
    check(70.0, S::Achieved);
    check(69.5, S::OnTrack); // 0,7 percent below
    check(68.0, S::Behind); // 2,9 percent
    check(66.0, S::AtRisk); // 5,7 percent
}

#[test]
fn too_little_evidence_gives_no_colour() {
    let sample = an_indicator("%").at_least(2025, 15.0).at_least(2030, 30.0);
    assert_eq!(status(&sample), S::NoData);
    let one = sample.clone().series("2026-M09", &[17.0, 17.5], 1);
    let judgement = one.judge(TODAY);
    assert_eq!((judgement.status, first_rule(&judgement)), (S::NotAssessable, Rule::TooFewVerified));
    assert!(judgement.position.is_some(), "the figures are shown all the same");
    assert_eq!(status(&sample.series("2026-M08", &[17.0, 17.2, 17.5], 1)), S::OnTrack);
}

#[test]
fn a_value_is_stale_when_the_next_period_is_long_over() {
    let sample =
        an_indicator("%").at_least(2025, 15.0).at_least(2030, 30.0).series("2026-M03", &[16.0, 16.5], 0);
    // April's value; May ended on 31/5, and 60 days later is 30/7.
    assert_ne!(sample.judge(date(2026, 7, 30)).status, S::Stale);
    let judgement = sample.judge(date(2026, 7, 31));
    assert_eq!((judgement.status, judgement.position.is_some()), (S::Stale, true));
}

#[test]
fn absence_is_typed_and_never_zero() {
    let sample = an_indicator("%").at_least(2025, 15.0).at_least(2030, 30.0);
    let period = "2026-M10".parse().unwrap();
    assert_eq!(status(&sample.clone().absent(period, Absence::NotDue)), S::NotDue);
    assert_eq!(status(&sample.clone().absent(period, Absence::Late)), S::NoData);
    let judgement =
        sample.series("2026-M07", &[17.0, 17.2, 17.4], 0).absent(period, Absence::Late).judge(TODAY);
    assert_eq!(judgement.latest().unwrap().value, quantity(17.4));
    assert!(judgement.reasons.iter().any(|r| r.rule == Rule::FigureAbsent));
}

#[test]
fn the_latest_revision_known_on_the_day_counts() {
    let period = "2026-M09".parse().unwrap();
    let mut sample = an_indicator("%")
        .at_least(2025, 15.0)
        .at_least(2030, 30.0)
        .series("2026-M07", &[16.0, 16.2, 16.4], 0)
        .reading(period, ValueStage::Verified, 2, Reading::Value(quantity(16.9)));
    sample.observations.last_mut().unwrap().recorded_at = recorded(date(2026, 10, 20));
    assert_eq!(sample.judge(date(2026, 10, 19)).latest().unwrap().value, quantity(16.4));
    assert_eq!(sample.judge(date(2026, 10, 20)).latest().unwrap().value, quantity(16.9));
}

#[test]
fn a_reported_value_that_differs_is_told() {
    let period = "2026-M10".parse().unwrap();
    let sample = an_indicator("%")
        .at_least(2025, 15.0)
        .at_least(2030, 30.0)
        .series("2026-M08", &[17.0, 17.2, 17.5], 0)
        .value(period, ValueStage::Reported, 21.0);
    let judgement = sample.judge(TODAY);
    assert_eq!(judgement.latest().unwrap().value, quantity(17.5), "the verified one counts");
    assert_eq!(judgement.latest().unwrap().reported, Some(quantity(21.0)));
    assert!(judgement.reasons.iter().any(|r| r.rule == Rule::ReportedDiffers));
}

#[test]
fn a_flow_counts_the_last_twelve_months() {
    let mut values = vec![2.0; 12];
    values.extend([3.0, 4.0]);
    let sample = an_indicator("sáng kiến")
        .measure(Measure::Flow)
        .at_least(2025, 20.0)
        .at_least(2030, 50.0)
        .series("2025-M09", &values, 0);
    let points = sample.judge(TODAY).evidence.points;
    // Twelve months of 2; then 11 × 2 + 3, then 10 × 2 + 3 + 4. Eleven months give no year.
    let totals: Vec<f64> = points.iter().map(|p| p.value.get()).collect();
    assert_eq!(totals, [24.0, 25.0, 27.0]);
    assert_eq!(points[0].period.to_string(), "2026-M08");
}

#[test]
fn totals_of_twelve_months_are_no_pace_before_they_cover_one() {
    let sample = |months: usize| {
        let values: Vec<f64> = (0..months).map(|i| if i < 12 { 1.0 } else { 2.0 }).collect();
        an_indicator("bài")
            .measure(Measure::Flow)
            .at_least(2025, 20.0)
            .at_least(2030, 50.0)
            .series("2025-M01", &values, 0)
    };
    // Eighteen months give seven totals over six months; twenty-four give thirteen over twelve.
    let pace = |months, on| sample(months).judge(on).position.unwrap().pace;
    assert_eq!(pace(18, date(2026, 6, 30)), None);
    // Each month more brings one more: 12, 13, … 24, so 12 in the 365 days between.
    let full = pace(24, date(2026, 12, 31)).unwrap();
    assert_eq!(full.values.len(), 13);
    assert!((full.per_month - 1.0).abs() < 0.03, "{}", full.per_month);
}

#[test]
fn a_share_of_a_flow_is_divided_last() {
    let mut sample = an_indicator("%").measure(Measure::Flow).at_least(2030, 50.0);
    for (quarter, (above, below)) in
        [(10.0, 100.0), (10.0, 100.0), (10.0, 100.0), (90.0, 100.0)].iter().enumerate()
    {
        let period = format!("2025-Q{}", quarter + 1).parse().unwrap();
        let reading = Reading::ratio(quantity(*above), quantity(*below)).unwrap();
        sample = sample.reading(period, ValueStage::Verified, 1, reading);
    }
    // 120 of 400, not the mean of quarters of different size nor the last quarter's 90 %.
    let points = sample.judge(date(2026, 1, 31)).evidence.points;
    assert_eq!(points.iter().map(|p| p.value.get()).collect::<Vec<_>>(), [30.0]);
}

#[test]
fn what_is_reached_or_not_needs_verification() {
    let sample = an_indicator("").goal(2025, Comparator::Reached, None, None).goal(
        2030,
        Comparator::Reached,
        None,
        None,
    );
    let with = |stage, is_reached| {
        sample.clone().reading("2026-M09".parse().unwrap(), stage, 1, Reading::Reached(is_reached))
    };
    assert_eq!(status(&with(ValueStage::Verified, true)), S::Achieved);
    assert_eq!(status(&with(ValueStage::Reported, true)), S::NotAssessable);
    assert_eq!(status(&with(ValueStage::Verified, false)), S::NotDue);
    assert_eq!(with(ValueStage::Verified, false).judge(date(2030, 9, 1)).status, S::AtRisk, "121 days left");
    assert_eq!(with(ValueStage::Verified, false).judge(date(2031, 1, 1)).status, S::Missed);
    let judgement = with(ValueStage::Verified, true).judge(TODAY);
    assert_eq!(judgement.passed().next().unwrap().status, S::NoData, "nothing was known by the end of 2025");
}

#[test]
fn after_the_last_milestone_the_result_stays() {
    let sample = an_indicator("%").at_least(2025, 15.0).series("2025-M11", &[14.0, 14.5, 14.6, 15.2], 0);
    assert_eq!(sample.judge(date(2026, 1, 31)).status, S::Missed);
    assert_eq!(sample.judge(date(2026, 2, 28)).status, S::Achieved, "until a later value reaches it");
}

#[test]
fn before_the_path_starts_only_the_pace_tells() {
    let with = |values: &[f64]| an_indicator("%").at_least(2027, 30.0).series("2026-M07", values, 0);
    // From 20 on 31/10/2026 to 30 on 31/12/2027 in 426 days = 13,996 months: 0,7145 a month.
    let judgement = with(&[17.0, 18.0, 19.0, 20.0]).judge(TODAY);
    assert_eq!((judgement.status, first_rule(&judgement)), (S::OnTrack, Rule::PaceEnough));
    assert_eq!(
        status(&with(&[18.2, 18.8, 19.4, 20.0])),
        S::Behind,
        "0,6 a month leads to 28,3: 6 percent short"
    );
    assert_eq!(status(&with(&[19.7, 19.8, 19.9, 20.0])), S::AtRisk);
    let two = with(&[19.0, 20.0]);
    assert_eq!(first_rule(&two.judge(TODAY)), Rule::NoPath, "two values are no pace");
}

#[test]
fn figures_of_several_bodies_are_not_mixed() {
    let mut sample = innovating_firms();
    let other = "00000000-0000-7000-8000-000000000002".parse().unwrap();
    sample.observations[3].organisation = other;
    let judgement = sample.judge(TODAY);
    assert_eq!((judgement.status, first_rule(&judgement)), (S::NotAssessable, Rule::SeveralUnits));
}

#[test]
fn the_subject_of_the_day_is_judged() {
    let sample = an_indicator("%")
        .subject(None, "5G")
        .subject(Some(date(2031, 1, 1)), "6G")
        .at_least(2030, 99.0)
        .at_least(2035, 50.0)
        .series("2030-M10", &[97.0, 98.0, 99.5, 1.0, 2.0, 3.0, 4.0], 0);
    let judgement = sample.judge(date(2031, 4, 30));
    assert_eq!(judgement.next.as_ref().unwrap().year, 2035);
    assert_eq!(judgement.position.as_ref().unwrap().pace.as_ref().unwrap().values.len(), 4, "5G stays out");
    assert_eq!(judgement.passed().next().unwrap().status, S::Achieved);
}

#[test]
fn without_targets_nothing_is_judged() {
    let sample = an_indicator("%").series("2026-M08", &[1.0, 2.0, 3.0], 0);
    assert_eq!(status(&sample), S::NotAssessable);
    let none = judge(&sample.indicator, &[], &[], TODAY, &Rules::default());
    assert_eq!(none.status, S::NoData);
}
