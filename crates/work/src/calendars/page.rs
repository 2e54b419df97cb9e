//! Calendars as pages show them, with the periods that follow from them.

use std::collections::HashMap;

use domain::{
    BodyGroup, BodyState, Calendar, CalendarId, Occurrence, OrganisationId, OrganisationKind, PlanId,
    Schedule, Senders,
};
use jiff::ToSpan;
use store::Read;

use super::CalendarForm;
use crate::access::Access;
use crate::{Error, Work, settings, special_days, submissions};

/// A calendar with the names that it refers to.
#[derive(Debug, Clone)]
pub struct CalendarPage {
    /// The calendar.
    pub calendar: Calendar,
    /// The receiver's name.
    pub receiver: String,
    /// The name of the group that reports, where it is one.
    pub group: Option<String>,
    /// What follows from it.
    pub preview: Preview,
}

/// What follows from a calendar in the coming year.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The periods, the first to open first.
    pub occurrences: Vec<Occurrence>,
    /// How many bodies report.
    pub bodies: usize,
}

/// What a form can choose from.
#[derive(Debug, Clone)]
pub struct Choices {
    /// Bodies that receive reports.
    pub receivers: Vec<BodyState>,
    /// Groups of bodies that report.
    pub groups: Vec<BodyGroup>,
    /// The body whose plan it is.
    pub owner: Option<OrganisationId>,
}

/// How far ahead periods are shown.
const SHOWN_DAYS: i64 = 366;

/// No more periods than these are shown.
const SHOWN: usize = 24;

/// The calendars of a plan.
pub async fn list(work: &Work, plan: PlanId) -> Result<Vec<CalendarPage>, Error> {
    let mut read = work.store.read().await?;
    let mut pages = Vec::new();
    for calendar in store::calendar::list_of_plan(&mut read, plan).await? {
        pages.push(page_of(work, &mut read, calendar).await?);
    }
    Ok(pages)
}

/// One calendar.
pub async fn page(work: &Work, id: CalendarId) -> Result<CalendarPage, Error> {
    let mut read = work.store.read().await?;
    let calendar = store::calendar::get(&mut read, id).await?;
    page_of(work, &mut read, calendar).await
}

async fn page_of(work: &Work, read: &mut Read, calendar: Calendar) -> Result<CalendarPage, Error> {
    let receiver = store::organisation::get(read, calendar.receiver).await?.name;
    let group = match &calendar.senders {
        Senders::Group { group } => Some(store::body_group::get(read, *group).await?.name),
        _ => None,
    };
    let preview = preview_of(work, read, &calendar).await?;
    Ok(CalendarPage { calendar, receiver, group, preview })
}

/// What would follow from a form; nothing is kept.
pub async fn preview(
    work: &Work,
    access: &Access,
    plan: PlanId,
    form: &CalendarForm,
) -> Result<Preview, Error> {
    let mut read = work.store.read().await?;
    let calendar = form.read(&mut read, access, work.clock.id(), plan).await?;
    preview_of(work, &mut read, &calendar).await
}

async fn preview_of(work: &Work, read: &mut Read, calendar: &Calendar) -> Result<Preview, Error> {
    let rules = settings::reporting_rules_by_day(work).await?;
    let days = special_days::working_days(read).await?;
    let today = work.clock.today();
    let schedule = Schedule { rules, days: &days };
    let from = today.saturating_sub(SHOWN_DAYS.days());
    let mut occurrences = schedule.occurrences(calendar, from, today.saturating_add(SHOWN_DAYS.days()));
    occurrences.retain(|one| one.closes_on >= today);
    occurrences.truncate(SHOWN);
    let bodies = submissions::senders(work, read, calendar).await?.len();
    Ok(Preview { occurrences, bodies })
}

/// What the form of a calendar can choose from.
pub async fn choices(work: &Work, access: &Access, plan: PlanId) -> Result<Choices, Error> {
    let mut read = work.store.read().await?;
    let today = work.clock.today();
    let mut receivers = store::organisation::list_states(&mut read, today).await?;
    let owner = access.directory().owner(plan);
    receivers.retain(|body| body.kind != OrganisationKind::Commune && access.sees_body(body.id));
    receivers.sort_by_key(|body| (Some(body.id) != owner, body.name.clone()));
    let mut groups = store::body_group::list(&mut read).await?;
    groups.retain(|group| access.sees_body(group.below));
    Ok(Choices { receivers, groups, owner })
}

/// The names of bodies, by id.
pub(crate) async fn names(read: &mut Read) -> Result<HashMap<OrganisationId, String>, Error> {
    let bodies = store::organisation::list(read).await?;
    Ok(bodies.into_iter().map(|body| (body.id, body.name)).collect())
}
