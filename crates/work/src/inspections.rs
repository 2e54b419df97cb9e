//! Inspections: opened on an indicator, a task or a body, listed for those who may see them, and concluded.

use domain::access::Target;
use domain::audit::Event;
use domain::{Action, InspectedNoun, Inspection, InspectionId};
use serde::Deserialize;
use store::Read;
use uuid::Uuid;

use crate::access::{Access, Directory, inspected};
use crate::{Actor, Error, FieldError, Work};

/// What is asked for when an inspection is opened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Opening {
    /// Why, and what is to be cleared up.
    pub reason: String,
    /// The decision or programme that it rests on.
    pub document: String,
}

/// What is asked for when an inspection is concluded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Closing {
    /// What came of it.
    pub conclusion: String,
    /// The version that the form was shown for.
    pub version: i64,
}

/// An inspection with the name of what it inspects.
#[derive(Debug, Clone)]
pub struct Inspected {
    /// The inspection.
    pub inspection: Inspection,
    /// The name of the indicator, task or body.
    pub name: String,
    /// The title of the post that opened it; empty where it is not known.
    pub opened_by: String,
}

/// Opens an inspection of an item that the inspector reaches.
pub async fn open(
    work: &Work,
    actor: &Actor,
    noun: InspectedNoun,
    item: Uuid,
    typed: &Opening,
) -> Result<InspectionId, Error> {
    let reason = typed.reason.trim();
    if reason.is_empty() {
        return Err(invalid(
            "reason",
            "Ghi lý do và nội dung cần làm rõ.",
            "Say why, and what is to be cleared up.",
        ));
    }
    let directory = work.directory_now().await?;
    let mut tx = work.store.write().await?;
    name(&mut tx, noun, item).await?;
    let (plan, organisation) = place(&directory, noun, item);
    let inspection = Inspection {
        id: work.clock.id(),
        noun,
        item,
        plan,
        organisation,
        reason: reason.to_owned(),
        document: typed.document.trim().to_owned(),
        opened_on: work.clock.today(),
        opened_by: actor.post_id,
        closed_on: None,
        conclusion: String::new(),
        version: 1,
    };
    store::inspection::add(&mut tx, &inspection).await?;
    work.keep(tx, actor, [event("inspection.opened", &inspection).added(&inspection)]).await?;
    Ok(inspection.id)
}

/// Concludes an inspection that still has the version the form was shown for.
pub async fn close(work: &Work, actor: &Actor, id: InspectionId, typed: &Closing) -> Result<(), Error> {
    let conclusion = typed.conclusion.trim();
    if conclusion.is_empty() {
        return Err(invalid("conclusion", "Ghi kết luận kiểm tra.", "Write the conclusion."));
    }
    let mut tx = work.store.write().await?;
    let before = store::inspection::get(&mut tx, id).await?;
    if before.version != typed.version || !before.is_open() {
        return Err(store::Error::Stale { current: before.version }.into());
    }
    let closed_on = Some(work.clock.today().max(before.opened_on));
    let after = Inspection { closed_on, conclusion: conclusion.to_owned(), ..before.clone() };
    store::inspection::update(&mut tx, &after).await?;
    work.keep(tx, actor, [event("inspection.closed", &after).changed(&before, &after)]).await
}

fn event(what: &'static str, inspection: &Inspection) -> Event {
    let event = Event::done(what, inspection.id).of_body(inspection.organisation);
    match inspection.plan {
        Some(plan) => event.of_plan(plan),
        None => event,
    }
}

/// The plan and the body that an item belongs to.
fn place(
    directory: &Directory,
    noun: InspectedNoun,
    item: Uuid,
) -> (Option<domain::PlanId>, Option<domain::OrganisationId>) {
    match noun {
        InspectedNoun::Indicator => (directory.indicator(item.into()).map(|item| item.plan), None),
        InspectedNoun::Task => (directory.task(item.into()).map(|item| item.plan), None),
        InspectedNoun::Organisation => (None, Some(item.into())),
    }
}

/// The inspections within reach, the open ones first, then the latest.
pub async fn list(work: &Work, access: &Access) -> Result<Vec<Inspected>, Error> {
    let mut read = work.store.read().await?;
    let mut within = Vec::new();
    for inspection in store::inspection::list(&mut read).await? {
        if may(access, Action::SeeInspection, &inspection) {
            within.push(with_name(&mut read, inspection).await?);
        }
    }
    within.sort_by_key(|one| !one.inspection.is_open());
    Ok(within)
}

/// The inspections of one item, the latest first; none for whoever may not see them.
pub async fn of_item(
    work: &Work,
    access: &Access,
    noun: InspectedNoun,
    item: Uuid,
) -> Result<Vec<Inspection>, Error> {
    let mut all = store::inspection::list_of_item(&mut work.store.read().await?, noun, item).await?;
    all.retain(|inspection| may(access, Action::SeeInspection, inspection));
    Ok(all)
}

/// One inspection with the name of what it inspects.
pub async fn get(work: &Work, id: InspectionId) -> Result<Inspected, Error> {
    let mut read = work.store.read().await?;
    let inspection = store::inspection::get(&mut read, id).await?;
    with_name(&mut read, inspection).await
}

/// Whether an action may be done to an inspection, by where its item lies.
pub fn may(access: &Access, action: Action, inspection: &Inspection) -> bool {
    may_of(access, action, inspection.noun, inspection.item)
}

/// Whether an action may be done to the inspections of an item.
pub fn may_of(access: &Access, action: Action, noun: InspectedNoun, item: Uuid) -> bool {
    let target = inspected(access.directory(), noun, item, action);
    target.is_some_and(|target: Target| access.may(action, &target))
}

async fn with_name(read: &mut Read, inspection: Inspection) -> Result<Inspected, Error> {
    let name = name(read, inspection.noun, inspection.item).await?;
    let opened_by = match inspection.opened_by {
        Some(post) => store::post::find(read, post).await?.map(|post| post.title).unwrap_or_default(),
        None => String::new(),
    };
    Ok(Inspected { inspection, name, opened_by })
}

/// The name of an item, which must exist.
pub async fn name_of(work: &Work, noun: InspectedNoun, item: Uuid) -> Result<String, Error> {
    name(&mut work.store.read().await?, noun, item).await
}

async fn name(read: &mut Read, noun: InspectedNoun, item: Uuid) -> Result<String, Error> {
    Ok(match noun {
        InspectedNoun::Indicator => store::indicator::get(read, item.into()).await?.name,
        InspectedNoun::Task => store::task::get(read, item.into()).await?.text,
        InspectedNoun::Organisation => store::organisation::get(read, item.into()).await?.name,
    })
}

fn invalid(field: &str, vi: &str, en: &str) -> Error {
    Error::Invalid(vec![FieldError::new(field, vi, en)])
}
