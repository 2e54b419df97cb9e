//! Large workbooks, written row by row: only what is already packed is held in memory.
//!
//! For tables that nobody types into. Sheets may be written side by side, each into its own packed part.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use domain::workbook::column_letters;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::sheet::fitting;
use crate::markup::escape;

/// How many bytes of a sheet are gathered before they are packed.
const CHUNK: usize = 64 * 1024;
/// Packing harder costs more time than the room it saves.
const LEVEL: i64 = 3;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Blank,
    /// A number.
    Number(f64),
    /// Words that come again and again, kept once.
    Word(&'a str),
    /// Words of their own.
    Text(&'a str),
}

/// A workbook on its way out.
pub struct Bulk {
    sheets: Vec<Sheet>,
    strings: HashMap<String, usize>,
    /// The strings in the order of their numbers, as they will be written.
    written: String,
}

struct Sheet {
    name: String,
    packed: ZipWriter<Cursor<Vec<u8>>>,
    gathered: String,
    row: u32,
    columns: usize,
}

impl Bulk {
    /// A workbook with these sheets, each with its name and its columns' headings and widths.
    pub fn new(sheets: &[(&str, &[(&str, f64)])]) -> Result<Self, ZipError> {
        let mut bulk = Self { sheets: Vec::new(), strings: HashMap::new(), written: String::new() };
        for (number, (name, columns)) in sheets.iter().enumerate() {
            let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
            packed.start_file(format!("xl/worksheets/sheet{}.xml", number + 1), options())?;
            let gathered = opening(columns);
            let columns_count = columns.len();
            bulk.sheets.push(Sheet {
                name: (*name).to_owned(),
                packed,
                gathered,
                row: 0,
                columns: columns_count,
            });
            let heads: Vec<_> = columns.iter().map(|(head, _)| Cell::Word(head)).collect();
            bulk.row_in_style(number, &heads, 1)?;
        }
        Ok(bulk)
    }

    /// Adds a row to a sheet, by its number from 0.
    pub fn row(&mut self, sheet: usize, cells: &[Cell<'_>]) -> Result<(), ZipError> {
        self.row_in_style(sheet, cells, 0)
    }

    fn row_in_style(&mut self, sheet: usize, cells: &[Cell<'_>], style: u8) -> Result<(), ZipError> {
        let Self { sheets, strings, written } = self;
        let sheet = &mut sheets[sheet];
        let out = &mut sheet.gathered;
        out.push_str("<row>");
        for cell in cells {
            match cell {
                Cell::Blank | Cell::Word("") | Cell::Text("") => out.push_str("<c/>"),
                Cell::Number(value) => {
                    let _ = write!(out, "<c><v>{value}</v></c>");
                }
                Cell::Word(word) => {
                    let number = number_of(word, strings, written);
                    let _ = write!(out, "<c s=\"{style}\" t=\"s\"><v>{number}</v></c>");
                }
                Cell::Text(text) => {
                    out.push_str("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
                    escape(fitting(text), out);
                    out.push_str("</t></is></c>");
                }
            }
        }
        out.push_str("</row>");
        sheet.row += 1;
        if sheet.gathered.len() >= CHUNK {
            sheet.packed.write_all(sheet.gathered.as_bytes()).map_err(ZipError::Io)?;
            sheet.gathered.clear();
        }
        Ok(())
    }

    /// Puts the parts together.
    pub fn finish(self) -> Result<Vec<u8>, ZipError> {
        let names: Vec<_> = self.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let part = |writer: &mut ZipWriter<_>, path: &str, text: &str| {
            writer.start_file(path, options())?;
            writer.write_all(text.as_bytes()).map_err(ZipError::Io)
        };
        part(&mut writer, "[Content_Types].xml", &content_types(names.len()))?;
        part(
            &mut writer,
            "_rels/.rels",
            &format!(
                "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        )?;
        part(&mut writer, "xl/workbook.xml", &workbook(&names))?;
        part(&mut writer, "xl/_rels/workbook.xml.rels", &relations(names.len()))?;
        part(&mut writer, "xl/styles.xml", STYLES)?;
        let count = self.strings.len();
        let strings = format!("{HEAD}<sst xmlns=\"{MAIN}\" uniqueCount=\"{count}\">{}</sst>", self.written);
        part(&mut writer, "xl/sharedStrings.xml", &strings)?;
        for mut sheet in self.sheets {
            let last = format!(
                "{}{}",
                column_letters(u16::try_from(sheet.columns - 1).unwrap_or(u16::MAX)),
                sheet.row.max(1)
            );
            let _ = write!(
                sheet.gathered,
                "</sheetData><autoFilter ref=\"A1:{last}\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
            );
            sheet.packed.write_all(sheet.gathered.as_bytes()).map_err(ZipError::Io)?;
            let mut packed = ZipArchive::new(sheet.packed.finish()?)?;
            writer.raw_copy_file(packed.by_index_raw(0)?)?;
        }
        Ok(writer.finish()?.into_inner())
    }
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default())
}

fn opening(columns: &[(&str, f64)]) -> String {
    let mut out = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
    );
    for (number, (_, width)) in (1..).zip(columns) {
        let _ = write!(out, "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>");
    }
    out.push_str("</cols><sheetData>");
    out
}

fn number_of(word: &str, strings: &mut HashMap<String, usize>, written: &mut String) -> usize {
    if let Some(number) = strings.get(word) {
        return *number;
    }
    written.push_str("<si><t xml:space=\"preserve\">");
    escape(fitting(word), written);
    written.push_str("</t></si>");
    let number = strings.len();
    strings.insert(word.to_owned(), number);
    number
}

fn content_types(sheets: usize) -> String {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut out = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{kind}.styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{kind}.sharedStrings+xml\"/>"
    );
    for number in 1..=sheets {
        let _ = write!(
            out,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{kind}.worksheet+xml\"/>"
        );
    }
    out + "</Types>"
}

fn workbook(names: &[String]) -> String {
    let mut out = format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>");
    for (number, name) in (1..).zip(names) {
        let mut plain = String::new();
        escape(name, &mut plain);
        let _ = write!(
            out,
            "<sheet name=\"{}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>",
            plain.replace('"', "&quot;")
        );
    }
    out + "</sheets></workbook>"
}

fn relations(sheets: usize) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for number in 1..=sheets {
        let _ = write!(
            out,
            "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    for (number, (kind, target)) in
        (sheets + 1..).zip([("styles", "styles"), ("sharedStrings", "sharedStrings")])
    {
        let _ = write!(
            out,
            "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}.xml\"/>"
        );
    }
    out + "</Relationships>"
}

/// Two looks: plain, and bold on grey for headings.
const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Times New Roman\"/></font><font><b/><sz val=\"11\"/><name val=\"Times New Roman\"/></font></fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFF2F2F2\"/></patternFill></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf fontId=\"0\"/><xf fontId=\"1\" fillId=\"2\" applyFont=\"1\" applyFill=\"1\"/></cellXfs></styleSheet>";
