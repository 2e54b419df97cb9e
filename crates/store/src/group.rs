//! Groups of indicators and tasks (the table is `plan_group`, for `group` is a word of SQL).

use domain::{Group, PlanId};

use crate::cell::values;
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// Adds groups.
pub async fn add_all(tx: &mut Write, groups: &[Group]) -> Result<()> {
    let records = groups.iter().map(|Group { id, plan, position, label, name }| {
        record! { id: id, plan: plan, position: position, label: label, name: name }
    });
    tx.insert_all("plan_group", records.collect()).await
}

/// The groups of a plan, in its order.
pub async fn list(read: &mut Read, plan: PlanId) -> Result<Vec<Group>> {
    read.list("SELECT * FROM plan_group WHERE plan = $1 ORDER BY position, id", values![plan], group).await
}

fn group(row: &Row) -> Result<Group> {
    Ok(Group {
        id: row.get("id")?,
        plan: row.get("plan")?,
        position: row.get("position")?,
        label: row.get("label")?,
        name: row.get("name")?,
    })
}
