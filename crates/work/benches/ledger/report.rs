//! The official report of a generated province: from the frozen state to the files in the browser's hands. How
//! long its PDF takes, the executable's program `measure` tells.

use std::time::Instant;

use anyhow::Result;
use domain::{CellKey, SubmissionId};
use store::{Options, Store};
use work::demo::large::{self, Size, province};
use work::flow::{self, Approving, Submitting};
use work::reports::{FileKind, file, page};
use work::submissions::{self, Save};
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
        approved(&work, &actor, submission.id).await?;
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

/// Has a body fill in every cell of its form, hand it in, and approve it.
async fn approved(work: &Work, actor: &Actor, id: SubmissionId) -> Result<()> {
    let form = submissions::form(work, id).await?;
    let figures = form.figures.iter().map(|row| CellKey::Indicator(row.indicator.id));
    let tasks = form.tasks.iter().map(|row| CellKey::Task(row.task.id));
    let sections = form.sections.iter().map(|row| CellKey::Section(row.place));
    let typed = |key: CellKey| Save { entry: large::entry(&form, &key), key, version: 0 };
    let changes: Vec<_> = figures.chain(tasks).chain(sections).map(typed).collect();
    submissions::save(work, actor, id, &changes).await?;
    let version = submissions::form(work, id).await?.submission.version;
    let version =
        flow::submit(work, actor, id, &Submitting { version, reason: String::new() }).await?.version;
    flow::approve(work, actor, id, &Approving { version, ..Approving::default() }).await?;
    Ok(())
}
