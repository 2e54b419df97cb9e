//! Targets, as each plan version signed them; never changed once added.

use domain::{Goal, IndicatorId, PlanId, Target};
use jiff::civil::Date;

use crate::cell::{damaged, json, values};
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// Adds targets.
pub async fn add_all(tx: &mut Write, targets: &[Target]) -> Result<()> {
    let records = targets.iter().map(|target| {
        let Target { indicator, version, year, goal, text, anchor } = target;
        record! {
            indicator: indicator, plan_version: version, year: year, comparator: goal.comparator(),
            value: goal.value(), upper: goal.upper(), text: text, anchor: json(anchor),
        }
    });
    tx.insert_all("target", records.collect()).await
}

/// The targets in force on a day, of a whole plan: for each milestone of each indicator the one
/// that the latest version naming it has signed.
///
/// An amending version therefore names only what it changes.
pub async fn list_in_force(read: &mut Read, plan: PlanId, on: Date) -> Result<Vec<Target>> {
    let sql = "SELECT * FROM (
            SELECT t.*, ROW_NUMBER() OVER (PARTITION BY t.indicator, t.year ORDER BY v.number DESC) AS age
            FROM target t JOIN plan_version v ON v.id = t.plan_version
            WHERE v.plan = $1 AND v.in_force_from <= $2
        ) AS aged WHERE age = 1 ORDER BY indicator, year";
    read.list(sql, values![plan, on], target).await
}

/// Every target an indicator ever had, by milestone, then by version.
pub async fn list(read: &mut Read, indicator: IndicatorId) -> Result<Vec<Target>> {
    let sql = "SELECT t.* FROM target t JOIN plan_version v ON v.id = t.plan_version
        WHERE t.indicator = $1 ORDER BY t.year, v.number";
    read.list(sql, values![indicator], target).await
}

fn target(row: &Row) -> Result<Target> {
    let goal = Goal::new(row.get("comparator")?, row.find("value")?, row.find("upper")?);
    Ok(Target {
        indicator: row.get("indicator")?,
        version: row.get("plan_version")?,
        year: row.get("year")?,
        goal: goal.map_err(|_| damaged("comparator"))?,
        text: row.get("text")?,
        anchor: row.get_json("anchor")?,
    })
}
