//! The approved figures that wait for the verifying body.

use domain::{FieldId, IndicatorId, OrganisationId, PlanId, ReportingPeriodId, SubmissionId};
use jiff::Timestamp;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Record, record};
use crate::{Read, Result, Write};

/// A figure that waits, with what decides who may verify it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// In whose report.
    pub submission: SubmissionId,
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// Since when.
    pub since: Timestamp,
    /// Whose figure.
    pub organisation: OrganisationId,
    /// The plan.
    pub plan: PlanId,
    /// The indicator's field.
    pub field: Option<FieldId>,
}

/// Where a page of the list ends, and the next begins.
pub type Place = (Timestamp, SubmissionId, IndicatorId);

/// Says which figures of a submission wait, each since when; those that waited before do so no longer.
pub async fn set_all(
    tx: &mut Write,
    submission: SubmissionId,
    figures: &[(IndicatorId, Timestamp)],
) -> Result<()> {
    tx.execute("DELETE FROM waiting_figure WHERE submission = $1", values![submission]).await?;
    let waiting_record = |(indicator, since): &(IndicatorId, Timestamp)| -> Record {
        record! { submission: submission, indicator: indicator, since_at: since }
    };
    tx.insert_all("waiting_figure", figures.iter().map(waiting_record).collect()).await
}

/// Lets a figure wait no longer.
pub async fn remove(tx: &mut Write, submission: SubmissionId, indicator: IndicatorId) -> Result<()> {
    let sql = "DELETE FROM waiting_figure WHERE submission = $1 AND indicator = $2";
    tx.execute(sql, values![submission, indicator]).await?;
    Ok(())
}

/// The figures of a submission that wait, each since when.
pub async fn list_of_submission(
    read: &mut Read,
    submission: SubmissionId,
) -> Result<Vec<(IndicatorId, Timestamp)>> {
    let sql = "SELECT indicator, since_at FROM waiting_figure WHERE submission = $1 ORDER BY indicator";
    read.list(sql, values![submission], |row| Ok((row.get("indicator")?, row.get("since_at")?))).await
}

/// At most `limit` figures that wait, the longest first, after a place.
pub async fn list_after(read: &mut Read, after: Option<Place>, limit: u32) -> Result<Vec<Waiting>> {
    let sql = "SELECT w.submission, w.indicator, w.since_at, s.organisation, s.plan, i.field
        FROM waiting_figure w JOIN submission s ON s.id = w.submission JOIN indicator i ON i.id = w.indicator
        WHERE (w.since_at, w.submission, w.indicator) > ($1, $2, $3)
        ORDER BY w.since_at, w.submission, w.indicator LIMIT $4";
    let nil = uuid::Uuid::nil();
    let (since, submission, indicator) = after.unwrap_or((Timestamp::MIN, nil.into(), nil.into()));
    read.list(sql, values![since, submission, indicator, limit], waiting).await
}

/// The figures of a period that wait, the longest first.
pub async fn list_of_period(read: &mut Read, period: ReportingPeriodId) -> Result<Vec<Waiting>> {
    let sql = "SELECT w.submission, w.indicator, w.since_at, s.organisation, s.plan, i.field
        FROM waiting_figure w JOIN submission s ON s.id = w.submission JOIN indicator i ON i.id = w.indicator
        WHERE s.period = $1 ORDER BY w.since_at, w.submission, w.indicator";
    read.list(sql, values![period], waiting).await
}

/// How many figures of a submission wait.
pub async fn count(read: &mut Read, submission: SubmissionId) -> Result<u32> {
    let sql = "SELECT COUNT(*) AS number FROM waiting_figure WHERE submission = $1";
    Ok(read.first(sql, values![submission], |row| row.get("number")).await?.unwrap_or_default())
}

fn waiting(row: &Row) -> Result<Waiting> {
    Ok(Waiting {
        submission: row.get("submission")?,
        indicator: row.get("indicator")?,
        since: row.get("since_at")?,
        organisation: row.get("organisation")?,
        plan: row.get("plan")?,
        field: row.find("field")?,
    })
}
