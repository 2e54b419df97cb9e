//! Indicators, each with who answers for it.

use domain::{Indicator, IndicatorId, OrganisationId, PlanId, Role};

use crate::cell::{json, values};
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::responsibility::{self, Item};
use crate::search::folded;
use crate::{Read, Result, Write};

/// Adds indicators.
pub async fn add_all(tx: &mut Write, indicators: &[Indicator]) -> Result<()> {
    let records = indicators.iter().map(|indicator| {
        let mut record = indicator_record(indicator);
        record.extend(record! { version: indicator.version });
        record
    });
    tx.insert_all("indicator", records.collect()).await?;
    let parts = indicators.iter().map(|i| (Item::Indicator(i.id), i.responsibilities.as_slice()));
    responsibility::add_all(tx, parts).await
}

/// Changes an indicator that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, indicator: &Indicator) -> Result<i64> {
    let Indicator { id, version, .. } = *indicator;
    let next = tx.update("indicator", id.0, version, indicator_record(indicator)).await?;
    responsibility::replace(tx, Item::Indicator(id), &indicator.responsibilities).await?;
    Ok(next)
}

/// The indicator, if there is one.
pub async fn find(read: &mut Read, id: IndicatorId) -> Result<Option<Indicator>> {
    let found = read.list("SELECT * FROM indicator WHERE id = $1", values![id], indicator).await?;
    Ok(complete(read, found).await?.pop())
}

/// The indicator, which must exist.
pub async fn get(read: &mut Read, id: IndicatorId) -> Result<Indicator> {
    find(read, id).await?.ok_or_else(|| not_found("indicator", &id))
}

/// The same without who answers for it.
pub async fn get_unassigned(read: &mut Read, id: IndicatorId) -> Result<Indicator> {
    let found = read.first("SELECT * FROM indicator WHERE id = $1", values![id], indicator).await?;
    found.ok_or_else(|| not_found("indicator", &id))
}

/// The indicators of a plan, in its order.
pub async fn list(read: &mut Read, plan: PlanId) -> Result<Vec<Indicator>> {
    let found = list_unassigned(read, plan).await?;
    complete(read, found).await
}

/// The same without who answers for them, which is most of what is kept of a plan that a whole province carries out.
pub async fn list_unassigned(read: &mut Read, plan: PlanId) -> Result<Vec<Indicator>> {
    let sql = "SELECT * FROM indicator WHERE plan = $1 ORDER BY position, id";
    read.list(sql, values![plan], indicator).await
}

/// Who leads each indicator of a plan or carries it out, without the plan's words.
pub async fn list_answering(
    read: &mut Read,
    plan: PlanId,
) -> Result<Vec<(IndicatorId, Role, OrganisationId)>> {
    let sql = "SELECT r.indicator, r.role, r.organisation FROM responsibility r
        JOIN indicator i ON i.id = r.indicator
        WHERE i.plan = $1 AND r.organisation IS NOT NULL AND r.role IN ('lead', 'implementer')";
    let answer = |row: &Row| Ok((row.get("indicator")?, row.get("role")?, row.get("organisation")?));
    read.list(sql, values![plan], answer).await
}

/// The indicators of a plan that a body leads or carries out, in its order; of who answers for them, that body alone.
pub async fn list_of_body(
    read: &mut Read,
    plan: PlanId,
    organisation: OrganisationId,
) -> Result<Vec<Indicator>> {
    let sql = "SELECT * FROM indicator WHERE plan = $1 AND id IN (
            SELECT indicator FROM responsibility
            WHERE organisation = $2 AND role IN ('lead', 'implementer') AND indicator IS NOT NULL)
        ORDER BY position, id";
    let mut found = read.list(sql, values![plan, organisation], indicator).await?;
    let mut parts = responsibility::indicators_of_body(read, organisation).await?;
    for indicator in &mut found {
        indicator.responsibilities = parts.remove(&indicator.id.0).unwrap_or_default();
    }
    Ok(found)
}

/// Adds to indicators who answers for them.
async fn complete(read: &mut Read, mut found: Vec<Indicator>) -> Result<Vec<Indicator>> {
    let ids: Vec<_> = found.iter().map(|indicator| indicator.id.0).collect();
    let mut parts = responsibility::list_of_indicators(read, &ids).await?;
    for indicator in &mut found {
        indicator.responsibilities = parts.remove(&indicator.id.0).unwrap_or_default();
    }
    Ok(found)
}

fn indicator_record(indicator: &Indicator) -> Record {
    let Indicator { id, plan, group, position, label, name, unit, measure, direction, across_units, .. } =
        indicator;
    record! {
        id: id, plan: plan, plan_group: group, position: position, label: label, name: name, unit: unit,
        measure: measure, direction: direction, across_units: across_units,
        limits: indicator.limits.as_ref().map(json), subjects: json(&indicator.subjects),
        path: json(&indicator.path), document: indicator.document, anchor: json(&indicator.anchor),
        field: indicator.field,
        folded: folded([label.as_str(), name]),
    }
}

fn indicator(row: &Row) -> Result<Indicator> {
    Ok(Indicator {
        id: row.get("id")?,
        plan: row.get("plan")?,
        group: row.get("plan_group")?,
        position: row.get("position")?,
        label: row.get("label")?,
        name: row.get("name")?,
        unit: row.get("unit")?,
        measure: row.get("measure")?,
        direction: row.get("direction")?,
        across_units: row.get("across_units")?,
        limits: row.find_json("limits")?,
        subjects: row.get_json("subjects")?,
        path: row.get_json("path")?,
        document: row.get("document")?,
        anchor: row.get_json("anchor")?,
        field: row.find("field")?,
        responsibilities: Vec::new(),
        version: row.get("version")?,
    })
}
