//! What is remembered between two steps of signing in; only the SHA-256 of the id in the cookie is kept.

use domain::UserId;
use jiff::Timestamp;

use crate::cell::values;
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// A step that waits for the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInStep {
    /// SHA-256 of the id in the cookie, in hexadecimal.
    pub id_sha256: String,
    /// Which step, such as `second_step`.
    pub kind: String,
    /// Who has come this far, where that is known.
    pub account: Option<UserId>,
    /// What the next step needs to know, as JSON.
    pub state: String,
    /// From when it no longer waits.
    pub expires_at: Timestamp,
}

/// Adds a step.
pub async fn add(tx: &mut Write, step: &SignInStep) -> Result<()> {
    let SignInStep { id_sha256, kind, account, state, expires_at } = step;
    let record = record! {
        id_sha256: id_sha256, kind: kind, account: account, state: state, expires_at: expires_at,
    };
    tx.insert("sign_in_step", record).await
}

/// The step, while it waits.
pub async fn find(
    read: &mut Read,
    kind: &str,
    id_sha256: &str,
    now: Timestamp,
) -> Result<Option<SignInStep>> {
    let sql = "SELECT * FROM sign_in_step WHERE id_sha256 = $1 AND kind = $2 AND expires_at > $3";
    read.first(sql, values![id_sha256, kind, now], step).await
}

/// Takes the step away; says whether it was there. Of two that take it at the same time, one succeeds.
pub async fn take(tx: &mut Write, id_sha256: &str) -> Result<bool> {
    Ok(tx.execute("DELETE FROM sign_in_step WHERE id_sha256 = $1", values![id_sha256]).await? == 1)
}

/// Removes the steps that waited too long.
pub async fn remove_ended(tx: &mut Write, now: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM sign_in_step WHERE expires_at <= $1", values![now]).await
}

fn step(row: &Row) -> Result<SignInStep> {
    Ok(SignInStep {
        id_sha256: row.get("id_sha256")?,
        kind: row.get("kind")?,
        account: row.find("account")?,
        state: row.get("state")?,
        expires_at: row.get("expires_at")?,
    })
}
