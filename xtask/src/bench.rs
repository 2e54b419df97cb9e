//! The measurements: the program `measure` of the executable's crate does the work and prints the tables.

use anyhow::Result;
use clap::Args;

use crate::step::{self, cargo};

/// What `cargo xtask bench` takes.
#[derive(Args)]
pub struct Options {
    /// Words for the measuring program, after `--`
    #[arg(last = true)]
    words: Vec<String>,
}

/// Builds and runs the measuring program.
pub fn run(options: &Options) -> Result<()> {
    let mut bench = cargo(["bench", "-p", "cotmoc", "--bench", "measure", "--"]);
    bench.args(&options.words);
    step::run("bench", &mut bench, "cargo xtask bench")
}
