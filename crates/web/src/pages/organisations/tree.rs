//! The tree of bodies as of a day.

use askama::Template;
use axum::extract::Query;
use domain::{Action, OrganisationId, access};
use jiff::civil::Date;
use serde::Deserialize;
use work::bodies::tree::{self, Tree};
use work::typed_day;

use crate::ctx::Ctx;
use crate::pages::{Page, show as render};

/// What the control for the day sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    on: String,
    below: String,
}

#[derive(Template)]
#[template(path = "organisations/tree.html")]
struct TreePage {
    ctx: Ctx,
    on: Date,
    below: Option<OrganisationId>,
    tree: Tree,
}

impl TreePage {
    fn headline(&self) -> String {
        self.ctx
            .tw("tree-headline", &[("count", self.tree.count.to_string()), ("day", self.ctx.date(&self.on))])
    }

    /// Where the page stands, and what it is called.
    fn place(&self) -> (Vec<(String, String)>, String) {
        let mut path = vec![("/organisations".to_owned(), self.ctx.t("nav-organisations"))];
        let Some((here, above)) = self.tree.path.split_last() else {
            return (path, self.ctx.t("tree"));
        };
        path.push((format!("/organisations/tree?on={}", self.on), self.ctx.t("tree")));
        path.extend(above.iter().map(|body| (self.address(&body.id), body.name.clone())));
        (path, here.name.clone())
    }

    fn address(&self, below: &OrganisationId) -> String {
        format!("/organisations/tree?on={}&below={below}", self.on)
    }

    fn manages_all(&self) -> bool {
        self.ctx.may(Action::ManageBodies, &access::Target::default())
    }
}

/// `GET /organisations/tree`.
pub async fn tree(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let on = typed_day(&asked.on).unwrap_or_else(|| ctx.work().clock.today());
    let below = asked.below.parse().ok();
    let tree = tree::load(ctx.work(), below, on, |id| ctx.sees_body(&id)).await?;
    render(&TreePage { ctx, on, below, tree })
}
