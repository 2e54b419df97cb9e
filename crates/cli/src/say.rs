//! Speaking on standard output.

use std::io::{ErrorKind, Write as _};

use anyhow::Context as _;

/// Prints a line; a reader that has seen enough (`| head`) or has gone is no error.
pub fn say(line: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout();
    match writeln!(out, "{line}").and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("không ghi được ra đầu ra chuẩn (cannot write to standard output)"),
    }
}
