//! What was approved: revisions of submissions, only ever added.

use domain::{OrganisationId, ReportingPeriod, ReportingPeriodId, SubmissionId, SubmissionRevision};

use crate::cell::{json, values};
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// Adds a revision.
pub async fn add(tx: &mut Write, revision: &SubmissionRevision) -> Result<()> {
    let SubmissionRevision { submission, revision, cells, reason, approved_at, approved_by, sha256 } =
        revision;
    let record = record! {
        submission: submission, revision: revision, cells: json(cells), reason: reason,
        approved_at: approved_at, approved_by: approved_by, sha256: sha256,
    };
    tx.insert("submission_revision", record).await
}

/// The revisions of a submission, the first first.
pub async fn list(read: &mut Read, submission: SubmissionId) -> Result<Vec<SubmissionRevision>> {
    let sql = "SELECT * FROM submission_revision WHERE submission = $1 ORDER BY revision";
    read.list(sql, values![submission], revision).await
}

/// The last revision of a submission, if it was ever approved.
pub async fn find_last(read: &mut Read, submission: SubmissionId) -> Result<Option<SubmissionRevision>> {
    let sql = "SELECT * FROM submission_revision WHERE submission = $1 ORDER BY revision DESC LIMIT 1";
    read.first(sql, values![submission], revision).await
}

/// The last revision of each submission of a period.
pub async fn list_last_of_period(
    read: &mut Read,
    period: ReportingPeriodId,
) -> Result<Vec<SubmissionRevision>> {
    let sql = "SELECT r.* FROM submission_revision r JOIN submission s ON s.id = r.submission
        WHERE s.period = $1 AND NOT EXISTS (
            SELECT 1 FROM submission_revision n WHERE n.submission = r.submission AND n.revision > r.revision)
        ORDER BY r.submission";
    read.list(sql, values![period], revision).await
}

/// What a body approved last for an earlier period of the same calendar and cadence.
pub async fn find_before(
    read: &mut Read,
    organisation: OrganisationId,
    period: &ReportingPeriod,
) -> Result<Option<SubmissionRevision>> {
    // Crossed in the order in which they are to be read: the periods before, the latest first.
    let sql = "SELECT r.* FROM reporting_period p CROSS JOIN submission s CROSS JOIN submission_revision r
        WHERE s.period = p.id AND s.organisation = $1 AND r.submission = s.id
            AND p.calendar = $2 AND p.cadence = $3 AND p.window_to < $4
        ORDER BY p.window_to DESC, r.revision DESC LIMIT 1";
    let values = values![organisation, period.calendar, period.cadence, period.window_to];
    read.first(sql, values, revision).await
}

fn revision(row: &Row) -> Result<SubmissionRevision> {
    Ok(SubmissionRevision {
        submission: row.get("submission")?,
        revision: row.get("revision")?,
        cells: row.get_json("cells")?,
        reason: row.get("reason")?,
        approved_at: row.get("approved_at")?,
        approved_by: row.get("approved_by")?,
        sha256: row.get("sha256")?,
    })
}
