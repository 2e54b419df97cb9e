//! Periods, bodies and files in words, as a workbook names them.

use domain::{Cadence, Lang, Organisation, ReportingPeriod, text};

use crate::submissions::Form;

/// A period in words: `Tháng 11/2026`, `Tuần 16/11/2026 – 22/11/2026`, with its topic where it has one.
pub(crate) fn period(period: &ReportingPeriod) -> String {
    let name = match period.cadence {
        Cadence::Weekly => {
            let day = |day| assess::words::day(day, Lang::Vi);
            format!("tuần {} – {}", day(period.window_from), day(period.window_to))
        }
        _ => assess::words::period(period.figures, Lang::Vi),
    };
    let mut letters = name.chars();
    let name: String =
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    if period.topic.is_empty() { name } else { format!("{name}: {}", period.topic) }
}

/// The name of a submission's workbook: plain letters, since mail programs break others.
pub(crate) fn file_name(form: &Form) -> String {
    format!("{}.xlsx", stem(&form.body, &form.period))
}

/// The name of its marked-up copy.
pub(crate) fn marked_name(body: &Organisation, period: &ReportingPeriod) -> String {
    format!("{}-can-sua.xlsx", stem(body, period))
}

/// The name of the archive with the workbooks of a period.
pub(crate) fn archive_name(period: &ReportingPeriod) -> String {
    format!("bao-cao-{}-{}.zip", String::from(period.figures).to_lowercase(), period.window_to)
}

fn stem(body: &Organisation, period: &ReportingPeriod) -> String {
    let figures = String::from(period.figures);
    format!("bao-cao-{}-{}-{}", slug(&body.name), figures.to_lowercase(), period.window_to)
}

/// Words in plain letters joined by hyphens.
fn slug(name: &str) -> String {
    let folded = text::fold(name);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").chars().take(60).collect()
}
