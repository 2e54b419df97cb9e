//! What became of a workbook that came back (biểu đã gửi lại).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::CellDoubt;
use crate::{CellEntry, CellKey, SubmissionId};

/// What became of one row of a returned workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RowOutcome {
    /// It is in the draft now.
    Taken,
    /// The draft said the same already, or the row was not touched.
    Same,
    /// Somebody changed it on the page after the workbook was written; that is kept.
    Conflict {
        /// What is kept.
        now: Box<CellEntry>,
        /// Who typed that.
        by: String,
    },
    /// Something in it cannot be read or kept; the draft is as it was.
    Fault,
}

impl RowOutcome {
    /// The word used in tables and texts.
    pub fn code(&self) -> &'static str {
        match self {
            RowOutcome::Taken => "taken",
            RowOutcome::Same => "same",
            RowOutcome::Conflict { .. } => "conflict",
            RowOutcome::Fault => "fault",
        }
    }
}

/// A row of a returned workbook, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnedRow {
    /// What it is about.
    pub key: CellKey,
    /// Its label and name.
    pub name: String,
    /// What stood in it.
    pub entry: CellEntry,
    /// What became of it.
    pub outcome: RowOutcome,
}

/// A workbook that came back, and what became of it; a submission keeps its last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkbookReturn {
    /// Of which submission.
    pub submission: SubmissionId,
    /// Whose it is, by name.
    pub body: String,
    /// For which period, in words.
    pub period: String,
    /// Which workbook.
    pub serial: Uuid,
    /// What the file was called.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// When.
    pub at: Timestamp,
    /// Who sent it, by the name shown.
    pub by: String,
    /// Every row that was found.
    pub rows: Vec<ReturnedRow>,
    /// Everything that was doubtful, by place.
    pub doubts: Vec<CellDoubt>,
}

impl WorkbookReturn {
    /// How many rows have an outcome with this code.
    pub fn count(&self, code: &str) -> usize {
        self.rows.iter().filter(|row| row.outcome.code() == code).count()
    }

    /// Whether nothing is left to correct: no row was turned away, and nothing else is wrong.
    pub fn is_whole(&self) -> bool {
        !self.doubts.iter().any(CellDoubt::is_error)
    }

    /// Whether the draft is as it was before.
    pub fn is_without_change(&self) -> bool {
        self.count("taken") == 0
    }
}

/// The version of a cell that was kept from a workbook: the same workbook, sent again, does not conflict with itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookCell {
    /// Of which submission.
    pub submission: SubmissionId,
    /// Which cell.
    pub key: CellKey,
    /// From which workbook.
    pub serial: Uuid,
    /// The version that it became.
    pub version: i64,
}
