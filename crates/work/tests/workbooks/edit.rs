//! A workbook in the hands of somebody with a spreadsheet program: cells typed into, rows moved, sheets renamed.

use std::io::{Cursor, Read as _, Write as _};

use domain::workbook::{Column, ColumnKind, SheetKind, cell_number, column_letters, words_of};
use domain::{CellEntry, CellKey};
use work::submissions::Form;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The part of the sheet of figures, of a workbook without findings.
pub const FIGURES: &str = "xl/worksheets/sheet2.xml";
/// The part of the sheet of tasks.
pub const TASKS: &str = "xl/worksheets/sheet3.xml";
/// The part of the sheet of narrative.
pub const NARRATIVE: &str = "xl/worksheets/sheet4.xml";
/// The part of the hidden sheet with the identity.
pub const IDENTITY: &str = "xl/worksheets/sheet5.xml";

/// What is typed into a cell.
#[derive(Clone, Copy)]
pub enum Type<'a> {
    /// A number.
    Number(f64),
    /// Text, even where it looks like a number.
    Text(&'a str),
    /// A formula with the value it had when the file was saved.
    Formula(&'a str, f64),
    /// An error value.
    Error(&'a str),
    /// Nothing.
    Blank,
}

/// An unpacked workbook.
#[derive(Clone)]
pub struct Edit {
    parts: Vec<(String, Vec<u8>)>,
}

impl Edit {
    /// Unpacks a workbook.
    pub fn open(bytes: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            parts.push((file.name().unwrap().to_string(), content));
        }
        Self { parts }
    }

    /// Packs it again.
    pub fn save(&self) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.parts {
            writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    /// A part as text.
    pub fn part(&self, name: &str) -> &str {
        let (_, content) = self.parts.iter().find(|(part, _)| part == name).unwrap();
        std::str::from_utf8(content).unwrap()
    }

    /// Changes a part.
    pub fn change(&mut self, name: &str, change: impl FnOnce(&str) -> String) {
        let changed = change(self.part(name));
        let part = self.parts.iter_mut().find(|(part, _)| part == name).unwrap();
        part.1 = changed.into_bytes();
    }

    /// Takes a part out, leaving the references to it.
    pub fn remove(&mut self, name: &str) {
        self.parts.retain(|(part, _)| part != name);
    }

    /// Types into a cell, which keeps its format.
    pub fn set(&mut self, sheet: &str, cell: &str, typed: Type<'_>) {
        self.change(sheet, |xml| {
            let start =
                xml.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{cell} is not in the sheet"));
            let (tag, end) = cell_at(&xml[start..]);
            let style = tag.split("s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
            format!("{}{}{}", &xml[..start], written(cell, style, typed), &xml[start + end..])
        });
    }

    /// The row of a sheet as it is written, without its number.
    fn row(xml: &str, row: u32) -> (usize, usize) {
        let start = xml.find(&format!("<row r=\"{row}\"")).unwrap();
        let end = start + xml[start..].find("</row>").unwrap() + "</row>".len();
        (start, end)
    }

    /// Removes a row; those below move up.
    pub fn remove_row(&mut self, sheet: &str, row: u32) {
        self.change(sheet, |xml| {
            let (start, end) = Self::row(xml, row);
            format!("{}{}", &xml[..start], moved(&xml[end..], -1))
        });
    }

    /// Inserts an empty row; that row and those below move down.
    pub fn insert_row(&mut self, sheet: &str, row: u32) {
        self.change(sheet, |xml| {
            let (start, _) = Self::row(xml, row);
            format!("{}<row r=\"{row}\"></row>{}", &xml[..start], moved(&xml[start..], 1))
        });
    }

    /// Types an entry into a row of a workbook as an officer would.
    pub fn fill(&mut self, sheet: &str, row: u32, entry: &CellEntry) {
        let kind = match sheet {
            FIGURES => SheetKind::Figures,
            TASKS => SheetKind::Tasks,
            _ => SheetKind::Narrative,
        };
        for column in kind.inputs() {
            let typed = Column::of(column, entry);
            if typed.is_empty() {
                continue;
            }
            let cell = format!("{}{row}", column_letters(kind.place_of(column).unwrap()));
            let word =
                words_of(column).iter().find(|(code, _)| *code == typed).map_or(typed, |(_, word)| word);
            match (column.kind(), cell_number(typed)) {
                (ColumnKind::Number, Some(value)) => self.set(sheet, &cell, Type::Number(value)),
                _ => self.set(sheet, &cell, Type::Text(word)),
            }
        }
    }

    /// Copies a row to the end of a sheet.
    pub fn repeat_row(&mut self, sheet: &str, row: u32) {
        self.change(sheet, |xml| {
            let (start, end) = Self::row(xml, row);
            let last = xml.matches("<row r=\"").count() + 40;
            let copy = xml[start..end].replace(&format!("{row}\""), &format!("{last}\""));
            xml.replace("</sheetData>", &format!("{copy}</sheetData>"))
        });
    }
}

/// Every key of a form with the sheet and the row in which a workbook has it.
pub fn places(form: &Form) -> Vec<(CellKey, &'static str, u32)> {
    let rows = |part: &'static str, keys: Vec<CellKey>| {
        (6..).zip(keys).map(move |(row, key)| (key, part, row)).collect::<Vec<_>>()
    };
    let figures = form.figures.iter().map(|row| CellKey::Indicator(row.indicator.id)).collect();
    let tasks = form.tasks.iter().map(|row| CellKey::Task(row.task.id)).collect();
    let sections = form.sections.iter().map(|row| CellKey::Section(row.place)).collect();
    [rows(FIGURES, figures), rows(TASKS, tasks), rows(NARRATIVE, sections)].concat()
}

/// The tag of the cell that a text begins with, and where the cell ends.
fn cell_at(xml: &str) -> (&str, usize) {
    let close = xml.find('>').unwrap();
    if xml[..close].ends_with('/') {
        return (&xml[..close], close + 1);
    }
    (&xml[..close], xml.find("</c>").unwrap() + 4)
}

fn written(cell: &str, style: &str, typed: Type<'_>) -> String {
    let head = format!("<c r=\"{cell}\" s=\"{style}\"");
    match typed {
        Type::Number(value) => format!("{head}><v>{value}</v></c>"),
        Type::Text(text) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            format!("{head} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        }
        Type::Formula(formula, value) => format!("{head}><f>{formula}</f><v>{value}</v></c>"),
        Type::Error(error) => format!("{head} t=\"e\"><v>{error}</v></c>"),
        Type::Blank => format!("{head}/>"),
    }
}

/// The rest of a sheet with the numbers of its rows moved.
fn moved(xml: &str, by: i64) -> String {
    let (rows, rest) = xml.split_at(xml.find("</sheetData>").unwrap());
    let mut out = String::with_capacity(xml.len());
    let mut pieces = rows.split("r=\"");
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (address, rest) = piece.split_once('"').unwrap();
        let letters = address.trim_end_matches(|c: char| c.is_ascii_digit());
        let row: i64 = address[letters.len()..].parse().unwrap();
        out.extend(["r=\"", letters, &(row + by).to_string(), "\"", rest]);
    }
    out.push_str(rest);
    out
}
