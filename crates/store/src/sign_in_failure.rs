//! Failed attempts to sign in, by where they came from.

use jiff::Timestamp;

use crate::cell::values;
use crate::record::record;
use crate::{Read, Result, Write};

/// Notes a failed attempt.
pub async fn add(tx: &mut Write, address: &str, failed_at: Timestamp) -> Result<()> {
    tx.insert("sign_in_failure", record! { address: address, failed_at: failed_at }).await
}

/// How many attempts from an address failed since an instant.
pub async fn count(read: &mut Read, address: &str, since: Timestamp) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS number FROM sign_in_failure WHERE address = $1 AND failed_at >= $2";
    Ok(read.first(sql, values![address, since], |row| row.get("number")).await?.unwrap_or(0))
}

/// Forgets the attempts before an instant.
pub async fn remove_before(tx: &mut Write, instant: Timestamp) -> Result<u64> {
    tx.execute("DELETE FROM sign_in_failure WHERE failed_at < $1", values![instant]).await
}
