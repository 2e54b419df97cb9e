//! Where the data lies and where the site listens: flags first, then environment.

use std::net::SocketAddr;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use store::{Options, Store};
use tracing_subscriber::EnvFilter;
use work::{Clock, Work};

/// Which data a command works on.
#[derive(Args, Clone)]
pub struct DataArgs {
    /// Thư mục dữ liệu — the data folder; created when missing.
    #[arg(long, env = "COTMOC_DATA", default_value = "data/cotmoc")]
    pub data: PathBuf,
    /// postgres://… thay cho SQLite trong thư mục dữ liệu — PostgreSQL instead of the folder's SQLite.
    #[arg(long, env = "COTMOC_DATABASE")]
    pub database: Option<String>,
}

impl DataArgs {
    /// Opens the store, creating the data folder where needed, and joins it with the system's clock.
    pub async fn open(&self) -> anyhow::Result<Work> {
        let url = if let Some(url) = &self.database {
            url.clone()
        } else {
            std::fs::create_dir_all(&self.data)
                .with_context(|| format!("cannot create the data folder {}", self.data.display()))?;
            format!("sqlite:{}", self.data.join("cotmoc.db").display())
        };
        let opened = Store::open(&url, Options::default()).await;
        let store = opened.map_err(|error| {
            let context = self.cannot_open(&error);
            anyhow::Error::new(error).context(context)
        })?;
        Ok(Work::new(store, Clock::system()))
    }

    /// What could not be opened and what to do; a database's address may hold a password and is not named.
    fn cannot_open(&self, error: &store::Error) -> String {
        let place =
            self.database.as_ref().map_or_else(|| self.data.display().to_string(), |_| "--database".into());
        match error {
            store::Error::OtherVersion(_) => format!(
                "{place}: dữ liệu do phiên bản khác của chương trình tạo ra; dùng phiên bản đó hoặc chọn thư mục khác bằng --data (run that version, or choose another folder with --data)"
            ),
            _ => format!("{place}: không mở được cơ sở dữ liệu (cannot open the database)"),
        }
    }
}

/// Where the site listens.
#[derive(Args, Clone)]
pub struct ListenArgs {
    /// Địa chỉ và cổng — address and port.
    #[arg(long, env = "COTMOC_LISTEN", default_value = "127.0.0.1:5757")]
    pub listen: SocketAddr,
    /// Địa chỉ công khai, bắt đầu bằng https:// — the public address behind a proxy.
    #[arg(long, env = "COTMOC_PUBLIC_URL")]
    pub public_url: Option<String>,
}

/// Logs go to standard error, so that standard output stays data.
pub fn log_to_stderr() {
    let filter = EnvFilter::try_from_env("COTMOC_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
