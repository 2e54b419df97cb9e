//! What is known of a form's cells before its rows are made.

use std::collections::HashMap;

use domain::{
    CellKey, Evidence, Indicator, IndicatorId, Observation, ReportingPeriod, Submission, SubmissionCell,
    SubmissionId, Target, Task, TaskId, TaskUpdate,
};
use jiff::civil::Date;
use store::Read;

use super::row::{FigureRow, TaskRow};
use crate::Error;
use crate::submissions::Due;

/// How many earlier figures say what is usual: a year of months and the one before.
const EARLIER: u32 = 13;

/// What stands beside the rows.
#[derive(Debug, Default)]
pub(super) struct Known {
    cells: HashMap<CellKey, SubmissionCell>,
    evidence: HashMap<CellKey, Vec<Evidence>>,
    earlier: HashMap<IndicatorId, Vec<Observation>>,
    targets: HashMap<IndicatorId, Vec<Target>>,
    updates: HashMap<TaskId, TaskUpdate>,
}

impl Known {
    /// What was typed and given.
    pub async fn cells(read: &mut Read, submission: SubmissionId) -> Result<Self, Error> {
        let cells = store::submission_cell::list(read, submission).await?;
        let mut evidence: HashMap<CellKey, Vec<Evidence>> = HashMap::new();
        for given in store::evidence::list(read, submission).await? {
            if given.removed_at.is_none() {
                evidence.entry(given.key.clone()).or_default().push(given);
            }
        }
        let cells = cells.into_iter().map(|cell| (cell.key.clone(), cell)).collect();
        Ok(Self { cells, evidence, ..Self::default() })
    }

    /// The figures that were approved before.
    pub async fn read_figures(
        &mut self,
        read: &mut Read,
        submission: &Submission,
        period: &ReportingPeriod,
    ) -> Result<(), Error> {
        let Submission { plan, organisation, .. } = *submission;
        let before = period.figures.ends_on();
        let earlier =
            store::observation::list_recent_of_body(read, plan, organisation, before, EARLIER).await?;
        for figure in earlier {
            self.earlier.entry(figure.indicator).or_default().push(figure);
        }
        Ok(())
    }

    /// How far tasks had come, and what is promised.
    pub async fn read_promises(
        &mut self,
        read: &mut Read,
        submission: &Submission,
        period: &ReportingPeriod,
        due: &Due,
    ) -> Result<(), Error> {
        let plan = submission.plan;
        for target in store::target::list_in_force(read, plan, period.window_to).await? {
            self.targets.entry(target.indicator).or_default().push(target);
        }
        let tasks: Vec<TaskId> = due.tasks.iter().map(|task| task.id).collect();
        let updates = store::task_update::list_last_of_tasks(read, &tasks).await?;
        self.updates = updates.into_iter().map(|update| (update.task, update)).collect();
        Ok(())
    }

    /// Takes out what was typed into a cell.
    pub fn take(&mut self, key: &CellKey) -> Option<SubmissionCell> {
        self.cells.remove(key)
    }

    /// The row of an indicator.
    pub fn figure(
        &mut self,
        indicator: Indicator,
        period: &ReportingPeriod,
        times: u32,
        today: Date,
    ) -> FigureRow {
        let key = CellKey::Indicator(indicator.id);
        let earlier = self.earlier.remove(&indicator.id).unwrap_or_default();
        let mut row = FigureRow {
            targets: self.targets.remove(&indicator.id).unwrap_or_default(),
            last: earlier.last().cloned(),
            earlier,
            cell: None,
            faults: Vec::new(),
            doubts: Vec::new(),
            evidence: self.evidence.remove(&key).unwrap_or_default(),
            indicator,
        };
        if let Some(cell) = self.take(&key) {
            row.put(cell, period, times, today);
        }
        row
    }

    /// The row of a task.
    pub fn task(&mut self, task: Task, today: Date) -> TaskRow {
        let key = CellKey::Task(task.id);
        let mut row = TaskRow {
            last: self.updates.remove(&task.id),
            cell: None,
            faults: Vec::new(),
            evidence: self.evidence.remove(&key).unwrap_or_default(),
            task,
        };
        if let Some(cell) = self.take(&key) {
            row.put(cell, today);
        }
        row
    }
}
