//! `cotmoc demo`: the demonstration province, created once and served.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};
use work::demo::Progress;

use crate::config::{DataArgs, KEY_FILE, KeyArgs, ListenArgs};
use crate::provider::ProviderArgs;
use crate::say::say;
use crate::serve::{self, Greeting};

/// Flags of `cotmoc demo`.
#[derive(clap::Args)]
pub struct Args {
    /// Thư mục dữ liệu minh họa — the demonstration's data folder.
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    /// Chỉ nạp dữ liệu, không mở trang web — stop after loading.
    #[arg(long)]
    no_serve: bool,
    /// Xóa và tạo lại từ đầu — start anew.
    #[arg(long)]
    reset: bool,
    #[command(flatten)]
    listen: ListenArgs,
    #[command(flatten)]
    provider: ProviderArgs,
}

/// The files that a demonstration folder holds; only these are removed by `--reset`.
const FILES: [&str; 5] = ["cotmoc.db", "cotmoc.db-wal", "cotmoc.db-shm", KEY_FILE, MARKER];

/// Marks a folder as a demonstration before anything is loaded into it: only such a folder is
/// ever emptied, never one with somebody's own data.
const MARKER: &str = "cotmoc-demo";

/// Runs `cotmoc demo`.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let provider = args.provider.provider()?;
    let is_demo = args.data.join(MARKER).exists();
    if args.reset && is_demo {
        reset(&args.data)?;
    }
    let work = DataArgs { data: args.data.clone(), database: None }.open().await?;
    if work::demo::is_loaded(&work).await? {
        say(&format!("Dùng lại dữ liệu minh họa trong {} (--reset để tạo lại).", args.data.display()))?;
    } else if work::demo::is_begun(&work).await? {
        let folder = args.data.display();
        if is_demo {
            bail!(
                "{folder}: lần nạp trước chưa xong; chạy lại với --reset (loading was interrupted: run again with --reset)"
            );
        }
        bail!(
            "{folder}: thư mục này có dữ liệu khác; chọn thư mục khác bằng --data (the folder holds other data: choose another with --data)"
        );
    } else {
        std::fs::write(args.data.join(MARKER), "")?;
        let mut bar = Bar::default();
        work::demo::load(&work, |progress| bar.show(&progress)).await?;
        bar.finish();
        say(&format!("Đã nạp tỉnh minh họa vào {}.", args.data.display()))?;
    }
    if args.no_serve {
        work.store.close().await;
        return Ok(ExitCode::SUCCESS);
    }
    tell_accounts(&args.data)?;
    let work = KeyArgs::default().unlock(work, &args.data).await?;
    serve::serve(work, &args.listen, provider, Greeting::Demonstration).await
}

/// Tells how to try the other roles while the site is being served.
fn tell_accounts(folder: &Path) -> anyhow::Result<()> {
    say("")?;
    say(&format!(
        "  Thử vai trò khác (try another role): cotmoc sign-in-link --data {} --account TÊN",
        folder.display()
    ))?;
    for account in work::demo::accounts() {
        say(&format!("    {:<20} {}", account.sign_in_name, account.post))?;
    }
    Ok(())
}

fn reset(folder: &Path) -> anyhow::Result<()> {
    for name in FILES {
        let file = folder.join(name);
        match std::fs::remove_file(&file) {
            Ok(()) => (),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (),
            Err(error) => {
                let context = format!("{}: không xóa được tệp (cannot remove the file)", file.display());
                return Err(anyhow::Error::new(error).context(context));
            }
        }
    }
    Ok(())
}

/// A progress bar on a terminal, a plain line per step otherwise.
#[derive(Default)]
struct Bar {
    bar: Option<ProgressBar>,
    step: String,
}

impl Bar {
    fn show(&mut self, progress: &Progress) {
        if self.step != progress.label_vi {
            progress.label_vi.clone_into(&mut self.step);
            self.start(progress);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(progress.done as u64);
        }
    }

    fn start(&mut self, progress: &Progress) {
        self.finish();
        let bar = ProgressBar::new(progress.total as u64);
        if bar.is_hidden() {
            // Whether anyone reads how far it has come does not matter to the loading.
            let _ = say(&format!("{} ({})", progress.label_vi, progress.label_en));
            return;
        }
        let style = ProgressStyle::with_template("{msg:36} [{bar:30}] {pos}/{len}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("█░ "));
        bar.set_message(progress.label_vi.to_owned());
        self.bar = Some(bar);
    }

    fn finish(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish();
        }
    }
}
