//! The measurements: the program `measure` of the executable's crate, and `access` and `workbooks` of the verbs', do the work and
//! print the tables.

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
    let mut access = cargo(["bench", "-p", "cotmoc-work", "--bench", "access"]);
    step::run("bench access", &mut access, "cargo bench -p cotmoc-work --bench access")?;
    let mut forms = cargo(["bench", "-p", "cotmoc-work", "--bench", "submissions"]);
    step::run("bench submissions", &mut forms, "cargo bench -p cotmoc-work --bench submissions")?;
    let mut workbooks = cargo(["bench", "-p", "cotmoc-work", "--bench", "workbooks"]);
    step::run("bench workbooks", &mut workbooks, "cargo bench -p cotmoc-work --bench workbooks")?;
    let mut bench = cargo(["bench", "-p", "cotmoc", "--features", "pdf", "--bench", "measure", "--"]);
    bench.args(&options.words);
    step::run("bench", &mut bench, "cargo xtask bench")
}
