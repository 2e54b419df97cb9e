//! `cotmoc import FILE`: reads a document; with `--dry-run` it only prints the draft.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::ValueEnum;
use work::import::{self, Draft};
use work::{Actor, Lang, Severity};

use crate::config::DataArgs;
use crate::say::say;

/// Flags of `cotmoc import`.
#[derive(clap::Args)]
pub struct Args {
    /// Văn bản: .txt, .docx, .xlsx hoặc .md — the document.
    file: PathBuf,
    /// Chỉ đọc và in dự thảo, không lưu — only read and print the draft.
    #[arg(long)]
    dry_run: bool,
    /// Dạng in ra — what is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A summary to read.
    Text,
    /// The draft as `cotmoc.draft/1`.
    Json,
}

/// Runs `cotmoc import`; a refused file is exit status 2 with the reason on standard error.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let name = args.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = read_bounded(&args.file)?;
    let (_, draft) = match import::read(&name, &bytes) {
        Ok(read) => read,
        Err(refusal) => {
            for lang in [Lang::Vi, Lang::En] {
                eprintln!("{name}: {} {}", refusal.message(lang), refusal.hint(lang));
            }
            return Ok(ExitCode::from(2));
        }
    };
    let printed = match args.format {
        Format::Json => serde_json::to_string_pretty(&draft)?,
        Format::Text => summary(&draft),
    };
    say(&printed)?;
    if !args.dry_run {
        let work = args.data.open().await?;
        let id = import::receive(&work, &Actor::program("cotmoc import"), None, &name, &bytes).await?;
        work.store.close().await;
        eprintln!("Đã lưu dự thảo để rà soát: /imports/{id} — the draft is kept for review.");
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads at most one byte over the limit, so that a huge file is refused and not loaded.
fn read_bounded(path: &PathBuf) -> anyhow::Result<Vec<u8>> {
    use std::io::Read as _;
    let not_read = || format!("{}: không đọc được tệp (cannot read the file)", path.display());
    let file = std::fs::File::open(path).with_context(not_read)?;
    let mut bytes = Vec::new();
    file.take(import::limits().max_bytes + 1).read_to_end(&mut bytes).with_context(not_read)?;
    Ok(bytes)
}

fn summary(draft: &Draft) -> String {
    let head = &draft.document;
    let symbol = head.symbol.as_ref().map_or("(chưa có số)", |symbol| symbol.as_str());
    let mut lines = vec![
        format!("{symbol} {}", head.title),
        format!(
            "{} chỉ tiêu, {} mục tiêu, {} nhiệm vụ, {} thành viên, {} văn bản liên quan",
            draft.indicators.len(),
            draft.indicators.iter().map(|i| i.targets.len()).sum::<usize>(),
            draft.tasks.len(),
            draft.members.len(),
            draft.links.len(),
        ),
    ];
    lines.extend(draft.findings.iter().map(|finding| {
        let mark = match finding.severity {
            Severity::Error => "✗",
            Severity::Warning => "!",
            Severity::Note => "·",
        };
        let line = finding.anchor.as_ref().map_or(String::new(), |a| format!(" (dòng {})", a.line_start));
        format!("{mark} {}{line}: {} {}", finding.rule, finding.message, finding.hint)
    }));
    lines.join("\n")
}
