//! Where an item stands in the signed document.

use serde::{Deserialize, Serialize};

/// A cell of a table, counted from 0 in the table's resolved grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CellRef {
    /// Index of the table in the document.
    pub table: usize,
    /// Row in the table.
    pub row: usize,
    /// Column in the table.
    pub col: usize,
}

/// A place in a document's lines, with the exact words found there.
///
/// Lines are counted from 1 and both ends are included.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// First line.
    pub line_start: usize,
    /// Last line.
    pub line_end: usize,
    /// The cell, where the item stands in a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<CellRef>,
    /// The quoted words, wrapped lines joined by one space.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
}

impl Anchor {
    /// An anchor on lines; `line_end` is raised to `line_start` when it is smaller.
    pub fn lines(line_start: usize, line_end: usize, quote: impl Into<String>) -> Self {
        Self { line_start, line_end: line_end.max(line_start), cell: None, quote: quote.into() }
    }

    /// The same anchor pointing at a cell.
    #[must_use]
    pub fn in_cell(mut self, cell: CellRef) -> Self {
        self.cell = Some(cell);
        self
    }

    /// Whether the line lies inside.
    pub fn covers(&self, line: usize) -> bool {
        (self.line_start..=self.line_end).contains(&line)
    }
}
