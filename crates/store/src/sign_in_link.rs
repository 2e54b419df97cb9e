//! Links that sign an account in, once; only the SHA-256 of the secret in them is kept.

use domain::UserId;
use jiff::Timestamp;

use crate::cell::values;
use crate::record::record;
use crate::{Read, Result, Write};

/// A link that signs an account in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLink {
    /// SHA-256 of the secret, in hexadecimal.
    pub token_sha256: String,
    /// Whom it signs in.
    pub account: UserId,
    /// From when it no longer does.
    pub expires_at: Timestamp,
}

/// Adds a link.
pub async fn add(tx: &mut Write, link: &SignInLink) -> Result<()> {
    let SignInLink { token_sha256, account, expires_at } = link;
    let record = record! { token_sha256: token_sha256, account: account, expires_at: expires_at };
    tx.insert("sign_in_link", record).await
}

/// Whom a link would sign in; `None` when it is unknown, used or too old.
pub async fn find(read: &mut Read, token_sha256: &str, now: Timestamp) -> Result<Option<UserId>> {
    let sql = "SELECT account FROM sign_in_link
        WHERE token_sha256 = $1 AND used_at IS NULL AND expires_at > $2";
    read.first(sql, values![token_sha256, now], |row| row.get("account")).await
}

/// Uses a link up and says whom it signs in; `None` when it is unknown, used or too old.
///
/// Of two that use it at the same time, one succeeds.
pub async fn redeem(tx: &mut Write, token_sha256: &str, now: Timestamp) -> Result<Option<UserId>> {
    let sql = "UPDATE sign_in_link SET used_at = $1
        WHERE token_sha256 = $2 AND used_at IS NULL AND expires_at > $1";
    if tx.execute(sql, values![now, token_sha256]).await? == 0 {
        return Ok(None);
    }
    let sql = "SELECT account FROM sign_in_link WHERE token_sha256 = $1";
    tx.first(sql, values![token_sha256], |row| row.get("account")).await
}

/// Removes the links that were used or are too old.
pub async fn remove_spent(tx: &mut Write, now: Timestamp) -> Result<u64> {
    let sql = "DELETE FROM sign_in_link WHERE used_at IS NOT NULL OR expires_at <= $1";
    tx.execute(sql, values![now]).await
}

/// Removes every link of an account.
pub async fn remove_of(tx: &mut Write, account: UserId) -> Result<u64> {
    tx.execute("DELETE FROM sign_in_link WHERE account = $1", values![account]).await
}
