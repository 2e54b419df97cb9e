//! People, posts and report lines: the verbs as an office uses them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod grants;
mod office;
mod persons;
mod posts;
mod report_lines;
