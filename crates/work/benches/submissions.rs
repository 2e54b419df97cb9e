//! What it costs to keep what an officer types: one cell, and a whole form of 60 indicators and 80 tasks at
//! once, in a province whose bodies all report on the same plan; prints a table for `docs/benchmarks.md`.

use std::time::Instant;

use anyhow::{Context, Result};
use domain::{CellEntry, CellKey, SubmissionId};
use store::{Options, Store};
use work::demo::large::{self, Size};
use work::submissions::{self, Form, Save};
use work::{Actor, Clock, Work};

const SIZE: Size = Size { bodies: 200, indicators: 60, tasks: 80 };
const RUNS: usize = 60;

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(measured())
}

async fn measured() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
    let work = Work::new(Store::open(&url, Options::default()).await?, Clock::system());
    let province = large::province(&work, SIZE).await?;
    let body = province.bodies.first().context("a province has bodies")?;
    let mut read = work.store.read().await?;
    let found = store::submission::find_of_body(&mut read, province.period, body.id).await?;
    drop(read);
    let id = found.context("the period has a submission of each body")?.id;
    let actor = Actor::program("bench");
    let form = submissions::form(&work, id).await?;
    println!(
        "\n## Keeping a form ({} indicators, {} tasks, {} sections; {} bodies)\n",
        form.figures.len(),
        form.tasks.len(),
        form.sections.len(),
        SIZE.bodies
    );
    println!("| measure | median ms | 95th percentile ms |\n|---|--:|--:|");
    row("one cell kept", one_cell(&work, &actor, id, &form).await?);
    row("every cell changed and kept at once", all_cells(&work, &actor, id, &form).await?);
    row("the form read with all that stands beside it", whole(&work, id).await?);
    Ok(())
}

fn row(measure: &str, mut times_ms: Vec<f64>) {
    times_ms.sort_by(f64::total_cmp);
    let (median, high) = (times_ms[times_ms.len() / 2], times_ms[times_ms.len() * 95 / 100]);
    println!("| {measure} | {median:.2} | {high:.2} |");
}

/// Every cell of a form, each with words that differ from run to run.
fn changes(form: &Form, run: usize) -> Vec<Save> {
    let version = i64::try_from(run).unwrap_or(i64::MAX);
    let change = |key, entry| Save { key, entry, version };
    let figures = form.figures.iter().map(|row| {
        let entry = CellEntry { value: run.to_string(), note: "Báo cáo".into(), ..CellEntry::default() };
        change(CellKey::Indicator(row.indicator.id), entry)
    });
    let tasks = form.tasks.iter().map(|row| {
        let entry =
            CellEntry { state: "under_way".into(), note: format!("Bước {run}"), ..CellEntry::default() };
        change(CellKey::Task(row.task.id), entry)
    });
    let sections = form.sections.iter().map(|row| {
        let entry = CellEntry { note: format!("Đã làm {run} việc"), ..CellEntry::default() };
        change(CellKey::Section(row.place), entry)
    });
    figures.chain(tasks).chain(sections).collect()
}

async fn all_cells(work: &Work, actor: &Actor, id: SubmissionId, form: &Form) -> Result<Vec<f64>> {
    let mut times = Vec::new();
    for run in 0..RUNS {
        let mut changes = changes(form, run);
        // The first cell was kept by the measure before.
        let before = i64::try_from(RUNS).unwrap_or(i64::MAX);
        changes[0].version += before;
        changes[0].entry.value = (RUNS + run).to_string();
        let begun = Instant::now();
        let saved = submissions::save(work, actor, id, &changes).await?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        let is_kept = |saved: &submissions::Saved| matches!(saved, submissions::Saved::Kept(_));
        anyhow::ensure!(saved.iter().all(is_kept), "{saved:?}");
    }
    Ok(times)
}

async fn one_cell(work: &Work, actor: &Actor, id: SubmissionId, form: &Form) -> Result<Vec<f64>> {
    let mut times = Vec::new();
    for run in 0..RUNS {
        let change = changes(form, run).remove(0);
        let begun = Instant::now();
        submissions::save(work, actor, id, &[change]).await?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    Ok(times)
}

async fn whole(work: &Work, id: SubmissionId) -> Result<Vec<f64>> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let begun = Instant::now();
        submissions::form(work, id).await?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    Ok(times)
}
