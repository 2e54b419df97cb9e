//! Invented progress of the action plan's tasks, read from `task-updates.csv`.

use domain::TaskState;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::office_hours::moment;
use super::table;

/// One invented step of a task.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct DemoTaskUpdate {
    /// The task's label in the action plan, without its last dot.
    pub label: String,
    /// How far it has come.
    pub state: TaskState,
    /// The day it was finished, when done.
    pub done_on: Option<Date>,
    /// A later deadline that was granted.
    pub extended_to: Option<Date>,
    /// Product, evidence, or remark.
    pub note: String,
    recorded_on: Date,
    /// Who gave it.
    pub recorded_by: String,
}

impl DemoTaskUpdate {
    /// When it became known.
    pub fn recorded_at(&self) -> Timestamp {
        moment(self.recorded_on, 10)
    }
}

/// Every update, those of one task together and in order.
pub fn task_updates() -> Vec<DemoTaskUpdate> {
    table::rows(include_str!("../../demo/task-updates.csv"))
}
