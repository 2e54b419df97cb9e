//! A returned workbook becomes entries: what was typed into each cell of a report, and every doubt about it.
//!
//! Rows are matched by the keys in them, columns by their codes, so that moved, sorted or renamed things are
//! still found. A cell that cannot be read surely is named and its row is not to be taken; nothing is guessed.
//! Whether the identity's signature is right is for the caller to say, who has the key.

mod book;
mod cells;
mod doubt;
mod fill;
mod head;
mod matching;
mod scan;
mod unread;
mod value;

use domain::workbook::{CellDoubt, Column, IDENTITY_SHEET, Identity, SheetKind, TEMPLATE};
use domain::{CellEntry, CellKey};

use crate::Refusal;
use crate::source::package::{Package, PackageKind};
use crate::source::{Limits, kind};
use book::Book;
use matching::Matching;

pub use unread::Unread;

/// What a workbook says.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    /// Which report it is of.
    pub identity: Identity,
    /// The signature that it carries of [`Self::identity_text`].
    pub signature: String,
    /// The identity as it stands in the workbook.
    pub identity_text: String,
    /// Every row that was found by its key, in the order of the sheets.
    pub rows: Vec<FilledRow>,
    /// The sheets that were read.
    pub sheets: Vec<FilledSheet>,
    /// Everything that is doubtful, by place.
    pub doubts: Vec<CellDoubt>,
}

/// A sheet that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledSheet {
    /// Its name in the file.
    pub name: String,
    /// Which of the sheets it is.
    pub kind: SheetKind,
    /// Where its columns stand, from 0.
    pub columns: Vec<(Column, u16)>,
}

/// A row that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledRow {
    /// What it is about.
    pub key: CellKey,
    /// Its place among [`Identity::rows`].
    pub place: usize,
    /// In which of the sheets that were read.
    pub sheet: usize,
    /// In which row, from 0.
    pub row: u32,
    /// What was typed; words that could not be read stand as they are.
    pub entry: CellEntry,
    /// Whether one of its doubts keeps it from being taken.
    pub is_faulty: bool,
}

/// Bounds on one workbook: a report of a body is far smaller than a plan.
pub fn limits() -> Limits {
    Limits {
        max_bytes: 10 * 1024 * 1024,
        max_unpacked_bytes: 60 * 1024 * 1024,
        max_entries: 500,
        max_text_bytes: 8 * 1024 * 1024,
        ..Limits::default()
    }
}

/// Reads a workbook that was filled in.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Filled, Unread> {
    let size = bytes.len() as u64;
    if size > limits.max_bytes {
        return Err(Refusal::TooLarge { bytes: size, limit: limits.max_bytes }.into());
    }
    if kind::of(bytes)? != kind::Kind::Package {
        return Err(Unread::NotAWorkbook);
    }
    let package = Package::open(bytes, limits)?;
    if package.kind != PackageKind::Workbook {
        return Err(Unread::NotAWorkbook);
    }
    let book = Book::open(&package)?;
    let (identity, identity_text, signature) = identity(&book)?;
    let mut matching = Matching::new(&identity);
    for sheet in book.sheets.iter().filter(|sheet| sheet.name != IDENTITY_SHEET) {
        fill::sheet(&book, sheet, &identity, limits, &mut matching)?;
    }
    let (sheets, rows, doubts) = matching.finish();
    Ok(Filled { identity, signature, identity_text, rows, sheets, doubts })
}

/// The identity with its text and its signature; both places where the signature stands must agree.
fn identity(book: &Book<'_>) -> Result<(Identity, String, String), Unread> {
    let Some(sheet) = book.sheets.iter().find(|sheet| sheet.name == IDENTITY_SHEET) else {
        let is_ours = book.submission_property.is_some() || book.signature_property.is_some();
        return Err(if is_ours { Unread::IdentityLost } else { Unread::NotOurs });
    };
    let mut lines = Vec::new();
    cells::rows(sheet.xml, &book.strings, |_, cells| {
        if let Some(cells::Raw::Text(line)) = cells.first().map(|cell| &cell.raw) {
            lines.push(line.to_string());
        }
        Ok(())
    })?;
    let signature = lines.pop().and_then(|line| line.strip_prefix("mac ").map(str::to_owned));
    let text = lines.join("\n");
    let template = lines.get(1).and_then(|line| line.strip_prefix("template ")?.parse().ok());
    match (template, Identity::parse(&text), signature) {
        (Some(template), ..) if template != TEMPLATE => Err(Unread::OtherTemplate { template }),
        (_, Some(identity), Some(signature)) => {
            if book.signature_property.as_ref().is_some_and(|kept| *kept != signature) {
                return Err(Unread::IdentityMixed);
            }
            Ok((identity, text, signature))
        }
        _ => Err(Unread::IdentityLost),
    }
}
