//! Dated acts on bodies, each with the bodies it was done to and those that are there after it.

use domain::body_history::ActOutcome;
use domain::{ActId, ActKind, OrganisationAct, OrganisationId};
use uuid::Uuid;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Record, grouped, record};
use crate::{Read, Result, Write, organisation, organisation_past};

/// Adds an act and does what it says.
pub async fn add(tx: &mut Write, act: &OrganisationAct, outcome: &ActOutcome) -> Result<()> {
    let OrganisationAct { id, kind, effective_on, document, note, recorded_at, .. } = act;
    let record = record! {
        id: id, kind: kind, effective_on: effective_on, document: document, note: note, recorded_at: recorded_at,
    };
    tx.insert("organisation_act", record).await?;
    // A code goes over to a new body, so it is free before that one is added.
    for body in outcome.updated.iter().filter(|body| body.code.is_none()) {
        tx.execute("UPDATE organisation SET code = NULL WHERE id = $1", values![body.id]).await?;
    }
    organisation::add_all(tx, &outcome.added).await?;
    for body in &outcome.updated {
        organisation::update(tx, body).await?;
    }
    organisation_past::add_all(tx, &outcome.past).await?;
    tx.insert_all("organisation_act_body", body_records(act).collect()).await
}

/// The acts on a body, the latest first; of those that founded many at once only this body is named.
pub async fn list_of(read: &mut Read, body: OrganisationId) -> Result<Vec<OrganisationAct>> {
    let sql = "SELECT * FROM organisation_act
        WHERE id IN (SELECT act FROM organisation_act_body WHERE organisation = $1)
        ORDER BY effective_on DESC, recorded_at DESC, id";
    let mut acts = read.list(sql, values![body], act).await?;
    for founded in acts.iter_mut().filter(|act| act.kind == ActKind::Found) {
        founded.after.push(body);
    }
    with_bodies(read, acts).await
}

/// The latest acts recorded, at most `limit`.
pub async fn list_recent(read: &mut Read, limit: u32) -> Result<Vec<OrganisationAct>> {
    let sql = "SELECT * FROM organisation_act ORDER BY recorded_at DESC, id LIMIT $1";
    let acts = read.list(sql, values![limit], act).await?;
    with_bodies(read, acts).await
}

fn body_records(act: &OrganisationAct) -> impl Iterator<Item = Record> + '_ {
    let before = act.before.iter().map(|body| ("before", body));
    let after = act.after.iter().map(|body| ("after", body));
    (0_u32..).zip(before.chain(after)).map(|(position, (side, body))| {
        record! { act: act.id, position: position, side: *side, organisation: body }
    })
}

/// Adds to acts the bodies they concern, except to those that have them.
async fn with_bodies(read: &mut Read, mut acts: Vec<OrganisationAct>) -> Result<Vec<OrganisationAct>> {
    let ids: Vec<Uuid> = acts.iter().filter(|act| act.after.is_empty()).map(|act| act.id.0).collect();
    let sql = "SELECT * FROM organisation_act_body WHERE act IN $ids ORDER BY act, position";
    let body = |row: &Row| {
        let side: String = row.get("side")?;
        Ok((row.get("act")?, (side == "before", row.get("organisation")?)))
    };
    let mut bodies = grouped::<(bool, OrganisationId)>(read.list_in(sql, &ids, body).await?);
    for act in &mut acts {
        for (is_before, body) in bodies.remove(&act.id.0).unwrap_or_default() {
            if is_before { act.before.push(body) } else { act.after.push(body) }
        }
    }
    Ok(acts)
}

fn act(row: &Row) -> Result<OrganisationAct> {
    Ok(OrganisationAct {
        id: row.get::<ActId>("id")?,
        kind: row.get("kind")?,
        effective_on: row.get("effective_on")?,
        document: row.get("document")?,
        note: row.get("note")?,
        recorded_at: row.get("recorded_at")?,
        before: Vec::new(),
        after: Vec::new(),
    })
}
