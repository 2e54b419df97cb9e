//! The threads of submissions: messages, only ever added.

use domain::{CellKey, SubmissionId, SubmissionMessage};

use crate::cell::values;
use crate::pool::Row;
use crate::record::record;
use crate::submission_cell::key;
use crate::{Read, Result, Write};

/// Adds a message at the end of its thread, and gives its number; the one that it came with is not looked at.
///
/// Whoever adds holds the submission's row, so that no two messages get the same number.
pub async fn add(tx: &mut Write, message: &SubmissionMessage) -> Result<u32> {
    let sql = "SELECT COUNT(*) AS number FROM submission_message WHERE submission = $1";
    let before: u32 =
        tx.first(sql, values![message.submission], |row| row.get("number")).await?.unwrap_or_default();
    let SubmissionMessage { submission, kind, about, text, at, by, .. } = message;
    let number = before + 1;
    let record = record! {
        submission: submission, number: number, kind: kind,
        noun: about.as_ref().map(|key| key.noun().to_owned()), item: about.as_ref().map(CellKey::item),
        text: text, at_ms: at, by_whom: by,
    };
    tx.insert("submission_message", record).await?;
    Ok(number)
}

/// The messages of a submission, the first first.
pub async fn list(read: &mut Read, submission: SubmissionId) -> Result<Vec<SubmissionMessage>> {
    let sql = "SELECT * FROM submission_message WHERE submission = $1 ORDER BY number";
    read.list(sql, values![submission], message).await
}

fn message(row: &Row) -> Result<SubmissionMessage> {
    let is_about_one = row.find::<String>("noun")?.is_some();
    Ok(SubmissionMessage {
        submission: row.get("submission")?,
        number: row.get("number")?,
        kind: row.get("kind")?,
        about: if is_about_one { Some(key(row)?) } else { None },
        text: row.get("text")?,
        at: row.get("at_ms")?,
        by: row.get("by_whom")?,
    })
}
