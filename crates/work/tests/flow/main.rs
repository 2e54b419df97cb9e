//! The whole way of reports: entered, handed in, returned, approved, verified, consolidated, closed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../../store/tests/store/both.rs"]
mod both;
mod office;

mod approval;
mod closing;
mod evidence;
mod handing_in;
mod telling;
mod totals;
mod verifying;
