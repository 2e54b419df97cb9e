//! The program in a real browser, as its users meet it; axe looks at every page reached.
//!
//! Needs Chromium, its driver and npm; `cargo xtask test` sees to that.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

mod axe;
mod browser;
mod device;
mod every_page;
mod month;
mod narrow;
mod npm;
mod passkey;
mod program;
mod provider;
mod sign_in;
#[path = "../people/signed_in.rs"]
mod signed_in;
mod story;
mod submissions;
mod without_script;
