//! Official reports: what stands on the paper, and the bytes of its files.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

mod bytes;
mod office;
mod prose;
mod templates;
