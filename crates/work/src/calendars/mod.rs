//! Calendars (lịch báo cáo): what a plan's bodies report to one receiver, and how often.
//!
//! A form shows the periods that follow from it before anything is kept ([`preview`]); keeping it asks for its
//! coming periods to be derived anew.

mod form;
mod page;

pub use form::CalendarForm;
pub(crate) use page::names;
pub use page::{CalendarPage, Choices, Preview, choices, list, page, preview};

use domain::audit::Event;
use domain::{Calendar, CalendarId, JobKind, PlanId};
use store::Write;

use crate::access::Access;
use crate::jobs::{Wanted, enqueue};
use crate::{Actor, Error, Work};

/// Adds a calendar to a plan.
pub async fn add(
    work: &Work,
    actor: &Actor,
    access: &Access,
    plan: PlanId,
    form: &CalendarForm,
) -> Result<CalendarId, Error> {
    let mut tx = work.store.write().await?;
    let calendar = form.read(&mut tx, access, work.clock.id(), plan).await?;
    let calendar = Calendar { version: 1, ..calendar };
    store::calendar::add(&mut tx, &calendar).await?;
    let event = Event::done("calendar.added", calendar.id).of_plan(plan).of_body(calendar.receiver);
    keep(work, actor, tx, &calendar, event.added(&calendar)).await?;
    Ok(calendar.id)
}

/// Changes a calendar that still has the version it was shown with; periods that have opened stay as they are.
pub async fn update(
    work: &Work,
    actor: &Actor,
    access: &Access,
    id: CalendarId,
    form: &CalendarForm,
) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let before = store::calendar::get(&mut tx, id).await?;
    let after = form.read(&mut tx, access, id, before.plan).await?;
    store::calendar::update(&mut tx, &after).await?;
    let event = Event::done("calendar.changed", id).of_plan(before.plan).of_body(after.receiver);
    keep(work, actor, tx, &after, event.changed(&before, &after)).await
}

async fn keep(
    work: &Work,
    actor: &Actor,
    mut tx: Write,
    calendar: &Calendar,
    event: Event,
) -> Result<(), Error> {
    let changed = format!("v{}.{}", calendar.version, work.clock.now().as_millisecond());
    enqueue(work, &mut tx, &Wanted::new(JobKind::MakePeriods, calendar.id).once_for(changed)).await?;
    work.keep(tx, actor, [event]).await
}
