//! A table that is being read row by row.

use std::collections::HashSet;

use crate::Refusal;
use crate::source::Limits;
use crate::source::grid::{Cell, Table};
use crate::source::lines::Lines;

/// Spans beyond these are mistakes.
const MAX_COL_SPAN: usize = 100;
const MAX_ROW_SPAN: usize = 1_000;

/// Cells so far and the place of the next one.
#[derive(Default)]
pub(super) struct Rows {
    cells: Vec<Cell>,
    /// Positions that a cell covers already.
    taken: HashSet<(usize, usize)>,
    row: usize,
    col: usize,
    /// The cell being read: its first line and its spans.
    open: Option<(usize, usize, usize)>,
}

impl Rows {
    /// The next cell begins the row; a row without cells does not count.
    pub(super) fn start_row(&mut self) {
        if self.cells.last().is_some_and(|cell| cell.row == self.row) {
            self.row += 1;
        }
        self.col = 0;
    }

    pub(super) fn start_cell(&mut self, line: usize, row_span: usize, col_span: usize) {
        while self.taken.contains(&(self.row, self.col)) {
            self.col += 1;
        }
        self.open = Some((line, row_span.clamp(1, MAX_ROW_SPAN), col_span.clamp(1, MAX_COL_SPAN)));
    }

    /// Ends the open cell, whose lines are the last ones; an empty cell gets one empty line.
    pub(super) fn end_cell(&mut self, lines: &mut Lines<'_>, limits: &Limits) -> Result<(), Refusal> {
        let Some((line_start, row_span, col_span)) = self.open.take() else { return Ok(()) };
        if lines.next() == line_start {
            lines.push("")?;
        }
        let (row, col) = (self.row, self.col);
        let text = lines.text_from(line_start).trim_end().to_owned();
        let line_end = lines.next() - 1;
        for place in (row..row + row_span).flat_map(|row| (col..col + col_span).map(move |col| (row, col))) {
            self.taken.insert(place);
        }
        if self.taken.len() > limits.max_cells {
            return Err(Refusal::TooLong { lines: limits.max_lines });
        }
        self.col += col_span;
        self.cells.push(Cell { row, col, row_span, col_span, text, line_start, line_end, formula: None });
        Ok(())
    }

    /// The table, when it has cells; `positions` counts those of all tables.
    pub(super) fn finish(mut self, positions: &mut usize, limits: &Limits) -> Result<Option<Table>, Refusal> {
        let rows = self.cells.iter().map(|cell| cell.row + 1).max().unwrap_or(0);
        let cols = self.cells.iter().map(|cell| cell.col + cell.col_span).max().unwrap_or(0);
        // A cell cannot reach below the last row.
        for cell in &mut self.cells {
            cell.row_span = cell.row_span.min(rows - cell.row);
        }
        *positions = positions.saturating_add(rows.saturating_mul(cols));
        if *positions > limits.max_cells {
            return Err(Refusal::TooLong { lines: limits.max_lines });
        }
        Ok((!self.cells.is_empty()).then(|| Table::new(None, self.cells)))
    }
}
