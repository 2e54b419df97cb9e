//! Bytes in: a document becomes a draft plan plus findings.

pub mod draft;
mod read;
mod refusal;
pub mod source;

pub use draft::Draft;
pub use read::read;
pub use refusal::{Lang, Refusal, Unsupported};
