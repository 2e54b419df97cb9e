//! Background jobs, claimed by any number of processes.
//!
//! A claim is one statement: of two processes that ask at the same moment one gets the job, the other none.
//! The number of attempts tells the holder of a lease from the one after, so that whoever lost a lease cannot
//! end the job of another.

use domain::{Job, JobId, JobState};
use jiff::{SignedDuration, Timestamp};

use crate::cell::values;
use crate::pool::Row;
use crate::record::not_found;
use crate::{Error, Read, Result, Write};

/// How far ahead of now a job can be put off. What lies further ahead was written by a clock that has been
/// set back since, and need not be waited for.
pub const FURTHEST: SignedDuration = SignedDuration::from_hours(24);

/// Adds a job, unless there is one with its key; tells whether it was added.
pub async fn add(tx: &mut Write, job: &Job) -> Result<bool> {
    let sql = "INSERT INTO job
        (id, key, kind, item, state, run_at, leased_until, attempts, last_error, result, created_at, ended_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (key) DO NOTHING";
    let Job { id, key, kind, item, state, run_at, leased_until, attempts, last_error, result, .. } = job;
    let values = values![
        id,
        key,
        kind,
        item,
        state,
        run_at,
        leased_until,
        attempts,
        last_error,
        result,
        job.created_at,
        job.ended_at
    ];
    Ok(tx.execute(sql, values).await? > 0)
}

/// When the next job may be begun: `now` when one waits, later when one was put off; none when there is none.
pub async fn find_next_run(read: &mut Read, now: Timestamp) -> Result<Option<Timestamp>> {
    let sql = "SELECT run_at, leased_until FROM job WHERE state = 'waiting' ORDER BY run_at, id LIMIT 100";
    let times = read
        .list(sql, values![], |row| {
            Ok((row.get::<Timestamp>("run_at")?, row.find::<Timestamp>("leased_until")?))
        })
        .await?;
    let furthest = ahead(now, FURTHEST);
    let free_at = |(run_at, leased): (Timestamp, Option<Timestamp>)| {
        [Some(run_at), leased]
            .into_iter()
            .flatten()
            .filter(|at| *at <= furthest)
            .max()
            .unwrap_or(now)
            .max(now)
    };
    Ok(times.into_iter().map(free_at).min())
}

/// Takes the job that has waited longest, until a time; none when nothing is due or another was faster.
pub async fn claim(tx: &mut Write, now: Timestamp, until: Timestamp) -> Result<Option<Job>> {
    let sql = "UPDATE job SET leased_until = $1, attempts = attempts + 1
        WHERE state = 'waiting' AND (leased_until IS NULL OR leased_until <= $2 OR leased_until > $3)
        AND id = (
            SELECT id FROM job
            WHERE state = 'waiting' AND (run_at <= $2 OR run_at > $3)
            AND (leased_until IS NULL OR leased_until <= $2 OR leased_until > $3)
            ORDER BY run_at, id LIMIT 1)
        RETURNING *";
    tx.first(sql, values![until, now, ahead(now, FURTHEST)], job).await
}

fn ahead(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_add(by).unwrap_or(Timestamp::MAX)
}

/// Marks a job done that was claimed and not lost since; tells whether it still was ours.
pub async fn finish(tx: &mut Write, claimed: &Job, result: &str, now: Timestamp) -> Result<bool> {
    let sql =
        "UPDATE job SET state = 'done', leased_until = NULL, last_error = '', result = $1, ended_at = $2
        WHERE id = $3 AND attempts = $4 AND state = 'waiting'";
    Ok(tx.execute(sql, values![result, now, claimed.id, claimed.attempts]).await? > 0)
}

/// Puts a claimed job off until a time, with the reason; tells whether it still was ours.
pub async fn put_off(tx: &mut Write, claimed: &Job, error: &str, run_at: Timestamp) -> Result<bool> {
    let sql = "UPDATE job SET leased_until = NULL, last_error = $1, run_at = $2
        WHERE id = $3 AND attempts = $4 AND state = 'waiting'";
    Ok(tx.execute(sql, values![error, run_at, claimed.id, claimed.attempts]).await? > 0)
}

/// Gives a claimed job up, with the reason; tells whether it still was ours.
pub async fn give_up(tx: &mut Write, claimed: &Job, error: &str, now: Timestamp) -> Result<bool> {
    let sql = "UPDATE job SET state = 'failed', leased_until = NULL, last_error = $1, ended_at = $2
        WHERE id = $3 AND attempts = $4 AND state = 'waiting'";
    Ok(tx.execute(sql, values![error, now, claimed.id, claimed.attempts]).await? > 0)
}

/// Has a job that was given up tried again from now on.
pub async fn retry(tx: &mut Write, id: JobId, now: Timestamp) -> Result<()> {
    let sql = "UPDATE job SET state = 'waiting', attempts = 0, run_at = $1, ended_at = NULL
        WHERE id = $2 AND state = 'failed'";
    match tx.execute(sql, values![now, id]).await? {
        0 => Err(not_found("job", &id)),
        _ => Ok(()),
    }
}

/// Removes jobs that were done before a time, and counts them.
pub async fn remove_done(tx: &mut Write, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM job WHERE state = 'done' AND ended_at < $1", values![before]).await
}

/// The job, if there is one.
pub async fn find(read: &mut Read, id: JobId) -> Result<Option<Job>> {
    read.first("SELECT * FROM job WHERE id = $1", values![id], job).await
}

/// The job with a key, if there is one.
pub async fn find_by_key(read: &mut Read, key: &str) -> Result<Option<Job>> {
    read.first("SELECT * FROM job WHERE key = $1", values![key], job).await
}

/// Where a page of jobs begins: behind this one.
pub type After = (Timestamp, JobId);

/// Jobs that wait, the next to be begun first, behind one of them.
pub async fn list_waiting(read: &mut Read, after: After, limit: u32) -> Result<Vec<Job>> {
    let sql = "SELECT * FROM job WHERE state = 'waiting' AND (run_at, id) > ($1, $2)
        ORDER BY run_at, id LIMIT $3";
    read.list(sql, values![after.0, after.1, limit], job).await
}

/// Jobs that ended as done or failed, the last first, before one of them.
pub async fn list_ended(read: &mut Read, state: JobState, before: After, limit: u32) -> Result<Vec<Job>> {
    let sql = "SELECT * FROM job WHERE state = $1 AND (ended_at, id) < ($2, $3)
        ORDER BY ended_at DESC, id DESC LIMIT $4";
    read.list(sql, values![state, before.0, before.1, limit], job).await
}

/// How many jobs are in a state, counted no further than a limit.
pub async fn count(read: &mut Read, state: JobState, limit: u32) -> Result<i64> {
    let sql =
        "SELECT COUNT(*) AS number FROM (SELECT 1 AS one FROM job WHERE state = $1 LIMIT $2) AS counted";
    let number = read.first(sql, values![state, limit], |row| row.get("number")).await?;
    number.ok_or_else(|| Error::Damaged { column: "number".into() })
}

fn job(row: &Row) -> Result<Job> {
    Ok(Job {
        id: row.get("id")?,
        key: row.get("key")?,
        kind: row.get("kind")?,
        item: row.get("item")?,
        state: row.get("state")?,
        run_at: row.get("run_at")?,
        leased_until: row.find("leased_until")?,
        attempts: row.get("attempts")?,
        last_error: row.get("last_error")?,
        result: row.get("result")?,
        created_at: row.get("created_at")?,
        ended_at: row.find("ended_at")?,
    })
}
