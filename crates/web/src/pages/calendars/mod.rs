//! Reporting calendars: the list of a plan's, and the form of one with the periods that follow from it.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::IntoResponse as _;
use domain::{Cadence, CalendarId, PlanId, Regime};
use work::calendars::{self, CalendarForm, CalendarPage, Choices, Preview};

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

#[derive(Template)]
#[template(path = "calendars/list.html")]
struct List {
    ctx: Ctx,
    calendars: Vec<CalendarPage>,
    may_change: bool,
}

/// `GET /calendars`: those of the plan being looked at, for whoever sees its periods.
pub async fn list(ctx: Ctx) -> Page {
    let plan = super::periods::seen_plan(&ctx)?;
    let calendars = match plan {
        Some(plan) => calendars::list(ctx.work(), plan).await?,
        None => Vec::new(),
    };
    let may_change = plan.is_some_and(|plan| super::periods::manages(&ctx, plan));
    render(&List { ctx, calendars, may_change })
}

#[derive(Template)]
#[template(path = "calendars/edit.html")]
struct Edit {
    ctx: Ctx,
    /// Its name, or that it is new.
    name: String,
    typed: CalendarForm,
    choices: Choices,
    /// What follows from what was typed, or from what is kept.
    preview: Option<Preview>,
    errors: FormErrors,
}

impl Edit {
    fn cadences(&self) -> &'static [Cadence] {
        Cadence::ALL
    }

    fn regimes(&self) -> &'static [Regime] {
        Regime::ALL
    }

    fn receives(&self, id: impl std::fmt::Display) -> bool {
        self.typed.receiver == id.to_string()
    }

    fn sends(&self, id: impl std::fmt::Display) -> bool {
        self.typed.senders == id.to_string()
    }
}

/// `GET /calendars/new`: for the plan being looked at.
pub async fn new(ctx: Ctx) -> Page {
    let plan = super::periods::managed_plan(&ctx)?;
    let choices = calendars::choices(ctx.work(), ctx.access()?, plan).await?;
    let typed = CalendarForm::new(ctx.work().clock.today(), choices.owner);
    let preview = calendars::preview(ctx.work(), ctx.access()?, plan, &typed).await.ok();
    let name = ctx.t("calendar-new");
    render(&Edit { ctx, name, typed, choices, preview, errors: FormErrors::default() })
}

/// `POST /calendars/new`.
pub async fn create(ctx: Ctx, Form(typed): Form<CalendarForm>) -> Page {
    let plan = super::periods::managed_plan(&ctx)?;
    if typed.is_preview() {
        return previewed(ctx, None, plan, typed).await;
    }
    match calendars::add(ctx.work(), ctx.actor()?, ctx.access()?, plan, &typed).await {
        Ok(id) => Ok(go_on(&format!("/calendars/{id}"), "notice-calendar-kept")),
        Err(error) => refused(ctx, None, plan, typed, error).await,
    }
}

/// `GET /calendars/{id}`.
pub async fn edit(ctx: Ctx, Path(id): Path<CalendarId>) -> Page {
    let page = calendars::page(ctx.work(), id).await?;
    let choices = calendars::choices(ctx.work(), ctx.access()?, page.calendar.plan).await?;
    let typed = CalendarForm::of(&page.calendar);
    let name = page.calendar.name;
    let preview = Some(page.preview);
    render(&Edit { ctx, name, typed, choices, preview, errors: FormErrors::default() })
}

/// `POST /calendars/{id}`.
pub async fn update(ctx: Ctx, Path(id): Path<CalendarId>, Form(typed): Form<CalendarForm>) -> Page {
    let plan = calendars::page(ctx.work(), id).await?.calendar.plan;
    if typed.is_preview() {
        return previewed(ctx, Some(id), plan, typed).await;
    }
    match calendars::update(ctx.work(), ctx.actor()?, ctx.access()?, id, &typed).await {
        Ok(()) => Ok(go_on(&format!("/calendars/{id}"), "notice-calendar-kept")),
        Err(error) => refused(ctx, Some(id), plan, typed, error).await,
    }
}

async fn previewed(ctx: Ctx, id: Option<CalendarId>, plan: PlanId, typed: CalendarForm) -> Page {
    match calendars::preview(ctx.work(), ctx.access()?, plan, &typed).await {
        Ok(preview) => {
            let choices = calendars::choices(ctx.work(), ctx.access()?, plan).await?;
            let name = typed.name.clone();
            let errors = FormErrors::default();
            render(&Edit { ctx, name, typed, choices, preview: Some(preview), errors })
        }
        Err(error) => refused(ctx, id, plan, typed, error).await,
    }
}

async fn refused(
    ctx: Ctx,
    id: Option<CalendarId>,
    plan: PlanId,
    mut typed: CalendarForm,
    error: work::Error,
) -> Page {
    let choices = calendars::choices(ctx.work(), ctx.access()?, plan).await?;
    let name = if id.is_some() { typed.name.clone() } else { ctx.t("calendar-new") };
    match error {
        work::Error::Invalid(invalid) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Edit { ctx, name, typed, choices, preview: None, errors })
        }
        work::Error::Store(store::Error::Stale { current }) => {
            typed.version = current;
            let errors = FormErrors::stale(&ctx, "name");
            let preview = match id {
                Some(id) => Some(calendars::page(ctx.work(), id).await?.preview),
                None => None,
            };
            show_both(&Edit { ctx, name, typed, choices, preview, errors })
        }
        error => Ok(Error::from(error).into_response()),
    }
}
