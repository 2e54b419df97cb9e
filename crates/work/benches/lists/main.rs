//! What a page of each list that grows costs with 10,000 and with 1,000,000 rows: the first page, with its
//! counts, as somebody sees it. Prints tables for `docs/benchmarks.md`.
//!
//! On SQLite always; on PostgreSQL where `COTMOC_TEST_POSTGRES` names a server, which `cargo xtask bench` starts.

mod fill;
mod pages;

use std::time::Instant;

use anyhow::Result;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use store::{Options, Store};
use work::{Clock, Work};

use pages::{Page, Reader};

const SIZES: [i64; 2] = [10_000, 1_000_000];
const RUNS: usize = 41;

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let folder = tempfile::tempdir()?;
        let files =
            SIZES.map(|size| format!("sqlite:{}", folder.path().join(format!("{size}.db")).display()));
        measured("SQLite", &files).await?;
        let Ok(server) = std::env::var("COTMOC_TEST_POSTGRES") else {
            println!("\nWithout COTMOC_TEST_POSTGRES nothing is measured on PostgreSQL.");
            return Ok(());
        };
        let mut schemas = Vec::new();
        for size in SIZES {
            let schema = format!("lists_{size}");
            let mut connection = sqlx::PgConnection::connect(&server).await?;
            let anew = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
            connection.execute(sqlx::raw_sql(AssertSqlSafe(anew))).await?;
            schemas.push(format!("{server}&options[search_path]={schema}"));
        }
        measured("PostgreSQL", &schemas).await
    })
}

async fn measured(database: &str, urls: &[String]) -> Result<()> {
    let mut stores = Vec::new();
    for (url, rows) in urls.iter().zip(SIZES) {
        let begun = Instant::now();
        let work = Work::new(Store::open(url, Options::default()).await?, Clock::system());
        let made = fill::fill(&work, url, rows).await?;
        // Closing brings what the database knows of its tables up to date.
        work.store.close().await;
        let work = Work::new(Store::open(url, Options::default()).await?, Clock::system());
        eprintln!("{database}: {rows} rows of each in {:.0} s", begun.elapsed().as_secs_f64());
        let reader = Reader::of(&work, made).await?;
        stores.push((work, reader));
    }
    println!("\n## Lists ({database}): a page with its counts, median of {RUNS}, ms\n");
    println!("| list | rows shown | {} rows | {} rows | ratio |\n|---|--:|--:|--:|--:|", SIZES[0], SIZES[1]);
    for page in Page::ALL {
        let mut times = [Vec::new(), Vec::new()];
        let mut shown = [0; 2];
        // By turns, so that what else the machine does weighs on both.
        for _ in 0..RUNS {
            for (side, (work, reader)) in stores.iter().enumerate() {
                let begun = Instant::now();
                shown[side] = page.ask(work, reader).await?;
                times[side].push(begun.elapsed().as_secs_f64() * 1e3);
            }
        }
        let [few, many] = times.map(|mut times| {
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        });
        let shown = if shown[0] == shown[1] { shown[0].to_string() } else { format!("{shown:?}") };
        println!("| {} | {shown} | {few:.2} | {many:.2} | {:.2} |", page.name(), many / few);
    }
    for (work, _) in stores {
        work.store.close().await;
    }
    Ok(())
}
