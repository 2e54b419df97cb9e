//! Importing: a file becomes a draft that is reviewed before anything is tracked.

mod review;

use domain::audit::{Event, fields};
use domain::{DocumentId, ImportId, OrganisationId, PlanId};
use ingest::Refusal;
use ingest::source::Limits;
use ingest::source::Source;
use jiff::Timestamp;
use store::import::{Head, ImportState};

pub use ingest::Draft;
pub use ingest::draft::{DraftDocument, DraftIndicator, DraftMember, DraftSection, DraftTarget, DraftTask};
pub use review::{Decision, Edit, IndicatorEdit, MemberEdit, Review, TaskEdit, member_item};
pub use store::import::{Head as ImportRow, ImportState as State};

use crate::{Actor, Error, Work};

/// An import with everything its review needs.
#[derive(Debug, Clone)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// How far it has come.
    pub state: ImportState,
    /// The document's lines.
    pub lines: Vec<String>,
    /// The draft and what was decided about it.
    pub review: Review,
    /// The document it became.
    pub document: Option<DocumentId>,
    /// The plan it became a version of.
    pub plan: Option<PlanId>,
    /// When it came in.
    pub created_at: Timestamp,
    /// For optimistic locking.
    pub version: i64,
}

impl Import {
    /// Whether it can still be reviewed.
    pub fn is_open(&self) -> bool {
        self.state == ImportState::Draft
    }
}

/// How large a file may be, and how far it may unpack.
pub fn limits() -> Limits {
    Limits::default()
}

/// Reads a file into its lines and the draft; keeps nothing.
pub fn read(name: &str, bytes: &[u8]) -> Result<(Source, Draft), Refusal> {
    let source = ingest::source::open(name, bytes, &limits())?;
    let draft = ingest::read(&source);
    Ok((source, draft))
}

/// Reads a file and keeps its draft for review, under the name of who sent it; a refused file leaves nothing behind.
pub async fn receive(
    work: &Work,
    actor: &Actor,
    organisation: Option<OrganisationId>,
    name: &str,
    bytes: &[u8],
) -> Result<ImportId, Error> {
    let sha256 = domain::audit::sha256_hex(bytes);
    let (source, draft) = read_aside(name, bytes.to_vec()).await?;
    let head = Head {
        id: work.clock.id(),
        file_name: source.name.clone(),
        sha256,
        state: ImportState::Draft,
        document: None,
        plan: None,
        created_at: work.clock.now(),
        created_by: actor.post.clone(),
        organisation,
        version: 1,
    };
    let id = head.id;
    let import = store::import::Import {
        head,
        source: serde_json::to_string(&source.lines)?,
        draft: serde_json::to_string(&Review::new(draft))?,
    };
    let mut tx = work.store.write().await?;
    store::import::add(&mut tx, &import).await?;
    let received =
        fields([("file_name", import.head.file_name.into()), ("sha256", import.head.sha256.into())]);
    let event = Event::done("import.received", id).of_body(organisation).added(&received);
    work.keep(tx, actor, [event]).await?;
    Ok(id)
}

/// Reading takes the processor for a while: it must not hold up other requests.
async fn read_aside(name: &str, bytes: Vec<u8>) -> Result<(Source, Draft), Error> {
    let name = name.to_owned();
    let reading = tokio::task::spawn_blocking(move || read(&name, &bytes));
    Ok(reading.await.map_err(|_| Error::ReaderFailed)??)
}

/// Every import, the latest first.
pub async fn list(work: &Work) -> Result<Vec<ImportRow>, Error> {
    let mut read = work.store.read().await?;
    Ok(store::import::list(&mut read).await?)
}

/// One import with its lines and review.
pub async fn open(work: &Work, id: ImportId) -> Result<Import, Error> {
    let mut read = work.store.read().await?;
    opened(store::import::get(&mut read, id).await?)
}

pub(crate) fn opened(stored: store::import::Import) -> Result<Import, Error> {
    let Head { id, file_name, sha256, state, document, plan, created_at, version, .. } = stored.head;
    let lines = serde_json::from_str(&stored.source)?;
    let review = serde_json::from_str(&stored.draft)?;
    Ok(Import { id, file_name, sha256, state, lines, review, document, plan, created_at, version })
}

/// Takes one step of a review.
pub async fn edit(work: &Work, actor: &Actor, id: ImportId, version: i64, edit: Edit) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let mut stored = still_open(&mut tx, id, version).await?;
    let mut review: Review = serde_json::from_str(&stored.draft)?;
    let step = format!("{edit:?}");
    review.apply(edit).map_err(Error::Invalid)?;
    stored.draft = serde_json::to_string(&review)?;
    store::import::update(&mut tx, &stored).await?;
    let event = Event::done("import.edited", id).of_body(stored.head.organisation);
    work.keep(tx, actor, [event.added(&fields([("step", step.into())]))]).await
}

/// Puts an import aside; it stays in the list.
pub async fn discard(work: &Work, actor: &Actor, id: ImportId, version: i64) -> Result<(), Error> {
    turn(work, actor, id, version, ImportState::Draft, ImportState::Discarded).await
}

/// Takes an import that was put aside up again.
pub async fn reopen(work: &Work, actor: &Actor, id: ImportId, version: i64) -> Result<(), Error> {
    turn(work, actor, id, version, ImportState::Discarded, ImportState::Draft).await
}

async fn turn(
    work: &Work,
    actor: &Actor,
    id: ImportId,
    version: i64,
    from: ImportState,
    to: ImportState,
) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let mut stored = still(from, &mut tx, id, version).await?;
    stored.head.state = to;
    store::import::update(&mut tx, &stored).await?;
    let event = Event::done("import.turned", id).of_body(stored.head.organisation);
    let state = |state: ImportState| fields([("state", state.code().into())]);
    work.keep(tx, actor, [event.changed(&state(from), &state(to))]).await
}

/// The import as the reviewer saw it, ready to be changed.
pub(crate) async fn still_open(
    tx: &mut store::Write,
    id: ImportId,
    version: i64,
) -> Result<store::import::Import, Error> {
    still(ImportState::Draft, tx, id, version).await
}

async fn still(
    state: ImportState,
    tx: &mut store::Write,
    id: ImportId,
    version: i64,
) -> Result<store::import::Import, Error> {
    let mut stored = store::import::get(tx, id).await?;
    if stored.head.state != state {
        return Err(Error::Closed);
    }
    stored.head.version = version;
    Ok(stored)
}
