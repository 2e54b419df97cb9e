//! The language switch.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::Deserialize;

use crate::address::within_site;
use crate::ctx::LANG_COOKIE;
use crate::error::Error;

/// Where to come back to.
#[derive(Deserialize)]
pub struct Back {
    next: Option<String>,
}

/// `GET /language/{lang}`: remembers the language and returns.
pub async fn choose(Path(lang): Path<String>, Query(back): Query<Back>) -> Result<Response, Error> {
    if !matches!(lang.as_str(), "vi" | "en") {
        return Err(Error::NotFound);
    }
    let cookie = Cookie::build((LANG_COOKIE, lang)).path("/").same_site(SameSite::Lax).permanent();
    let next = within_site(back.next.as_deref()).to_owned();
    Ok((CookieJar::new().add(cookie.build()), Redirect::to(&next)).into_response())
}
