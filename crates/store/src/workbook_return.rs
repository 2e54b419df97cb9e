//! The last workbook that came back to each submission.

use domain::SubmissionId;
use domain::workbook::WorkbookReturn;

use crate::cell::{json, values};
use crate::{Read, Result, Write};

/// Keeps what became of a workbook in the place of the one before, with its marked-up copy in base64 where there is one.
pub async fn save(tx: &mut Write, returned: &WorkbookReturn, marked: Option<&str>) -> Result<()> {
    let sql = "INSERT INTO workbook_return (submission, body, marked) VALUES ($1, $2, $3)
        ON CONFLICT (submission) DO UPDATE SET body = excluded.body, marked = excluded.marked";
    let values = values![returned.submission, json(returned), marked.map(str::to_owned)];
    tx.execute(sql, values).await.map(drop)
}

/// The last workbook that came back, if one did.
pub async fn find(read: &mut Read, submission: SubmissionId) -> Result<Option<WorkbookReturn>> {
    let sql = "SELECT body FROM workbook_return WHERE submission = $1";
    read.first(sql, values![submission], |row| row.get_json("body")).await
}

/// The marked-up copy of the last workbook, in base64, if it has one.
pub async fn find_marked(read: &mut Read, submission: SubmissionId) -> Result<Option<String>> {
    let sql = "SELECT marked FROM workbook_return WHERE submission = $1";
    Ok(read.first(sql, values![submission], |row| row.find("marked")).await?.flatten())
}
