//! `/account/password`: setting a password, the first one or a new one.

use askama::Template;
use axum::Extension;
use axum::extract::Form;
use serde::Deserialize;
use work::sign_in::Visit;
use work::sign_in::password::{self, Choice};

use super::renewed;
use crate::ctx::Ctx;
use crate::pages::{FormErrors, Page, go_on, show, show_again};

#[derive(Template)]
#[template(path = "account/password.html")]
struct Edit {
    ctx: Ctx,
    is_first: bool,
    asks_old: bool,
    hint: String,
    sign_in_name: String,
    errors: FormErrors,
}

impl Edit {
    async fn new(ctx: Ctx, visit: &Visit, errors: FormErrors) -> Result<Self, work::Error> {
        let work = ctx.work();
        let least = password::least(work, visit).await?;
        let is_first = password::set_at(work, visit).await?.is_none();
        let asks_old = password::asks_old(work, visit).await?;
        let sign_in_name = password::name_of(work, visit).await?;
        let hint = ctx.n("password-new-hint", least);
        Ok(Self { ctx, is_first, asks_old, hint, sign_in_name, errors })
    }
}

/// The form as it was typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    old: String,
    #[serde(default)]
    new: String,
    #[serde(default)]
    again: String,
}

/// `GET /account/password`: the form.
pub async fn edit(ctx: Ctx, Extension(visit): Extension<Visit>) -> Page {
    show(&Edit::new(ctx, &visit, FormErrors::default()).await?)
}

/// `POST /account/password`: sets the password; every other session ends.
pub async fn update(ctx: Ctx, Extension(visit): Extension<Visit>, Form(typed): Form<Typed>) -> Page {
    let choice = Choice { old: typed.old, new: typed.new, again: typed.again };
    match password::set(ctx.work(), &visit, &choice).await {
        Ok(secret) => {
            // Whoever has just been invited goes on to the site; the door says if something else comes first.
            let to = if visit.duty.is_some() { "/" } else { "/account/security" };
            Ok(renewed(&ctx, secret, go_on(to, "notice-password-set")))
        }
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Edit::new(ctx, &visit, errors).await?)
        }
        Err(work::Error::TooManyAttempts) => {
            let errors = FormErrors::one("old", ctx.t("sign-in-too-many"));
            show_again(&Edit::new(ctx, &visit, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
