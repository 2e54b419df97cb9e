//! Evidence behind a cell: its list with the forms for a file or a link, and taking it out again.

use askama::Template;
use axum::Form;
use axum::body::Body;
use axum::extract::{Multipart, Path, Query};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::{Action, CellKey, Evidence, EvidenceId, EvidenceKind, SubmissionId};
use serde::Deserialize;
use work::access::submitted;
use work::files::{MediaType, Received};
use work::submissions::{self, evidence};

use super::fields;
use crate::address::encode;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::imports::not_taken;
use crate::pages::{FormErrors, Page, go_on, show as render, show_again};

/// Which cell is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    cell: String,
}

/// A link as it was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Link {
    cell: String,
    name: String,
    url: String,
}

#[derive(Template)]
#[template(path = "submissions/evidence.html")]
struct Show {
    ctx: Ctx,
    submission: SubmissionId,
    period: String,
    cell: String,
    about: String,
    given: Vec<Evidence>,
    is_editable: bool,
    largest: Option<u64>,
    link: Link,
    errors: FormErrors,
}

impl Show {
    async fn load(mut ctx: Ctx, id: SubmissionId, cell: String) -> Result<Self, Error> {
        let form = submissions::form(ctx.work(), id).await?;
        ctx.turn_to(form.plan.id).await?;
        let key = fields::key(&cell).ok_or(Error::NotFound)?;
        let (about, given) = match &key {
            CellKey::Indicator(id) => {
                let row = form.figures.iter().find(|row| row.indicator.id == *id).ok_or(Error::NotFound)?;
                (format!("{} {}", row.indicator.label, row.indicator.name), row.evidence.clone())
            }
            CellKey::Task(id) => {
                let row = form.tasks.iter().find(|row| row.task.id == *id).ok_or(Error::NotFound)?;
                (format!("{} {}", row.task.label, row.task.text), row.evidence.clone())
            }
            CellKey::Section(_) => return Err(Error::NotFound),
        };
        let target = submitted(form.body.id, form.plan.id);
        let is_editable = form.is_open() && ctx.may(Action::FillSubmission, &target);
        let largest = ctx.work().files().map(|files| files.largest() / (1024 * 1024));
        let period = ctx.period_name(&form.period);
        let (link, errors) = (Link::default(), FormErrors::default());
        Ok(Self { ctx, submission: id, period, cell, about, given, is_editable, largest, link, errors })
    }

    fn parents(&self) -> Vec<(String, String)> {
        vec![
            ("/submissions".into(), self.ctx.t("nav-submissions")),
            (format!("/submissions/{}#{}", self.submission, self.cell), self.period.clone()),
        ]
    }

    /// The endings of names that are taken, for the browser's dialogue.
    fn accept(&self) -> String {
        let endings = MediaType::ALL.iter().flat_map(|kind| kind.endings());
        endings.map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",")
    }
}

/// What a piece of evidence is, in a few words.
impl Ctx {
    /// The size of a file as people tell it.
    pub fn size(&self, bytes: &u64) -> String {
        match bytes.div_ceil(1024) {
            kibibytes @ ..1024 => format!("{kibibytes} KB"),
            kibibytes => format!("{} MB", kibibytes.div_ceil(1024)),
        }
    }
}

fn place(id: SubmissionId, cell: &str) -> String {
    format!("/submissions/{id}/evidence?cell={}", encode(cell))
}

/// `GET /submissions/{id}/evidence?cell=…`: what stands behind a cell; without one, back to the form.
pub async fn list(ctx: Ctx, Path(id): Path<SubmissionId>, Query(asked): Query<Asked>) -> Page {
    if asked.cell.is_empty() {
        return Ok(Redirect::to(&format!("/submissions/{id}")).into_response());
    }
    render(&Show::load(ctx, id, asked.cell).await?)
}

/// `POST /submissions/{id}/evidence?cell=…`: takes in a file.
pub async fn upload(
    ctx: Ctx,
    Path(id): Path<SubmissionId>,
    Query(asked): Query<Asked>,
    multipart: Multipart,
) -> Page {
    let key = fields::key(&asked.cell).ok_or(Error::NotFound)?;
    let given = match received(&ctx, multipart).await {
        Ok(file) => evidence::add_file(ctx.work(), ctx.actor()?, id, key, file).await.map_err(Error::from),
        Err(error) => Err(error),
    };
    answer(ctx, id, Link { cell: asked.cell, ..Link::default() }, given).await
}

/// `POST /submissions/{id}/evidence/link`: takes a link.
pub async fn link(ctx: Ctx, Path(id): Path<SubmissionId>, Form(link): Form<Link>) -> Page {
    let key = fields::key(&link.cell).ok_or(Error::NotFound)?;
    let given = evidence::add_link(ctx.work(), ctx.actor()?, id, key, (&link.name, &link.url)).await;
    answer(ctx, id, link, given.map_err(Error::from)).await
}

async fn answer(ctx: Ctx, id: SubmissionId, link: Link, given: Result<Evidence, Error>) -> Page {
    match given {
        Ok(_) => Ok(go_on(&place(id, &link.cell), "notice-evidence-added")),
        Err(Error::Work(work::Error::Invalid(invalid))) => {
            let errors = FormErrors::new(&ctx, &invalid);
            show_again(&Show {
                link: Link { cell: String::new(), ..link },
                errors,
                ..Show::load(ctx, id, link.cell).await?
            })
        }
        Err(error) => Err(error),
    }
}

/// Takes in the file of a form part by part, without holding it in memory.
async fn received(ctx: &Ctx, mut multipart: Multipart) -> Result<Received, Error> {
    let files = ctx.work().files().ok_or(Error::NotFound)?;
    while let Some(mut field) = multipart.next_field().await.map_err(|error| not_taken(&error))? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut receiving = files.receive(ctx.work(), &name).await?;
        while let Some(part) = field.chunk().await.map_err(|error| not_taken(&error))? {
            receiving.write(&part).await?;
        }
        return Ok(receiving.finish().await?);
    }
    Err(Error::BadForm("no file".into()))
}

/// `POST /submissions/{id}/evidence/{evidence}/remove`: takes it back.
pub async fn remove(ctx: Ctx, Path((id, given)): Path<(SubmissionId, EvidenceId)>) -> Page {
    let found = evidence::find(ctx.work(), id, given).await?;
    evidence::remove(ctx.work(), ctx.actor()?, id, given).await?;
    Ok(go_on(&place(id, &fields::name(&found.key)), "notice-evidence-removed"))
}

/// `GET /submissions/{id}/evidence/{evidence}`: the file itself, always as a download; a link leads on.
pub async fn open(ctx: Ctx, Path((id, given)): Path<(SubmissionId, EvidenceId)>) -> Result<Response, Error> {
    let found = evidence::find(ctx.work(), id, given).await?;
    let EvidenceKind::File { media_type, sha256, .. } = &found.kind else {
        let EvidenceKind::Link { url } = &found.kind else { return Err(Error::NotFound) };
        return Ok(Redirect::to(url).into_response());
    };
    let file = ctx.work().files().ok_or(Error::NotFound)?.open(sha256).await?;
    let disposition = format!("attachment; filename*=UTF-8''{}", encode(&found.name).replace('/', "%2F"));
    let body = Body::from_stream(tokio_util::io::ReaderStream::new(file));
    Ok(([(CONTENT_TYPE, media_type.clone()), (CONTENT_DISPOSITION, disposition)], body).into_response())
}
