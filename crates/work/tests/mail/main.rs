//! Mail, sent to servers that speak SMTP: one written here that can be told to fail, and one by others.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod aiosmtpd;
mod outbox;
mod server;
mod unit;
