//! `cotmoc settings`: takes the rule sets out as a file, and a file in.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use work::settings::{self, Preview};
use work::{Actor, Error, Lang, Work};

use crate::config::DataArgs;

/// Flags of `cotmoc settings`.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    step: Step,
}

#[derive(clap::Subcommand)]
enum Step {
    /// Xuất các bộ quy tắc ra tệp TOML — writes the rule sets as TOML.
    Export {
        /// Tệp ghi ra; để trống thì in ra đầu ra chuẩn — the file; standard output where none is named.
        file: Option<PathBuf>,
        #[command(flatten)]
        data: DataArgs,
    },
    /// Nhập các bộ quy tắc từ tệp TOML — takes rule sets in from TOML.
    Import {
        /// Tệp đọc vào — the file.
        file: PathBuf,
        /// Chỉ xem khác biệt, không áp dụng — only show the differences.
        #[arg(long)]
        dry_run: bool,
        /// Lý do, khi thay đổi tác động đến những ngày đã qua — why days that are over are changed.
        #[arg(long, default_value = "")]
        reason: String,
        #[command(flatten)]
        data: DataArgs,
    },
}

/// Runs `cotmoc settings`; a file that is not valid is exit status 2 with the reasons on standard error.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.step {
        Step::Export { file, data } => {
            let work = data.open_existing().await?;
            let text = settings::export(settings::book(&work).await?.sets());
            work.store.close().await;
            export(file, &text)?;
            Ok(ExitCode::SUCCESS)
        }
        Step::Import { file, dry_run, reason, data } => {
            let context = || format!("{}: không đọc được tệp (cannot read the file)", file.display());
            let text = std::fs::read_to_string(&file).with_context(context)?;
            let work = data.open_existing().await?;
            let done = import(&work, &text, dry_run, &reason).await;
            work.store.close().await;
            done
        }
    }
}

fn export(file: Option<PathBuf>, text: &str) -> anyhow::Result<()> {
    let Some(file) = file else {
        print!("{text}");
        return Ok(());
    };
    let context = || format!("{}: không ghi được tệp (cannot write the file)", file.display());
    std::fs::write(&file, text).with_context(context)
}

async fn import(work: &Work, text: &str, dry_run: bool, reason: &str) -> anyhow::Result<ExitCode> {
    let preview = match settings::preview(work, text).await {
        Ok(preview) => preview,
        Err(error) => return refused(error),
    };
    print(&preview);
    if dry_run {
        return Ok(ExitCode::SUCCESS);
    }
    let actor = Actor::program("cotmoc settings import");
    match settings::apply(work, &actor, text, Some(&preview.state), reason).await {
        Ok(count) => {
            eprintln!("Đã áp dụng {count} thay đổi — {count} changes were applied.");
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => refused(error),
    }
}

fn print(preview: &Preview) {
    for change in &preview.changes {
        let mark = if change.before.is_some() { '~' } else { '+' };
        println!("{mark} {} {}", change.after.kind.code(), change.after.from);
        for difference in settings::differences(change.before.as_ref(), &change.after, Lang::Vi) {
            println!("    {}: {} → {}", difference.label, difference.before, difference.after);
        }
    }
}

fn refused(error: Error) -> anyhow::Result<ExitCode> {
    let Error::Invalid(fields) = error else { return Err(error.into()) };
    for field in fields {
        eprintln!("{}\n{}", field.message(Lang::Vi), field.message(Lang::En));
    }
    Ok(ExitCode::from(2))
}
