//! A Word document as a tree: paragraphs, tables, rows and cells as they are stored.

use crate::Refusal;
use crate::source::Limits;

/// A paragraph or a table.
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Vec<Row>),
}

/// A paragraph as printed.
#[derive(Default)]
pub(super) struct Paragraph {
    /// Label and text; manual line breaks are `\n`.
    pub(super) text: String,
    /// Stands in a text box.
    pub(super) boxed: bool,
    /// Holds a change that was never accepted or rejected.
    pub(super) changed: bool,
    /// Ids of footnotes and endnotes, in order.
    pub(super) notes: Vec<String>,
}

/// One row of a table.
#[derive(Default)]
pub(super) struct Row {
    /// Columns left out before the first cell.
    pub(super) before: usize,
    pub(super) cells: Vec<RowCell>,
}

/// One cell of a row as Word stores it.
#[derive(Default)]
pub(super) struct RowCell {
    pub(super) shape: Shape,
    pub(super) blocks: Vec<Block>,
}

/// How a cell is merged with its neighbours.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// Columns covered.
    pub(super) span: usize,
    /// Belongs to the cell above.
    pub(super) continues: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Self { span: 1, continues: false }
    }
}

/// How much more the tree may hold: a few bytes of XML make an element of many.
pub(super) struct Room {
    elements: usize,
    bytes: usize,
    lines: usize,
}

impl Room {
    pub(super) fn new(limits: &Limits) -> Self {
        let elements = limits.max_lines.saturating_add(limits.max_cells);
        Self { elements, bytes: limits.max_text_bytes, lines: limits.max_lines }
    }

    /// Takes room for one element and its text.
    pub(super) fn take(&mut self, bytes: usize) -> Result<(), Refusal> {
        match (self.elements.checked_sub(1), self.bytes.checked_sub(bytes)) {
            (Some(elements), Some(bytes)) => {
                (self.elements, self.bytes) = (elements, bytes);
                Ok(())
            }
            _ => Err(Refusal::TooLong { lines: self.lines }),
        }
    }
}

/// The texts of all paragraphs, those in tables included.
pub(super) fn texts(blocks: &[Block]) -> Vec<&str> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => found.push(paragraph.text.as_str()),
            Block::Table(rows) => {
                let cells = rows.iter().flat_map(|row| &row.cells);
                found.extend(cells.flat_map(|cell| texts(&cell.blocks)));
            }
        }
    }
    found
}
