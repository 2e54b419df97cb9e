//! Evidence: what files and links were given for which cell.

use domain::{Evidence, EvidenceId, EvidenceKind, ReportingPeriodId, SubmissionId};
use jiff::Timestamp;

use crate::cell::{damaged, values};
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::submission_cell::key;
use crate::{Read, Result, Write};

/// Adds a piece of evidence.
pub async fn add(tx: &mut Write, evidence: &Evidence) -> Result<()> {
    let (media_type, sha256, bytes, url) = match &evidence.kind {
        EvidenceKind::File { media_type, sha256, bytes } => {
            (Some(media_type.clone()), Some(sha256.clone()), i64::try_from(*bytes).ok(), None)
        }
        EvidenceKind::Link { url } => (None, None, None, Some(url.clone())),
    };
    let Evidence { id, submission, name, added_at, added_by, removed_at, .. } = evidence;
    let record = record! {
        id: id, submission: submission, noun: evidence.key.noun().to_owned(), item: evidence.key.item(),
        name: name, media_type: media_type, sha256: sha256, size_bytes: bytes, url: url,
        added_at: added_at, added_by: added_by, removed_at: removed_at,
    };
    tx.insert("evidence", record).await
}

/// Takes a piece of evidence back; the row stays.
pub async fn remove(tx: &mut Write, id: EvidenceId, at: Timestamp) -> Result<()> {
    let sql = "UPDATE evidence SET removed_at = $1 WHERE id = $2 AND removed_at IS NULL";
    match tx.execute(sql, values![at, id]).await? {
        0 => Err(not_found("evidence", &id)),
        _ => Ok(()),
    }
}

/// The piece of evidence, if there is one.
pub async fn find(read: &mut Read, id: EvidenceId) -> Result<Option<Evidence>> {
    read.first("SELECT * FROM evidence WHERE id = $1", values![id], evidence).await
}

/// The evidence of a submission, in the order in which it was given, with what was taken back.
pub async fn list(read: &mut Read, submission: SubmissionId) -> Result<Vec<Evidence>> {
    let sql = "SELECT * FROM evidence WHERE submission = $1 ORDER BY added_at, id";
    read.list(sql, values![submission], evidence).await
}

/// The evidence of every submission of a period that was not taken back.
pub async fn list_of_period(read: &mut Read, period: ReportingPeriodId) -> Result<Vec<Evidence>> {
    let sql = "SELECT e.* FROM evidence e JOIN submission s ON s.id = e.submission
        WHERE s.period = $1 AND e.removed_at IS NULL ORDER BY e.submission, e.noun, e.item, e.added_at, e.id";
    read.list(sql, values![period], evidence).await
}

fn evidence(row: &Row) -> Result<Evidence> {
    Ok(Evidence {
        id: row.get("id")?,
        submission: row.get("submission")?,
        key: key(row)?,
        name: row.get("name")?,
        kind: kind(row)?,
        added_at: row.get("added_at")?,
        added_by: row.get("added_by")?,
        removed_at: row.find("removed_at")?,
    })
}

/// A link or a file; the table checks that it is one of them.
fn kind(row: &Row) -> Result<EvidenceKind> {
    if let Some(url) = row.find("url")? {
        return Ok(EvidenceKind::Link { url });
    }
    let bytes: i64 = row.get("size_bytes")?;
    let bytes = u64::try_from(bytes).map_err(|_| damaged("size_bytes"))?;
    Ok(EvidenceKind::File { media_type: row.get("media_type")?, sha256: row.get("sha256")?, bytes })
}
