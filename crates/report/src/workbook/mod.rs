//! The reporting workbook of one body and period: the cells of the web form, to be filled in offline.
//!
//! Everything but what is to be filled in is locked; choices are drop-downs, numbers and days are checked
//! while they are typed. What was already typed stands in its cell. The same report gives the same bytes.

pub mod bulk;
mod findings;
mod guide;
mod look;
mod rows;
mod sheet;

use domain::workbook::{
    Column, IDENTITY_SHEET, Identity, SIGNATURE_PROPERTY, SUBMISSION_PROPERTY, SheetKind,
};
use domain::{CellEntry, Limits};
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use look::Look;

/// What is written into a workbook.
#[derive(Debug, Clone)]
pub struct Report {
    /// By what the workbook is known again; a row for each row below that can be filled in.
    pub identity: Identity,
    /// The signature of the identity's text.
    pub signature: String,
    /// Who reports, by name.
    pub body: String,
    /// The plan's symbol and title.
    pub plan: String,
    /// The period in words, such as `Tháng 11 năm 2026`.
    pub period: String,
    /// The days that the figures take in.
    pub window: (Date, Date),
    /// The last day on which the report is in time.
    pub due_on: Date,
    /// The rows of each sheet.
    pub rows: Vec<(SheetKind, Vec<Row>)>,
    /// What was found when an earlier copy was read; empty for a fresh workbook.
    pub remarks: Vec<Remark>,
}

/// A row to fill in.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// Its key; `None` for a row that is too long for a cell and is filled in on the page only.
    pub token: Option<String>,
    /// The words of the columns that are only shown.
    pub shown: Vec<(Column, String)>,
    /// What stands in the columns to be filled in, typed words included that could not be read.
    pub entry: CellEntry,
    /// The natural limits of its value.
    pub limits: Option<Limits>,
    /// Its cells that are marked, with why.
    pub marks: Vec<Mark>,
}

/// A cell that is coloured and commented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Which of the row's columns.
    pub column: Column,
    /// In which colour.
    pub kind: MarkKind,
    /// Why, in words.
    pub comment: String,
}

/// Why a cell is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkKind {
    /// It was taken, but should be looked at.
    Doubt,
    /// Somebody else changed it on the page meanwhile.
    Conflict,
    /// It was not taken.
    Fault,
}

/// A line of the sheet of findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where in the file that was read.
    pub place: String,
    /// How much it matters.
    pub kind: MarkKind,
    /// What was typed.
    pub shown: String,
    /// What is wrong with it.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// The workbook could not be written: text longer than a cell holds, or more rows than a sheet.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be written: {0}")]
pub struct NotWritten(#[from] XlsxError);

/// Writes a workbook.
pub fn write(report: &Report) -> Result<Vec<u8>, NotWritten> {
    let look = Look::new();
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report)?);
    if !report.remarks.is_empty() {
        findings::write(workbook.add_worksheet(), &look, report)?;
    }
    guide::write(workbook.add_worksheet(), &look, report)?;
    for (kind, rows) in &report.rows {
        sheet::write(workbook.add_worksheet(), &look, report, *kind, rows)?;
    }
    write_identity(workbook.add_worksheet(), report)?;
    Ok(workbook.save_to_buffer()?)
}

/// The time of writing is that of the report, not of the clock, so that the bytes repeat.
fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    let day = report.window.1;
    let year = u16::try_from(day.year()).unwrap_or(1900).max(1900);
    let (month, day) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    Ok(DocProperties::new()
        .set_title(format!("{} – {}", report.body, report.period))
        .set_subject(&report.plan)
        .set_author("Cột Mốc")
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?)
        .set_custom_property(SUBMISSION_PROPERTY, report.identity.submission.to_string().as_str())
        .set_custom_property(SIGNATURE_PROPERTY, report.signature.as_str()))
}

fn write_identity(sheet: &mut rust_xlsxwriter::Worksheet, report: &Report) -> Result<(), XlsxError> {
    sheet.set_name(IDENTITY_SHEET)?.set_very_hidden(true).protect();
    let text = report.identity.to_text();
    let signature = format!("mac {}", report.signature);
    for (row, line) in (0..).zip(text.lines().chain([signature.as_str()])) {
        sheet.write_string(row, 0, line)?;
    }
    Ok(())
}
