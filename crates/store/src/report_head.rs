//! What the office adds to the report of a period: kept as the JSON that `work` reads and writes.

use domain::ReportingPeriodId;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Error, Read, Result, Write};

/// The head of a period's report as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptHead {
    /// Of which period.
    pub period: ReportingPeriodId,
    /// Its JSON.
    pub json: String,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

/// The head of a period's report, if the office has written one.
pub async fn find(read: &mut Read, period: ReportingPeriodId) -> Result<Option<KeptHead>> {
    read.first("SELECT * FROM report_head WHERE period = $1", values![period], kept).await
}

/// Adds the first head of a period's report.
pub async fn add(tx: &mut Write, head: &KeptHead) -> Result<()> {
    let KeptHead { period, json, version } = head;
    tx.insert("report_head", record! { period: period, body: json, version: version }).await
}

/// Changes a head that still has its version, and gives the next one.
pub async fn update(tx: &mut Write, head: &KeptHead) -> Result<i64> {
    let sql = "UPDATE report_head SET body = $1, version = version + 1 WHERE period = $2 AND version = $3";
    if tx.execute(sql, values![head.json, head.period, head.version]).await? > 0 {
        return Ok(head.version + 1);
    }
    let known = find(tx, head.period).await?.ok_or_else(|| not_found("report_head", &head.period))?;
    Err(Error::Stale { current: known.version })
}

fn kept(row: &Row) -> Result<KeptHead> {
    Ok(KeptHead { period: row.get("period")?, json: row.get("body")?, version: row.get("version")? })
}
