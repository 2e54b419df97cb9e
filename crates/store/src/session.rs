//! Sessions of those signed in; only the SHA-256 of the id in the cookie is kept.

use domain::{Means, PersonId, UserId};
use jiff::Timestamp;

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
    /// How it was begun.
    pub means: Means,
    /// The network address it was begun from.
    pub address: String,
    /// The browser it was begun with.
    pub agent: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// Adds a session.
pub async fn add(tx: &mut Write, session: &Session) -> Result<()> {
    let Session { id_sha256, account, means, address, agent, created_at, seen_at, expires_at } = session;
    let record = record! {
        id_sha256: id_sha256, account: account, means: means, address: address, agent: agent, created_at: created_at, seen_at: seen_at,
        expires_at: expires_at,
    };
    tx.insert("session", record).await
}

/// A session with what is asked of it at every request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The session.
    pub session: Session,
    /// Whose it is.
    pub person: PersonId,
    /// The person's name.
    pub name: String,
    /// Whether the account has a password.
    pub has_password: bool,
    /// Whether the account has a second factor, confirmed.
    pub has_second_factor: bool,
    /// How often what access is decided by has changed; see [`crate::generation`].
    pub generation: i64,
}

/// The session and whose it is, unless it is unknown, has ended, or the account is closed.
pub async fn find(read: &mut Read, id_sha256: &str, now: Timestamp) -> Result<Option<Signed>> {
    let sql = "SELECT s.*, a.person, p.name, g.number AS generation, a.password IS NOT NULL AS has_password,
        EXISTS (SELECT 1 FROM totp t WHERE t.account = a.id AND t.confirmed_at IS NOT NULL) AS has_second_factor
        FROM session s JOIN account a ON a.id = s.account JOIN person p ON p.id = a.person
        JOIN generation g ON g.name = 'access'
        WHERE s.id_sha256 = $1 AND s.expires_at > $2 AND a.disabled_at IS NULL";
    read.first(sql, values![id_sha256, now], |row| {
        Ok(Signed {
            session: session(row)?,
            person: row.get("person")?,
            name: row.get("name")?,
            has_password: row.get("has_password")?,
            has_second_factor: row.get("has_second_factor")?,
            generation: row.get("generation")?,
        })
    })
    .await
}

/// A session that has ended by time, until it is cleared away.
pub async fn find_ended(read: &mut Read, id_sha256: &str, now: Timestamp) -> Result<Option<Session>> {
    let sql = "SELECT * FROM session WHERE id_sha256 = $1 AND expires_at <= $2";
    read.first(sql, values![id_sha256, now], session).await
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

/// Ends one session of an account; counts whether it was the account's.
pub async fn remove_own(tx: &mut Write, account: UserId, id_sha256: &str) -> Result<u64> {
    let sql = "DELETE FROM session WHERE account = $1 AND id_sha256 = $2";
    tx.execute(sql, values![account, id_sha256]).await
}

/// Gives a session that goes on a new id; says whether it was there.
pub async fn rename(tx: &mut Write, id_sha256: &str, new_sha256: &str, now: Timestamp) -> Result<bool> {
    let sql = "UPDATE session SET id_sha256 = $1 WHERE id_sha256 = $2 AND expires_at > $3";
    Ok(tx.execute(sql, values![new_sha256, id_sha256, now]).await? == 1)
}

/// Ends every session of an account but the one in use.
pub async fn remove_others(tx: &mut Write, account: UserId, kept: &str) -> Result<u64> {
    tx.execute("DELETE FROM session WHERE account = $1 AND id_sha256 <> $2", values![account, kept]).await
}

/// Removes the sessions that ended by time before an instant.
pub async fn remove_ended(tx: &mut Write, before: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM session WHERE expires_at <= $1", values![before]).await
}

fn session(row: &Row) -> Result<Session> {
    Ok(Session {
        id_sha256: row.get("id_sha256")?,
        account: row.get("account")?,
        means: row.get("means")?,
        address: row.get("address")?,
        agent: row.get("agent")?,
        created_at: row.get("created_at")?,
        seen_at: row.get("seen_at")?,
        expires_at: row.get("expires_at")?,
    })
}
