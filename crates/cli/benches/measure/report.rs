//! The official report of a generated province as PDF; its other files are measured with the verbs, which need no
//! typesetter.

use anyhow::Result;

/// Prints how long setting it takes.
#[cfg(not(feature = "pdf"))]
pub fn measure() -> Result<()> {
    println!("\nPDF is not measured: built without the feature `pdf`.");
    Ok(())
}

/// Prints how long setting it takes.
#[cfg(feature = "pdf")]
pub fn measure() -> Result<()> {
    tokio::runtime::Runtime::new()?.block_on(set::measured())
}

#[cfg(feature = "pdf")]
mod set {
    use std::time::Instant;

    use anyhow::Result;
    use store::{Options, Store};
    use work::demo::large::{self, Size, province};
    use work::reports::{FileKind, file};
    use work::{Actor, Clock, Work, closing};

    use crate::quantile;

    const SIZE: Size = Size { bodies: 200, indicators: 60, tasks: 80 };
    const TIMES: usize = 7;

    pub async fn measured() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
        let work = Work::new(Store::open(&url, Options::default()).await?, Clock::system());
        let work = work.with_typesetter(pdf::pdf);
        let made = province(&work, SIZE).await?;
        let actor = Actor::program("measure");
        let mut read = work.store.read().await?;
        let submissions = store::submission::list_of_period(&mut read, made.period).await?;
        drop(read);
        for submission in submissions {
            large::report(&work, &actor, submission.id).await?;
        }
        closing::close(&work, &actor, made.period).await?;
        let mut times = Vec::new();
        let mut bytes = 0;
        for _ in 0..TIMES {
            let begun = Instant::now();
            bytes = file(&work, made.period, FileKind::Pdf).await?.bytes.len();
            times.push(begun.elapsed().as_secs_f64());
        }
        let Size { bodies, indicators, tasks } = SIZE;
        println!(
            "\n### The official report as PDF ({bodies} bodies × {indicators} indicators × {tasks} tasks)\n"
        );
        println!("| measure | size | time |\n|---|--:|--:|");
        let median = quantile(&mut times, 0.5);
        println!("| as PDF, median of {TIMES} | {} kB | {median:.2} s |", bytes / 1024);
        Ok(())
    }
}
