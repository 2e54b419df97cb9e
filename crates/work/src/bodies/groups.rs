//! Groups of bodies: those that come with a province's departments, and those that people save.

use std::collections::{BTreeMap, HashMap};

use domain::access::Target;
use domain::audit::Event;
use domain::{
    Action, BodyGroup, BodyGroupId, BodyHistory, BodyState, Organisation, OrganisationId, OrganisationKind,
    text,
};
use jiff::civil::Date;
use serde::Deserialize;
use store::{Read, Write};

use crate::access::Access;
use crate::{Actor, Error, FieldError, Work};

/// A group with its bodies of a day.
#[derive(Debug, Clone)]
pub struct GroupPage {
    /// The group.
    pub group: BodyGroup,
    /// The body below which it selects.
    pub below: Organisation,
    /// Its bodies.
    pub bodies: Vec<BodyState>,
    /// Every body from which it can select.
    pub choices: Vec<BodyState>,
}

/// What was typed into the form of a group, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct GroupForm {
    /// The version that the form was shown for.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// The id of the body below which it selects.
    pub below: String,
    /// Checked boxes: `kind-` and a code, `with-` and an id, `without-` and an id.
    #[serde(flatten)]
    pub checked: BTreeMap<String, String>,
}

impl GroupForm {
    /// The form as it is first shown for a group.
    pub fn of(group: &BodyGroup) -> Self {
        let kinds = group.kinds.iter().map(|kind| format!("kind-{}", kind.code()));
        let with = group.with.iter().map(|id| format!("with-{id}"));
        let without = group.without.iter().map(|id| format!("without-{id}"));
        let checked = kinds.chain(with).chain(without).map(|key| (key, "yes".to_owned())).collect();
        Self { version: group.version, name: group.name.clone(), below: group.below.to_string(), checked }
    }

    /// Whether a box is checked.
    pub fn is_checked(&self, key: &str) -> bool {
        self.checked.contains_key(key)
    }

    fn ids(&self, prefix: &str) -> Vec<OrganisationId> {
        self.checked.keys().filter_map(|key| key.strip_prefix(prefix)?.parse().ok()).collect()
    }

    fn group(&self, id: BodyGroupId, access: &Access) -> Result<BodyGroup, Error> {
        let mut errors = Vec::new();
        let name = text::nfc(&text::squeeze(&self.name));
        if name.is_empty() || name.chars().count() > 200 {
            errors.push(FieldError::new(
                "name",
                "Đề nghị nhập tên nhóm, không quá 200 ký tự.",
                "Please enter the group's name, of at most 200 letters.",
            ));
        }
        let reaches = |id: &OrganisationId| access.may(Action::ManageBodies, &Target::of_body(*id));
        let below = self.below.parse().ok().filter(reaches);
        let (with, without) = (self.ids("with-"), self.ids("without-"));
        if below.is_none() || !with.iter().chain(&without).all(reaches) {
            errors.push(FieldError::new(
                "below",
                "Không có đơn vị này trong phạm vi được giao.",
                "There is no such body within your reach.",
            ));
        }
        let kinds: Vec<OrganisationKind> = OrganisationKind::ALL
            .iter()
            .filter(|kind| self.is_checked(&format!("kind-{}", kind.code())))
            .copied()
            .collect();
        if kinds.is_empty() && with.is_empty() {
            errors.push(FieldError::new(
                "kinds",
                "Chọn ít nhất một loại đơn vị hoặc một đơn vị.",
                "Choose at least one kind of body, or one body.",
            ));
        }
        match below {
            Some(below) if errors.is_empty() => {
                Ok(BodyGroup { id, name, below, kinds, with, without, version: self.version })
            }
            _ => Err(Error::Invalid(errors)),
        }
    }
}

/// The groups that may be seen, each with its bodies of a day.
pub async fn list(work: &Work, access: &Access, on: Date) -> Result<Vec<GroupPage>, Error> {
    let mut read = work.store.read().await?;
    let states = store::organisation::list_states(&mut read, on).await?;
    let mut pages = Vec::new();
    for group in store::body_group::list(&mut read).await? {
        if access.may(Action::SeeBody, &Target::of_body(group.below)) {
            pages.push(page_of(&mut read, group, &states).await?);
        }
    }
    Ok(pages)
}

/// One group with its bodies of a day.
pub async fn page(work: &Work, id: BodyGroupId, on: Date) -> Result<GroupPage, Error> {
    let mut read = work.store.read().await?;
    let group = store::body_group::get(&mut read, id).await?;
    let states = store::organisation::list_states(&mut read, on).await?;
    page_of(&mut read, group, &states).await
}

async fn page_of(read: &mut Read, group: BodyGroup, states: &[BodyState]) -> Result<GroupPage, Error> {
    let bodies = group.bodies(states).into_iter().cloned().collect();
    let below = store::organisation::get(read, group.below).await?;
    let choices = choices(states, group.below);
    Ok(GroupPage { group, below, bodies, choices })
}

/// What lies below a body, by kind and name.
fn choices(states: &[BodyState], below: OrganisationId) -> Vec<BodyState> {
    let every = BodyGroup {
        id: BodyGroupId(below.0),
        name: String::new(),
        below,
        kinds: OrganisationKind::ALL.to_vec(),
        with: Vec::new(),
        without: Vec::new(),
        version: 1,
    };
    every.bodies(states).into_iter().cloned().collect()
}

/// The bodies below which a new group can select: those with others below them.
pub async fn places(work: &Work, access: &Access) -> Result<Vec<BodyState>, Error> {
    let mut read = work.store.read().await?;
    let states = store::organisation::list_states(&mut read, work.clock.today()).await?;
    let has_below = |id: OrganisationId| states.iter().any(|state| state.parent == Some(id));
    let manages = |id| access.may(Action::ManageBodies, &Target::of_body(id));
    let is_place = |state: &&BodyState| {
        state.kind != OrganisationKind::Commune && manages(state.id) && has_below(state.id)
    };
    Ok(states.iter().filter(is_place).cloned().collect())
}

/// Saves a new group.
pub async fn add(
    work: &Work,
    actor: &Actor,
    access: &Access,
    form: &GroupForm,
) -> Result<BodyGroupId, Error> {
    let group = BodyGroup { version: 1, ..form.group(work.clock.id(), access)? };
    let mut tx = work.store.write().await?;
    is_new(&mut tx, &group).await?;
    store::body_group::add(&mut tx, &group).await?;
    work.keep(tx, actor, [added(&group)]).await?;
    Ok(group.id)
}

/// Changes a group that still has the version it was shown with.
pub async fn update(
    work: &Work,
    actor: &Actor,
    access: &Access,
    id: BodyGroupId,
    form: &GroupForm,
) -> Result<(), Error> {
    let group = form.group(id, access)?;
    let mut tx = work.store.write().await?;
    let before = store::body_group::get(&mut tx, id).await?;
    is_new(&mut tx, &group).await?;
    store::body_group::update(&mut tx, &group).await?;
    let event = Event::done("body_group.changed", id).of_body(group.below).changed(&before, &group);
    work.keep(tx, actor, [event]).await
}

/// Two groups of one name below one body could not be told apart.
async fn is_new(read: &mut Read, group: &BodyGroup) -> Result<(), Error> {
    let key = text::fold(&group.name);
    let groups = store::body_group::list(read).await?;
    let is_same = |other: &BodyGroup| {
        other.id != group.id && other.below == group.below && text::fold(&other.name) == key
    };
    if groups.iter().any(is_same) {
        return Err(Error::Invalid(vec![FieldError::new(
            "name",
            "Đã có nhóm mang tên này.",
            "There is a group of this name already.",
        )]));
    }
    Ok(())
}

fn added(group: &BodyGroup) -> Event {
    Event::done("body_group.added", group.id).of_body(group.below).added(group)
}

/// Saves the groups that plans name most, unless there are groups of these names.
pub(super) async fn add_built_in(
    work: &Work,
    tx: &mut Write,
    history: &BodyHistory,
    province: &Organisation,
    by_key: &HashMap<String, OrganisationId>,
) -> Result<Vec<Event>, Error> {
    use OrganisationKind::{Agency, Commune, Party};
    let today = work.clock.today();
    let has_zone = history.children_on(province.id, today).iter().any(|s| s.name.starts_with("Đặc khu "));
    let communes = if has_zone { "UBND các xã, phường, đặc khu" } else { "UBND các xã, phường" };
    let of = |keys: &[&str]| -> Vec<OrganisationId> {
        keys.iter().filter_map(|key| by_key.get(*key)).copied().collect()
    };
    let groups = [
        ("các sở, ban, ngành", vec![Agency], of(&["CA", "QS"]), of(&["UBND", "HĐND"])),
        (communes, vec![Commune], Vec::new(), Vec::new()),
        ("các cơ quan đảng", vec![Party], Vec::new(), of(&["TU"])),
    ];
    let mut events = Vec::new();
    for (name, kinds, with, without) in groups {
        let (id, name, below) = (work.clock.id(), name.to_owned(), province.id);
        let group = BodyGroup { id, name, below, kinds, with, without, version: 1 };
        if is_new(tx, &group).await.is_ok() {
            store::body_group::add(tx, &group).await?;
            events.push(added(&group));
        }
    }
    Ok(events)
}
