//! Imports: a document is uploaded, its draft reviewed line by line, then put under tracking.

mod edit;
mod item;
mod publish;
mod review;

use askama::Template;
use axum::Form;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Target;
use domain::{Action, ImportId};
use serde::Deserialize;
use work::import::{self, Edit, Import, ImportRow};

pub use edit::{correct, edit};
pub use publish::{confirm, publish};
pub use review::show;

use super::{Page, go_on};
use crate::app::App;
use crate::ctx::Ctx;
use crate::error::Error;

#[derive(Template)]
#[template(path = "imports/list.html")]
struct List {
    ctx: Ctx,
    imports: Vec<ImportRow>,
    refused: Option<(String, String)>,
}

/// `GET /imports`: upload a document, or go on with an earlier one.
pub async fn list(ctx: Ctx) -> Page {
    let imports = within_reach(&ctx).await?;
    super::show(&List { ctx, imports, refused: None })
}

/// `POST /imports`: reads an uploaded document; a refused file is explained on the same page.
pub async fn create(ctx: Ctx, State(_): State<App>, multipart: Multipart) -> Page {
    let (name, bytes) = uploaded(multipart).await?;
    let body = ctx.access()?.home(Action::ImportDocument);
    match import::receive(ctx.work(), ctx.actor()?, body, &name, &bytes).await {
        Ok(id) => Ok(Redirect::to(&format!("/imports/{id}")).into_response()),
        Err(work::Error::Refused(refusal)) => {
            let refused = Some((refusal.message(ctx.lang), refusal.hint(ctx.lang)));
            let imports = within_reach(&ctx).await?;
            super::show_again(&List { ctx, imports, refused })
        }
        Err(error) => Err(error.into()),
    }
}

/// The imports of bodies for which the person signed in may take documents in.
async fn within_reach(ctx: &Ctx) -> Result<Vec<ImportRow>, Error> {
    let mut imports = import::list(ctx.work()).await?;
    let of = |import: &ImportRow| Target {
        bodies: import.organisation.into_iter().collect(),
        ..Target::default()
    };
    imports.retain(|import| ctx.may(Action::ImportDocument, &of(import)));
    Ok(imports)
}

async fn uploaded(mut multipart: Multipart) -> Result<(String, Vec<u8>), Error> {
    while let Some(field) = multipart.next_field().await.map_err(|error| not_taken(&error))? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or_default().to_owned();
            return Ok((name, field.bytes().await.map_err(|error| not_taken(&error))?.to_vec()));
        }
    }
    Err(Error::BadForm("no file".into()))
}

/// Why a form with a file was not taken.
pub fn not_taken(error: &MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::BadForm(error.body_text()),
    }
}

/// One step of a review, as the buttons send it: `accept:i2`, `settle:7`, `accept-rest`.
#[derive(Deserialize)]
pub struct StepForm {
    version: i64,
    step: String,
}

/// `POST /imports/{id}`: takes one step of the review.
pub async fn update(ctx: Ctx, Path(id): Path<ImportId>, Form(form): Form<StepForm>) -> Page {
    if form.step == "discard" {
        import::discard(ctx.work(), ctx.actor()?, id, form.version).await?;
        return Ok(go_on("/imports", "notice-discarded"));
    }
    if form.step == "reopen" {
        import::reopen(ctx.work(), ctx.actor()?, id, form.version).await?;
        return Ok(go_on(&format!("/imports/{id}"), "notice-reopened"));
    }
    let (edit, place) = step(&form.step)?;
    import::edit(ctx.work(), ctx.actor()?, id, form.version, edit).await?;
    Ok(Redirect::to(&format!("/imports/{id}#{place}")).into_response())
}

/// What a button means, and where on the page to come back to.
fn step(text: &str) -> Result<(Edit, String), Error> {
    let (verb, item) = text.split_once(':').unwrap_or((text, ""));
    let place = format!("d-{item}");
    let item = item.to_owned();
    Ok(match verb {
        "accept" => (Edit::Accept(item), place),
        "drop" => (Edit::Drop(item), place),
        "restore" => (Edit::Restore(item), place),
        "settle" => {
            let index = item.parse().map_err(|_| Error::BadForm(text.to_owned()))?;
            (Edit::Settle(index), "findings".into())
        }
        "accept-rest" => (Edit::AcceptRest, "findings".into()),
        _ => return Err(Error::BadForm(text.to_owned())),
    })
}

/// Where the pages below an import stand.
fn parents(ctx: &Ctx, import: &Import) -> Vec<(String, String)> {
    vec![
        ("/imports".into(), ctx.t("nav-imports")),
        (format!("/imports/{}", import.id), import.file_name.clone()),
    ]
}

/// `GET /imports/{id}/draft.json`: the draft as `cotmoc.draft/1`.
pub async fn json(ctx: Ctx, Path(id): Path<ImportId>) -> Result<Response, Error> {
    let import = import::open(ctx.work(), id).await?;
    let body = serde_json::to_vec_pretty(&import.review.draft).map_err(work::Error::from)?;
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], body).into_response())
}
