//! The program is killed at any moment, 500 times: nothing that it said was kept is lost, and no period is half closed.
//!
//! A child process reports without end: it fills in cells, submits, approves, takes documents in, closes the
//! month and opens the next. It says a line for each thing that is kept. The parent kills it at random and
//! looks at what is on disk.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod child;
mod said;
mod whole;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use rand::Rng as _;
use store::{Options, Store};
use work::demo::large::{Size, province};
use work::{Clock, Work};

use said::Said;

const KILLS: usize = 500;
/// The child lives so long after its first word, at most.
const LIFE: Duration = Duration::from_millis(60);
const PATIENCE: Duration = Duration::from_mins(1);
/// Names the folder that the child works in.
const FOLDER: &str = "COTMOC_CRASH_FOLDER";

async fn open(folder: &Path) -> Work {
    let url = format!("sqlite:{}", folder.join("cotmoc.db").display());
    Work::new(Store::open(&url, Options::default()).await.unwrap(), Clock::system())
}

#[tokio::test]
async fn killed_at_any_moment_nothing_kept_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let work = open(folder.path()).await;
    province(&work, Size { bodies: 3, indicators: 3, tasks: 2 }).await.unwrap();
    work.store.close().await;
    let mut counted = [0; 5];
    for kill in 0..KILLS {
        let said = run_and_kill(folder.path());
        let work = open(folder.path()).await;
        for said in &said {
            counted[said.kind()] += 1;
            said.check(&work).await.unwrap_or_else(|lost| panic!("after kill {kill}: {lost}"));
        }
        whole::check(&work).await.unwrap_or_else(|broken| panic!("after kill {kill}: {broken}"));
        work.store.close().await;
    }
    let work = open(folder.path()).await;
    whole::check_chain(&work).await;
    assert!(counted.iter().all(|count| *count > 20), "each kind was tried often enough: {counted:?}");
}

/// Lets the child work for a random while, kills it, and gives what it had said.
fn run_and_kill(folder: &Path) -> Vec<Said> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "--nocapture", "child::works_until_it_is_killed"]);
    command.env(FOLDER, folder).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let mut child = command.spawn().unwrap();
    let (send, lines) = channel();
    let output = BufReader::new(child.stdout.take().unwrap());
    let reading = std::thread::spawn(move || {
        // A line that was cut off by the kill was not said.
        output.lines().map_while(Result::ok).try_for_each(|line| send.send(line))
    });
    let mut said = Vec::new();
    hear(&lines, &mut said, Instant::now() + PATIENCE, 1);
    let life = rand::rng().random_range(Duration::ZERO..LIFE);
    hear(&lines, &mut said, Instant::now() + life, usize::MAX);
    child.kill().unwrap();
    child.wait().unwrap();
    reading.join().unwrap().ok();
    said.extend(lines.try_iter().filter_map(|line| Said::read(&line)));
    said
}

/// Listens until a moment, or until so much was said.
fn hear(lines: &Receiver<String>, said: &mut Vec<Said>, until: Instant, most: usize) {
    while said.len() < most {
        match lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(line) => said.extend(Said::read(&line)),
            Err(RecvTimeoutError::Timeout) if most == 1 => panic!("the child says nothing"),
            Err(RecvTimeoutError::Disconnected) => panic!("the child ended by itself after {said:?}"),
            Err(RecvTimeoutError::Timeout) => return,
        }
    }
}
