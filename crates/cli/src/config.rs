//! Where the data lies and where the site listens: flags first, then environment.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use store::{Options, Store};
use tokio::time::timeout;
use tracing_subscriber::EnvFilter;
use web::Site;
use work::files::{Files, LARGEST, Scanner};
use work::{Clock, Vault, Work};

use crate::key;

/// The name of the database in a data folder.
const FILE: &str = "cotmoc.db";
/// How long a PostgreSQL server may take to answer.
const SERVER_PATIENCE: Duration = Duration::from_secs(5);
const DEFAULT_LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 5757);

/// Which data a command works on.
#[derive(Args, Clone)]
pub struct DataArgs {
    /// Thư mục dữ liệu — the data folder; created when missing.
    #[arg(long, env = "COTMOC_DATA", default_value = "data/cotmoc")]
    pub data: PathBuf,
    /// postgres://… thay cho SQLite trong thư mục dữ liệu — PostgreSQL instead of the folder's SQLite.
    #[arg(long, env = "COTMOC_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
}

impl DataArgs {
    /// Opens the store, creating the data folder where needed, and joins it with the system's clock.
    pub async fn open(&self) -> anyhow::Result<Work> {
        let url = if let Some(url) = &self.database {
            url.clone()
        } else {
            let folder = self.data.display();
            std::fs::create_dir_all(&self.data).with_context(|| {
                format!("{folder}: không tạo được thư mục dữ liệu (cannot create the data folder)")
            })?;
            format!("sqlite:{}", self.data.join(FILE).display())
        };
        let opening = Store::open(&url, Options::default());
        let opened = match &self.database {
            // At work a request waits its turn for longer than a server may take to be found.
            Some(_) => timeout(SERVER_PATIENCE, opening).await.map_err(|_| server_is_silent())?,
            None => opening.await,
        };
        let work = Work::new(opened.map_err(|error| self.not_opened(error))?, Clock::system());
        Ok(with_typesetter(work.with_files(Files::in_folder(&self.data))))
    }

    /// Opens the store like [`Self::open`], but makes no data where there are none.
    pub async fn open_existing(&self) -> anyhow::Result<Work> {
        if self.database.is_none() && !self.data.join(FILE).is_file() {
            bail!(
                "{}: thư mục chưa có dữ liệu; chọn thư mục khác bằng --data (ví dụ data/demo), hoặc chạy “cotmoc serve” hay “cotmoc demo” trước (the folder holds no data: choose another with --data, or run serve or demo first)",
                self.data.display()
            );
        }
        self.open().await
    }

    /// What could not be opened and what to do; a database's address may hold a password and is not named.
    fn not_opened(&self, error: store::Error) -> anyhow::Error {
        let place =
            self.database.as_ref().map_or_else(|| self.data.display().to_string(), |_| "--database".into());
        match error {
            store::Error::OtherVersion(_) => anyhow::Error::new(error).context(format!(
                "{place}: dữ liệu do phiên bản khác của chương trình tạo ra; dùng phiên bản đó hoặc chọn thư mục khác bằng --data (run that version, or choose another folder with --data)"
            )),
            store::Error::Address(_) => anyhow!(
                "{place}: địa chỉ cơ sở dữ liệu phải có dạng postgres://người-dùng:mật-khẩu@máy-chủ/tên (must look like postgres://user:password@host/name)"
            ),
            store::Error::Busy(_) if self.database.is_some() => server_is_silent(),
            _ => anyhow::Error::new(error)
                .context(format!("{place}: không mở được cơ sở dữ liệu (cannot open the database)")),
        }
    }
}

fn server_is_silent() -> anyhow::Error {
    anyhow!(
        "--database: máy chủ PostgreSQL không trả lời trong {} giây; kiểm tra địa chỉ, cổng và máy chủ (the PostgreSQL server did not answer: check its address and port, and that it runs)",
        SERVER_PATIENCE.as_secs()
    )
}

/// What is asked of evidence files.
#[derive(Args, Clone)]
#[expect(clippy::doc_markdown, reason = "`--help` prints it as it stands")]
pub struct FileArgs {
    /// Máy quét mã độc ClamAV (clamd): máy:cổng, hoặc đường dẫn tệp socket; mỗi tệp minh chứng được quét
    /// trước khi nhận — a ClamAV daemon, host:port or the path of its socket: each evidence file is scanned
    /// before it is taken.
    #[arg(long, env = "COTMOC_CLAMAV", value_name = "ADDRESS")]
    clamav: Option<Scanner>,
    /// Dung lượng lớn nhất của một tệp minh chứng, tính bằng MB — the largest evidence file, in MiB.
    #[arg(long, env = "COTMOC_LARGEST_FILE", value_name = "MIB", default_value_t = LARGEST / MEBIBYTE,
        value_parser = clap::value_parser!(u64).range(1..=1024))]
    largest_file: u64,
}

const MEBIBYTE: u64 = 1024 * 1024;

impl FileArgs {
    /// Gives the verbs a folder for evidence files, with its scanner and limit.
    pub fn equip(&self, work: Work, folder: &Path) -> Work {
        let files = Files::in_folder(folder).up_to(self.largest_file * MEBIBYTE);
        work.with_files(match &self.clamav {
            Some(scanner) => files.scanned_by(scanner.clone()),
            None => files,
        })
    }
}

/// The name of the key in a data folder.
pub const KEY_FILE: &str = "cotmoc.key";

/// Where the installation's key lies.
#[derive(Args, Clone, Default)]
pub struct KeyArgs {
    /// Tệp khóa của hệ thống, mặc định là cotmoc.key trong thư mục dữ liệu; nhiều tiến trình dùng chung một
    /// PostgreSQL phải dùng chung một tệp — the installation's key, cotmoc.key in the data folder unless told;
    /// processes that share a PostgreSQL share it.
    #[arg(long, env = "COTMOC_KEY_FILE")]
    key_file: Option<PathBuf>,
}

impl KeyArgs {
    /// Gives the verbs the installation's key, made when the folder has none yet.
    pub async fn unlock(&self, work: Work, folder: &Path) -> anyhow::Result<Work> {
        let file = self.key_file.clone().unwrap_or_else(|| folder.join(KEY_FILE));
        let key = key::read_or_make(&file, work.clock)?;
        let work = work.with_vault(Vault::new(&key));
        if work::vault::is_right_key(&work).await? {
            return Ok(work);
        }
        bail!(
            "{}: không phải khóa mà dữ liệu này đã dùng; khôi phục tệp khóa cũ, hoặc chỉ đúng tệp bằng --key-file (not the key that these data were sealed with: restore that file, or name it with --key-file)",
            file.display()
        )
    }
}

/// Where the site listens.
#[derive(Args, Clone)]
pub struct ListenArgs {
    /// Địa chỉ và cổng, mặc định 127.0.0.1:5757 — address and port, 127.0.0.1:5757 unless told.
    #[arg(long, env = "COTMOC_LISTEN")]
    listen: Option<SocketAddr>,
    /// Địa chỉ mà trình duyệt dùng, bắt đầu bằng http:// hoặc https://, không có đường dẫn — the address
    /// that browsers use, such as a proxy's: http:// or https:// and a host, without a path.
    #[arg(long, env = "COTMOC_PUBLIC_URL")]
    public_url: Option<String>,
    /// Máy chủ proxy đứng trước, được tin khi cho biết yêu cầu đến từ đâu (X-Forwarded-For); mặc định là
    /// chính máy này khi có --public-url — proxies in front, believed when they say where a request comes
    /// from; this machine unless told, where there is a --public-url.
    #[arg(long, env = "COTMOC_PROXIES", value_delimiter = ',', value_name = "ADDRESS")]
    proxies: Vec<IpAddr>,
}

impl ListenArgs {
    /// The proxies that are believed.
    pub fn proxies(&self) -> Vec<IpAddr> {
        if self.proxies.is_empty() && self.public_url.is_some() {
            return vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
        }
        self.proxies.clone()
    }

    /// The address to listen on.
    pub fn address(&self) -> SocketAddr {
        self.listen.unwrap_or(DEFAULT_LISTEN)
    }

    /// The address that browsers use, where it was told, without a slash at its end.
    pub fn public_url(&self) -> anyhow::Result<Option<String>> {
        let Some(url) = &self.public_url else { return Ok(None) };
        let bare = url.trim().trim_end_matches('/').to_lowercase();
        let is_host = |host: &str| host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:[]".contains(c));
        let host = bare.split_once("://").map_or("", |(_, host)| host);
        if !is_host(host) || Site::public(&bare).is_none() {
            bail!(
                "--public-url {url}: phải bắt đầu bằng http:// hoặc https://, tiếp theo là tên máy chủ, không có đường dẫn, ví dụ https://cotmoc.tinh.vn (must be http:// or https:// and a host, without a path)"
            );
        }
        Ok(Some(bare))
    }

    /// Where a site that listens as told is reached; none where nothing was told.
    pub fn told_base(&self) -> anyhow::Result<Option<String>> {
        let listen = self.listen.filter(|address| address.port() != 0);
        Ok(self.public_url()?.or_else(|| listen.map(local_base)))
    }
}

/// Where a browser on this machine reaches a site that listens on an address.
pub fn local_base(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

/// Logs go to standard error, so that standard output stays data.
pub fn log_to_stderr() {
    let filter = EnvFilter::try_from_env("COTMOC_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// Lets reports be taken out as PDF, where this program was built with what sets them.
fn with_typesetter(work: Work) -> Work {
    #[cfg(feature = "pdf")]
    let work = work.with_typesetter(pdf::pdf);
    work
}
