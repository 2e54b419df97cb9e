//! What is done seldom but with much: verifying the audit chain, taking in the bodies of the whole country, making
//! the official report of a month. Prints tables for `docs/benchmarks.md`.

mod audit;
mod bodies;
mod report;

use anyhow::Result;

fn main() -> Result<()> {
    bodies::measure()?;
    report::measure()?;
    audit::measure()
}

/// The value below which a share of the times lies; the times are sorted by this.
fn quantile(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    let last = times.len().saturating_sub(1);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "an index from 0 to the last"
    )]
    let index = (last as f64 * share).round() as usize;
    times[index]
}
