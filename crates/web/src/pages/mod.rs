//! The pages: a handler, its struct and its template lie together, one folder a noun.

pub mod account;
pub mod accounts;
pub mod assignments;
pub mod body_groups;
pub mod calendars;
pub mod closing;
pub mod committee;
pub mod difficulties;
pub mod documents;
pub mod fields;
pub mod history;
pub mod home;
pub mod identities;
pub mod imports;
pub mod indicators;
pub mod inspections;
pub mod jobs;
pub mod language;
mod lines;
pub mod log;
pub mod mail;
pub mod notices;
pub mod observations;
pub mod organisations;
pub mod overview;
pub mod passkeys;
pub mod people;
pub mod periods;
pub mod plans;
pub mod policy;
pub mod posts;
mod refused;
pub mod report_lines;
pub mod report_templates;
pub mod reports;
pub mod review;
pub mod settings;
pub mod sign_in;
pub mod special_days;
pub mod submissions;
pub mod tasks;
pub mod totals;
pub mod verification;
pub mod workbooks;

use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use work::FieldError;

use crate::ctx::{Ctx, NOTICE_COOKIE};
use crate::error::Error;

/// A page: rendered HTML, or the error that becomes the error page.
pub type Page = Result<Response, Error>;

/// Renders a page.
pub fn show(template: &impl Template) -> Page {
    Ok(Html(template.render()?).into_response())
}

/// Renders a form that was not accepted: 422, with the values kept.
pub fn show_again(template: &impl Template) -> Page {
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(template.render()?)).into_response())
}

/// Renders a form whose item someone else changed meanwhile: 409, with the typed values kept
/// beside the new state, so that the second person sees both and decides.
pub fn show_both(template: &impl Template) -> Page {
    Ok((StatusCode::CONFLICT, Html(template.render()?)).into_response())
}

/// Goes on after a change (303), with a notice shown once.
pub fn go_on(to: &str, notice: &'static str) -> Response {
    let cookie = Cookie::build((NOTICE_COOKIE, notice)).path("/").http_only(true).same_site(SameSite::Lax);
    (CookieJar::new().add(cookie.build()), Redirect::to(to)).into_response()
}

/// Forgets the notice once a page has shown it.
pub async fn take_back_notice(jar: CookieJar, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if jar.get(NOTICE_COOKIE).is_none() || response.status() != StatusCode::OK {
        return response;
    }
    (jar.remove(Cookie::build(NOTICE_COOKIE).path("/").build()), response).into_response()
}

/// Per-field messages of a form, in the reader's language.
#[derive(Debug, Clone, Default)]
pub struct FormErrors(Vec<(String, String)>);

impl FormErrors {
    /// The messages of a refused form.
    pub fn new(ctx: &Ctx, errors: &[FieldError]) -> Self {
        Self(errors.iter().map(|e| (e.field.clone(), e.message(ctx.lang).to_owned())).collect())
    }

    /// One message of a field.
    pub fn one(field: &str, message: String) -> Self {
        Self(vec![(field.to_owned(), message)])
    }

    /// Someone else changed the item that a form was shown for.
    pub fn stale(ctx: &Ctx, field: &str) -> Self {
        Self(vec![(field.to_owned(), ctx.t("error-stale-form"))])
    }

    /// All of them, for the summary above the form.
    pub fn all(&self) -> &[(String, String)] {
        &self.0
    }

    /// The message of a field.
    pub fn of(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, message)| message.as_str())
    }
}
