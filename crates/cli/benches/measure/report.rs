//! The official report of a generated province: from the frozen state to the files in the browser's hands.

use std::time::Instant;

use anyhow::Result;
use store::{Options, Store};
use work::demo::large::{Size, province};
use work::reports::{FileKind, file};
use work::{Actor, Clock, Work, closing};

use crate::quantile;

/// The month that the benchmarks of reporting speak of.
const SIZE: Size = Size { bodies: 200, indicators: 60, tasks: 80 };
const TIMES: usize = 7;

/// Prints a row for each format.
pub fn measure() -> Result<()> {
    tokio::runtime::Runtime::new()?.block_on(measured())
}

async fn measured() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
    let work = Work::new(Store::open(&url, Options::default()).await?, Clock::system());
    #[cfg(feature = "pdf")]
    let work = work.with_typesetter(pdf::pdf);
    let made = province(&work, SIZE).await?;
    closing::close(&work, &Actor::program("measure"), made.period).await?;
    println!(
        "\n### The official report ({} bodies × {} indicators × {} tasks)\n",
        SIZE.bodies, SIZE.indicators, SIZE.tasks
    );
    println!("| file | size | median |\n|---|---|---|");
    for kind in FileKind::ALL {
        if kind == FileKind::Pdf && cfg!(not(feature = "pdf")) {
            println!("| pdf | built without the feature `pdf` | – |");
            continue;
        }
        let mut times = Vec::new();
        let mut bytes = 0;
        for _ in 0..TIMES {
            let begun = Instant::now();
            bytes = file(&work, made.period, kind).await?.bytes.len();
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        println!("| {} | {} kB | {:.0} ms |", kind.ending(), bytes / 1024, quantile(&mut times, 0.5));
    }
    Ok(())
}
