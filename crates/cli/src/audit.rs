//! `cotmoc audit`: verifies the chain, prints its head, takes the log out; `cotmoc serve` keeps its head.

use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;
use clap::{Subcommand, ValueEnum};
use work::audit::{self, Asked, Format, HeadLine};
use work::{Actor, Lang, Work};

use crate::config::DataArgs;

/// The name of the file of heads in a data folder.
const HEADS: &str = "audit-heads.txt";
/// How often a server looks whether a new day has begun.
const LOOKS_EVERY: Duration = Duration::from_mins(10);

/// Flags of `cotmoc audit`.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Kiểm tra chuỗi nhật ký; mã thoát 0 khi toàn vẹn, 1 khi có sai lệch — verifies the chain.
    Verify {
        /// Tệp đầu chuỗi đã giữ bên ngoài — heads that were kept outside, one a line.
        #[arg(long)]
        heads: Option<PathBuf>,
        #[command(flatten)]
        data: DataArgs,
    },
    /// In đầu chuỗi hiện tại — prints the head: number, time, seal.
    Head {
        #[command(flatten)]
        data: DataArgs,
    },
    /// Xuất nhật ký ra đầu ra chuẩn — writes the log to standard output.
    Export {
        /// Từ ngày — the first day, such as 2026-10-01.
        #[arg(long)]
        from: Option<String>,
        /// Đến ngày — the last day.
        #[arg(long)]
        to: Option<String>,
        /// Dạng xuất — how it is written.
        #[arg(long, value_enum, default_value_t = Kind::Jsonl)]
        format: Kind,
        #[command(flatten)]
        data: DataArgs,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// A JSON object a line, with all that a seal is made of.
    Jsonl,
    /// For a spreadsheet.
    Csv,
}

/// Runs `cotmoc audit`.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.command {
        Command::Verify { heads, data } => verify(&data.open_existing().await?, heads.as_deref()).await,
        Command::Head { data } => {
            println!("{}", audit::head(&data.open_existing().await?).await?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Export { from, to, format, data } => {
            let work = data.open_existing().await?;
            let day = |typed: Option<String>| typed.map_or(Ok(String::new()), known_day);
            let asked = Asked { from: day(from)?, to: day(to)?, ..Asked::default() };
            export(&work, &asked, format).await
        }
    }
}

async fn verify(work: &Work, heads: Option<&Path>) -> anyhow::Result<ExitCode> {
    let kept = match heads {
        Some(file) => read_heads(file)?,
        None => Vec::new(),
    };
    let kept: Vec<_> = kept.into_iter().map(|line| line.head).collect();
    let verdict = audit::verify(work, &kept).await?;
    let (entries, erased, compared) = (verdict.entries, verdict.erased, verdict.heads);
    if verdict.is_whole() {
        println!(
            "Toàn vẹn: {entries} bản ghi, {erased} bản ghi đã xóa chi tiết theo quy định, {compared} đầu chuỗi bên ngoài đều khớp."
        );
        println!(
            "Whole: {entries} entries, {erased} with details lawfully erased, {compared} heads from outside fit."
        );
        return Ok(ExitCode::SUCCESS);
    }
    let faults = verdict.faults.len();
    println!("CÓ SAI LỆCH: {faults} chỗ trong {entries} bản ghi.");
    println!("NOT WHOLE: {faults} faults in {entries} entries.");
    for fault in &verdict.faults {
        println!();
        for lang in [Lang::Vi, Lang::En] {
            println!("{}", fault.message(lang));
        }
    }
    Ok(ExitCode::FAILURE)
}

fn read_heads(file: &Path) -> anyhow::Result<Vec<HeadLine>> {
    let place = file.display();
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("{place}: không đọc được tệp (cannot read the file)"))?;
    audit::read_heads(&text).map_err(|error| match error {
        work::Error::Invalid(errors) => {
            let said: Vec<_> = errors.iter().map(|error| format!("{} {}", error.vi, error.en)).collect();
            anyhow::anyhow!("{place}: {}", said.join(" "))
        }
        other => anyhow::Error::new(other),
    })
}

fn known_day(typed: String) -> anyhow::Result<String> {
    let known = work::typed_day(&typed);
    known.with_context(|| format!("{typed}: không phải ngày, ví dụ 2026-10-31 (not a day)")).map(|_| typed)
}

async fn export(work: &Work, asked: &Asked, kind: Kind) -> anyhow::Result<ExitCode> {
    let format = match kind {
        Kind::Jsonl => Format::JsonLines,
        Kind::Csv => Format::Csv,
    };
    let mut out = BufWriter::new(io::stdout());
    let actor = Actor::program("cotmoc audit export");
    let written = audit::export(work, &actor, asked, format, |text| out.write_all(text.as_bytes())).await?;
    match written.and_then(|count| out.flush().map(|()| count)) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        written => {
            written.context("không ghi được ra đầu ra chuẩn (cannot write to standard output)")?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Where `cotmoc serve` keeps the heads.
#[derive(clap::Args, Clone)]
pub struct HeadArgs {
    /// Tệp lưu đầu chuỗi nhật ký mỗi ngày, mặc định audit-heads.txt trong thư mục dữ liệu; nên để ở máy khác —
    /// where the head of the log is kept each day; better on another machine.
    #[arg(long, env = "COTMOC_AUDIT_HEADS")]
    audit_heads: Option<PathBuf>,
}

impl HeadArgs {
    /// The file, in the data folder unless told.
    pub fn file(&self, data: &Path) -> PathBuf {
        self.audit_heads.clone().unwrap_or_else(|| data.join(HEADS))
    }
}

/// Keeps the head at the start and once a day for as long as the server runs.
pub async fn keep_heads_daily(work: Work, file: PathBuf) {
    let mut kept_on = None;
    loop {
        let today = work.clock.today();
        if kept_on != Some(today) {
            match keep_head(&work, &file).await {
                Ok(()) => kept_on = Some(today),
                Err(error) => {
                    tracing::error!(file = %file.display(), "the head of the log was not kept: {error:#}");
                }
            }
        }
        tokio::time::sleep(LOOKS_EVERY).await;
    }
}

/// Appends the head to the file unless it already ends with it, and compares the last one kept.
pub async fn keep_head(work: &Work, file: &Path) -> anyhow::Result<()> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error.into()),
    };
    let last: Option<HeadLine> = text.lines().rev().find_map(|line| line.parse().ok());
    let now = audit::head(work).await?;
    if let Some(last) = &last {
        if last.head == now.head {
            return Ok(());
        }
        if !audit::fits(work, &last.head).await? {
            tracing::error!(
                file = %file.display(),
                "the head of entry {} does not fit the log any more: run cotmoc audit verify --heads",
                last.head.seq
            );
        }
    }
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let begins_anew = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(file)?;
    file.write_all(format!("{begins_anew}{now}\n").as_bytes())?;
    Ok(file.sync_all()?)
}
