//! Bytes in: a document becomes a draft plan plus findings, a returned workbook becomes entries plus doubts.

pub mod draft;
mod read;
mod refusal;
pub mod source;
pub mod workbook;

pub use draft::Draft;
pub use read::{TypedTarget, is_group_of_bodies, read, read_deadline, read_target};
pub use refusal::{Refusal, Unsupported};
