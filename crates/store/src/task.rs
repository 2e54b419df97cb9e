//! Tasks, each with who answers for it.

use domain::{GroupId, MemberId, OrganisationId, PlanId, Task, TaskId, TaskState};
use jiff::civil::Date;

use crate::cell::{json, values};
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::responsibility::{self, Item};
use crate::search::folded;
use crate::{Read, Result, Write};

/// Which tasks are asked for; what is `None` does not matter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this plan.
    pub plan: Option<PlanId>,
    /// In this group.
    pub group: Option<GroupId>,
    /// With this body in any role.
    pub organisation: Option<OrganisationId>,
    /// With this committee member in any role.
    pub member: Option<MemberId>,
    /// Last recorded in this state; without a record a task is not started.
    pub state: Option<TaskState>,
    /// Neither done nor dropped, and due (extended or not) before this day.
    pub overdue_on: Option<Date>,
}

/// Where a page of a list begins: after this task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// The plan of the last task shown.
    pub plan: PlanId,
    /// Its place in the plan.
    pub position: u32,
    /// Its id.
    pub id: TaskId,
}

impl From<&Task> for After {
    fn from(task: &Task) -> Self {
        Self { plan: task.plan, position: task.position, id: task.id }
    }
}

/// Adds tasks.
pub async fn add_all(tx: &mut Write, tasks: &[Task]) -> Result<()> {
    let records = tasks.iter().map(|task| {
        let mut record = task_record(task);
        record.extend(record! { version: task.version });
        record
    });
    tx.insert_all("task", records.collect()).await?;
    let parts = tasks.iter().map(|task| (Item::Task(task.id), task.responsibilities.as_slice()));
    responsibility::add_all(tx, parts).await
}

/// Changes a task that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, task: &Task) -> Result<i64> {
    let Task { id, version, .. } = *task;
    let next = tx.update("task", id.0, version, task_record(task)).await?;
    responsibility::replace(tx, Item::Task(id), &task.responsibilities).await?;
    Ok(next)
}

/// The task, if there is one.
pub async fn find(read: &mut Read, id: TaskId) -> Result<Option<Task>> {
    let found = read.list("SELECT * FROM task WHERE id = $1", values![id], task).await?;
    Ok(complete(read, found).await?.pop())
}

/// The task, which must exist.
pub async fn get(read: &mut Read, id: TaskId) -> Result<Task> {
    find(read, id).await?.ok_or_else(|| not_found("task", &id))
}

/// The tasks of a plan, in its order.
pub async fn list_of_plan(read: &mut Read, plan: PlanId) -> Result<Vec<Task>> {
    let found = list_unassigned(read, plan).await?;
    complete(read, found).await
}

/// The same without who answers for them.
pub async fn list_unassigned(read: &mut Read, plan: PlanId) -> Result<Vec<Task>> {
    let sql = "SELECT * FROM task WHERE plan = $1 ORDER BY position, id";
    read.list(sql, values![plan], task).await
}

/// The tasks of a plan that a body leads or carries out, in its order; of who answers for them, that body alone.
pub async fn list_of_body(read: &mut Read, plan: PlanId, organisation: OrganisationId) -> Result<Vec<Task>> {
    let sql = "SELECT * FROM task WHERE plan = $1 AND id IN (
            SELECT task FROM responsibility
            WHERE organisation = $2 AND role IN ('lead', 'implementer') AND task IS NOT NULL)
        ORDER BY position, id";
    let mut found = read.list(sql, values![plan, organisation], task).await?;
    let mut parts = responsibility::tasks_of_body(read, organisation).await?;
    for task in &mut found {
        task.responsibilities = parts.remove(&task.id.0).unwrap_or_default();
    }
    Ok(found)
}

/// One page of the tasks asked for, by plan and place; at most `limit`, beginning after a task.
pub async fn list(read: &mut Read, filter: &Filter, after: Option<After>, limit: u32) -> Result<Vec<Task>> {
    let Filter { plan, group, organisation, member, state, overdue_on } = *filter;
    let (after_plan, after_position, after_id) =
        (after.map(|a| a.plan), after.map(|a| a.position), after.map(|a| a.id));
    let values = values![
        plan,
        group,
        organisation,
        member,
        state,
        overdue_on,
        after_plan,
        after_position,
        after_id,
        limit
    ];
    let found = read.list(PAGE, values, task).await?;
    complete(read, found).await
}

const PAGE: &str = "
    SELECT t.* FROM task t
    LEFT JOIN task_update u ON u.task = t.id
        AND u.revision = (SELECT MAX(m.revision) FROM task_update m WHERE m.task = t.id)
    WHERE ($1 IS NULL OR t.plan = $1)
    AND ($2 IS NULL OR t.plan_group = $2)
    AND ($3 IS NULL OR EXISTS (SELECT 1 FROM responsibility r WHERE r.task = t.id AND r.organisation = $3))
    AND ($4 IS NULL OR EXISTS (SELECT 1 FROM responsibility r WHERE r.task = t.id AND r.member = $4))
    AND ($5 IS NULL OR COALESCE(u.state, 'not_started') = $5)
    AND ($6 IS NULL OR (COALESCE(u.state, 'not_started') NOT IN ('done', 'dropped') AND COALESCE(
        (SELECT e.extended_to FROM task_update e WHERE e.task = t.id AND e.extended_to IS NOT NULL
            ORDER BY e.revision DESC LIMIT 1),
        t.due_on) < $6))
    AND ($7 IS NULL OR (t.plan, t.position, t.id) > ($7, $8, $9))
    ORDER BY t.plan, t.position, t.id LIMIT $10";

/// Adds to tasks who answers for them.
async fn complete(read: &mut Read, mut found: Vec<Task>) -> Result<Vec<Task>> {
    let ids: Vec<_> = found.iter().map(|task| task.id.0).collect();
    let mut parts = responsibility::list_of_tasks(read, &ids).await?;
    for task in &mut found {
        task.responsibilities = parts.remove(&task.id.0).unwrap_or_default();
    }
    Ok(found)
}

fn task_record(task: &Task) -> Record {
    let Task { id, plan, group, position, label, text, deadline, product, document, anchor, .. } = task;
    record! {
        id: id, plan: plan, plan_group: group, position: position, label: label, text: text,
        deadline: json(deadline), due_on: deadline.due_on(), product: product, document: document,
        anchor: json(anchor),
        folded: folded([label.as_str(), text, product]),
    }
}

fn task(row: &Row) -> Result<Task> {
    Ok(Task {
        id: row.get("id")?,
        plan: row.get("plan")?,
        group: row.get("plan_group")?,
        position: row.get("position")?,
        label: row.get("label")?,
        text: row.get("text")?,
        deadline: row.get_json("deadline")?,
        product: row.get("product")?,
        document: row.get("document")?,
        anchor: row.get_json("anchor")?,
        responsibilities: Vec::new(),
        version: row.get("version")?,
    })
}
