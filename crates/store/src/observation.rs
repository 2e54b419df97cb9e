//! Observations: a ledger of cells, to which revisions are only ever added.
//!
//! A cell is an indicator of an organisation in a period at a stage. Two times are kept: the
//! period says when a figure was true, `recorded_at` when it was known.

use domain::{IndicatorId, Observation, OrganisationId, Period, PlanId, Reading, ValueStage};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::cell::{damaged, json, values};
use crate::pool::Row;
use crate::record::{Record, record};
use crate::{Error, Read, Result, Write};

/// Adds the next revision of a cell; any other number is [`Error::Stale`], with the one stored now.
pub async fn add(tx: &mut Write, observation: &Observation) -> Result<()> {
    let Observation { indicator, organisation, period, stage, .. } = *observation;
    let current = find(tx, indicator, organisation, period, stage).await?.map_or(0, |last| last.revision);
    if observation.revision != current + 1 {
        return Err(Error::Stale { current: current.into() });
    }
    tx.insert("observation", observation_record(observation)).await
}

/// Adds many revisions at once, for loading: they must be new, and in order within a cell.
pub async fn add_all(tx: &mut Write, observations: &[Observation]) -> Result<()> {
    tx.insert_all("observation", observations.iter().map(observation_record).collect()).await
}

/// The latest revision of a cell, if it has one.
pub async fn find(
    read: &mut Read,
    indicator: IndicatorId,
    organisation: OrganisationId,
    period: Period,
    stage: ValueStage,
) -> Result<Option<Observation>> {
    let sql = "SELECT * FROM observation
        WHERE indicator = $1 AND organisation = $2 AND period = $3 AND stage = $4
        ORDER BY revision DESC LIMIT 1";
    read.first(sql, values![indicator, organisation, period, stage], observation).await
}

/// Every revision of every cell of an indicator, the latest period first.
pub async fn list_history(read: &mut Read, indicator: IndicatorId) -> Result<Vec<Observation>> {
    let sql = "SELECT * FROM observation WHERE indicator = $1
        ORDER BY period_ends_on DESC, organisation, period, stage, revision DESC";
    read.list(sql, values![indicator], observation).await
}

/// The same of one organisation alone, at most `limit`: other bodies' parts of an indicator can be many.
pub async fn list_history_of_body(
    read: &mut Read,
    indicator: IndicatorId,
    organisation: OrganisationId,
    limit: u32,
) -> Result<Vec<Observation>> {
    let sql = "SELECT * FROM observation WHERE indicator = $1 AND organisation = $2
        ORDER BY period_ends_on DESC, period, stage, revision DESC LIMIT $3";
    read.list(sql, values![indicator, organisation, limit], observation).await
}

/// How many cells of each indicator an organisation has for periods that end on a day or later.
pub async fn count_from(
    read: &mut Read,
    organisation: OrganisationId,
    day: Date,
) -> Result<Vec<(IndicatorId, u32)>> {
    let sql = "SELECT indicator, COUNT(*) AS cells FROM observation
        WHERE organisation = $1 AND period_ends_on >= $2 AND revision = 1
        GROUP BY indicator ORDER BY indicator";
    read.list(sql, values![organisation, day], |row| Ok((row.get("indicator")?, row.get("cells")?))).await
}

/// The cells of an indicator as they were known at an instant, by period.
pub async fn list(read: &mut Read, indicator: IndicatorId, known_at: Timestamp) -> Result<Vec<Observation>> {
    let sql = "SELECT o.* FROM observation o
        WHERE o.indicator = $1 AND o.recorded_at <= $2 AND NOT EXISTS (
            SELECT 1 FROM observation n
            WHERE n.indicator = o.indicator AND n.organisation = o.organisation AND n.period = o.period
                AND n.stage = o.stage AND n.revision > o.revision AND n.recorded_at <= $2)
        ORDER BY o.period_ends_on, o.organisation, o.period, o.stage";
    read.list(sql, values![indicator, known_at], observation).await
}

/// The cells of all indicators of a plan as they were known at an instant, by indicator and period.
pub async fn list_of_plan(read: &mut Read, plan: PlanId, known_at: Timestamp) -> Result<Vec<Observation>> {
    let sql = "SELECT o.* FROM observation o JOIN indicator i ON i.id = o.indicator
        WHERE i.plan = $1 AND o.recorded_at <= $2 AND NOT EXISTS (
            SELECT 1 FROM observation n
            WHERE n.indicator = o.indicator AND n.organisation = o.organisation AND n.period = o.period
                AND n.stage = o.stage AND n.revision > o.revision AND n.recorded_at <= $2)
        ORDER BY i.position, o.indicator, o.period_ends_on, o.organisation, o.period, o.stage";
    read.list(sql, values![plan, known_at], observation).await
}

/// The same of one organisation alone: a body's part in a plan can be small beside all others'.
pub async fn list_of_plan_and_body(
    read: &mut Read,
    plan: PlanId,
    organisation: OrganisationId,
    known_at: Timestamp,
) -> Result<Vec<Observation>> {
    let sql = "SELECT o.* FROM observation o JOIN indicator i ON i.id = o.indicator
        WHERE i.plan = $1 AND o.organisation = $2 AND o.recorded_at <= $3 AND NOT EXISTS (
            SELECT 1 FROM observation n
            WHERE n.indicator = o.indicator AND n.organisation = o.organisation AND n.period = o.period
                AND n.stage = o.stage AND n.revision > o.revision AND n.recorded_at <= $3)
        ORDER BY i.position, o.indicator, o.period_ends_on, o.period, o.stage";
    read.list(sql, values![plan, organisation, known_at], observation).await
}

/// The cells of an indicator of one organisation as they were known at an instant, by period.
pub async fn list_of_indicator_and_body(
    read: &mut Read,
    indicator: IndicatorId,
    organisation: OrganisationId,
    known_at: Timestamp,
) -> Result<Vec<Observation>> {
    let sql = "SELECT o.* FROM observation o
        WHERE o.indicator = $1 AND o.organisation = $2 AND o.recorded_at <= $3 AND NOT EXISTS (
            SELECT 1 FROM observation n
            WHERE n.indicator = o.indicator AND n.organisation = o.organisation AND n.period = o.period
                AND n.stage = o.stage AND n.revision > o.revision AND n.recorded_at <= $3)
        ORDER BY o.period_ends_on, o.period, o.stage";
    read.list(sql, values![indicator, organisation, known_at], observation).await
}

/// The latest reported revision of each of a body's cells of a plan, by period.
pub async fn list_of_body(
    read: &mut Read,
    plan: PlanId,
    organisation: OrganisationId,
) -> Result<Vec<Observation>> {
    let sql = "SELECT o.* FROM observation o JOIN indicator i ON i.id = o.indicator
        WHERE o.organisation = $1 AND i.plan = $2 AND o.stage = 'reported' AND NOT EXISTS (
            SELECT 1 FROM observation n
            WHERE n.indicator = o.indicator AND n.organisation = o.organisation AND n.period = o.period
                AND n.stage = o.stage AND n.revision > o.revision)
        ORDER BY o.period_ends_on, o.indicator, o.period";
    read.list(sql, values![organisation, plan], observation).await
}

/// The latest revision of every cell of a plan in one period, by indicator, body and stage.
pub async fn list_of_period(read: &mut Read, plan: PlanId, period: Period) -> Result<Vec<Observation>> {
    let sql = "SELECT o.* FROM observation o JOIN indicator i ON i.id = o.indicator
        WHERE i.plan = $1 AND o.period_ends_on = $2 AND o.period = $3 AND NOT EXISTS (
            SELECT 1 FROM observation n
            WHERE n.indicator = o.indicator AND n.organisation = o.organisation AND n.period = o.period
                AND n.stage = o.stage AND n.revision > o.revision)
        ORDER BY i.position, o.indicator, o.organisation, o.stage";
    read.list(sql, values![plan, period.ends_on(), period], observation).await
}

/// The latest reported revision of a body's last cells of each indicator of a plan, at most so many of
/// one, of periods that end before a day; by period.
pub async fn list_recent_of_body(
    read: &mut Read,
    plan: PlanId,
    organisation: OrganisationId,
    before: Date,
    cells: u32,
) -> Result<Vec<Observation>> {
    let sql = "SELECT * FROM (
            SELECT o.*, ROW_NUMBER() OVER (
                PARTITION BY o.indicator ORDER BY o.period_ends_on DESC, o.period DESC) AS age
            FROM observation o JOIN indicator i ON i.id = o.indicator
            WHERE o.organisation = $1 AND o.period_ends_on < $2 AND i.plan = $3 AND o.stage = 'reported'
                AND NOT EXISTS (
                    SELECT 1 FROM observation n
                    WHERE n.indicator = o.indicator AND n.organisation = o.organisation
                        AND n.period = o.period AND n.stage = o.stage AND n.revision > o.revision)
        ) AS aged WHERE age <= $4 ORDER BY period_ends_on, indicator, period";
    read.list(sql, values![organisation, before, plan, cells], observation).await
}

fn observation_record(observation: &Observation) -> Record {
    let Observation { indicator, organisation, period, stage, revision, reading, .. } = observation;
    let (value, numerator, denominator, reached, absence) = match reading {
        Reading::Value(value) => (Some(*value), None, None, None, None),
        Reading::Ratio { numerator, denominator } => (None, Some(*numerator), Some(*denominator), None, None),
        Reading::Reached(reached) => (None, None, None, Some(*reached), None),
        Reading::Absent(absence) => (None, None, None, None, Some(json(absence))),
    };
    record! {
        indicator: indicator, organisation: organisation, period: period, stage: stage, revision: revision,
        period_ends_on: period.ends_on(), value: value, numerator: numerator, denominator: denominator,
        reached: reached, absence: absence, maturity: observation.maturity, note: &observation.note,
        recorded_at: observation.recorded_at, recorded_by: &observation.recorded_by,
    }
}

fn observation(row: &Row) -> Result<Observation> {
    Ok(Observation {
        indicator: row.get("indicator")?,
        organisation: row.get("organisation")?,
        period: row.get("period")?,
        stage: row.get("stage")?,
        revision: row.get("revision")?,
        reading: reading(row)?,
        maturity: row.get("maturity")?,
        note: row.get("note")?,
        recorded_at: row.get("recorded_at")?,
        recorded_by: row.get("recorded_by")?,
    })
}

/// Exactly one of the four is there; the table checks it.
fn reading(row: &Row) -> Result<Reading> {
    if let Some(value) = row.find("value")? {
        return Ok(Reading::Value(value));
    }
    if let Some(numerator) = row.find("numerator")? {
        return Reading::ratio(numerator, row.get("denominator")?).map_err(|_| damaged("denominator"));
    }
    if let Some(reached) = row.find("reached")? {
        return Ok(Reading::Reached(reached));
    }
    row.get_json("absence").map(Reading::Absent)
}
