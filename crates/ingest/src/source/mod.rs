//! Bytes become a [`Source`]: a document as numbered lines and tables, before any meaning is read from it.
//!
//! The format is decided by the content, the file's name only breaks ties. A file that cannot be read
//! faithfully is turned away with a [`Refusal`]; what was mended on the way is told in a [`Note`].

mod decode;
mod docx;
mod grid;
pub(crate) mod kind;
mod legacy;
mod limits;
mod lines;
mod markdown;
mod note;
pub(crate) mod package;
pub(crate) mod secrecy;
mod text;
mod xlsx;
pub(crate) mod xml;

pub use grid::{Cell, Table};
pub use limits::Limits;
pub use note::Note;

use domain::{Finding, Severity};

use self::kind::Kind;
use self::package::{Package, PackageKind};
use crate::Refusal;

/// A document as numbered lines and tables, before any meaning is read from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// What the bytes were.
    pub format: Format,
    /// Name of the file as it arrived, without folders.
    pub name: String,
    /// The plain text that is stored and shown; anchors count these lines from 1.
    ///
    /// Of a text file each line as it arrived, inner and leading spaces included; of Word one line per
    /// paragraph, of Excel one per cell; each paragraph of a table cell is a line of its own.
    pub lines: Vec<String>,
    /// Tables in the order of their first lines; a table inside a cell follows the one around it.
    pub tables: Vec<Table>,
    /// What the reader should know about the file.
    pub notes: Vec<Note>,
}

/// Formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown with tables in pipes or HTML.
    Markdown,
    /// Word since 2007.
    Docx,
    /// Excel since 2007.
    Xlsx,
}

impl Source {
    /// The notes as findings, each at its line.
    pub fn findings(&self) -> Vec<Finding> {
        self.notes.iter().map(|note| note.finding(&self.lines)).collect()
    }
}

impl Format {
    fn label(self) -> &'static str {
        match self {
            Self::Text => "TXT",
            Self::Markdown => "Markdown",
            Self::Docx => "Word (DOCX)",
            Self::Xlsx => "Excel (XLSX)",
        }
    }
}

/// Lines, tables and notes of one format.
type Content = (Vec<String>, Vec<Table>, Vec<Note>);

/// Reads a file's bytes; `name` is the name it arrived under.
pub fn open(name: &str, bytes: &[u8], limits: &Limits) -> Result<Source, Refusal> {
    let size = bytes.len() as u64;
    if size > limits.max_bytes {
        return Err(Refusal::TooLarge { bytes: size, limit: limits.max_bytes });
    }
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned();
    let mut source = match kind::of(bytes)? {
        Kind::Package => open_package(name, bytes, limits)?,
        Kind::Text => open_text(name, bytes, limits)?,
    };
    source.notes.extend(misnamed(&source));
    Ok(source)
}

fn open_package(name: String, bytes: &[u8], limits: &Limits) -> Result<Source, Refusal> {
    let package = Package::open(bytes, limits)?;
    let (format, (lines, tables, notes)) = match package.kind {
        PackageKind::Document => (Format::Docx, docx::read(&package, limits)?),
        PackageKind::Workbook => (Format::Xlsx, xlsx::read(&package, bytes, limits)?),
    };
    if let Some(family) = legacy::family(&lines.join("\n")) {
        return Err(Refusal::LegacyFont { family });
    }
    Ok(Source { format, name, lines, tables, notes })
}

fn open_text(name: String, bytes: &[u8], limits: &Limits) -> Result<Source, Refusal> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let (format, (lines, tables, notes)) = match ending.as_deref() {
        Some("md" | "markdown") => (Format::Markdown, markdown::read(bytes, limits)?),
        _ => (Format::Text, text::read(bytes, limits)?),
    };
    match secrecy::stamp_near_top(lines.iter().map(String::as_str)) {
        Some(stamp) => Err(Refusal::Secret { stamp }),
        None => Ok(Source { format, name, lines, tables, notes }),
    }
}

/// Tells when a file is not what its name says.
fn misnamed(source: &Source) -> Option<Note> {
    const KNOWN: [(&str, Option<Format>); 11] = [
        ("txt", Some(Format::Text)),
        ("md", Some(Format::Markdown)),
        ("markdown", Some(Format::Markdown)),
        ("docx", Some(Format::Docx)),
        ("xlsx", Some(Format::Xlsx)),
        ("docm", None),
        ("xlsm", None),
        ("doc", None),
        ("xls", None),
        ("pdf", None),
        ("rtf", None),
    ];
    let ending = source.name.rsplit_once('.')?.1.to_lowercase();
    let (_, named) = KNOWN.iter().find(|(known, _)| *known == ending)?;
    let label = source.format.label();
    (*named != Some(source.format)).then(|| {
        Note::new(
            "source.misnamed",
            Severity::Note,
            format!("Tệp có đuôi .{ending} nhưng nội dung là {label}; đã đọc theo nội dung."),
            format!("The file's name ends in .{ending} but its content is {label}; it was read as that."),
        )
    })
}
