//! Mail on its way: what waits, what was sent, what failed and why.

use askama::Template;
use axum::Form;
use axum::extract::Query;
use domain::{MailId, MailState};
use jiff::Timestamp;
use serde::Deserialize;
use store::mail::After;
use work::mail::{self, Listed};

use super::{Page, go_on, show as render};
use crate::ctx::Ctx;

/// Which mail is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    state: String,
    after: String,
}

#[derive(Template)]
#[template(path = "mail/list.html")]
struct List {
    ctx: Ctx,
    state: Option<MailState>,
    listed: Listed,
    is_configured: bool,
}

impl List {
    fn tabs(&self) -> Vec<(MailState, u32)> {
        MailState::ALL.iter().copied().zip(self.listed.counts).collect()
    }

    fn failed(&self) -> usize {
        self.tabs().iter().filter(|(state, _)| *state == MailState::Failed).map(|(_, n)| *n as usize).sum()
    }

    fn is_shown(&self, state: &MailState) -> bool {
        self.state == Some(*state)
    }

    fn next(&self) -> String {
        let state = self.state.map(MailState::code).unwrap_or_default();
        let address = |after: After| {
            format!("/mail?state={state}&after={}-{}", after.created_at.as_millisecond(), after.id)
        };
        self.listed.next.map(address).unwrap_or_default()
    }
}

fn place(typed: &str) -> Option<After> {
    let (millis, id) = typed.split_once('-')?;
    let created_at = Timestamp::from_millisecond(millis.parse().ok()?).ok()?;
    Some(After { created_at, id: id.parse().ok()? })
}

/// `GET /mail`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let state = MailState::from_code(&asked.state);
    let listed = mail::list(ctx.work(), state, place(&asked.after)).await?;
    let is_configured = ctx.work().post_office().is_some();
    render(&List { state, listed, is_configured, ctx })
}

/// Which mail is to be tried again: one, or whatever failed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Again {
    id: String,
}

/// `POST /mail`: has one mail tried again now, or everything that failed.
pub async fn retry(ctx: Ctx, Form(again): Form<Again>) -> Page {
    match again.id.parse::<MailId>() {
        Ok(id) => mail::retry(ctx.work(), ctx.actor()?, id).await?,
        Err(_) => drop(mail::retry_failed(ctx.work(), ctx.actor()?).await?),
    }
    Ok(go_on("/mail", "notice-mail-retried"))
}
