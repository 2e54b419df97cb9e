//! The centre's form: each box to be copied or taken out, and the ledger of what was entered there.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use domain::ReportingPeriodId;
use work::reports::central::{self, CentralPage, Sending};

use super::attached;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{FormErrors, Page, go_on, show as render, show_again, show_both};

#[derive(Template)]
#[template(path = "reports/central.html")]
struct Show {
    ctx: Ctx,
    page: CentralPage,
    report_href: String,
    may_write: bool,
    errors: FormErrors,
}

impl Show {
    fn period_words(&self) -> String {
        self.ctx.period_words(&self.page.period_words, &self.page.period)
    }

    async fn load(mut ctx: Ctx, id: ReportingPeriodId, errors: FormErrors) -> Result<Self, Error> {
        let page = central::page(ctx.work(), id).await?;
        ctx.turn_to(page.period.plan).await?;
        let may_write = super::may_write(&ctx, page.period.plan)?;
        Ok(Self { ctx, report_href: format!("/periods/{id}/report"), page, may_write, errors })
    }

    /// The title of a box by its key, as it is now.
    fn title(&self, key: &str) -> &str {
        let known = self.page.boxes.iter().find(|one| one.section.key == key);
        known.map_or("", |one| one.section.title.as_str())
    }
}

/// `GET /periods/{id}/central`.
pub async fn show(ctx: Ctx, Path(id): Path<ReportingPeriodId>) -> Page {
    render(&Show::load(ctx, id, FormErrors::default()).await?)
}

/// `POST /periods/{id}/central`: records that a box was entered in the centre's system.
pub async fn update(ctx: Ctx, Path(id): Path<ReportingPeriodId>, Form(typed): Form<Sending>) -> Page {
    match central::mark_sent(ctx.work(), ctx.actor()?, id, &typed).await {
        Ok(()) => Ok(go_on(&format!("/periods/{id}/central"), "notice-central-sent")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Show::load(ctx, id, errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { .. })) => {
            let field = format!("note-{}", typed.section);
            let errors = FormErrors::one(&field, ctx.t("central-changed-meanwhile"));
            show_both(&Show::load(ctx, id, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /periods/{id}/central/{item}`: one box as `results.docx`, `results.html` or `results.json`.
pub async fn file(ctx: Ctx, Path((id, item)): Path<(ReportingPeriodId, String)>) -> Page {
    let (key, ending) = item.split_once('.').ok_or(Error::NotFound)?;
    let (media_type, bytes) = match ending {
        "docx" => (work::reports::FileKind::Docx.media_type(), central::docx(ctx.work(), id, key).await?),
        "json" => ("application/json; charset=utf-8", central::json(ctx.work(), id, key).await?.into_bytes()),
        "html" => ("text/html; charset=utf-8", central::html(ctx.work(), id, key).await?.into_bytes()),
        _ => return Err(Error::NotFound),
    };
    Ok(attached(media_type, &item, bytes))
}
