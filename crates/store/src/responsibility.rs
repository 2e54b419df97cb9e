//! Who answers for an indicator or a task; kept and read with the item.

use domain::{IndicatorId, OrganisationId, Responsibility, TaskId};
use uuid::Uuid;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Grouped, Record, grouped, record};
use crate::{Read, Result, Write, generation};

/// The item answered for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Item {
    Indicator(IndicatorId),
    Task(TaskId),
}

/// Adds what several items say, each in its order.
pub(crate) async fn add_all<'a>(
    tx: &mut Write,
    items: impl Iterator<Item = (Item, &'a [Responsibility])>,
) -> Result<()> {
    let records = items.flat_map(|(item, parts)| {
        (0_u32..).zip(parts).map(move |(position, part)| responsibility_record(item, position, part))
    });
    tx.insert_all("responsibility", records.collect()).await?;
    generation::bump(tx).await
}

/// Puts new words in the place of an item's old ones.
pub(crate) async fn replace(tx: &mut Write, item: Item, parts: &[Responsibility]) -> Result<()> {
    match item {
        Item::Indicator(id) => {
            tx.execute("DELETE FROM responsibility WHERE indicator = $1", values![id]).await?;
        }
        Item::Task(id) => {
            tx.execute("DELETE FROM responsibility WHERE task = $1", values![id]).await?;
        }
    }
    add_all(tx, std::iter::once((item, parts))).await
}

/// What each indicator says, by its id.
pub(crate) async fn list_of_indicators(read: &mut Read, ids: &[Uuid]) -> Result<Grouped<Responsibility>> {
    let sql = "SELECT * FROM responsibility WHERE indicator IN $ids ORDER BY indicator, position";
    let parts = read.list_in(sql, ids, |row| Ok((row.get("indicator")?, responsibility(row)?))).await?;
    Ok(grouped(parts))
}

/// What each task says, by its id.
pub(crate) async fn list_of_tasks(read: &mut Read, ids: &[Uuid]) -> Result<Grouped<Responsibility>> {
    let sql = "SELECT * FROM responsibility WHERE task IN $ids ORDER BY task, position";
    let parts = read.list_in(sql, ids, |row| Ok((row.get("task")?, responsibility(row)?))).await?;
    Ok(grouped(parts))
}

/// What indicators say of a body, by the indicator's id.
pub(crate) async fn indicators_of_body(
    read: &mut Read,
    organisation: OrganisationId,
) -> Result<Grouped<Responsibility>> {
    let sql = "SELECT * FROM responsibility WHERE organisation = $1 AND indicator IS NOT NULL
        ORDER BY indicator, position";
    let from_row = |row: &Row| Ok((row.get("indicator")?, responsibility(row)?));
    Ok(grouped(read.list(sql, values![organisation], from_row).await?))
}

/// What tasks say of a body, by the task's id.
pub(crate) async fn tasks_of_body(
    read: &mut Read,
    organisation: OrganisationId,
) -> Result<Grouped<Responsibility>> {
    let sql = "SELECT * FROM responsibility WHERE organisation = $1 AND task IS NOT NULL
        ORDER BY task, position";
    let from_row = |row: &Row| Ok((row.get("task")?, responsibility(row)?));
    Ok(grouped(read.list(sql, values![organisation], from_row).await?))
}

fn responsibility_record(item: Item, position: u32, part: &Responsibility) -> Record {
    let (indicator, task) = match item {
        Item::Indicator(id) => (Some(id), None),
        Item::Task(id) => (None, Some(id)),
    };
    record! {
        indicator: indicator, task: task, position: position, role: part.role, text: &part.text,
        organisation: part.organisation, member: part.member,
    }
}

fn responsibility(row: &Row) -> Result<Responsibility> {
    Ok(Responsibility {
        role: row.get("role")?,
        text: row.get("text")?,
        organisation: row.find("organisation")?,
        member: row.find("member")?,
    })
}
