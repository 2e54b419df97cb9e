//! Accounts: the list, the form that opens one, one with its posts and sessions, and what is done to it.

use std::collections::HashMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use domain::{AccessGrant, AccessRole, OrganisationId, UserId};
use serde::Deserialize;
use work::accounts::{self, AccountLine, AccountPage, AccountState, Choices, Opening};
use work::settings;
use work::sign_in::link;

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

/// What the filter bar sends; an empty state means "all".
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    state: String,
}

#[derive(Template)]
#[template(path = "accounts/list.html")]
struct List {
    ctx: Ctx,
    asked: Asked,
    rows: Vec<AccountLine>,
}

impl List {
    fn states(&self) -> [AccountState; 5] {
        AccountState::ALL
    }
}

/// `GET /accounts`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let state = AccountState::ALL.into_iter().find(|state| state.code() == asked.state);
    let rows = accounts::list(ctx.work(), ctx.access()?, &asked.q, state).await?;
    render(&List { asked, rows, ctx })
}

#[derive(Template)]
#[template(path = "accounts/new.html")]
struct New {
    ctx: Ctx,
    choices: Choices,
    typed: Opening,
    errors: FormErrors,
}

impl New {
    fn roles(&self) -> &'static [AccessRole] {
        AccessRole::ALL
    }

    fn is(&self, typed: &str, id: &impl ToString) -> bool {
        typed == id.to_string()
    }
}

/// `GET /accounts/new`.
pub async fn new(ctx: Ctx) -> Page {
    let choices = accounts::choices(ctx.work(), ctx.access()?).await?;
    let typed = Opening { from: ctx.work().clock.today().to_string(), ..Opening::default() };
    render(&New { choices, typed, errors: FormErrors::default(), ctx })
}

/// `POST /accounts/new`: opens the account and shows its link, once.
pub async fn create(ctx: Ctx, Form(typed): Form<Opening>) -> Page {
    match accounts::open(ctx.work(), ctx.actor()?, ctx.access()?, &typed).await {
        Ok((id, secret)) => invitation(ctx, id, &secret).await,
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            let choices = accounts::choices(ctx.work(), ctx.access()?).await?;
            show_again(&New { choices, typed, errors, ctx })
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "accounts/link.html")]
struct Link {
    ctx: Ctx,
    page: AccountPage,
    path: String,
    hours: u32,
}

impl Link {
    fn hours(&self) -> usize {
        usize::try_from(self.hours).unwrap_or_default()
    }

    /// The whole address, as it is sent to the person.
    fn address(&self) -> String {
        let site = self.ctx.app().site();
        let scheme = if site.is_https { "https" } else { "http" };
        format!("{scheme}://{}{}", site.hosts.first().map_or("", String::as_str), self.path)
    }
}

/// The page that shows a link; it is shown once, since only its digest is kept.
async fn invitation(ctx: Ctx, id: UserId, secret: &str) -> Page {
    let page = accounts::page(ctx.work(), id).await?;
    let hours = settings::sign_in_rules(ctx.work()).await?.invitation_hours;
    render(&Link { page, path: format!("/sign-in/{secret}"), hours, ctx })
}

#[derive(Template)]
#[template(path = "accounts/show.html")]
struct Show {
    ctx: Ctx,
    page: AccountPage,
    bodies: HashMap<OrganisationId, String>,
    errors: FormErrors,
}

impl Show {
    async fn load(ctx: Ctx, id: UserId, errors: FormErrors) -> Result<Self, Error> {
        let page = accounts::page(ctx.work(), id).await?;
        let bodies = work::organisations::list(ctx.work(), "", ctx.work().clock.today()).await?;
        let bodies = bodies.into_iter().map(|body| (body.id, body.name)).collect();
        Ok(Self { ctx, page, bodies, errors })
    }

    /// Where a role holds, in words.
    fn scope(&self, grant: &AccessGrant) -> String {
        let body = grant.scope.organisation.and_then(|id| self.bodies.get(&id).cloned());
        body.unwrap_or_else(|| self.ctx.t("accounts-everywhere"))
    }

    fn is_own(&self) -> bool {
        self.ctx.actor.as_ref().is_some_and(|actor| actor.account == Some(self.page.account.id))
    }
}

/// `GET /accounts/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<UserId>) -> Page {
    render(&Show::load(ctx, id, FormErrors::default()).await?)
}

/// What the buttons of an account's page send.
#[derive(Debug, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the field is named as in the form")]
pub struct Step {
    step: String,
    #[serde(default)]
    version: i64,
    #[serde(default)]
    reason: String,
}

/// `POST /accounts/{id}`: takes one step, or shows what is wrong or who was faster.
pub async fn update(ctx: Ctx, Path(id): Path<UserId>, Form(form): Form<Step>) -> Page {
    if form.step == "new-link" {
        let secret = link::send(ctx.work(), ctx.actor()?, id).await?;
        return invitation(ctx, id, &secret).await;
    }
    match take(&ctx, id, &form).await {
        Ok(notice) => Ok(go_on(&format!("/accounts/{id}"), notice)),
        Err(Error::Work(work::Error::Invalid(invalid))) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Show::load(ctx, id, errors).await?)
        }
        Err(Error::Work(work::Error::Store(store::Error::Stale { .. }))) => {
            let errors = FormErrors::stale(&ctx, "about");
            show_both(&Show::load(ctx, id, errors).await?)
        }
        Err(error) => Err(error),
    }
}

async fn take(ctx: &Ctx, id: UserId, form: &Step) -> Result<&'static str, Error> {
    let (work, actor) = (ctx.work(), ctx.actor()?);
    Ok(match form.step.as_str() {
        "unlock" => {
            accounts::unlock(work, actor, id, form.version).await?;
            "notice-account-unlocked"
        }
        "disable" => {
            accounts::disable(work, actor, id, form.version, &form.reason).await?;
            "notice-account-closed"
        }
        "enable" => {
            accounts::enable(work, actor, id, form.version).await?;
            "notice-account-reopened"
        }
        "end-sessions" => {
            accounts::end_sessions(work, actor, id).await?;
            "notice-account-sessions-ended"
        }
        "remove-second-factor" => {
            accounts::remove_second_factor(work, actor, id, &form.reason).await?;
            "notice-account-factor-removed"
        }
        other => return Err(Error::BadForm(other.to_owned())),
    })
}
