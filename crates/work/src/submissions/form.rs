//! The form that a body fills in: every cell that is asked for, with what is known beside it.

use std::collections::HashMap;

use domain::{
    CellKey, Evidence, FieldError, Indicator, Observation, Organisation, Plan, ReportingPeriod, Submission,
    SubmissionCell, SubmissionId, Target, Task, TaskUpdate, entry,
};
use jiff::civil::Date;
use store::Read;

use super::{OUTLINE, due};
use crate::{Error, Work};

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
    /// A row for each indicator, in plan order.
    pub figures: Vec<FigureRow>,
    /// A row for each task, in plan order.
    pub tasks: Vec<TaskRow>,
    /// The narrative, in the order of the outline.
    pub sections: Vec<SectionRow>,
}

/// The row of an indicator.
#[derive(Debug, Clone)]
pub struct FigureRow {
    /// The indicator.
    pub indicator: Indicator,
    /// Its targets in force, by year.
    pub targets: Vec<Target>,
    /// The body's last approved figure of an earlier period.
    pub last: Option<Observation>,
    /// What was typed.
    pub cell: Option<SubmissionCell>,
    /// What is wrong with it; empty while nothing was typed.
    pub faults: Vec<FieldError>,
    /// What stands behind it.
    pub evidence: Vec<Evidence>,
}

/// The row of a task.
#[derive(Debug, Clone)]
pub struct TaskRow {
    /// The task.
    pub task: Task,
    /// What was last recorded of it.
    pub last: Option<TaskUpdate>,
    /// What was typed.
    pub cell: Option<SubmissionCell>,
    /// What is wrong with it; empty while nothing was typed.
    pub faults: Vec<FieldError>,
    /// What stands behind it.
    pub evidence: Vec<Evidence>,
}

/// A section of narrative.
#[derive(Debug, Clone)]
pub struct SectionRow {
    /// Its place in the outline, from 0.
    pub place: u32,
    /// Its heading.
    pub heading: String,
    /// What was typed.
    pub cell: Option<SubmissionCell>,
}

impl Form {
    /// The slot of a cell that is asked for.
    pub(crate) fn cell_mut(&mut self, key: &CellKey) -> Option<&mut Option<SubmissionCell>> {
        match key {
            CellKey::Indicator(id) => {
                self.figures.iter_mut().find(|row| row.indicator.id == *id).map(|row| &mut row.cell)
            }
            CellKey::Task(id) => {
                self.tasks.iter_mut().find(|row| row.task.id == *id).map(|row| &mut row.cell)
            }
            CellKey::Section(place) => {
                self.sections.iter_mut().find(|row| row.place == *place).map(|row| &mut row.cell)
            }
        }
    }

    /// How many cells are asked for.
    pub fn required(&self) -> u32 {
        u32::try_from(self.figures.len() + self.tasks.len() + self.sections.len()).unwrap_or(u32::MAX)
    }

    /// How many of them hold what can be kept.
    pub fn filled(&self) -> u32 {
        let typed = |cell: &Option<SubmissionCell>| cell.as_ref().is_some_and(|cell| !cell.entry.is_blank());
        let figures = self.figures.iter().filter(|row| typed(&row.cell) && row.faults.is_empty()).count();
        let tasks = self.tasks.iter().filter(|row| typed(&row.cell) && row.faults.is_empty()).count();
        let sections = self.sections.iter().filter(|row| typed(&row.cell)).count();
        u32::try_from(figures + tasks + sections).unwrap_or(u32::MAX)
    }
}

/// The form of a submission, as it stands.
pub async fn form(work: &Work, id: SubmissionId) -> Result<Form, Error> {
    let mut read = work.store.read().await?;
    load(&mut read, id, work.clock.today()).await
}

/// The same within a transaction.
pub(crate) async fn load(read: &mut Read, id: SubmissionId, today: Date) -> Result<Form, Error> {
    let submission = store::submission::get(read, id).await?;
    let period = store::reporting_period::get(read, submission.period).await?;
    let plan = store::plan::get(read, submission.plan).await?;
    let body = store::organisation::get(read, submission.organisation).await?;
    let calendar = store::calendar::get(read, period.calendar).await?;
    let due = due(read, plan.id, body.id).await?;
    let mut known = Known::read(read, &submission, &period).await?;
    let figures = due.indicators.into_iter().map(|indicator| known.figure(indicator, today)).collect();
    let tasks = due.tasks.into_iter().map(|task| known.task(task, today)).collect();
    let headings =
        if calendar.sections.is_empty() { OUTLINE.map(str::to_owned).to_vec() } else { calendar.sections };
    let section = |(place, heading)| {
        let cell = known.cells.remove(&CellKey::Section(place));
        SectionRow { place, heading, cell }
    };
    let sections = (0..).zip(headings).map(section).collect();
    Ok(Form { submission, period, plan, body, figures, tasks, sections })
}

/// What stands beside the rows.
struct Known {
    cells: HashMap<CellKey, SubmissionCell>,
    evidence: HashMap<CellKey, Vec<Evidence>>,
    last: HashMap<domain::IndicatorId, Observation>,
    targets: HashMap<domain::IndicatorId, Vec<Target>>,
    updates: HashMap<domain::TaskId, TaskUpdate>,
}

impl Known {
    async fn read(read: &mut Read, submission: &Submission, period: &ReportingPeriod) -> Result<Self, Error> {
        let cells = store::submission_cell::list(read, submission.id).await?;
        let mut evidence: HashMap<CellKey, Vec<Evidence>> = HashMap::new();
        for given in store::evidence::list(read, submission.id).await? {
            if given.removed_at.is_none() {
                evidence.entry(given.key.clone()).or_default().push(given);
            }
        }
        let mut last = HashMap::new();
        for figure in store::observation::list_of_body(read, submission.plan, submission.organisation).await?
        {
            if figure.period.ends_on() < period.figures.ends_on() {
                last.insert(figure.indicator, figure);
            }
        }
        let mut targets: HashMap<_, Vec<Target>> = HashMap::new();
        for target in store::target::list_in_force(read, submission.plan, period.window_to).await? {
            targets.entry(target.indicator).or_default().push(target);
        }
        let updates = store::task_update::list_of_plan(read, submission.plan).await?;
        Ok(Self {
            cells: cells.into_iter().map(|cell| (cell.key.clone(), cell)).collect(),
            evidence,
            last,
            targets,
            // Revisions come in order, so that the last one stays.
            updates: updates.into_iter().map(|update| (update.task, update)).collect(),
        })
    }

    fn figure(&mut self, indicator: Indicator, today: Date) -> FigureRow {
        let key = CellKey::Indicator(indicator.id);
        let cell = self.cells.remove(&key);
        let typed = cell.as_ref().filter(|cell| !cell.entry.is_blank());
        let faults = typed.and_then(|cell| entry::figure(&cell.entry, &indicator, today).err());
        FigureRow {
            targets: self.targets.remove(&indicator.id).unwrap_or_default(),
            last: self.last.remove(&indicator.id),
            faults: faults.unwrap_or_default(),
            evidence: self.evidence.remove(&key).unwrap_or_default(),
            indicator,
            cell,
        }
    }

    fn task(&mut self, task: Task, today: Date) -> TaskRow {
        let key = CellKey::Task(task.id);
        let cell = self.cells.remove(&key);
        let typed = cell.as_ref().filter(|cell| !cell.entry.is_blank());
        let faults = typed.and_then(|cell| entry::task(&cell.entry, today).err()).unwrap_or_default();
        TaskRow {
            last: self.updates.remove(&task.id),
            faults,
            evidence: self.evidence.remove(&key).unwrap_or_default(),
            task,
            cell,
        }
    }
}
