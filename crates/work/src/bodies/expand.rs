//! Giving what a plan says of a group of bodies to each of them, with consent.

use std::collections::HashSet;

use domain::access::Target;
use domain::audit::Event;
use domain::{
    Action, BodyGroupId, BodyState, IndicatorId, OrganisationId, PlanId, Responsibility, Role, TaskId, text,
};
use serde::Serialize;
use store::{Read, Write};

use super::groups::{GroupPage, list};
use super::is_group;
use crate::access::Access;
use crate::{Actor, Error, FieldError, Work};

/// The item that names a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assigned {
    /// An indicator.
    Indicator(IndicatorId),
    /// A task.
    Task(TaskId),
}

/// Which words of an item are given to which bodies.
#[derive(Debug, Clone)]
pub struct ExpandPage {
    /// The item's label and name.
    pub title: String,
    /// The version of the item.
    pub version: i64,
    /// The words of the plan.
    pub words: String,
    /// The role in which they stand.
    pub role: Role,
    /// The groups that can be meant; the likeliest first.
    pub groups: Vec<GroupPage>,
    /// The bodies that are named already in that role.
    pub named: HashSet<OrganisationId>,
}

/// Whether some words of an item name a group that is not given to its bodies yet.
pub fn can_expand(part: &Responsibility) -> bool {
    part.organisation.is_none() && part.role != Role::Follower && is_group(&part.text)
}

/// An item as far as it says who answers for it.
struct Item {
    plan: PlanId,
    title: String,
    version: i64,
    parts: Vec<Responsibility>,
}

impl Item {
    async fn get(read: &mut Read, id: Assigned) -> Result<Self, Error> {
        Ok(match id {
            Assigned::Indicator(id) => {
                let found = store::indicator::get(read, id).await?;
                let title = format!("{} {}", found.label, found.name);
                Self { plan: found.plan, title, version: found.version, parts: found.responsibilities }
            }
            Assigned::Task(id) => {
                let found = store::task::get(read, id).await?;
                let title = format!("{} {}", found.label, found.text);
                Self { plan: found.plan, title, version: found.version, parts: found.responsibilities }
            }
        })
    }

    /// The words at a place, if they name a group.
    fn group_at(&self, position: usize) -> Result<&Responsibility, Error> {
        let part = self.parts.get(position).filter(|part| can_expand(part));
        let missing = || store::Error::NotFound { noun: "responsibility", id: position.to_string() };
        part.ok_or_else(|| missing().into())
    }

    fn named(&self, role: Role) -> HashSet<OrganisationId> {
        self.parts.iter().filter(|part| part.role == role).filter_map(|part| part.organisation).collect()
    }
}

/// Bodies named together help where the group was asked to help, and carry out otherwise: an
/// item has one lead.
fn role_of(part: &Responsibility) -> Role {
    if part.role == Role::Coordinating { Role::Coordinating } else { Role::Implementer }
}

/// Loads the words of an item at a place with the groups that can be meant.
pub async fn page(work: &Work, access: &Access, id: Assigned, position: usize) -> Result<ExpandPage, Error> {
    let item = Item::get(&mut work.store.read().await?, id).await?;
    let part = item.group_at(position)?;
    let role = role_of(part);
    let mut groups = list(work, access, work.clock.today()).await?;
    groups.sort_by_key(|page| std::cmp::Reverse(likeness(&page.group.name, &part.text)));
    Ok(ExpandPage {
        words: part.text.clone(),
        role,
        groups,
        named: item.named(role),
        title: item.title,
        version: item.version,
    })
}

/// How many words two names share.
fn likeness(name: &str, words: &str) -> usize {
    let split = |text: &str| -> HashSet<String> {
        let key = text::fold(text).replace([',', ';'], " ");
        key.split_whitespace().map(str::to_owned).collect()
    };
    split(name).intersection(&split(words)).count()
}

/// What the audit chain is told.
#[derive(Serialize)]
struct Given<'a> {
    words: &'a str,
    bodies: Vec<&'a str>,
}

/// What somebody consented to: which words are given to which bodies of which group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The item.
    pub item: Assigned,
    /// The place of the words among those of the item.
    pub position: usize,
    /// The version of the item that was shown.
    pub version: i64,
    /// The group; `None` when none was chosen.
    pub group: Option<BodyGroupId>,
    /// The bodies chosen, one by one.
    pub bodies: Vec<OrganisationId>,
}

/// Gives words of an item to bodies of a group.
pub async fn expand(work: &Work, actor: &Actor, access: &Access, consent: &Consent) -> Result<(), Error> {
    let id = consent.item;
    let mut tx = work.store.write().await?;
    let item = Item::get(&mut tx, id).await?;
    if item.version != consent.version {
        return Err(store::Error::Stale { current: item.version }.into());
    }
    let part = item.group_at(consent.position)?;
    let role = role_of(part);
    let bodies = chosen_bodies(work, &mut tx, access, consent.group, &consent.bodies).await?;
    let named = item.named(role);
    let new: Vec<&BodyState> = bodies.iter().filter(|body| !named.contains(&body.id)).collect();
    if new.is_empty() {
        return Err(nobody());
    }
    let given = Given { words: &part.text, bodies: new.iter().map(|body| body.name.as_str()).collect() };
    let parts: Vec<Responsibility> = new
        .iter()
        .map(|body| Responsibility {
            role,
            text: body.name.clone(),
            organisation: Some(body.id),
            member: None,
        })
        .collect();
    let what = match id {
        Assigned::Indicator(_) => "indicator.assigned",
        Assigned::Task(_) => "task.assigned",
    };
    let item_id = match id {
        Assigned::Indicator(id) => id.0,
        Assigned::Task(id) => id.0,
    };
    let event = Event::done(what, item_id).of_plan(item.plan).added(&given);
    keep(&mut tx, id, parts).await?;
    work.keep(tx, actor, [event]).await
}

async fn keep(tx: &mut Write, id: Assigned, parts: Vec<Responsibility>) -> Result<(), Error> {
    match id {
        Assigned::Indicator(id) => {
            let mut indicator = store::indicator::get(tx, id).await?;
            indicator.responsibilities.extend(parts);
            store::indicator::update(tx, &indicator).await?;
        }
        Assigned::Task(id) => {
            let mut task = store::task::get(tx, id).await?;
            task.responsibilities.extend(parts);
            store::task::update(tx, &task).await?;
        }
    }
    Ok(())
}

/// The chosen bodies, all of which must belong to the group today and be seen by the actor.
async fn chosen_bodies(
    work: &Work,
    read: &mut Read,
    access: &Access,
    group: Option<BodyGroupId>,
    chosen: &[OrganisationId],
) -> Result<Vec<BodyState>, Error> {
    let Some(id) = group else { return Err(nobody()) };
    let group = store::body_group::find(read, id).await?;
    let Some(group) = group.filter(|group| access.may(Action::SeeBody, &Target::of_body(group.below))) else {
        return Err(nobody());
    };
    let states = store::organisation::list_states(read, work.clock.today()).await?;
    let bodies = group.bodies(&states);
    if chosen.is_empty() || !chosen.iter().all(|id| bodies.iter().any(|body| body.id == *id)) {
        return Err(nobody());
    }
    Ok(bodies.into_iter().filter(|body| chosen.contains(&body.id)).cloned().collect())
}

fn nobody() -> Error {
    Error::Invalid(vec![FieldError::new(
        "bodies",
        "Chọn ít nhất một đơn vị của nhóm chưa được giao.",
        "Choose at least one body of the group that is not named yet.",
    )])
}
