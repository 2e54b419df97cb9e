//! `/account/second-factor`: enrolling a device that shows codes, recovery codes, and taking it back.

use askama::Template;
use axum::Extension;
use axum::extract::Form;
use serde::Deserialize;
use work::sign_in::Visit;
use work::sign_in::second_factor::{self, Standing};

use super::renewed;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{self, FormErrors, Page, go_on, show_again};

#[derive(Template)]
#[template(path = "account/second_factor.html")]
struct Show {
    ctx: Ctx,
    standing: Standing,
    is_owed: bool,
    asks_password: bool,
    errors: FormErrors,
}

impl Show {
    async fn new(ctx: Ctx, visit: &Visit, errors: FormErrors) -> Result<Self, work::Error> {
        let standing = second_factor::standing(ctx.work(), visit).await?;
        let asks_password = second_factor::asks_password(ctx.work(), visit);
        Ok(Self { ctx, standing, is_owed: visit.duty.is_some(), asks_password, errors })
    }
}

/// The codes, which are shown once: they come with the answer to the form, since they are not kept.
#[derive(Template)]
#[template(path = "account/recovery_codes.html")]
struct Codes {
    ctx: Ctx,
    codes: Vec<String>,
}

/// The form as it was typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    code: String,
    #[serde(default)]
    password: String,
}

/// `GET /account/second-factor`: what to scan, or how many recovery codes are left.
pub async fn show(ctx: Ctx, Extension(visit): Extension<Visit>) -> Page {
    pages::show(&Show::new(ctx, &visit, FormErrors::default()).await?)
}

/// `POST /account/second-factor`: enrols the device by its first code, and shows the recovery codes.
pub async fn enrol(ctx: Ctx, Extension(visit): Extension<Visit>, Form(typed): Form<Typed>) -> Page {
    match second_factor::enrol(ctx.work(), &visit, &typed.code, &typed.password).await {
        Ok(enrolled) => {
            let page = Codes { ctx: ctx.clone(), codes: enrolled.codes };
            Ok(renewed(&ctx, enrolled.session, pages::show(&page)?))
        }
        Err(error) => again(ctx, &visit, error).await,
    }
}

/// `POST /account/recovery-codes`: shows new recovery codes in place of the old ones.
pub async fn renew_codes(ctx: Ctx, Extension(visit): Extension<Visit>, Form(typed): Form<Typed>) -> Page {
    match second_factor::renew_codes(ctx.work(), &visit, &typed.password).await {
        Ok(codes) => pages::show(&Codes { ctx, codes }),
        Err(error) => again(ctx, &visit, error).await,
    }
}

/// `POST /account/second-factor/remove`: takes the second factor away.
pub async fn remove(ctx: Ctx, Extension(visit): Extension<Visit>, Form(typed): Form<Typed>) -> Page {
    match second_factor::remove(ctx.work(), &visit, &typed.password).await {
        Ok(secret) => Ok(renewed(&ctx, secret, go_on("/account/security", "notice-second-factor-removed"))),
        Err(error) => again(ctx, &visit, error).await,
    }
}

async fn again(ctx: Ctx, visit: &Visit, error: work::Error) -> Page {
    let errors = match error {
        work::Error::Invalid(invalid) => FormErrors::new(&ctx, &invalid),
        work::Error::TooManyAttempts => FormErrors::one("password", ctx.t("sign-in-too-many")),
        error => return Err(Error::from(error)),
    };
    show_again(&Show::new(ctx, visit, errors).await?)
}
