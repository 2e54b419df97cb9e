//! The marked-up copy: the form again, each doubtful cell coloured and told of, the typed words kept.

use std::collections::HashMap;

use domain::Severity;
use domain::workbook::{CellDoubt, Column, RowOutcome};
use ingest::workbook::FilledRow;
use report::workbook::{Mark, MarkKind, Remark, Report};

use super::contents::{self, Line};
use crate::Work;
use crate::submissions::Form;

/// The copy of a form whose rows were typed as told; none where nothing is to be marked.
pub(super) fn report<'a>(
    work: &Work,
    form: &Form,
    mut lines: Vec<Line>,
    typed: impl Iterator<Item = (&'a FilledRow, &'a RowOutcome)>,
    doubts: &[CellDoubt],
) -> Option<Report> {
    let remarks: Vec<_> = doubts.iter().filter_map(remark).collect();
    if remarks.is_empty() {
        return None;
    }
    let typed: HashMap<_, _> = typed.map(|(row, outcome)| (&row.key, (row, outcome))).collect();
    for line in &mut lines {
        if let Some((row, RowOutcome::Fault | RowOutcome::Conflict { .. })) = typed.get(&line.key) {
            line.row.entry = row.entry.clone();
        }
        let of_line = doubts.iter().filter(|doubt| doubt.key.as_ref() == Some(&line.key));
        line.row.marks = of_line.filter_map(mark).collect();
    }
    let mut report = contents::assemble(form, lines, work.clock.id(), work);
    report.remarks = remarks;
    Some(report)
}

fn kind(doubt: &CellDoubt) -> Option<MarkKind> {
    match doubt.finding.severity {
        Severity::Error if doubt.finding.rule == "cell.conflict" => Some(MarkKind::Conflict),
        Severity::Error => Some(MarkKind::Fault),
        Severity::Warning => Some(MarkKind::Doubt),
        Severity::Note => None,
    }
}

fn mark(doubt: &CellDoubt) -> Option<Mark> {
    let column = doubt.column.filter(|column| column.is_input()).unwrap_or(Column::Note);
    let comment = format!("{}\n{}", doubt.finding.message, doubt.finding.hint);
    Some(Mark { column, kind: kind(doubt)?, comment })
}

fn remark(doubt: &CellDoubt) -> Option<Remark> {
    Some(Remark {
        place: doubt.place.to_string(),
        kind: kind(doubt)?,
        shown: doubt.shown.clone(),
        message: doubt.finding.message.clone(),
        hint: doubt.finding.hint.clone(),
    })
}
