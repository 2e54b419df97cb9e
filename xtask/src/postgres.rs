//! A private PostgreSQL cluster: made in a temporary folder, reached by a socket in it, gone with the value.

use std::fs::File;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::{Signal, geteuid};
use tempfile::TempDir;

use crate::step;
use crate::system::{ensure_postgres, on_path, real_folder};

const PATIENCE: Duration = Duration::from_secs(30);
const POLL: Duration = Duration::from_millis(20);

/// What a test cluster may do without: it never has to survive a crash.
const SETTINGS: [&str; 6] = [
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "timezone=UTC",
];

/// A running cluster; dropping it stops the server and removes the folder.
pub struct Cluster {
    server: Child,
    folder: TempDir,
}

/// The account that the server runs under; PostgreSQL refuses to run as root.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Account {
    uid: u32,
    gid: u32,
}

/// Keeps a cluster running and prints its URL, until Ctrl-C.
pub fn serve() -> Result<()> {
    let mut cluster = Cluster::start()?;
    println!("{}", cluster.url());
    eprintln!("PostgreSQL is running; Ctrl-C stops it and removes its data.");
    step::wait_for_stop(|| cluster.has_ended());
    ensure!(step::stop_asked(), "PostgreSQL ended by itself:\n{}", cluster.log());
    Ok(())
}

/// The folder with PostgreSQL's server programs: beside the `initdb` on `PATH`, else Debian's newest.
pub fn binaries() -> Option<PathBuf> {
    let on_path = on_path(&["initdb"]).and_then(|file| real_folder(&file));
    on_path.into_iter().chain(debian_binaries()).find(|folder| folder.join("postgres").is_file())
}

fn debian_binaries() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let newest = versions.flatten().max_by_key(|entry| version(&entry.path()))?;
    Some(newest.path().join("bin"))
}

fn version(folder: &Path) -> Option<u32> {
    folder.file_name()?.to_str()?.parse().ok()
}

impl Cluster {
    /// Makes a cluster and waits until it takes connections.
    pub fn start() -> Result<Self> {
        let programs = ensure_postgres()?;
        let folder = tempfile::Builder::new().prefix("cotmoc-pg-").tempdir()?;
        let account = geteuid().is_root().then(server_account).transpose()?;
        if let Some(Account { uid, gid }) = account {
            chown(folder.path(), Some(uid), Some(gid))?;
        }
        initialise(&mut program(&programs.join("initdb"), folder.path(), account))?;
        let server = launch(&mut program(&programs.join("postgres"), folder.path(), account), folder.path())?;
        let mut cluster = Self { server, folder };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    /// Where to connect, as a URL with the socket's folder in it.
    pub fn url(&self) -> String {
        format!("postgres:///postgres?host={}&user=postgres", self.folder.path().display())
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.server.try_wait(), Ok(None))
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let begun = Instant::now();
        while !self.is_ready() {
            if self.has_ended() || step::stop_asked() || begun.elapsed() > PATIENCE {
                bail!("PostgreSQL did not start:\n{}", self.log());
            }
            std::thread::sleep(POLL);
        }
        Ok(())
    }

    /// The server writes its state into the last line of its lock file (`PM_STATUS_READY` in its source).
    fn is_ready(&self) -> bool {
        let lock = std::fs::read_to_string(self.folder.path().join("data/postmaster.pid"));
        lock.is_ok_and(|text| text.lines().last().is_some_and(|line| line.trim() == "ready"))
    }

    fn wait_for_end(&mut self, patience: Duration) {
        let begun = Instant::now();
        while !self.has_ended() && begun.elapsed() < patience {
            std::thread::sleep(POLL);
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // SIGINT closes connections and stops; SIGQUIT stops without writing anything back.
        for signal in [Signal::INT, Signal::QUIT] {
            if self.has_ended() {
                return;
            }
            step::signal(&self.server, signal);
            self.wait_for_end(Duration::from_secs(5));
        }
        if !self.has_ended() {
            eprintln!("PostgreSQL (process {}) does not stop", self.server.id());
        }
    }
}

/// `file` as a command that runs as `account`, in `folder`, and sees nothing of our environment.
fn program(file: &Path, folder: &Path, account: Option<Account>) -> Command {
    let mut command = Command::new(file);
    command.current_dir(folder).env_clear().env("LC_ALL", "C").stdin(Stdio::null());
    if let Some(Account { uid, gid }) = account {
        command.uid(uid).gid(gid);
    }
    command
}

fn initialise(initdb: &mut Command) -> Result<()> {
    initdb.args(["-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8"]);
    initdb.args(["--no-locale", "--no-sync"]);
    let output = initdb.output().context("cannot start initdb")?;
    ensure!(output.status.success(), "initdb failed:\n{}", String::from_utf8_lossy(&output.stderr));
    Ok(())
}

fn launch(postgres: &mut Command, folder: &Path) -> Result<Child> {
    let log = File::create(folder.join("log"))?;
    postgres.args(["-D", "data", "-k"]).arg(folder);
    postgres.args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
    postgres.stdout(log.try_clone()?).stderr(log);
    postgres.spawn().context("cannot start postgres")
}

/// PostgreSQL's own account, or the one that owns nothing.
fn server_account() -> Result<Account> {
    let accounts = std::fs::read_to_string("/etc/passwd").context("cannot read the list of accounts")?;
    let found = ["postgres", "nobody"].iter().find_map(|name| account(&accounts, name));
    found.context(
        "running as root, and neither account `postgres` nor `nobody` exists to run PostgreSQL under",
    )
}

/// The account `name` of a text in the form of `/etc/passwd`.
fn account(accounts: &str, name: &str) -> Option<Account> {
    let fields = |line: &str| line.split(':').map(str::to_owned).collect::<Vec<_>>();
    let found = accounts.lines().map(fields).find(|fields| fields[0] == name)?;
    Some(Account { uid: found.get(2)?.parse().ok()?, gid: found.get(3)?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixStream;

    use rustix::process::{Pid, test_kill_process};

    use super::*;

    #[test]
    fn a_cluster_takes_connections_and_leaves_nothing_behind() {
        let cluster = Cluster::start().unwrap();
        let folder = cluster.folder.path().to_path_buf();
        let server = Pid::from_child(&cluster.server);
        assert!(cluster.url().contains(folder.to_str().unwrap()));
        UnixStream::connect(folder.join(".s.PGSQL.5432")).unwrap();

        drop(cluster);
        assert!(!folder.exists());
        assert!(test_kill_process(server).is_err());
    }

    const ACCOUNTS: &str =
        "root:x:0:0:root:/root:/bin/bash\npostgres:x:101:104::/var/lib/postgresql:/bin/bash\nbroken\n";

    #[test]
    fn reads_an_account() {
        assert_eq!(account(ACCOUNTS, "postgres"), Some(Account { uid: 101, gid: 104 }));
        assert_eq!(account(ACCOUNTS, "nobody"), None);
        assert_eq!(account(ACCOUNTS, "broken"), None);
    }

    #[test]
    fn newest_version_is_the_largest_number() {
        let folders = ["/a/9", "/a/15", "/a/common"].map(Path::new);
        assert_eq!(folders.into_iter().max_by_key(|folder| version(folder)), Some(Path::new("/a/15")));
    }
}
