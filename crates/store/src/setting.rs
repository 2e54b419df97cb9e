//! What the data folder knows of itself: the demonstration's seed, the day it stands at.

use crate::cell::values;
use crate::record::record;
use crate::{Read, Result, Write};

/// The value of a setting, if it was set.
pub async fn find(read: &mut Read, key: &str) -> Result<Option<String>> {
    read.first("SELECT value FROM setting WHERE key = $1", values![key], |row| row.get("value")).await
}

/// Every setting, by key.
pub async fn list(read: &mut Read) -> Result<Vec<(String, String)>> {
    let sql = "SELECT key, value FROM setting ORDER BY key";
    read.list(sql, values![], |row| Ok((row.get("key")?, row.get("value")?))).await
}

/// Sets a value, whether there was one or not.
pub async fn set(tx: &mut Write, key: &str, value: &str) -> Result<()> {
    tx.execute("DELETE FROM setting WHERE key = $1", values![key]).await?;
    tx.insert("setting", record! { key: key, value: value }).await
}
