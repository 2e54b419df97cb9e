//! Our side of the measurement.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use domain::{Quantity, Reading};
use serde::{Deserialize, Serialize};
use work::workbooks::merge::{FileDoubt, Merge, Merged, expected};

use crate::generate;

/// What a measured process tells.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Measured {
    /// Processor time of the whole process.
    pub cpu_s: f64,
    /// Its peak resident memory.
    pub peak_kib: f64,
    /// Rows that were read.
    pub rows: usize,
    /// Totals by the indicator's label.
    pub totals: BTreeMap<String, f64>,
    /// Everything doubtful, one line each.
    pub named: Vec<String>,
    /// The exit status.
    pub status: i32,
}

/// Makes a folder of workbooks in a process of its own.
pub fn generate(folder: &Path, bodies: usize) -> Result<()> {
    let done = Command::new(std::env::current_exe()?)
        .arg("generate")
        .arg(folder)
        .arg(bodies.to_string())
        .status()?;
    ensure!(done.success(), "the workbooks could not be made");
    Ok(())
}

/// Merges a folder in a process of its own.
pub fn measured(folder: &Path, out: &Path) -> Result<Measured> {
    let output = Command::new(std::env::current_exe()?).arg("merge").arg(folder).arg(out).output()?;
    Ok(told(&output))
}

/// What a process told on its last line; nothing where it failed before that.
pub fn told(output: &std::process::Output) -> Measured {
    let text = String::from_utf8_lossy(&output.stdout);
    let told = text.lines().last().and_then(|line| serde_json::from_str(line).ok());
    let status = output.status.code().unwrap_or(-1);
    let measured = told.unwrap_or_else(|| {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        Measured::default()
    });
    Measured { status, ..measured }
}

/// Merges a folder and tells what it cost.
pub fn run(folder: &Path, out: &Path) -> Result<()> {
    let period: uuid::Uuid = fs::read_to_string(folder.join("period"))?.parse()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut merge = runtime.block_on(async {
        let work = generate::open(folder).await?;
        let merge = Merge::new(&work, expected(&work, period.into()).await?)?;
        work.store.close().await;
        anyhow::Ok(merge)
    })?;
    let mut files: Vec<_> = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    files.retain(|file| file.path().extension().is_some_and(|ending| ending == "xlsx"));
    files.sort_by_key(fs::DirEntry::file_name);
    for file in files {
        merge.add(&file.file_name().to_string_lossy(), &fs::read(file.path())?)?;
    }
    let merged = merge.finish()?;
    fs::write(out, &merged.workbook)?;
    let (cpu_s, peak_kib) = cost()?;
    let status = i32::from(!merged.doubts.is_empty()) * 2;
    let totals = totals(&merged);
    let named = merged.doubts.iter().map(line).collect();
    let measured = Measured { cpu_s, peak_kib, rows: merged.rows, totals, named, status };
    println!("{}", serde_json::to_string(&measured)?);
    std::process::exit(status)
}

fn totals(merged: &Merged) -> BTreeMap<String, f64> {
    let value = |total: &assess::Total| total.reading.as_ref().and_then(Reading::value).map(Quantity::get);
    merged
        .totals
        .iter()
        .filter_map(|(indicator, total)| Some((indicator.label.clone(), value(total)?)))
        .collect()
}

fn line(doubt: &FileDoubt) -> String {
    let place = doubt.doubt.place.to_string();
    let place =
        [doubt.file.as_str(), &place].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>();
    format!("{}: {} ({})", place.join(" "), doubt.doubt.finding.message_en, doubt.doubt.finding.rule)
        .trim_start_matches(": ")
        .to_owned()
}

fn cost() -> Result<(f64, f64)> {
    let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "seconds of a benchmark")]
    let cpu_s = used.tv_sec as f64 + used.tv_nsec as f64 / 1e9;
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let peak_kib = peak.trim().trim_end_matches(" kB").parse()?;
    Ok((cpu_s, peak_kib))
}
