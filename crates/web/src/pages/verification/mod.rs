//! Verifying: what waits for the verifying body, and one figure on its bench.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use domain::{Action, CellEntry, Evidence, EvidenceKind, IndicatorId, SubmissionId};
use serde::Deserialize;
use work::verification::{self, Contesting, OnBench, Queue, Verifying};

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::review::said;

/// Where the list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "verification/list.html")]
struct List {
    ctx: Ctx,
    page: Queue,
    is_first: bool,
}

impl List {
    fn said(&self, entry: &CellEntry, unit: &str) -> String {
        said(&self.ctx, entry, unit)
    }

    fn previous(&self) -> &'static str {
        if self.is_first { "" } else { "/verification" }
    }

    fn next(&self) -> String {
        self.page.next.as_ref().map(|place| format!("/verification?after={place}")).unwrap_or_default()
    }
}

/// `GET /verification`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Page {
    let page = verification::queue(ctx.work(), ctx.access()?, asked.after.as_deref()).await?;
    render(&List { page, is_first: asked.after.is_none(), ctx })
}

#[derive(Template)]
#[template(path = "verification/show.html")]
struct Show {
    ctx: Ctx,
    page: OnBench,
    typed: Verifying,
    objection: String,
    errors: FormErrors,
}

impl Show {
    async fn load(
        mut ctx: Ctx,
        (indicator, submission): (IndicatorId, SubmissionId),
        errors: FormErrors,
    ) -> Result<Self, Error> {
        let page = verification::on_bench(ctx.work(), submission, indicator).await?;
        let page = page.ok_or(Error::NotFound)?;
        if !sees(&ctx, &page)? {
            return Err(Error::Forbidden(Action::SeeSubmission));
        }
        ctx.turn_to(page.indicator.plan).await?;
        Ok(Self { ctx, page, typed: Verifying::default(), objection: String::new(), errors })
    }

    fn said(&self) -> String {
        said(&self.ctx, &self.page.entry, &self.page.indicator.unit)
    }

    fn is_share(&self) -> bool {
        self.page.indicator.unit.starts_with('%')
    }

    fn link(&self, evidence: &Evidence) -> String {
        match &evidence.kind {
            EvidenceKind::Link { url } => url.clone(),
            EvidenceKind::File { .. } => {
                format!("/submissions/{}/evidence/{}", self.page.submission, evidence.id)
            }
        }
    }
}

/// Whether the body's report is within reach: whoever verifies one branch of bodies verifies no other.
fn sees(ctx: &Ctx, page: &OnBench) -> Result<bool, Error> {
    let access = ctx.access()?;
    let mut targets = access.directory().seen_of(page.body.id, page.indicator.plan);
    Ok(targets.any(|target| access.may(Action::SeeSubmission, &target)))
}

/// `GET /indicators/{id}/verification/{submission}`: one approved figure, to verify or contest.
pub async fn show(ctx: Ctx, Path(place): Path<(IndicatorId, SubmissionId)>) -> Page {
    render(&Show::load(ctx, place, FormErrors::default()).await?)
}

/// `POST /indicators/{id}/verification/{submission}`: agrees with the figure, or puts it right.
pub async fn verify(
    ctx: Ctx,
    Path(place): Path<(IndicatorId, SubmissionId)>,
    Form(typed): Form<Verifying>,
) -> Page {
    let page = Show::load(ctx, place, FormErrors::default()).await?;
    let (work, actor) = (page.ctx.work(), page.ctx.actor()?);
    match verification::verify(work, actor, place.1, place.0, &typed).await {
        Ok(_) => Ok(go_on("/verification", "notice-figure-verified")),
        Err(error) => refused(Show { typed, ..page }, error),
    }
}

/// `POST /indicators/{id}/verification/{submission}/contest`: objects to the figure.
pub async fn contest(
    ctx: Ctx,
    Path(place): Path<(IndicatorId, SubmissionId)>,
    Form(typed): Form<Contesting>,
) -> Page {
    let page = Show::load(ctx, place, FormErrors::default()).await?;
    let (work, actor) = (page.ctx.work(), page.ctx.actor()?);
    match verification::contest(work, actor, place.1, place.0, &typed).await {
        Ok(()) => Ok(go_on("/verification", "notice-figure-contested")),
        Err(error) => refused(Show { objection: typed.reason, ..page }, error),
    }
}

/// The page again, with what is wrong or what is there now beside what was typed.
fn refused(page: Show, error: work::Error) -> Page {
    match error {
        work::Error::Invalid(invalid) => {
            show_again(&Show { errors: FormErrors::new(&page.ctx, &invalid), ..page })
        }
        work::Error::Closed | work::Error::Store(store::Error::Stale { .. }) => {
            show_both(&Show { errors: FormErrors::one("value", page.ctx.t("flow-meanwhile")), ..page })
        }
        error => Err(error.into()),
    }
}
