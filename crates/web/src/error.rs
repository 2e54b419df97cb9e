//! Errors become pages: what happened, what to do next, and where to go.
//!
//! A handler returns [`Error`]; the answer carries it to [`pages`], which knows
//! the reader's language and renders it. It is logged there, once.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, REFERER};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::{Action, Lang};
use work::sign_in::Duty;

use crate::address::within_site;
use crate::app::App;
use crate::ctx::{Ctx, Guest, Idle};

/// Why a page could not be shown or a form not be taken.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such page or item.
    #[error("not found")]
    NotFound,
    /// The page needs a signed-in person.
    #[error("sign in first")]
    SignInFirst,
    /// Whoever is signed in must do something else first.
    #[error("something else comes first: {0:?}")]
    DutyFirst(Duty),
    /// The action is not within reach of any role held.
    #[error("not allowed: {}", .0.code())]
    Forbidden(Action),
    /// No plan has been published yet.
    #[error("no plan yet")]
    NoPlan,
    /// The request names a host that this site does not answer to.
    #[error("foreign host")]
    ForeignHost,
    /// A change was sent from another site.
    #[error("cross-site change")]
    CrossSite,
    /// The form could not be taken apart.
    #[error("bad form: {0}")]
    BadForm(String),
    /// More was sent than is taken.
    #[error("too large")]
    TooLarge,
    /// A verb failed.
    #[error(transparent)]
    Work(#[from] work::Error),
    /// A template failed.
    #[error(transparent)]
    Template(#[from] askama::Error),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Work(error.into())
    }
}

/// Carries the error from the handler to [`pages`].
#[derive(Clone)]
struct Failure(Arc<Error>);

/// The action that an answer says is not allowed, if that is what it says.
pub fn denied(response: &Response) -> Option<Action> {
    let Failure(error) = response.extensions().get()?;
    if let Error::Forbidden(action) = **error { Some(action) } else { None }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

impl Error {
    fn status(&self) -> StatusCode {
        match self {
            Error::NotFound | Error::NoPlan => StatusCode::NOT_FOUND,
            Error::SignInFirst => StatusCode::UNAUTHORIZED,
            Error::ForeignHost => StatusCode::MISDIRECTED_REQUEST,
            Error::CrossSite | Error::Forbidden(_) | Error::DutyFirst(_) => StatusCode::FORBIDDEN,
            Error::BadForm(_) => StatusCode::BAD_REQUEST,
            Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Work(error) => work_status(error),
            Error::Template(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The key of the message; `error-<key>-title` and `error-<key>-hint` in the locales.
    fn key(&self) -> &'static str {
        match self {
            Error::NotFound => "not-found",
            Error::NoPlan => "no-plan",
            Error::Forbidden(_) => "forbidden",
            Error::SignInFirst | Error::DutyFirst(_) => "sign-in",
            Error::ForeignHost => "foreign-host",
            Error::CrossSite => "cross-site",
            Error::BadForm(_) => "bad-form",
            Error::TooLarge => "too-large",
            Error::Work(error) => work_key(error),
            Error::Template(_) => "internal",
        }
    }
}

fn work_status(error: &work::Error) -> StatusCode {
    match error {
        work::Error::Refused(_)
        | work::Error::Invalid(_)
        | work::Error::NothingToTrack
        | work::Error::NotAdmitted => StatusCode::UNPROCESSABLE_ENTITY,
        work::Error::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
        work::Error::NoTypesetter => StatusCode::NOT_IMPLEMENTED,
        work::Error::Unresolved(_) | work::Error::Closed | work::Error::Store(store::Error::Stale { .. }) => {
            StatusCode::CONFLICT
        }
        work::Error::SignIn => StatusCode::GONE,
        work::Error::Store(store::Error::NotFound { .. }) => StatusCode::NOT_FOUND,
        work::Error::Store(store::Error::Busy(_)) => StatusCode::SERVICE_UNAVAILABLE,
        work::Error::Store(_)
        | work::Error::Files(_)
        | work::Error::StoredDraft(_)
        | work::Error::Incomplete
        | work::Error::Vault
        | work::Error::Hashing
        | work::Error::NotWritten(_)
        | work::Error::NotPacked(_)
        | work::Error::NotTypeset(_)
        | work::Error::ReaderFailed => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn work_key(error: &work::Error) -> &'static str {
    match error {
        work::Error::Refused(_) => "refused",
        work::Error::Invalid(_) => "invalid",
        work::Error::NothingToTrack => "nothing-to-track",
        work::Error::Unresolved(_) => "unresolved",
        work::Error::Closed => "closed",
        work::Error::SignIn => "link-used",
        work::Error::NotAdmitted => "not-admitted",
        work::Error::TooManyAttempts => "too-many-attempts",
        work::Error::Vault => "vault",
        work::Error::Store(store::Error::NotFound { .. }) => "not-found",
        work::Error::Store(store::Error::Stale { .. }) => "stale",
        work::Error::Store(store::Error::Busy(_)) => "busy",
        work::Error::ReaderFailed => "reader-failed",
        work::Error::NoTypesetter => "no-typesetter",
        work::Error::NotTypeset(_) => "not-typeset",
        work::Error::Store(_)
        | work::Error::Files(_)
        | work::Error::StoredDraft(_)
        | work::Error::Incomplete
        | work::Error::NotWritten(_)
        | work::Error::NotPacked(_)
        | work::Error::Hashing => "internal",
    }
}

/// Where to come back to after signing in: the page asked for, or the one that a form was sent from.
fn back(parts: &Parts) -> String {
    if parts.method.is_safe() {
        return parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
    }
    let referer = parts.headers.get(REFERER).and_then(|referer| referer.to_str().ok()?.parse::<Uri>().ok());
    let page = referer.as_ref().and_then(Uri::path_and_query).map(PathAndQuery::as_str);
    within_site(page).to_owned()
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    ctx: Ctx,
    status: u16,
    title: String,
    hint: String,
}

/// Renders the page of an error that a handler or extractor returned.
pub async fn pages(State(app): State<App>, jar: CookieJar, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let here = parts.uri.clone();
    let back = back(&parts);
    let is_idle = parts.extensions.get::<Idle>().is_some();
    let guest = {
        use axum::extract::FromRequestParts as _;
        Guest::from_request_parts(&mut parts, &app).await
    };
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(Failure(error)) = response.extensions().get().cloned().or_else(|| rejected(&response)) else {
        return response;
    };
    let status = error.status();
    if status.is_server_error() {
        tracing::error!(path = %here.path(), error = %error, "request failed");
    }
    match *error {
        Error::SignInFirst => {
            return Redirect::to(&crate::pages::sign_in::address(&back, is_idle)).into_response();
        }
        Error::DutyFirst(duty) => {
            return Redirect::to(crate::pages::account::address_of(duty)).into_response();
        }
        _ => (),
    }
    let ctx = match guest {
        Ok(Guest(ctx)) => ctx,
        Err(_) => Ctx::stranger(app, crate::ctx::chosen_lang(&jar)),
    };
    page(&error, ctx)
}

/// The page of a request that was refused before anyone looked at who sent it.
pub fn page_for_stranger(app: App, jar: &CookieJar, error: &Error) -> Response {
    page(error, Ctx::stranger(app, crate::ctx::chosen_lang(jar)))
}

fn page(error: &Error, ctx: Ctx) -> Response {
    let (status, key) = (error.status(), error.key());
    let general = || (ctx.t(&format!("error-{key}-title")), ctx.t(&format!("error-{key}-hint")));
    let (title, hint) = detail(error, ctx.lang).unwrap_or_else(general);
    let page = ErrorPage { status: status.as_u16(), title, hint, ctx };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => (status, error.to_string()).into_response(),
    }
}

/// The framework's own refusals (a malformed id, a form that cannot be decoded) come as plain text.
fn rejected(response: &Response) -> Option<Failure> {
    let content = response.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    if !content.starts_with("text/plain") {
        return None;
    }
    let error = match response.status() {
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            Error::BadForm(response.status().to_string())
        }
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => return None,
    };
    Some(Failure(Arc::new(error)))
}

/// What the error itself can say beyond its kind: a title and what to do.
fn detail(error: &Error, lang: Lang) -> Option<(String, String)> {
    match error {
        Error::Work(work::Error::Refused(refusal)) => Some((refusal.message(lang), refusal.hint(lang))),
        Error::Work(work::Error::Invalid(fields)) => {
            let all: Vec<&str> = fields.iter().map(|f| f.message(lang)).collect();
            Some((all.join(" "), String::new()))
        }
        _ => None,
    }
}
