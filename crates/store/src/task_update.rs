//! What was recorded of tasks; only ever followed by the next revision.

use domain::{PlanId, TaskId, TaskUpdate};

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Record, record};
use crate::{Error, Read, Result, Write};

/// Adds the next revision of a task; any other number is [`Error::Stale`], with the one stored now.
pub async fn add(tx: &mut Write, update: &TaskUpdate) -> Result<()> {
    let sql = "SELECT MAX(revision) AS revision FROM task_update WHERE task = $1";
    let current = tx.first(sql, values![update.task], |row| row.find::<u32>("revision")).await?;
    let current = current.flatten().unwrap_or(0);
    if update.revision != current + 1 {
        return Err(Error::Stale { current: current.into() });
    }
    tx.insert("task_update", update_record(update)).await
}

/// Adds many revisions at once, for loading: they must be new, and in order within a task.
pub async fn add_all(tx: &mut Write, updates: &[TaskUpdate]) -> Result<()> {
    tx.insert_all("task_update", updates.iter().map(update_record).collect()).await
}

/// What was recorded of a task, the first revision first.
pub async fn list(read: &mut Read, task: TaskId) -> Result<Vec<TaskUpdate>> {
    read.list("SELECT * FROM task_update WHERE task = $1 ORDER BY revision", values![task], update).await
}

/// What was recorded of some tasks, by task, the first revision first.
pub async fn list_of_tasks(read: &mut Read, tasks: &[TaskId]) -> Result<Vec<TaskUpdate>> {
    let ids: Vec<_> = tasks.iter().map(|task| task.0).collect();
    read.list_in("SELECT * FROM task_update WHERE task IN $ids ORDER BY task, revision", &ids, update).await
}

/// What was last recorded of some tasks.
pub async fn list_last_of_tasks(read: &mut Read, tasks: &[TaskId]) -> Result<Vec<TaskUpdate>> {
    let ids: Vec<_> = tasks.iter().map(|task| task.0).collect();
    let sql = "SELECT u.* FROM task_update u WHERE u.task IN $ids
        AND u.revision = (SELECT MAX(m.revision) FROM task_update m WHERE m.task = u.task) ORDER BY u.task";
    read.list_in(sql, &ids, update).await
}

/// What was recorded of all tasks of a plan, by task, the first revision first.
pub async fn list_of_plan(read: &mut Read, plan: PlanId) -> Result<Vec<TaskUpdate>> {
    let sql = "SELECT u.* FROM task_update u JOIN task t ON t.id = u.task
        WHERE t.plan = $1 ORDER BY u.task, u.revision";
    read.list(sql, values![plan], update).await
}

fn update_record(update: &TaskUpdate) -> Record {
    let TaskUpdate { task, revision, state, done_on, extended_to, note, recorded_at, recorded_by } = update;
    record! {
        task: task, revision: revision, state: state, done_on: done_on, extended_to: extended_to, note: note,
        recorded_at: recorded_at, recorded_by: recorded_by,
    }
}

fn update(row: &Row) -> Result<TaskUpdate> {
    Ok(TaskUpdate {
        task: row.get("task")?,
        revision: row.get("revision")?,
        state: row.get("state")?,
        done_on: row.find("done_on")?,
        extended_to: row.find("extended_to")?,
        note: row.get("note")?,
        recorded_at: row.get("recorded_at")?,
        recorded_by: row.get("recorded_by")?,
    })
}
