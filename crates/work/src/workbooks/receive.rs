//! A workbook comes back: its cells go into the draft, one by one, and nothing is overwritten unknowingly.

use std::collections::HashMap;

use base64::Engine as _;
use domain::audit::{Event, sha256_hex};
use domain::workbook::{
    CellDoubt, Column, IdentityRow, ReturnedRow, RowOutcome, WorkbookCell, WorkbookReturn, plain,
};
use domain::{CellKey, Indicator, MessageKind, SubmissionCell, SubmissionId, SubmissionMessage};
use ingest::workbook::{Filled, FilledRow};

use super::contents::{self, Line};
use super::{BASE64, File, NotTaken, PURPOSE, check, doubt, labels, marks};
use crate::submissions::{self, Form, Save, Saved};
use crate::{Actor, Error, Work};

/// What became of a file that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It was read; each row tells what became of it.
    Read(Box<WorkbookReturn>),
    /// Nothing of it was taken.
    NotTaken(NotTaken),
}

/// Takes a workbook into the draft of its submission.
///
/// `sent_to` is the submission whose page it was sent on; a file that came another way says itself whose it is.
/// The same file sent again changes nothing. What could not be taken stays in a marked-up copy.
pub async fn receive(
    work: &Work,
    actor: &Actor,
    sent_to: Option<SubmissionId>,
    file: File,
) -> Result<Received, Error> {
    let File { name, bytes } = file;
    let reading = tokio::task::spawn_blocking(move || {
        (ingest::workbook::read(&bytes, &super::limits()), sha256_hex(&bytes))
    });
    let (filled, sha256) = match reading.await.map_err(|_| Error::ReaderFailed)? {
        (Ok(filled), sha256) => (filled, sha256),
        (Err(unread), _) => return Ok(Received::NotTaken(NotTaken::Unread(unread))),
    };
    let form = match find_form(work, sent_to, &filled).await? {
        Ok(form) => form,
        Err(refused) => return Ok(Received::NotTaken(refused)),
    };
    let mut taking = Taking::new(work, form, &filled).await?;
    taking.decide();
    if !taking.save(actor).await? {
        // Somebody handed it in, or closed the period, at this very moment.
        let now = find_form(work, sent_to, &filled).await?;
        return now.err().map(Received::NotTaken).ok_or(Error::Closed);
    }
    let returned = taking.finish(actor, name, sha256).await?;
    Ok(Received::Read(Box::new(returned)))
}

/// The form that a workbook belongs to, as it stands now, or why it is not taken.
async fn find_form(
    work: &Work,
    sent_to: Option<SubmissionId>,
    filled: &Filled,
) -> Result<Result<Form, NotTaken>, Error> {
    let identity = &filled.identity;
    if !work.vault.is_signed(&filled.identity_text, PURPOSE, &filled.signature) {
        return Ok(Err(NotTaken::Forged));
    }
    let form = match submissions::form(work, identity.submission).await {
        Err(Error::Store(store::Error::NotFound { .. })) => return Ok(Err(NotTaken::UnknownReport)),
        form => form?,
    };
    let submission = &form.submission;
    let period = labels::period(&form.period);
    Ok(if sent_to.is_some_and(|sent_to| sent_to != submission.id) {
        Err(NotTaken::OtherReport { body: form.body.name, period })
    } else if identity.revision != submission.revision {
        Err(NotTaken::OldRevision { written: identity.revision, now: submission.revision })
    } else if !form.period.is_open() {
        Err(NotTaken::PeriodClosed { period })
    } else if !submission.state.is_editable() {
        Err(NotTaken::NotEditable(submission.state))
    } else {
        Ok(form)
    })
}

/// A workbook on its way into the draft.
struct Taking<'a> {
    work: &'a Work,
    form: Form,
    filled: &'a Filled,
    /// The versions that an earlier return of this very workbook made.
    own: HashMap<CellKey, i64>,
    doubts: Vec<CellDoubt>,
    outcomes: Vec<RowOutcome>,
}

impl<'a> Taking<'a> {
    async fn new(work: &'a Work, form: Form, filled: &'a Filled) -> Result<Self, Error> {
        let mut read = work.store.read().await?;
        let serial = filled.identity.serial;
        let own = store::workbook_cell::list(&mut read, form.submission.id, serial).await?;
        let own = own.into_iter().map(|cell| (cell.key, cell.version)).collect();
        Ok(Self { work, form, filled, own, doubts: filled.doubts.clone(), outcomes: Vec::new() })
    }

    /// What is to become of each row.
    fn decide(&mut self) {
        let indicators: HashMap<_, _> =
            self.form.figures.iter().map(|row| (row.indicator.id, &row.indicator)).collect();
        let cells = cells(&self.form);
        let mut doubts = Vec::new();
        let outcomes = self.filled.rows.iter().map(|row| {
            let indicator = match &row.key {
                CellKey::Indicator(id) => indicators.get(id).copied(),
                _ => None,
            };
            self.outcome(row, indicator, &cells, &mut doubts)
        });
        self.outcomes = outcomes.collect();
        self.doubts.extend(doubts);
    }

    fn outcome(
        &self,
        row: &FilledRow,
        indicator: Option<&Indicator>,
        cells: &HashMap<CellKey, Option<&SubmissionCell>>,
        doubts: &mut Vec<CellDoubt>,
    ) -> RowOutcome {
        let Some(now) = cells.get(&row.key) else {
            doubts.push(doubt::not_due(self.filled, row, &row.key));
            return RowOutcome::Fault;
        };
        if row.is_faulty {
            return RowOutcome::Fault;
        }
        let known = &self.filled.identity.rows[row.place];
        let is_untouched = IdentityRow::entry_digest(&row.entry) == known.written;
        let kept = now.map(|cell| plain(&cell.entry)).unwrap_or_default();
        if plain(&row.entry) == kept || (is_untouched && self.is_newer(*now, known)) {
            return RowOutcome::Same;
        }
        let found = check::row(self.filled, row, indicator, self.work.clock.today());
        let is_faulty = found.iter().any(CellDoubt::is_error);
        doubts.extend(found);
        match now {
            _ if is_faulty => RowOutcome::Fault,
            Some(now) if self.is_newer(Some(*now), known) => {
                doubts.extend(doubt::conflicts(self.filled, row, now));
                RowOutcome::Conflict { now: Box::new(now.entry.clone()), by: now.saved_by.clone() }
            }
            _ => RowOutcome::Taken,
        }
    }

    /// Whether the page's cell was changed after the workbook was written, other than by this workbook.
    fn is_newer(&self, now: Option<&SubmissionCell>, known: &IdentityRow) -> bool {
        let version = now.map_or(0, |cell| cell.version);
        version != known.version && self.own.get(&known.key) != Some(&version)
    }

    /// Keeps what is to be taken, unless the report takes no changes any more.
    async fn save(&mut self, actor: &Actor) -> Result<bool, Error> {
        let taken =
            |(row, outcome): (&'a FilledRow, &RowOutcome)| (*outcome == RowOutcome::Taken).then_some(row);
        let rows: Vec<_> = self.filled.rows.iter().zip(&self.outcomes).filter_map(taken).collect();
        if rows.is_empty() {
            return Ok(true);
        }
        let cells = cells(&self.form);
        let save = |row: &&FilledRow| {
            let version = cells.get(&row.key).copied().flatten().map_or(0, |cell| cell.version);
            Save { key: row.key.clone(), entry: plain(&row.entry), version }
        };
        let changes: Vec<_> = rows.iter().map(save).collect();
        let id = self.form.submission.id;
        let saved = match submissions::save(self.work, actor, id, &changes).await {
            Err(Error::Closed) => return Ok(false),
            saved => saved?,
        };
        for (row, saved) in rows.into_iter().zip(saved) {
            let place = self.filled.rows.iter().position(|of| of.key == row.key).unwrap_or_default();
            match saved {
                Saved::Kept(version) => drop(self.own.insert(row.key.clone(), version)),
                Saved::Elsewhere(now) => {
                    self.doubts.extend(doubt::conflicts(self.filled, row, &now));
                    self.outcomes[place] =
                        RowOutcome::Conflict { now: Box::new(now.entry), by: now.saved_by };
                }
                Saved::NotDue => {
                    self.doubts.push(doubt::not_due(self.filled, row, &row.key));
                    self.outcomes[place] = RowOutcome::Fault;
                }
                Saved::TooLong => {
                    self.doubts.push(doubt::too_long(self.filled, row));
                    self.outcomes[place] = RowOutcome::Fault;
                }
            }
        }
        Ok(true)
    }

    /// Keeps what became of the workbook, with its marked-up copy.
    async fn finish(
        mut self,
        actor: &Actor,
        file_name: String,
        sha256: String,
    ) -> Result<WorkbookReturn, Error> {
        self.doubts.sort_by(|one, other| one.place.cmp(&other.place));
        self.form = submissions::form(self.work, self.form.submission.id).await?;
        let lines = contents::lines(&self.form);
        let names: HashMap<_, _> = lines.iter().map(|line| (&line.key, name_of(line))).collect();
        let row = |(row, outcome): (&FilledRow, &RowOutcome)| ReturnedRow {
            key: row.key.clone(),
            name: names.get(&row.key).cloned().unwrap_or_default(),
            entry: row.entry.clone(),
            outcome: outcome.clone(),
        };
        let returned = WorkbookReturn {
            submission: self.form.submission.id,
            body: self.form.body.name.clone(),
            period: labels::period(&self.form.period),
            serial: self.filled.identity.serial,
            file_name,
            sha256,
            at: self.work.clock.now(),
            by: actor.post.clone(),
            rows: self.filled.rows.iter().zip(&self.outcomes).map(row).collect(),
            doubts: self.doubts.clone(),
        };
        let typed = self.filled.rows.iter().zip(&self.outcomes);
        let report = marks::report(self.work, &self.form, lines, typed, &self.doubts);
        let marked = report.map(|report| report::workbook::write(&report)).transpose()?;
        let marked = marked.map(|bytes| BASE64.encode(bytes));
        self.record(actor, &returned, marked.as_deref()).await?;
        Ok(returned)
    }

    async fn record(
        &self,
        actor: &Actor,
        returned: &WorkbookReturn,
        marked: Option<&str>,
    ) -> Result<(), Error> {
        let mut tx = self.work.store.write().await?;
        store::submission::hold(&mut tx, returned.submission).await?;
        store::workbook_return::save(&mut tx, returned, marked).await?;
        let taken = returned.rows.iter().filter(|row| row.outcome == RowOutcome::Taken);
        for row in taken {
            let Some(version) = self.own.get(&row.key).copied() else { continue };
            let (submission, key, serial) = (returned.submission, row.key.clone(), returned.serial);
            store::workbook_cell::save(&mut tx, &WorkbookCell { submission, key, serial, version }).await?;
        }
        if returned.is_without_change() {
            return Ok(tx.commit_unrecorded().await?);
        }
        let message = SubmissionMessage {
            submission: returned.submission,
            number: 0,
            kind: MessageKind::Imported,
            about: None,
            text: format!("{} ({} dòng)", returned.file_name, returned.count("taken")),
            at: returned.at,
            by: returned.by.clone(),
        };
        store::submission_message::add(&mut tx, &message).await?;
        let event = Event::done("submission.imported", returned.submission)
            .of_plan(self.form.plan.id)
            .of_body(self.form.body.id)
            .because(message.text);
        self.work.keep(tx, actor, [event]).await
    }
}

/// What stands in each cell that is due.
fn cells(form: &Form) -> HashMap<CellKey, Option<&SubmissionCell>> {
    let figures = form.figures.iter().map(|row| (CellKey::Indicator(row.indicator.id), row.cell.as_ref()));
    let tasks = form.tasks.iter().map(|row| (CellKey::Task(row.task.id), row.cell.as_ref()));
    let sections = form.sections.iter().map(|row| (CellKey::Section(row.place), row.cell.as_ref()));
    figures.chain(tasks).chain(sections).collect()
}

fn name_of(line: &Line) -> String {
    let word = |column| line.row.shown.iter().find(|(of, _)| *of == column).map_or("", |(_, word)| word);
    format!("{} {}", word(Column::Label), word(Column::Name)).trim().to_owned()
}
