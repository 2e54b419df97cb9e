//! Inspections: the list, the form that opens one from an item, and one with its conclusion.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use domain::{Action, InspectedNoun, Inspection, InspectionId};
use uuid::Uuid;
use work::inspections::{self, Closing, Inspected, Opening};

use super::{FormErrors, Page, go_on, show as render, show_again, show_both};
use crate::ctx::Ctx;
use crate::error::Error;

/// Where an item's own page is.
fn item_href(noun: InspectedNoun, item: Uuid) -> String {
    format!("/{}s/{item}", noun.code())
}

/// The inspections of an item as its own page shows them.
pub struct OfItem {
    /// Those that the reader may see, the latest first.
    pub inspections: Vec<Inspection>,
    /// Where one is opened; empty for whoever opens none.
    pub open_href: String,
}

impl OfItem {
    /// Gathers them for whoever asks.
    pub async fn load(ctx: &Ctx, noun: InspectedNoun, item: Uuid) -> Result<Self, Error> {
        let access = ctx.access()?;
        let may_open = inspections::may_of(access, Action::OpenInspection, noun, item);
        Ok(Self {
            inspections: inspections::of_item(ctx.work(), access, noun, item).await?,
            open_href: if may_open {
                format!("{}/inspections", item_href(noun, item))
            } else {
                String::new()
            },
        })
    }

    /// Whether there is anything to show.
    pub fn is_shown(&self) -> bool {
        !self.inspections.is_empty() || !self.open_href.is_empty()
    }
}

#[derive(Template)]
#[template(path = "inspections/list.html")]
struct List {
    ctx: Ctx,
    rows: Vec<Inspected>,
}

impl List {
    fn open(&self) -> usize {
        self.rows.iter().filter(|row| row.inspection.is_open()).count()
    }
}

/// `GET /inspections`.
pub async fn list(ctx: Ctx) -> Page {
    let rows = inspections::list(ctx.work(), ctx.access()?).await?;
    render(&List { rows, ctx })
}

#[derive(Template)]
#[template(path = "inspections/new.html")]
struct New {
    ctx: Ctx,
    noun: InspectedNoun,
    href: String,
    name: String,
    typed: Opening,
    errors: FormErrors,
}

impl New {
    async fn of(
        ctx: Ctx,
        noun: InspectedNoun,
        item: Uuid,
        typed: Opening,
        errors: FormErrors,
    ) -> Result<Self, Error> {
        let name = inspections::name_of(ctx.work(), noun, item).await?;
        Ok(Self { ctx, noun, href: item_href(noun, item), name, typed, errors })
    }
}

async fn ask(ctx: Ctx, noun: InspectedNoun, item: Uuid) -> Page {
    render(&New::of(ctx, noun, item, Opening::default(), FormErrors::default()).await?)
}

async fn open(ctx: Ctx, noun: InspectedNoun, item: Uuid, typed: Opening) -> Page {
    match inspections::open(ctx.work(), ctx.actor()?, noun, item, &typed).await {
        Ok(id) => Ok(go_on(&format!("/inspections/{id}"), "notice-inspection-opened")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&New::of(ctx, noun, item, typed, errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /indicators/{id}/inspections`.
pub async fn new_of_indicator(ctx: Ctx, Path(id): Path<Uuid>) -> Page {
    ask(ctx, InspectedNoun::Indicator, id).await
}

/// `POST /indicators/{id}/inspections`.
pub async fn create_of_indicator(ctx: Ctx, Path(id): Path<Uuid>, Form(typed): Form<Opening>) -> Page {
    open(ctx, InspectedNoun::Indicator, id, typed).await
}

/// `GET /tasks/{id}/inspections`.
pub async fn new_of_task(ctx: Ctx, Path(id): Path<Uuid>) -> Page {
    ask(ctx, InspectedNoun::Task, id).await
}

/// `POST /tasks/{id}/inspections`.
pub async fn create_of_task(ctx: Ctx, Path(id): Path<Uuid>, Form(typed): Form<Opening>) -> Page {
    open(ctx, InspectedNoun::Task, id, typed).await
}

/// `GET /organisations/{id}/inspections`.
pub async fn new_of_organisation(ctx: Ctx, Path(id): Path<Uuid>) -> Page {
    ask(ctx, InspectedNoun::Organisation, id).await
}

/// `POST /organisations/{id}/inspections`.
pub async fn create_of_organisation(ctx: Ctx, Path(id): Path<Uuid>, Form(typed): Form<Opening>) -> Page {
    open(ctx, InspectedNoun::Organisation, id, typed).await
}

#[derive(Template)]
#[template(path = "inspections/show.html")]
struct Show {
    ctx: Ctx,
    page: Inspected,
    href: String,
    may_close: bool,
    typed: Closing,
    errors: FormErrors,
}

impl Show {
    async fn load(
        ctx: Ctx,
        id: InspectionId,
        typed: Option<Closing>,
        errors: FormErrors,
    ) -> Result<Self, Error> {
        let page = inspections::get(ctx.work(), id).await?;
        let Inspection { noun, item, version, .. } = page.inspection;
        let may_close = page.inspection.is_open()
            && inspections::may(ctx.access()?, Action::OpenInspection, &page.inspection);
        let typed = Closing { version, ..typed.unwrap_or_default() };
        Ok(Self { href: item_href(noun, item), page, may_close, typed, errors, ctx })
    }
}

/// `GET /inspections/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<InspectionId>) -> Page {
    render(&Show::load(ctx, id, None, FormErrors::default()).await?)
}

/// `POST /inspections/{id}`: concludes it, or shows what somebody else concluded meanwhile.
pub async fn close(ctx: Ctx, Path(id): Path<InspectionId>, Form(typed): Form<Closing>) -> Page {
    match inspections::close(ctx.work(), ctx.actor()?, id, &typed).await {
        Ok(()) => Ok(go_on(&format!("/inspections/{id}"), "notice-inspection-closed")),
        Err(work::Error::Invalid(invalid)) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Show::load(ctx, id, Some(typed), errors).await?)
        }
        Err(work::Error::Store(store::Error::Stale { .. })) => {
            let errors = FormErrors::stale(&ctx, "conclusion");
            show_both(&Show::load(ctx, id, Some(typed), errors).await?)
        }
        Err(error) => Err(error.into()),
    }
}
