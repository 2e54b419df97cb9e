//! Signing in by a link that works once, and signing out.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::Deserialize;
use work::Actor;

use super::{Page, show};
use crate::address::{encode, within_site};
use crate::ctx::{Ctx, Guest, SESSION_COOKIE};
use crate::error::Error;

/// Where to go after signing in.
#[derive(Deserialize)]
pub struct Next {
    next: Option<String>,
}

/// The address of the sign-in page that returns to `next`.
pub fn address(next: &str) -> String {
    if next == "/" { "/sign-in".into() } else { format!("/sign-in?next={}", encode(next)) }
}

#[derive(Template)]
#[template(path = "sign_in/ask.html")]
struct Ask {
    ctx: Ctx,
}

#[derive(Template)]
#[template(path = "sign_in/accept.html")]
struct Accept {
    ctx: Ctx,
    token: String,
    invited: Actor,
}

/// `GET /sign-in`: how to get in.
pub async fn ask(Guest(ctx): Guest, Query(next): Query<Next>) -> Page {
    if ctx.actor.is_some() {
        return Ok(Redirect::to(within_site(next.next.as_deref())).into_response());
    }
    show(&Ask { ctx })
}

/// `GET /sign-in/{token}`: who the link is for. Looking does not use it up, since
/// mail scanners and browsers open links on their own.
pub async fn accept(Guest(ctx): Guest, Path(token): Path<String>) -> Page {
    let invited = work::sign_in::invited(ctx.work(), &token).await?;
    show(&Accept { ctx, token, invited })
}

/// `POST /sign-in/{token}`: uses the link up and starts a session.
pub async fn create(Guest(ctx): Guest, Path(token): Path<String>) -> Result<Response, Error> {
    let secret = work::sign_in::accept(ctx.work(), &token, ctx.origin()).await?;
    let cookie = Cookie::build((SESSION_COOKIE, secret))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(ctx.app().site().is_https);
    Ok((CookieJar::new().add(cookie.build()), Redirect::to("/")).into_response())
}

/// `POST /sign-out`: ends the session.
pub async fn delete(ctx: Ctx, jar: CookieJar) -> Result<Response, Error> {
    if let Some(secret) = jar.get(SESSION_COOKIE) {
        work::sign_in::leave(ctx.work(), ctx.actor()?, secret.value()).await?;
    }
    let gone = Cookie::build((SESSION_COOKIE, "")).path("/");
    Ok((jar.remove(gone.build()), Redirect::to("/sign-in")).into_response())
}
