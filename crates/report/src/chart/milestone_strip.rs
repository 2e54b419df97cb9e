//! The milestones of an indicator as a row of small posts: which are reached.
//!
//! A filled cap is reached, a hollow one still ahead, a crossed one missed; a
//! dotted one passed without a figure. The one in force next stands on a thicker post.

use assess::{IndicatorStatus, MilestoneResult, Standing, words};
use domain::Lang;

use super::svg::{Head, Svg, number};
use super::trend::Trend;

const STEP: f64 = 34.0;
const HEIGHT: f64 = 32.0;

/// Draws one post per milestone.
pub fn milestone_strip(trend: &Trend<'_>, lang: Lang) -> String {
    let results = &trend.judgement.milestones;
    let title = lang.pick("Các mốc", "Milestones");
    let description: Vec<String> = results.iter().map(|r| in_words(r, &trend.judgement.unit, lang)).collect();
    let id = format!("{}-strip", trend.id);
    let mut svg = Svg::new(&Head {
        id: &id,
        class: "strip",
        size: (STEP * results.len().max(1) as f64, HEIGHT),
        title,
        description: &description.join("; "),
        has_links: false,
    });
    for (i, result) in results.iter().enumerate() {
        post(&mut svg, result, STEP * (i as f64 + 0.5));
    }
    svg.finish()
}

fn in_words(result: &MilestoneResult, unit: &str, lang: Lang) -> String {
    let milestone = &result.milestone;
    let goal = words::goal(&milestone.goal, &milestone.text, unit, lang);
    format!("{} {goal}: {}", milestone.year, result.status.label(lang).to_lowercase())
}

fn post(svg: &mut Svg, result: &MilestoneResult, x: f64) {
    let is_next = result.standing == Standing::Next;
    svg.open("g", &[("class", "target".into())]);
    svg.leaf(
        "line",
        &[
            ("class", "post".into()),
            ("x1", x.into()),
            ("y1", 13.0.into()),
            ("x2", x.into()),
            ("y2", 19.0.into()),
            ("stroke", "#b3261e".into()),
            ("stroke-width", if is_next { "3" } else { "1.25" }.into()),
        ],
    );
    cap(svg, result, x);
    svg.text(
        "text",
        &[
            ("class", "label".into()),
            ("x", x.into()),
            ("y", 30.0.into()),
            ("text-anchor", "middle".into()),
            ("font-size", 11.0.into()),
            ("font-weight", if is_next { "600" } else { "400" }.into()),
        ],
        &result.milestone.year.to_string(),
    );
    svg.close();
}

fn cap(svg: &mut Svg, result: &MilestoneResult, x: f64) {
    let is_reached = result.status.is_met() || result.met_later_on.is_some();
    let is_unknown = result.standing == Standing::Passed && result.status == IndicatorStatus::NoData;
    let (class, fill) = if is_reached { ("cap", "#b3261e") } else { ("cap-open", "none") };
    svg.leaf(
        "path",
        &[
            ("class", class.into()),
            ("d", format!("M{} 2.5l4.5 5.5l-4.5 5.5l-4.5 -5.5Z", number(x)).into()),
            ("fill", fill.into()),
            ("stroke", "#b3261e".into()),
            ("stroke-width", "1.25".into()),
            ("stroke-dasharray", if is_unknown { "1.5 1.5" } else { "none" }.into()),
        ],
    );
    if result.status == IndicatorStatus::Missed && !is_reached {
        let (left, right) = (number(x - 2.0), number(x + 2.0));
        svg.leaf(
            "path",
            &[
                ("class", "cross".into()),
                ("d", format!("M{left} 6L{right} 10M{right} 6L{left} 10").into()),
                ("stroke", "#b3261e".into()),
                ("stroke-width", "1.5".into()),
            ],
        );
    }
}
