//! Plans.

use domain::{Plan, PlanId};

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Read, Result, Write, generation};

/// Adds a plan.
pub async fn add(tx: &mut Write, plan: &Plan) -> Result<()> {
    let Plan { id, title, level, owner, implements, is_illustration } = plan;
    let record = record! {
        id: id, title: title, level: level, owner: owner, implements: implements, is_illustration: is_illustration,
    };
    tx.insert("plan", record).await?;
    generation::bump(tx).await
}

/// The plan, if there is one.
pub async fn find(read: &mut Read, id: PlanId) -> Result<Option<Plan>> {
    read.first("SELECT * FROM plan WHERE id = $1", values![id], plan).await
}

/// The plan, which must exist.
pub async fn get(read: &mut Read, id: PlanId) -> Result<Plan> {
    find(read, id).await?.ok_or_else(|| not_found("plan", &id))
}

/// Every plan, in the order in which they were made.
pub async fn list(read: &mut Read) -> Result<Vec<Plan>> {
    read.list("SELECT * FROM plan ORDER BY id", values![], plan).await
}

fn plan(row: &Row) -> Result<Plan> {
    Ok(Plan {
        id: row.get("id")?,
        title: row.get("title")?,
        level: row.get("level")?,
        owner: row.get("owner")?,
        implements: row.find("implements")?,
        is_illustration: row.get("is_illustration")?,
    })
}
