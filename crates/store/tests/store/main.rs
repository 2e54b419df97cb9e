//! Every verb of the store, on SQLite and on PostgreSQL.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod both;
mod sample;

mod access_grant;
mod audit;
mod codes;
mod committee;
mod difficulty;
mod document;
mod every_verb;
mod field;
mod import;
mod inspection;
mod job;
mod notice;
mod observation;
mod organisation;
mod organisation_act;
mod passkey;
mod people;
mod place;
mod plan;
mod reporting;
mod reports;
mod rule_set;
mod search;
mod session;
mod sign_in;
mod task;
mod transaction;
