//! Passkeys: signing in by one, and the page on which people look after their own.
//!
//! The ceremony runs in the browser, so this is the one way of signing in that needs script; without it the
//! button does not show and the password remains.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use axum::{Form, Json};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use jiff::Timestamp;
use serde::Deserialize;
use store::passkey::Passkey;
use work::sign_in::passkey::{self, Ceremony, RelyingParty, Unfit};

use super::refused::refuse;
use super::sign_in::{address, come_in, own_cookie};
use super::{FormErrors, Page, go_on, show, show_again};
use crate::address::within_site;
use crate::ctx::{Ctx, Guest};
use crate::error::Error;

/// The cookie that holds the secret of a ceremony.
const COOKIE: &str = "cotmoc_passkey";
const PAGE: &str = "/account/passkeys";

/// Whether passkeys can sign in at the address that the browser shows.
pub fn is_offered(ctx: &Ctx) -> bool {
    site(ctx).is_ok()
}

fn site(ctx: &Ctx) -> Result<RelyingParty, Unfit> {
    RelyingParty::at(&ctx.address())
}

fn fit_site(ctx: &Ctx) -> Result<RelyingParty, Error> {
    site(ctx).map_err(|_| Error::NotFound)
}

#[derive(Template)]
#[template(path = "passkeys/list.html")]
struct List {
    ctx: Ctx,
    passkeys: Vec<Passkey>,
    typed: String,
    errors: FormErrors,
}

impl List {
    fn moment(&self, at: &Timestamp) -> String {
        self.ctx.date(&work::clock::day_in_vietnam(*at))
    }

    fn unfit(&self) -> Option<Unfit> {
        site(&self.ctx).err()
    }

    /// Where the same pages lie under a name: this machine's own, when its number is shown.
    fn named(&self) -> Option<String> {
        let rest = self.ctx.address().strip_prefix("http://127.0.0.1")?.to_owned();
        Some(format!("http://localhost{rest}{PAGE}"))
    }
}

/// The form that adds a passkey.
#[derive(Deserialize)]
pub struct Added {
    name: String,
    #[serde(default)]
    answer: String,
}

/// The form that removes one.
#[derive(Deserialize)]
pub struct Removed {
    id: String,
}

/// The form that signs in.
#[derive(Deserialize)]
pub struct Answered {
    #[serde(default)]
    answer: String,
    next: Option<String>,
}

/// `GET /account/passkeys`.
pub async fn list(ctx: Ctx) -> Page {
    show(&page(ctx, String::new(), FormErrors::default()).await?)
}

async fn page(ctx: Ctx, typed: String, errors: FormErrors) -> Result<List, Error> {
    let account = ctx.actor()?.account.ok_or(Error::SignInFirst)?;
    let passkeys = passkey::list(ctx.work(), account).await?;
    Ok(List { ctx, passkeys, typed, errors })
}

/// `POST /account/passkeys/options`: what the browser is to ask the device for a new passkey.
pub async fn ask_to_add(ctx: Ctx) -> Result<Response, Error> {
    let ceremony = passkey::start_adding(ctx.work(), &fit_site(&ctx)?, ctx.actor()?).await?;
    Ok(options(&ctx, ceremony))
}

/// `POST /account/passkeys`: keeps the passkey that the device made.
pub async fn create(ctx: Ctx, jar: CookieJar, Form(added): Form<Added>) -> Page {
    let secret = secret(&ctx, &jar);
    let kept =
        passkey::add(ctx.work(), &fit_site(&ctx)?, ctx.actor()?, secret, &added.name, &added.answer).await;
    match kept {
        Ok(()) => Ok(go_on(PAGE, "notice-passkey-added")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&page(ctx, added.name, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /account/passkeys/remove`.
pub async fn delete(ctx: Ctx, Form(removed): Form<Removed>) -> Page {
    match passkey::remove(ctx.work(), ctx.actor()?, &removed.id).await {
        Ok(()) => Ok(go_on(PAGE, "notice-passkey-removed")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&page(ctx, String::new(), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /sign-in/passkey/options`: what the browser is to ask the device to sign in.
pub async fn ask_to_sign_in(Guest(ctx): Guest) -> Result<Response, Error> {
    let ceremony = passkey::start_signing_in(ctx.work(), &fit_site(&ctx)?, ctx.origin()).await?;
    Ok(options(&ctx, ceremony))
}

/// `POST /sign-in/passkey`: signs in by what the device answered.
pub async fn sign_in(Guest(ctx): Guest, jar: CookieJar, Form(answered): Form<Answered>) -> Page {
    let next = within_site(answered.next.as_deref());
    let site = fit_site(&ctx)?;
    match passkey::sign_in(ctx.work(), &site, secret(&ctx, &jar), &answered.answer, ctx.origin()).await {
        Ok(session) => come_in(&ctx, &jar, session, next).await,
        Err(work::Error::Invalid(invalid)) => {
            let message = invalid.first().map(|field| field.message(ctx.lang).to_owned()).unwrap_or_default();
            let title = ctx.t("passkeys-refused");
            refuse(ctx, title, message, address(next, false))
        }
        Err(error) => Err(error.into()),
    }
}

fn options(ctx: &Ctx, ceremony: Ceremony) -> Response {
    let cookie = own_cookie(ctx.app().site(), COOKIE, ceremony.secret);
    (CookieJar::new().add(cookie), Json(ceremony.options)).into_response()
}

fn secret<'a>(ctx: &Ctx, jar: &'a CookieJar) -> &'a str {
    jar.get(&ctx.app().site().own_cookie(COOKIE)).map(Cookie::value).unwrap_or_default()
}
