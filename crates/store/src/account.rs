//! Accounts that sign in: each is one person's; what the person may do hangs on the posts held.

use domain::{PersonId, UserId};
use jiff::Timestamp;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::{Read, Result, Write};

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: UserId,
    /// Whose it is.
    pub person: PersonId,
    /// The name typed to sign in, in lower case.
    pub sign_in_name: String,
    /// The password's Argon2id hash in PHC form; `None` until one is set.
    pub password: Option<String>,
    /// When the password was set.
    pub password_set_at: Option<Timestamp>,
    /// Failed attempts since the last success.
    pub failures: u32,
    /// Until when no password is taken.
    pub locked_until: Option<Timestamp>,
    /// Since when it is closed.
    pub disabled_at: Option<Timestamp>,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When it last signed in.
    pub last_sign_in_at: Option<Timestamp>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

impl Account {
    /// An account that nobody has signed in to yet.
    pub fn new(id: UserId, person: PersonId, sign_in_name: impl Into<String>, created_at: Timestamp) -> Self {
        Self {
            id,
            person,
            sign_in_name: sign_in_name.into(),
            password: None,
            password_set_at: None,
            failures: 0,
            locked_until: None,
            disabled_at: None,
            created_at,
            last_sign_in_at: None,
            version: 1,
        }
    }
}

/// Adds an account.
pub async fn add(tx: &mut Write, account: &Account) -> Result<()> {
    let mut record = account_record(account);
    record.extend(record! { version: account.version });
    tx.insert("account", record).await
}

/// Changes an account that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, account: &Account) -> Result<i64> {
    tx.update("account", account.id.0, account.version, account_record(account)).await
}

/// The account, if there is one.
pub async fn find(read: &mut Read, id: UserId) -> Result<Option<Account>> {
    read.first("SELECT * FROM account WHERE id = $1", values![id], account).await
}

/// The account, which must exist.
pub async fn get(read: &mut Read, id: UserId) -> Result<Account> {
    find(read, id).await?.ok_or_else(|| not_found("account", &id))
}

/// The account that signs in by a name, which is in lower case.
pub async fn find_by_name(read: &mut Read, sign_in_name: &str) -> Result<Option<Account>> {
    read.first("SELECT * FROM account WHERE sign_in_name = $1", values![sign_in_name], account).await
}

/// The account of a person, if there is one.
pub async fn find_of_person(read: &mut Read, person: PersonId) -> Result<Option<Account>> {
    read.first("SELECT * FROM account WHERE person = $1", values![person], account).await
}

/// Every account, by the name that signs in.
pub async fn list(read: &mut Read) -> Result<Vec<Account>> {
    read.list("SELECT * FROM account ORDER BY sign_in_name", values![], account).await
}

/// Counts a failed attempt and says how many there were in a row; of an unknown account none.
pub async fn count_failure(tx: &mut Write, id: UserId) -> Result<u32> {
    tx.execute("UPDATE account SET failures = failures + 1 WHERE id = $1", values![id]).await?;
    let sql = "SELECT failures FROM account WHERE id = $1";
    Ok(tx.first(sql, values![id], |row| row.get("failures")).await?.unwrap_or(0))
}

/// Takes no password until an instant, and counts failures anew from then on.
pub async fn lock(tx: &mut Write, id: UserId, until: Timestamp) -> Result<()> {
    let sql = "UPDATE account SET failures = 0, locked_until = $1 WHERE id = $2";
    tx.execute(sql, values![until, id]).await.map(drop)
}

/// Notes that the account signed in, so that what failed before no longer counts; says whether it was let in.
///
/// A closed account is not, nor a locked one where the lock is minded.
pub async fn admit(tx: &mut Write, id: UserId, now: Timestamp, minds_lock: bool) -> Result<bool> {
    let sql = "UPDATE account SET failures = 0, locked_until = NULL, last_sign_in_at = $1
        WHERE id = $2 AND disabled_at IS NULL AND ($3 = FALSE OR locked_until IS NULL OR locked_until <= $1)";
    Ok(tx.execute(sql, values![now, id, minds_lock]).await? == 1)
}

/// Sets a new password, which lifts a lock.
pub async fn set_password(tx: &mut Write, id: UserId, password: &str, now: Timestamp) -> Result<()> {
    let sql = "UPDATE account SET password = $1, password_set_at = $2, failures = 0, locked_until = NULL,
        version = version + 1 WHERE id = $3";
    tx.execute(sql, values![password, now, id]).await.map(drop)
}

/// Keeps another hash of the same password, unless the password was changed meanwhile.
pub async fn rehash(tx: &mut Write, id: UserId, before: &str, after: &str) -> Result<()> {
    let sql = "UPDATE account SET password = $1 WHERE id = $2 AND password = $3";
    tx.execute(sql, values![after, id, before]).await.map(drop)
}

/// The accounts that are open and can sign in without a link.
pub async fn list_settled(read: &mut Read) -> Result<Vec<Account>> {
    let sql = "SELECT * FROM account a WHERE disabled_at IS NULL AND (password IS NOT NULL
        OR EXISTS (SELECT 1 FROM passkey WHERE account = a.id)
        OR EXISTS (SELECT 1 FROM identity WHERE account = a.id)) ORDER BY sign_in_name";
    read.list(sql, values![], account).await
}

fn account_record(account: &Account) -> Record {
    let Account { id, person, sign_in_name, password, password_set_at, failures, locked_until, .. } = account;
    let Account { disabled_at, created_at, last_sign_in_at, .. } = account;
    record! {
        id: id, person: person, sign_in_name: sign_in_name, password: password,
        password_set_at: password_set_at, failures: failures, locked_until: locked_until,
        disabled_at: disabled_at, created_at: created_at, last_sign_in_at: last_sign_in_at,
    }
}

fn account(row: &Row) -> Result<Account> {
    Ok(Account {
        id: row.get("id")?,
        person: row.get("person")?,
        sign_in_name: row.get("sign_in_name")?,
        password: row.find("password")?,
        password_set_at: row.find("password_set_at")?,
        failures: row.get("failures")?,
        locked_until: row.find("locked_until")?,
        disabled_at: row.find("disabled_at")?,
        created_at: row.get("created_at")?,
        last_sign_in_at: row.find("last_sign_in_at")?,
        version: row.get("version")?,
    })
}
