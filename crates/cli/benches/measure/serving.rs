//! The executable on the demonstration's data: loading, start-up, memory, and every kind of page.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::http::Connection;
use crate::process::{cpu_ms, memory_kb};
use crate::quantile;

const STARTS: usize = 11;
const WARM_UP: usize = 20;
const REQUESTS: usize = 300;

/// The executable, serving; it ends with this value.
struct Server {
    process: Child,
    host: String,
    /// The path that signs in once.
    sign_in: String,
    // Whoever stops listening would let the next line that is printed fail.
    _printed: Lines<BufReader<ChildStdout>>,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing else to do about it here.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start(data: &Path) -> Result<Self> {
        let mut command = cotmoc(&["serve", "--listen", "127.0.0.1:0", "--data"], data);
        let mut process = command.stdout(Stdio::piped()).spawn()?;
        let output = process.stdout.take().context("its output is piped")?;
        let mut printed = BufReader::new(output).lines();
        let address = loop {
            let line = printed.next().context("it ended without a sign-in address")??;
            if let Some(word) = line.split_whitespace().find(|word| word.contains("/sign-in/")) {
                break word.to_owned();
            }
        };
        let (host, secret) = address
            .trim_start_matches("http://")
            .split_once("/sign-in/")
            .context("the address names host and path")?;
        Ok(Self { process, host: host.to_owned(), sign_in: format!("/sign-in/{secret}"), _printed: printed })
    }

    fn id(&self) -> String {
        self.process.id().to_string()
    }

    fn resident_mb(&self) -> Result<f64> {
        Ok(memory_kb(&self.id(), "VmRSS")? as f64 / 1024.0)
    }
}

fn cotmoc(words: &[&str], data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cotmoc"));
    for variable in ["COTMOC_DATABASE", "COTMOC_PUBLIC_URL", "COTMOC_LISTEN", "COTMOC_DATA", "COTMOC_LOG"] {
        command.env_remove(variable);
    }
    command.args(words).arg(data);
    command
}

/// Prints start-up, memory and a row for each kind of page.
pub fn measure() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let begun = Instant::now();
    let loaded = cotmoc(&["demo", "--no-serve", "--data"], folder.path()).stdout(Stdio::null()).status()?;
    ensure!(loaded.success(), "the demonstration does not load");
    let loading = begun.elapsed().as_secs_f64();

    let mut starts = Vec::new();
    for _ in 0..STARTS {
        starts.push(start_up_ms(folder.path())?);
    }
    let server = Server::start(folder.path())?;
    let mut connection = Connection::open(&server.host)?;
    ensure!(connection.get("/sign-in")?.status == 200, "the first page");
    let fresh = server.resident_mb()?;
    ensure!(connection.post(&server.sign_in)?.status == 303, "signing in");
    let rows = pages(&mut connection, &server)?;
    let visited = server.resident_mb()?;

    println!("\n## The program on the demonstration's data\n");
    println!("| measure | value |\n|---|--:|");
    println!("| loading the demonstration | {loading:.2} s |");
    println!("| start to first answer, median of {STARTS} | {:.0} ms |", quantile(&mut starts, 0.5));
    println!("| resident memory after start-up | {fresh:.1} MB |");
    println!(
        "| resident memory after {} requests to every kind of page | {visited:.1} MB |",
        WARM_UP + REQUESTS
    );
    println!("\n## A page, over one connection on this machine ({REQUESTS} requests each)\n");
    println!("| page | kB | median ms | 95th percentile ms | processor ms |\n|---|--:|--:|--:|--:|");
    println!("{}", rows.join("\n"));
    Ok(())
}

/// From the start of the process to its first page.
fn start_up_ms(data: &Path) -> Result<f64> {
    let begun = Instant::now();
    let server = Server::start(data)?;
    let answer = Connection::open(&server.host)?.get("/sign-in")?;
    ensure!(answer.status == 200, "the first page");
    Ok(begun.elapsed().as_secs_f64() * 1000.0)
}

fn pages(connection: &mut Connection, server: &Server) -> Result<Vec<String>> {
    let mut rows = Vec::new();
    for path in addresses(connection)? {
        let mut times = Vec::with_capacity(REQUESTS);
        let (mut size, mut spent_ms) = (0, 0.0);
        for run in 0..WARM_UP + REQUESTS {
            if run == WARM_UP {
                spent_ms = cpu_ms(&server.id())?;
            }
            let begun = Instant::now();
            let answer = connection.get(&path)?;
            let time_ms = begun.elapsed().as_secs_f64() * 1000.0;
            ensure!(answer.status == 200, "{path}: {}", answer.status);
            size = answer.body.len();
            if run >= WARM_UP {
                times.push(time_ms);
            }
        }
        let spent_ms = (cpu_ms(&server.id())? - spent_ms) / REQUESTS as f64;
        let (median, high) = (quantile(&mut times, 0.5), quantile(&mut times, 0.95));
        rows.push(format!(
            "| `{}` | {} | {median:.1} | {high:.1} | {spent_ms:.1} |",
            kind(&path),
            size / 1000
        ));
    }
    Ok(rows)
}

/// One address of every kind of page, found by links.
fn addresses(connection: &mut Connection) -> Result<Vec<String>> {
    let mut found = vec!["/".to_owned(), "/indicators?q=so+hoa".to_owned(), "/?on=2026-03-31".to_owned()];
    for list in ["/indicators", "/tasks", "/committee", "/organisations", "/documents", "/imports"] {
        let page = connection.get(list)?;
        ensure!(page.status == 200, "{list}: {}", page.status);
        found.push(list.to_owned());
        found.extend(links(&page.body, list).into_iter().next());
        if list == "/indicators" {
            found.extend(
                links(&page.body, list).into_iter().next().map(|path| format!("{path}/observations")),
            );
        }
    }
    found.push("/plans".to_owned());
    Ok(found)
}

/// The addresses below `list` that a page links to.
fn links(body: &str, list: &str) -> BTreeSet<String> {
    let start = format!("href=\"{list}/");
    let ids = body.split(&start).skip(1).filter_map(|rest| rest.split(['"', '#', '/', '?']).next());
    ids.filter(|id| id.len() == 36).map(|id| format!("{list}/{id}")).collect()
}

/// An address with its ids taken out.
fn kind(path: &str) -> String {
    path.split('/').map(|part| if part.len() == 36 { "{id}" } else { part }).collect::<Vec<_>>().join("/")
}
