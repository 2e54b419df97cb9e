//! Markdown: marks are taken off, pipe tables become grids.
//!
//! Lines of running text break where they break in the file, with an empty line after each paragraph;
//! each cell of a table is a line of its own.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::grid::{Cell, Table};
use super::lines::Lines;
use super::{Content, Limits, text};
use crate::Refusal;

/// Reads a Markdown file.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Content, Refusal> {
    let (content, notes) = text::content(bytes, limits)?;
    let mut page = Page::new(&content, limits);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(&content, options).into_offset_iter() {
        page.take(event, range)?;
    }
    page.flush()?;
    if page.lines.is_blank() {
        return Err(Refusal::Empty);
    }
    Ok((page.lines.into_vec(), page.tables, notes))
}

struct Page<'a> {
    content: &'a str,
    limits: &'a Limits,
    lines: Lines<'a>,
    tables: Vec<Table>,
    positions: usize,
    /// The line being put together.
    line: String,
    /// Marker of a list item, until its first words come.
    marker: String,
    /// Cells of the table being read; `None` outside tables.
    cells: Option<Vec<Cell>>,
    row: usize,
    col: usize,
    cell_start: usize,
}

impl<'a> Page<'a> {
    fn new(content: &'a str, limits: &'a Limits) -> Self {
        Self {
            content,
            limits,
            lines: Lines::new(limits),
            tables: Vec::new(),
            positions: 0,
            line: String::new(),
            marker: String::new(),
            cells: None,
            row: 0,
            col: 0,
            cell_start: 1,
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), Refusal> {
        match event {
            Event::Text(text) | Event::Code(text) => self.add(&text)?,
            Event::Html(html) | Event::InlineHtml(html) => self.add_html(&html)?,
            Event::SoftBreak if self.cells.is_some() => self.line.push(' '),
            Event::SoftBreak | Event::HardBreak => self.end_line()?,
            Event::Rule => {
                self.flush()?;
                self.lines.push("-----")?;
            }
            Event::FootnoteReference(label) => self.line.extend(["[", &*label, "]"]),
            Event::Start(tag) => self.start(&tag, range)?,
            Event::End(tag) => self.end(tag)?,
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) -> Result<(), Refusal> {
        match tag {
            Tag::Item => {
                self.flush()?;
                self.marker = marker(&self.content[range]);
            }
            Tag::Table(_) => {
                self.flush()?;
                self.cells = Some(Vec::new());
                self.row = 0;
            }
            Tag::TableHead | Tag::TableRow => self.col = 0,
            Tag::TableCell => self.cell_start = self.lines.next(),
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock => self.flush()?,
            Tag::FootnoteDefinition(label) => {
                self.flush()?;
                self.marker = format!("[{label}] ");
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), Refusal> {
        match tag {
            TagEnd::TableCell => self.end_cell(),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.row += 1;
                Ok(())
            }
            TagEnd::Table => self.end_table(),
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                self.flush()?;
                self.lines.push("").map(drop)
            }
            TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.flush(),
            _ => Ok(()),
        }
    }

    fn add(&mut self, text: &str) -> Result<(), Refusal> {
        self.line.push_str(&std::mem::take(&mut self.marker));
        let mut pieces = text.split('\n');
        self.line.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            self.end_line()?;
            self.line.push_str(piece);
        }
        Ok(())
    }

    /// Only line breaks of embedded HTML mean something; other tags are dropped and their text kept.
    fn add_html(&mut self, html: &str) -> Result<(), Refusal> {
        let mut rest = html;
        while let Some((text, tail)) = rest.split_once('<') {
            self.add(text)?;
            let (tag, after) = tail.split_once('>').unwrap_or((tail, ""));
            if tag.trim_end_matches(['/', ' ']).eq_ignore_ascii_case("br") {
                self.end_line()?;
            }
            rest = after;
        }
        self.add(rest)
    }

    fn end_line(&mut self) -> Result<(), Refusal> {
        let line = std::mem::take(&mut self.line);
        self.lines.push(line.trim_end()).map(drop)
    }

    fn flush(&mut self) -> Result<(), Refusal> {
        self.line.insert_str(0, &std::mem::take(&mut self.marker));
        if self.line.trim().is_empty() {
            self.line.clear();
            return Ok(());
        }
        self.end_line()
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        let line_start = self.cell_start;
        self.end_line()?;
        let text = self.lines.text_from(line_start).trim_end().to_owned();
        let line_end = self.lines.next() - 1;
        let (row, col) = (self.row, self.col);
        self.col += 1;
        let cell = Cell { row, col, row_span: 1, col_span: 1, text, line_start, line_end, formula: None };
        self.cells.get_or_insert_default().push(cell);
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Refusal> {
        let cells = self.cells.take().unwrap_or_default();
        let cols = cells.iter().map(|cell| cell.col + 1).max().unwrap_or(0);
        self.positions = self.positions.saturating_add(self.row.saturating_mul(cols));
        if self.positions > self.limits.max_cells {
            return Err(Refusal::TooLong { lines: self.limits.max_lines });
        }
        if !cells.is_empty() {
            self.tables.push(Table::new(None, cells));
        }
        Ok(())
    }
}

/// The marker of a list item as typed (`-`, `+`, `1.`, `2)`) and a space.
fn marker(item: &str) -> String {
    let item = item.trim_start();
    let end = item.find(char::is_whitespace).unwrap_or(item.len());
    format!("{} ", &item[..end])
}
