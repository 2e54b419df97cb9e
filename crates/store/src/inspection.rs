//! Inspections.

use domain::{InspectedNoun, Inspection, InspectionId};
use uuid::Uuid;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::{Read, Result, Write};

/// Adds an inspection.
pub async fn add(tx: &mut Write, inspection: &Inspection) -> Result<()> {
    let mut record = inspection_record(inspection);
    record.extend(record! { version: inspection.version });
    tx.insert("inspection", record).await
}

/// Changes an inspection that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, inspection: &Inspection) -> Result<i64> {
    tx.update("inspection", inspection.id.0, inspection.version, inspection_record(inspection)).await
}

/// The inspection, if there is one.
pub async fn find(read: &mut Read, id: InspectionId) -> Result<Option<Inspection>> {
    read.first("SELECT * FROM inspection WHERE id = $1", values![id], inspection).await
}

/// The inspection, which must exist.
pub async fn get(read: &mut Read, id: InspectionId) -> Result<Inspection> {
    find(read, id).await?.ok_or_else(|| not_found("inspection", &id))
}

/// Every inspection, the last opened first.
pub async fn list(read: &mut Read) -> Result<Vec<Inspection>> {
    read.list("SELECT * FROM inspection ORDER BY opened_on DESC, id DESC", values![], inspection).await
}

/// The inspections of one item, the last opened first.
pub async fn list_of_item(read: &mut Read, noun: InspectedNoun, item: Uuid) -> Result<Vec<Inspection>> {
    let sql = "SELECT * FROM inspection WHERE noun = $1 AND item = $2 ORDER BY opened_on DESC, id DESC";
    read.list(sql, values![noun, item], inspection).await
}

fn inspection_record(inspection: &Inspection) -> Record {
    let Inspection { id, noun, item, plan, organisation, reason, document, .. } = inspection;
    let Inspection { opened_on, opened_by, closed_on, conclusion, .. } = inspection;
    record! {
        id: id, noun: noun, item: item, plan: plan, organisation: organisation, reason: reason,
        document: document, opened_on: opened_on, opened_by: opened_by, closed_on: closed_on,
        conclusion: conclusion,
    }
}

fn inspection(row: &Row) -> Result<Inspection> {
    Ok(Inspection {
        id: row.get("id")?,
        noun: row.get("noun")?,
        item: row.get("item")?,
        plan: row.find("plan")?,
        organisation: row.find("organisation")?,
        reason: row.get("reason")?,
        document: row.get("document")?,
        opened_on: row.get("opened_on")?,
        opened_by: row.find("opened_by")?,
        closed_on: row.find("closed_on")?,
        conclusion: row.get("conclusion")?,
        version: row.get("version")?,
    })
}
