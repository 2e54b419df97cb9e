//! Versions of plans; never changed once published.

use domain::{DocumentId, PlanId, PlanVersion};
use jiff::civil::Date;

use crate::cell::values;
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write, generation};

/// Adds a version; its number must be free.
pub async fn add(tx: &mut Write, version: &PlanVersion) -> Result<()> {
    let PlanVersion { id, plan, number, document, in_force_from, published_at } = version;
    let record = record! {
        id: id, plan: plan, number: number, document: document, in_force_from: in_force_from,
        published_at: published_at,
    };
    tx.insert("plan_version", record).await?;
    generation::bump(tx).await
}

/// The versions of a plan, the first one first.
pub async fn list(read: &mut Read, plan: PlanId) -> Result<Vec<PlanVersion>> {
    read.list("SELECT * FROM plan_version WHERE plan = $1 ORDER BY number", values![plan], version).await
}

/// The versions that were read from a document.
pub async fn list_of_document(read: &mut Read, document: DocumentId) -> Result<Vec<PlanVersion>> {
    let sql = "SELECT * FROM plan_version WHERE document = $1 ORDER BY plan, number";
    read.list(sql, values![document], version).await
}

/// The version in force on a day, if one is.
pub async fn find_in_force(read: &mut Read, plan: PlanId, on: Date) -> Result<Option<PlanVersion>> {
    let sql =
        "SELECT * FROM plan_version WHERE plan = $1 AND in_force_from <= $2 ORDER BY number DESC LIMIT 1";
    read.first(sql, values![plan, on], version).await
}

fn version(row: &Row) -> Result<PlanVersion> {
    Ok(PlanVersion {
        id: row.get("id")?,
        plan: row.get("plan")?,
        number: row.get("number")?,
        document: row.get("document")?,
        in_force_from: row.get("in_force_from")?,
        published_at: row.get("published_at")?,
    })
}
