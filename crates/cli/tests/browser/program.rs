//! The executable, serving a demonstration or a new installation of its own.

use std::path::Path;
use std::process::Stdio;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// A running `cotmoc`; it ends with this value.
pub struct Program {
    /// The address that it printed to look at.
    pub address: String,
    /// The address that it printed to sign in, once.
    pub sign_in: String,
    _process: Child,
    // Whoever stops listening would let the next line that is printed fail.
    _output: Lines<BufReader<ChildStdout>>,
    data: TempDir,
}

impl Program {
    /// Starts the demonstration on a free port and waits for what it prints.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// The same with further arguments.
    pub async fn start_with(arguments: &[&str]) -> Self {
        Self::run("demo", arguments).await
    }

    /// Starts a new installation, where nobody has an account yet.
    pub async fn start_anew() -> Self {
        Self::run("serve", &[]).await
    }

    /// Serves data that were made before, where somebody is signed in already.
    pub async fn serve(data: TempDir) -> Self {
        let mut process = on_a_free_port("serve", data.path()).spawn().expect("the executable starts");
        let mut output = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = loop {
            let line = output.next_line().await.unwrap().expect("it says where to look");
            if let Some(address) = word_with(&line, "http://") {
                break address;
            }
        };
        Self { address, sign_in: String::new(), _process: process, _output: output, data }
    }

    async fn run(command: &str, arguments: &[&str]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut command = on_a_free_port(command, data.path());
        let mut process = command.args(arguments).spawn().expect("the executable starts");
        let mut output = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut printed = Vec::new();
        let sign_in = loop {
            let line = output.next_line().await.unwrap();
            let line = line.unwrap_or_else(|| panic!("it ended after printing {printed:?}"));
            match word_with(&line, "/sign-in/") {
                Some(address) => break address,
                None => printed.push(line),
            }
        };
        let address =
            printed.iter().find_map(|line| word_with(line, "http://")).expect("it says where to look");
        assert!(sign_in.starts_with(&address), "{sign_in} lies at {address}");
        assert!(!address.ends_with(":0"), "{address} names the port that was free");
        Self { address, sign_in, _process: process, _output: output, data }
    }

    /// Where its data lie.
    pub fn data(&self) -> &Path {
        self.data.path()
    }

    /// The same program under this machine's name: passkeys are bound to a name.
    pub fn by_name(self) -> Self {
        let named = |address: &str| address.replacen("127.0.0.1", "localhost", 1);
        Self { address: named(&self.address), sign_in: named(&self.sign_in), ..self }
    }
}

fn on_a_free_port(what: &str, data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cotmoc"));
    command.args([what, "--listen", "127.0.0.1:0", "--data"]).arg(data);
    for variable in [
        "COTMOC_DATABASE",
        "COTMOC_PUBLIC_URL",
        "COTMOC_LISTEN",
        "COTMOC_DATA",
        "COTMOC_KEY_FILE",
        "COTMOC_OIDC_ISSUER",
    ] {
        command.env_remove(variable);
    }
    command.stdout(Stdio::piped()).kill_on_drop(true);
    command
}

fn word_with(line: &str, part: &str) -> Option<String> {
    line.split_whitespace().find(|word| word.contains(part)).map(str::to_owned)
}
