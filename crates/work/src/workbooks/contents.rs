//! A form becomes the rows of a workbook.

use assess::words;
use domain::entry::typed_day;
use domain::workbook::{Column, Identity, IdentityRow, MAX_TEXT, SheetKind, TEMPLATE, state_word};
use domain::{CellEntry, CellKey, Lang, Observation, Reading, SubmissionCell, Target};
use report::workbook::{Report, Row};
use uuid::Uuid;

use super::{PURPOSE, labels};
use crate::Work;
use crate::submissions::{FigureRow, Form, SectionRow, TaskRow};

/// A row with what it is about and the version of what stands in it.
pub(super) struct Line {
    pub(super) key: CellKey,
    pub(super) version: i64,
    pub(super) row: Row,
}

/// The workbook of a form.
pub(super) fn report(form: &Form, serial: Uuid, work: &Work) -> Report {
    assemble(form, lines(form), serial, work)
}

/// Every row of a form, in the order of its sheets.
pub(super) fn lines(form: &Form) -> Vec<Line> {
    let year = form.period.window_to.year();
    let figures = form.figures.iter().map(|row| figure(row, year));
    let tasks = form.tasks.iter().map(task);
    let sections = form.sections.iter().map(section);
    figures.chain(tasks).chain(sections).collect()
}

/// The workbook of some rows of a form; those that fit into a cell can be filled in.
pub(super) fn assemble(form: &Form, lines: Vec<Line>, serial: Uuid, work: &Work) -> Report {
    let mut identity = Identity {
        template: TEMPLATE,
        plan: form.plan.id,
        period: form.period.id,
        organisation: form.body.id,
        submission: form.submission.id,
        revision: form.submission.revision,
        serial,
        rows: Vec::with_capacity(lines.len()),
    };
    let mut rows: Vec<(SheetKind, Vec<Row>)> =
        SheetKind::ALL.iter().map(|kind| (*kind, Vec::new())).collect();
    for Line { key, version, mut row } in lines {
        let said = |column| row.shown.iter().find(|(of, _)| *of == column).map_or("", |(_, word)| word);
        let words = [said(Column::Label), said(Column::Name)];
        if fits(&row.entry) && words.iter().all(|word| fits_in_cell(word)) {
            let known = IdentityRow::new(serial, key.clone(), version, &row.entry, words);
            row.token = Some(known.token.clone());
            identity.rows.push(known);
        } else {
            "Nội dung dài hơn một ô Excel; sửa trên trang web.".clone_into(&mut row.entry.note);
        }
        let kind = SheetKind::of(&key);
        if let Some((_, of_sheet)) = rows.iter_mut().find(|(of, _)| *of == kind) {
            of_sheet.push(row);
        }
    }
    let signature = work.vault.sign(&identity.to_text(), PURPOSE);
    Report {
        identity,
        signature,
        body: form.body.name.clone(),
        plan: form.plan.title.clone(),
        period: labels::period(&form.period),
        window: (form.period.window_from, form.period.window_to),
        due_on: form.period.due_on,
        rows,
        remarks: Vec::new(),
    }
}

fn figure(row: &FigureRow, year: i16) -> Line {
    let indicator = &row.indicator;
    let (entry, version) = typed(row.cell.as_ref());
    let target = row.targets.iter().filter(|target| target.year >= year).min_by_key(|target| target.year);
    let target = target.or_else(|| row.targets.iter().max_by_key(|target| target.year));
    let shown = vec![
        (Column::Label, indicator.label.clone()),
        (Column::Name, indicator.name.clone()),
        (Column::Unit, indicator.unit.clone()),
        (Column::Target, target.map_or(String::new(), |target| target_words(target, &indicator.unit))),
        (Column::Last, row.last.as_ref().map_or(String::new(), |last| last_words(last, &indicator.unit))),
    ];
    let limits = indicator.limits;
    let key = CellKey::Indicator(indicator.id);
    Line { key, version, row: Row { shown, entry, limits, ..Row::default() } }
}

fn task(row: &TaskRow) -> Line {
    let (entry, version) = typed(row.cell.as_ref());
    let last = row.last.as_ref().map_or(String::new(), |last| state_word(last.state).to_owned());
    let shown = vec![
        (Column::Label, row.task.label.clone()),
        (Column::Name, row.task.text.clone()),
        (Column::Product, row.task.product.clone()),
        (Column::Deadline, deadline_words(row)),
        (Column::Last, last),
    ];
    Line { key: CellKey::Task(row.task.id), version, row: Row { shown, entry, ..Row::default() } }
}

fn section(row: &SectionRow) -> Line {
    let (entry, version) = typed(row.cell.as_ref());
    let shown = vec![(Column::Label, (row.place + 1).to_string()), (Column::Name, row.heading.clone())];
    Line { key: CellKey::Section(row.place), version, row: Row { shown, entry, ..Row::default() } }
}

fn typed(cell: Option<&SubmissionCell>) -> (CellEntry, i64) {
    cell.map_or_else(|| (CellEntry::default(), 0), |cell| (cell.entry.clone(), cell.version))
}

fn target_words(target: &Target, unit: &str) -> String {
    format!("{} ({})", words::goal(&target.goal, &target.text, unit, Lang::Vi), target.year)
}

fn last_words(last: &Observation, unit: &str) -> String {
    let said = match &last.reading {
        Reading::Reached(true) => "đạt".to_owned(),
        Reading::Reached(false) => "chưa đạt".to_owned(),
        Reading::Absent(absence) => words::absence(absence, Lang::Vi),
        figure => figure.value().map_or(String::new(), |value| words::in_unit(value.get(), unit, Lang::Vi)),
    };
    format!("{said} ({})", words::period(last.period, Lang::Vi))
}

fn deadline_words(row: &TaskRow) -> String {
    let signed = &row.task.deadline;
    let extended = row.last.as_ref().and_then(|last| last.extended_to);
    match (extended, signed.text.as_str(), signed.due_on()) {
        (Some(day), ..) => format!("gia hạn đến {}", words::day(day, Lang::Vi)),
        (None, "", Some(day)) => words::day(day, Lang::Vi),
        (None, text, _) => text.to_owned(),
    }
}

/// Whether everything typed fits into cells of a workbook and comes back the same.
fn fits(entry: &CellEntry) -> bool {
    Column::ALL.iter().all(|column| fits_in_cell(column.of(entry)))
}

fn fits_in_cell(text: &str) -> bool {
    // A workbook cannot hold control characters; days are written as days.
    let is_plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    text.encode_utf16().count() <= MAX_TEXT && (text.chars().all(is_plain) || typed_day(text).is_some())
}
