//! Codes that stand in for a lost second factor, each once; only their SHA-256 is kept.

use domain::UserId;
use jiff::Timestamp;

use crate::cell::values;
use crate::record::record;
use crate::{Read, Result, Write};

/// Gives an account new codes in place of all it had.
pub async fn renew(tx: &mut Write, account: UserId, codes_sha256: &[String]) -> Result<()> {
    remove_all(tx, account).await?;
    let rows = codes_sha256.iter().map(|code| record! { account: account, code_sha256: code });
    tx.insert_all("recovery_code", rows.collect()).await
}

/// Uses a code up; says whether it was there to be used. Of two that use it at the same time, one succeeds.
pub async fn redeem(tx: &mut Write, account: UserId, code_sha256: &str, now: Timestamp) -> Result<bool> {
    let sql = "UPDATE recovery_code SET used_at = $1
        WHERE account = $2 AND code_sha256 = $3 AND used_at IS NULL";
    Ok(tx.execute(sql, values![now, account, code_sha256]).await? == 1)
}

/// How many codes are left.
pub async fn count_left(read: &mut Read, account: UserId) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS number FROM recovery_code WHERE account = $1 AND used_at IS NULL";
    Ok(read.first(sql, values![account], |row| row.get("number")).await?.unwrap_or(0))
}

/// Removes all codes of an account.
pub async fn remove_all(tx: &mut Write, account: UserId) -> Result<()> {
    tx.execute("DELETE FROM recovery_code WHERE account = $1", values![account]).await.map(drop)
}
