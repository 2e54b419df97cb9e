//! The tree of a Word document laid out as lines and grids.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::tree::{Block, Row};
use crate::Refusal;
use crate::source::Limits;
use crate::source::grid::{Cell, Table};
use crate::source::lines::Lines;

/// Lines and tables so far.
pub(super) struct Layout<'a> {
    pub(super) lines: Lines<'a>,
    pub(super) tables: Vec<Table>,
    /// Text box lines: a stamp may be drawn anywhere.
    pub(super) boxed: Vec<String>,
    /// First line with a tracked change.
    pub(super) changed: Option<usize>,
    /// Ids of notes and the line each is set at.
    pub(super) notes: Vec<(String, usize)>,
    limits: &'a Limits,
    positions: usize,
}

impl<'a> Layout<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self {
            lines: Lines::new(limits),
            tables: Vec::new(),
            boxed: Vec::new(),
            changed: None,
            notes: Vec::new(),
            limits,
            positions: 0,
        }
    }

    /// Appends blocks in document order.
    pub(super) fn add(&mut self, blocks: &[Block]) -> Result<(), Refusal> {
        for block in blocks {
            match block {
                Block::Table(rows) => self.add_table(rows)?,
                Block::Paragraph(paragraph) => {
                    let first = self.lines.next();
                    for line in paragraph.text.split('\n') {
                        self.lines.push(line.trim_end())?;
                    }
                    self.notes.extend(paragraph.notes.iter().map(|id| (id.clone(), first)));
                    if paragraph.changed {
                        self.changed.get_or_insert(first);
                    }
                    if paragraph.boxed {
                        self.boxed.push(paragraph.text.clone());
                    }
                }
            }
        }
        Ok(())
    }

    /// The tables in the order of their first lines, outer ones first.
    pub(super) fn sorted_tables(&mut self) -> Vec<Table> {
        let mut tables = std::mem::take(&mut self.tables);
        // Inner tables were finished before the one around them.
        tables.reverse();
        tables.sort_by_key(|table| (table.line_start, Reverse(table.line_end)));
        tables
    }

    fn add_table(&mut self, rows: &[Row]) -> Result<(), Refusal> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut above: HashMap<usize, usize> = HashMap::new();
        for (row, content) in rows.iter().enumerate() {
            let mut open = HashMap::new();
            let mut col = content.before;
            for cell in &content.cells {
                let continued = above.get(&col).copied().filter(|_| cell.shape.continues);
                if let Some(index) = continued {
                    cells[index].row_span += 1;
                    open.insert(col, index);
                    col += cells[index].col_span;
                    continue;
                }
                open.insert(col, cells.len());
                let (text, line_start) = self.add_cell(&cell.blocks)?;
                let (line_end, col_span) = (self.lines.next() - 1, cell.shape.span);
                cells.push(Cell {
                    row,
                    col,
                    row_span: 1,
                    col_span,
                    text,
                    line_start,
                    line_end,
                    formula: None,
                });
                col += col_span;
            }
            above = open;
        }
        self.add_grid(cells)
    }

    /// The text of a cell and its first line; an empty cell has one empty line.
    fn add_cell(&mut self, blocks: &[Block]) -> Result<(String, usize), Refusal> {
        let first = self.lines.next();
        self.add(blocks)?;
        if self.lines.next() == first {
            self.lines.push("")?;
        }
        Ok((self.lines.text_from(first).trim_end().to_owned(), first))
    }

    fn add_grid(&mut self, cells: Vec<Cell>) -> Result<(), Refusal> {
        let rows = cells.iter().map(|cell| cell.row + cell.row_span).max().unwrap_or(0);
        let cols = cells.iter().map(|cell| cell.col + cell.col_span).max().unwrap_or(0);
        self.positions = self.positions.saturating_add(rows.saturating_mul(cols));
        if self.positions > self.limits.max_cells {
            return Err(Refusal::TooLong { lines: self.limits.max_lines });
        }
        if !cells.is_empty() {
            self.tables.push(Table::new(None, cells));
        }
        Ok(())
    }
}
