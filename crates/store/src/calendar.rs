//! Reporting calendars.

use domain::{Calendar, CalendarId, PlanId};

use crate::cell::{json, values};
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::{Read, Result, Write};

/// Adds a calendar.
pub async fn add(tx: &mut Write, calendar: &Calendar) -> Result<()> {
    let mut record = calendar_record(calendar);
    record.extend(record! { version: calendar.version });
    tx.insert("calendar", record).await
}

/// Changes a calendar that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, calendar: &Calendar) -> Result<i64> {
    tx.update("calendar", calendar.id.0, calendar.version, calendar_record(calendar)).await
}

/// Takes the calendar's row until the end of the transaction: of two who make its periods, the second waits
/// and then sees what the first made.
pub async fn hold(tx: &mut Write, id: CalendarId) -> Result<Calendar> {
    tx.execute("UPDATE calendar SET version = version WHERE id = $1", values![id]).await?;
    get(tx, id).await
}

/// The calendar, if there is one.
pub async fn find(read: &mut Read, id: CalendarId) -> Result<Option<Calendar>> {
    read.first("SELECT * FROM calendar WHERE id = $1", values![id], calendar).await
}

/// The calendar, which must exist.
pub async fn get(read: &mut Read, id: CalendarId) -> Result<Calendar> {
    find(read, id).await?.ok_or_else(|| not_found("calendar", &id))
}

/// Every calendar, in the order in which they were made.
pub async fn list(read: &mut Read) -> Result<Vec<Calendar>> {
    read.list("SELECT * FROM calendar ORDER BY id", values![], calendar).await
}

/// The calendars of a plan, in the order in which they were made.
pub async fn list_of_plan(read: &mut Read, plan: PlanId) -> Result<Vec<Calendar>> {
    read.list("SELECT * FROM calendar WHERE plan = $1 ORDER BY id", values![plan], calendar).await
}

fn calendar_record(calendar: &Calendar) -> Record {
    let Calendar { id, plan, name, receiver, senders, regime, cadences, sections, term, from, to, .. } =
        calendar;
    record! {
        id: id, plan: plan, name: name, receiver: receiver, senders: json(senders), regime: regime,
        cadences: json(cadences), sections: json(sections), term: term.map(|term| json(&term)),
        valid_from: from, valid_to: to,
    }
}

fn calendar(row: &Row) -> Result<Calendar> {
    Ok(Calendar {
        id: row.get("id")?,
        plan: row.get("plan")?,
        name: row.get("name")?,
        receiver: row.get("receiver")?,
        senders: row.get_json("senders")?,
        regime: row.get("regime")?,
        cadences: row.get_json("cadences")?,
        sections: row.get_json("sections")?,
        term: row.find_json("term")?,
        from: row.get("valid_from")?,
        to: row.find("valid_to")?,
        version: row.get("version")?,
    })
}
