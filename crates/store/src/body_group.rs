//! Saved selections of bodies, each with those named beside its kinds.

use domain::{BodyGroup, BodyGroupId, OrganisationId, OrganisationKind};
use uuid::Uuid;

use crate::cell::{Value, damaged, values};
use crate::pool::Row;
use crate::record::{Record, grouped, not_found, record};
use crate::search::folded;
use crate::{Read, Result, Write};

/// Adds a group; its bodies must exist.
pub async fn add(tx: &mut Write, group: &BodyGroup) -> Result<()> {
    let mut record = group_record(group);
    record.extend(record! { version: group.version });
    tx.insert("body_group", record).await?;
    tx.insert_all("body_group_body", body_records(group).collect()).await
}

/// Changes a group that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, group: &BodyGroup) -> Result<i64> {
    let next = tx.update("body_group", group.id.0, group.version, group_record(group)).await?;
    tx.execute("DELETE FROM body_group_body WHERE body_group = $1", values![group.id]).await?;
    tx.insert_all("body_group_body", body_records(group).collect()).await?;
    Ok(next)
}

/// The group, if there is one.
pub async fn find(read: &mut Read, id: BodyGroupId) -> Result<Option<BodyGroup>> {
    Ok(complete(read, "SELECT * FROM body_group WHERE id = $1", values![id]).await?.pop())
}

/// The group, which must exist.
pub async fn get(read: &mut Read, id: BodyGroupId) -> Result<BodyGroup> {
    find(read, id).await?.ok_or_else(|| not_found("body_group", &id))
}

/// Every group, by name.
pub async fn list(read: &mut Read) -> Result<Vec<BodyGroup>> {
    complete(read, "SELECT * FROM body_group ORDER BY folded, id", values![]).await
}

fn group_record(group: &BodyGroup) -> Record {
    let BodyGroup { id, name, below, kinds, .. } = group;
    let kinds: Vec<&str> = kinds.iter().map(|kind| kind.code()).collect();
    record! { id: id, name: name, below: below, kinds: kinds.join(" "), folded: folded([name.as_str()]) }
}

fn body_records(group: &BodyGroup) -> impl Iterator<Item = Record> + '_ {
    let with = group.with.iter().map(|body| (body, true));
    with.chain(group.without.iter().map(|body| (body, false))).map(|(body, is_member)| {
        record! { body_group: group.id, organisation: body, is_member: is_member }
    })
}

async fn complete(read: &mut Read, sql: &'static str, values: Vec<Value>) -> Result<Vec<BodyGroup>> {
    let mut groups = read.list(sql, values, group).await?;
    let ids: Vec<Uuid> = groups.iter().map(|group| group.id.0).collect();
    let sql = "SELECT * FROM body_group_body WHERE body_group IN $ids ORDER BY body_group, organisation";
    let body = |row: &Row| Ok((row.get("body_group")?, (row.get("is_member")?, row.get("organisation")?)));
    let mut bodies = grouped::<(bool, OrganisationId)>(read.list_in(sql, &ids, body).await?);
    for group in &mut groups {
        for (is_member, body) in bodies.remove(&group.id.0).unwrap_or_default() {
            if is_member { group.with.push(body) } else { group.without.push(body) }
        }
    }
    Ok(groups)
}

fn group(row: &Row) -> Result<BodyGroup> {
    let kinds: String = row.get("kinds")?;
    let kinds: Option<Vec<_>> = kinds.split_whitespace().map(OrganisationKind::from_code).collect();
    Ok(BodyGroup {
        id: row.get("id")?,
        name: row.get("name")?,
        below: row.get("below")?,
        kinds: kinds.ok_or_else(|| damaged("kinds"))?,
        with: Vec::new(),
        without: Vec::new(),
        version: row.get("version")?,
    })
}
