//! What was entered in the centre's own system, section by section: only ever added.

use domain::ReportingPeriodId;
use jiff::Timestamp;
use uuid::Uuid;

use crate::cell::values;
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// One section that was entered in the centre's system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentralUpdate {
    /// Its id.
    pub id: Uuid,
    /// Of which period.
    pub period: ReportingPeriodId,
    /// Which section, by its key.
    pub section: String,
    /// SHA-256 of what was sent.
    pub sha256: String,
    /// When.
    pub sent_at: Timestamp,
    /// By whom, by the name shown.
    pub sent_by: String,
    /// A remark, such as the number that the centre gave.
    pub note: String,
}

/// Adds what was sent.
pub async fn add(tx: &mut Write, update: &CentralUpdate) -> Result<()> {
    let CentralUpdate { id, period, section, sha256, sent_at, sent_by, note } = update;
    let record = record! {
        id: id, period: period, section: section, sha256: sha256, sent_at: sent_at, sent_by: sent_by, note: note,
    };
    tx.insert("central_update", record).await
}

/// What was sent of a period, the first first.
pub async fn list_of_period(read: &mut Read, period: ReportingPeriodId) -> Result<Vec<CentralUpdate>> {
    let sql = "SELECT * FROM central_update WHERE period = $1 ORDER BY sent_at, id";
    read.list(sql, values![period], update).await
}

fn update(row: &Row) -> Result<CentralUpdate> {
    Ok(CentralUpdate {
        id: row.get("id")?,
        period: row.get("period")?,
        section: row.get("section")?,
        sha256: row.get("sha256")?,
        sent_at: row.get("sent_at")?,
        sent_by: row.get("sent_by")?,
        note: row.get("note")?,
    })
}
