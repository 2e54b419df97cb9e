//! The form that makes a task of an answer.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use domain::{DifficultyId, DifficultyState, OrganisationId};
use work::difficulties::{self, Shown, TaskOf};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{FormErrors, Page, go_on, show as render, show_again, show_both};

#[derive(Template)]
#[template(path = "difficulties/task.html")]
struct New {
    ctx: Ctx,
    page: Shown,
    places: Vec<(OrganisationId, String)>,
    typed: TaskOf,
    errors: FormErrors,
}

impl New {
    fn is_chosen(&self, body: &OrganisationId) -> bool {
        self.typed.lead == body.to_string()
    }

    fn href(&self) -> String {
        format!("/difficulties/{}", self.page.difficulty.id)
    }

    async fn load(
        ctx: Ctx,
        id: DifficultyId,
        typed: Option<TaskOf>,
        errors: FormErrors,
    ) -> Result<Self, Error> {
        let page = difficulties::show(ctx.work(), ctx.access()?, id).await?;
        let plan = page.difficulty.plan;
        let places = difficulties::places_to_go(ctx.work(), ctx.access()?, plan).await?;
        let typed = typed.unwrap_or_else(|| difficulties::suggested_task(&page.difficulty));
        Ok(Self { ctx, page, places, typed, errors })
    }
}

/// `GET /difficulties/{id}/task`.
pub async fn new(ctx: Ctx, Path(id): Path<DifficultyId>) -> Page {
    let form = New::load(ctx, id, None, FormErrors::default()).await?;
    let one = &form.page.difficulty;
    if one.state != DifficultyState::Answered || one.task.is_some() {
        return Ok(go_on(&form.href(), "notice-difficulty-no-task"));
    }
    render(&form)
}

/// `POST /difficulties/{id}/task`.
pub async fn create(ctx: Ctx, Path(id): Path<DifficultyId>, Form(typed): Form<TaskOf>) -> Page {
    let form = New::load(ctx.clone(), id, Some(typed.clone()), FormErrors::default()).await?;
    match difficulties::become_task(ctx.work(), ctx.actor()?, ctx.access()?, id, &typed).await {
        Ok(task) => Ok(go_on(&format!("/tasks/{task}"), "notice-difficulty-task")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&New { errors, ..form })
        }
        Err(work::Error::Closed | work::Error::Store(store::Error::Stale { .. })) => {
            let errors = FormErrors::stale(&ctx, "text");
            show_both(&New { errors, ..form })
        }
        Err(error) => Err(error.into()),
    }
}
