//! Counting and ranking.

use assess::{IndicatorStatus as S, Matter, decide, overview};
use domain::{Lang, Responsibility, Role};
use jiff::civil::{Date, date};

use crate::golden::innovating_firms;
use crate::sample::{Sample, an_indicator};

const TODAY: Date = date(2026, 10, 31);

fn followed(mut sample: Sample) -> Sample {
    let role =
        |role, text: &str| Responsibility { role, text: text.into(), organisation: None, member: None };
    sample.indicator.responsibilities =
        vec![role(Role::Implementer, "Sở Tài chính"), role(Role::Follower, "Giám đốc Sở Tài chính")];
    sample
}

#[test]
fn the_worst_and_nearest_comes_first() {
    let far = followed(innovating_firms());
    let silent = an_indicator("%").at_least(2025, 15.0).at_least(2030, 30.0);
    let fine = an_indicator("%").at_least(2025, 15.0).at_least(2030, 30.0).series(
        "2026-M08",
        &[18.0, 18.5, 19.0],
        0,
    );
    let samples = [&silent, &fine, &far];
    let judgements = samples.map(|s| s.judge(TODAY));
    let matters = samples.iter().zip(&judgements).map(|(s, j)| Matter::Indicator(&s.indicator, j));
    let decisions = decide(matters, TODAY, 10);
    assert_eq!(decisions.len(), 2, "what is on track needs no decision");
    // 4 × (1 + 9,5877 ÷ 12) × 12 ÷ (12 + 50,0041) = 1,3926; no data: 1,5 × 12 ÷ 62,0041 = 0,2903.
    let weights: Vec<f64> = decisions.iter().map(|d| d.weight).collect();
    assert!((weights[0] - 1.3926).abs() < 1e-3 && (weights[1] - 0.2903).abs() < 1e-3, "{weights:?}");
    assert_eq!(decisions[0].who(), ["Giám đốc Sở Tài chính"]);
    insta::assert_snapshot!(decisions[0].why(Lang::Vi), @"Thấp hơn lộ trình 2,4 điểm phần trăm, chậm 9,6 tháng");
    insta::assert_snapshot!(decisions[0].ask(Lang::Vi), @"Quyết định biện pháp tăng tốc hoặc kiểm tra");
    insta::assert_snapshot!(decisions[1].why(Lang::En), @"No figure yet");
}

#[test]
fn counts_are_by_group_and_by_milestone() {
    let samples = [innovating_firms(), an_indicator("%").at_least(2030, 30.0)];
    let judgements = [samples[0].judge(TODAY), samples[1].judge(TODAY)];
    let judged: Vec<_> = samples.iter().zip(&judgements).map(|(s, j)| (&s.indicator, j)).collect();
    let counted = overview::count(&judged);
    assert_eq!(counted.total.total(), 2);
    assert_eq!((counted.total.get(S::AtRisk), counted.total.get(S::NoData)), (1, 1));
    assert_eq!(counted.groups.len(), 1);
    let years: Vec<_> = counted.milestones.iter().map(|(year, counts)| (*year, counts.total())).collect();
    assert_eq!(years, [(2025, 1), (2030, 2), (2035, 1)]);
    assert_eq!(counted.milestones[0].1.get(S::Missed), 1);
}
