//! Which versions of cells came from which workbook.

use domain::SubmissionId;
use domain::workbook::WorkbookCell;
use uuid::Uuid;

use crate::cell::values;
use crate::submission_cell::key;
use crate::{Read, Result, Write};

/// Keeps that a cell's version came from a workbook; an earlier version from the same one is forgotten.
pub async fn save(tx: &mut Write, cell: &WorkbookCell) -> Result<()> {
    let sql =
        "INSERT INTO workbook_cell (submission, noun, item, serial, version) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (submission, noun, item, serial) DO UPDATE SET version = excluded.version";
    let WorkbookCell { submission, key, serial, version } = cell;
    tx.execute(sql, values![submission, key.noun().to_owned(), key.item(), serial, version]).await.map(drop)
}

/// The cells of a submission that came from a workbook.
pub async fn list(read: &mut Read, submission: SubmissionId, serial: Uuid) -> Result<Vec<WorkbookCell>> {
    let sql = "SELECT * FROM workbook_cell WHERE submission = $1 AND serial = $2 ORDER BY noun, item";
    read.list(sql, values![submission, serial], |row| {
        Ok(WorkbookCell { submission, key: key(row)?, serial, version: row.get("version")? })
    })
    .await
}
