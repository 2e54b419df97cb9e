//! Passkeys of accounts: the public half of a key pair whose private half never leaves its owner's device.

use domain::UserId;
use jiff::Timestamp;

use crate::cell::values;
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// The credential's id, as the device named it, in base64url.
    pub id: String,
    /// Whose it is.
    pub account: UserId,
    /// What its owner calls it.
    pub name: String,
    /// Its public key and counter, as JSON.
    pub credential: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it last signed in.
    pub last_used_at: Option<Timestamp>,
}

/// Adds a passkey.
pub async fn add(tx: &mut Write, passkey: &Passkey) -> Result<()> {
    let Passkey { id, account, name, credential, created_at, last_used_at } = passkey;
    let record = record! {
        id: id, account: account, name: name, credential: credential, created_at: created_at,
        last_used_at: last_used_at,
    };
    tx.insert("passkey", record).await
}

/// The passkey with a credential id, if there is one.
pub async fn find(read: &mut Read, id: &str) -> Result<Option<Passkey>> {
    read.first("SELECT * FROM passkey WHERE id = $1", values![id], passkey).await
}

/// The passkeys of an account, the oldest first.
pub async fn list(read: &mut Read, account: UserId) -> Result<Vec<Passkey>> {
    let sql = "SELECT * FROM passkey WHERE account = $1 ORDER BY created_at, id";
    read.list(sql, values![account], passkey).await
}

/// Notes that a passkey signed in, with its counter as it then stood.
pub async fn touch(tx: &mut Write, id: &str, credential: &str, now: Timestamp) -> Result<()> {
    let sql = "UPDATE passkey SET credential = $1, last_used_at = $2 WHERE id = $3";
    tx.execute(sql, values![credential, now, id]).await.map(drop)
}

/// Removes a passkey of an account; counts 0 when the account has none with that id.
pub async fn remove(tx: &mut Write, account: UserId, id: &str) -> Result<u64> {
    tx.execute("DELETE FROM passkey WHERE account = $1 AND id = $2", values![account, id]).await
}

fn passkey(row: &Row) -> Result<Passkey> {
    Ok(Passkey {
        id: row.get("id")?,
        account: row.get("account")?,
        name: row.get("name")?,
        credential: row.get("credential")?,
        created_at: row.get("created_at")?,
        last_used_at: row.find("last_used_at")?,
    })
}
