//! What it costs to read, check and merge the workbooks of a period and to write them out as one, beside the same
//! work in Python; and which planted faults are named. Prints tables for `docs/benchmarks.md`.
//!
//! Each measured run is a process of its own, so that its memory and processor time are its own.

#[path = "../../tests/workbooks/edit.rs"]
#[expect(dead_code, clippy::unwrap_used, reason = "the tests use all of it, and fail by panicking")]
mod edit;
mod generate;
mod merging;
mod peers;

use std::path::Path;

use anyhow::{Result, bail};

use merging::Measured;
use peers::Peer;

const BODIES: usize = 200;
const MANY: usize = 4_000;
const ROUNDS: usize = 5;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["generate", folder, bodies] => generate::run(Path::new(folder), bodies.parse()?),
        ["merge", folder, out] => merging::run(Path::new(folder), Path::new(out)),
        [] => measure(),
        other => bail!("unknown words: {other:?}"),
    }
}

fn measure() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (few, many, faulty) =
        (folder.path().join("few"), folder.path().join("many"), folder.path().join("faulty"));
    merging::generate(&few, BODIES)?;
    let peers = peers::install()?;
    speed(folder.path(), &few, &peers)?;
    generate::plant(&few, &faulty)?;
    faults(folder.path(), &faulty, &peers)?;
    merging::generate(&many, MANY)?;
    linearity(folder.path(), &few, &many)
}

fn speed(folder: &Path, few: &Path, peers: &[Peer]) -> Result<()> {
    let mut ours = Vec::new();
    let mut theirs = vec![Vec::new(); peers.len()];
    for _ in 0..ROUNDS {
        ours.push(merging::measured(few, &folder.join("ours.xlsx"))?);
        for (peer, runs) in peers.iter().zip(&mut theirs) {
            runs.push(peer.run(few, &folder.join("theirs.xlsx"))?);
        }
    }
    let rows = ours[0].rows;
    println!("\n## Merging {BODIES} workbooks, {rows} rows; medians of {ROUNDS} runs, whole processes\n");
    println!("| program | processor s | times ours | peak MiB |\n|---|--:|--:|--:|");
    let (cpu, peak) = medians(&ours);
    println!("| cotmoc | {cpu:.3} | 1 | {peak:.1} |");
    for (peer, runs) in peers.iter().zip(&theirs) {
        let (theirs, peak) = medians(runs);
        println!("| {} | {theirs:.2} | {:.1} | {peak:.1} |", peer.name, theirs / cpu);
        if runs[0].rows + 4 * BODIES != rows {
            println!("\nThe peer read {} rows besides the narrative.", runs[0].rows);
        }
        let same = runs[0].totals.iter().filter(|(label, total)| {
            ours[0].totals.get(*label).is_some_and(|own| (own - *total).abs() < 1e-6)
        });
        println!("<!-- {} of {} totals agree -->", same.count(), runs[0].totals.len());
    }
    Ok(())
}

fn medians(runs: &[Measured]) -> (f64, f64) {
    let median = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let cpu = median(runs.iter().map(|run| run.cpu_s).collect());
    (cpu, median(runs.iter().map(|run| run.peak_kib / 1024.0).collect()))
}

fn faults(folder: &Path, faulty: &Path, peers: &[Peer]) -> Result<()> {
    let ours = merging::measured(faulty, &folder.join("ours.xlsx"))?;
    println!("\n## Planted faults: what is named\n\n```text");
    ours.named.iter().for_each(|line| println!("{line}"));
    println!("```\n\n| program | exit status | rows | total of I.1 | of I.3 |\n|---|--:|--:|--:|--:|");
    let total = |run: &Measured, label: &str| run.totals.get(label).copied().unwrap_or(f64::NAN);
    println!(
        "| cotmoc | {} | {} | {} | {} |",
        ours.status,
        ours.rows,
        total(&ours, "I.1"),
        total(&ours, "I.3")
    );
    for peer in peers {
        let run = peer.run(faulty, &folder.join("theirs.xlsx"))?;
        println!(
            "| {} | {} | {} | {} | {} |",
            peer.name,
            run.status,
            run.rows,
            total(&run, "I.1"),
            total(&run, "I.3")
        );
    }
    Ok(())
}

fn linearity(folder: &Path, few: &Path, many: &Path) -> Result<()> {
    println!("\n## Linear in the number of workbooks; medians of 3 runs\n");
    println!("| workbooks | processor s | ms a workbook | peak MiB |\n|--:|--:|--:|--:|");
    for (from, count) in [(few, BODIES), (many, MANY)] {
        let mut runs = Vec::new();
        for _ in 0..3 {
            runs.push(merging::measured(from, &folder.join("ours.xlsx"))?);
        }
        let (cpu, peak) = medians(&runs);
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        let each = cpu * 1000.0 / count as f64;
        println!("| {count} | {cpu:.2} | {each:.2} | {peak:.1} |");
    }
    Ok(())
}
