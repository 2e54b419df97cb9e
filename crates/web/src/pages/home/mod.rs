//! `/`: to each role its own page, the widest first, with links to the others.

mod administration;
mod unit;
mod verification;

use askama::Template;
use axum::extract::Query;
use domain::{AccessRole, Action, OrganisationId, Person};
use serde::Deserialize;
use work::access::Access;
use work::home;

use super::{Page, overview, show as render};
use crate::ctx::Ctx;
use crate::error::Error;

/// Which of one's pages is asked for; the widest where none is.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    home: String,
}

/// A page that a role opens on, the widest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The plan as a whole.
    Overview,
    /// A body's own affairs.
    Unit,
    /// The figures of a field that wait to be verified.
    Verification,
    /// Accounts, settings and the log.
    Administration,
}

impl Home {
    const ALL: [Home; 4] = [Home::Overview, Home::Unit, Home::Verification, Home::Administration];

    /// The word used in addresses and keys.
    pub fn code(self) -> &'static str {
        match self {
            Home::Overview => "overview",
            Home::Unit => "unit",
            Home::Verification => "verification",
            Home::Administration => "administration",
        }
    }

    fn is_for(self, ctx: &Ctx, access: &Access) -> bool {
        match self {
            Home::Overview => sees_overview(ctx, access),
            Home::Unit => !own_bodies(ctx, access).is_empty(),
            Home::Verification => access.is(AccessRole::Verifier),
            Home::Administration => access.is(AccessRole::Administrator),
        }
    }
}

/// The whole plan is seen; or there is none yet, and whoever sees the first will see it whole.
fn sees_overview(ctx: &Ctx, access: &Access) -> bool {
    match &ctx.plan {
        Some((plan, _)) => access.sees_whole(plan.id),
        None => access.may(Action::SeePlan, &domain::access::Target::default()),
    }
}

fn own_bodies(ctx: &Ctx, access: &Access) -> Vec<OrganisationId> {
    home::own_bodies(access, sees_overview(ctx, access))
}

/// A link to one of somebody's pages.
pub struct HomeLink {
    /// Its address.
    pub href: String,
    /// The key of its name.
    pub key: String,
    /// Whether it is the page shown.
    pub current: bool,
}

fn links(homes: &[Home], shown: Home) -> Vec<HomeLink> {
    let link = |home: &Home| HomeLink {
        href: format!("/?home={}", home.code()),
        key: format!("home-{}", home.code()),
        current: *home == shown,
    };
    if homes.len() > 1 { homes.iter().map(link).collect() } else { Vec::new() }
}

#[derive(Template)]
#[template(path = "home/nobody.html")]
struct Nobody {
    ctx: Ctx,
    whom: Vec<(String, Vec<Person>)>,
}

/// `GET /`.
pub async fn show(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let access = ctx.access()?.clone();
    let homes: Vec<Home> = Home::ALL.into_iter().filter(|home| home.is_for(&ctx, &access)).collect();
    let shown = homes.iter().copied().find(|home| home.code() == asked.home).or(homes.first().copied());
    let links = shown.map(|shown| links(&homes, shown)).unwrap_or_default();
    match shown {
        Some(Home::Overview) => overview::show(ctx, links).await,
        Some(Home::Unit) => unit::show(ctx, links).await,
        Some(Home::Verification) => verification::show(ctx, links).await,
        Some(Home::Administration) => administration::show(ctx, links).await,
        None => nobody(ctx, &access).await,
    }
}

async fn nobody(ctx: Ctx, access: &Access) -> Page {
    let whom = home::whom_to_ask(ctx.work(), access).await?;
    render(&Nobody { ctx, whom })
}

/// The plan as far as it is seen; none where none is.
async fn tracked(ctx: &Ctx) -> Result<Option<work::tracked::Tracked>, Error> {
    match ctx.plan {
        Some(_) => Ok(Some(ctx.tracked().await?)),
        None => Ok(None),
    }
}
