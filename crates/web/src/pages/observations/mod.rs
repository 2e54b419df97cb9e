//! Entering one figure by form.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use domain::{IndicatorId, Observation};
use work::indicators::{self, IndicatorPage};
use work::observe::{self, Entry};
use work::plans;

use super::{FormErrors, Page, go_on, show, show_again};
use crate::ctx::Ctx;

/// How many earlier figures stand beside the form.
const EARLIER: usize = 8;

#[derive(Template)]
#[template(path = "observations/new.html")]
struct New {
    ctx: Ctx,
    page: IndicatorPage,
    entry: Entry,
    errors: FormErrors,
}

impl New {
    fn parents(&self) -> Vec<(String, String)> {
        let indicator = &self.page.tracked.indicator;
        vec![
            ("/indicators".into(), self.ctx.t("nav-indicators")),
            (format!("/indicators/{}", indicator.id), indicator.label.clone()),
        ]
    }

    /// Whether a choice is the one that was made.
    fn is(&self, chosen: &str, code: &str) -> bool {
        chosen == code
    }

    fn unit(&self) -> &str {
        &self.page.tracked.indicator.unit
    }

    /// Targets such as "X" are answered by yes or no, not by a number.
    fn asks_reached(&self) -> bool {
        !self.page.tracked.targets.is_empty()
            && self.page.tracked.targets.iter().all(|t| t.goal.value().is_none())
    }

    fn is_share(&self) -> bool {
        self.unit().starts_with('%')
    }

    fn earlier(&self) -> Vec<&Observation> {
        self.page.history.iter().take(EARLIER).collect()
    }

    /// The figure alone; its parts would not fit beside the form.
    fn short(&self, observation: &Observation) -> String {
        match observation.reading.value() {
            Some(value) => self.ctx.figure(value.get(), self.unit()),
            None => self.ctx.reading(&observation.reading, self.unit()),
        }
    }
}

/// `GET /indicators/{id}/observations`: an empty form for the current month of the plan.
pub async fn new(mut ctx: Ctx, Path(id): Path<IndicatorId>) -> Page {
    ctx.turn_to(plans::of_indicator(ctx.work(), id).await?).await?;
    let (_, on) = ctx.plan()?;
    let page = indicators::page(ctx.work(), id, on).await?;
    let entry = Entry {
        period: on.strftime("%Y-%m").to_string(),
        maturity: "official".into(),
        absence: "none".into(),
        ..Entry::default()
    };
    show(&New { ctx, page, entry, errors: FormErrors::default() })
}

/// `POST /indicators/{id}/observations`: keeps the figure, or shows the form again with what is wrong.
pub async fn create(mut ctx: Ctx, Path(id): Path<IndicatorId>, Form(entry): Form<Entry>) -> Page {
    ctx.turn_to(plans::of_indicator(ctx.work(), id).await?).await?;
    match observe::enter(ctx.work(), ctx.actor()?, id, &entry).await {
        Ok(_) => Ok(go_on(&format!("/indicators/{id}"), "notice-figure-kept")),
        Err(work::Error::Invalid(invalid)) => {
            let (_, on) = ctx.plan()?;
            let page = indicators::page(ctx.work(), id, on).await?;
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&New { ctx, page, entry, errors })
        }
        Err(error) => Err(error.into()),
    }
}
