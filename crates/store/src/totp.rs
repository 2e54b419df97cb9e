//! The second factor (TOTP): the shared secret, encrypted, and the last time step that was used.

use domain::UserId;
use jiff::Timestamp;

use crate::cell::values;
use crate::record::record;
use crate::{Read, Result, Write};

/// An account's second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totp {
    /// Whose it is.
    pub account: UserId,
    /// The shared secret, encrypted with the installation's key.
    pub sealed_secret: String,
    /// When a first code proved that the device has the secret; `None` while that is awaited.
    pub confirmed_at: Option<Timestamp>,
    /// The time step of the last code taken; none up to it is taken again.
    pub last_step: i64,
}

/// The second factor of an account, confirmed or not.
pub async fn find(read: &mut Read, account: UserId) -> Result<Option<Totp>> {
    let sql = "SELECT * FROM totp WHERE account = $1";
    read.first(sql, values![account], |row| {
        Ok(Totp {
            account: row.get("account")?,
            sealed_secret: row.get("sealed_secret")?,
            confirmed_at: row.find("confirmed_at")?,
            last_step: row.get("last_step")?,
        })
    })
    .await
}

/// Offers a secret that awaits confirmation, in place of one that was never confirmed.
pub async fn offer(tx: &mut Write, account: UserId, sealed_secret: &str) -> Result<()> {
    tx.execute("DELETE FROM totp WHERE account = $1 AND confirmed_at IS NULL", values![account]).await?;
    let record = record! { account: account, sealed_secret: sealed_secret, last_step: 0i64 };
    tx.insert("totp", record).await
}

/// Confirms the secret offered; says whether one was waiting.
pub async fn confirm(tx: &mut Write, account: UserId, now: Timestamp) -> Result<bool> {
    let sql = "UPDATE totp SET confirmed_at = $1 WHERE account = $2 AND confirmed_at IS NULL";
    Ok(tx.execute(sql, values![now, account]).await? == 1)
}

/// Uses a time step up; says whether it was later than all used before, so that a code works once.
pub async fn advance(tx: &mut Write, account: UserId, step: i64) -> Result<bool> {
    let sql = "UPDATE totp SET last_step = $1 WHERE account = $2 AND last_step < $1";
    Ok(tx.execute(sql, values![step, account]).await? == 1)
}

/// Removes an account's second factor; says whether there was one.
pub async fn remove(tx: &mut Write, account: UserId) -> Result<bool> {
    Ok(tx.execute("DELETE FROM totp WHERE account = $1", values![account]).await? == 1)
}
