//! Organisations: the list with search, the tree of a day, one with what it carries out, and acts.

pub mod act;
pub mod load;
mod tree;

use askama::Template;
use axum::extract::{Path, Query};
use domain::access::Target;
use domain::{ActKind, Action, InspectedNoun, Organisation, OrganisationId, OrganisationKind};
use jiff::civil::Date;
use serde::Deserialize;
use work::organisations::{self, OrganisationPage};
use work::tracked::{Tracked, TrackedIndicator, TrackedTask};

use super::inspections::OfItem;
use super::{Page, show as render};
use crate::ctx::Ctx;

pub use tree::tree;

/// What the search sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

#[derive(Template)]
#[template(path = "organisations/list.html")]
struct List {
    ctx: Ctx,
    asked: Asked,
    organisations: Vec<Organisation>,
}

impl List {
    /// The kinds that occur, each with its bodies.
    fn kinds(&self) -> Vec<(OrganisationKind, Vec<&Organisation>)> {
        let of = |kind: &OrganisationKind| {
            let bodies: Vec<_> = self.organisations.iter().filter(|o| o.kind == *kind).collect();
            (!bodies.is_empty()).then_some((*kind, bodies))
        };
        OrganisationKind::ALL.iter().filter_map(of).collect()
    }
}

/// `GET /organisations`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let on = ctx.plan.as_ref().map_or_else(|| ctx.work().clock.today(), |(_, on)| *on);
    let mut organisations = organisations::list(ctx.work(), &asked.q, on).await?;
    organisations.retain(|body| ctx.sees_body(&body.id));
    render(&List { ctx, asked, organisations })
}

#[derive(Template)]
#[template(path = "organisations/show.html")]
struct Show {
    ctx: Ctx,
    page: OrganisationPage,
    on: Date,
    tracked: Option<Tracked>,
    inspections: OfItem,
}

impl Show {
    fn manages(&self) -> bool {
        self.ctx.may(Action::ManageBodies, &Target::of_body(self.page.organisation.id))
    }

    /// What can be done to the body; to one that has ended, nothing.
    fn acts(&self) -> &'static [ActKind] {
        if self.manages() && self.page.organisation.valid_to.is_none() { ActKind::ALL } else { &[] }
    }

    fn exists(&self) -> bool {
        self.page.organisation.exists_on(self.on)
    }

    fn indicators(&self) -> Vec<&TrackedIndicator> {
        let id = self.page.organisation.id;
        self.tracked.as_ref().map_or_else(Vec::new, |tracked| tracked.indicators_of(id).collect())
    }

    fn tasks(&self) -> Vec<&TrackedTask> {
        let id = self.page.organisation.id;
        self.tracked.as_ref().map_or_else(Vec::new, |tracked| tracked.tasks_of(id).collect())
    }
}

/// `GET /organisations/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<OrganisationId>) -> Page {
    let on = ctx.plan.as_ref().map_or_else(|| ctx.work().clock.today(), |(_, on)| *on);
    let page = organisations::page(ctx.work(), id, on).await?;
    let tracked = match &ctx.plan {
        Some(_) => Some(ctx.tracked().await?),
        None => None,
    };
    let inspections = OfItem::load(&ctx, InspectedNoun::Organisation, id.0).await?;
    render(&Show { page, on, tracked, inspections, ctx })
}
