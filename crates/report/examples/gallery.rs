//! Writes every kind of chart into one HTML page on standard output, to look at
//! while drawing: `cargo run -p cotmoc-report --example gallery > gallery.html`.
//!
//! `narrow` as an argument draws for a telephone, `en` in English.

#![expect(clippy::unwrap_used, reason = "the samples are valid")]

#[path = "../tests/sample/mod.rs"]
mod sample;

use assess::{Counts, IndicatorStatus};
use domain::{Comparator, Direction, Lang, PathShape, Relation as R, ValueStage};
use jiff::civil::date;
use report::chart::{
    LineageDocument, LineageLink, Size, StatusRow, Trend, lineage, milestone_strip, sparkline, status_bars,
    trend,
};
use sample::{Sample, an_indicator};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let size = if arguments.iter().any(|a| a == "narrow") { Size::Narrow } else { Size::Wide };
    let lang = if arguments.iter().any(|a| a == "en") { Lang::En } else { Lang::Vi };
    println!("<!doctype html><meta charset=utf-8><title>Charts</title>");
    for (i, sample) in trends().iter().enumerate() {
        let judgement = sample.judge(date(2026, 10, 31));
        let id = format!("t{i}");
        let drawn = Trend { id: &id, indicator: &sample.indicator, judgement: &judgement };
        println!("<section><h2>{} · {}</h2>", sample.indicator.name, judgement.status.label(lang));
        println!("<p>{}</p>", assess::explain(&judgement, lang).join(" "));
        println!("{}", trend(&drawn, size, lang).svg);
        println!("{} {}</section>", sparkline(&drawn, lang), milestone_strip(&drawn, lang));
    }
    println!("<section>{}</section>", status_bars("bars", "Theo nhóm", &rows(), size, lang).svg);
    let (documents, links) = documents();
    println!("<section>{}</section>", lineage("tree", "Văn bản", &documents, &links, size, lang).svg);
}

fn trends() -> Vec<Sample> {
    let firms =
        [10.0, 10.2, 10.7, 10.9, 11.5, 11.6, 11.7, 12.2, 12.3, 12.9, 13.0, 13.6, 14.0, 14.6, 14.5, 15.1];
    let online =
        [61.0, 63.0, 66.0, 68.0, 70.5, 71.0, 72.0, 74.0, 75.0, 75.5, 77.0, 78.0, 80.0, 81.0, 83.0, 84.0];
    let startups =
        [12.0, 12.0, 13.0, 15.0, 15.0, 16.0, 18.0, 18.0, 19.0, 21.0, 24.0, 24.0, 25.0, 26.0, 28.0, 30.0];
    vec![
        an_indicator("Tỷ lệ doanh nghiệp đổi mới quy trình", "%")
            .at_least(2025, 15.0)
            .at_least(2030, 30.0)
            .at_least(2035, 40.0)
            .at_least(2040, 60.0)
            .series("2025-M07", &firms, 3)
            .value("2026-M05", ValueStage::Reported, 16.0)
            .value("2026-M07", ValueStage::Reported, 17.5),
        an_indicator("Tỷ lệ hồ sơ xử lý trực tuyến", "%")
            .at_least(2025, 70.0)
            .at_least(2030, 70.0)
            .at_least(2035, 70.0)
            .goal(2040, Comparator::Equal, Some(100.0), None)
            .series("2025-M07", &online, 1),
        an_indicator("Số doanh nghiệp khởi nghiệp sáng tạo", "doanh nghiệp")
            .shape(PathShape::SCurve)
            .baseline(date(2024, 12, 31), 8.0)
            .at_least(2030, 50.0)
            .at_least(2035, 150.0)
            .series("2025-M07", &startups, 2),
        an_indicator("Tỷ lệ phủ sóng 5G", "%")
            .subject(None, "5G")
            .subject(Some(date(2031, 1, 1)), "6G")
            .at_least(2025, 40.0)
            .at_least(2030, 99.0)
            .at_least(2035, 50.0)
            .series(
                "2025-M07",
                &[
                    33.0, 35.0, 36.0, 38.0, 40.0, 42.0, 44.0, 46.0, 48.0, 49.0, 50.0, 52.0, 53.0, 54.0, 55.0,
                    56.0,
                ],
                2,
            ),
        an_indicator("Thời gian xử lý trung bình", "ngày")
            .direction(Direction::Down)
            .baseline(date(2025, 6, 30), 12.0)
            .goal(2030, Comparator::AtMost, Some(4.0), None)
            .series("2025-Q3", &[11.6, 11.0, 10.8, 10.1, 9.9], 1),
        an_indicator("Chi khoa học, công nghệ trong tổng chi ngân sách", "%")
            .direction(Direction::Range)
            .goal(2025, Comparator::Range, Some(2.0), Some(3.0))
            .goal(2030, Comparator::Range, Some(3.0), Some(4.0))
            .series("2025-Q3", &[1.9, 2.1, 2.2, 2.2, 2.4], 0),
        an_indicator("Số tổ chức khoa học, công nghệ", "tổ chức")
            .shape(PathShape::Step)
            .goal(2025, Comparator::Equal, Some(1.0), None)
            .goal(2030, Comparator::Equal, Some(2.0), None)
            .goal(2035, Comparator::Equal, Some(4.0), None)
            .series("2025-M07", &[1.0; 16], 0),
        an_indicator("Trung tâm điều hành thông minh cấp tỉnh", "")
            .goal(2035, Comparator::Reached, None, None)
            .goal(2040, Comparator::Reached, None, None),
        an_indicator("Chưa có số liệu nào", "%")
            .at_least(2025, 40.0)
            .at_least(2030, 70.0)
            .at_least(2035, 90.0),
    ]
}

fn rows() -> Vec<StatusRow> {
    use IndicatorStatus as S;
    let row = |label: &str, statuses: &[(S, usize)]| StatusRow {
        label: label.to_owned(),
        counts: Counts::of(statuses.iter().flat_map(|(s, n)| std::iter::repeat_n(*s, *n))),
        href: Some("/indicators".to_owned()),
    };
    vec![
        row("Phát triển hạ tầng", &[(S::Achieved, 1), (S::OnTrack, 1), (S::AtRisk, 1)]),
        row(
            "Phát triển nguồn lực",
            &[(S::Achieved, 1), (S::OnTrack, 3), (S::Behind, 2), (S::AtRisk, 1), (S::NoData, 1)],
        ),
        row(
            "Phát triển khoa học, công nghệ",
            &[
                (S::Exceeded, 1),
                (S::Achieved, 2),
                (S::OnTrack, 3),
                (S::Behind, 3),
                (S::AtRisk, 2),
                (S::NotAssessable, 4),
            ],
        ),
        row(
            "Hệ sinh thái đổi mới sáng tạo và khởi nghiệp của địa phương",
            &[(S::OnTrack, 2), (S::Behind, 2), (S::AtRisk, 3), (S::Missed, 1), (S::Stale, 2)],
        ),
        row(
            "Phát triển chuyển đổi số",
            &[
                (S::Exceeded, 4),
                (S::Achieved, 4),
                (S::OnTrack, 6),
                (S::Behind, 3),
                (S::AtRisk, 2),
                (S::NotDue, 2),
            ],
        ),
    ]
}

fn documents() -> (Vec<LineageDocument>, Vec<LineageLink>) {
    let all = [
        ("57-NQ/TW", "Đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo"),
        ("193/2025/QH15", "Thí điểm một số cơ chế, chính sách đặc biệt"),
        ("03/NQ-CP", "Chương trình hành động của Chính phủ"),
        ("71/NQ-CP", "Chương trình hành động, sửa đổi"),
        ("238-KH/TU", "Kế hoạch hành động của Ban Thường vụ Tỉnh ủy"),
        ("145/KH-UBND", "Kế hoạch của Ủy ban nhân dân tỉnh"),
        ("99/KH-TTr", "Kế hoạch của Thanh tra tỉnh"),
        ("38/KH-TTr", "Kế hoạch của Thanh tra tỉnh năm trước"),
        ("12/KH-SNV", "Kế hoạch của Sở Nội vụ"),
        ("", "Thông báo phân công thành viên Ban Chỉ đạo"),
    ];
    let documents = all
        .iter()
        .enumerate()
        .map(|(i, (symbol, title))| LineageDocument {
            id: i.to_string(),
            symbol: (*symbol).to_owned(),
            title: (*title).to_owned(),
            href: (i != 1 && i != 7).then(|| format!("/documents/{i}")),
            is_current: i == 4,
        })
        .collect();
    let links = [
        (2, R::Implements, 0),
        (3, R::Amends, 2),
        (4, R::Implements, 0),
        (4, R::BasedOn, 1),
        (5, R::Implements, 4),
        (5, R::Implements, 3),
        (6, R::Implements, 5),
        (6, R::Implements, 4),
        (6, R::Replaces, 7),
        (8, R::Implements, 5),
        (9, R::AttachedTo, 4),
        (9, R::Implements, 0),
        (8, R::Mentions, 0),
    ];
    let links = links
        .iter()
        .map(|(from, relation, to)| LineageLink {
            from: from.to_string(),
            relation: *relation,
            to: to.to_string(),
        })
        .collect();
    (documents, links)
}
