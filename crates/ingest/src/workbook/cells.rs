//! The cells of a sheet, row by row as they stand in the file.

use std::borrow::Cow;

use memchr::memmem;

use super::scan::{Piece, Scan, Tag};
use crate::Refusal;

/// Excel's last row and column, counted from 0.
const LAST_ROW: u32 = 1_048_575;
const LAST_COLUMN: u16 = 16_383;

/// One cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawCell<'a> {
    pub(super) column: u16,
    pub(super) raw: Raw<'a>,
    pub(super) style: usize,
    /// The formula behind the value, without `=`; empty where it refers to another cell's.
    pub(super) formula: Option<String>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw<'a> {
    Blank,
    Text(Cow<'a, str>),
    Number(f64),
    Bool(bool),
    Error(String),
}

/// Hands each row with its cells to `take`; blank cells without a formula are left out.
pub(super) fn rows<'a>(
    sheet: &str,
    strings: &'a [String],
    mut take: impl FnMut(u32, &mut Vec<RawCell<'a>>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut scan = Scan::new(sheet);
    let mut cells: Vec<RawCell<'a>> = Vec::new();
    let (mut row, mut next_column) = (0_u32, 0_u16);
    let mut is_first = true;
    let mut open: Option<Open<'_>> = None;
    loop {
        match scan.next()? {
            Piece::Start(tag) => match tag.name {
                "c" if tag.is_empty => {
                    let told = tag.attributes().find(|(name, _)| *name == "r");
                    next_column = told.map_or(Ok(next_column), |(_, told)| column(told))?.saturating_add(1);
                }
                "c" => {
                    let cell = Open::new(&tag, next_column)?;
                    next_column = cell.column.saturating_add(1);
                    open = Some(cell);
                }
                "v" | "t" | "f" => {
                    if let Some(cell) = &mut open {
                        cell.enter(&tag);
                    }
                }
                "row" => {
                    row = row_number(&tag, row, is_first)?;
                    (is_first, next_column) = (false, 0);
                }
                "rPh" if !tag.is_empty => scan.skip()?,
                _ => (),
            },
            Piece::End(name) => match name {
                "c" => {
                    if let Some(cell) = open.take().and_then(|cell| cell.close(strings)) {
                        cells.push(cell);
                    }
                }
                "v" | "t" | "f" => {
                    if let Some(cell) = &mut open {
                        cell.part = Part::None;
                    }
                }
                "row" => {
                    take(row, &mut cells)?;
                    cells.clear();
                }
                "sheetData" => return Ok(()),
                _ => (),
            },
            Piece::Text(text) => {
                if let Some(cell) = &mut open {
                    cell.add(text);
                }
            }
            Piece::Eof => return Ok(()),
        }
    }
}

/// Which part of a cell is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Value,
    Formula,
}

/// A cell whose end was not reached yet.
struct Open<'s> {
    column: u16,
    style: usize,
    kind: CellType,
    value: Cow<'s, str>,
    formula: Option<String>,
    part: Part,
}

/// How a cell's value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CellType {
    Number,
    Shared,
    Text,
    Bool,
    Error,
}

impl<'s> Open<'s> {
    fn new(tag: &Tag<'_>, next_column: u16) -> Result<Self, Refusal> {
        let mut cell = Self {
            column: next_column,
            style: 0,
            kind: CellType::Number,
            value: Cow::Borrowed(""),
            formula: None,
            part: Part::None,
        };
        for (name, value) in tag.attributes() {
            match name {
                "r" => cell.column = column(value)?,
                "s" => cell.style = value.parse().unwrap_or(0),
                "t" => {
                    cell.kind = match value {
                        "s" => CellType::Shared,
                        "str" | "inlineStr" | "d" => CellType::Text,
                        "b" => CellType::Bool,
                        "e" => CellType::Error,
                        _ => CellType::Number,
                    }
                }
                _ => (),
            }
        }
        Ok(cell)
    }

    fn enter(&mut self, tag: &Tag<'_>) {
        let is_formula = tag.name == "f";
        if is_formula {
            self.formula.get_or_insert_default();
        }
        self.part = match (tag.is_empty, is_formula) {
            (true, _) => Part::None,
            (false, true) => Part::Formula,
            (false, false) => Part::Value,
        };
    }

    fn add(&mut self, text: Cow<'s, str>) {
        match (self.part, &mut self.formula) {
            (Part::Value, _) if self.value.is_empty() => self.value = text,
            (Part::Value, _) => self.value.to_mut().push_str(&text),
            (Part::Formula, Some(formula)) => formula.push_str(&text),
            _ => (),
        }
    }

    fn close(self, strings: &[String]) -> Option<RawCell<'_>> {
        let raw = match self.kind {
            _ if self.value.is_empty() => Raw::Blank,
            CellType::Shared => {
                let text = self.value.parse::<usize>().ok().and_then(|place| strings.get(place));
                text.map_or_else(|| Raw::Error("#REF!".to_owned()), |text| Raw::Text(Cow::Borrowed(text)))
            }
            CellType::Text => Raw::Text(Cow::Owned(self.value.into_owned())),
            CellType::Bool => Raw::Bool(self.value.trim() == "1" || self.value.trim() == "true"),
            CellType::Error => Raw::Error(self.value.into_owned()),
            CellType::Number => match self.value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => Raw::Number(number),
                _ => Raw::Text(Cow::Owned(self.value.into_owned())),
            },
        };
        let is_blank = raw == Raw::Blank && self.formula.is_none();
        let Self { column, style, formula, .. } = self;
        (!is_blank).then_some(RawCell { column, raw, style, formula })
    }
}

/// The merged ranges of a sheet: first and last row and column of each, from 0.
pub(super) fn merges(sheet: &str) -> Vec<((u32, u16), (u32, u16))> {
    let Some(from) = memmem::find(sheet.as_bytes(), b"<mergeCells") else { return Vec::new() };
    let part = &sheet[from..];
    let part = part.split("</mergeCells>").next().unwrap_or(part);
    let references = part.split("ref=\"").skip(1).filter_map(|rest| rest.split('"').next());
    references
        .filter_map(|reference| {
            let (first, last) = reference.split_once(':')?;
            Some((address(first)?, address(last)?))
        })
        .collect()
}

/// Row and column of `F12`, from 0.
fn address(text: &str) -> Option<(u32, u16)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let row = text[digits..].parse::<u32>().ok()?.checked_sub(1)?;
    (row <= LAST_ROW).then_some((row, column(text).ok()?))
}

/// The column of `F12`, from 0.
fn column(text: &str) -> Result<u16, Refusal> {
    let mut column = 0_u32;
    for byte in text.bytes().take_while(u8::is_ascii_alphabetic) {
        column = column * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1;
        if column > u32::from(LAST_COLUMN) + 1 {
            return Err(Refusal::Truncated);
        }
    }
    column.checked_sub(1).and_then(|column| u16::try_from(column).ok()).ok_or(Refusal::Truncated)
}

/// Rows that do not say their number follow the one before.
fn row_number(tag: &Tag<'_>, before: u32, is_first: bool) -> Result<u32, Refusal> {
    let told = tag.attributes().find(|(name, _)| *name == "r");
    let row = match told {
        Some((_, told)) => told.parse::<u32>().ok().and_then(|row| row.checked_sub(1)),
        None if is_first => Some(0),
        None => before.checked_add(1),
    };
    row.filter(|row| *row <= LAST_ROW).ok_or(Refusal::Truncated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sheet: &str) -> Vec<(u32, u16, Raw<'static>, Option<String>)> {
        let strings = ["một".to_owned()];
        let mut found = Vec::new();
        rows(sheet, &strings, |row, cells| {
            for cell in cells {
                let raw = match cell.raw.clone() {
                    Raw::Text(text) => Raw::Text(Cow::Owned(text.into_owned())),
                    Raw::Blank => Raw::Blank,
                    Raw::Number(number) => Raw::Number(number),
                    Raw::Bool(bool) => Raw::Bool(bool),
                    Raw::Error(error) => Raw::Error(error),
                };
                found.push((row, cell.column, raw, cell.formula.clone()));
            }
            Ok(())
        })
        .unwrap();
        found
    }

    #[test]
    fn cells_are_read_with_and_without_addresses() {
        let sheet = "<worksheet><sheetData><row r=\"3\"><c r=\"B3\" t=\"s\"><v>0</v></c><c><v>1.5</v></c>\
                     <c r=\"F3\" s=\"2\"/></row><row><c t=\"inlineStr\"><is><t>a&lt;b</t></is></c>\
                     <c t=\"e\"><v>#N/A</v></c><c><f>A1+1</f><v>7</v></c><c t=\"b\"><v>1</v></c></row>\
                     </sheetData></worksheet>";
        assert_eq!(
            read(sheet),
            [
                (2, 1, Raw::Text("một".into()), None),
                (2, 2, Raw::Number(1.5), None),
                (3, 0, Raw::Text("a<b".into()), None),
                (3, 1, Raw::Error("#N/A".into()), None),
                (3, 2, Raw::Number(7.0), Some("A1+1".into())),
                (3, 3, Raw::Bool(true), None),
            ]
        );
    }

    #[test]
    fn merged_ranges_are_found() {
        let sheet = "<sheetData/><mergeCells count=\"2\"><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"F9:F12\"/>\
                     </mergeCells>";
        assert_eq!(merges(sheet), [((0, 0), (1, 1)), ((8, 5), (11, 5))]);
        assert_eq!(merges("<mergeCells><mergeCell ref=\"F:F\"/><mergeCell ref=\"ZZZZ1:A2\"/>"), []);
    }
}
