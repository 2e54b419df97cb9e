//! A body's own affairs: what is due from it, what is late, and where it stands.

use askama::Template;
use work::home::{self, Affairs};
use work::submissions::{self, Mine};
use work::tracked::{TrackedIndicator, TrackedTask};

use super::HomeLink;
use crate::ctx::Ctx;
use crate::pages::{Page, show as render};

#[derive(Template)]
#[template(path = "home/unit.html")]
struct Unit {
    ctx: Ctx,
    links: Vec<HomeLink>,
    affairs: Affairs,
    reports: Mine,
}

impl Unit {
    fn headline(&self) -> String {
        let names = self.affairs.names.join("; ");
        let (due, late) = (self.affairs.due.len(), self.affairs.overdue().len());
        let reports = self.reports.waiting();
        let counts = [
            ("unit-reports", reports),
            ("unit-due", due),
            ("unit-late", late),
            ("unit-adverse", self.affairs.adverse()),
        ];
        let said: Vec<String> = counts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| self.ctx.n(key, count))
            .collect();
        let said = if said.is_empty() { self.ctx.t("unit-nothing") } else { said.join(", ") };
        format!("{names}: {said}.")
    }

    fn indicators(&self) -> &[TrackedIndicator] {
        &self.affairs.indicators
    }

    fn tasks(&self) -> Vec<&TrackedTask> {
        self.affairs.tasks.iter().collect()
    }
}

/// The page of whoever answers for a body, or looks on it.
pub async fn show(ctx: Ctx, links: Vec<HomeLink>) -> Page {
    let access = ctx.access()?;
    let bodies = super::own_bodies(&ctx, access);
    let tracked = super::tracked(&ctx).await?;
    let mut affairs = home::affairs(ctx.work(), access, &bodies, tracked).await?;
    home::worst_first(&mut affairs.indicators);
    let reports = submissions::mine(ctx.work(), access).await?;
    render(&Unit { links, affairs, reports, ctx })
}
