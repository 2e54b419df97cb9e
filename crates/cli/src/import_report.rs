//! `cotmoc import-report`: takes filled-in workbooks into their reports, such as those that came by mail.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use work::workbooks::{self, CellDoubt, File, Received, WorkbookReturn};
use work::{Actor, Lang, Severity, Work};

use crate::config::{DataArgs, KeyArgs};
use crate::say::say;

/// Endings of spreadsheets; what cannot be read of them is told, other files are left alone.
const SPREADSHEETS: [&str; 5] = ["xlsx", "xlsm", "xls", "xlsb", "ods"];

/// Flags of `cotmoc import-report`.
#[derive(clap::Args)]
pub struct Args {
    /// Tệp hoặc thư mục có biểu đã nhập — workbooks, or folders of them.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Thư mục để ghi bản đã đánh dấu các ô cần sửa — where marked-up copies are written.
    #[arg(long, value_name = "DIR")]
    marked: Option<PathBuf>,
    /// Chuyển những tệp đã nhận đủ vào thư mục này; mặc định không chuyển — moves files that were taken whole there.
    #[arg(long, value_name = "DIR")]
    move_to: Option<PathBuf>,
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    key: KeyArgs,
}

/// How many files came to what.
#[derive(Default)]
pub struct Tally {
    whole: usize,
    partly: usize,
    not_taken: usize,
    other: usize,
}

/// Runs `cotmoc import-report`; exit status 2 tells that something was not taken.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut tally = Tally::default();
    let files = files(&args.paths, &mut tally)?;
    for folder in [&args.marked, &args.move_to].into_iter().flatten() {
        std::fs::create_dir_all(folder).with_context(|| {
            format!("{}: không tạo được thư mục (cannot create the folder)", folder.display())
        })?;
    }
    let work = args.data.open_existing().await?;
    let work = args.key.unlock(work, &args.data.data).await?;
    for file in &files {
        import(&work, &args, file, &mut tally).await?;
    }
    work.store.close().await;
    let Tally { whole, partly, not_taken, other } = tally;
    say(&format!(
        "{} biểu: {whole} nhận đủ, {partly} còn ô cần xử lý, {not_taken} không nhận; {other} tệp khác bỏ qua",
        files.len()
    ))?;
    say(&format!(
        "{} workbooks: {whole} taken whole, {partly} with cells to settle, {not_taken} not taken; {other} other files left alone",
        files.len()
    ))?;
    Ok(if partly + not_taken == 0 { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

async fn import(work: &Work, args: &Args, path: &Path, tally: &mut Tally) -> anyhow::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let file = File { name, bytes: read_bounded(path)? };
    let actor = Actor::program("cotmoc import-report");
    let returned = match workbooks::receive(work, &actor, None, file).await? {
        Received::Read(returned) => returned,
        Received::NotTaken(why) => {
            tally.not_taken += 1;
            let told = |lang| format!("{} {}", why.message(lang), why.hint(lang));
            return say(&format!("✗ {}: {} — {}", path.display(), told(Lang::Vi), told(Lang::En)));
        }
    };
    say(&line(path, &returned))?;
    for doubt in returned.doubts.iter().filter(|doubt| doubt.finding.severity != Severity::Note) {
        say(&doubt_line(doubt))?;
    }
    if let (Some(folder), Some(copy)) =
        (&args.marked, workbooks::marked_copy(work, returned.submission).await?)
    {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let to = folder.join(format!("{stem}-can-sua.xlsx"));
        std::fs::write(&to, copy.bytes)
            .with_context(|| format!("{}: không ghi được tệp (cannot write the file)", to.display()))?;
        say(&format!("  → {}", to.display()))?;
    }
    if !returned.is_whole() {
        tally.partly += 1;
        return Ok(());
    }
    tally.whole += 1;
    args.move_to.as_ref().map_or(Ok(()), |folder| move_into(path, folder))
}

fn line(path: &Path, returned: &WorkbookReturn) -> String {
    let mark = if returned.is_whole() { "✓" } else { "!" };
    let [taken, same, conflict, fault] =
        ["taken", "same", "conflict", "fault"].map(|code| returned.count(code));
    format!(
        "{mark} {}: {}, {}: nhận {taken}, không đổi {same}, trên trang đã sửa {conflict}, chưa nhận {fault} dòng — {taken} taken, {same} unchanged, {conflict} changed on the page, {fault} not taken",
        path.display(),
        returned.body,
        returned.period,
    )
}

/// A doubt in both languages.
pub fn doubt_line(doubt: &CellDoubt) -> String {
    let mark = if doubt.is_error() { "✗" } else { "!" };
    let finding = &doubt.finding;
    let shown = if doubt.shown.is_empty() { String::new() } else { format!(" [{}]", doubt.shown) };
    format!(
        "  {mark} {}{shown}: {} {} — {} {}",
        doubt.place, finding.message, finding.hint, finding.message_en, finding.hint_en
    )
}

/// The spreadsheets among the paths, folders searched through, in the order of their names.
pub fn files(paths: &[PathBuf], tally: &mut Tally) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            search(path, &mut files, tally)?;
        } else if path.is_file() {
            files.push(path.clone());
        } else {
            bail!("{}: không có tệp hay thư mục này (no such file or folder)", path.display());
        }
    }
    Ok(files)
}

fn search(folder: &Path, files: &mut Vec<PathBuf>, tally: &mut Tally) -> anyhow::Result<()> {
    let not_read = || format!("{}: không đọc được thư mục (cannot read the folder)", folder.display());
    let mut entries =
        std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>).with_context(not_read)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let kind = entry.file_type().with_context(not_read)?;
        // Hidden files, and the locks that spreadsheet programs leave beside an open file.
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if kind.is_dir() {
            search(&entry.path(), files, tally)?;
        } else if kind.is_file() && SPREADSHEETS.contains(&ending) {
            files.push(entry.path());
        } else {
            tally.other += 1;
        }
    }
    Ok(())
}

/// Reads at most one byte over the limit, so that a huge file is refused and not loaded.
pub fn read_bounded(path: &Path) -> anyhow::Result<Vec<u8>> {
    use std::io::Read as _;
    let not_read = || format!("{}: không đọc được tệp (cannot read the file)", path.display());
    let file = std::fs::File::open(path).with_context(not_read)?;
    let mut bytes = Vec::new();
    file.take(workbooks::limits().max_bytes + 1).read_to_end(&mut bytes).with_context(not_read)?;
    Ok(bytes)
}

/// Moves a file into a folder, under another name where one of its name lies there.
fn move_into(path: &Path, folder: &Path) -> anyhow::Result<()> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let numbered = (2..).map(|n| format!("{stem}-{n}.{ending}"));
    let mut names = std::iter::once(format!("{stem}.{ending}")).chain(numbered).map(|name| folder.join(name));
    let to = names.find(|to| !to.exists()).expect("names with numbers do not end");
    // A rename does not leave a file system.
    std::fs::rename(path, &to)
        .or_else(|_| std::fs::copy(path, &to).and_then(|_| std::fs::remove_file(path)))
        .with_context(|| format!("{}: không chuyển được tệp (cannot move the file)", path.display()))
}
