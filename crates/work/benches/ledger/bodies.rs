//! Bodies: taking in the whole country, and its tree as of a day.

use std::time::Instant;

use anyhow::{Result, ensure};
use jiff::civil::date;
use store::{Options, Store};
use work::bodies::{self, Load};
use work::{Actor, Clock, Work};

use crate::quantile;

const RUNS: usize = 100;

/// Prints how long loading takes, and the tree of a day before and after changes.
pub fn measure() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let folder = tempfile::tempdir()?;
        let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
        let work = Work::new(Store::open(&url, Options::default()).await?, Clock::system());
        let load = Load { lists: bodies::built_in(), departments: None };
        let begun = Instant::now();
        let loaded = bodies::load(&work, &Actor::program("cotmoc bodies load"), &load).await?;
        let passed = begun.elapsed().as_secs_f64();
        ensure!(loaded.founded > 3000, "the whole country is loaded: {loaded:?}");
        println!("\n## Bodies\n\n| measure | value |\n|---|--:|");
        println!(
            "| loading {} provinces and communes with their acts and audit entries | {passed:.2} s |",
            loaded.founded
        );
        for (label, on) in [("today", date(2026, 11, 22)), ("a day before an act", date(2025, 12, 31))] {
            let mut times_ms = Vec::new();
            for _ in 0..RUNS {
                let begun = Instant::now();
                let tree = bodies::tree::load(&work, None, on, |_| true).await?;
                times_ms.push(begun.elapsed().as_secs_f64() * 1e3);
                ensure!(tree.count > 3000, "the tree is whole");
            }
            println!("| the tree of {label}, median of {RUNS} | {:.1} ms |", quantile(&mut times_ms, 0.5));
        }
        work.store.close().await;
        Ok(())
    })
}
