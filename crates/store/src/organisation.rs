//! Bodies, with the time they exist, other writings of their names, and who follows them.

use domain::text::spelling_key;
use domain::{BodyState, Organisation, OrganisationId};
use jiff::civil::Date;

use crate::cell::{Value, values};
use crate::pool::Row;
use crate::record::{Record, grouped, not_found, record};
use crate::search::folded;
use crate::{Read, Result, Write, generation, organisation_past};

/// Adds an organisation; its parent and successors must exist.
pub async fn add(tx: &mut Write, organisation: &Organisation) -> Result<()> {
    add_all(tx, std::slice::from_ref(organisation)).await
}

/// Adds organisations; parents stand before their children, successors may stand anywhere.
pub async fn add_all(tx: &mut Write, organisations: &[Organisation]) -> Result<()> {
    let records = organisations.iter().map(|organisation| {
        let mut record = organisation_record(organisation);
        record.extend(record! { version: organisation.version });
        record
    });
    tx.insert_all("organisation", records.collect()).await?;
    tx.insert_all("organisation_alias", organisations.iter().flat_map(alias_records).collect()).await?;
    tx.insert_all("organisation_successor", organisations.iter().flat_map(successor_records).collect())
        .await?;
    generation::bump(tx).await
}

/// Changes an organisation that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, organisation: &Organisation) -> Result<i64> {
    let Organisation { id, version, .. } = *organisation;
    let next = tx.update("organisation", id.0, version, organisation_record(organisation)).await?;
    tx.execute("DELETE FROM organisation_alias WHERE organisation = $1", values![id]).await?;
    tx.execute("DELETE FROM organisation_successor WHERE organisation = $1", values![id]).await?;
    tx.insert_all("organisation_alias", alias_records(organisation).collect()).await?;
    tx.insert_all("organisation_successor", successor_records(organisation).collect()).await?;
    generation::bump(tx).await?;
    Ok(next)
}

/// The organisation, if there is one.
pub async fn find(read: &mut Read, id: OrganisationId) -> Result<Option<Organisation>> {
    let found = complete(read, "SELECT * FROM organisation WHERE id = $1", values![id]).await?;
    Ok(found.into_iter().next())
}

/// The organisation, which must exist.
pub async fn get(read: &mut Read, id: OrganisationId) -> Result<Organisation> {
    find(read, id).await?.ok_or_else(|| not_found("organisation", &id))
}

/// Every organisation, by name.
pub async fn list(read: &mut Read) -> Result<Vec<Organisation>> {
    complete(read, "SELECT * FROM organisation ORDER BY folded, id", values![]).await
}

/// The organisation as it was on a day, whether it existed then or not; aliases are those of today.
pub async fn get_on(read: &mut Read, id: OrganisationId, on: Date) -> Result<Organisation> {
    let mut found = get(read, id).await?;
    if let Some(state) = organisation_past::find_on(read, id, on).await? {
        found.put_back(state);
    }
    Ok(found)
}

/// The organisations that existed on a day, as they were then, by name; aliases are those of today.
pub async fn list_on(read: &mut Read, on: Date) -> Result<Vec<Organisation>> {
    let sql = "SELECT * FROM organisation WHERE (valid_from IS NULL OR valid_from <= $1)
        AND (valid_to IS NULL OR $1 <= valid_to) ORDER BY folded, id";
    let mut found = complete(read, sql, values![on]).await?;
    let mut states = organisation_past::states_on(read, on).await?;
    for organisation in &mut found {
        if let Some(state) = states.remove(&organisation.id) {
            organisation.put_back(state);
        }
    }
    Ok(found)
}

/// The tree of a day: every organisation that existed, without its other names, by name.
pub async fn list_states(read: &mut Read, on: Date) -> Result<Vec<BodyState>> {
    let sql = "SELECT id, code, name, kind, parent FROM organisation
        WHERE (valid_from IS NULL OR valid_from <= $1) AND (valid_to IS NULL OR $1 <= valid_to)
        ORDER BY folded, id";
    let mut found = read.list(sql, values![on], state).await?;
    let mut states = organisation_past::states_on(read, on).await?;
    if !states.is_empty() {
        for now in &mut found {
            if let Some(then) = states.remove(&now.id) {
                *now = then;
            }
        }
    }
    Ok(found)
}

/// Each organisation that had one above on a day, with that one; those that have ended keep their last.
pub async fn list_parents(read: &mut Read, on: Date) -> Result<Vec<(OrganisationId, OrganisationId)>> {
    let states = organisation_past::states_on(read, on).await?;
    let sql = "SELECT id, parent FROM organisation";
    let found = read.list(sql, values![], |row| Ok((row.get("id")?, row.find("parent")?))).await?;
    let parent_on = |(id, parent): (OrganisationId, Option<OrganisationId>)| {
        Some((id, states.get(&id).map_or(parent, |state| state.parent)?))
    };
    Ok(found.into_iter().filter_map(parent_on).collect())
}

/// The organisations that an organisation follows, and those that they follow.
pub async fn list_predecessors(read: &mut Read, id: OrganisationId) -> Result<Vec<Organisation>> {
    let sql = "WITH RECURSIVE earlier (id, depth) AS (
            SELECT organisation, CAST(1 AS BIGINT) FROM organisation_successor WHERE successor = $1
            UNION ALL
            SELECT s.organisation, earlier.depth + 1
            FROM organisation_successor s JOIN earlier ON s.successor = earlier.id WHERE earlier.depth < 16
        ) SELECT * FROM organisation WHERE id IN (SELECT id FROM earlier) ORDER BY folded, id";
    complete(read, sql, values![id]).await
}

/// The organisations that bear a name or alias, however it is written.
///
/// Those that differ only in case or in where a tone stands come alone where there are any; else
/// those that are the same without marks.
pub async fn list_by_name(read: &mut Read, name: &str) -> Result<Vec<Organisation>> {
    let sql = "SELECT * FROM organisation o WHERE o.folded = $1
        OR EXISTS (SELECT 1 FROM organisation_alias a WHERE a.organisation = o.id AND a.folded = $1)
        ORDER BY o.folded, o.id";
    let found = complete(read, sql, values![folded([name])]).await?;
    let key = spelling_key(name);
    let (exact, alike): (Vec<_>, Vec<_>) = found.into_iter().partition(|organisation| {
        let names = std::iter::once(&organisation.name).chain(&organisation.aliases);
        names.map(|name| spelling_key(name)).any(|name| name == key)
    });
    Ok(if exact.is_empty() { alike } else { exact })
}

fn organisation_record(organisation: &Organisation) -> Record {
    let Organisation { id, code, name, kind, parent, valid_from, valid_to, .. } = organisation;
    record! {
        id: id, code: code, name: name, kind: kind, parent: parent, valid_from: valid_from, valid_to: valid_to,
        folded: folded([name.as_str()]),
    }
}

fn alias_records(organisation: &Organisation) -> impl Iterator<Item = Record> + '_ {
    (0_u32..).zip(&organisation.aliases).map(|(position, name)| {
        record! {
            organisation: organisation.id, position: position, name: name, folded: folded([name.as_str()]),
        }
    })
}

fn successor_records(organisation: &Organisation) -> impl Iterator<Item = Record> + '_ {
    (0_u32..).zip(&organisation.successors).map(|(position, successor)| {
        record! { organisation: organisation.id, position: position, successor: successor }
    })
}

/// The organisations of a query, with their aliases and successors.
async fn complete(read: &mut Read, sql: &'static str, values: Vec<Value>) -> Result<Vec<Organisation>> {
    let mut found = read.list(sql, values, organisation).await?;
    let ids: Vec<_> = found.iter().map(|organisation| organisation.id.0).collect();
    let sql = "SELECT * FROM organisation_alias WHERE organisation IN $ids ORDER BY organisation, position";
    let aliases = read.list_in(sql, &ids, |row| Ok((row.get("organisation")?, row.get("name")?))).await?;
    let sql =
        "SELECT * FROM organisation_successor WHERE organisation IN $ids ORDER BY organisation, position";
    let successors =
        read.list_in(sql, &ids, |row| Ok((row.get("organisation")?, row.get("successor")?))).await?;
    let (mut aliases, mut successors) = (grouped(aliases), grouped(successors));
    for organisation in &mut found {
        organisation.aliases = aliases.remove(&organisation.id.0).unwrap_or_default();
        organisation.successors = successors.remove(&organisation.id.0).unwrap_or_default();
    }
    Ok(found)
}

/// What an organisation is, without its other names.
pub(crate) fn state(row: &Row) -> Result<BodyState> {
    Ok(BodyState {
        id: row.get("id")?,
        code: row.find("code")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        parent: row.find("parent")?,
    })
}

fn organisation(row: &Row) -> Result<Organisation> {
    Ok(Organisation {
        id: row.get("id")?,
        code: row.find("code")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        parent: row.find("parent")?,
        aliases: Vec::new(),
        valid_from: row.find("valid_from")?,
        valid_to: row.find("valid_to")?,
        successors: Vec::new(),
        version: row.get("version")?,
    })
}
