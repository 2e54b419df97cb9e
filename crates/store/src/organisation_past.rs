//! What bodies were before an act changed them.

use std::collections::HashMap;

use domain::{BodyPast, BodyState, OrganisationId};
use jiff::civil::Date;

use crate::cell::values;
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// Adds what bodies were; the acts must exist.
pub(crate) async fn add_all(tx: &mut Write, pasts: &[BodyPast]) -> Result<()> {
    let records = pasts.iter().map(|BodyPast { state, until, act }| {
        let BodyState { id, code, name, kind, parent } = state;
        record! { organisation: id, until_on: until, code: code, name: name, kind: kind, parent: parent, act: act }
    });
    tx.insert_all("organisation_past", records.collect()).await
}

/// Everything that bodies were, by body and day.
pub async fn list(read: &mut Read) -> Result<Vec<BodyPast>> {
    let sql = "SELECT * FROM organisation_past ORDER BY organisation, until_on";
    read.list(sql, values![], past).await
}

/// What a body was on a day, where an act changed it since.
pub async fn find_on(read: &mut Read, id: OrganisationId, on: Date) -> Result<Option<BodyState>> {
    let sql = "SELECT * FROM organisation_past WHERE organisation = $1 AND until_on >= $2
        ORDER BY until_on LIMIT 1";
    Ok(read.first(sql, values![id, on], past).await?.map(|past| past.state))
}

/// What each body was on a day, of those that an act changed since.
pub(crate) async fn states_on(read: &mut Read, on: Date) -> Result<HashMap<OrganisationId, BodyState>> {
    // The latest first, so that the one nearest to the day is what remains.
    let sql = "SELECT * FROM organisation_past WHERE until_on >= $1 ORDER BY until_on DESC";
    let pasts = read.list(sql, values![on], past).await?;
    Ok(pasts.into_iter().map(|past| (past.state.id, past.state)).collect())
}

fn past(row: &Row) -> Result<BodyPast> {
    let state = BodyState {
        id: row.get("organisation")?,
        code: row.find("code")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        parent: row.find("parent")?,
    };
    Ok(BodyPast { state, until: row.get("until_on")?, act: row.get("act")? })
}
