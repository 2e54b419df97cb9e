//! Snapshots: the frozen state of closed periods, only ever added.
//!
//! The text is kept as it was frozen, not read and written again: its digest must always hold.

use domain::{ReportingPeriodId, SnapshotId};
use jiff::Timestamp;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Read, Result, Write};

/// A snapshot as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frozen {
    /// Its id.
    pub id: SnapshotId,
    /// Of which period.
    pub period: ReportingPeriodId,
    /// When.
    pub taken_at: Timestamp,
    /// Its canonical JSON.
    pub json: String,
    /// SHA-256 of that.
    pub sha256: String,
}

/// Adds a snapshot.
pub async fn add(tx: &mut Write, frozen: &Frozen) -> Result<()> {
    let Frozen { id, period, taken_at, json, sha256 } = frozen;
    let record = record! { id: id, period: period, taken_at: taken_at, body: json, sha256: sha256 };
    tx.insert("snapshot", record).await
}

/// The snapshot, which must exist.
pub async fn get(read: &mut Read, id: SnapshotId) -> Result<Frozen> {
    let found = read.first("SELECT * FROM snapshot WHERE id = $1", values![id], frozen).await?;
    found.ok_or_else(|| not_found("snapshot", &id))
}

/// The snapshots of a period, the first first.
pub async fn list_of_period(read: &mut Read, period: ReportingPeriodId) -> Result<Vec<Frozen>> {
    read.list("SELECT * FROM snapshot WHERE period = $1 ORDER BY taken_at, id", values![period], frozen).await
}

fn frozen(row: &Row) -> Result<Frozen> {
    Ok(Frozen {
        id: row.get("id")?,
        period: row.get("period")?,
        taken_at: row.get("taken_at")?,
        json: row.get("body")?,
        sha256: row.get("sha256")?,
    })
}
