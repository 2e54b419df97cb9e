//! Sessions of those signed in; only the SHA-256 of the id in the cookie is kept.

use domain::UserId;
use jiff::Timestamp;

use crate::account::{Account, account};
use crate::cell::values;
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the id in the cookie, in hexadecimal.
    pub id_sha256: String,
    /// Who is signed in.
    pub account: UserId,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Adds a session.
pub async fn add(tx: &mut Write, session: &Session) -> Result<()> {
    let Session { id_sha256, account, created_at, seen_at, expires_at } = session;
    let record = record! {
        id_sha256: id_sha256, account: account, created_at: created_at, seen_at: seen_at,
        expires_at: expires_at,
    };
    tx.insert("session", record).await
}

/// The session and whose it is, unless it is unknown or has ended.
pub async fn find(read: &mut Read, id_sha256: &str, now: Timestamp) -> Result<Option<(Session, Account)>> {
    let sql = "SELECT s.*, a.id, a.name, a.post FROM session s JOIN account a ON a.id = s.account
        WHERE s.id_sha256 = $1 AND s.expires_at > $2";
    read.first(sql, values![id_sha256, now], |row| Ok((session(row)?, account(row)?))).await
}

/// The sessions of an account that have not ended, the last used first.
pub async fn list(read: &mut Read, account: UserId, now: Timestamp) -> Result<Vec<Session>> {
    let sql = "SELECT * FROM session WHERE account = $1 AND expires_at > $2 ORDER BY seen_at DESC, id_sha256";
    read.list(sql, values![account, now], session).await
}

/// Notes that a session was used, and when it now ends.
pub async fn touch(tx: &mut Write, id_sha256: &str, now: Timestamp, expires_at: Timestamp) -> Result<()> {
    let sql = "UPDATE session SET seen_at = $1, expires_at = $2 WHERE id_sha256 = $3";
    tx.execute(sql, values![now, expires_at, id_sha256]).await.map(drop)
}

/// Ends a session; one that has ended already stays so.
pub async fn remove(tx: &mut Write, id_sha256: &str) -> Result<()> {
    tx.execute("DELETE FROM session WHERE id_sha256 = $1", values![id_sha256]).await.map(drop)
}

/// Removes the sessions that have ended.
pub async fn remove_ended(tx: &mut Write, now: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM session WHERE expires_at <= $1", values![now]).await
}

fn session(row: &Row) -> Result<Session> {
    Ok(Session {
        id_sha256: row.get("id_sha256")?,
        account: row.get("account")?,
        created_at: row.get("created_at")?,
        seen_at: row.get("seen_at")?,
        expires_at: row.get("expires_at")?,
    })
}
