//! `cotmoc merge-reports`: many filled-in workbooks become one, with totals; no report is changed.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use work::workbooks::merge::{FileDoubt, Merge, expected};

use crate::config::{DataArgs, KeyArgs};
use crate::import_report::{self, Tally};
use crate::say::say;

/// Flags of `cotmoc merge-reports`.
#[derive(clap::Args)]
pub struct Args {
    /// Tệp hoặc thư mục có biểu đã nhập — workbooks, or folders of them.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Kỳ báo cáo: mã trong địa chỉ trang của kỳ — the period: the id in its page's address.
    #[arg(long)]
    period: uuid::Uuid,
    /// Tệp Excel để ghi bảng tổng hợp — the workbook to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    key: KeyArgs,
}

/// Runs `cotmoc merge-reports`; exit status 2 tells that something is missing or was not read.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let files = import_report::files(&args.paths, &mut Tally::default())?;
    let work = args.data.open_existing().await?;
    let work = args.key.unlock(work, &args.data.data).await?;
    let mut merge = Merge::new(&work, expected(&work, args.period.into()).await?)?;
    work.store.close().await;
    for path in &files {
        merge.add(&path.display().to_string(), &import_report::read_bounded(path)?)?;
    }
    let merged = merge.finish()?;
    for doubt in &merged.doubts {
        say(&line(doubt))?;
    }
    std::fs::write(&args.out, &merged.workbook)
        .with_context(|| format!("{}: không ghi được tệp (cannot write the file)", args.out.display()))?;
    let (workbooks, rows, doubts) = (merged.files, merged.rows, merged.doubts.len());
    say(&format!(
        "{workbooks} biểu, {rows} dòng, {doubts} điểm cần xem lại → {} ({workbooks} workbooks, {rows} rows, {doubts} doubts)",
        args.out.display()
    ))?;
    let is_whole = !merged.doubts.iter().any(|doubt| doubt.doubt.is_error());
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn line(doubt: &FileDoubt) -> String {
    let place = if doubt.file.is_empty() { &doubt.body } else { &doubt.file };
    format!("{place}: {}", import_report::doubt_line(&doubt.doubt).trim_start())
}
