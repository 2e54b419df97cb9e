//! Signing in by name and password or by a link that works once, and signing out.

pub mod second_step;

use askama::Template;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::Deserialize;
use work::Actor;
use work::sign_in::{Entered, password};

use super::{Page, show};
use crate::address::{encode, within_site};
use crate::app::Site;
use crate::ctx::{Ctx, Guest, SESSION_COOKIE};
use crate::error::Error;

/// Where to go after signing in, and why one comes from there.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    next: Option<String>,
    idle: Option<String>,
}

/// The address of the sign-in page that returns to `next`, and says so where the session was idle.
pub fn address(next: &str, is_idle: bool) -> String {
    let next = (next != "/").then(|| format!("next={}", encode(next)));
    let parts: Vec<String> = next.into_iter().chain(is_idle.then(|| "idle=1".to_owned())).collect();
    if parts.is_empty() { "/sign-in".into() } else { format!("/sign-in?{}", parts.join("&")) }
}

/// The name and password as they were typed.
#[derive(Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "sign_in/ask.html")]
struct Ask {
    ctx: Ctx,
    typed_name: String,
    next: String,
    is_idle: bool,
    refused: Option<String>,
}

#[derive(Template)]
#[template(path = "sign_in/accept.html")]
struct Accept {
    ctx: Ctx,
    token: String,
    invited: Actor,
}

/// `GET /sign-in`: the form, and the other means.
pub async fn ask(Guest(ctx): Guest, Query(query): Query<Next>) -> Page {
    let next = within_site(query.next.as_deref()).to_owned();
    if ctx.actor.is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    show(&Ask { ctx, typed_name: String::new(), next, is_idle: query.idle.is_some(), refused: None })
}

/// `POST /sign-in`: a session begins, or the second factor is asked for; or the form comes back without a why.
pub async fn enter(Guest(ctx): Guest, jar: CookieJar, Form(typed): Form<Typed>) -> Page {
    let next = within_site(Some(&typed.next)).to_owned();
    let refusal = match password::enter(ctx.work(), &typed.name, &typed.password, ctx.origin()).await {
        Ok(entered) => return go_in(&ctx, &jar, entered, &next).await,
        Err(error) => Error::from(error),
    };
    let (status, key) = match &refusal {
        Error::Work(work::Error::NotAdmitted) => (StatusCode::UNPROCESSABLE_ENTITY, "sign-in-refused"),
        Error::Work(work::Error::TooManyAttempts) => (StatusCode::TOO_MANY_REQUESTS, "sign-in-too-many"),
        _ => return Err(refusal),
    };
    let refused = Some(ctx.t(key));
    let page = Ask { ctx, typed_name: typed.name, next, is_idle: false, refused };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /sign-in/{token}`: who the link is for. Looking does not use it up, since
/// mail scanners and browsers open links on their own.
pub async fn accept(Guest(ctx): Guest, Path(token): Path<String>) -> Page {
    let invited = work::sign_in::invited(ctx.work(), &token).await?;
    show(&Accept { ctx, token, invited })
}

/// `POST /sign-in/{token}`: uses the link up; a session begins, or the second factor is asked for.
pub async fn create(Guest(ctx): Guest, jar: CookieJar, Path(token): Path<String>) -> Page {
    let entered = work::sign_in::accept(ctx.work(), &token, ctx.origin()).await?;
    go_in(&ctx, &jar, entered, "/").await
}

/// Goes on to where somebody has come: into the site, or to the second step.
pub async fn go_in(ctx: &Ctx, jar: &CookieJar, entered: Entered, next: &str) -> Page {
    match entered {
        Entered::Session(secret) => come_in(ctx, jar, secret, next).await,
        Entered::SecondStep(secret) => Ok(second_step::go_on(ctx, secret, next)),
    }
}

/// Hands the session just begun to the browser; one that the browser had before ends.
pub async fn come_in(ctx: &Ctx, jar: &CookieJar, secret: String, next: &str) -> Page {
    let site = ctx.app().site();
    if let (Some(before), Some(actor)) = (jar.get(&site.own_cookie(SESSION_COOKIE)), &ctx.actor) {
        work::sign_in::leave(ctx.work(), actor, before.value()).await?;
    }
    let cookies = CookieJar::new().add(session_cookie(site, secret)).add(second_step::no_cookie(site));
    Ok((cookies, Redirect::to(next)).into_response())
}

/// The cookie of a session.
pub fn session_cookie(site: &Site, secret: String) -> Cookie<'static> {
    own_cookie(site, SESSION_COOKIE, secret)
}

/// A cookie that scripts do not read and other sites do not send, but for a link that leads here.
pub fn own_cookie(site: &Site, name: &str, value: String) -> Cookie<'static> {
    Cookie::build((site.own_cookie(name), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(site.is_https)
        .build()
}

/// `POST /sign-out`: ends the session.
pub async fn delete(ctx: Ctx, jar: CookieJar) -> Result<Response, Error> {
    let name = ctx.app().site().own_cookie(SESSION_COOKIE);
    if let Some(secret) = jar.get(&name) {
        work::sign_in::leave(ctx.work(), ctx.actor()?, secret.value()).await?;
    }
    let mut gone = session_cookie(ctx.app().site(), String::new());
    gone.make_removal();
    Ok((CookieJar::new().add(gone), Redirect::to("/sign-in")).into_response())
}
