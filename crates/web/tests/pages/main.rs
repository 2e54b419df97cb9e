//! Every page, asked for as a browser would: in one process, on a copy of the demonstration.
//!
//! The files mirror the addresses; [`visitor`] is the browser and [`html`] reads what came back.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

mod account;
mod accounts;
mod attacks;
mod bodies;
mod calendars;
mod difficulties;
mod documents;
mod every_page;
mod flow;
mod homes;
mod html;
mod imports;
mod inspections;
mod jobs;
mod language;
mod log;
mod mock_provider;
mod notices;
mod observations;
mod office;
mod passkeys;
mod people;
mod periods;
mod plans;
mod provider;
mod refusals;
mod reports;
mod security;
mod settings;
mod sign_in;
mod special_days;
mod submissions;
mod tasks;
mod visitor;
mod workbooks;
