//! The cells of submissions, as they were last typed.

use domain::{CellKey, ReportingPeriodId, SubmissionCell, SubmissionId};

use jiff::Timestamp;

use crate::cell::{damaged, json, values};
use crate::pool::Row;
use crate::record::{Record, record};
use crate::{Error, Read, Result, Write};

/// What becomes of a cell that is there already: only the version after the stored one takes its place.
const NEXT: &str = "ON CONFLICT (submission, noun, item) DO UPDATE SET
        entry = excluded.entry, is_copied = excluded.is_copied, saved_at = excluded.saved_at,
        saved_by = excluded.saved_by, account = excluded.account, version = excluded.version
    WHERE submission_cell.version = excluded.version - 1";

/// Keeps a cell: version 1 is new, any other must be the one after that which is stored, else
/// [`Error::Stale`] with the one stored now.
pub async fn save(tx: &mut Write, cell: &SubmissionCell) -> Result<()> {
    if cell.version > 1 && find(tx, cell.submission, &cell.key).await?.is_none() {
        return Err(Error::Stale { current: 0 });
    }
    save_all(tx, std::slice::from_ref(cell)).await
}

/// Keeps changed cells at once; whoever does holds the submission's row, and has seen the versions before.
pub async fn save_all(tx: &mut Write, cells: &[SubmissionCell]) -> Result<()> {
    let written = tx.insert_or("submission_cell", cells.iter().map(cell_record).collect(), NEXT).await?;
    if usize::try_from(written) == Ok(cells.len()) {
        return Ok(());
    }
    for cell in cells {
        let stored = find(tx, cell.submission, &cell.key).await?;
        if stored.as_ref() != Some(cell) {
            return Err(Error::Stale { current: stored.map_or(0, |stored| stored.version) });
        }
    }
    Err(Error::Stale { current: 0 })
}

/// Adds cells that are known to be new.
pub async fn add_all(tx: &mut Write, cells: &[SubmissionCell]) -> Result<()> {
    tx.insert_all("submission_cell", cells.iter().map(cell_record).collect()).await
}

/// A cell, if it was ever typed into.
pub async fn find(
    read: &mut Read,
    submission: SubmissionId,
    key: &CellKey,
) -> Result<Option<SubmissionCell>> {
    let sql = "SELECT * FROM submission_cell WHERE submission = $1 AND noun = $2 AND item = $3";
    read.first(sql, values![submission, key.noun().to_owned(), key.item()], cell).await
}

/// Every cell of a submission that was ever typed into.
pub async fn list(read: &mut Read, submission: SubmissionId) -> Result<Vec<SubmissionCell>> {
    let sql = "SELECT * FROM submission_cell WHERE submission = $1 ORDER BY noun, item";
    read.list(sql, values![submission], cell).await
}

/// Every cell of every submission of a period.
pub async fn list_of_period(read: &mut Read, period: ReportingPeriodId) -> Result<Vec<SubmissionCell>> {
    let sql = "SELECT c.* FROM submission_cell c JOIN submission s ON s.id = c.submission
        WHERE s.period = $1 ORDER BY c.submission, c.noun, c.item";
    read.list(sql, values![period], cell).await
}

/// How much of a submission was typed, and when last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Activity {
    /// The submission.
    pub submission: SubmissionId,
    /// When one of its cells was last saved.
    pub saved_at: Timestamp,
    /// How many cells were taken over from the period before.
    pub copied: i64,
}

/// What was typed in the submissions of a period, for those where anything was.
pub async fn list_activity(read: &mut Read, period: ReportingPeriodId) -> Result<Vec<Activity>> {
    let sql =
        "SELECT c.submission, MAX(c.saved_at) AS saved_at, COUNT(CASE WHEN c.is_copied THEN 1 END) AS copied
        FROM submission_cell c JOIN submission s ON s.id = c.submission
        WHERE s.period = $1 GROUP BY c.submission ORDER BY c.submission";
    read.list(sql, values![period], |row| {
        Ok(Activity {
            submission: row.get("submission")?,
            saved_at: row.get("saved_at")?,
            copied: row.get("copied")?,
        })
    })
    .await
}

fn cell_record(cell: &SubmissionCell) -> Record {
    let SubmissionCell { submission, key, entry, is_copied, saved_at, saved_by, account, version } = cell;
    record! {
        submission: submission, noun: key.noun().to_owned(), item: key.item(), entry: json(entry),
        is_copied: is_copied, saved_at: saved_at, saved_by: saved_by, account: account, version: version,
    }
}

fn cell(row: &Row) -> Result<SubmissionCell> {
    Ok(SubmissionCell {
        submission: row.get("submission")?,
        key: key(row)?,
        entry: row.get_json("entry")?,
        is_copied: row.get("is_copied")?,
        saved_at: row.get("saved_at")?,
        saved_by: row.get("saved_by")?,
        account: row.find("account")?,
        version: row.get("version")?,
    })
}

/// The key that the columns `noun` and `item` name.
pub(crate) fn key(row: &Row) -> Result<CellKey> {
    let (noun, item): (String, String) = (row.get("noun")?, row.get("item")?);
    CellKey::parse(&noun, &item).ok_or_else(|| damaged("item"))
}
