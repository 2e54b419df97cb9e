//! Steering committees.

use domain::{Committee, CommitteeId};

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Read, Result, Write};

/// Adds a committee.
pub async fn add(tx: &mut Write, committee: &Committee) -> Result<()> {
    let Committee { id, organisation, name } = committee;
    tx.insert("committee", record! { id: id, organisation: organisation, name: name }).await
}

/// The committee, if there is one.
pub async fn find(read: &mut Read, id: CommitteeId) -> Result<Option<Committee>> {
    read.first("SELECT * FROM committee WHERE id = $1", values![id], committee).await
}

/// The committee, which must exist.
pub async fn get(read: &mut Read, id: CommitteeId) -> Result<Committee> {
    find(read, id).await?.ok_or_else(|| not_found("committee", &id))
}

/// Every committee, in the order in which they were set up here.
pub async fn list(read: &mut Read) -> Result<Vec<Committee>> {
    read.list("SELECT * FROM committee ORDER BY id", values![], committee).await
}

fn committee(row: &Row) -> Result<Committee> {
    Ok(Committee { id: row.get("id")?, organisation: row.find("organisation")?, name: row.get("name")? })
}
