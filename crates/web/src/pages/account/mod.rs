//! `/account`: what whoever is signed in does about signing in: password, second factor, sessions.

pub mod device;
pub mod password;
pub mod second_factor;

use askama::Template;
use axum::Extension;
use axum::extract::Form;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use domain::Means;
use jiff::Timestamp;
use serde::Deserialize;
use store::session::Session;
use work::sign_in::session::{self, Duty};
use work::sign_in::{Visit, password as passwords};

use super::{Page, go_on, sign_in};
use crate::ctx::Ctx;
use crate::error::Error;

/// Where a duty is done.
pub fn address_of(duty: Duty) -> &'static str {
    match duty {
        Duty::SetPassword => "/account/password",
        Duty::EnrolSecondFactor => "/account/second-factor",
    }
}

/// Goes on with the session's new secret in the browser's cookie.
fn renewed(ctx: &Ctx, secret: String, answer: Response) -> Response {
    (CookieJar::new().add(sign_in::session_cookie(ctx.app().site(), secret)), answer).into_response()
}

#[derive(Template)]
#[template(path = "account/show.html")]
struct Show {
    ctx: Ctx,
    password_set_at: Option<Timestamp>,
    has_second_factor: bool,
    sessions: Vec<Row>,
}

/// One session as it is listed.
struct Row {
    session: Session,
    device: String,
    is_this: bool,
}

impl Show {
    fn means(&self, means: &Means) -> String {
        self.ctx.tk("means", means.code())
    }
}

/// `GET /account/security`: the means of signing in, and the sessions that have not ended.
pub async fn show(ctx: Ctx, Extension(visit): Extension<Visit>) -> Page {
    let password_set_at = passwords::set_at(ctx.work(), &visit).await?;
    let sessions = session::list(ctx.work(), &visit).await?;
    let row = |session: Session| Row {
        device: device::name(&session.agent, ctx.lang),
        is_this: session.id_sha256 == visit.session.id_sha256,
        session,
    };
    let sessions = sessions.into_iter().map(row).collect();
    super::show(&Show { ctx, password_set_at, has_second_factor: visit.has_second_factor, sessions })
}

/// Which session to end, by what the server knows it by.
#[derive(Deserialize)]
pub struct Which {
    session: String,
}

/// `POST /account/sessions`: ends one of one's own sessions.
pub async fn end_session(
    ctx: Ctx,
    Extension(visit): Extension<Visit>,
    Form(which): Form<Which>,
) -> Result<Response, Error> {
    session::end(ctx.work(), &visit, &which.session).await?;
    Ok(go_on("/account/security", "notice-session-ended"))
}

/// `POST /account/sessions/others`: ends all of one's sessions but this one.
pub async fn end_others(ctx: Ctx, Extension(visit): Extension<Visit>) -> Result<Response, Error> {
    session::end_others(ctx.work(), &visit).await?;
    Ok(go_on("/account/security", "notice-sessions-ended"))
}
