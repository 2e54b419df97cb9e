//! Measures what a user waits for and what a server has to hold; prints tables for `docs/benchmarks.md`.
//!
//! `cargo xtask bench` runs it. Documents are read in this process; pages, start-up and idle memory are
//! those of the executable itself, asked over one connection on this machine.

mod http;
mod process;
mod reading;
mod report;
mod serving;

use std::path::Path;

use anyhow::Result;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    // What a child process is started with, see `reading::peak_memory`.
    if let [flag, file] = words.as_slice()
        && flag == reading::PEAK
    {
        return reading::print_peak(Path::new(file));
    }
    process::print_machine()?;
    reading::measure()?;
    serving::measure()?;
    report::measure()
}

/// The value below which a share of the times lies; the times are sorted by this.
fn quantile(times_ms: &mut [f64], share: f64) -> f64 {
    times_ms.sort_by(f64::total_cmp);
    let last = times_ms.len().saturating_sub(1);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index from 0 to the last"
    )]
    let index = (last as f64 * share).round() as usize;
    times_ms[index]
}
