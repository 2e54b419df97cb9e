//! A cell as the page shows it: what stands in it, what is wrong, and what somebody else put there.

use domain::{CellEntry, CellKey, FieldError, SubmissionCell};

use super::fields;
use crate::ctx::Ctx;

/// A cell of the form, as it is shown.
#[derive(Debug, Clone)]
pub struct Cell {
    /// How its fields' names begin.
    pub name: String,
    /// What stands in it.
    pub entry: CellEntry,
    /// The version it was read with; 0 where nothing was kept before.
    pub version: i64,
    /// Whether it repeats the last period, untouched.
    pub is_copied: bool,
    /// When it was kept, and by whom; empty where nothing was.
    pub kept: String,
    /// What is wrong, by the name of the field.
    pub faults: Vec<(String, String)>,
    /// What should be looked at again.
    pub doubts: Vec<String>,
    /// What somebody else put there meanwhile.
    pub theirs: Option<Theirs>,
    /// How many pieces of evidence stand behind it.
    pub evidence: usize,
    /// Whether evidence can stand behind it.
    pub has_evidence: bool,
}

/// What somebody else put into a cell.
#[derive(Debug, Clone)]
pub struct Theirs {
    /// The words.
    pub told: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: String,
}

impl Theirs {
    /// What is kept now, in words.
    pub fn new(ctx: &Ctx, cell: &SubmissionCell) -> Self {
        Self { told: told(ctx, &cell.entry), by: cell.saved_by.clone(), at: ctx.moment(&cell.saved_at) }
    }
}

impl Cell {
    /// A cell with what was kept in it.
    pub fn new(ctx: &Ctx, key: &CellKey, kept: Option<&SubmissionCell>, faults: &[FieldError]) -> Self {
        let faults = faults.iter().map(|fault| (fault.field.clone(), fault.message(ctx.lang).to_owned()));
        Self {
            name: fields::name(key),
            entry: kept.map(|cell| cell.entry.clone().with_days_as_read()).unwrap_or_default(),
            version: kept.map_or(0, |cell| cell.version),
            is_copied: kept.is_some_and(|cell| cell.is_copied),
            kept: kept.map_or_else(String::new, |cell| when(ctx, cell)),
            faults: faults.collect(),
            doubts: Vec::new(),
            theirs: None,
            evidence: 0,
            has_evidence: !matches!(key, CellKey::Section(_)),
        }
    }

    /// The id and name of one of its fields.
    pub fn field(&self, part: &str) -> String {
        format!("{}.{part}", self.name)
    }

    /// What is wrong with a field.
    pub fn fault(&self, part: &str) -> Option<&str> {
        self.faults.iter().find(|(field, _)| field == part).map(|(_, message)| message.as_str())
    }

    /// Whether a choice is the one that was made of how final the figure is, or why there is none.
    pub fn is_kind(&self, code: &str) -> bool {
        fields::kind(&self.entry) == code
    }

    /// What was typed, in words, for where it cannot be changed.
    pub fn told(&self, ctx: &Ctx) -> String {
        told(ctx, &self.entry)
    }
}

/// When a cell was kept and by whom.
pub fn when(ctx: &Ctx, cell: &SubmissionCell) -> String {
    ctx.tw("submission-kept-at", &[("at", ctx.moment(&cell.saved_at)), ("by", cell.saved_by.clone())])
}

/// What an entry says, field by field.
pub fn told(ctx: &Ctx, entry: &CellEntry) -> String {
    let CellEntry {
        value, numerator, denominator, reached, absence, expected_on, state, done_on, note, ..
    } = entry;
    let mut parts = Vec::new();
    if !value.is_empty() {
        parts.push(value.clone());
    }
    if !numerator.is_empty() || !denominator.is_empty() {
        parts.push(format!("{numerator} / {denominator}"));
    }
    if !reached.is_empty() {
        parts.push(ctx.tk("reached", reached));
    }
    let kind = fields::kind(entry);
    if !absence.is_empty() || !entry.maturity.is_empty() {
        parts.push(ctx.tk("cell-kind", kind));
    }
    if !state.is_empty() {
        parts.push(ctx.tk("task", state));
    }
    for day in [expected_on, done_on].into_iter().filter(|day| !day.is_empty()) {
        parts.push(work::typed_day(day).map_or_else(|| day.clone(), |day| ctx.date(&day)));
    }
    if !note.is_empty() {
        parts.push(note.clone());
    }
    if parts.is_empty() { ctx.t("cell-empty") } else { parts.join(" · ") }
}
