//! Excel workbooks (xlsx): each visible sheet is a table in the sheet's own rows and columns.

mod cells;
mod decimal;
mod number;
mod remarks;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::AssertUnwindSafe;

use calamine::{Reader, SheetType, SheetVisible};

use self::cells::{Place, Stored, Value, Workbook, damaged};
use self::remarks::Remarks;
use super::grid::{Cell, Table};
use super::lines::Lines;
use super::package::Package;
use super::xml::Xml;
use super::{Content, Limits, Note, secrecy};
use crate::Refusal;

/// Reads the visible sheets of a workbook.
pub(super) fn read(package: &Package, bytes: &[u8], limits: &Limits) -> Result<Content, Refusal> {
    refuse_stamped_margins(package)?;
    let mut workbook = guarded(|| Workbook::new(Cursor::new(bytes)).map_err(damaged))?;
    let mut book = Book::new(limits);
    for sheet in workbook.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        if sheet.visible == SheetVisible::Visible {
            let cells = guarded(|| cells::read(&mut workbook, &sheet.name, limits))?;
            let merged = guarded(|| workbook.merge_cells_by_sheet_name(&sheet.name).map_err(damaged))?;
            let spans = merged.iter().map(|area| (area.start, area.end)).collect();
            book.add(&sheet.name, cells, &spans)?;
        } else {
            book.notes.push(remarks::hidden_sheet(&sheet.name));
        }
    }
    if package.parts_named("worksheets/").any(hides_something) {
        book.notes.push(remarks::hidden_rows());
    }
    if book.lines.is_blank() {
        return Err(Refusal::Empty);
    }
    Ok((book.lines.into_vec(), book.tables, book.notes))
}

/// The library counts on well-formed references such as `B2:D4` and may panic on others; such a file is damaged.
fn guarded<T>(read: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    std::panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Refusal::Truncated))
}

struct Book<'a> {
    limits: &'a Limits,
    lines: Lines<'a>,
    tables: Vec<Table>,
    notes: Vec<Note>,
    positions: usize,
}

impl<'a> Book<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self { limits, lines: Lines::new(limits), tables: Vec::new(), notes: Vec::new(), positions: 0 }
    }

    fn add(
        &mut self,
        name: &str,
        stored: BTreeMap<Place, Stored>,
        spans: &BTreeMap<Place, Place>,
    ) -> Result<(), Refusal> {
        let Some(last) = stored.keys().copied().reduce(|a, b| (a.0.max(b.0), a.1.max(b.1))) else {
            return Ok(());
        };
        self.positions = self.positions.saturating_add(area(last));
        if self.positions > self.limits.max_cells {
            return Err(Refusal::TooLong { lines: self.limits.max_lines });
        }
        let first_line = self.lines.next();
        let mut remarks = Remarks::default();
        let mut cells = Vec::with_capacity(stored.len());
        for (place, cell) in stored {
            let end = spans.get(&place).copied().unwrap_or(place);
            cells.push(self.cell(place, (end.0.min(last.0), end.1.min(last.1)), cell, &mut remarks)?);
        }
        self.refuse_stamped(first_line)?;
        self.tables.push(Table::new(Some(name.to_owned()), cells));
        self.notes.extend(remarks.notes(name));
        Ok(())
    }

    fn cell(
        &mut self,
        place: Place,
        end: Place,
        stored: Stored,
        remarks: &mut Remarks,
    ) -> Result<Cell, Refusal> {
        let first = self.lines.next();
        let (text, rounded) = shown(&stored);
        for line in text.replace("\r\n", "\n").replace("_x000D_", "").split(['\n', '\r']) {
            self.lines.push(line.trim_end())?;
        }
        let seen = (place, first);
        if rounded {
            remarks.rounded.push(seen);
        }
        match stored.value {
            Value::Missing => remarks.missing.push(seen),
            Value::Error(_) => remarks.errors.push(seen),
            _ if stored.formula.is_some() => remarks.formulas.push(seen),
            _ => {}
        }
        Ok(Cell {
            row: place.0 as usize,
            col: place.1 as usize,
            row_span: span(place.0, end.0),
            col_span: span(place.1, end.1),
            text: self.lines.text_from(first).trim_end().to_owned(),
            line_start: first,
            line_end: self.lines.next() - 1,
            formula: stored.formula,
        })
    }

    fn refuse_stamped(&self, first_line: usize) -> Result<(), Refusal> {
        let sheet = &self.lines.as_slice()[first_line - 1..];
        match secrecy::stamp_near_top(sheet.iter().map(String::as_str)) {
            Some(stamp) => Err(Refusal::Secret { stamp }),
            None => Ok(()),
        }
    }
}

/// Whether a sheet has rows or columns that Excel does not show.
fn hides_something(part: &str) -> bool {
    part.contains(" hidden=\"1\"") || part.contains(" hidden=\"true\"")
}

fn shown(stored: &Stored) -> (String, bool) {
    match &stored.value {
        Value::Text(text) | Value::Error(text) => (text.clone(), false),
        Value::Number(value) => {
            let shown = number::number(*value, &stored.code);
            (shown.text, shown.rounded)
        }
        Value::Moment(moment) => (number::date(*moment, &stored.code), false),
        Value::IsoMoment(text) => (number::iso_date(text), false),
        Value::Missing => (String::new(), false),
    }
}

fn span(first: u32, last: u32) -> usize {
    last.saturating_sub(first) as usize + 1
}

/// Number of positions from A1 to the last cell.
fn area(last: Place) -> usize {
    (last.0 as usize + 1).saturating_mul(last.1 as usize + 1)
}

/// Stamps in printed headers and footers and in shapes drawn on a sheet.
fn refuse_stamped_margins(package: &Package) -> Result<(), Refusal> {
    let margins = package.parts_named("worksheets/").flat_map(margin_texts);
    let mut drawn = Vec::new();
    for part in package.parts_named("drawings/drawing") {
        let mut xml = Xml::new(part);
        while let Some(tag) = xml.next_tag()? {
            if tag.is("p") {
                drawn.push(xml.text()?);
            }
        }
    }
    match margins.chain(drawn).find_map(|text| secrecy::stamp(&text)) {
        Some(stamp) => Err(Refusal::Secret { stamp }),
        None => Ok(()),
    }
}

/// Header and footer texts with their layout codes (`&C`, `&"Arial,Bold"`, `&14`) turned into gaps.
fn margin_texts(part: &str) -> Vec<String> {
    let tags = ["oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"];
    let text_of = |tag: &str| {
        let (_, rest) = part.split_once(&format!("<{tag}>"))?;
        Some(rest.split('<').next()?.replace("&quot;", "\"").replace("&amp;", "&"))
    };
    tags.iter().filter_map(|tag| text_of(tag)).map(|text| without_codes(&text)).collect()
}

fn without_codes(text: &str) -> String {
    let mut plain = String::new();
    let mut pieces = text.split('&');
    plain.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let rest = if let Some(font) = piece.strip_prefix('"') {
            font.split_once('"').map_or("", |(_, rest)| rest)
        } else {
            let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit());
            if rest.len() < piece.len() { rest } else { piece.get(1..).unwrap_or_default() }
        };
        plain.push('\t');
        plain.push_str(rest);
    }
    plain
}
