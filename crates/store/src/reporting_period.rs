//! Reporting periods.

use domain::{CalendarId, PeriodState, PlanId, ReportingPeriod, ReportingPeriodId};
use jiff::civil::Date;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::{Read, Result, Write};

/// Adds a period, unless its calendar has it already; tells whether it was added.
pub async fn add(tx: &mut Write, period: &ReportingPeriod) -> Result<bool> {
    let ReportingPeriod { calendar, cadence, window_to, topic, .. } = period;
    let sql = "SELECT 1 AS one FROM reporting_period
        WHERE calendar = $1 AND cadence = $2 AND window_to = $3 AND topic = $4";
    let there = tx.first(sql, values![calendar, cadence, window_to, topic], |_| Ok(())).await?;
    if there.is_some() {
        return Ok(false);
    }
    let mut record = period_record(period);
    record.extend(record! { version: period.version });
    tx.insert("reporting_period", record).await?;
    Ok(true)
}

/// Changes a period that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, period: &ReportingPeriod) -> Result<i64> {
    let version = tx.update("reporting_period", period.id.0, period.version, period_record(period)).await?;
    crate::submission::follow_period(tx, period.id).await?;
    Ok(version)
}

/// Removes a period that has not opened yet and still has the version it was read with: nothing hangs on it.
pub async fn remove_coming(tx: &mut Write, period: &ReportingPeriod) -> Result<()> {
    let sql = "DELETE FROM reporting_period WHERE id = $1 AND version = $2 AND state = 'coming'";
    match tx.execute(sql, values![period.id, period.version]).await? {
        0 => Err(not_found("reporting_period", &period.id)),
        _ => Ok(()),
    }
}

/// Takes the period's row until the end of the transaction: of two who close it, the second waits and
/// then sees what the first did.
pub async fn hold(tx: &mut Write, id: ReportingPeriodId) -> Result<ReportingPeriod> {
    tx.execute("UPDATE reporting_period SET version = version WHERE id = $1", values![id]).await?;
    get(tx, id).await
}

/// The period, if there is one.
pub async fn find(read: &mut Read, id: ReportingPeriodId) -> Result<Option<ReportingPeriod>> {
    read.first("SELECT * FROM reporting_period WHERE id = $1", values![id], period).await
}

/// The period, which must exist.
pub async fn get(read: &mut Read, id: ReportingPeriodId) -> Result<ReportingPeriod> {
    find(read, id).await?.ok_or_else(|| not_found("reporting_period", &id))
}

/// The periods of a plan, the last due first.
pub async fn list_of_plan(read: &mut Read, plan: PlanId) -> Result<Vec<ReportingPeriod>> {
    let sql = "SELECT * FROM reporting_period WHERE plan = $1 ORDER BY due_on DESC, id DESC";
    read.list(sql, values![plan], period).await
}

/// Where a page of periods begins: after the one with this due day and id.
pub type After = (Date, ReportingPeriodId);

/// The periods of a plan in a state, the last due first, behind one of them.
pub async fn list_before(
    read: &mut Read,
    plan: PlanId,
    state: PeriodState,
    after: After,
    limit: u32,
) -> Result<Vec<ReportingPeriod>> {
    let sql = "SELECT * FROM reporting_period WHERE plan = $1 AND state = $2 AND (due_on, id) < ($3, $4)
        ORDER BY due_on DESC, id DESC LIMIT $5";
    read.list(sql, values![plan, state, after.0, after.1, limit], period).await
}

/// The periods of a calendar, the last due first.
pub async fn list_of_calendar(read: &mut Read, calendar: CalendarId) -> Result<Vec<ReportingPeriod>> {
    let sql = "SELECT * FROM reporting_period WHERE calendar = $1 ORDER BY due_on DESC, id DESC";
    read.list(sql, values![calendar], period).await
}

/// The periods that are not closed yet, the first due first.
pub async fn list_unclosed(read: &mut Read) -> Result<Vec<ReportingPeriod>> {
    let sql = "SELECT * FROM reporting_period WHERE state IN ('coming', 'open') ORDER BY due_on, id";
    read.list(sql, values![], period).await
}

fn period_record(period: &ReportingPeriod) -> Record {
    let ReportingPeriod {
        id, calendar, plan, cadence, regime, topic, figures, window_from, window_to, ..
    } = period;
    let ReportingPeriod { opens_on, due_on, closes_on, state, closed_at, snapshot, .. } = period;
    record! {
        id: id, calendar: calendar, plan: plan, cadence: cadence, regime: regime, topic: topic,
        figures: figures, window_from: window_from, window_to: window_to, opens_on: opens_on,
        due_on: due_on, closes_on: closes_on, state: state, closed_at: closed_at, snapshot: snapshot,
    }
}

fn period(row: &Row) -> Result<ReportingPeriod> {
    Ok(ReportingPeriod {
        id: row.get("id")?,
        calendar: row.get("calendar")?,
        plan: row.get("plan")?,
        cadence: row.get("cadence")?,
        regime: row.get("regime")?,
        topic: row.get("topic")?,
        figures: row.get("figures")?,
        window_from: row.get("window_from")?,
        window_to: row.get("window_to")?,
        opens_on: row.get("opens_on")?,
        due_on: row.get("due_on")?,
        closes_on: row.get("closes_on")?,
        state: row.get("state")?,
        closed_at: row.find("closed_at")?,
        snapshot: row.find("snapshot")?,
        version: row.get("version")?,
    })
}
