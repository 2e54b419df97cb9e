//! Plans under tracking, and choosing the one to look at.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::PlanId;
use work::plans::{self, PlanWithVersions};

use super::{Page, show};
use crate::ctx::{Ctx, PLAN_COOKIE};

#[derive(Template)]
#[template(path = "plans/list.html")]
struct List {
    ctx: Ctx,
    plans: Vec<PlanWithVersions>,
}

impl List {
    fn is_current(&self, id: &PlanId) -> bool {
        self.ctx.plan.as_ref().is_some_and(|(plan, _)| plan.id == *id)
    }
}

/// `GET /plans`.
pub async fn list(ctx: Ctx) -> Page {
    let plans = plans::seen(ctx.work(), ctx.access()?).await?;
    show(&List { ctx, plans })
}

/// `GET /plans/{id}`: looks at this plan from now on.
pub async fn choose(ctx: Ctx, Path(id): Path<PlanId>) -> Page {
    let plan = plans::get(ctx.work(), id).await?;
    let cookie =
        Cookie::build((PLAN_COOKIE, plan.id.to_string())).path("/").http_only(true).same_site(SameSite::Lax);
    Ok((CookieJar::new().add(cookie.permanent().build()), Redirect::to("/")).into_response())
}
