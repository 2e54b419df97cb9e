//! Tables of plain text that keep their layout: cells stand side by side, parted by runs of spaces.

use std::ops::Range;

use domain::text::squeeze;

use super::super::columns::{self, Column};
use super::super::grid::{Cell, Grid, Row};
use super::headings::Headings;
use super::rows;

/// Words between runs of two spaces or more, by their places in characters.
struct Segment {
    place: Range<usize>,
    text: String,
}

/// Reads the table under the headings, if its cells stand side by side.
pub(super) fn grid(lines: &[String], headings: &Headings, table: usize) -> Option<Grid> {
    let is_side_by_side = |line: &String| segments(line).len() >= 4;
    if !lines[headings.start..headings.end].iter().any(is_side_by_side) {
        return None;
    }
    let body = body(lines, headings);
    let end = body.last().map_or(headings.end, |at| at + 1);
    let heads: Vec<usize> = (headings.start..headings.end).collect();
    let places = places(heads.iter().chain(&body).map(|at| segments(&lines[*at])));
    let columns =
        columns::read(&cells(lines, &heads, &places).into_iter().map(|cell| cell.text).collect::<Vec<_>>());
    let label = columns.iter().position(|column| *column == Column::Label)?;
    if !columns.contains(&Column::Name) && !columns.contains(&Column::Task) {
        return None;
    }
    let rows = rows_of(lines, &body, &places[label])
        .into_iter()
        .enumerate()
        .map(|(index, row)| Row {
            index: index + 1,
            cells: cells(lines, &row, &places),
            lines: row[0] + 1..=row[row.len() - 1] + 1,
            doubt: None,
        })
        .collect();
    Some(Grid { table, caption: headings.caption.clone(), columns, rows, lines: headings.start + 1..=end })
}

fn segments(line: &str) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for (at, c) in line.chars().enumerate().filter(|(_, c)| !c.is_whitespace()) {
        match segments.last_mut() {
            Some(last) if at - last.place.end <= 1 => {
                if at > last.place.end {
                    last.text.push(' ');
                }
                last.text.push(c);
                last.place.end = at + 1;
            }
            _ => segments.push(Segment { place: at..at + 1, text: c.to_string() }),
        }
    }
    segments
}

/// The lines under the headings up to the table's end, repeated headings and blank lines at the end left out.
fn body(lines: &[String], headings: &Headings) -> Vec<usize> {
    let mut body = Vec::new();
    let mut at = headings.end;
    while at < lines.len() && !rows::ends_table(&lines[at]) {
        if let Some(next) = rows::after_repeated_headings(lines, at, headings) {
            at = next;
            continue;
        }
        body.push(at);
        at += 1;
    }
    while body.last().is_some_and(|at| lines[*at].trim().is_empty()) {
        body.pop();
    }
    body
}

/// The columns' places: where no line of several cells has words, a column ends.
fn places(lines: impl Iterator<Item = Vec<Segment>>) -> Vec<Range<usize>> {
    let mut taken: Vec<Range<usize>> = lines.filter(|s| s.len() >= 3).flatten().map(|s| s.place).collect();
    taken.sort_by_key(|place| place.start);
    let mut places: Vec<Range<usize>> = Vec::new();
    for place in taken {
        match places.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => places.push(place),
        }
    }
    places
}

/// Groups lines into rows: by blank lines where numbers stand in the middle of their rows, else by the numbers.
fn rows_of(lines: &[String], body: &[usize], label: &Range<usize>) -> Vec<Vec<usize>> {
    let has_label = |at: usize| segments(&lines[at]).first().is_some_and(|s| overlap(&s.place, label) > 0);
    let blocks: Vec<Vec<usize>> = body
        .split(|at| lines[*at].trim().is_empty())
        .map(|block| {
            block.iter().copied().filter(|at| has_label(*at) || !is_page_number(&lines[*at])).collect()
        })
        .filter(|block: &Vec<usize>| !block.is_empty())
        .collect();
    let labels = |block: &Vec<usize>| block.iter().filter(|at| has_label(**at)).count();
    let is_centred = |block: &Vec<usize>| labels(block) == 1 && !has_label(block[0]);
    if blocks.iter().any(is_centred) && blocks.iter().all(|block| labels(block) <= 1) {
        return blocks;
    }
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for at in blocks.into_iter().flatten() {
        match rows.last_mut() {
            Some(row) if !has_label(at) => row.push(at),
            _ => rows.push(vec![at]),
        }
    }
    rows
}

fn is_page_number(line: &str) -> bool {
    let line = line.trim();
    line.len() <= 3 && line.bytes().all(|b| b.is_ascii_digit())
}

/// The cells that lines have in the columns.
fn cells(lines: &[String], at: &[usize], places: &[Range<usize>]) -> Vec<Cell> {
    let (first, last) = (at.first().map_or(1, |at| at + 1), at.last().map_or(1, |at| at + 1));
    let mut cells = vec![Cell { text: String::new(), lines: first..=last }; places.len()];
    for at in at {
        for segment in segments(&lines[*at]) {
            let best = (0..places.len()).max_by_key(|col| overlap(&segment.place, &places[*col]));
            let Some(cell) = best.and_then(|col| cells.get_mut(col)) else { continue };
            let start = if cell.text.is_empty() { at + 1 } else { *cell.lines.start() };
            *cell = Cell { text: squeeze(&format!("{} {}", cell.text, segment.text)), lines: start..=at + 1 };
        }
    }
    cells
}

/// How many characters two places share.
fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}
