//! Documents on their way in: what was read, and the draft that a person is correcting.

use domain::{DocumentId, ImportId, OrganisationId, PlanId};
use jiff::Timestamp;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Read, Result, Write};

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportState {
    /// Being reviewed.
    Draft,
    /// Became a plan version or a document on file.
    Published,
    /// Put aside.
    Discarded,
}

impl ImportState {
    /// The word used in tables.
    pub fn code(self) -> &'static str {
        match self {
            ImportState::Draft => "draft",
            ImportState::Published => "published",
            ImportState::Discarded => "discarded",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Draft, Self::Published, Self::Discarded].into_iter().find(|state| state.code() == code)
    }
}

/// An import without what was read, for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub id: ImportId,
    /// The name of the file.
    pub file_name: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// How far it has come.
    pub state: ImportState,
    /// The document it became.
    pub document: Option<DocumentId>,
    /// The plan it became a version of.
    pub plan: Option<PlanId>,
    /// When the file was received.
    pub created_at: Timestamp,
    /// Who sent it, by the post's title.
    pub created_by: String,
    /// The body for which it was sent.
    pub organisation: Option<OrganisationId>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

/// An import under review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// All but the two texts below.
    pub head: Head,
    /// What was read from the file (lines, tables), as JSON that only the reader of documents knows.
    pub source: String,
    /// The draft with the corrections so far, as JSON likewise.
    pub draft: String,
}

/// Adds an import.
pub async fn add(tx: &mut Write, import: &Import) -> Result<()> {
    let Import { head, source, draft } = import;
    let record = record! {
        id: head.id, file_name: &head.file_name, sha256: &head.sha256, source: source, draft: draft,
        state: head.state, document: head.document, plan: head.plan, created_at: head.created_at,
        created_by: &head.created_by,
        organisation: head.organisation, version: head.version,
    };
    tx.insert("import", record).await
}

/// Keeps the draft and state of an import that still has the version it was read with; returns
/// the next version. File, source and origin never change.
pub async fn update(tx: &mut Write, import: &Import) -> Result<i64> {
    let Import { head, draft, .. } = import;
    let record = record! { draft: draft, state: head.state, document: head.document, plan: head.plan };
    tx.update("import", head.id.0, head.version, record).await
}

/// The import, if there is one.
pub async fn find(read: &mut Read, id: ImportId) -> Result<Option<Import>> {
    read.first("SELECT * FROM import WHERE id = $1", values![id], import).await
}

/// The import, which must exist.
pub async fn get(read: &mut Read, id: ImportId) -> Result<Import> {
    find(read, id).await?.ok_or_else(|| not_found("import", &id))
}

/// Every import, the latest first.
pub async fn list(read: &mut Read) -> Result<Vec<Head>> {
    let sql = "SELECT id, file_name, sha256, state, document, plan, created_at, created_by, organisation,
        version FROM import
        ORDER BY created_at DESC, id DESC";
    read.list(sql, values![], head).await
}

/// The imports of exactly this file, by its SHA-256, the latest first.
pub async fn list_by_sha256(read: &mut Read, sha256: &str) -> Result<Vec<Head>> {
    let sql = "SELECT id, file_name, sha256, state, document, plan, created_at, created_by, organisation,
        version FROM import
        WHERE sha256 = $1 ORDER BY created_at DESC, id DESC";
    read.list(sql, values![sha256], head).await
}

fn import(row: &Row) -> Result<Import> {
    Ok(Import { head: head(row)?, source: row.get("source")?, draft: row.get("draft")? })
}

fn head(row: &Row) -> Result<Head> {
    Ok(Head {
        id: row.get("id")?,
        file_name: row.get("file_name")?,
        sha256: row.get("sha256")?,
        state: row.get("state")?,
        document: row.find("document")?,
        plan: row.find("plan")?,
        created_at: row.get("created_at")?,
        created_by: row.get("created_by")?,
        organisation: row.find("organisation")?,
        version: row.get("version")?,
    })
}
