//! The figures of a trend as a table: one row per day, figures and milestones in order.

use std::collections::BTreeMap;

use assess::words;
use assess::{Milestone, Point};
use domain::Lang;
use jiff::civil::Date;

use super::super::ChartTable;
use super::Trend;

/// What is known of one day.
#[derive(Default)]
struct Row<'a> {
    point: Option<&'a Point>,
    milestone: Option<&'a Milestone>,
    mark: Option<&'a assess::Mark>,
}

pub fn table(trend: &Trend<'_>, lang: Lang) -> ChartTable {
    let judgement = trend.judgement;
    let mut rows: BTreeMap<Date, Row<'_>> = BTreeMap::new();
    for point in &judgement.evidence.points {
        rows.entry(point.on).or_default().point = Some(point);
    }
    for mark in &judgement.evidence.marks {
        rows.entry(mark.on).or_default().mark = Some(mark);
    }
    for result in &judgement.milestones {
        rows.entry(result.milestone.due_on).or_default().milestone = Some(&result.milestone);
    }
    ChartTable {
        caption: trend.indicator.name.clone(),
        head: head(judgement.latest().is_some_and(|p| p.summed > 1), lang),
        rows: rows.into_iter().map(|(day, row)| cells(trend, day, &row, lang)).collect(),
    }
}

/// The names of the columns; `is_summed` where each figure is the total of twelve months.
fn head(is_summed: bool, lang: Lang) -> Vec<String> {
    let figure = if is_summed {
        lang.pick("12 tháng đến ngày này", "12 months to the day")
    } else {
        lang.pick("Số liệu", "Figure")
    };
    let vi = ["Ngày", figure, "Nguồn", "Đơn vị báo cáo", "Theo lộ trình", "Chênh lệch", "Mục tiêu đã ký"];
    let en = ["Day", figure, "Source", "Reported by the unit", "On the path", "Difference", "Signed target"];
    lang.pick(vi, en).map(str::to_owned).to_vec()
}

fn cells(trend: &Trend<'_>, day: Date, row: &Row<'_>, lang: Lang) -> Vec<String> {
    let unit = &trend.judgement.unit;
    let expected = trend.judgement.path.value(day).map(|e| e.band);
    let value = row.point.map(|p| p.value.get());
    let shown = |value: f64| words::in_unit(value, unit, lang);
    let figure = value.map(shown).or_else(|| row.mark.map(|m| reached(m.is_reached, lang).to_owned()));
    let stage = row.point.map(|p| p.stage).or(row.mark.map(|m| m.stage));
    let gap = value.zip(expected).map(|(v, band)| {
        let sense = trend.judgement.position.as_ref().map_or(assess::Sense::Up, |p| p.sense);
        words::difference(v - band.edge(sense), unit, lang)
    });
    vec![
        words::day(day, lang),
        figure.unwrap_or_default(),
        stage.map(|s| words::stage(s, lang).to_owned()).unwrap_or_default(),
        row.point.and_then(|p| p.reported).map(|r| shown(r.get())).unwrap_or_default(),
        expected.map(|band| range(band, shown)).unwrap_or_default(),
        gap.unwrap_or_default(),
        row.milestone.map(|m| words::goal(&m.goal, &m.text, unit, lang)).unwrap_or_default(),
    ]
}

fn reached(is_reached: bool, lang: Lang) -> &'static str {
    if is_reached {
        lang.pick("đã hoàn thành", "in place")
    } else {
        lang.pick("chưa hoàn thành", "not in place")
    }
}

fn range(band: assess::Band, shown: impl Fn(f64) -> String) -> String {
    if band.low < band.high {
        format!("{} – {}", shown(band.low), shown(band.high))
    } else {
        shown(band.low)
    }
}
