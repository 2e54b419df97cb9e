//! `/sign-in/second-step`: the code of the second factor, after the first step was taken.

use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use serde::Deserialize;
use work::sign_in::second_step;

use super::{Next, come_in, own_cookie};
use crate::address::{encode, within_site};
use crate::app::Site;
use crate::ctx::{Ctx, Guest};
use crate::error::Error;
use crate::pages::{FormErrors, Page, show};

/// The cookie that holds the secret of the step; see [`Site::own_cookie`].
const STEP_COOKIE: &str = "cotmoc_step";

/// The code as it was typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "sign_in/second_step.html")]
struct Ask {
    ctx: Ctx,
    next: String,
    errors: FormErrors,
}

/// Goes on from the first step.
pub fn go_on(ctx: &Ctx, secret: String, next: &str) -> Response {
    let cookie = own_cookie(ctx.app().site(), STEP_COOKIE, secret);
    let to = if next == "/" { String::new() } else { format!("?next={}", encode(next)) };
    (CookieJar::new().add(cookie), Redirect::to(&format!("/sign-in/second-step{to}"))).into_response()
}

/// Takes the step's cookie back.
pub fn no_cookie(site: &Site) -> Cookie<'static> {
    let mut gone = own_cookie(site, STEP_COOKIE, String::new());
    gone.make_removal();
    gone
}

/// The secret of the step that the browser is at.
pub fn secret(ctx: &Ctx, jar: &CookieJar) -> Option<String> {
    Some(jar.get(&ctx.app().site().own_cookie(STEP_COOKIE))?.value().to_owned())
}

/// `GET /sign-in/second-step`: asks for the code.
pub async fn ask(Guest(ctx): Guest, jar: CookieJar, Query(query): Query<Next>) -> Page {
    let next = within_site(query.next.as_deref()).to_owned();
    let is_awaited = match secret(&ctx, &jar) {
        Some(secret) => second_step::is_awaited(ctx.work(), &secret).await?,
        None => false,
    };
    if !is_awaited {
        return Ok(Redirect::to(&super::address(&next, false)).into_response());
    }
    show(&Ask { ctx, next, errors: FormErrors::default() })
}

/// `POST /sign-in/second-step`: a session begins, or the form comes back.
pub async fn take(Guest(ctx): Guest, jar: CookieJar, Form(typed): Form<Typed>) -> Page {
    let next = within_site(Some(&typed.next)).to_owned();
    let secret = secret(&ctx, &jar).unwrap_or_default();
    let (status, errors) = match second_step::by_code(ctx.work(), &secret, &typed.code, ctx.origin()).await {
        Ok(session) => return come_in(&ctx, &jar, session, &next).await,
        Err(work::Error::Invalid(invalid)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, FormErrors::new(&ctx, &invalid))
        }
        Err(work::Error::TooManyAttempts) => {
            (StatusCode::TOO_MANY_REQUESTS, FormErrors::one("code", ctx.t("sign-in-too-many")))
        }
        Err(work::Error::NotAdmitted) => {
            let gone = CookieJar::new().add(no_cookie(ctx.app().site()));
            return Ok((gone, Redirect::to(&super::address(&next, false))).into_response());
        }
        Err(error) => return Err(Error::from(error)),
    };
    let page = Ask { ctx, next, errors };
    Ok((status, Html(page.render()?)).into_response())
}
