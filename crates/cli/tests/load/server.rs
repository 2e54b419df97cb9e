//! `cotmoc serve` on a PostgreSQL, and an empty schema for it.

use std::path::Path;
use std::process::Stdio;

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::request::Address;

/// A running process; it ends with this value.
pub struct Server {
    pub address: Address,
    _process: Child,
    _output: Lines<BufReader<ChildStdout>>,
}

impl Server {
    /// Starts it on a free port and waits until it says where it listens.
    pub async fn start(url: &str, data: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cotmoc"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--database", url, "--data"]).arg(data);
        command
            .env_remove("COTMOC_PUBLIC_URL")
            .env_remove("COTMOC_KEY_FILE")
            .env_remove("COTMOC_OIDC_ISSUER");
        let mut process = command.stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = loop {
            let line = output.next_line().await.unwrap().expect("it goes on until it is stopped");
            let word = line.split_whitespace().find_map(|word| word.strip_prefix("http://"));
            if let Some(address) = word.and_then(|word| word.split('/').next()?.parse().ok()) {
                break address;
            }
        };
        Self { address, _process: process, _output: output }
    }
}

/// The address of an empty schema; `None` where there is no server to test on, which only a person's own
/// run may do without.
pub async fn a_schema(name: &str) -> Option<String> {
    let server = std::env::var("COTMOC_TEST_POSTGRES").ok();
    let Some(server) = server else {
        assert!(std::env::var_os("CI").is_none(), "COTMOC_TEST_POSTGRES names no server to test on");
        eprintln!("NOT TESTED ON POSTGRESQL: set COTMOC_TEST_POSTGRES, or run `cargo xtask test`");
        return None;
    };
    let mut connection = PgConnection::connect(&server).await.unwrap();
    let anew = format!("DROP SCHEMA IF EXISTS {name} CASCADE; CREATE SCHEMA {name}");
    connection.execute(sqlx::raw_sql(AssertSqlSafe(anew))).await.unwrap();
    connection.close().await.unwrap();
    Some(format!("{server}&options[search_path]={name}"))
}
