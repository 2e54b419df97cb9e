//! What the verifying body found of approved figures, only ever added.

use domain::{FigureCheck, ReportingPeriodId, SubmissionId};

use crate::cell::values;
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// Adds a finding of a figure; the last one of a revision counts.
pub async fn add(tx: &mut Write, check: &FigureCheck) -> Result<()> {
    let FigureCheck { submission, indicator, revision, outcome, note, at, by } = check;
    let record = record! {
        submission: submission, indicator: indicator, revision: revision, outcome: outcome, note: note,
        at_ms: at, by_whom: by,
    };
    tx.insert("figure_check", record).await
}

/// Every finding of a submission's figures, the first first.
pub async fn list(read: &mut Read, submission: SubmissionId) -> Result<Vec<FigureCheck>> {
    let sql = "SELECT * FROM figure_check WHERE submission = $1 ORDER BY at_ms, indicator";
    read.list(sql, values![submission], check).await
}

/// Every finding of the figures of a period, the first first.
pub async fn list_of_period(read: &mut Read, period: ReportingPeriodId) -> Result<Vec<FigureCheck>> {
    let sql = "SELECT c.* FROM figure_check c JOIN submission s ON s.id = c.submission
        WHERE s.period = $1 ORDER BY c.at_ms, c.submission, c.indicator";
    read.list(sql, values![period], check).await
}

fn check(row: &Row) -> Result<FigureCheck> {
    Ok(FigureCheck {
        submission: row.get("submission")?,
        indicator: row.get("indicator")?,
        revision: row.get("revision")?,
        outcome: row.get("outcome")?,
        note: row.get("note")?,
        at: row.get("at_ms")?,
        by: row.get("by_whom")?,
    })
}
