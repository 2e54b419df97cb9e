//! Giving what a plan says of a group of bodies to each of them, after a preview.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::response::IntoResponse as _;
use domain::{BodyGroupId, BodyState, IndicatorId, Role, TaskId};
use serde::Deserialize;
use work::bodies::expand::{self, Assigned, Consent, ExpandPage};
use work::bodies::groups::GroupPage;

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

/// Which group is looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    group: String,
}

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    version: i64,
    group: String,
    /// Checked boxes: `body-` and the id.
    #[serde(flatten)]
    bodies: BTreeMap<String, String>,
}

#[derive(Template)]
#[template(path = "assignments/show.html")]
struct Show {
    ctx: Ctx,
    page: ExpandPage,
    item: Assigned,
    /// The group whose bodies are shown.
    group: Option<usize>,
    errors: FormErrors,
}

impl Show {
    async fn load(
        ctx: Ctx,
        item: Assigned,
        position: usize,
        group: &str,
        errors: FormErrors,
    ) -> Result<Self, Error> {
        let page = expand::page(ctx.work(), ctx.access()?, item, position).await?;
        let asked: Option<BodyGroupId> = group.parse().ok();
        let group = page.groups.iter().position(|one| Some(one.group.id) == asked);
        let group = group.or((!page.groups.is_empty()).then_some(0));
        Ok(Self { ctx, page, item, group, errors })
    }

    fn chosen(&self) -> Option<&GroupPage> {
        self.page.groups.get(self.group?)
    }

    fn is_chosen(&self, index: &usize) -> bool {
        self.group == Some(*index)
    }

    fn is_named(&self, body: &BodyState) -> bool {
        self.page.named.contains(&body.id)
    }

    fn role(&self) -> String {
        self.ctx.t(if self.page.role == Role::Coordinating { "coordinating" } else { "implementers" })
    }

    fn parents(&self) -> Vec<(String, String)> {
        let list = match self.item {
            Assigned::Indicator(_) => ("/indicators", "nav-indicators"),
            Assigned::Task(_) => ("/tasks", "nav-tasks"),
        };
        vec![(list.0.to_owned(), self.ctx.t(list.1)), (address(self.item), self.page.title.clone())]
    }

    fn back(&self) -> String {
        address(self.item)
    }
}

fn address(item: Assigned) -> String {
    match item {
        Assigned::Indicator(id) => format!("/indicators/{id}"),
        Assigned::Task(id) => format!("/tasks/{id}"),
    }
}

/// `GET /indicators/{id}/assignments/{item}`.
pub async fn of_indicator(
    ctx: Ctx,
    Path((id, position)): Path<(IndicatorId, usize)>,
    Query(asked): Query<Asked>,
) -> Page {
    let item = Assigned::Indicator(id);
    render(&Show::load(ctx, item, position, &asked.group, FormErrors::default()).await?)
}

/// `GET /tasks/{id}/assignments/{item}`.
pub async fn of_task(
    ctx: Ctx,
    Path((id, position)): Path<(TaskId, usize)>,
    Query(asked): Query<Asked>,
) -> Page {
    let item = Assigned::Task(id);
    render(&Show::load(ctx, item, position, &asked.group, FormErrors::default()).await?)
}

/// `POST /indicators/{id}/assignments/{item}`.
pub async fn assign_indicator(
    ctx: Ctx,
    Path((id, position)): Path<(IndicatorId, usize)>,
    Form(typed): Form<Typed>,
) -> Page {
    assign(ctx, Assigned::Indicator(id), position, typed).await
}

/// `POST /tasks/{id}/assignments/{item}`.
pub async fn assign_task(
    ctx: Ctx,
    Path((id, position)): Path<(TaskId, usize)>,
    Form(typed): Form<Typed>,
) -> Page {
    assign(ctx, Assigned::Task(id), position, typed).await
}

async fn assign(ctx: Ctx, item: Assigned, position: usize, typed: Typed) -> Page {
    let id = |key: &String| key.strip_prefix("body-")?.parse().ok();
    let consent = Consent {
        item,
        position,
        version: typed.version,
        group: typed.group.parse().ok(),
        bodies: typed.bodies.keys().filter_map(id).collect(),
    };
    match expand::expand(ctx.work(), ctx.actor()?, ctx.access()?, &consent).await {
        Ok(()) => Ok(go_on(&address(item), "notice-assigned")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Show::load(ctx, item, position, &typed.group, errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { .. })) => {
            let errors = FormErrors::stale(&ctx, "bodies");
            show_both(&Show::load(ctx, item, position, &typed.group, errors).await?)
        }
        Err(error) => Ok(Error::from(error).into_response()),
    }
}
