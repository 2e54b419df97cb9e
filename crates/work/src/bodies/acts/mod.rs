//! Recording a dated act on bodies, and telling what became of a body.

mod form;
mod late;
mod page;
mod words;

use std::collections::BTreeMap;

use domain::{ActKind, OrganisationAct, OrganisationId, text};
use serde::Deserialize;

use super::{events, history};
use crate::access::Access;
use crate::{Actor, Error, Work};
use form::Typed;
use late::{late_figures, noted};
use words::field_of;

pub(crate) use page::lines;
pub use page::{ActLine, ActPage, page};
pub(super) use words::{refused, words};

/// What was typed into the form of an act, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ActForm {
    /// The version of the body that the form was shown for.
    pub version: i64,
    /// Which act: a code of [`ActKind`].
    pub kind: String,
    /// The first day on which it holds.
    pub effective_on: String,
    /// The document it rests on.
    pub document: String,
    /// A remark.
    pub note: String,
    /// The new name.
    pub name: String,
    /// The new official code; may be empty.
    pub code: String,
    /// What a new body is: a code of [`domain::OrganisationKind`].
    pub body_kind: String,
    /// Other writings of a new body's name, one a line.
    pub aliases: String,
    /// The id of the new body above; empty for the top.
    pub parent: String,
    /// Whether merged bodies become a new one (`new`) or part of this one (`this`).
    pub into: String,
    /// The names of the bodies after a split, one a line.
    pub parts: String,
    /// Whether a split body goes on (`yes`).
    pub goes_on: String,
    /// Why bodies end in the past although there are later figures of theirs.
    pub reason: String,
    /// The bodies merged with this one: `with-` and the id.
    #[serde(flatten)]
    pub others: BTreeMap<String, String>,
}

impl ActForm {
    /// Which act is meant; to found a body when nothing is said.
    pub fn act_kind(&self) -> ActKind {
        ActKind::from_code(&self.kind).unwrap_or(ActKind::Found)
    }

    /// Whether a body is chosen to be merged.
    pub fn is_with(&self, id: &OrganisationId) -> bool {
        self.others.contains_key(&format!("with-{id}"))
    }

    fn with(&self) -> impl Iterator<Item = OrganisationId> + '_ {
        self.others.keys().filter_map(|key| key.strip_prefix("with-")?.parse().ok())
    }
}

/// Records an act about a body (or about the top of the tree), and gives the body to go on with.
///
/// Every invalid field is named at once. Bodies that a form names must lie within the actor's reach.
pub async fn record(
    work: &Work,
    actor: &Actor,
    access: &Access,
    about: Option<OrganisationId>,
    form: &ActForm,
) -> Result<OrganisationId, Error> {
    let mut tx = work.store.write().await?;
    let history = history(&mut tx).await?;
    let body = about.map(|id| {
        history.find(id).ok_or(store::Error::NotFound { noun: "organisation", id: id.to_string() })
    });
    let body = body.transpose()?;
    if let Some(body) = body.filter(|body| body.version != form.version) {
        return Err(store::Error::Stale { current: body.version }.into());
    }
    let typed = Typed::of(work, access, &history, body, form)?;
    let id = work.clock.id();
    let kind = typed.change.kind();
    let outcome = history.plan(typed.change, typed.on, id);
    let outcome = outcome.map_err(|refusal| refused(&refusal, field_of(&refusal, kind)))?;
    let figures = late_figures(&mut tx, &history, &outcome.ended, typed.on).await?;
    let note = noted(form, figures)?;
    let act = OrganisationAct {
        id,
        kind,
        effective_on: typed.on,
        document: text::squeeze(&form.document),
        note,
        recorded_at: work.clock.now(),
        before: outcome.before.clone(),
        after: outcome.after.clone(),
    };
    store::organisation_act::add(&mut tx, &act, &outcome).await?;
    work.keep(tx, actor, events(&history, &act, &outcome)).await?;
    let next = outcome.added.first().map(|body| body.id).or(about);
    next.ok_or(Error::Incomplete)
}
