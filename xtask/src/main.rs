//! Chores of the repository: `cargo xtask test`, `cargo xtask postgres`, `cargo xtask bench`.
//!
//! It knows nothing of the program's own crates; it only runs the tools that build and test them, and prepares
//! what those need from the system.

mod bench;
mod postgres;
mod step;
mod system;
mod test;

use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Chores of the repository.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Run every check: format, clippy, documentation, unit, store and browser tests
    Test(test::Options),
    /// Keep a private PostgreSQL running and print its URL, until Ctrl-C
    Postgres,
    /// Measure import and page times with the release build
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<()> {
    step::catch_signals()?;
    std::env::set_current_dir(workspace_root())?;
    match cli.chore {
        Chore::Test(options) => test::run(&options),
        Chore::Postgres => postgres::serve(),
        Chore::Bench(options) => bench::run(&options),
    }
}

fn workspace_root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies one folder below the workspace root")
}
