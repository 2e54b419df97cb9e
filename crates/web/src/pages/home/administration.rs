//! Accounts, settings and the log: what an administrator has to see to. No figures.

use askama::Template;
use work::accounts::{self, Setup};
use work::home::{self, Attention};

use super::HomeLink;
use crate::ctx::{Ctx, NavItem};
use crate::pages::{Page, show as render};

#[derive(Template)]
#[template(path = "home/administration.html")]
struct Administration {
    ctx: Ctx,
    links: Vec<HomeLink>,
    attention: Attention,
    setup: Setup,
}

impl Administration {
    /// Every part of the site that the administrator works with.
    fn parts(&self) -> Vec<NavItem> {
        self.ctx.nav().into_iter().filter(|part| part.href != "/").collect()
    }

    fn is_calm(&self) -> bool {
        self.attention.locked.is_empty()
            && self.attention.never.is_empty()
            && self.attention.administrators > 1
    }
}

/// The page of whoever administers.
pub async fn show(ctx: Ctx, links: Vec<HomeLink>) -> Page {
    let attention = home::attention(ctx.work()).await?;
    let setup = accounts::setup(ctx.work()).await?;
    render(&Administration { links, attention, setup, ctx })
}
