//! The form that raises a difficulty or a proposal.

use askama::Template;
use axum::extract::Query;
use axum_extra::extract::Form;
use domain::{CellKey, DifficultyKind, DifficultySource, Plan, Submission, SubmissionId};
use serde::Deserialize;
use work::difficulties::{self, Choices, Raising};

use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{FormErrors, Page, go_on, show as render, show_again};

/// From where the form is opened.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct From {
    submission: String,
    indicator: String,
    task: String,
}

#[derive(Template)]
#[template(path = "difficulties/new.html")]
struct New {
    ctx: Ctx,
    plan: Plan,
    choices: Choices,
    typed: Raising,
    errors: FormErrors,
}

impl New {
    fn kinds(&self) -> &'static [DifficultyKind] {
        DifficultyKind::ALL
    }

    fn sources(&self) -> &'static [DifficultySource] {
        DifficultySource::ALL
    }

    fn is_ticked(&self, key: &CellKey) -> bool {
        self.typed.is_ticked(key)
    }

    /// How many of some items are ticked, so that their list stands open.
    fn ticked(&self, items: &[(CellKey, String, String)]) -> usize {
        items.iter().filter(|(key, ..)| self.is_ticked(key)).count()
    }

    fn back(&self) -> String {
        match self.typed.submission.as_str() {
            "" => "/difficulties".to_owned(),
            submission => format!("/submissions/{submission}"),
        }
    }

    async fn load(mut ctx: Ctx, typed: Raising, errors: FormErrors) -> Result<Self, Error> {
        let submission = submission(&ctx, &typed.submission).await?;
        if let Some(submission) = &submission {
            ctx.turn_to(submission.plan).await?;
        }
        let (plan, _) = ctx.plan()?;
        let plan = plan.clone();
        let choices = difficulties::choices(ctx.work(), ctx.access()?, plan.id, submission.as_ref()).await?;
        Ok(Self { ctx, plan, choices, typed, errors })
    }
}

/// The submission that is named, for whoever may raise something in it.
async fn submission(ctx: &Ctx, id: &str) -> Result<Option<Submission>, Error> {
    let Ok(id) = id.parse::<SubmissionId>() else { return Ok(None) };
    Ok(difficulties::open_submission(ctx.work(), ctx.access()?, id).await?)
}

/// `GET /difficulties/new`.
pub async fn new(mut ctx: Ctx, Query(from): Query<From>) -> Page {
    let mut typed = Raising {
        kind: DifficultyKind::Difficulty.code().to_owned(),
        source: DifficultySource::Body.code().to_owned(),
        submission: submission(&ctx, &from.submission).await?.map(|s| s.id.to_string()).unwrap_or_default(),
        ..Raising::default()
    };
    for (noun, item) in [("indicator", &from.indicator), ("task", &from.task)] {
        let Some(key) = CellKey::parse(noun, item) else { continue };
        if let Some(plan) = difficulties::plan_of(ctx.access()?, &key) {
            ctx.turn_to(plan).await?;
            typed.threatens.push(format!("{noun}:{}", key.item()));
        }
    }
    render(&New::load(ctx, typed, FormErrors::default()).await?)
}

/// `POST /difficulties/new`.
pub async fn create(mut ctx: Ctx, Form(typed): Form<Raising>) -> Page {
    if let Some(key) = typed.first_threat()
        && let Some(plan) = difficulties::plan_of(ctx.access()?, &key)
    {
        ctx.turn_to(plan).await?;
    }
    if !typed.submission.is_empty() && submission(&ctx, &typed.submission).await?.is_none() {
        return Err(Error::NotFound);
    }
    let (plan, _) = ctx.plan()?;
    match difficulties::raise(ctx.work(), ctx.actor()?, ctx.access()?, plan.id, &typed).await {
        Ok(id) => Ok(go_on(&format!("/difficulties/{id}"), "notice-difficulty-raised")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&New::load(ctx, typed, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
