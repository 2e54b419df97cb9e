//! Counts the changes to what access is decided by, so that a process knows when to read it again.

use crate::cell::values;
use crate::{Read, Result, Write};

/// How many changes there were.
pub async fn get(read: &mut Read) -> Result<i64> {
    let sql = "SELECT number FROM generation WHERE name = 'access'";
    Ok(read.first(sql, values![], |row| row.get("number")).await?.unwrap_or(0))
}

/// Counts one change more; the verbs that change bodies, posts, tenures and grants call this themselves.
pub async fn bump(tx: &mut Write) -> Result<()> {
    let sql = "UPDATE generation SET number = number + 1 WHERE name = 'access'";
    tx.execute(sql, values![]).await.map(drop)
}
