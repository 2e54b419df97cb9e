//! The form that a body fills in: every cell that is asked for, with what is known beside it.

mod known;
mod row;

use domain::{
    CellKey, Organisation, Plan, ReportingPeriod, ReportingRules, Submission, SubmissionCell, SubmissionId,
};
use jiff::civil::Date;
use store::Read;

pub use row::{FigureRow, SectionRow, TaskRow};

use self::known::Known;
use super::{OUTLINE, due};
use crate::{Error, Work, settings};

/// What a body fills in for a period.
#[derive(Debug, Clone)]
pub struct Form {
    /// The submission.
    pub submission: Submission,
    /// Its period.
    pub period: ReportingPeriod,
    /// The plan reported on.
    pub plan: Plan,
    /// Who reports.
    pub body: Organisation,
    /// The rules of the period's last day.
    pub rules: ReportingRules,
    /// A row for each indicator, in plan order.
    pub figures: Vec<FigureRow>,
    /// A row for each task, in plan order.
    pub tasks: Vec<TaskRow>,
    /// The narrative, in the order of the outline.
    pub sections: Vec<SectionRow>,
}

impl Form {
    /// Whether what stands in it may still be changed.
    pub fn is_open(&self) -> bool {
        self.submission.is_editable_in(&self.period)
    }

    /// What was typed into a cell; `None` for one that is not asked for.
    pub fn cell(&self, key: &CellKey) -> Option<Option<&SubmissionCell>> {
        match key {
            CellKey::Indicator(id) => {
                self.figures.iter().find(|row| row.indicator.id == *id).map(|row| row.cell.as_ref())
            }
            CellKey::Task(id) => {
                self.tasks.iter().find(|row| row.task.id == *id).map(|row| row.cell.as_ref())
            }
            CellKey::Section(place) => {
                self.sections.iter().find(|row| row.place == *place).map(|row| row.cell.as_ref())
            }
        }
    }

    /// Puts a cell that is asked for into its row, and reads it again.
    pub(crate) fn put(&mut self, cell: SubmissionCell, today: Date) {
        match &cell.key {
            CellKey::Indicator(id) => {
                if let Some(row) = self.figures.iter_mut().find(|row| row.indicator.id == *id) {
                    row.put(cell, &self.period, self.rules.outlier_times, today);
                }
            }
            CellKey::Task(id) => {
                if let Some(row) = self.tasks.iter_mut().find(|row| row.task.id == *id) {
                    row.put(cell, today);
                }
            }
            CellKey::Section(place) => {
                if let Some(row) = self.sections.iter_mut().find(|row| row.place == *place) {
                    row.cell = Some(cell);
                }
            }
        }
    }

    /// How many cells are asked for.
    pub fn required(&self) -> u32 {
        u32::try_from(self.figures.len() + self.tasks.len() + self.sections.len()).unwrap_or(u32::MAX)
    }

    /// How many of them are filled: they hold what can be kept, with evidence where it is asked for.
    pub fn filled(&self) -> u32 {
        let needed = self.rules.figures_need_evidence;
        let figures = self.figures.iter().filter(|row| row.is_filled(needed)).count();
        let tasks = self.tasks.iter().filter(|row| row.is_filled()).count();
        let sections = self.sections.iter().filter(|row| row.is_filled()).count();
        u32::try_from(figures + tasks + sections).unwrap_or(u32::MAX)
    }

    /// How many cells repeat the last period and were not touched since.
    pub fn copied(&self) -> usize {
        let cells = self.figures.iter().map(|row| &row.cell).chain(self.tasks.iter().map(|row| &row.cell));
        cells.flatten().filter(|cell| cell.is_copied).count()
    }
}

/// The form of a submission, as it stands.
pub async fn form(work: &Work, id: SubmissionId) -> Result<Form, Error> {
    let mut read = work.store.read().await?;
    load(work, &mut read, id, work.clock.today()).await
}

/// The same within a transaction, as it was right on a day.
pub(crate) async fn load(work: &Work, read: &mut Read, id: SubmissionId, on: Date) -> Result<Form, Error> {
    build(work, read, id, on, Past::All).await
}

/// What is read beside a form's own cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Past {
    /// Nothing: no doubts are raised.
    Nothing,
    /// Earlier figures, which doubts rest on.
    Figures,
    /// Earlier figures and progress, and what is promised.
    All,
}

/// The form with its cells and evidence, and as much of the past as is asked for.
pub(crate) async fn load_cells(
    work: &Work,
    read: &mut Read,
    id: SubmissionId,
    on: Date,
    past: Past,
) -> Result<Form, Error> {
    build(work, read, id, on, past).await
}

async fn build(
    work: &Work,
    read: &mut Read,
    id: SubmissionId,
    today: Date,
    past: Past,
) -> Result<Form, Error> {
    let submission = store::submission::get(read, id).await?;
    let period = store::reporting_period::get(read, submission.period).await?;
    let rules = settings::reporting_rules(work, period.window_to).await?;
    let plan = store::plan::get(read, submission.plan).await?;
    let body = store::organisation::get(read, submission.organisation).await?;
    let calendar = store::calendar::get(read, period.calendar).await?;
    let due = due(read, plan.id, body.id).await?;
    let mut known = Known::cells(read, submission.id).await?;
    if past != Past::Nothing {
        known.read_figures(read, &submission, &period).await?;
    }
    if past == Past::All {
        known.read_promises(read, &submission, &period, &due).await?;
    }
    let figure = |indicator| known.figure(indicator, &period, rules.outlier_times, today);
    let figures = due.indicators.into_iter().map(figure).collect();
    let tasks = due.tasks.into_iter().map(|task| known.task(task, today)).collect();
    let headings =
        if calendar.sections.is_empty() { OUTLINE.map(str::to_owned).to_vec() } else { calendar.sections };
    let section = |(place, heading)| {
        let cell = known.take(&CellKey::Section(place));
        SectionRow { place, heading, cell }
    };
    let sections = (0..).zip(headings).map(section).collect();
    Ok(Form { submission, period, plan, body, rules, figures, tasks, sections })
}
