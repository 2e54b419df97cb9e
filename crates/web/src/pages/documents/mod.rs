//! Documents: their lineage drawn, and one with the imported items marked at their anchors.

use askama::Template;
use axum::extract::Path;
use domain::DocumentId;
use work::charts::{self, Drawn};
use work::documents::{self, DocumentPage, Library, ReadItem};

use super::lines::{Marked, MarkedLine, marked};
use super::{Page, show as render};
use crate::ctx::Ctx;

#[derive(Template)]
#[template(path = "documents/list.html")]
struct List {
    ctx: Ctx,
    library: Library,
    lineage: Drawn,
}

/// `GET /documents`.
pub async fn list(ctx: Ctx) -> Page {
    let library = documents::library(ctx.work()).await?.seen_by(ctx.access()?);
    let lineage = charts::lineage(&library, ctx.lang);
    render(&List { library, lineage, ctx })
}

#[derive(Template)]
#[template(path = "documents/show.html")]
struct Show {
    ctx: Ctx,
    page: DocumentPage,
    lines: Vec<MarkedLine>,
}

/// `GET /documents/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<DocumentId>) -> Page {
    let page = documents::page(ctx.work(), id).await?.seen_by(ctx.access()?);
    let marks: Vec<Marked<'_>> = page.items.iter().map(mark).collect();
    let lines = marked(&page.document.lines, &marks);
    render(&Show { lines, page, ctx })
}

fn mark(item: &ReadItem) -> Marked<'_> {
    Marked { item: item.id.clone(), href: item.href.clone(), anchor: &item.anchor }
}
