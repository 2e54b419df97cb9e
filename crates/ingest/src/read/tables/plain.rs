//! Tables of plain text, as a PDF's text layer gives them: a cell's words run over lines, and only the order
//! of the words and the spaces between the values tell the columns.

mod headings;
mod layout;
mod rows;
mod tails;
mod unread;
mod values;

use super::columns::Column;
use super::grid::{Cell, Grid, Row};
use crate::read::indicators::units;
use crate::source::{Format, Source};

use headings::Headings;
use rows::{RowLines, Words};
pub(super) use tails::is_complete;

/// The tables found in the lines of a text file, numbered after those of the source; without columns where its
/// cells cannot be told apart.
pub(super) fn grids(source: &Source) -> Vec<Grid> {
    if source.format != Format::Text {
        return Vec::new();
    }
    let mut grids = understood(source);
    let mut from = 0;
    while let Some(lines) = unread::find(&source.lines, from) {
        let is_free = |at: &usize| !grids.iter().any(|grid: &Grid| grid.lines.contains(&(at + 1)));
        let count = lines.clone().take_while(is_free).count();
        from = lines.start + count.max(1);
        if count > 1 {
            grids.push(Grid {
                table: source.tables.len() + grids.len(),
                caption: String::new(),
                columns: Vec::new(),
                rows: Vec::new(),
                lines: lines.start + 1..=from,
                is_doubtful: false,
            });
        }
    }
    grids
}

/// The tables whose headings and rows can be told.
fn understood(source: &Source) -> Vec<Grid> {
    let mut grids = Vec::new();
    let mut from = 0;
    while let Some(headings) = Headings::find(&source.lines, from) {
        let table = source.tables.len() + grids.len();
        if layout::is_side_by_side(&source.lines[headings.start..headings.end]) {
            let grid = layout::grid(&source.lines, &headings, table);
            from = grid.as_ref().map_or(headings.end, |grid| *grid.lines.end());
            grids.extend(grid);
            continue;
        }
        let body = rows::cut(&source.lines, &headings);
        from = body.end.max(headings.end);
        if body.rows.len() < 2 {
            continue;
        }
        let rows = body.rows.iter().enumerate().map(|(i, row)| row_of(row, i + 1, &headings)).collect();
        grids.push(Grid {
            table,
            caption: headings.caption.clone(),
            columns: headings.columns.clone(),
            rows,
            lines: headings.start + 1..=from,
            is_doubtful: false,
        });
    }
    grids
}

/// Shares a row's words out to the columns.
fn row_of(row: &RowLines, index: usize, headings: &Headings) -> Row {
    let (start, end) = row.lines();
    let mut cells = vec![Cell { text: String::new(), lines: start..=end }; headings.columns.len()];
    let mut put = |col: usize, words: &[Words]| {
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            cells[col] = Cell { text: rows::join(words), lines: first.line..=last.line };
        }
    };
    let (values, tail) = (headings.values(), headings.tail());
    let found = values::find(&row.words, values.len(), headings.keeps_indents);
    let doubt = found.as_ref().and_then(|found| found.doubt);
    for (col, cell) in values.clone().zip(found.iter().flat_map(|found| &found.cells)) {
        put(col, std::slice::from_ref(cell));
    }
    let (name, behind) = match &found {
        Some(found) => tails::give_back(&found.before, &found.after, !tail.is_empty()),
        None if values.is_empty() => (Vec::new(), row.words.clone()),
        None => (row.words.clone(), Vec::new()),
    };
    for (col, words) in tail.clone().zip(tails::share(&behind, &headings.columns[tail])) {
        put(col, &words);
    }
    put(0, std::slice::from_ref(&row.label));
    if !values.is_empty() {
        let unit = headings.columns.iter().position(|c| *c == Column::Unit);
        let (name, unit_words) = if unit.is_some() { without_unit(name) } else { (name, Vec::new()) };
        put(1, &name);
        if let Some(unit) = unit {
            put(unit, &unit_words);
        }
    }
    Row { index, cells, lines: start..=end, doubt }
}

/// Parts the unit off the end of a name, where the table has a column for units.
fn without_unit(mut name: Vec<Words>) -> (Vec<Words>, Vec<Words>) {
    let Some(last) = name.pop() else { return (name, Vec::new()) };
    let at = units::ending(&last.text).unwrap_or(last.text.len());
    let (words, unit) = last.text.split_at(at);
    let part = |text: &str| {
        Some(Words { line: last.line, text: text.to_owned() }).filter(|w| !w.text.trim().is_empty())
    };
    name.extend(part(words));
    (name, part(unit).into_iter().collect())
}
