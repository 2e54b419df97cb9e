//! One indicator over time: signed targets as posts, the declared path dashed,
//! verified values solid and reported ones hollow, the day judged, and the recent
//! pace carried on in a thin straight line.
//!
//! It shows the time up to the milestone after the next (on a telephone up to the
//! next), so that the figures are not pressed into a corner; the table has them all.

mod draw;
mod labels;
mod table;
mod view;

use assess::words;
use assess::{Judgement, explain, explain_passed};
use domain::{Indicator, Lang};

use super::svg::{Head, Svg};
use super::{Chart, Size};
use view::View;

/// What a trend is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Trend<'a> {
    /// Unique on the page; ids within the drawing begin with it.
    pub id: &'a str,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Its judgement, with path and figures.
    pub judgement: &'a Judgement,
}

/// Draws the trend.
pub fn trend(trend: &Trend<'_>, size: Size, lang: Lang) -> Chart {
    let view = View::of(trend, size, lang);
    let description = description(trend, lang);
    let id = format!("{}-{}", trend.id, if size == Size::Wide { "wide" } else { "narrow" });
    let mut svg = Svg::new(&Head {
        id: &id,
        class: size.class(),
        size: (view.width, view.height),
        title: &trend.indicator.name,
        description: &description,
        has_links: false,
    });
    draw::draw(&view, &id, &mut svg);
    Chart { svg: svg.finish(), table: table::table(trend, lang) }
}

/// The finding, the passed milestones and the targets, in words.
fn description(trend: &Trend<'_>, lang: Lang) -> String {
    let judgement = trend.judgement;
    let mut sentences = explain(judgement, lang);
    sentences.extend(judgement.passed().map(|m| explain_passed(m, &judgement.unit, lang)));
    let targets: Vec<String> = judgement
        .milestones
        .iter()
        .map(|m| &m.milestone)
        .map(|m| format!("{}: {}", m.year, words::goal(&m.goal, &m.text, &judgement.unit, lang)))
        .collect();
    if !targets.is_empty() {
        let targets = targets.join("; ");
        sentences
            .push(lang.pick(format!("Mục tiêu đã ký: {targets}."), format!("Signed targets: {targets}.")));
    }
    sentences.join(" ")
}
