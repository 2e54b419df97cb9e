//! Reporting periods: those of a plan, the request for a report, and the matrix of bodies of one.

mod days;
mod matrix;
mod words;

pub use days::{open, postpone, show_days};
pub use matrix::{history, show};

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::response::IntoResponse as _;
use domain::{Action, Cadence, PlanId};
use serde::Deserialize;
use work::calendars::{self, CalendarPage};
use work::periods::{self, Periods, Request};

use super::{FormErrors, Page, go_on, show as render, show_again};
use crate::ctx::Ctx;
use crate::error::Error;

/// The plan being looked at, where the person signed in sees its periods.
pub(super) fn seen_plan(ctx: &Ctx) -> Result<Option<PlanId>, Error> {
    let Some((plan, _)) = &ctx.plan else { return Ok(None) };
    let target = ctx.access()?.directory().plan_target(plan.id);
    Ok(Some(plan.id).filter(|_| ctx.may(Action::SeePeriod, &target)))
}

/// Whether the person signed in sets the periods of a plan.
pub(super) fn manages(ctx: &Ctx, plan: PlanId) -> bool {
    let target = |access: &work::access::Access| access.directory().plan_target(plan);
    ctx.access().is_ok_and(|access| ctx.may(Action::ManagePeriods, &target(access)))
}

/// What the address of the list asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    behind: String,
}

#[derive(Template)]
#[template(path = "periods/list.html")]
struct List {
    ctx: Ctx,
    periods: Periods,
    is_first_page: bool,
    may_change: bool,
}

impl List {
    fn next(&self) -> String {
        let next = self.periods.next.as_ref();
        next.map_or_else(String::new, |next| format!("/periods?behind={next}"))
    }

    /// What stands above the lists: the period that is due next, or that there is none.
    fn headline(&self) -> String {
        match self.periods.open.first() {
            Some(line) => self.ctx.tw(
                "periods-headline",
                &[
                    ("count", self.periods.open.len().to_string()),
                    ("period", self.ctx.period_name(&line.period)),
                    ("day", self.ctx.date(&line.period.due_on)),
                ],
            ),
            None => self.ctx.t("periods-headline-none"),
        }
    }
}

/// `GET /periods`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let plan = seen_plan(&ctx)?;
    let periods = match plan {
        Some(plan) => periods::list(ctx.work(), plan, &asked.behind).await?,
        None => Periods::default(),
    };
    let may_change = plan.is_some_and(|plan| manages(&ctx, plan));
    render(&List { ctx, periods, is_first_page: asked.behind.is_empty(), may_change })
}

#[derive(Template)]
#[template(path = "periods/new.html")]
struct New {
    ctx: Ctx,
    calendars: Vec<CalendarPage>,
    typed: Request,
    errors: FormErrors,
}

impl New {
    async fn of(ctx: Ctx, plan: PlanId, typed: Request, errors: FormErrors) -> Result<Self, Error> {
        let calendars = calendars::list(ctx.work(), plan).await?;
        Ok(Self { ctx, calendars, typed, errors })
    }

    fn is_chosen(&self, page: &CalendarPage) -> bool {
        self.typed.calendar == page.calendar.id.to_string()
    }

    fn cadences(&self) -> [Cadence; 2] {
        [Cadence::Thematic, Cadence::AdHoc]
    }
}

/// `GET /periods/new`: for the plan being looked at.
pub async fn new(ctx: Ctx) -> Page {
    let plan = managed_plan(&ctx)?;
    let today = ctx.work().clock.today().to_string();
    let typed = Request { window_to: today, cadence: Cadence::Thematic.code().into(), ..Request::default() };
    render(&New::of(ctx, plan, typed, FormErrors::default()).await?)
}

/// `POST /periods/new`.
pub async fn create(ctx: Ctx, Form(typed): Form<Request>) -> Page {
    let plan = managed_plan(&ctx)?;
    match periods::request(ctx.work(), ctx.actor()?, plan, &typed).await {
        Ok(id) => Ok(go_on(&format!("/periods/{id}"), "notice-period-opened")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&New::of(ctx, plan, typed, errors).await?)
        }
        Err(error) => Ok(Error::from(error).into_response()),
    }
}

/// The plan being looked at, whose periods the person signed in sets.
pub(super) fn managed_plan(ctx: &Ctx) -> Result<PlanId, Error> {
    let (plan, _) = ctx.plan()?;
    ctx.require(Action::ManagePeriods, &ctx.access()?.directory().plan_target(plan.id))?;
    Ok(plan.id)
}
