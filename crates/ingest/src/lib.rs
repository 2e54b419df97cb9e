//! Bytes in: a document becomes a draft plan plus findings.

mod refusal;
pub mod source;

pub use refusal::{Lang, Refusal, Unsupported};
