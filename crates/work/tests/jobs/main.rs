//! Periods that make and open themselves, whatever the clock and the processes do.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod engine;
mod making;
mod office;
