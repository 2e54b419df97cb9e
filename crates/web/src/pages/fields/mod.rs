//! Fields: adding and renaming them, and choosing to which one indicators belong.

use askama::Template;
use axum::Form;
use domain::{Field, FieldId, IndicatorId};
use serde::Deserialize;
use work::fields::{self, FieldForm};
use work::tracked::TrackedIndicator;

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

/// What the form of a field sends; without an id it is a new one.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    id: String,
    name: String,
    version: i64,
}

#[derive(Template)]
#[template(path = "fields/list.html")]
struct List {
    ctx: Ctx,
    fields: Vec<Field>,
    indicators: Vec<TrackedIndicator>,
    typed: Sent,
    errors: FormErrors,
}

impl List {
    async fn load(ctx: Ctx, typed: Sent, errors: FormErrors) -> Result<Self, Error> {
        let fields = fields::list(ctx.work()).await?;
        let indicators = if ctx.plan.is_some() { ctx.tracked().await?.indicators } else { Vec::new() };
        Ok(Self { ctx, fields, indicators, typed, errors })
    }

    fn field_of(&self, item: &TrackedIndicator) -> &str {
        let of = |field: &&Field| Some(field.id) == item.indicator.field;
        self.fields.iter().find(of).map_or("", |field| field.name.as_str())
    }
}

/// `GET /fields`.
pub async fn list(ctx: Ctx) -> Page {
    render(&List::load(ctx, Sent::default(), FormErrors::default()).await?)
}

/// `POST /fields`: adds a field, or renames the one named.
pub async fn update(ctx: Ctx, Form(sent): Form<Sent>) -> Page {
    let typed = FieldForm { name: sent.name.clone(), version: sent.version };
    let done = match sent.id.parse::<FieldId>() {
        Ok(id) => fields::rename(ctx.work(), ctx.actor()?, id, &typed).await,
        Err(_) => fields::add(ctx.work(), ctx.actor()?, &typed).await.map(drop),
    };
    match done {
        Ok(()) => Ok(go_on("/fields", "notice-field-kept")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&List::load(ctx, sent, errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { current })) => {
            let errors = FormErrors::stale(&ctx, "name");
            show_both(&List::load(ctx, Sent { version: current, ..sent }, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /fields/indicators`: says to which field the chosen indicators belong.
pub async fn assign(ctx: Ctx, Form(sent): Form<Vec<(String, String)>>) -> Page {
    let chosen = |(name, version): &(String, String)| {
        Some((name.strip_prefix("i-")?.parse::<IndicatorId>().ok()?, version.parse().ok()?))
    };
    let indicators: Vec<(IndicatorId, i64)> = sent.iter().filter_map(chosen).collect();
    let field = sent.iter().find(|(name, _)| name == "field").map_or("", |(_, value)| value.as_str());
    let field = match field {
        "none" => Ok(None),
        id => id.parse::<FieldId>().map(Some).map_err(|_| "fields-choose-field"),
    };
    let wanted = match field {
        Ok(field) if !indicators.is_empty() => Ok(field),
        Ok(_) => Err("fields-choose-indicators"),
        Err(key) => Err(key),
    };
    let field = match wanted {
        Ok(field) => field,
        Err(key) => {
            let message = ctx.t(key);
            return show_again(&List::load(ctx, Sent::default(), FormErrors::one("field", message)).await?);
        }
    };
    match fields::set(ctx.work(), ctx.actor()?, ctx.access()?, &indicators, field).await {
        Ok(_) => Ok(go_on("/fields", "notice-fields-set")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&List::load(ctx, Sent::default(), errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { .. })) => {
            let errors = FormErrors::stale(&ctx, "field");
            show_both(&List::load(ctx, Sent::default(), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
