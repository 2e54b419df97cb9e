//! Entering one figure by form: as reported, or as verified by somebody else.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use domain::{CellEntry, IndicatorId, Observation};
use jiff::civil::Date;
use work::FieldError;
use work::indicators::{self, IndicatorPage};
use work::observe::{self, Entry};
use work::plans;

use super::{FormErrors, Page, go_on, show, show_again};
use crate::ctx::Ctx;
use crate::error::Error;

/// How many earlier figures stand beside the form.
const EARLIER: usize = 8;

#[derive(Template)]
#[template(path = "observations/new.html")]
struct New {
    ctx: Ctx,
    page: IndicatorPage,
    entry: Entry,
    errors: FormErrors,
    purpose: Purpose,
}

/// For what a figure is entered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Report,
    Verify,
}

impl Purpose {
    fn title(self) -> &'static str {
        match self {
            Purpose::Report => "enter-figure",
            Purpose::Verify => "verify-figure",
        }
    }
}

impl New {
    async fn load(
        mut ctx: Ctx,
        id: IndicatorId,
        purpose: Purpose,
        sent: Option<(Entry, Vec<FieldError>)>,
    ) -> Result<Self, Error> {
        ctx.turn_to(plans::of_indicator(ctx.work(), id).await?).await?;
        let (_, on) = ctx.plan()?;
        let page = indicators::page(ctx.work(), id, on).await?;
        let (entry, invalid) = sent.unwrap_or_else(|| (empty(&page, purpose, on), Vec::new()));
        let errors = FormErrors::new(&ctx, &invalid);
        Ok(Self { ctx, page, entry, errors, purpose })
    }

    /// What the form is called where the browser keeps what was typed.
    fn kept_as(&self) -> &'static str {
        match self.purpose {
            Purpose::Report => "observation",
            Purpose::Verify => "verification",
        }
    }

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

/// An empty form for the current month of the plan, or for the last reported month that waits to be verified.
fn empty(page: &IndicatorPage, purpose: Purpose, on: Date) -> Entry {
    let month = on.strftime("%Y-%m").to_string();
    let waiting = page.tracked.unverified().last().map(|reported| reported.period.to_string());
    Entry {
        period: waiting.filter(|_| purpose == Purpose::Verify).unwrap_or(month),
        cell: CellEntry { maturity: "official".into(), absence: "none".into(), ..CellEntry::default() },
    }
}

/// `GET /indicators/{id}/observations`: an empty form for a reported figure.
pub async fn new(ctx: Ctx, Path(id): Path<IndicatorId>) -> Page {
    show(&New::load(ctx, id, Purpose::Report, None).await?)
}

/// `POST /indicators/{id}/observations`: keeps the figure, or shows the form again with what is wrong.
pub async fn create(ctx: Ctx, Path(id): Path<IndicatorId>, Form(entry): Form<Entry>) -> Page {
    let kept = observe::enter(ctx.work(), ctx.actor()?, id, &entry).await;
    answer(ctx, id, Purpose::Report, entry, kept).await
}

/// `GET /indicators/{id}/verification`: an empty form for a verified figure.
pub async fn check(ctx: Ctx, Path(id): Path<IndicatorId>) -> Page {
    show(&New::load(ctx, id, Purpose::Verify, None).await?)
}

/// `POST /indicators/{id}/verification`: keeps the verified figure, or shows the form again.
pub async fn verify(ctx: Ctx, Path(id): Path<IndicatorId>, Form(entry): Form<Entry>) -> Page {
    let kept = observe::verify(ctx.work(), ctx.actor()?, id, &entry).await;
    answer(ctx, id, Purpose::Verify, entry, kept).await
}

async fn answer(
    ctx: Ctx,
    id: IndicatorId,
    purpose: Purpose,
    entry: Entry,
    kept: Result<Observation, work::Error>,
) -> Page {
    match kept {
        Ok(_) => Ok(go_on(&format!("/indicators/{id}"), "notice-figure-kept")),
        Err(work::Error::Invalid(invalid)) => {
            show_again(&New::load(ctx, id, purpose, Some((entry, invalid))).await?)
        }
        Err(error) => Err(error.into()),
    }
}
