//! Judging indicators and tasks: golden cases with their arithmetic by hand, what
//! they say in both languages, and what holds for any input.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

mod arithmetic;
mod decide;
mod golden;
mod path;
mod properties;
mod sample;
mod sentences;
mod steady;
mod task;
