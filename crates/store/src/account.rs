//! Accounts that sign in (`UserId`; the table is `account`, for `user` is a word of SQL).

use domain::UserId;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Read, Result, Write};

/// Who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: UserId,
    /// The name shown, and written beside what was entered.
    pub name: String,
    /// The title of the post; empty for none.
    pub post: String,
}

/// Adds an account.
pub async fn add(tx: &mut Write, account: &Account) -> Result<()> {
    let Account { id, name, post } = account;
    tx.insert("account", record! { id: id, name: name, post: post }).await
}

/// The account, if there is one.
pub async fn find(read: &mut Read, id: UserId) -> Result<Option<Account>> {
    read.first("SELECT * FROM account WHERE id = $1", values![id], account).await
}

/// The account, which must exist.
pub async fn get(read: &mut Read, id: UserId) -> Result<Account> {
    find(read, id).await?.ok_or_else(|| not_found("account", &id))
}

/// Every account, in the order in which they were made.
pub async fn list(read: &mut Read) -> Result<Vec<Account>> {
    read.list("SELECT * FROM account ORDER BY id", values![], account).await
}

pub(crate) fn account(row: &Row) -> Result<Account> {
    Ok(Account { id: row.get("id")?, name: row.get("name")?, post: row.get("post")? })
}
