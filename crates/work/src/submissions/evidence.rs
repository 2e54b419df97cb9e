//! Evidence of a cell: files and links, given and taken back while the form is open.

use domain::audit::Event;
use domain::{CellKey, Evidence, EvidenceId, EvidenceKind, SubmissionId};
use store::Write;
use url::Url;

use super::form::{self, Form};
use crate::files::Received;
use crate::{Actor, Error, FieldError, Work};

/// How long an address or what it is called may be.
const LONGEST: usize = 2_000;

/// Puts a file behind a cell.
pub async fn add_file(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    key: CellKey,
    file: Received,
) -> Result<Evidence, Error> {
    let Received { name, media_type, sha256, bytes } = file;
    let kind = EvidenceKind::File { media_type: media_type.name().to_owned(), sha256, bytes };
    add(work, actor, id, key, name, kind).await
}

/// Puts a link behind a cell; only `http` and `https` lead anywhere.
pub async fn add_link(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    key: CellKey,
    (name, url): (&str, &str),
) -> Result<Evidence, Error> {
    let url = address(url)?;
    let name = if name.trim().is_empty() { url.as_str() } else { name.trim() };
    let name: String = name.chars().take(LONGEST).collect();
    add(work, actor, id, key, name, EvidenceKind::Link { url: url.to_string() }).await
}

fn address(typed: &str) -> Result<Url, Error> {
    let typed = typed.trim();
    let url = Url::parse(typed).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    url.filter(|_| typed.len() <= LONGEST).ok_or_else(|| {
        Error::Invalid(vec![FieldError::new(
            "url",
            "Đường dẫn phải bắt đầu bằng http:// hoặc https://.",
            "A link begins with http:// or https://.",
        )])
    })
}

async fn add(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    key: CellKey,
    name: String,
    kind: EvidenceKind,
) -> Result<Evidence, Error> {
    let (mut tx, form) = hold(work, id).await?;
    if form.cell(&key).is_none() {
        return Err(not_found(&key.item()));
    }
    let evidence = Evidence {
        id: work.clock.id(),
        submission: id,
        key,
        name,
        kind,
        added_at: work.clock.now(),
        added_by: actor.post.clone(),
        removed_at: None,
    };
    store::evidence::add(&mut tx, &evidence).await?;
    let event = event("submission.evidence_added", &form).added(&evidence).because(&evidence.name);
    keep(work, actor, tx, id, event).await?;
    Ok(evidence)
}

/// Takes a piece of evidence back; the file stays where an approved revision may rest on it.
pub async fn remove(work: &Work, actor: &Actor, id: SubmissionId, evidence: EvidenceId) -> Result<(), Error> {
    let given = find(work, id, evidence).await?;
    let (mut tx, form) = hold(work, id).await?;
    store::evidence::remove(&mut tx, evidence, work.clock.now()).await?;
    let event = event("submission.evidence_removed", &form).because(&given.name);
    keep(work, actor, tx, id, event).await
}

/// A piece of evidence of this very submission that was not taken back.
pub async fn find(work: &Work, id: SubmissionId, evidence: EvidenceId) -> Result<Evidence, Error> {
    let found = store::evidence::find(&mut work.store.read().await?, evidence).await?;
    let own = found.filter(|found| found.submission == id && found.removed_at.is_none());
    own.ok_or_else(|| not_found(&evidence.to_string()))
}

async fn hold(work: &Work, id: SubmissionId) -> Result<(Write, Form), Error> {
    let mut tx = work.store.write().await?;
    store::submission::hold(&mut tx, id).await?;
    let form = form::load_cells(work, &mut tx, id, work.clock.today(), form::Past::Nothing).await?;
    if form.is_open() { Ok((tx, form)) } else { Err(Error::Closed) }
}

/// Counts anew what is filled, since evidence may be asked for, and commits.
async fn keep(
    work: &Work,
    actor: &Actor,
    mut tx: Write,
    id: SubmissionId,
    event: Event,
) -> Result<(), Error> {
    let form = form::load_cells(work, &mut tx, id, work.clock.today(), form::Past::Nothing).await?;
    store::submission::count_filled(&mut tx, id, form.filled()).await?;
    work.keep(tx, actor, [event]).await
}

fn event(what: &'static str, form: &Form) -> Event {
    let Form { submission, plan, body, .. } = form;
    Event::done(what, submission.id).of_plan(plan.id).of_body(body.id)
}

fn not_found(id: &str) -> Error {
    store::Error::NotFound { noun: "evidence", id: id.to_owned() }.into()
}
