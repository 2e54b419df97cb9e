//! The official report of a generated province: from the forms of its bodies to the files in the browser's hands.
//! How long its PDF takes, the executable's program `measure` tells.

use std::time::Instant;

use anyhow::Result;
use store::{Options, Store};
use work::demo::large::{self, Size, province};
use work::reports::{FileKind, file, page};
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
    let made = province(&work, SIZE).await?;
    let actor = Actor::program("measure");
    let mut read = work.store.read().await?;
    let submissions = store::submission::list_of_period(&mut read, made.period).await?;
    drop(read);
    let begun = Instant::now();
    for submission in submissions {
        large::report(&work, &actor, submission.id).await?;
    }
    let filled = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    closing::close(&work, &actor, made.period).await?;
    let closed = begun.elapsed().as_secs_f64();
    println!(
        "\n## The official report ({} bodies × {} indicators × {} tasks)\n",
        SIZE.bodies, SIZE.indicators, SIZE.tasks
    );
    println!("| measure | size | time |\n|---|--:|--:|");
    println!("| filling in, handing in and approving all reports | – | {filled:.1} s |");
    println!("| closing the month | – | {closed:.2} s |");
    for kind in [Some(FileKind::Docx), Some(FileKind::Xlsx), None] {
        let mut times = Vec::new();
        let mut bytes = 0;
        for _ in 0..TIMES {
            let begun = Instant::now();
            bytes = match kind {
                Some(kind) => file(&work, made.period, kind).await?.bytes.len(),
                None => page(&work, made.period, None).await?.html.len(),
            };
            times.push(begun.elapsed().as_secs_f64());
        }
        let (name, median) = (kind.map_or("html", FileKind::ending), quantile(&mut times, 0.5));
        println!("| the report as {name}, median of {TIMES} | {} kB | {median:.2} s |", bytes / 1024);
    }
    work.store.close().await;
    Ok(())
}
