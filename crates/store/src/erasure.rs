//! What is held on a person beyond the person's own row, to be handed out or erased.

use domain::UserId;
use jiff::Timestamp;

use crate::audit::{Sealed, sealed};
use crate::cell::values;
use crate::record::not_found;
use crate::{Read, Result, Write};

/// The entries of the audit chain that an account wrote, in order.
pub async fn list_written(read: &mut Read, account: UserId) -> Result<Vec<Sealed>> {
    let sql = "SELECT * FROM audit_entry WHERE account = $1 ORDER BY seq";
    read.list(sql, values![account], sealed).await
}

/// The entries about an item, whatever the noun, in order.
pub async fn list_about(read: &mut Read, item: &str) -> Result<Vec<Sealed>> {
    read.list("SELECT * FROM audit_entry WHERE item = $1 ORDER BY seq", values![item], sealed).await
}

/// The entries whose details hold some words, in order; the caller looks again, for letters may differ in case.
pub async fn list_mentioning(read: &mut Read, words: &str) -> Result<Vec<Sealed>> {
    let pattern = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let sql = "SELECT * FROM audit_entry WHERE details LIKE $1 ESCAPE '\\' ORDER BY seq";
    read.list(sql, values![format!("%{pattern}%")], sealed).await
}

/// Erases the details of an entry; what is sealed stays, and so does the chain.
pub async fn erase_details(tx: &mut Write, seq: i64) -> Result<()> {
    match tx.execute("UPDATE audit_entry SET details = NULL WHERE seq = $1", values![seq]).await? {
        0 => Err(not_found("audit_entry", &seq)),
        _ => Ok(()),
    }
}

/// Since when an account has a second factor.
pub async fn find_second_factor(read: &mut Read, account: UserId) -> Result<Option<Timestamp>> {
    let sql = "SELECT confirmed_at FROM totp WHERE account = $1 AND confirmed_at IS NOT NULL";
    read.first(sql, values![account], |row| row.get("confirmed_at")).await
}

/// Removes everything by which an account could sign in, and all its sessions.
pub async fn remove_credentials(tx: &mut Write, account: UserId) -> Result<()> {
    for sql in [
        "DELETE FROM session WHERE account = $1",
        "DELETE FROM sign_in_link WHERE account = $1",
        "DELETE FROM sign_in_step WHERE account = $1",
        "DELETE FROM totp WHERE account = $1",
        "DELETE FROM recovery_code WHERE account = $1",
        "DELETE FROM passkey WHERE account = $1",
        "DELETE FROM identity WHERE account = $1",
    ] {
        tx.execute(sql, values![account]).await?;
    }
    Ok(())
}
