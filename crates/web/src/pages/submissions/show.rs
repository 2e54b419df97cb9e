//! The page of a submission: the form, with what is known beside each cell.

use askama::Template;
use domain::{Absence, Action, CellKey, Reading, SubmissionId, SubmissionMessage, TaskState};
use work::access::submitted;
use work::flow;
use work::indicators::words;
use work::submissions::{self, FigureRow, Form, Save, Saved, SectionRow, TaskRow};

use super::cell::{Cell, Theirs};
use super::fields;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::difficulties::Brief;
use crate::pages::review::said;

/// What can be chosen of how final a figure is, or why there is none.
const KINDS: [&str; 6] = ["", "provisional", "estimate", "not_available", "not_applicable", "refused"];

/// The page.
#[derive(Template)]
#[template(path = "submissions/show.html")]
pub struct Show {
    ctx: Ctx,
    form: Form,
    figures: Vec<Cell>,
    tasks: Vec<Cell>,
    sections: Vec<Cell>,
    /// What was raised in this report.
    difficulties: Brief,
    /// Why it was sent back, where it was and is not handed in again.
    returned: Option<SubmissionMessage>,
    /// How many empty cells can be filled from the last period.
    copyable: usize,
    /// Whether the form may be filled in here and now.
    is_editable: bool,
    /// What is wrong with what was just sent, by the field's id.
    errors: Vec<(String, String)>,
    /// What was sent and could not be kept, with what it is about.
    unkept: Vec<(String, String)>,
}

impl Show {
    /// The page as it stands.
    pub async fn load(mut ctx: Ctx, id: SubmissionId) -> Result<Self, Error> {
        let form = submissions::form(ctx.work(), id).await?;
        ctx.turn_to(form.plan.id).await?;
        let target = submitted(form.body.id, form.plan.id);
        let is_editable = form.is_open() && ctx.may(Action::FillSubmission, &target);
        let copyable = if is_editable { submissions::copyable(ctx.work(), &form).await? } else { 0 };
        let difficulties = Brief::of_submission(&ctx, &form.submission).await?;
        let returned = flow::returned(ctx.work(), &form.submission).await?;
        let figures = form.figures.iter().map(|row| figure(&ctx, row)).collect();
        let tasks = form.tasks.iter().map(|row| task(&ctx, row)).collect();
        let sections = form.sections.iter().map(|row| section(&ctx, row)).collect();
        Ok(Self {
            ctx,
            form,
            figures,
            tasks,
            sections,
            difficulties,
            returned,
            copyable,
            is_editable,
            errors: Vec::new(),
            unkept: Vec::new(),
        })
    }

    /// The same after a form was sent: what is wrong with it, and where somebody else was faster.
    pub fn with_sent(mut self, changes: &[Save], saved: &[Saved]) -> Self {
        for (change, saved) in changes.iter().zip(saved) {
            let name = fields::name(&change.key);
            match saved {
                Saved::Elsewhere(theirs) => {
                    let theirs = Theirs::new(&self.ctx, theirs);
                    let message = self.ctx.tw("cell-elsewhere", &[("by", theirs.by.clone())]);
                    if let Some(cell) = self.cell_mut(&name) {
                        cell.entry = change.entry.clone();
                        cell.theirs = Some(theirs);
                        self.errors.push((name, message));
                    }
                }
                Saved::TooLong => {
                    let message = self.ctx.t("cell-too-long");
                    if let Some(cell) = self.cell_mut(&name) {
                        cell.entry = change.entry.clone();
                        cell.faults = vec![("note".into(), message)];
                    }
                }
                Saved::NotDue => self.unkept.push((name, super::cell::told(&self.ctx, &change.entry))),
                Saved::Kept(_) => (),
            }
        }
        let cells = self.figures.iter().chain(&self.tasks).chain(&self.sections);
        let faults =
            cells.flat_map(|cell| cell.faults.iter().map(|(part, said)| (cell.field(part), said.clone())));
        self.errors.extend(faults);
        self
    }

    /// The same after a form came too late: what was typed is shown again, cell by cell, and is not lost.
    pub fn with_unkept(mut self, changes: &[Save]) -> Self {
        for change in changes {
            let kept =
                self.form.cell(&change.key).flatten().map(|cell| cell.entry.clone().with_days_as_read());
            if !change.entry.is_blank() && kept != Some(change.entry.clone().with_days_as_read()) {
                let about = self.about(&change.key);
                self.unkept.push((about, super::cell::told(&self.ctx, &change.entry)));
            }
        }
        self
    }

    /// Whether anything is wrong with cells that were sent.
    pub fn has_faults_among(&self, changes: &[Save]) -> bool {
        let names: Vec<String> = changes.iter().map(|change| fields::name(&change.key)).collect();
        self.cells().any(|cell| !cell.faults.is_empty() && names.contains(&cell.name))
    }

    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.figures.iter().chain(&self.tasks).chain(&self.sections)
    }

    fn cell_mut(&mut self, name: &str) -> Option<&mut Cell> {
        let all = self.figures.iter_mut().chain(&mut self.tasks).chain(&mut self.sections);
        all.into_iter().find(|cell| cell.name == name)
    }

    /// What a cell is about, in words.
    fn about(&self, key: &CellKey) -> String {
        let Form { figures, tasks, sections, .. } = &self.form;
        let told = match key {
            CellKey::Indicator(id) => {
                let row = figures.iter().find(|row| row.indicator.id == *id);
                row.map(|row| format!("{} {}", row.indicator.label, row.indicator.name))
            }
            CellKey::Task(id) => {
                let row = tasks.iter().find(|row| row.task.id == *id);
                row.map(|row| format!("{} {}", row.task.label, row.task.text))
            }
            CellKey::Section(place) => {
                sections.iter().find(|row| row.place == *place).map(|row| row.heading.clone())
            }
        };
        told.unwrap_or_else(|| fields::name(key))
    }

    fn figures(&self) -> impl Iterator<Item = (&FigureRow, &Cell)> {
        self.form.figures.iter().zip(&self.figures)
    }

    fn tasks(&self) -> impl Iterator<Item = (&TaskRow, &Cell)> {
        self.form.tasks.iter().zip(&self.tasks)
    }

    fn sections(&self) -> impl Iterator<Item = (&SectionRow, &Cell)> {
        self.form.sections.iter().zip(&self.sections)
    }

    fn states(&self) -> &'static [TaskState] {
        TaskState::ALL
    }

    fn kinds(&self) -> [&'static str; 6] {
        KINDS
    }

    fn parents(&self) -> Vec<(String, String)> {
        vec![("/submissions".into(), self.ctx.t("nav-submissions"))]
    }

    fn headline(&self) -> String {
        let (filled, required) = (self.form.filled(), self.form.required());
        let said = [("filled", filled.to_string()), ("required", required.to_string())];
        let name = self.ctx.period_name(&self.form.period);
        let body = &self.form.body.name;
        format!("{name}, {body}: {}", self.ctx.tw("submission-filled", &said))
    }

    /// What the path expects on the last day of the window.
    fn expected(&self, row: &FigureRow) -> String {
        let expected = row.expected(self.form.period.window_to);
        expected.map_or_else(String::new, |expected| {
            let sign = self.ctx.sign_of(&row.indicator.unit).to_owned();
            let (low, high) = (expected.band.low, expected.band.high);
            let high = self.ctx.in_unit(high, &sign);
            if low < expected.band.high { format!("{}–{high}", self.ctx.in_unit(low, "")) } else { high }
        })
    }

    /// The next target with its year.
    fn target(&self, row: &FigureRow) -> Option<(i16, String)> {
        let target = row.next_target(self.form.period.window_to)?;
        let sign = self.ctx.sign_of(&row.indicator.unit);
        let goal = words::goal(&target.goal, &target.text, sign, self.ctx.lang);
        Some((target.year, goal))
    }

    /// The last approved figure, why there was none, and its period.
    fn last(&self, row: &FigureRow) -> Option<(String, String, String)> {
        let last = row.last.as_ref()?;
        let sign = self.ctx.sign_of(&row.indicator.unit);
        let told = match (&last.reading, last.reading.value()) {
            (Reading::Absent(absence), _) => words::absence(&without_reason(absence), self.ctx.lang),
            (_, Some(value)) => self.ctx.in_unit(value.get(), sign),
            (reading, None) => self.ctx.reading(reading, sign),
        };
        let why = match &last.reading {
            Reading::Absent(Absence::NotAvailable { reason, .. } | Absence::Refused { reason }) => {
                reason.clone()
            }
            _ => String::new(),
        };
        Some((told, why, self.ctx.period(last.period)))
    }

    /// A figure as it was read, for where it cannot be changed.
    fn said(&self, cell: &Cell, unit: &str) -> String {
        if cell.entry.is_blank() {
            return self.ctx.t("cell-empty");
        }
        said(&self.ctx, &cell.entry, self.ctx.sign_of(unit))
    }

    /// The choice of how final a figure is, or why there is none.
    fn kind(&self, code: &str) -> String {
        self.ctx.tk("cell-kind", if code.is_empty() { "official" } else { code })
    }

    /// A control's label for those who hear the page: the column and the row.
    fn label(&self, column: &str, row: &str) -> String {
        format!("{}: {row}", self.ctx.t(column))
    }

    /// Why nothing can be changed.
    fn why_closed(&self) -> String {
        self.ctx.t(if self.form.period.is_open() {
            "submission-handed-in"
        } else {
            "submission-period-closed"
        })
    }

    /// Whose browser keeps what was typed: nobody else's figures are sent under one's own name.
    fn keeper(&self) -> String {
        let account = self.ctx.actor.as_ref().and_then(|actor| actor.account);
        account.map_or_else(String::new, |account| account.to_string())
    }
}

/// The same without its words, which stand on a line of their own.
fn without_reason(absence: &Absence) -> Absence {
    let mut bare = absence.clone();
    if let Absence::NotAvailable { reason, .. } | Absence::Refused { reason } = &mut bare {
        reason.clear();
    }
    bare
}

fn figure(ctx: &Ctx, row: &FigureRow) -> Cell {
    let mut cell = Cell::new(ctx, &CellKey::Indicator(row.indicator.id), row.cell.as_ref(), &row.faults);
    if row.asks_reached() {
        for (field, _) in cell.faults.iter_mut().filter(|(field, _)| field == "value") {
            "reached".clone_into(field);
        }
    }
    cell.doubts = row.doubts.iter().map(|doubt| doubt.text(&row.indicator.unit, ctx.lang)).collect();
    cell.evidence = row.evidence.len();
    cell
}

fn task(ctx: &Ctx, row: &TaskRow) -> Cell {
    let mut cell = Cell::new(ctx, &CellKey::Task(row.task.id), row.cell.as_ref(), &row.faults);
    cell.evidence = row.evidence.len();
    cell
}

fn section(ctx: &Ctx, row: &SectionRow) -> Cell {
    Cell::new(ctx, &CellKey::Section(row.place), row.cell.as_ref(), &[])
}
