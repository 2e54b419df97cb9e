//! Submissions: what a body reports in a period, and how far it has come.

use domain::{OrganisationId, PlanId, ReportingPeriodId, Submission, SubmissionId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::{Read, Result, Write};

/// Adds the submissions of a period when it opens.
pub async fn add_all(tx: &mut Write, submissions: &[Submission]) -> Result<()> {
    let with_version = |submission: &Submission| {
        let mut record = submission_record(submission);
        record.extend(record! { version: submission.version, is_open: false, due_on: "" });
        record
    };
    tx.insert_all("submission", submissions.iter().map(with_version).collect()).await?;
    let mut periods: Vec<_> = submissions.iter().map(|submission| submission.period).collect();
    periods.dedup();
    for period in periods {
        follow_period(tx, period).await?;
    }
    Ok(())
}

/// Notes with a period's submissions whether it is open and when it is due, as it stands now: lists of
/// submissions are read in the order of an index.
pub(crate) async fn follow_period(tx: &mut Write, period: ReportingPeriodId) -> Result<()> {
    let sql = "UPDATE submission SET
            is_open = (SELECT p.state = 'open' FROM reporting_period p WHERE p.id = submission.period),
            due_on = (SELECT p.due_on FROM reporting_period p WHERE p.id = submission.period)
        WHERE period = $1";
    tx.execute(sql, values![period]).await.map(drop)
}

/// Changes a submission that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, submission: &Submission) -> Result<i64> {
    tx.update("submission", submission.id.0, submission.version, submission_record(submission)).await
}

/// Takes the submission's row until the end of the transaction: what is saved and what is submitted at
/// the same time follow each other.
pub async fn hold(tx: &mut Write, id: SubmissionId) -> Result<Submission> {
    tx.execute("UPDATE submission SET version = version WHERE id = $1", values![id]).await?;
    get(tx, id).await
}

/// Notes how many cells are filled; this is no change of the form as a whole.
pub async fn count_filled(tx: &mut Write, id: SubmissionId, filled: u32) -> Result<()> {
    tx.execute("UPDATE submission SET filled = $1 WHERE id = $2", values![filled, id]).await?;
    Ok(())
}

/// The submission, if there is one.
pub async fn find(read: &mut Read, id: SubmissionId) -> Result<Option<Submission>> {
    read.first("SELECT * FROM submission WHERE id = $1", values![id], submission).await
}

/// The submission, which must exist.
pub async fn get(read: &mut Read, id: SubmissionId) -> Result<Submission> {
    find(read, id).await?.ok_or_else(|| not_found("submission", &id))
}

/// What a body reports in a period, if it is to report.
pub async fn find_of_body(
    read: &mut Read,
    period: ReportingPeriodId,
    organisation: OrganisationId,
) -> Result<Option<Submission>> {
    let sql = "SELECT * FROM submission WHERE period = $1 AND organisation = $2";
    read.first(sql, values![period, organisation], submission).await
}

/// The submissions of a period.
pub async fn list_of_period(read: &mut Read, period: ReportingPeriodId) -> Result<Vec<Submission>> {
    read.list("SELECT * FROM submission WHERE period = $1 ORDER BY id", values![period], submission).await
}

/// The submissions of a period, each with its body and that body's name.
pub async fn list_bodies_of_period(
    read: &mut Read,
    period: ReportingPeriodId,
) -> Result<Vec<(SubmissionId, OrganisationId, String)>> {
    let sql = "SELECT s.id, s.organisation, o.name
        FROM submission s JOIN organisation o ON o.id = s.organisation WHERE s.period = $1 ORDER BY s.id";
    read.list(sql, values![period], |row| Ok((row.get("id")?, row.get("organisation")?, row.get("name")?)))
        .await
}

/// The submissions of a body, those of the latest period first.
pub async fn list_of_body(read: &mut Read, organisation: OrganisationId) -> Result<Vec<Submission>> {
    let sql = "SELECT * FROM submission WHERE organisation = $1 ORDER BY due_on DESC, id DESC";
    read.list(sql, values![organisation], submission).await
}

/// The submissions of a body whose period is open, the first due first.
pub async fn list_open_of_body(read: &mut Read, organisation: OrganisationId) -> Result<Vec<Submission>> {
    let sql = "SELECT * FROM submission WHERE organisation = $1 AND is_open = TRUE ORDER BY due_on, id";
    read.list(sql, values![organisation], submission).await
}

/// The submissions of a body whose period is closed, the latest due first; at most `limit`, after one
/// that was due on a day.
pub async fn list_closed_of_body(
    read: &mut Read,
    organisation: OrganisationId,
    after: Option<(Date, SubmissionId)>,
    limit: u32,
) -> Result<Vec<Submission>> {
    let sql = "SELECT * FROM submission
        WHERE organisation = $1 AND is_open = FALSE AND (due_on, id) < ($2, $3)
        ORDER BY due_on DESC, id DESC LIMIT $4";
    let (due_on, id) = after.unwrap_or((Date::MAX, uuid::Uuid::max().into()));
    read.list(sql, values![organisation, due_on, id, limit], submission).await
}

/// The last day that approved figures of each body of a plan reach to, in any of its periods.
pub async fn list_reached(read: &mut Read, plan: PlanId) -> Result<Vec<(OrganisationId, Date)>> {
    let sql = "SELECT s.organisation, MAX(p.window_to) AS reached FROM submission s
        JOIN reporting_period p ON p.id = s.period
        WHERE s.plan = $1 AND s.first_approved_on IS NOT NULL
        GROUP BY s.organisation ORDER BY s.organisation";
    read.list(sql, values![plan], |row| Ok((row.get("organisation")?, row.get("reached")?))).await
}

/// The submissions of every period that is open.
pub async fn list_open(read: &mut Read) -> Result<Vec<Submission>> {
    let sql = "SELECT * FROM submission WHERE is_open = TRUE ORDER BY due_on, id";
    read.list(sql, values![], submission).await
}

/// At most `limit` submissions of open periods, those first that have been in their state the longest, after
/// a place in that order.
pub async fn list_open_after(
    read: &mut Read,
    after: Option<(Timestamp, SubmissionId)>,
    limit: u32,
) -> Result<Vec<Submission>> {
    let sql = "SELECT * FROM submission WHERE is_open = TRUE AND (since_at, id) > ($1, $2)
        ORDER BY since_at, id LIMIT $3";
    let (since, id) = after.unwrap_or((Timestamp::MIN, uuid::Uuid::nil().into()));
    read.list(sql, values![since, id, limit], submission).await
}

fn submission_record(submission: &Submission) -> Record {
    let Submission { id, period, plan, organisation, state, revision, reason, since, .. } = submission;
    let Submission { first_submitted_on, first_approved_on, required, filled, .. } = submission;
    record! {
        id: id, period: period, plan: plan, organisation: organisation, state: state, revision: revision,
        reason: reason, since_at: since, first_submitted_on: first_submitted_on,
        first_approved_on: first_approved_on, required: required, filled: filled,
    }
}

fn submission(row: &Row) -> Result<Submission> {
    Ok(Submission {
        id: row.get("id")?,
        period: row.get("period")?,
        plan: row.get("plan")?,
        organisation: row.get("organisation")?,
        state: row.get("state")?,
        revision: row.get("revision")?,
        reason: row.get("reason")?,
        since: row.get("since_at")?,
        first_submitted_on: row.find("first_submitted_on")?,
        first_approved_on: row.find("first_approved_on")?,
        required: row.get("required")?,
        filled: row.get("filled")?,
        version: row.get("version")?,
    })
}
