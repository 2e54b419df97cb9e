//! One form for every table, so that one reader serves docx, xlsx, markdown and plain text.

use std::ops::RangeInclusive;

use domain::text::{fold, squeeze};
use domain::{Anchor, CellRef};

use super::columns::{self, Column};
use super::{bodies, plain};
use crate::source::{Source, Table};

/// A table whose columns are understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grid {
    /// Its index: those of the source first, then those found in plain text.
    pub table: usize,
    /// The words above it, nearest last; empty for none.
    pub caption: String,
    /// What each column holds.
    pub columns: Vec<Column>,
    /// The rows below the headings.
    pub rows: Vec<Row>,
    /// All its lines, headings included.
    pub lines: RangeInclusive<usize>,
    /// Whether columns may have fallen together.
    pub is_doubtful: bool,
}

/// A row of a [`Grid`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// Its index in the table, headings counted.
    pub index: usize,
    /// One cell per column.
    pub cells: Vec<Cell>,
    /// Its lines.
    pub lines: RangeInclusive<usize>,
    /// What had to be assumed to tell its cells apart.
    pub doubt: Option<RowDoubt>,
}

/// A cell of a [`Row`]; a merged cell repeats where its words hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The words, single spaces; in a column of bodies lines that begin one are parted by a semicolon.
    pub text: String,
    /// Its lines.
    pub lines: RangeInclusive<usize>,
}

/// A row of plain text has fewer values than columns, and no spaces that show which are blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowDoubt {
    /// How many values were found.
    pub found: usize,
    /// How many columns there are.
    pub expected: usize,
}

impl Grid {
    /// The first column of a kind.
    pub(crate) fn column(&self, wanted: Column) -> Option<usize> {
        self.columns.iter().position(|column| *column == wanted)
    }

    /// Whether it lists indicators with targets.
    pub(crate) fn is_matrix(&self) -> bool {
        self.columns.contains(&Column::Name) && self.columns.iter().any(|c| matches!(c, Column::Milestone(_)))
    }

    /// Whether it lists tasks.
    pub(crate) fn lists_tasks(&self) -> bool {
        list_tasks(&self.columns)
    }

    /// The words of a row's cell in the first column of a kind; empty where there is none.
    pub(crate) fn text<'a>(&self, row: &'a Row, wanted: Column) -> &'a str {
        self.column(wanted).map_or("", |col| row.cells[col].text.as_str())
    }

    /// An anchor on a cell.
    pub(crate) fn anchor(&self, row: &Row, col: usize) -> Anchor {
        let cell = &row.cells[col];
        let place = CellRef { table: self.table, row: row.index, col };
        Anchor::lines(*cell.lines.start(), *cell.lines.end(), cell.text.clone()).in_cell(place)
    }
}

/// Whether columns are those of a list of tasks.
pub(super) fn list_tasks(columns: &[Column]) -> bool {
    let tells_more =
        |c: &Column| matches!(c, Column::Lead | Column::Implementer | Column::Deadline | Column::Product);
    columns.contains(&Column::Task) && columns.iter().any(tells_more)
}

/// A row `(1) (2) (3)` that numbers the columns.
pub(crate) fn counts_columns(row: &Row) -> bool {
    let numbers: Vec<&str> =
        row.cells.iter().map(|c| c.text.trim_matches(['(', ')'])).filter(|t| !t.is_empty()).collect();
    numbers.len() > 2
        && numbers.windows(2).skip(1).all(|pair| {
            pair[0].parse::<u32>().ok().zip(pair[1].parse::<u32>().ok()).is_some_and(|(a, b)| b == a + 1)
        })
}

/// Every table of a source whose columns are understood.
pub(crate) fn grids(source: &Source) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    for (index, table) in source.tables.iter().enumerate() {
        if let Some(grid) = of_table(source, index, table, grids.last()) {
            grids.push(grid);
        }
    }
    grids.extend(plain::grids(source));
    grids
}

/// The tables of plain text, those without a column that could be told apart included.
pub(super) fn plain(source: &Source) -> Vec<Grid> {
    plain::grids(source)
}

fn of_table(source: &Source, index: usize, table: &Table, before: Option<&Grid>) -> Option<Grid> {
    let (headings, columns) = match headings(table) {
        Some(found) => found,
        // A long table is often cut into several; only the first has headings.
        None => (0..0, before.filter(|grid| grid.columns.len() == table.cols)?.columns.clone()),
    };
    let caption = caption(source, table);
    let rows = (headings.end..table.rows).map(|row| row_of(table, row, &columns)).collect();
    let lines = table.line_start..=table.line_end;
    Some(Grid { table: index, caption, columns, rows, lines, is_doubtful: false })
}

/// The sheet's title, the lines above the table, and its own rows above the headings.
fn caption(source: &Source, table: &Table) -> String {
    let above = table.line_start.saturating_sub(9)..table.line_start.saturating_sub(1);
    let lines = source.lines.get(above).unwrap_or_default().iter().map(String::as_str);
    let top = (table.rows > 0).then(|| table.text(0, 0));
    let all: Vec<&str> = table.title.as_deref().into_iter().chain(lines).chain(top).collect();
    squeeze(&all.join(" "))
}

/// The rows of headings and what they say; a title above them is passed over.
fn headings(table: &Table) -> Option<(std::ops::Range<usize>, Vec<Column>)> {
    for first in 0..table.rows.min(10) {
        let mut end = first + 1;
        while end < table.rows && (is_covered_from(table, end, first) || names_years(table, end)) {
            end += 1;
        }
        let texts: Vec<String> = (0..table.cols).map(|col| heading(table, first..end, col)).collect();
        let columns = columns::read(&texts);
        let known = columns.iter().filter(|column| **column != Column::Other).count();
        let names = columns.contains(&Column::Name) || columns.contains(&Column::Task);
        let distinct = (1..table.cols).any(|col| texts[col] != texts[0]);
        if names && known >= 2 && distinct {
            return Some((first..end, columns));
        }
    }
    None
}

/// Whether a cell of the headings above reaches into the row.
fn is_covered_from(table: &Table, row: usize, first: usize) -> bool {
    (0..table.cols).filter_map(|col| table.cell(row, col)).any(|cell| (first..row).contains(&cell.row))
}

/// Whether a row without a number holds mostly years: the second row of headings that were never merged.
fn names_years(table: &Table, row: usize) -> bool {
    let texts = table.row(row);
    let words = texts.iter().filter(|text| !text.trim().is_empty()).count();
    let years =
        texts.iter().filter(|text| text.len() <= 24 && columns::last_year(&fold(text)).is_some()).count();
    texts.first().is_some_and(|text| text.trim().is_empty()) && years >= 2 && years * 2 >= words
}

/// A column's heading over several rows, each cell once.
fn heading(table: &Table, rows: std::ops::Range<usize>, col: usize) -> String {
    let mut parts: Vec<&str> = rows.map(|row| table.text(row, col)).collect();
    parts.dedup();
    squeeze(&parts.join(" "))
}

fn row_of(table: &Table, row: usize, columns: &[Column]) -> Row {
    let lines = table.row_lines(row).unwrap_or(table.line_start..=table.line_end);
    let cells = (0..table.cols)
        .map(|col| match table.cell(row, col).filter(|cell| holds_at(cell.col, col, columns)) {
            Some(cell) => {
                Cell { text: words(&cell.text, columns[col]), lines: cell.line_start..=cell.line_end }
            }
            None => Cell { text: String::new(), lines: lines.clone() },
        })
        .collect();
    Row { index: row, cells, lines, doubt: None }
}

/// A cell's words; where it lists bodies, a line may be one of its own.
fn words(text: &str, column: Column) -> String {
    if column.lists_bodies() { bodies::of_lines(text) } else { squeeze(text) }
}

/// Whether a cell's words hold in a column it covers: one target may span milestones, a group's name spans nothing.
fn holds_at(origin: usize, col: usize, columns: &[Column]) -> bool {
    origin == col
        || (matches!(columns[origin], Column::Milestone(_)) && matches!(columns[col], Column::Milestone(_)))
}
