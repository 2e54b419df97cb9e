//! The official report of a period: the sheet as a preview, what the office adds, the files, and the centre's form.

pub mod central;

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use domain::{Action, PlanId, ReportingPeriodId};
use work::reports::{self, FileKind, HeadForm, ReportPage, SlotText};

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

/// Whether the person signed in may write reports of a plan.
fn may_write(ctx: &Ctx, plan: PlanId) -> Result<bool, Error> {
    Ok(ctx.may(Action::WriteReport, &ctx.access()?.directory().plan_target(plan)))
}

#[derive(Template)]
#[template(path = "reports/show.html")]
struct Show {
    ctx: Ctx,
    page: ReportPage,
    period_href: String,
    may_write: bool,
    errors: FormErrors,
}

impl Show {
    fn period_words(&self) -> String {
        self.ctx.period_words(&self.page.period_words, &self.page.period)
    }

    async fn load(
        mut ctx: Ctx,
        id: ReportingPeriodId,
        typed: Option<HeadForm>,
        errors: FormErrors,
    ) -> Result<Self, Error> {
        let page = reports::page(ctx.work(), id, typed).await?;
        ctx.turn_to(page.period.plan).await?;
        let may_write = may_write(&ctx, page.period.plan)?;
        Ok(Self { ctx, period_href: format!("/periods/{id}"), page, may_write, errors })
    }

    /// What a slot of narrative is called.
    fn slot_label(&self, slot: &SlotText) -> String {
        let key = if slot.is_own { "report-slot-own" } else { "report-slot" };
        self.ctx.tw(key, &[("words", slot.words.clone())])
    }
}

/// `GET /periods/{id}/report`.
pub async fn show(ctx: Ctx, Path(id): Path<ReportingPeriodId>) -> Page {
    render(&Show::load(ctx, id, None, FormErrors::default()).await?)
}

/// `POST /periods/{id}/report`: keeps number, signer, recipients and narrative.
pub async fn update(ctx: Ctx, Path(id): Path<ReportingPeriodId>, Form(typed): Form<HeadForm>) -> Page {
    match reports::save(ctx.work(), ctx.actor()?, id, &typed).await {
        Ok(()) => Ok(go_on(&format!("/periods/{id}/report"), "notice-report-kept")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Show::load(ctx, id, Some(typed), errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { current })) => {
            let errors = FormErrors::stale(&ctx, "number");
            let typed = HeadForm { version: current.to_string(), ..typed };
            show_both(&Show::load(ctx, id, Some(typed), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

async fn download(ctx: Ctx, id: ReportingPeriodId, kind: FileKind) -> Page {
    let file = reports::file(ctx.work(), id, kind).await?;
    Ok(attached(kind.media_type(), &file.name, file.bytes))
}

/// `GET /periods/{id}/report.docx`.
pub async fn docx(ctx: Ctx, Path(id): Path<ReportingPeriodId>) -> Page {
    download(ctx, id, FileKind::Docx).await
}

/// `GET /periods/{id}/report.xlsx`.
pub async fn xlsx(ctx: Ctx, Path(id): Path<ReportingPeriodId>) -> Page {
    download(ctx, id, FileKind::Xlsx).await
}

/// `GET /periods/{id}/report.pdf`: where this program sets no PDF, back to the page that says how to get it.
pub async fn pdf(ctx: Ctx, Path(id): Path<ReportingPeriodId>) -> Page {
    match download(ctx, id, FileKind::Pdf).await {
        Err(Error::Work(work::Error::NoTypesetter)) => {
            Ok(go_on(&format!("/periods/{id}/report"), "notice-no-pdf"))
        }
        answer => answer,
    }
}

/// Bytes as a file to be kept.
fn attached(media_type: &'static str, name: &str, bytes: Vec<u8>) -> axum::response::Response {
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}
