//! The audit chain: what an entry adds to a change, and how long a million entries take to verify.

use std::time::Instant;

use anyhow::{Result, ensure};
use jiff::Timestamp;
use store::audit::{Event, Record};
use store::{Options, Store, setting};
use work::{Clock, Work};

use crate::quantile;

const ENTRIES: i64 = 1_000_000;
const AT_ONCE: i64 = 20_000;
const CHANGES: usize = 300;
const RUNS: usize = 3;

/// Prints a table of both.
pub fn measure() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let folder = tempfile::tempdir()?;
        let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
        let work = Work::new(Store::open(&url, Options::default()).await?, Clock::system());
        println!("\n## The audit chain (SQLite)\n");
        println!("| measure | value |");
        println!("|---|--:|");
        let plain = changes_ms(&work.store, 0).await?;
        let entered = changes_ms(&work.store, 1).await?;
        println!("| a change without an entry, median of {CHANGES} | {plain:.3} ms |");
        println!("| the same with its entry | {entered:.3} ms |");
        let begun = Instant::now();
        fill(&work.store).await?;
        println!(
            "| entering {ENTRIES} entries, {AT_ONCE} at once | {:.1} s |",
            begun.elapsed().as_secs_f64()
        );
        let mut times = Vec::new();
        for _ in 0..RUNS {
            let begun = Instant::now();
            let verdict = work::audit::verify(&work, &[]).await?;
            times.push(begun.elapsed().as_secs_f64());
            ensure!(verdict.is_whole(), "{:?}", verdict.faults);
            ensure!(verdict.entries >= u64::try_from(ENTRIES)?, "all are read");
        }
        println!("| verifying {ENTRIES} entries, median of {RUNS} | {:.2} s |", quantile(&mut times, 0.5));
        work.store.close().await;
        Ok(())
    })
}

async fn changes_ms(store: &Store, entries: i64) -> Result<f64> {
    let mut times = Vec::with_capacity(CHANGES);
    for turn in 0..CHANGES {
        let begun = Instant::now();
        let mut tx = store.write().await?;
        setting::set(&mut tx, "measured", &turn.to_string()).await?;
        tx.commit((0..entries).map(record).collect()).await?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(quantile(&mut times, 0.5))
}

async fn fill(store: &Store) -> Result<()> {
    for batch in 0..ENTRIES / AT_ONCE {
        let records = (batch * AT_ONCE..(batch + 1) * AT_ONCE).map(record).collect();
        store.write().await?.commit(records).await?;
    }
    Ok(())
}

fn record(n: i64) -> Record {
    let event = Event::done("indicator.observed", format!("0199a1b2-0000-7000-8000-{n:012}"));
    Record {
        event: event
            .changed(&[("value", n), ("revision", 1)], &[("value", n + 1), ("revision", 2)])
            .because("Sửa theo biên bản đối chiếu số liệu"),
        at: Timestamp::from_millisecond(1_790_000_000_000 + n).unwrap_or(Timestamp::UNIX_EPOCH),
        account: None,
        post: None,
        acting_as: "Chuyên viên đầu mối Sở Khoa học và Công nghệ".into(),
        address: "10.1.2.3".into(),
        agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".into(),
        salt: format!("{n:043}"),
    }
}
