//! The measurements: the program `measure` of the executable's crate, and those of the verbs' crate, do the work and
//! print the tables.

use anyhow::Result;
use clap::Args;

use crate::postgres::Cluster;
use crate::step::{self, cargo};

/// What `cargo xtask bench` takes.
#[derive(Args)]
pub struct Options {
    /// Words for the measuring program, after `--`
    #[arg(last = true)]
    words: Vec<String>,
}

/// The measuring programs of the verbs' crate.
const OF_WORK: [&str; 5] = ["access", "submissions", "workbooks", "lists", "ledger"];

/// Builds and runs the measuring programs; on PostgreSQL too, where that is installed.
pub fn run(options: &Options) -> Result<()> {
    let cluster = Cluster::start();
    for name in OF_WORK {
        let mut bench = cargo(["bench", "-p", "cotmoc-work", "--bench", name]);
        if let Ok(cluster) = &cluster {
            bench.env("COTMOC_TEST_POSTGRES", cluster.url());
        }
        step::run(
            &format!("bench {name}"),
            &mut bench,
            &format!("cargo bench -p cotmoc-work --bench {name}"),
        )?;
    }
    drop(cluster);
    let mut bench = cargo(["bench", "-p", "cotmoc", "--features", "pdf", "--bench", "measure", "--"]);
    bench.args(&options.words);
    step::run("bench", &mut bench, "cargo xtask bench")
}
