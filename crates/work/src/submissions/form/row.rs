//! The rows of the form, and when each of them is filled.

use assess::{DeclaredPath, Doubt, Expected, doubt};
use domain::entry::{self, Figure};
use domain::{
    Evidence, FieldError, Indicator, Observation, Reading, ReportingPeriod, SubmissionCell, Target, Task,
    TaskState, TaskUpdate,
};
use jiff::civil::Date;

/// The row of an indicator.
#[derive(Debug, Clone)]
pub struct FigureRow {
    /// The indicator; of who answers for it, the body alone.
    pub indicator: Indicator,
    /// Its targets in force, by year.
    pub targets: Vec<Target>,
    /// The body's approved figures of earlier periods, by period, as many as say what is usual.
    pub earlier: Vec<Observation>,
    /// The last of them.
    pub last: Option<Observation>,
    /// What was typed.
    pub cell: Option<SubmissionCell>,
    /// What is wrong with it; empty while nothing was typed.
    pub faults: Vec<FieldError>,
    /// What should be looked at again.
    pub doubts: Vec<Doubt>,
    /// What stands behind it.
    pub evidence: Vec<Evidence>,
}

/// The row of a task.
#[derive(Debug, Clone)]
pub struct TaskRow {
    /// The task; of who answers for it, the body alone.
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

impl FigureRow {
    /// Puts what was typed into the row, and reads it.
    pub(super) fn put(&mut self, cell: SubmissionCell, period: &ReportingPeriod, times: u32, today: Date) {
        (self.faults, self.doubts) = (Vec::new(), Vec::new());
        if !cell.entry.is_blank() {
            match entry::figure(&cell.entry, &self.indicator, today) {
                Err(faults) => self.faults = faults,
                Ok(figure) => self.doubts = self.doubts_of(&figure, &cell, period, times),
            }
        }
        self.cell = Some(cell);
    }

    fn doubts_of(
        &self,
        figure: &Figure,
        cell: &SubmissionCell,
        period: &ReportingPeriod,
        times: u32,
    ) -> Vec<Doubt> {
        let earlier = doubt::comparable(&self.indicator, period.figures, &self.earlier);
        let typed = [&cell.entry.value, &cell.entry.numerator, &cell.entry.denominator];
        let mut doubts: Vec<Doubt> =
            typed.into_iter().filter_map(|typed| doubt::two_readings(typed)).collect();
        doubts.extend(doubt::doubts(&self.indicator, &figure.reading, &earlier, times));
        doubts
    }

    /// Whether it holds what can be kept; a figure with evidence, where that is asked for.
    pub fn is_filled(&self, needs_evidence: bool) -> bool {
        let Some(cell) = self.cell.as_ref().filter(|cell| !cell.entry.is_blank()) else { return false };
        let is_absent = !matches!(cell.entry.absence.as_str(), "" | "none");
        self.faults.is_empty() && (!needs_evidence || is_absent || !self.evidence.is_empty())
    }

    /// What the declared path expects on a day; `None` where there is no path yet.
    pub fn expected(&self, on: Date) -> Option<Expected> {
        DeclaredPath::of(&self.indicator, &self.targets).value(on)
    }

    /// The first target that is due on a day or later, else the last.
    pub fn next_target(&self, on: Date) -> Option<&Target> {
        self.targets.iter().find(|target| target.due_on() >= on).or(self.targets.last())
    }

    /// Whether its targets are answered by yes or no, not by a number.
    pub fn asks_reached(&self) -> bool {
        !self.targets.is_empty() && self.targets.iter().all(|target| target.goal.value().is_none())
    }

    /// Whether it is a share, which may be told by its two parts.
    pub fn is_share(&self) -> bool {
        self.indicator.unit.starts_with('%')
    }

    /// What was typed, where it can be kept.
    pub fn reading(&self, today: Date) -> Option<Reading> {
        let cell = self.cell.as_ref().filter(|cell| !cell.entry.is_blank())?;
        entry::figure(&cell.entry, &self.indicator, today).ok().map(|figure| figure.reading)
    }
}

impl TaskRow {
    /// Puts what was typed into the row, and reads it.
    pub(super) fn put(&mut self, cell: SubmissionCell, today: Date) {
        self.faults = Vec::new();
        if !cell.entry.is_blank() {
            self.faults = entry::task(&cell.entry, today).err().unwrap_or_default();
        }
        self.cell = Some(cell);
    }

    /// Whether it is said to be finished, so that evidence is asked for.
    pub fn is_finished(&self) -> bool {
        let state = self.cell.as_ref().and_then(|cell| TaskState::from_code(&cell.entry.state));
        matches!(state, Some(TaskState::Done | TaskState::AwaitingConfirmation))
    }

    /// Whether it holds what can be kept; of a finished task, with evidence.
    pub fn is_filled(&self) -> bool {
        let is_typed = self.cell.as_ref().is_some_and(|cell| !cell.entry.is_blank());
        is_typed && self.faults.is_empty() && (!self.is_finished() || !self.evidence.is_empty())
    }
}

impl SectionRow {
    /// Whether something was written.
    pub fn is_filled(&self) -> bool {
        self.cell.as_ref().is_some_and(|cell| !cell.entry.is_blank())
    }
}
