//! A small trend for a row of a table: the path, the figures, the latest one.

use assess::path::days_between;
use assess::{headline, words};
use domain::Lang;
use jiff::civil::Date;

use super::scale::{Days, Scale};
use super::svg::{Head, Svg, through};
use super::trend::Trend;

const SIZE: (f64, f64) = (120.0, 28.0);

/// Draws the time since the first figure, with the path over the same time; nothing without figures.
pub fn sparkline(trend: &Trend<'_>, lang: Lang) -> String {
    let judgement = trend.judgement;
    let title = judgement.latest().map_or_else(
        || judgement.status.label(lang).to_owned(),
        |p| format!("{}: {}", words::span(p, lang), words::in_unit(p.value.get(), &judgement.unit, lang)),
    );
    let id = format!("{}-spark", trend.id);
    let description = headline(judgement, lang);
    let mut svg = Svg::new(&Head {
        id: &id,
        class: "spark",
        size: SIZE,
        title: &title,
        description: &description,
        has_links: false,
    });
    draw(trend, &mut svg);
    svg.finish()
}

fn draw(trend: &Trend<'_>, svg: &mut Svg) {
    let points = &trend.judgement.evidence.points;
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
    let steps = path_steps(trend, first.on, last.on);
    let figures: Vec<(Date, f64)> = points.iter().map(|p| (p.on, p.value.get())).collect();
    let (low, high) = span(figures.iter().chain(steps.iter().flatten()).map(|(_, v)| *v));
    let x = Days::new((first.on, last.on), (4.0, SIZE.0 - 6.0));
    let y = Scale::new((low, high), (SIZE.1 - 5.0, 5.0));
    let at = |series: &[(Date, f64)]| series.iter().map(|(d, v)| (x.at(*d), y.at(*v))).collect::<Vec<_>>();
    for stretch in steps.iter().filter(|s| s.len() > 1) {
        line(svg, "path", &at(stretch), ("currentColor", "1", "3 3"));
    }
    if figures.len() > 1 {
        line(svg, "verified", &at(&figures), ("#1f5fa8", "1.75", "none"));
    }
    let class = if last.is_verified() { "verified" } else { "reported" };
    let fill = if last.is_verified() { "#1f5fa8" } else { "#fff" };
    svg.leaf(
        "circle",
        &[
            ("class", class.into()),
            ("cx", x.at(last.on).into()),
            ("cy", y.at(last.value.get()).into()),
            ("r", 3.0.into()),
            ("fill", fill.into()),
            ("stroke", "#1f5fa8".into()),
            ("stroke-width", "1.5".into()),
        ],
    );
}

fn line(
    svg: &mut Svg,
    class: &'static str,
    points: &[(f64, f64)],
    (stroke, width, dash): (&str, &str, &str),
) {
    svg.leaf(
        "path",
        &[
            ("class", class.into()),
            ("d", through(points).into()),
            ("fill", "none".into()),
            ("stroke", stroke.into()),
            ("stroke-width", width.into()),
            ("stroke-dasharray", dash.into()),
        ],
    );
}

/// The path's edge at the ends of months, cut where the subject changes.
fn path_steps(trend: &Trend<'_>, from: Date, to: Date) -> Vec<Vec<(Date, f64)>> {
    let path = &trend.judgement.path;
    let sense = trend.judgement.position.as_ref().map_or(assess::Sense::Up, |p| p.sense);
    let step = if days_between(from, to) > 3660.0 { 12 } else { 1 };
    let mut days = path.checkpoints(from, to, step);
    days.extend(path.value(from));
    days.sort_by_key(|e| e.on);
    days.chunk_by(|a, b| path.subject_on(a.on) == path.subject_on(b.on))
        .map(|same| same.iter().map(|e| (e.on, e.band.edge(sense))).collect())
        .collect()
}

fn span(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let finite = values.filter(|v| v.is_finite());
    finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
}
