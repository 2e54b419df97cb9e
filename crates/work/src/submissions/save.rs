//! Keeping a draft: every change of a cell, as it was typed.
//!
//! A draft is a working paper, so no entry of the audit chain tells of each keystroke: who last typed
//! stands on the cell, and what is handed in is entered as a whole when it is submitted.

use domain::{CellEntry, CellKey, SubmissionCell, SubmissionId};

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
    /// It is kept, as this version.
    Kept(i64),
    /// Somebody else changed it meanwhile: this is what is kept now.
    Elsewhere(Box<SubmissionCell>),
    /// It is not asked for from this body.
    NotDue,
}

/// Keeps changed cells, each by itself: one that somebody else changed does not hold up the others.
pub async fn save(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    changes: &[Save],
) -> Result<Vec<Saved>, Error> {
    let mut tx = work.store.write().await?;
    let submission = store::submission::hold(&mut tx, id).await?;
    let period = store::reporting_period::get(&mut tx, submission.period).await?;
    if !submission.is_editable_in(&period) {
        return Err(Error::Closed);
    }
    let mut form = super::form::load(&mut tx, id, work.clock.today()).await?;
    let mut saved = Vec::with_capacity(changes.len());
    for change in changes {
        saved.push(match form.cell_mut(&change.key) {
            None => Saved::NotDue,
            Some(Some(now)) if now.version != change.version => Saved::Elsewhere(Box::new(now.clone())),
            Some(Some(now)) if now.entry == change.entry => Saved::Kept(now.version),
            Some(slot) => {
                let cell = SubmissionCell {
                    submission: id,
                    key: change.key.clone(),
                    entry: change.entry.clone(),
                    is_copied: false,
                    saved_at: work.clock.now(),
                    saved_by: actor.post.clone(),
                    account: actor.account,
                    version: slot.as_ref().map_or(1, |before| before.version + 1),
                };
                store::submission_cell::save(&mut tx, &cell).await?;
                let version = cell.version;
                *slot = Some(cell);
                Saved::Kept(version)
            }
        });
    }
    let form = super::form::load(&mut tx, id, work.clock.today()).await?;
    store::submission::count_filled(&mut tx, id, form.filled()).await?;
    tx.commit_unrecorded().await?;
    Ok(saved)
}
