//! A table as a rectangular grid: merged cells are one cell that covers several positions.

use std::ops::RangeInclusive;

/// A table found as such in the file (docx, xlsx, md); rows and columns count from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Name of the sheet; `None` for a table in running text.
    pub title: Option<String>,
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub cols: usize,
    /// Cells in reading order, each once however many positions it covers; an empty position of a sheet has none.
    pub cells: Vec<Cell>,
    /// First line of the table in `Source::lines`, from 1.
    pub line_start: usize,
    /// Last line of the table in `Source::lines`.
    pub line_end: usize,
    /// For each position `row * cols + col` the number of its cell plus one, or 0.
    cover: Vec<u32>,
}

/// One cell, merged or not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Topmost row.
    pub row: usize,
    /// Leftmost column.
    pub col: usize,
    /// Number of rows covered, at least 1.
    pub row_span: usize,
    /// Number of columns covered, at least 1.
    pub col_span: usize,
    /// The text; paragraphs are joined by `\n`.
    pub text: String,
    /// First line of the cell in `Source::lines`, from 1.
    pub line_start: usize,
    /// Last line of the cell in `Source::lines`.
    pub line_end: usize,
    /// The formula that gave the value, without `=`.
    pub formula: Option<String>,
}

impl Table {
    /// Builds the grid from its cells; where two cells claim a position, the first in reading order has it.
    ///
    /// The line range is that of the cells.
    pub fn new(title: Option<String>, mut cells: Vec<Cell>) -> Self {
        cells.sort_by_key(|cell| (cell.row, cell.col));
        let rows = cells.iter().map(|c| c.row + c.row_span).max().unwrap_or(0);
        let cols = cells.iter().map(|c| c.col + c.col_span).max().unwrap_or(0);
        let mut table = Self {
            title,
            rows,
            cols,
            line_start: cells.iter().map(|c| c.line_start).min().unwrap_or(0),
            line_end: cells.iter().map(|c| c.line_end).max().unwrap_or(0),
            cells,
            cover: vec![0; rows * cols],
        };
        table.spread();
        table
    }

    /// The cell that covers a position.
    pub fn cell(&self, row: usize, col: usize) -> Option<&Cell> {
        if row >= self.rows || col >= self.cols {
            return None;
        }
        let number = self.cover[row * self.cols + col] as usize;
        number.checked_sub(1).map(|index| &self.cells[index])
    }

    /// The text of the cell that covers a position; empty where there is none.
    pub fn text(&self, row: usize, col: usize) -> &str {
        self.cell(row, col).map_or("", |cell| cell.text.as_str())
    }

    /// The texts of a row, one per column; a merged cell repeats.
    pub fn row(&self, row: usize) -> Vec<&str> {
        (0..self.cols).map(|col| self.text(row, col)).collect()
    }

    /// The lines of the cells that begin in a row, or cover it when none begins there.
    pub fn row_lines(&self, row: usize) -> Option<RangeInclusive<usize>> {
        let lines = |begins_here: bool| {
            let cells = (0..self.cols)
                .filter_map(|col| self.cell(row, col))
                .filter(|cell| !begins_here || cell.row == row);
            let (starts, ends): (Vec<_>, Vec<_>) = cells.map(|cell| (cell.line_start, cell.line_end)).unzip();
            Some(starts.into_iter().min()?..=ends.into_iter().max()?)
        };
        lines(true).or_else(|| lines(false))
    }

    fn spread(&mut self) {
        for (index, cell) in self.cells.iter().enumerate() {
            let number = u32::try_from(index + 1).expect("the limit on cells is far below 2^32");
            for row in cell.row..cell.row + cell.row_span {
                let start = row * self.cols + cell.col;
                for place in &mut self.cover[start..start + cell.col_span] {
                    if *place == 0 {
                        *place = number;
                    }
                }
            }
        }
    }
}
