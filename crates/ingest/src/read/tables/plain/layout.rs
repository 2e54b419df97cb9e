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

/// The lines of one page, whose columns stand at places of their own.
struct Page {
    /// The headings, on a later page as far as they are repeated.
    heads: Vec<usize>,
    /// The lines below.
    body: Vec<usize>,
    /// The columns, in the order of the first page.
    places: Vec<Range<usize>>,
}

/// Whether the headings stand side by side, so that places tell the columns.
pub(super) fn is_side_by_side(lines: &[String]) -> bool {
    lines.iter().any(|line| segments(line).len() >= 4)
}

/// Reads the table under the headings; `None` where its columns cannot be told.
pub(super) fn grid(lines: &[String], headings: &Headings, table: usize) -> Option<Grid> {
    let mut pages = pages(lines, headings);
    let first = &pages[0];
    let texts = |heads: &[usize], places: &[Range<usize>]| -> Vec<String> {
        cells(lines, heads, |_| places).into_iter().map(|cell| cell.text).collect()
    };
    let columns = columns::read(&texts(&first.heads, &first.places));
    let label = columns.iter().position(|column| *column == Column::Label)?;
    if !columns.contains(&Column::Name) && !columns.contains(&Column::Task) {
        return None;
    }
    let known = |columns: &[Column]| columns.iter().filter(|c| **c != Column::Other).count();
    let mut is_doubtful = known(&columns) < known(&headings.columns);
    let (places, end) = (first.places.clone(), pages.iter().flat_map(|page| &page.body).max());
    let end = end.map_or(headings.end, |at| at + 1);
    for page in pages.iter_mut().filter(|page| page.places.len() != places.len()) {
        is_doubtful = true;
        page.places.clone_from(&places);
    }
    let body: Vec<usize> = pages.iter().flat_map(|page| &page.body).copied().collect();
    let places_at = |at: usize| {
        let page = pages.iter().rev().find(|page| page.heads[0] <= at);
        page.map_or(places.as_slice(), |page| page.places.as_slice())
    };
    let rows = rows_of(lines, &body, |at| &places_at(at)[label])
        .into_iter()
        .enumerate()
        .map(|(index, row)| Row {
            index: index + 1,
            cells: cells(lines, &row, places_at),
            lines: row[0] + 1..=row[row.len() - 1] + 1,
            doubt: None,
        })
        .collect();
    let (caption, lines) = (headings.caption.clone(), headings.start + 1..=end);
    Some(Grid { table, caption, columns, rows, lines, is_doubtful })
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

/// The lines under the headings up to the table's end, page by page; blank lines at the end left out.
fn pages(lines: &[String], headings: &Headings) -> Vec<Page> {
    let new = |heads: Range<usize>| Page { heads: heads.collect(), body: Vec::new(), places: Vec::new() };
    let mut pages = vec![new(headings.start..headings.heads_end)];
    let mut at = headings.end;
    while at < lines.len() && !rows::ends_table(&lines[at]) {
        if let Some(next) = rows::after_repeated_headings(lines, at, headings) {
            pages.push(new(at..next));
            at = next;
            continue;
        }
        if let Some(page) = pages.last_mut() {
            page.body.push(at);
        }
        at += 1;
    }
    for page in &mut pages {
        while page.body.last().is_some_and(|at| lines[*at].trim().is_empty()) {
            page.body.pop();
        }
        page.places = places(lines, page);
    }
    pages
}

/// The columns' places: where no line of several cells has words, a column ends.
///
/// Headings count too, save those that stand over several columns.
fn places(lines: &[String], page: &Page) -> Vec<Range<usize>> {
    let starts = starts(lines, page);
    let of = |at: &[usize]| -> Vec<Range<usize>> {
        let lines = at.iter().map(|at| split(segments(&lines[*at]), &starts));
        lines.filter(|segments| segments.len() >= 3).flatten().map(|segment| segment.place).collect()
    };
    let mut places = merged(of(&page.body));
    let mut heads = of(&page.heads);
    heads.sort_by_key(Range::len);
    for head in heads {
        if places.iter().filter(|place| overlap(place, &head) > 0).count() < 2 {
            places.push(head);
            places = merged(places);
        }
    }
    places
}

fn merged(mut taken: Vec<Range<usize>>) -> Vec<Range<usize>> {
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

/// Where columns begin for certain: under the first letter of a heading cells begin, or many do.
fn starts(lines: &[String], page: &Page) -> Vec<usize> {
    let of = |at: &[usize]| -> Vec<usize> {
        at.iter().flat_map(|at| segments(&lines[*at])).map(|segment| segment.place.start).collect()
    };
    let (heads, body) = (of(&page.heads), of(&page.body));
    let mut starts = heads;
    starts.retain(|start| body.iter().filter(|at| *at == start).count() >= 2);
    starts.sort_unstable();
    starts.dedup();
    starts
}

/// Parts words that run up to the next column, one space before it.
fn split(segments: Vec<Segment>, starts: &[usize]) -> Vec<Segment> {
    let mut parted = Vec::new();
    for mut segment in segments {
        let inside =
            starts.iter().filter(|start| (segment.place.start + 1..segment.place.end).contains(start));
        for start in inside.copied().collect::<Vec<_>>().into_iter().rev() {
            let chars: Vec<char> = segment.text.chars().collect();
            let at = start - segment.place.start;
            if chars.get(at - 1) == Some(&' ') {
                let text = chars[at..].iter().collect();
                parted.push(Segment { place: start..segment.place.end, text });
                segment =
                    Segment { place: segment.place.start..start - 1, text: chars[..at - 1].iter().collect() };
            }
        }
        parted.push(segment);
    }
    parted.sort_by_key(|segment| segment.place.start);
    parted
}

/// Groups lines into rows: by blank lines where numbers stand in the middle of their rows, else by the numbers.
fn rows_of<'a>(
    lines: &[String],
    body: &[usize],
    label: impl Fn(usize) -> &'a Range<usize>,
) -> Vec<Vec<usize>> {
    let has_label =
        |at: usize| segments(&lines[at]).first().is_some_and(|s| overlap(&s.place, label(at)) > 0);
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
fn cells<'a>(lines: &[String], at: &[usize], places_at: impl Fn(usize) -> &'a [Range<usize>]) -> Vec<Cell> {
    let (first, last) = (at.first().copied().unwrap_or(0), at.last().copied().unwrap_or(0));
    let count = places_at(first).len();
    let mut cells = vec![Cell { text: String::new(), lines: first + 1..=last + 1 }; count];
    for at in at {
        let places = places_at(*at);
        let starts: Vec<usize> = places.iter().map(|place| place.start).collect();
        for segment in split(segments(&lines[*at]), &starts) {
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
