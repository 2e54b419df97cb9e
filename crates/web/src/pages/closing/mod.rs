//! Closing a period: what would be missing, and what was frozen.

use askama::Template;
use axum::extract::Path;
use domain::ReportingPeriodId;
use work::closing::{self, Kept, Standing};

use super::{Page, go_on, show as render, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

#[derive(Template)]
#[template(path = "closing/show.html")]
struct Show {
    ctx: Ctx,
    page: Standing,
    kept: Option<Kept>,
}

impl Show {
    async fn load(mut ctx: Ctx, id: ReportingPeriodId) -> Result<Self, Error> {
        let page = closing::standing(ctx.work(), id).await?;
        let kept = closing::kept(ctx.work(), id).await?;
        ctx.turn_to(page.period.plan).await?;
        Ok(Self { ctx, page, kept })
    }

    /// The pages above: all periods, and this one.
    fn parents(&self) -> [(String, String); 2] {
        let period = &self.page.period;
        let name = self.ctx.period_name(period);
        [("/periods".to_owned(), self.ctx.t("nav-periods")), (format!("/periods/{}", period.id), name)]
    }
}

/// `GET /periods/{id}/close`.
pub async fn ask(ctx: Ctx, Path(id): Path<ReportingPeriodId>) -> Page {
    render(&Show::load(ctx, id).await?)
}

/// `POST /periods/{id}/close`.
pub async fn close(ctx: Ctx, Path(id): Path<ReportingPeriodId>) -> Page {
    match closing::close(ctx.work(), ctx.actor()?, id).await {
        Ok(closed) => {
            let notice = if closed.is_new { "notice-period-closed" } else { "notice-period-closed-before" };
            Ok(go_on(&format!("/periods/{id}/close"), notice))
        }
        // It has not opened yet: the page says so.
        Err(work::Error::Closed) => show_both(&Show::load(ctx, id).await?),
        Err(error) => Err(error.into()),
    }
}
