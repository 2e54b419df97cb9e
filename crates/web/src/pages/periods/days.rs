//! Opening a period before its day, and moving its days.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::response::IntoResponse as _;
use domain::{ReportingPeriod, ReportingPeriodId};
use serde::Deserialize;
use work::periods::{self, Postponement};

use super::super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

/// Which version of the period the button was shown for.
#[derive(Debug, Deserialize)]
pub struct Opening {
    version: i64,
}

/// `POST /periods/{id}/open`.
pub async fn open(ctx: Ctx, Path(id): Path<ReportingPeriodId>, Form(opening): Form<Opening>) -> Page {
    periods::open_now(ctx.work(), ctx.actor()?, id, opening.version).await?;
    Ok(go_on(&format!("/periods/{id}"), "notice-period-opened"))
}

#[derive(Template)]
#[template(path = "periods/days.html")]
struct Days {
    ctx: Ctx,
    period: ReportingPeriod,
    typed: Postponement,
    errors: FormErrors,
}

impl Days {
    /// Where the page stands.
    fn parents(&self) -> [(String, String); 2] {
        let period = (format!("/periods/{}", self.period.id), self.ctx.period_name(&self.period));
        [("/periods".to_owned(), self.ctx.t("nav-periods")), period]
    }
}

/// `GET /periods/{id}/days`.
pub async fn show_days(ctx: Ctx, Path(id): Path<ReportingPeriodId>) -> Page {
    let period = periods::get(ctx.work(), id).await?;
    let typed = Postponement::of(&period);
    render(&Days { ctx, period, typed, errors: FormErrors::default() })
}

/// `POST /periods/{id}/days`.
pub async fn postpone(
    ctx: Ctx,
    Path(id): Path<ReportingPeriodId>,
    Form(mut typed): Form<Postponement>,
) -> Page {
    let Err(error) = periods::postpone(ctx.work(), ctx.actor()?, id, &typed).await else {
        return Ok(go_on(&format!("/periods/{id}"), "notice-period-postponed"));
    };
    let period = periods::get(ctx.work(), id).await?;
    match error {
        work::Error::Invalid(invalid) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Days { ctx, period, typed, errors })
        }
        work::Error::Store(store::Error::Stale { current }) => {
            typed.version = current;
            let errors = FormErrors::stale(&ctx, "due_on");
            show_both(&Days { ctx, period, typed, errors })
        }
        error => Ok(Error::from(error).into_response()),
    }
}
