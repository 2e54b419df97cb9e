//! Evidence (minh chứng): files and links that stand behind what a body reports.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{CellKey, EvidenceId, SubmissionId};

/// What the evidence is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A file, kept under its digest.
    File {
        /// Its type by content, such as `application/pdf`.
        media_type: String,
        /// SHA-256 in hexadecimal.
        sha256: String,
        /// How long it is.
        bytes: u64,
    },
    /// A link to where it lies.
    Link {
        /// The address, `https://…` or `http://…`.
        url: String,
    },
}

/// A piece of evidence (minh chứng).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// In which submission it was given.
    pub submission: SubmissionId,
    /// For which cell.
    pub key: CellKey,
    /// The file's name, or what the link is called.
    pub name: String,
    /// What it is.
    pub kind: EvidenceKind,
    /// When it was given.
    pub added_at: Timestamp,
    /// By whom, by the name shown.
    pub added_by: String,
    /// When it was taken back; the file is kept as long as an approved revision may rest on it.
    pub removed_at: Option<Timestamp>,
}
