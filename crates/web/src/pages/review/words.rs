//! What was typed into a cell, in words.

use domain::entry::typed_day;
use domain::{CellEntry, Quantity, Reading, TaskState, number};

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
        let unit = if is_unit_typed { "" } else { unit };
        let gap = if unit.starts_with('%') { "" } else { " " };
        add(format!("{}{gap}{unit}", entry.value.trim()).trim().to_owned());
    }
    if !entry.numerator.trim().is_empty() || !entry.denominator.trim().is_empty() {
        let parts = format!("{}\u{a0}/\u{a0}{}", entry.numerator.trim(), entry.denominator.trim());
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
        add(ctx.tk("absence", &entry.absence));
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
    let part = |typed: &str| number::parse(typed).map(|printed| printed.value);
    let reading = Reading::ratio(part(&entry.numerator)?, part(&entry.denominator)?).ok()?;
    reading.value().map(Quantity::get)
}
