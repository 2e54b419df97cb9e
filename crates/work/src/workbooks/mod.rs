//! Workbooks (biểu Excel): a submission's form leaves as a file, is filled in offline, and comes back.
//!
//! [`export`] writes one, [`export_period`] all of a period; [`receive`] takes one back into the draft, cell by
//! cell, and keeps a marked-up copy of what could not be taken. A workbook is known by its signed identity.

mod archive;
mod check;
mod contents;
mod doubt;
mod labels;
mod marks;
pub mod merge;
mod not_taken;
mod receive;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use domain::{ReportingPeriod, ReportingPeriodId, SubmissionId};

pub use domain::workbook::{CellDoubt, ReturnedRow, RowOutcome, WorkbookReturn};
pub use ingest::workbook::{Unread, limits};
pub use not_taken::NotTaken;
pub use receive::{Received, receive};

use crate::submissions::{self, Form};
use crate::{Error, Work};

/// What signatures of workbooks are bound to.
const PURPOSE: &str = "cotmoc.workbook/1";

/// A file to hand out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Writes the workbook of a submission, as its form stands.
pub async fn export(work: &Work, id: SubmissionId) -> Result<File, Error> {
    write(work, &submissions::form(work, id).await?)
}

/// Writes the workbook of a form that was read before.
pub fn write(work: &Work, form: &Form) -> Result<File, Error> {
    let report = contents::report(form, work.clock.id(), work);
    Ok(File { name: labels::file_name(form), bytes: report::workbook::write(&report)? })
}

/// The workbooks of every submission of a period, in one archive.
pub async fn export_period(work: &Work, id: ReportingPeriodId) -> Result<File, Error> {
    let mut read = work.store.read().await?;
    let period = store::reporting_period::get(&mut read, id).await?;
    let submissions = store::submission::list_of_period(&mut read, id).await?;
    drop(read);
    let mut files = Vec::with_capacity(submissions.len());
    for submission in submissions {
        files.push(export(work, submission.id).await?);
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(File { name: labels::archive_name(&period), bytes: archive::pack(&files)? })
}

/// A period in words, in Vietnamese as workbooks name it.
pub fn period_words(period: &ReportingPeriod) -> String {
    labels::period(period)
}

/// The last workbook that came back to a submission, if one did.
pub async fn last_return(work: &Work, id: SubmissionId) -> Result<Option<WorkbookReturn>, Error> {
    let mut read = work.store.read().await?;
    Ok(store::workbook_return::find(&mut read, id).await?)
}

/// The marked-up copy of the last workbook that came back, if anything in it was to be marked.
pub async fn marked_copy(work: &Work, id: SubmissionId) -> Result<Option<File>, Error> {
    let mut read = work.store.read().await?;
    let Some(marked) = store::workbook_return::find_marked(&mut read, id).await? else { return Ok(None) };
    let submission = store::submission::get(&mut read, id).await?;
    let period = store::reporting_period::get(&mut read, submission.period).await?;
    let body = store::organisation::get(&mut read, submission.organisation).await?;
    let bytes = BASE64.decode(marked).map_err(|_| Error::Incomplete)?;
    Ok(Some(File { name: labels::marked_name(&body, &period), bytes }))
}
