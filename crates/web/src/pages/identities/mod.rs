//! Signing in through an OpenID provider, and the page on which people link their identity there.
//!
//! The way out and the way back are two requests. What belongs together is remembered on the server, under a
//! secret that a cookie keeps: an answer that this browser did not ask for finds nothing.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use axum::http::HeaderValue;
use axum::http::header::REFRESH;
use axum::response::IntoResponse as _;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use domain::UserId;
use jiff::Timestamp;
use serde::Deserialize;
use store::identity::Identity;
use work::sign_in::identity::{self, Journey};

use super::sign_in::{address, come_in, own_cookie};
use super::{FormErrors, Page, go_on, refused, show, show_again};
use crate::address::within_site;
use crate::ctx::{Ctx, Guest};
use crate::error::Error;
use crate::oidc::{Failure, Provider, Vouched};

/// The cookie that holds the secret of a journey to the provider.
const COOKIE: &str = "cotmoc_provider";
const BACK: &str = "/sign-in/provider/back";
const PAGE: &str = "/account/identities";

/// What people call the provider; none where there is none.
pub fn provider_name(ctx: &Ctx) -> Option<String> {
    ctx.app().provider().map(|provider| provider.name().to_owned())
}

fn provider(ctx: &Ctx) -> Result<&Provider, Error> {
    ctx.app().provider().ok_or(Error::NotFound)
}

#[derive(Template)]
#[template(path = "identities/list.html")]
struct List {
    ctx: Ctx,
    name: String,
    linked: Option<Identity>,
    errors: FormErrors,
}

impl List {
    fn day(&self, at: &Timestamp) -> String {
        self.ctx.date(&work::clock::day_in_vietnam(*at))
    }
}

/// `GET /account/identities`.
pub async fn list(ctx: Ctx) -> Page {
    show(&page(ctx, FormErrors::default()).await?)
}

async fn page(ctx: Ctx, errors: FormErrors) -> Result<List, Error> {
    let account = ctx.actor()?.account.ok_or(Error::SignInFirst)?;
    let provider = provider(&ctx)?;
    let known = identity::list(ctx.work(), account).await?;
    let linked = known.into_iter().find(|identity| identity.issuer == provider.issuer());
    let name = provider.name().to_owned();
    Ok(List { ctx, name, linked, errors })
}

/// `POST /account/identities`: sets out for the provider, to link whoever signs in there.
pub async fn link(ctx: Ctx) -> Page {
    let account = ctx.actor()?.account.ok_or(Error::SignInFirst)?;
    set_out(ctx, Some(account), PAGE).await
}

/// `POST /account/identities/remove`.
pub async fn delete(ctx: Ctx) -> Page {
    match identity::unlink(ctx.work(), ctx.actor()?, provider(&ctx)?.issuer()).await {
        Ok(()) => Ok(go_on(PAGE, "notice-identity-unlinked")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&page(ctx, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Where to go after signing in.
#[derive(Deserialize)]
pub struct Next {
    next: Option<String>,
}

/// `POST /sign-in/provider`: sets out for the provider, to sign in.
pub async fn sign_in(Guest(ctx): Guest, Form(next): Form<Next>) -> Page {
    set_out(ctx, None, within_site(next.next.as_deref())).await
}

#[derive(Template)]
#[template(path = "identities/leaving.html")]
struct Leaving {
    ctx: Ctx,
    name: String,
    there: String,
}

/// Leads to the provider by a page of ours: a form may be answered by this site alone, and by no redirect
/// to another one.
async fn set_out(ctx: Ctx, account: Option<UserId>, next: &str) -> Page {
    let provider = provider(&ctx)?.clone();
    let back = format!("{}{BACK}", ctx.address());
    let (secret, journey) = identity::start(ctx.work(), account, ctx.origin(), &back, next).await?;
    let there = match provider.page(&journey).await {
        Ok(there) => there,
        Err(failure) => return refuse(ctx, &failure, &journey.next).await,
    };
    let refresh = HeaderValue::from_str(&format!("0; url={there}"));
    let refresh = refresh.map_err(|error| Error::BadForm(error.to_string()))?;
    let page = show(&Leaving { name: provider.name().to_owned(), there, ctx: ctx.clone() })?;
    Ok((CookieJar::new().add(own_cookie(ctx.app().site(), COOKIE, secret)), [(REFRESH, refresh)], page)
        .into_response())
}

/// What the provider sends back with a person.
#[derive(Deserialize)]
pub struct Answer {
    #[serde(default)]
    state: String,
    code: Option<String>,
    error: Option<String>,
    iss: Option<String>,
}

/// `GET /sign-in/provider/back`: whoever comes back from the provider, once.
pub async fn come_back(Guest(ctx): Guest, jar: CookieJar, Query(answer): Query<Answer>) -> Page {
    let provider = provider(&ctx)?.clone();
    let secret = jar.get(&ctx.app().site().own_cookie(COOKIE)).map(Cookie::value).unwrap_or_default();
    let journey = identity::come_back(ctx.work(), secret).await?;
    let Some((account, journey)) = journey.filter(|(_, journey)| journey.state == answer.state) else {
        return tell(ctx, "identity-lost", "/");
    };
    let vouched = match vouched(&provider, &answer, &journey, ctx.work().clock.now()).await {
        Ok(vouched) => vouched,
        Err(failure) => return refuse(ctx, &failure, &journey.next).await,
    };
    match account {
        Some(account) => finish_linking(ctx, account, &vouched).await,
        None => finish_signing_in(ctx, &jar, &vouched, &journey.next).await,
    }
}

async fn vouched(
    provider: &Provider,
    answer: &Answer,
    journey: &Journey,
    now: Timestamp,
) -> Result<Vouched, Failure> {
    if answer.iss.as_deref().is_some_and(|issuer| issuer != provider.issuer()) {
        return Err(Failure::Forged("the answer names another provider".into()));
    }
    match (&answer.code, &answer.error) {
        (Some(code), None) => provider.vouch(code, journey, now).await,
        (_, error) => Err(Failure::Refused(error.clone().unwrap_or_default())),
    }
}

async fn finish_signing_in(ctx: Ctx, jar: &CookieJar, vouched: &Vouched, next: &str) -> Page {
    let session = identity::sign_in(ctx.work(), &vouched.issuer, &vouched.subject, ctx.origin()).await?;
    let Some(session) = session else { return tell(ctx, "identity-unlinked", next) };
    come_in(&ctx, jar, session, within_site(Some(next))).await
}

/// Links only to the account that set out, while it is still the one signed in.
async fn finish_linking(ctx: Ctx, account: UserId, vouched: &Vouched) -> Page {
    let actor = ctx.actor().ok().filter(|actor| actor.account == Some(account)).cloned();
    let Some(actor) = actor else { return tell(ctx, "identity-lost", PAGE) };
    match identity::link(ctx.work(), &actor, &vouched.issuer, &vouched.subject).await {
        Ok(()) => Ok(go_on(PAGE, "notice-identity-linked")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&page(ctx, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Says why the provider's answer was not taken; what exactly was wrong stands in the log.
async fn refuse(ctx: Ctx, failure: &Failure, next: &str) -> Page {
    tracing::warn!(%failure, "signing in through the provider failed");
    let key = match failure {
        Failure::Unreachable(_) => return tell(ctx, "identity-unreachable", next),
        Failure::Refused(_) => "identity-refused",
        Failure::Expired(_) => "identity-expired",
        Failure::Forged(_) => "identity-forged",
    };
    identity::refused(ctx.work(), ctx.origin()).await?;
    tell(ctx, key, next)
}

/// A page that says what happened and what to do: `<key>-title` and `<key>-hint` in the locales.
fn tell(ctx: Ctx, key: &str, next: &str) -> Page {
    let name = provider_name(&ctx).unwrap_or_default();
    let title = ctx.tw(&format!("{key}-title"), &[("provider", name.clone())]);
    let message = ctx.tw(&format!("{key}-hint"), &[("provider", name)]);
    let again = if ctx.actor.is_some() { PAGE.to_owned() } else { address(within_site(Some(next)), false) };
    refused::refuse(ctx, title, message, again)
}
