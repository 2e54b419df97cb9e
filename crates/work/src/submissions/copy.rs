//! "Copy what has not changed" (sao chép nội dung không thay đổi): the last approved values, into cells still empty.
//!
//! What was copied is marked as such until somebody touches it, so that whoever approves sees it.

use std::collections::HashMap;

use domain::audit::Event;
use domain::{CellEntry, CellKey, Maturity, Observation, Reading, SubmissionCell, SubmissionId, number};

use super::form::{self, FigureRow, Form};
use crate::{Actor, Error, Work};

/// With how many decimals a copied figure is written.
const DECIMALS: usize = 9;

/// Copies the last period's approved figures and progress into cells that are still empty, and gives how many.
pub async fn copy(work: &Work, actor: &Actor, id: SubmissionId) -> Result<usize, Error> {
    let today = work.clock.today();
    let mut tx = work.store.write().await?;
    store::submission::hold(&mut tx, id).await?;
    let mut form = form::load(work, &mut tx, id, today).await?;
    if !form.is_open() {
        return Err(Error::Closed);
    }
    let before =
        store::submission_revision::find_before(&mut tx, form.submission.organisation, &form.period).await?;
    let approved: HashMap<CellKey, CellEntry> =
        before.map_or_else(HashMap::new, |revision| revision.cells.into_iter().collect());
    let mut copied = Vec::new();
    for (key, entry) in unchanged(&form, &approved) {
        let version = form.cell(&key).flatten().map_or(1, |cell| cell.version + 1);
        copied.push(SubmissionCell {
            submission: id,
            key,
            entry,
            is_copied: true,
            saved_at: work.clock.now(),
            saved_by: actor.post.clone(),
            account: actor.account,
            version,
        });
    }
    store::submission_cell::save_all(&mut tx, &copied).await?;
    let count = copied.len();
    for cell in copied {
        form.put(cell, today);
    }
    store::submission::count_filled(&mut tx, id, form.filled()).await?;
    let event = Event::done("submission.copied", id).of_plan(form.plan.id).of_body(form.body.id);
    work.keep(tx, actor, [event.because(count.to_string())]).await?;
    Ok(count)
}

/// How many cells there are to copy into.
pub async fn copyable(work: &Work, form: &Form) -> Result<usize, Error> {
    let mut read = work.store.read().await?;
    let before =
        store::submission_revision::find_before(&mut read, form.submission.organisation, &form.period)
            .await?;
    let approved = before.map_or_else(HashMap::new, |revision| revision.cells.into_iter().collect());
    Ok(unchanged(form, &approved).len())
}

/// The empty cells for which something was approved in the last period, each with that.
fn unchanged(form: &Form, approved: &HashMap<CellKey, CellEntry>) -> Vec<(CellKey, CellEntry)> {
    let is_empty = |cell: &Option<SubmissionCell>| cell.as_ref().is_none_or(|cell| cell.entry.is_blank());
    let said = |key: &CellKey| approved.get(key).filter(|entry| says_something(entry)).cloned();
    let figures = form.figures.iter().filter(|row| is_empty(&row.cell)).filter_map(|row| {
        let key = CellKey::Indicator(row.indicator.id);
        let entry = said(&key).or_else(|| last(form, row).and_then(written))?;
        Some((key, entry))
    });
    let tasks = form.tasks.iter().filter(|row| is_empty(&row.cell)).filter_map(|row| {
        let key = CellKey::Task(row.task.id);
        Some((key.clone(), said(&key)?))
    });
    figures.chain(tasks).collect()
}

/// An absence is told anew in each period: its reason and its expected day may no longer hold.
fn says_something(entry: &CellEntry) -> bool {
    !entry.is_blank() && matches!(entry.absence.as_str(), "" | "none")
}

/// The figure of the period just before, where it is one of the same kind.
fn last<'a>(form: &Form, row: &'a FigureRow) -> Option<&'a Observation> {
    row.last.as_ref().filter(|last| last.period.next() == form.period.figures)
}

/// A figure as somebody would type it.
pub(crate) fn written(last: &Observation) -> Option<CellEntry> {
    let maturity = match last.maturity {
        Maturity::Official => String::new(),
        other => other.code().to_owned(),
    };
    let entry = CellEntry { maturity, ..CellEntry::default() };
    Some(match &last.reading {
        Reading::Value(value) => CellEntry { value: number::format(*value, DECIMALS), ..entry },
        Reading::Ratio { numerator, denominator } => CellEntry {
            numerator: number::format(*numerator, DECIMALS),
            denominator: number::format(*denominator, DECIMALS),
            ..entry
        },
        Reading::Reached(reached) => {
            CellEntry { reached: if *reached { "yes" } else { "no" }.to_owned(), ..entry }
        }
        Reading::Absent(_) => return None,
    })
}
