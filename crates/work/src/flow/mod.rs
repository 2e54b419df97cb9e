//! The way of a submission: handed in, sent back with a reason, approved by the head, taken up again.
//!
//! Each step holds the period's row and then the submission's, so that steps of one period follow each
//! other and whatever is about to be closed does not change. A step says which version it was decided on:
//! a second click, or a page that is out of date, is told and changes nothing.

mod approve;
mod difference;
mod hold;
mod readiness;
mod review;
mod step;
mod thread;
mod waiting;

pub use approve::{Approving, approve};
pub(crate) use hold::{Held, reason};

pub use difference::{Change, difference, differences};
pub use readiness::{CellFault, Readiness};
pub use review::{Review, review};
pub use step::{Reasoned, Submitting, reopen, return_back, submit};
pub use thread::{remark, returned};
pub use waiting::{Holder, Wait, Waits, list_waiting, steps, wait_of};

use domain::audit::sha256_hex;
use domain::{CellEntry, CellKey};

use crate::submissions::Form;

/// Every cell of a form that says something, in the order of keys.
pub fn filled_cells(form: &Form) -> Vec<(CellKey, CellEntry)> {
    let figures = form.figures.iter().filter_map(|row| row.cell.as_ref());
    let tasks = form.tasks.iter().filter_map(|row| row.cell.as_ref());
    let sections = form.sections.iter().filter_map(|row| row.cell.as_ref());
    let said = figures.chain(tasks).chain(sections).filter(|cell| !cell.entry.is_blank());
    let mut cells: Vec<_> = said.map(|cell| (cell.key.clone(), cell.entry.clone())).collect();
    cells.sort_by(|(one, _), (other, _)| one.cmp(other));
    cells
}

/// SHA-256 of the cells' JSON, in hexadecimal.
pub fn digest(cells: &[(CellKey, CellEntry)]) -> Result<String, crate::Error> {
    Ok(sha256_hex(serde_json::to_string(cells)?.as_bytes()))
}
