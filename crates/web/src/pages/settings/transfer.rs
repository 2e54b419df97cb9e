//! The file of settings: taken out as TOML, taken in after a look at what it would change.

use askama::Template;
use axum::Form;
use axum::extract::Multipart;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use domain::RuleSet;
use serde::Deserialize;
use work::settings::{self, Change, Difference, Preview};

use super::List;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{FormErrors, Page, go_on, show as render, show_again, show_both};

/// `GET /settings/export.toml`.
pub async fn export(ctx: Ctx) -> Page {
    let file = settings::export(settings::book(ctx.work()).await?.sets());
    let headers = [
        (CONTENT_TYPE, "application/toml; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"cotmoc-settings.toml\""),
    ];
    Ok((headers, file).into_response())
}

/// What the form under a preview sends.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Confirmed {
    text: String,
    state: String,
    #[serde(default)]
    reason: String,
}

#[derive(Template)]
#[template(path = "settings/preview.html")]
struct Look {
    ctx: Ctx,
    preview: Preview,
    typed: Confirmed,
    errors: FormErrors,
}

impl Look {
    fn differences(&self, change: &Change) -> Vec<Difference> {
        settings::differences(change.before.as_ref(), &change.after, self.ctx.lang)
    }

    /// Whether a change reaches days that are over.
    fn reaches_back(&self) -> bool {
        let today = self.ctx.work().clock.today();
        self.preview.changes.iter().any(|change| change.after.from < today)
    }

    fn name(&self, set: &RuleSet) -> String {
        format!("{}, {}", self.ctx.tk("rules", set.kind.code()), self.ctx.date(&set.from))
    }

    async fn at(ctx: Ctx, typed: Confirmed, errors: FormErrors) -> Result<Self, Error> {
        let preview = settings::preview(ctx.work(), &typed.text).await?;
        let typed = Confirmed { state: preview.state.clone(), ..typed };
        Ok(Self { ctx, preview, typed, errors })
    }
}

/// `POST /settings/import`: shows what the file would change.
pub async fn preview(ctx: Ctx, mut form: Multipart) -> Page {
    let mut text = String::new();
    while let Some(part) = form.next_field().await.map_err(|e| Error::BadForm(e.to_string()))? {
        if part.name() == Some("file") {
            let bytes = part.bytes().await.map_err(|e| Error::BadForm(e.to_string()))?;
            text = String::from_utf8_lossy(&bytes).into_owned();
        }
    }
    match settings::preview(ctx.work(), &text).await {
        Ok(preview) => {
            let typed = Confirmed { text, state: preview.state.clone(), reason: String::new() };
            render(&Look { preview, typed, errors: FormErrors::default(), ctx })
        }
        Err(work::Error::Invalid(invalid)) => {
            let book = settings::book(ctx.work()).await?;
            show_again(&List { errors: FormErrors::new(&ctx, &invalid), book, ctx })
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /settings/import/apply`: does what was shown, unless the rules were changed meanwhile.
pub async fn apply(ctx: Ctx, Form(typed): Form<Confirmed>) -> Page {
    let done =
        settings::apply(ctx.work(), ctx.actor()?, &typed.text, Some(&typed.state), &typed.reason).await;
    match done {
        Ok(_) => Ok(go_on("/settings", "notice-rules-imported")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Look::at(ctx, typed, errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { .. })) => {
            let errors = FormErrors::stale(&ctx, "changes");
            show_both(&Look::at(ctx, typed, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
