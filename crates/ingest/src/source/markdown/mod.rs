//! Markdown: marks are taken off, tables (with pipes or in HTML) become grids.
//!
//! Lines of running text break where they break in the file, with an empty line after each paragraph;
//! each cell of a table is a line of its own.

mod html;
mod rows;

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use self::html::Piece;
use self::rows::Rows;
use super::grid::Table;
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
    page.end_table()?;
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
    /// HTML gathered until its block ends: a tag may run over lines.
    html: String,
    /// The table being read.
    rows: Option<Rows>,
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
            html: String::new(),
            rows: None,
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) -> Result<(), Refusal> {
        match event {
            Event::Text(text) | Event::Code(text) => self.add(&text),
            Event::Html(html) => {
                self.html.push_str(&html);
                Ok(())
            }
            Event::InlineHtml(html) => self.add_html(&html),
            Event::SoftBreak | Event::HardBreak => self.end_line(),
            Event::Rule => {
                self.flush()?;
                self.lines.push("-----").map(drop)
            }
            Event::FootnoteReference(label) => {
                self.line.extend(["[", &*label, "]"]);
                Ok(())
            }
            Event::Start(tag) => self.start(&tag, range),
            Event::End(tag) => self.end(tag),
            _ => Ok(()),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) -> Result<(), Refusal> {
        match tag {
            Tag::Table(_) => return self.start_table(),
            Tag::TableHead | Tag::TableRow => self.rows.get_or_insert_default().start_row(),
            Tag::TableCell => self.start_cell(1, 1)?,
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock => self.flush()?,
            Tag::Item => {
                self.flush()?;
                self.marker = marker(&self.content[range]);
            }
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
            TagEnd::Table => self.end_table(),
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                self.flush()?;
                self.lines.push("").map(drop)
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.add_html(&html)?;
                self.flush()
            }
            TagEnd::Item | TagEnd::CodeBlock => self.flush(),
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

    /// Tables and line breaks of HTML mean something; other tags are dropped and their text kept.
    fn add_html(&mut self, html: &str) -> Result<(), Refusal> {
        for piece in html::pieces(html) {
            match piece {
                Piece::Text(text) if text.trim().is_empty() => {}
                Piece::Text(text) if self.rows.is_none() => self.add(&text)?,
                Piece::Text(text) => self.add(&text.split_whitespace().collect::<Vec<_>>().join(" "))?,
                Piece::Tag { name, row_span, col_span } => self.html_tag(&name, row_span, col_span)?,
            }
        }
        Ok(())
    }

    fn html_tag(&mut self, name: &str, row_span: usize, col_span: usize) -> Result<(), Refusal> {
        match name {
            "table" => self.start_table(),
            "/table" => self.end_table(),
            "tr" => {
                self.end_cell()?;
                self.rows.get_or_insert_default().start_row();
                Ok(())
            }
            "td" | "th" => self.start_cell(row_span, col_span),
            "/td" | "/th" => self.end_cell(),
            "br" => self.end_line(),
            "/p" | "/li" | "/div" => self.flush(),
            _ => Ok(()),
        }
    }

    fn start_table(&mut self) -> Result<(), Refusal> {
        self.flush()?;
        self.end_table()?;
        self.rows = Some(Rows::default());
        Ok(())
    }

    fn start_cell(&mut self, row_span: usize, col_span: usize) -> Result<(), Refusal> {
        self.end_cell()?;
        self.flush()?;
        let line = self.lines.next();
        self.rows.get_or_insert_default().start_cell(line, row_span, col_span);
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Refusal> {
        self.flush()?;
        match &mut self.rows {
            Some(rows) => rows.end_cell(&mut self.lines, self.limits),
            None => Ok(()),
        }
    }

    fn end_table(&mut self) -> Result<(), Refusal> {
        self.end_cell()?;
        if let Some(rows) = self.rows.take() {
            self.tables.extend(rows.finish(&mut self.positions, self.limits)?);
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), Refusal> {
        let line = std::mem::take(&mut self.line);
        self.lines.push(line.trim_end()).map(drop)
    }

    /// Ends the line unless it is blank.
    fn flush(&mut self) -> Result<(), Refusal> {
        self.line.insert_str(0, &std::mem::take(&mut self.marker));
        if self.line.trim().is_empty() {
            self.line.clear();
            return Ok(());
        }
        self.end_line()
    }
}

/// The marker of a list item as typed (`-`, `+`, `1.`, `2)`) and a space.
fn marker(item: &str) -> String {
    let item = item.trim_start();
    let end = item.find(char::is_whitespace).unwrap_or(item.len());
    format!("{} ", &item[..end])
}
