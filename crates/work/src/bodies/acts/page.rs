//! What the form of an act is filled from, and the acts on a body as they are told.

use domain::access::Target;
use domain::{Action, BodyState, Organisation, OrganisationAct, OrganisationId, OrganisationKind};
use jiff::civil::Date;
use store::Read;

use crate::access::Access;
use crate::{Error, Work};

/// What the form of an act is filled from.
#[derive(Debug, Clone)]
pub struct ActPage {
    /// The body as it stands since its latest act.
    pub body: Organisation,
    /// The bodies that it can be merged with: those below the same body.
    pub siblings: Vec<BodyState>,
    /// The bodies that it can be put below.
    pub parents: Vec<BodyState>,
    /// The latest act on it.
    pub latest: Option<ActLine>,
}

/// Loads what the form of an act about a body is filled from.
pub async fn page(work: &Work, access: &Access, id: OrganisationId) -> Result<ActPage, Error> {
    let mut read = work.store.read().await?;
    let body = store::organisation::get(&mut read, id).await?;
    let mut states = store::organisation::list_states(&mut read, work.clock.today()).await?;
    states.retain(|state| state.id != id && access.may(Action::ManageBodies, &Target::of_body(state.id)));
    let siblings = states.iter().filter(|state| state.parent == body.parent).cloned().collect();
    let is_near =
        |state: &BodyState| state.kind != OrganisationKind::Commune || body.parent == Some(state.id);
    states.retain(is_near);
    let latest = lines(&mut read, id).await?.into_iter().next();
    Ok(ActPage { body, siblings, parents: states, latest })
}

/// An act as it is told: the bodies before and after it by the names they bore.
#[derive(Debug, Clone)]
pub struct ActLine {
    /// The act.
    pub act: OrganisationAct,
    /// What it was done to.
    pub before: Vec<(OrganisationId, String)>,
    /// What was there after it.
    pub after: Vec<(OrganisationId, String)>,
}

/// The acts on a body, the latest first.
pub(crate) async fn lines(read: &mut Read, id: OrganisationId) -> Result<Vec<ActLine>, Error> {
    let mut lines = Vec::new();
    for act in store::organisation_act::list_of(read, id).await? {
        let eve = act.effective_on.yesterday().unwrap_or(act.effective_on);
        let before = names(read, &act.before, eve).await?;
        let after = names(read, &act.after, act.effective_on).await?;
        lines.push(ActLine { act, before, after });
    }
    Ok(lines)
}

async fn names(
    read: &mut Read,
    ids: &[OrganisationId],
    on: Date,
) -> Result<Vec<(OrganisationId, String)>, Error> {
    let mut names = Vec::new();
    for id in ids {
        names.push((*id, store::organisation::get_on(read, *id, on).await?.name));
    }
    Ok(names)
}
