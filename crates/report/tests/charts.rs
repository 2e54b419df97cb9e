//! Charts are well-formed, complete in themselves, and keep within their frame.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

mod sample;

use std::collections::{HashMap, HashSet};

use assess::{Counts, IndicatorStatus};
use domain::{Absence, Comparator, Direction, Lang, PathShape, Reading, Relation, ValueStage};
use jiff::civil::date;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use report::chart::{
    Chart, LineageDocument, LineageLink, Size, StatusRow, Trend, lineage, milestone_strip, sparkline,
    status_bars, trend,
};
use sample::{Sample, an_indicator};

/// An element with its attributes and its own text.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: HashMap<String, String>,
    text: String,
}

impl Element {
    fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn number(&self, name: &str) -> f64 {
        self.get(name).parse().unwrap_or_else(|_| panic!("{name} of {self:?}"))
    }

    fn has_class(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|c| c == class)
    }
}

/// Reads every element; fails on anything that is not well-formed.
fn elements(svg: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let (mut all, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e}: {svg}")) {
            Event::Start(start) => {
                open.push(all.len());
                all.push(element(&start));
            }
            Event::Empty(start) => all.push(element(&start)),
            Event::Text(text) => {
                if let Some(i) = open.last() {
                    all[*i].text.push_str(&text);
                }
            }
            Event::GeneralRef(_) => {
                if let Some(i) = open.last() {
                    all[*i].text.push('&');
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "something stays open: {svg}");
    all
}

fn element(start: &quick_xml::events::BytesStart<'_>) -> Element {
    let attributes = start.attributes().map(|a| {
        let a = a.unwrap();
        (a.key.as_ref().to_owned(), a.value.into_owned())
    });
    Element { name: start.name().as_ref().to_owned(), attributes: attributes.collect(), text: String::new() }
}

/// What every drawing has to fulfil.
fn check_drawing(svg: &str) {
    let all = elements(svg);
    let root = &all[0];
    let has_links = all.iter().any(|e| e.name == "a");
    // An image hides its links from those who listen to the page.
    assert_eq!((root.name.as_str(), root.get("role")), ("svg", if has_links { "group" } else { "img" }));
    let ids: HashSet<&str> = all.iter().map(|e| e.get("id")).filter(|id| !id.is_empty()).collect();
    assert!(root.get("aria-labelledby").split(' ').all(|id| ids.contains(id)), "{svg}");
    let title = all.iter().find(|e| e.name == "title").unwrap();
    assert!(!title.text.trim().is_empty());
    for bad in ["NaN", "inf\"", " style=", "<script", "javascript:"] {
        assert!(!svg.contains(bad), "{bad} in {svg}");
    }
    for reference in svg.split("url(#").skip(1).filter_map(|s| s.split(')').next()) {
        assert!(ids.contains(reference), "{reference} leads nowhere");
    }
    check_labels(&all);
}

/// No word stands outside the frame, reckoned at 0.45 em a letter: short words have many narrow ones.
fn check_labels(all: &[Element]) {
    let frame: Vec<f64> = all[0].get("viewBox").split(' ').map(|n| n.parse().unwrap()).collect();
    for text in all.iter().filter(|e| e.name == "text") {
        let size = if text.get("font-size").is_empty() { 12.0 } else { text.number("font-size") };
        let wide = 0.45 * size * text.text.chars().count() as f64;
        let x = text.number("x");
        let left = match text.get("text-anchor") {
            "end" => x - wide,
            "middle" => x - wide / 2.0,
            _ => x,
        };
        let y = text.number("y");
        assert!(left >= -1.0 && left + wide <= frame[2] + 1.0, "{text:?} in {frame:?}");
        assert!(y > 0.0 && y <= frame[3], "{text:?} in {frame:?}");
    }
}

fn check_chart(chart: &Chart) {
    check_drawing(&chart.svg);
    assert!(!chart.table.caption.is_empty());
    assert!(chart.table.rows.iter().all(|row| row.len() == chart.table.head.len()));
}

fn check_trend(sample: &Sample) {
    let judgement = sample.judge(date(2026, 10, 31));
    let drawn = Trend { id: "a", indicator: &sample.indicator, judgement: &judgement };
    for lang in [Lang::Vi, Lang::En] {
        for size in [Size::Wide, Size::Narrow] {
            check_chart(&trend(&drawn, size, lang));
        }
        check_drawing(&sparkline(&drawn, lang));
        check_drawing(&milestone_strip(&drawn, lang));
    }
}

fn firms() -> Sample {
    an_indicator("Tỷ lệ doanh nghiệp đổi mới", "%")
        .at_least(2025, 15.0)
        .at_least(2030, 30.0)
        .at_least(2035, 40.0)
        .series("2026-M05", &[13.0, 13.6, 14.0, 14.6, 14.5, 15.1], 2)
        .value("2026-M07", ValueStage::Reported, 16.5)
}

#[test]
fn trends_of_every_kind_are_complete() {
    check_trend(&firms());
    check_trend(&an_indicator("Chưa có số liệu & chưa có mục tiêu <b>", ""));
    check_trend(&an_indicator("Trung tâm", "").goal(2035, Comparator::Reached, None, None));
    check_trend(
        &an_indicator("Một lời", "")
            .goal(2030, Comparator::Text, None, None)
            .reading("2026-Q3".parse().unwrap(), ValueStage::Verified, Reading::Reached(true))
            .reading("2026-Q2".parse().unwrap(), ValueStage::Reported, Reading::Absent(Absence::Late)),
    );
    check_trend(
        &an_indicator("Khoảng", "%")
            .direction(Direction::Range)
            .goal(2025, Comparator::Range, Some(2.0), Some(3.0))
            .goal(2030, Comparator::Range, Some(3.0), Some(4.0))
            .series("2026-Q1", &[2.5, 2.6, 2.6], 0),
    );
    check_trend(
        &an_indicator("Phủ sóng", "%")
            .subject(None, "5G")
            .subject(Some(date(2031, 1, 1)), "6G, và một tên dài không vừa chỗ của nhãn")
            .at_least(2030, 99.0)
            .at_least(2035, 50.0),
    );
    for shape in PathShape::ALL {
        let sample =
            an_indicator("Số doanh nghiệp khởi nghiệp sáng tạo", "doanh nghiệp khởi nghiệp sáng tạo");
        check_trend(
            &sample
                .shape(*shape)
                .baseline(date(2024, 12, 31), 8.0)
                .at_least(2030, 50.0)
                .series("2025-M01", &[9.0; 22], 1),
        );
    }
}

#[test]
fn a_trend_shows_its_targets_figures_and_path() {
    let sample = firms();
    let judgement = sample.judge(date(2026, 10, 31));
    let chart =
        trend(&Trend { id: "a", indicator: &sample.indicator, judgement: &judgement }, Size::Wide, Lang::Vi);
    let all = elements(&chart.svg);
    let count = |class: &str, name: &str| all.iter().filter(|e| e.name == name && e.has_class(class)).count();
    assert_eq!((count("cap", "path"), count("path", "path"), count("today", "path")), (3, 1, 1));
    assert_eq!((count("verified", "circle"), count("reported", "circle")), (4, 2));
    let labels: Vec<&str> = all.iter().filter(|e| e.has_class("label")).map(|e| e.text.as_str()).collect();
    for text in ["mốc 2030", "≥ 30%", "15,1%", "31/10/2026", "lộ trình"] {
        assert!(labels.contains(&text), "{text} in {labels:?}");
    }
    let october = chart.table.rows.iter().find(|row| row[0] == "31/10/2026").unwrap();
    assert_eq!(october[1..], ["15,1%", "mới báo cáo", "", "17,5%", "−2,4 điểm phần trăm", ""]);
    let july = chart.table.rows.iter().find(|row| row[0] == "31/07/2026").unwrap();
    assert_eq!(july[3], "16,5%");
}

#[test]
fn totals_of_twelve_months_are_called_so() {
    let mut papers = an_indicator("Số bài báo khoa học", "bài").at_least(2025, 20.0);
    papers.indicator.measure = domain::Measure::Flow;
    let papers = papers.series("2025-M10", &[2.0; 13], 0);
    let judgement = papers.judge(date(2026, 10, 31));
    let drawn = Trend { id: "a", indicator: &papers.indicator, judgement: &judgement };
    assert_eq!(trend(&drawn, Size::Wide, Lang::Vi).table.head[1], "12 tháng đến ngày này");
    let spark = sparkline(&drawn, Lang::En);
    assert!(spark.contains("12 months to October 2026: 24 bài"), "{spark}");
}

#[test]
fn small_drawings_stay_as_they_are() {
    let sample = firms();
    let judgement = sample.judge(date(2026, 10, 31));
    let drawn = Trend { id: "a", indicator: &sample.indicator, judgement: &judgement };
    insta::assert_snapshot!(sparkline(&drawn, Lang::Vi).replace("><", ">\n<"), @r##"
    <svg xmlns="http://www.w3.org/2000/svg" class="spark" viewBox="0 0 120 28" width="120" height="28" role="img" aria-labelledby="a-spark-title a-spark-desc" font-family="'Be Vietnam Pro', Arimo, Arial, sans-serif" font-size="12" fill="currentColor">
    <title id="a-spark-title">tháng 10/2026: 15,1%</title>
    <desc id="a-spark-desc">thấp hơn lộ trình 2,4 điểm phần trăm, chậm 9,6 tháng</desc>
    <path class="path" d="M4 10L25.6 9L47.9 8L70.1 7L91.7 6L114 5" fill="none" stroke="currentColor" stroke-width="1" stroke-dasharray="3 3"/>
    <path class="verified" d="M4 23L25.6 20.6L47.9 19L70.1 16.6L91.7 17L114 14.6" fill="none" stroke="#1f5fa8" stroke-width="1.75" stroke-dasharray="none"/>
    <circle class="reported" cx="114" cy="14.6" r="3" fill="#fff" stroke="#1f5fa8" stroke-width="1.5"/>
    </svg>
    "##);
    insta::assert_snapshot!(milestone_strip(&drawn, Lang::En).replace("><", ">\n<"), @r##"
    <svg xmlns="http://www.w3.org/2000/svg" class="strip" viewBox="0 0 102 32" width="102" height="32" role="img" aria-labelledby="a-strip-title a-strip-desc" font-family="'Be Vietnam Pro', Arimo, Arial, sans-serif" font-size="12" fill="currentColor">
    <title id="a-strip-title">Milestones</title>
    <desc id="a-strip-desc">2025 ≥ 15%: no data yet; 2030 ≥ 30%: at risk; 2035 ≥ 40%: not due yet</desc>
    <g class="target">
    <line class="post" x1="17" y1="13" x2="17" y2="19" stroke="#b3261e" stroke-width="1.25"/>
    <path class="cap-open" d="M17 2.5l4.5 5.5l-4.5 5.5l-4.5 -5.5Z" fill="none" stroke="#b3261e" stroke-width="1.25" stroke-dasharray="1.5 1.5"/>
    <text class="label" x="17" y="30" text-anchor="middle" font-size="11" font-weight="400">2025</text>
    </g>
    <g class="target">
    <line class="post" x1="51" y1="13" x2="51" y2="19" stroke="#b3261e" stroke-width="3"/>
    <path class="cap-open" d="M51 2.5l4.5 5.5l-4.5 5.5l-4.5 -5.5Z" fill="none" stroke="#b3261e" stroke-width="1.25" stroke-dasharray="none"/>
    <text class="label" x="51" y="30" text-anchor="middle" font-size="11" font-weight="600">2030</text>
    </g>
    <g class="target">
    <line class="post" x1="85" y1="13" x2="85" y2="19" stroke="#b3261e" stroke-width="1.25"/>
    <path class="cap-open" d="M85 2.5l4.5 5.5l-4.5 5.5l-4.5 -5.5Z" fill="none" stroke="#b3261e" stroke-width="1.25" stroke-dasharray="none"/>
    <text class="label" x="85" y="30" text-anchor="middle" font-size="11" font-weight="400">2035</text>
    </g>
    </svg>
    "##);
}

fn a_row(label: &str, counts: &[usize; 10]) -> StatusRow {
    let statuses = IndicatorStatus::ALL.iter().zip(counts).flat_map(|(s, n)| std::iter::repeat_n(*s, *n));
    StatusRow { label: label.into(), counts: Counts::of(statuses), href: Some("/indicators?a=1&b=2".into()) }
}

#[test]
fn bars_are_as_long_as_their_counts() {
    let rows = [a_row("Hạ tầng", &[1, 2, 3, 4, 5, 6, 1, 1, 1, 1]), a_row("Nguồn lực", &[0; 10])];
    for size in [Size::Wide, Size::Narrow] {
        let chart = status_bars("b", "Theo nhóm", &rows, size, Lang::Vi);
        check_chart(&chart);
        let all = elements(&chart.svg);
        let widths: Vec<f64> = all
            .iter()
            .filter(|e| e.name == "rect" && e.number_or("height") > 20.0)
            .map(|e| e.number("width"))
            .collect();
        // A gap of 3 between segments belongs to each.
        let unit = widths[0] + 3.0;
        for (width, count) in widths.iter().zip([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]) {
            assert!((width + 3.0 - unit * count).abs() < 0.2 * count, "{widths:?}");
        }
        assert_eq!(chart.table.rows[0].last().unwrap(), "25");
    }
}

impl Element {
    fn number_or(&self, name: &str) -> f64 {
        self.get(name).parse().unwrap_or(0.0)
    }
}

fn documents(count: usize) -> Vec<LineageDocument> {
    (0..count)
        .map(|i| LineageDocument {
            id: i.to_string(),
            symbol: if i % 7 == 3 { String::new() } else { format!("{}-KH/TU", i + 1) },
            title: format!("Kế hoạch số {i} về khoa học, công nghệ và chuyển đổi số"),
            href: (i % 3 != 1).then(|| format!("/documents/{i}")),
            is_current: i == 0,
        })
        .collect()
}

fn links(of: &[(usize, Relation, usize)]) -> Vec<LineageLink> {
    of.iter()
        .map(|(from, relation, to)| LineageLink {
            from: from.to_string(),
            relation: *relation,
            to: to.to_string(),
        })
        .collect()
}

/// The boxes by the documents' order.
fn boxes(svg: &str) -> Vec<(f64, f64, f64)> {
    elements(svg)
        .iter()
        .filter(|e| e.has_class("box"))
        .map(|e| (e.number("x"), e.number("y"), e.number("width")))
        .collect()
}

fn check_lineage(documents: &[LineageDocument], links: &[LineageLink]) {
    for size in [Size::Wide, Size::Narrow] {
        let chart = lineage("l", "Văn bản", documents, links, size, Lang::Vi);
        check_chart(&chart);
        let boxes = boxes(&chart.svg);
        assert_eq!(boxes.len(), documents.len());
        for (i, a) in boxes.iter().enumerate() {
            for b in &boxes[i + 1..] {
                let is_apart = (a.1 - b.1).abs() > 60.0 || (a.0 - b.0).abs() + 0.2 >= a.2;
                assert!(is_apart, "{a:?} covers {b:?}");
            }
        }
    }
}

#[test]
fn what_is_carried_out_stands_above_and_what_is_replaced_beside() {
    let documents = documents(4);
    let links =
        links(&[(1, Relation::Implements, 0), (2, Relation::Implements, 1), (2, Relation::Replaces, 3)]);
    check_lineage(&documents, &links);
    let chart = lineage("l", "Văn bản", &documents, &links, Size::Wide, Lang::En);
    let boxes = boxes(&chart.svg);
    assert!(boxes[0].1 < boxes[1].1 && boxes[1].1 < boxes[2].1, "{boxes:?}");
    assert!((boxes[2].1 - boxes[3].1).abs() < 0.1, "{boxes:?}");
    assert_eq!(
        chart.table.rows[2],
        ["3-KH/TU", "replaces", "Kế hoạch số 3 về khoa học, công nghệ và chuyển đổi số"]
    );
}

#[test]
fn links_in_a_circle_and_to_nowhere_are_drawn_as_far_as_they_go() {
    use Relation::{Amends, Implements};
    check_lineage(
        &documents(3),
        &links(&[(0, Implements, 1), (1, Implements, 2), (2, Implements, 0), (0, Amends, 0)]),
    );
    check_lineage(&documents(2), &links(&[(0, Amends, 1), (1, Amends, 0), (1, Implements, 9)]));
    check_lineage(&[], &[]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_figures_are_drawn(
        unit in prop::sample::select(vec!["%", "doanh nghiệp"]),
        shape in prop::sample::select(PathShape::ALL),
        goals in prop::collection::vec((2024..2045i16, prop_oneof![-1e3..1e3f64, Just(f64::MAX), Just(0.0)]), 0..5),
        values in prop::collection::vec(prop_oneof![8 => -1e3..1e3f64, 1 => Just(f64::MIN)], 0..30),
        reported in 0..3usize,
    ) {
        let mut sample = an_indicator("Một chỉ tiêu", unit).shape(shape).series("2025-M01", &values, reported);
        for (year, value) in goals {
            sample = sample.at_least(year, value);
        }
        check_trend(&sample);
    }

    #[test]
    fn any_documents_are_laid_out(
        count in 1..40usize,
        raw in prop::collection::vec((0..40usize, prop::sample::select(Relation::ALL.to_vec()), 0..40usize), 0..60),
    ) {
        let within: Vec<_> = raw.into_iter().map(|(a, r, b)| (a % count, r, b % count)).collect();
        let chart = lineage("l", "Văn bản", &documents(count), &links(&within), Size::Wide, Lang::Vi);
        check_drawing(&chart.svg);
        prop_assert_eq!(boxes(&chart.svg).len(), count);
    }
}
