//! Who an account is to an OpenID provider.

use domain::UserId;
use jiff::Timestamp;

use crate::cell::values;
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// An identity at a provider, linked to an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider's address.
    pub issuer: String,
    /// What the provider calls the person; never used again for another.
    pub subject: String,
    /// The account it signs in.
    pub account: UserId,
    /// When it was linked.
    pub linked_at: Timestamp,
}

/// Adds an identity.
pub async fn add(tx: &mut Write, identity: &Identity) -> Result<()> {
    let Identity { issuer, subject, account, linked_at } = identity;
    let record = record! { issuer: issuer, subject: subject, account: account, linked_at: linked_at };
    tx.insert("identity", record).await
}

/// The identity that a provider vouches for, if it is linked.
pub async fn find(read: &mut Read, issuer: &str, subject: &str) -> Result<Option<Identity>> {
    let sql = "SELECT * FROM identity WHERE issuer = $1 AND subject = $2";
    read.first(sql, values![issuer, subject], identity).await
}

/// The identities of an account, the first linked first.
pub async fn list(read: &mut Read, account: UserId) -> Result<Vec<Identity>> {
    let sql = "SELECT * FROM identity WHERE account = $1 ORDER BY linked_at, issuer, subject";
    read.list(sql, values![account], identity).await
}

/// Removes an account's identities at a provider; counts 0 when there are none.
pub async fn remove(tx: &mut Write, account: UserId, issuer: &str) -> Result<u64> {
    tx.execute("DELETE FROM identity WHERE account = $1 AND issuer = $2", values![account, issuer]).await
}

fn identity(row: &Row) -> Result<Identity> {
    Ok(Identity {
        issuer: row.get("issuer")?,
        subject: row.get("subject")?,
        account: row.get("account")?,
        linked_at: row.get("linked_at")?,
    })
}
