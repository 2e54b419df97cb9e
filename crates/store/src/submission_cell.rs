//! The cells of submissions, as they were last typed.

use domain::{CellKey, ReportingPeriodId, SubmissionCell, SubmissionId};

use jiff::Timestamp;

use crate::cell::{damaged, json, values};
use crate::pool::Row;
use crate::record::record;
use crate::{Error, Read, Result, Write};

/// Keeps a cell: version 1 is new, any other must be the one after that which is stored, else
/// [`Error::Stale`] with the one stored now.
pub async fn save(tx: &mut Write, cell: &SubmissionCell) -> Result<()> {
    let SubmissionCell { submission, key, entry, is_copied, saved_at, saved_by, account, version } = cell;
    let (noun, item) = (key.noun().to_owned(), key.item());
    if *version > 1 && find(tx, *submission, key).await?.is_none() {
        return Err(Error::Stale { current: 0 });
    }
    let sql = "INSERT INTO submission_cell
            (submission, noun, item, entry, is_copied, saved_at, saved_by, account, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (submission, noun, item) DO UPDATE SET
            entry = excluded.entry, is_copied = excluded.is_copied, saved_at = excluded.saved_at,
            saved_by = excluded.saved_by, account = excluded.account, version = excluded.version
        WHERE submission_cell.version = excluded.version - 1";
    let values =
        values![submission, noun, item, json(entry), is_copied, saved_at, saved_by, account, version];
    match tx.execute(sql, values).await? {
        0 => Err(Error::Stale { current: find(tx, *submission, key).await?.map_or(0, |c| c.version) }),
        _ => Ok(()),
    }
}

/// Adds cells that are known to be new, such as copies of the last period's.
pub async fn add_all(tx: &mut Write, cells: &[SubmissionCell]) -> Result<()> {
    let cell_record = |cell: &SubmissionCell| {
        record! {
            submission: cell.submission, noun: cell.key.noun().to_owned(), item: cell.key.item(),
            entry: json(&cell.entry), is_copied: cell.is_copied, saved_at: cell.saved_at,
            saved_by: &cell.saved_by, account: cell.account, version: cell.version,
        }
    };
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
