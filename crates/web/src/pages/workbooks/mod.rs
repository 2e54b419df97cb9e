//! Workbooks: a report leaves as an Excel file, and comes back by upload.

mod file;

use askama::Template;
use axum::extract::{Multipart, Path};
use axum::response::IntoResponse as _;
use domain::workbook::{CellDoubt, WorkbookReturn};
use domain::{CellKey, ReportingPeriodId, SubmissionId};
use work::submissions::{self, Form};
use work::workbooks::{self, NotTaken, Received};

use super::{Page, go_on};
use crate::ctx::Ctx;
use crate::error::Error;
use crate::pages::{FormErrors, show as render, show_again};

/// `GET /submissions/{id}/workbook.xlsx`: the form as an Excel file.
pub async fn export(ctx: Ctx, Path(id): Path<SubmissionId>) -> Page {
    Ok(file::xlsx(workbooks::export(ctx.work(), id).await?).into_response())
}

/// `GET /submissions/{id}/workbook/marked.xlsx`: the last workbook that came back, with what is to be corrected.
pub async fn marked(ctx: Ctx, Path(id): Path<SubmissionId>) -> Page {
    let marked = workbooks::marked_copy(ctx.work(), id).await?.ok_or(Error::NotFound)?;
    Ok(file::xlsx(marked).into_response())
}

/// `GET /periods/{id}/workbooks`: the files of every body of a period, as one archive.
pub async fn export_period(ctx: Ctx, Path(id): Path<ReportingPeriodId>) -> Page {
    Ok(file::zip(workbooks::export_period(ctx.work(), id).await?).into_response())
}

#[derive(Template)]
#[template(path = "workbooks/show.html")]
struct Show {
    ctx: Ctx,
    filling: Form,
    last: Option<WorkbookReturn>,
    /// Why the file that was just sent was turned away: what is wrong, and what to do.
    refused: Option<(String, String)>,
    errors: FormErrors,
}

impl Show {
    async fn of(ctx: Ctx, id: SubmissionId) -> Result<Self, Error> {
        let filling = submissions::form(ctx.work(), id).await?;
        let last = workbooks::last_return(ctx.work(), id).await?;
        Ok(Self { ctx, filling, last, refused: None, errors: FormErrors::default() })
    }

    fn whose(&self) -> String {
        format!(
            "{} · {}",
            self.filling.body.name,
            self.ctx.period_words(&workbooks::period_words(&self.filling.period), &self.filling.period)
        )
    }

    fn address(&self) -> String {
        format!("/submissions/{}", self.filling.submission.id)
    }

    fn is_open(&self) -> bool {
        self.filling.submission.state.is_editable() && self.filling.period.is_open()
    }

    /// How many rows came to what, for those that any came to.
    fn counts(&self, last: &WorkbookReturn) -> Vec<(String, usize)> {
        ["taken", "same", "conflict", "fault"]
            .into_iter()
            .map(|code| (self.ctx.tk("workbook-row", code), last.count(code)))
            .filter(|(_, count)| *count > 0)
            .collect()
    }

    /// What the row of a doubt is about, by name.
    fn about<'a>(&self, last: &'a WorkbookReturn, doubt: &CellDoubt) -> &'a str {
        let is_row = |key: &CellKey| last.rows.iter().find(|row| row.key == *key);
        doubt.key.as_ref().and_then(is_row).map_or("", |row| &row.name)
    }

    fn place(&self, doubt: &CellDoubt) -> String {
        let place = doubt.place.to_string();
        if place.is_empty() { self.ctx.t("workbook-whole") } else { place }
    }

    /// Which file it was, who sent it, and when.
    fn sent(&self, last: &WorkbookReturn) -> String {
        format!("{} · {} · {}", last.file_name, last.by, self.ctx.moment(&last.at))
    }

    fn message<'a>(&self, doubt: &'a CellDoubt) -> &'a str {
        self.ctx.lang.pick(&doubt.finding.message, &doubt.finding.message_en)
    }

    fn hint<'a>(&self, doubt: &'a CellDoubt) -> &'a str {
        self.ctx.lang.pick(&doubt.finding.hint, &doubt.finding.hint_en)
    }

    /// Whether the marked-up copy has anything to show.
    fn has_marks(last: &WorkbookReturn) -> bool {
        last.doubts.iter().any(|doubt| doubt.finding.severity.code() != "note")
    }
}

/// `GET /submissions/{id}/workbook`: take the file, send it back, and what became of the last one.
pub async fn show(ctx: Ctx, Path(id): Path<SubmissionId>) -> Page {
    render(&Show::of(ctx, id).await?)
}

/// `POST /submissions/{id}/workbook`: takes a filled-in file; one that cannot be taken is explained on the same page.
pub async fn receive(ctx: Ctx, Path(id): Path<SubmissionId>, form: Multipart) -> Page {
    let sent = file::uploaded(form).await?;
    if sent.bytes.is_empty() {
        let errors = FormErrors::one("file", ctx.t("workbook-file-missing"));
        return show_again(&Show { errors, ..Show::of(ctx, id).await? });
    }
    match workbooks::receive(ctx.work(), ctx.actor()?, Some(id), sent).await? {
        Received::Read(returned) => Ok(go_on(&format!("/submissions/{id}/workbook#last"), notice(&returned))),
        Received::NotTaken(why) => {
            // What was found in the file before would be taken for what is wrong with this one.
            let refused = Some(words(&ctx, &why));
            show_again(&Show { refused, last: None, ..Show::of(ctx, id).await? })
        }
    }
}

fn notice(returned: &WorkbookReturn) -> &'static str {
    match (returned.is_whole(), returned.is_without_change()) {
        (true, true) => "notice-workbook-same",
        (true, false) => "notice-workbook-taken",
        (false, _) => "notice-workbook-partly",
    }
}

fn words(ctx: &Ctx, why: &NotTaken) -> (String, String) {
    (why.message(ctx.lang), why.hint(ctx.lang))
}
