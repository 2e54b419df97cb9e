//! `cotmoc bodies load`: takes in official lists of provinces and communes.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Subcommand;
use work::bodies::{self, Load, Loaded, OfficialList};
use work::{Actor, typed_day};

use crate::config::DataArgs;

/// The largest list that is read: a hundred times the official one.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

/// Flags of `cotmoc bodies`.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Nạp danh mục tỉnh, xã — takes in a list of provinces and communes.
    Load(LoadArgs),
}

/// Flags of `cotmoc bodies load`.
#[derive(clap::Args)]
struct LoadArgs {
    /// Tệp CSV có các cột `code`, `parent_code`, `kind`, `name`; không có thì dùng danh mục kèm chương trình —
    /// a CSV file; without one, the lists that come with the program.
    #[arg(requires = "valid_from")]
    file: Option<PathBuf>,
    /// Ngày danh sách của tệp có hiệu lực — the day from which the file's list holds.
    #[arg(long, requires = "file")]
    valid_from: Option<String>,
    /// Chỉ nạp một tỉnh theo mã, kèm các cơ quan cấp tỉnh — only one province, with its departments.
    #[arg(long)]
    province: Option<String>,
    /// Chỉ cho biết sẽ thay đổi những gì — only say what would change.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    data: DataArgs,
}

/// Runs `cotmoc bodies`.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let Command::Load(args) = args.command;
    let what = match lists(&args) {
        Ok(lists) => Load { departments: args.province.as_ref().map(|_| Vec::new()), lists },
        Err(error) => return told(error),
    };
    let work = args.data.open().await?;
    let loaded = if args.dry_run {
        bodies::check(&work, &what).await
    } else {
        bodies::load(&work, &Actor::program("cotmoc bodies load"), &what).await
    };
    work.store.close().await;
    match loaded {
        Ok(loaded) => {
            println!("{}", summary(&loaded, args.dry_run));
            Ok(ExitCode::SUCCESS)
        }
        Err(work::Error::Invalid(errors)) => told(work::Error::Invalid(errors).into()),
        Err(error) => Err(error.into()),
    }
}

/// What is wrong with a list goes to standard error, line by line; other errors go on.
fn told(error: anyhow::Error) -> anyhow::Result<ExitCode> {
    let Some(work::Error::Invalid(errors)) = error.downcast_ref::<work::Error>() else { return Err(error) };
    for error in errors {
        eprintln!("{} — {}", error.vi, error.en);
    }
    Ok(ExitCode::from(2))
}

fn lists(args: &LoadArgs) -> anyhow::Result<Vec<OfficialList>> {
    let mut lists = match (&args.file, &args.valid_from) {
        (Some(file), Some(day)) => vec![from_file(file, day)?],
        _ => bodies::built_in(),
    };
    if let Some(province) = &args.province {
        lists = lists.into_iter().map(|list| list.only(province)).collect();
        lists.retain(|list| !list.units.is_empty());
        if lists.is_empty() {
            bail!(
                "--province {province}: danh sách không có tỉnh mang mã này (the list has no such province)"
            );
        }
    }
    Ok(lists)
}

fn from_file(file: &Path, day: &str) -> anyhow::Result<OfficialList> {
    use std::io::Read as _;
    let Some(valid_from) = typed_day(day) else {
        bail!("--valid-from {day}: ghi ngày như 2026-04-30 hoặc 30/4/2026 (write a day such as 2026-04-30)");
    };
    let not_read = || format!("{}: không đọc được tệp (cannot read the file)", file.display());
    let mut table = Vec::new();
    std::fs::File::open(file)
        .with_context(not_read)?
        .take(MAX_BYTES)
        .read_to_end(&mut table)
        .with_context(not_read)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Ok(OfficialList::read(&format!("Danh mục {name}"), valid_from, &table)?)
}

fn summary(loaded: &Loaded, dry_run: bool) -> String {
    let Loaded { founded, renamed, moved, dissolved, unchanged, departments, groups, findings } = loaded;
    let head = if dry_run { "Chưa ghi gì (nothing was kept). " } else { "" };
    let mut lines = vec![
        format!(
            "{head}{founded} đơn vị mới, {renamed} đổi tên, {moved} chuyển, {dissolved} kết thúc, {unchanged} giữ nguyên; {departments} cơ quan cấp tỉnh, {groups} nhóm"
        ),
        format!(
            "{founded} founded, {renamed} renamed, {moved} moved, {dissolved} ended, {unchanged} unchanged; {departments} departments, {groups} groups"
        ),
    ];
    lines.extend(findings.iter().map(|f| format!("! {}: {} {}", f.rule, f.message, f.hint)));
    lines.join("\n")
}
