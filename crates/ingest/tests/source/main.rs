//! Bytes become lines and tables, or a refusal that says what to do.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "packages are small, and written once"
)]

mod docx;
mod hostile;
mod office;
mod refusals;
mod text;
mod xlsx;
