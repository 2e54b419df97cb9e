//! Every verb of the store, on SQLite and on PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod both;
mod sample;

mod document;
mod import;
mod observation;
mod plan;
mod transaction;
