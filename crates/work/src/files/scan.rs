//! Scanning files by a `ClamAV` daemon, spoken to by its own protocol (`INSTREAM`, clamd(8)).

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use tokio::fs::File;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// How much of a file is sent at once.
const CHUNK: usize = 64 * 1024;
/// How long a scan may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where the daemon listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scanner {
    /// `host:port`.
    Tcp(String),
    /// The path of a Unix socket.
    Unix(PathBuf),
}

/// Why a file could not be scanned.
#[derive(Debug, thiserror::Error)]
pub enum NoScanner {
    /// The daemon cannot be reached, or hung up.
    #[error("the scanner cannot be reached: {0}")]
    Unreachable(#[from] std::io::Error),
    /// The daemon took too long.
    #[error("the scanner did not answer in time")]
    TooLate,
    /// The daemon said something else than clean or found.
    #[error("the scanner said: {0}")]
    Refused(String),
}

/// The address of a daemon is neither `host:port` nor a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("địa chỉ ClamAV phải là máy:cổng hoặc đường dẫn tuyệt đối (host:port, or an absolute path)")]
pub struct BadAddress;

impl FromStr for Scanner {
    type Err = BadAddress;

    fn from_str(text: &str) -> Result<Self, BadAddress> {
        let plain = text.strip_prefix("unix:").or(text.strip_prefix("tcp://")).unwrap_or(text);
        let is_port = |port: &str| port.parse::<u16>().is_ok();
        match plain.rsplit_once(':') {
            _ if plain.starts_with('/') => Ok(Scanner::Unix(plain.into())),
            Some((host, port)) if !host.is_empty() && is_port(port) => Ok(Scanner::Tcp(plain.to_owned())),
            _ => Err(BadAddress),
        }
    }
}

impl fmt::Display for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scanner::Tcp(address) => write!(f, "{address}"),
            Scanner::Unix(path) => write!(f, "{}", path.display()),
        }
    }
}

impl Scanner {
    /// Scans a file: the name of what was found in it, `None` where it is clean.
    pub(super) async fn scan(&self, file: &Path) -> Result<Option<String>, NoScanner> {
        tokio::time::timeout(PATIENCE, self.ask(file)).await.map_err(|_| NoScanner::TooLate)?
    }

    async fn ask(&self, file: &Path) -> Result<Option<String>, NoScanner> {
        let file = File::open(file).await?;
        let answer = match self {
            Scanner::Tcp(address) => send(TcpStream::connect(address.as_str()).await?, file).await?,
            #[cfg(unix)]
            Scanner::Unix(path) => send(tokio::net::UnixStream::connect(path).await?, file).await?,
            #[cfg(not(unix))]
            Scanner::Unix(_) => return Err(NoScanner::Refused("no Unix sockets here".into())),
        };
        verdict(&answer)
    }
}

/// Sends a file in chunks, each with its length before it, ended by a length of 0; gives the answer.
async fn send(mut daemon: impl AsyncRead + AsyncWrite + Unpin, mut file: File) -> Result<String, NoScanner> {
    daemon.write_all(b"zINSTREAM\0").await?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let length = file.read(&mut chunk).await?;
        daemon.write_all(&u32::try_from(length).unwrap_or_default().to_be_bytes()).await?;
        if length == 0 {
            break;
        }
        daemon.write_all(&chunk[..length]).await?;
    }
    daemon.flush().await?;
    let mut answer = Vec::new();
    daemon.take(4096).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).trim_matches(['\0', '\n', ' ']).to_owned())
}

/// `stream: OK`, `stream: Name FOUND`, or why it was not scanned.
fn verdict(answer: &str) -> Result<Option<String>, NoScanner> {
    let said = answer.strip_prefix("stream: ").unwrap_or(answer);
    match said.strip_suffix(" FOUND") {
        Some(virus) => Ok(Some(virus.to_owned())),
        None if said == "OK" => Ok(None),
        None => Err(NoScanner::Refused(said.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_daemon_is_named_by_host_and_port_or_by_its_socket() {
        let check =
            |text: &str, expected: Result<Scanner, BadAddress>| assert_eq!(text.parse(), expected, "{text}");
        check("127.0.0.1:3310", Ok(Scanner::Tcp("127.0.0.1:3310".into())));
        check("tcp://clamav:3310", Ok(Scanner::Tcp("clamav:3310".into())));
        check("unix:/run/clamd.ctl", Ok(Scanner::Unix("/run/clamd.ctl".into())));
        check("/run/clamd.ctl", Ok(Scanner::Unix("/run/clamd.ctl".into())));
        for wrong in ["", "clamav", ":3310", "clamav:port"] {
            check(wrong, Err(BadAddress));
        }
    }

    #[test]
    fn only_a_clear_answer_lets_a_file_in() {
        assert!(matches!(verdict("stream: OK"), Ok(None)));
        assert!(
            matches!(verdict("stream: Eicar-Signature FOUND"), Ok(Some(name)) if name == "Eicar-Signature")
        );
        for other in ["", "INSTREAM size limit exceeded. ERROR", "stream: ERROR", "OK FOUND?"] {
            assert!(verdict(other).is_err(), "{other}");
        }
    }
}
