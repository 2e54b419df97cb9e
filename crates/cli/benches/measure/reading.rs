//! Reading documents: time and peak memory of each, and what plain Python needs for a small part of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use work::import;

use crate::process::{memory_kb, own_cpu_ms};
use crate::quantile;

/// The flag of the child process that reads one file and prints its peak memory.
pub const PEAK: &str = "--peak-of-reading";

const WARM_UP: usize = 5;
const RUNS: usize = 30;

/// Decodes the text and asks one expression of every line: no tables, no links, no findings.
const PYTHON: &str = r"
import re, sys, time
bytes_ = open(sys.argv[1], 'rb').read()
item = re.compile(r'^\s*((?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)]|[-+•])\s+(.*)$')
times = []
for _ in range(35):
    begun = time.thread_time()
    found = [m for m in map(item.match, bytes_.decode('utf-8').splitlines()) if m]
    times.append((time.thread_time() - begun) * 1000)
print(sorted(times[5:])[15])
";

/// Prints a row for each document that is at hand.
pub fn measure() -> Result<()> {
    let documents = documents()?;
    let alone = peak_memory(Path::new(""))?;
    println!("\n## Reading a document\n");
    println!(
        "| document | kB | ms, median of {RUNS} | processor ms | peak MB (this process reading nothing: {}) | Python, lines only, processor ms |",
        megabytes(alone)
    );
    println!("|---|--:|--:|--:|--:|--:|");
    for file in documents {
        let bytes = fs::read(&file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (passed_ms, spent_ms) = reading_ms(&name, &bytes)?;
        let peak = megabytes(peak_memory(&file)?);
        println!(
            "| {name} | {} | {passed_ms:.1} | {spent_ms:.1} | {peak} | {} |",
            bytes.len() / 1000,
            python_ms(&file)
        );
    }
    println!(
        "\nPython (`re`, the same bytes) only decodes and matches one expression to each line; the program also finds"
    );
    println!(
        "head, links, sections, tables, indicators, targets, tasks, members and doubts, each with its place."
    );
    Ok(())
}

/// The signed documents where they lie beside the repository, and the office files of the reader's tests.
fn documents() -> Result<Vec<PathBuf>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["../../../shared/corpus", "../ingest/tests/source/fixtures"] {
        let Ok(entries) = fs::read_dir(here.join(folder)) else {
            println!("left out: no folder {folder}");
            continue;
        };
        let known = |file: &PathBuf| {
            file.extension().is_some_and(|e| ["txt", "docx", "xlsx"].iter().any(|k| e == *k))
        };
        files.extend(entries.filter_map(|entry| Some(entry.ok()?.path())).filter(known));
    }
    ensure!(!files.is_empty(), "there is no document to read");
    files.sort();
    Ok(files)
}

/// Medians of the time that passes and of the processor time.
fn reading_ms(name: &str, bytes: &[u8]) -> Result<(f64, f64)> {
    let (mut passed, mut spent) = (Vec::with_capacity(RUNS), Vec::with_capacity(RUNS));
    for run in 0..WARM_UP + RUNS {
        let (begun, spent_ms) = (Instant::now(), own_cpu_ms());
        let read = import::read(name, bytes);
        let passed_ms = begun.elapsed().as_secs_f64() * 1000.0;
        if let Err(refusal) = read {
            bail!("{name}: {refusal}");
        }
        if run >= WARM_UP {
            passed.push(passed_ms);
            spent.push(own_cpu_ms() - spent_ms);
        }
    }
    Ok((quantile(&mut passed, 0.5), quantile(&mut spent, 0.5)))
}

/// Peak memory in kB of a fresh process that reads one file; an empty name reads nothing.
fn peak_memory(file: &Path) -> Result<u64> {
    let output = Command::new(std::env::current_exe()?).arg(PEAK).arg(file).output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout)?.trim().parse().context("the child prints a number")
}

/// The child's side of [`peak_memory`].
pub fn print_peak(file: &Path) -> Result<()> {
    if !file.as_os_str().is_empty() {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let (_, draft) = import::read(&name, &fs::read(file)?)?;
        ensure!(
            !draft.document.title.is_empty() || !draft.indicators.is_empty(),
            "nothing was read from {name}"
        );
    }
    println!("{}", memory_kb("self", "VmHWM")?);
    Ok(())
}

/// What Python needs, or why there is no number.
fn python_ms(file: &Path) -> String {
    if file.extension().is_none_or(|ending| ending != "txt") {
        return "–".into();
    }
    match Command::new("python3").args(["-c", PYTHON]).arg(file).output() {
        Ok(output) if output.status.success() => {
            let printed = String::from_utf8_lossy(&output.stdout);
            printed.trim().parse::<f64>().map_or_else(|_| "failed".into(), |ms| format!("{ms:.1}"))
        }
        Ok(_) => "failed".into(),
        Err(_) => "no python3".into(),
    }
}

fn megabytes(kilobytes: u64) -> String {
    format!("{:.1}", kilobytes as f64 / 1024.0)
}
