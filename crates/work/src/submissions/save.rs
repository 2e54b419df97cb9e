//! Keeping a draft: every change of a cell, as it was typed.
//!
//! A draft is a working paper, so no entry of the audit chain tells of each keystroke: who last typed
//! stands on the cell, and what is handed in is entered as a whole when it is submitted.

use domain::{CellEntry, CellKey, SubmissionCell, SubmissionId};

use super::form::{self, Form};
use crate::{Actor, Error, Work};

/// A cell that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Save {
    /// What it is about.
    pub key: CellKey,
    /// What stands in it now.
    pub entry: CellEntry,
    /// The version that was shown; 0 where nothing was kept before.
    pub version: i64,
}

/// What became of a changed cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is kept, as this version; 0 where there is nothing to keep.
    Kept(i64),
    /// Somebody else changed it meanwhile: this is what is kept now.
    Elsewhere(Box<SubmissionCell>),
    /// It is not asked for from this body.
    NotDue,
    /// It is longer than a cell can be, and was not kept.
    TooLong,
}

/// Keeps changed cells, each by itself: one that somebody else changed does not hold up the others.
pub async fn save(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    changes: &[Save],
) -> Result<Vec<Saved>, Error> {
    Ok(save_to_form(work, actor, id, changes).await?.0)
}

/// The same, and gives the form as it stands then: its cells, faults, doubts and evidence.
pub async fn save_to_form(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    changes: &[Save],
) -> Result<(Vec<Saved>, Form), Error> {
    let today = work.clock.today();
    let mut tx = work.store.write().await?;
    store::submission::hold(&mut tx, id).await?;
    let has_figures = changes.iter().any(|change| matches!(change.key, CellKey::Indicator(_)));
    let past = if has_figures { form::Past::Figures } else { form::Past::Nothing };
    let mut form = form::load_cells(work, &mut tx, id, today, past).await?;
    if !form.is_open() {
        return Err(Error::Closed);
    }
    let mut kept: Vec<SubmissionCell> = Vec::new();
    let mut saved = Vec::with_capacity(changes.len());
    for change in changes {
        let (outcome, cell) = decide(work, actor, &form, change);
        if let Some(cell) = cell {
            // Of a cell that is sent twice at once the last words count.
            kept.retain(|earlier| earlier.key != cell.key);
            kept.push(cell.clone());
            form.put(cell, today);
        }
        saved.push(outcome);
    }
    store::submission_cell::save_all(&mut tx, &kept).await?;
    let filled = form.filled();
    if filled != form.submission.filled {
        store::submission::count_filled(&mut tx, id, filled).await?;
        form.submission.filled = filled;
    }
    tx.commit_unrecorded().await?;
    Ok((saved, form))
}

/// Whether two entries say the same, however their days are written.
fn says_the_same(one: &CellEntry, other: &CellEntry) -> bool {
    one == other || one.clone().with_days_as_read() == other.clone().with_days_as_read()
}

/// What becomes of a change, and the cell to keep where there is one.
fn decide(work: &Work, actor: &Actor, form: &Form, change: &Save) -> (Saved, Option<SubmissionCell>) {
    let Some(now) = form.cell(&change.key) else { return (Saved::NotDue, None) };
    let entry = change.entry.clone().tidied();
    match now {
        None if entry.is_blank() => return (Saved::Kept(0), None),
        Some(now) if says_the_same(&now.entry, &entry) => return (Saved::Kept(now.version), None),
        Some(now) if now.version != change.version => return (Saved::Elsewhere(Box::new(now.clone())), None),
        _ if entry.is_too_long() => return (Saved::TooLong, None),
        _ => (),
    }
    let cell = SubmissionCell {
        submission: form.submission.id,
        key: change.key.clone(),
        entry,
        is_copied: false,
        saved_at: work.clock.now(),
        saved_by: actor.post.clone(),
        account: actor.account,
        version: now.map_or(1, |before| before.version + 1),
    };
    (Saved::Kept(cell.version), Some(cell))
}
