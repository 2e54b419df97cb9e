//! What was typed into a cell, in words: figures as they are read, not as they were typed.

use domain::entry::typed_day;
use domain::{CellEntry, Quantity, Reading, TaskState, number, text};
use work::indicators::words;

use crate::ctx::Ctx;

/// What a cell says without its note: a figure in its unit, why there is none, how far a task has come.
pub fn said(ctx: &Ctx, entry: &CellEntry, unit: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut add = |text: String| {
        if !text.trim().is_empty() {
            parts.push(text);
        }
    };
    if !entry.value.trim().is_empty() {
        let is_unit_typed = unit.starts_with('%') && entry.value.contains('%');
        match read(&entry.value) {
            Some(value) => add(with_unit(&whole(ctx, value), unit)),
            None if is_unit_typed => add(entry.value.trim().to_owned()),
            None => add(with_unit(entry.value.trim(), unit)),
        }
    }
    if !entry.numerator.trim().is_empty() || !entry.denominator.trim().is_empty() {
        let part = |typed: &str| read(typed).map_or_else(|| typed.trim().to_owned(), |part| whole(ctx, part));
        let parts = format!("{}\u{a0}/\u{a0}{}", part(&entry.numerator), part(&entry.denominator));
        add(share(entry).map_or_else(
            || parts.clone(),
            |share| format!("{} ({parts})", ctx.in_unit(share, ctx.sign_of(unit))),
        ));
    }
    match entry.reached.as_str() {
        "yes" => add(ctx.t("reached-yes")),
        "no" => add(ctx.t("reached-no")),
        _ => (),
    }
    if !matches!(entry.absence.as_str(), "" | "none") {
        add(ctx.heading(ctx.tk("cell-kind", &entry.absence)));
    }
    for day in [&entry.expected_on, &entry.done_on] {
        add(typed_day(day).map_or_else(|| day.clone(), |day| ctx.date(&day)));
    }
    if let Some(state) = TaskState::from_code(&entry.state) {
        add(ctx.task_state(state).to_owned());
    }
    if matches!(entry.maturity.as_str(), "estimate" | "provisional") {
        add(ctx.tk("maturity", &entry.maturity));
    }
    parts.join("; ")
}

/// What the parts of a share come to, where both can be read.
fn share(entry: &CellEntry) -> Option<f64> {
    let reading = Reading::ratio(read(&entry.numerator)?, read(&entry.denominator)?).ok()?;
    reading.value().map(Quantity::get)
}

/// The number that was typed, read as [`domain::entry::figure`] reads it.
fn read(typed: &str) -> Option<Quantity> {
    let plain = text::squeeze(typed.trim().trim_end_matches('%'));
    number::parse(&plain).map(|printed| printed.value)
}

/// A number with every digit that was typed: whoever decides on it sees what is kept, not what it is rounded to.
fn whole(ctx: &Ctx, value: Quantity) -> String {
    words::decimal(value.get(), 6, ctx.lang)
}

fn with_unit(figure: &str, unit: &str) -> String {
    let gap = if unit.starts_with('%') { "" } else { " " };
    format!("{figure}{gap}{unit}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use domain::Lang;

    use super::*;

    #[test]
    fn numbers_are_read_as_forms_read_them() {
        for (typed, said) in
            [("0.6 %", "0,6"), ("999999", "999.999"), ("1.250", "1.250"), ("1234,56", "1.234,56")]
        {
            let value = read(typed).unwrap();
            assert_eq!(words::decimal(value.get(), 6, Lang::Vi), said, "{typed}");
        }
        assert_eq!(read("một"), None);
        assert_eq!(with_unit("0,6", "%"), "0,6%");
        assert_eq!(with_unit("1.250", "dự án"), "1.250 dự án");
    }
}
