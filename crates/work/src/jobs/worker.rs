//! The loop that works on jobs.

use std::future::Future;
use std::pin::pin;
use std::time::{Duration, Instant};

use tokio::task::JoinError;

use super::queue::{MOST_ATTEMPTS, claim, end};
use super::{due, handle};
use crate::{Error, Work, special_days};

/// How often it is looked what is due.
const LOOKS_EVERY: Duration = Duration::from_mins(1);

/// How long it is waited where nothing is to be done.
const IDLE: Duration = Duration::from_secs(2);

/// What came of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A job was worked on; there may be more.
    Worked,
    /// Nothing is to be done now.
    Idle,
}

/// Works on jobs until `stop` completes; what has begun by then is finished first.
pub async fn run(work: Work, stop: impl Future<Output = ()>) {
    let mut stop = pin!(stop);
    let mut looked: Option<Instant> = None;
    loop {
        let is_time = looked.is_none_or(|at| at.elapsed() >= LOOKS_EVERY);
        if is_time {
            looked = Some(Instant::now());
        }
        // A task of its own, so that a handler that panics ends its own job alone.
        let mut turn = tokio::spawn(turn(work.clone(), is_time));
        let done = tokio::select! {
            done = &mut turn => done,
            () = &mut stop => {
                told(turn.await);
                return;
            }
        };
        if told(done) == Step::Worked {
            continue;
        }
        tokio::select! {
            () = tokio::time::sleep(IDLE) => (),
            () = &mut stop => return,
        }
    }
}

async fn turn(work: Work, is_time: bool) -> Result<Step, Error> {
    if is_time {
        look(&work).await?;
    }
    step(&work).await
}

/// What goes wrong beside a job, such as a database that cannot be reached, is logged and tried again.
fn told(done: Result<Result<Step, Error>, JoinError>) -> Step {
    match done {
        Ok(Ok(step)) => step,
        Ok(Err(error)) => {
            tracing::error!("background jobs are held up: {error}");
            Step::Idle
        }
        Err(error) => {
            tracing::error!("a background job broke off: {error}");
            Step::Idle
        }
    }
}

/// Looks what is due by now and asks for it; gives how many jobs are new.
pub async fn look(work: &Work) -> Result<usize, Error> {
    special_days::load(work).await?;
    due::ask(work).await
}

/// Claims a job and does it.
pub async fn step(work: &Work) -> Result<Step, Error> {
    let Some(job) = claim(work).await? else { return Ok(Step::Idle) };
    let outcome = if job.attempts > MOST_ATTEMPTS {
        Err([
            "Bắt đầu nhiều lần mà không xong.".to_owned(),
            "It was begun many times and never ended.".to_owned(),
        ])
    } else {
        handle::handle(work, &job).await.map_err(|error| {
            tracing::warn!(job.id = %job.id, job.key = job.key, attempt = job.attempts, "a job failed: {error}");
            handle::words(&error)
        })
    };
    end(work, &job, outcome).await?;
    Ok(Step::Worked)
}
