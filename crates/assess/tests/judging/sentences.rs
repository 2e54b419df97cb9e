//! What a judgement says, in both languages.

use assess::{Judgement, explain, explain_passed, headline, steps};
use domain::{Comparator, Direction, Lang, Measure, PathShape};
use jiff::civil::date;

use crate::golden::innovating_firms;
use crate::sample::an_indicator;

fn said(judgement: &Judgement, lang: Lang) -> String {
    let mut lines = explain(judgement, lang);
    lines.push(format!("| {}", headline(judgement, lang)));
    lines.extend(judgement.passed().map(|m| explain_passed(m, &judgement.unit, lang)));
    lines.join("\n")
}

#[test]
fn behind_a_path() {
    let judgement = innovating_firms().judge(date(2026, 10, 31));
    insta::assert_snapshot!(said(&judgement, Lang::Vi), @r#"
    Đến hết tháng 10/2026 ở mức 15,1% (mới báo cáo, chưa xác minh), thấp hơn lộ trình 2,4 điểm phần trăm, chậm 9,6 tháng.
    Trong 6 tháng gần đây, mỗi tháng tăng 0,37 điểm phần trăm; muốn đạt ≥ 30% vào 31/12/2030 phải tăng 0,3.
    Nếu giữ nguyên nhịp này vẫn kịp mốc 2030 (33,7%), song mức chậm đã quá ngưỡng 6 tháng.
    | thấp hơn lộ trình 2,4 điểm phần trăm, chậm 9,6 tháng
    Mốc 2025, mục tiêu ≥ 15%: không đạt (11,6%, tháng 12/2025); đạt muộn, vào 31/10/2026.
    "#);
    insta::assert_snapshot!(said(&judgement, Lang::En), @r#"
    At the end of October 2026 it stands at 15.1% (reported, not verified), below the path by 2.4 percentage points, 9.6 months behind.
    Over the last 6 months a rise of 0.37 percentage points a month; ≥ 30% by 31 Dec 2030 takes a rise of 0.3.
    At this pace it still makes 2030 (33.7%), yet it is behind by more than 6 months.
    | below the path by 2.4 percentage points, 9.6 months behind
    Milestone 2025, target ≥ 15%: missed (11.6%, December 2025); met late, on 31 Oct 2026.
    "#);
}

#[test]
fn the_arithmetic_line_by_line() {
    let judgement = innovating_firms().judge(date(2026, 10, 31));
    let lines = |lang| {
        let line = |s: assess::Step| format!("{}: {}", s.label, s.arithmetic);
        steps(&judgement, lang).into_iter().map(line).collect::<Vec<_>>().join("\n")
    };
    insta::assert_snapshot!(lines(Lang::Vi), @r#"
    số liệu: 15,1% (tháng 10/2026, mới báo cáo, chính thức)
    theo lộ trình: 31/10/2026: 15 + (30 − 15) × 304 ÷ 1.826 = 17,497 (31/12/2025 → 31/12/2030)
    chênh lệch so với lộ trình: 15,1 − 17,497 = −2,397
    chậm (+) hoặc sớm (−): lộ trình ở mức 15,1 vào 12/01/2026; 291,827 ngày ÷ 30,4375 = 9,6 tháng
    tỷ lệ so với mục tiêu: 15,1 ÷ 30 × 100 = 50,3%
    nhịp cần có: (30 − 15,1) ÷ 50,004 = 0,298 điểm phần trăm/tháng
    nhịp gần đây: trung vị của 21 độ dốc từng cặp (Theil–Sen), 30/04/2026–31/10/2026: 12,9; 13; 13,6; 14; 14,6; 14,5; 15,1 → 0,37119 điểm phần trăm/tháng
    kéo thẳng nhịp gần đây đến mốc: 15,1 + 0,37119 × 50,00411 = 33,661
    "#);
}

#[test]
fn the_reason_with_what_would_clear_it() {
    let judgement = innovating_firms().judge(date(2026, 10, 31));
    let text = judgement.reasons[0].text(&judgement.unit, Lang::Vi);
    insta::assert_snapshot!(
        format!("{}\n{}\nngưỡng {:?}, từ {:?}\nhết khi {:?}", text.rule, text.formula, text.threshold, text.since, text.clears_when),
        @r#"
    path.far_behind
    số tháng chậm so với lộ trình > ngưỡng nguy cơ
    ngưỡng Some("6 tháng"), từ Some("tháng 1/2026")
    hết khi Some("số liệu đã xác minh ≥ 17,8% vào 31/12/2026")
    "#
    );
}

#[test]
fn things_that_are_counted_are_told_per_year() {
    let sample = an_indicator("tổ chức").at_least(2025, 4.0).at_least(2030, 10.0).series(
        "2026-M05",
        &[4.0, 4.0, 4.0, 4.0, 5.0, 5.0],
        0,
    );
    insta::assert_snapshot!(said(&sample.judge(date(2026, 10, 31)), Lang::Vi), @r#"
    Đến hết tháng 10/2026 ở mức 5 tổ chức, đúng lộ trình (5 tổ chức).
    Trong 5 tháng gần đây, mỗi năm tăng 2,39 tổ chức; muốn đạt ≥ 10 tổ chức vào 31/12/2030 phải tăng 1,2.
    Nếu giữ nguyên nhịp này, đến 31/12/2030 ở mức 15 tổ chức, đạt mục tiêu mốc 2030.
    | đúng lộ trình (5 tổ chức)
    Mốc 2025, mục tiêu ≥ 4 tổ chức: chưa có số liệu.
    "#);
}

#[test]
fn nothing_known_too_little_known_too_old() {
    let sample = an_indicator("%").at_least(2025, 15.0).at_least(2030, 30.0);
    insta::assert_snapshot!(said(&sample.judge(date(2026, 10, 31)), Lang::Vi), @r#"
    Chưa có số liệu nào.
    Mốc gần nhất: ≥ 30% vào 31/12/2030.
    | Chưa có số liệu nào.
    Mốc 2025, mục tiêu ≥ 15%: chưa có số liệu.
    "#);
    let one = sample.series("2026-M04", &[17.0], 0);
    insta::assert_snapshot!(said(&one.judge(date(2026, 5, 31)), Lang::Vi), @r#"
    Có 1 số liệu đã xác minh, cần ít nhất 2 để đánh giá.
    Số liệu tháng 4/2026: 17%, đã xác minh.
    Mốc gần nhất: ≥ 30% vào 31/12/2030.
    | Có 1 số liệu đã xác minh, cần ít nhất 2 để đánh giá.
    Mốc 2025, mục tiêu ≥ 15%: chưa có số liệu.
    "#);
    insta::assert_snapshot!(said(&one.judge(date(2026, 10, 31)), Lang::En), @r#"
    The latest figure is of April 2026; May 2026 ended 153 days ago and has none.
    Figure for April 2026: 17%, verified.
    Milestone: ≥ 30% on 31 Dec 2030.
    | The latest figure is of April 2026; May 2026 ended 153 days ago and has none.
    Milestone 2025, target ≥ 15%: no data yet.
    "#);
}

#[test]
fn something_to_be_lowered_and_something_to_be_done() {
    let sample = an_indicator("ngày")
        .direction(Direction::Down)
        .baseline(date(2025, 6, 30), 12.0)
        .goal(2030, Comparator::AtMost, Some(4.0), None)
        .series("2025-Q3", &[11.6, 11.0, 10.8, 10.1, 9.9], 0);
    insta::assert_snapshot!(said(&sample.judge(date(2026, 10, 31)), Lang::Vi), @r#"
    Đến hết quý III/2026 ở mức 9,9 ngày, thấp hơn lộ trình 0,28 ngày, sớm 2,3 tháng.
    Trong 6 tháng gần đây, mỗi năm giảm 1,8 ngày; muốn đạt ≤ 4 ngày vào 31/12/2030 phải giảm 1,39.
    Nếu giữ nguyên nhịp này, đến 31/12/2030 ở mức 2,26 ngày, đạt mục tiêu mốc 2030.
    | thấp hơn lộ trình 0,28 ngày, sớm 2,3 tháng
    "#);
    let centre = an_indicator("").shape(PathShape::Step).goal(2035, Comparator::Reached, None, None);
    insta::assert_snapshot!(said(&centre.judge(date(2026, 10, 31)), Lang::Vi), @r#"
    Chưa hoàn thành, chưa đến mốc.
    Mốc gần nhất: hoàn thành vào 31/12/2035.
    | Chưa hoàn thành, chưa đến mốc.
    "#);
}

#[test]
fn a_flow_is_told_over_its_twelve_months() {
    let papers = an_indicator("bài").measure(Measure::Flow).at_least(2025, 20.0).at_least(2030, 50.0);
    let two = papers.clone().series("2026-M09", &[2.0, 3.0], 0).judge(date(2026, 10, 31));
    insta::assert_snapshot!(said(&two, Lang::Vi), @r#"
    Mới có 2 trên 12 tháng; chỉ tiêu tính theo năm, cần đủ 12 tháng liên tiếp.
    Mốc gần nhất: ≥ 50 bài vào 31/12/2030.
    | Mới có 2 trên 12 tháng; chỉ tiêu tính theo năm, cần đủ 12 tháng liên tiếp.
    Mốc 2025, mục tiêu ≥ 20 bài: chưa có số liệu.
    "#);
    insta::assert_snapshot!(said(&two, Lang::En), @r#"
    Only 2 of 12 months known; a yearly figure needs twelve months in a row.
    Milestone: ≥ 50 bài on 31 Dec 2030.
    | Only 2 of 12 months known; a yearly figure needs twelve months in a row.
    Milestone 2025, target ≥ 20 bài: no data yet.
    "#);
    let text = two.reasons[0].text(&two.unit, Lang::Vi);
    assert_eq!(
        (text.rule, text.clears_when.as_deref()),
        ("evidence.short_year", Some("có số liệu 12 tháng liên tiếp"))
    );
    let year = papers.series("2025-M10", &[2.0; 13], 0).judge(date(2026, 10, 31));
    insta::assert_snapshot!(said(&year, Lang::Vi), @r#"
    12 tháng đến 10/2026 được 24 bài, thấp hơn lộ trình 0,99 bài, chậm 2 tháng.
    Muốn đạt ≥ 50 bài vào 31/12/2030 mỗi năm phải tăng 6,24 bài.
    | thấp hơn lộ trình 0,99 bài, chậm 2 tháng
    Mốc 2025, mục tiêu ≥ 20 bài: chưa có số liệu.
    "#);
    insta::assert_snapshot!(said(&year, Lang::En), @r#"
    The 12 months to October 2026 brought 24 bài, below the path by 0.99 bài, 2 months behind.
    ≥ 50 bài by 31 Dec 2030 takes a rise of 6.24 bài a year.
    | below the path by 0.99 bài, 2 months behind
    Milestone 2025, target ≥ 20 bài: no data yet.
    "#);
    insta::assert_snapshot!(steps(&year, Lang::Vi)[0].arithmetic, @r#"24 bài (12 tháng đến 10/2026, đã xác minh, chính thức)"#);
}

#[test]
fn a_status_that_waits_says_so_first() {
    let held = an_indicator("%").at_least(2025, 20.0).at_least(2030, 80.0).series(
        "2026-M06",
        &[21.0, 21.5, 22.0, 22.5, 50.0],
        0,
    );
    let judgement = held.judge(date(2026, 10, 31));
    insta::assert_snapshot!(said(&judgement, Lang::Vi), @r#"
    Giữ đánh giá “Chậm”: riêng kỳ này là “Đúng tiến độ”, kỳ sau cũng vậy mới đổi.
    Đến hết tháng 10/2026 ở mức 50%, cao hơn lộ trình 20 điểm phần trăm, sớm 20 tháng.
    Trong 4 tháng gần đây, mỗi tháng tăng 0,5 điểm phần trăm; muốn đạt ≥ 80% vào 31/12/2030 phải tăng 0,6.
    Nếu giữ nguyên nhịp này, đến 31/12/2030 ở mức 75,2%, còn cách mục tiêu 4,8 điểm phần trăm.
    | đã về trên lộ trình, chờ kỳ sau xác nhận; cao hơn lộ trình 20 điểm phần trăm, sớm 20 tháng
    Mốc 2025, mục tiêu ≥ 20%: chưa có số liệu.
    "#);
    insta::assert_snapshot!(said(&judgement, Lang::En), @r#"
    The status stays “Behind”: this period alone says “On track”, which the next has to confirm.
    At the end of October 2026 it stands at 50%, above the path by 20 percentage points, 20 months ahead.
    Over the last 4 months a rise of 0.5 percentage points a month; ≥ 80% by 31 Dec 2030 takes a rise of 0.6.
    At this pace it reaches 75.2% by 31 Dec 2030, 4.8 percentage points away from the target.
    | back on the path, to be confirmed by the next period; above the path by 20 percentage points, 20 months ahead
    Milestone 2025, target ≥ 20%: no data yet.
    "#);
    let text = judgement.reasons[0].text(&judgement.unit, Lang::Vi);
    insta::assert_snapshot!(format!("{} {:?}", text.rule, text.clears_when), @r#"steady.recovering Some("đủ 2 kỳ liên tiếp tốt hơn mức “Chậm”, tính cả kỳ này")"#);
}

#[test]
fn a_share_is_held_against_a_share() {
    let level = an_indicator("%")
        .shape(PathShape::Hold)
        .at_least(2025, 70.0)
        .at_least(2030, 70.0)
        .series("2026-M07", &[66.0; 4], 0);
    let judgement = level.judge(date(2026, 10, 31));
    let text = judgement.reasons[0].text(&judgement.unit, Lang::Vi);
    insta::assert_snapshot!(format!("{}: {} ({:?})", text.rule, text.formula, text.threshold), @r#"path.far_off: phần thiếu so với lộ trình > ngưỡng nguy cơ (Some("5%"))"#);
    let share = steps(&judgement, Lang::Vi).into_iter().find(|s| s.label == "phần thiếu so với lộ trình");
    assert_eq!(share.unwrap().arithmetic, "4 ÷ 70 × 100 = 5,7%");
}
