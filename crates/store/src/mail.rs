//! Mail on its way; each is claimed by one process at a time.
//!
//! Whoever claims a mail puts its next attempt off first, so that a process that dies while sending leaves it
//! to be tried again, and no other process sends it meanwhile.

use domain::{Mail, MailId, MailState, NoticeId, PersonId};
use jiff::Timestamp;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Read, Result, Write};

/// Where a page of a list begins: after this mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// When the last mail shown was written.
    pub created_at: Timestamp,
    /// Its id.
    pub id: MailId,
}

impl From<&Mail> for After {
    fn from(last: &Mail) -> Self {
        Self { created_at: last.created_at, id: last.id }
    }
}

/// Adds a mail, unless there is one with its key; tells whether it was added.
pub async fn add(tx: &mut Write, mail: &Mail) -> Result<bool> {
    let sql =
        "INSERT INTO mail (id, key, recipient, subject, plain, html, state, attempts, next_at, created_at,
        sent_at, last_error)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (key) DO NOTHING";
    let Mail { id, key, recipient, subject, plain, html, state, attempts, next_at, .. } = mail;
    let (created_at, sent_at, last_error) = (mail.created_at, mail.sent_at, &mail.last_error);
    let values = values![
        id, key, recipient, subject, plain, html, state, attempts, next_at, created_at, sent_at, last_error
    ];
    Ok(tx.execute(sql, values).await? > 0)
}

/// Notes that a mail tells a person of notices.
pub async fn add_notices(tx: &mut Write, mail: MailId, person: PersonId, notices: &[NoticeId]) -> Result<()> {
    let told = |notice: &NoticeId| record! { notice: notice, person: person, mail: mail };
    tx.insert_all("mail_notice", notices.iter().map(told).collect()).await
}

/// The mail, which must exist.
pub async fn get(read: &mut Read, id: MailId) -> Result<Mail> {
    let found = read.first("SELECT * FROM mail WHERE id = $1", values![id], mail).await?;
    found.ok_or_else(|| not_found("mail", &id))
}

/// When the next mail is to be tried; none when none waits.
pub async fn find_next(read: &mut Read) -> Result<Option<Timestamp>> {
    let sql = "SELECT next_at FROM mail WHERE state = 'waiting' ORDER BY next_at, id LIMIT 1";
    read.first(sql, values![], |row| row.get("next_at")).await
}

/// Takes the mail that has waited longest and puts its next attempt off; none when none is due.
pub async fn claim(tx: &mut Write, now: Timestamp, next_at: Timestamp) -> Result<Option<Mail>> {
    let sql = "UPDATE mail SET attempts = attempts + 1, next_at = $1
        WHERE state = 'waiting' AND next_at <= $2 AND id = (
            SELECT id FROM mail WHERE state = 'waiting' AND next_at <= $2 ORDER BY next_at, id LIMIT 1)
        RETURNING *";
    tx.first(sql, values![next_at, now], mail).await
}

/// Notes that the server took a mail.
pub async fn sent(tx: &mut Write, id: MailId, now: Timestamp) -> Result<()> {
    let sql = "UPDATE mail SET state = 'sent', sent_at = $1, last_error = '' WHERE id = $2";
    tx.execute(sql, values![now, id]).await.map(drop)
}

/// Puts a claimed mail off until a time, with the reason.
pub async fn put_off(tx: &mut Write, claimed: &Mail, error: &str, next_at: Timestamp) -> Result<()> {
    let sql = "UPDATE mail SET next_at = $1, last_error = $2
        WHERE id = $3 AND attempts = $4 AND state = 'waiting'";
    tx.execute(sql, values![next_at, error, claimed.id, claimed.attempts]).await.map(drop)
}

/// Gives a claimed mail up, with the reason.
pub async fn give_up(tx: &mut Write, claimed: &Mail, error: &str) -> Result<()> {
    let sql = "UPDATE mail SET state = 'failed', last_error = $1
        WHERE id = $2 AND attempts = $3 AND state = 'waiting'";
    tx.execute(sql, values![error, claimed.id, claimed.attempts]).await.map(drop)
}

/// Has every mail that failed tried again from now on; gives how many.
pub async fn retry_failed(tx: &mut Write, now: Timestamp) -> Result<u64> {
    let sql = "UPDATE mail SET state = 'waiting', attempts = 0, next_at = $1 WHERE state = 'failed'";
    tx.execute(sql, values![now]).await
}

/// Has a mail tried again now that failed or waits.
pub async fn retry(tx: &mut Write, id: MailId, now: Timestamp) -> Result<()> {
    let sql =
        "UPDATE mail SET state = 'waiting', attempts = 0, next_at = $1 WHERE id = $2 AND state <> 'sent'";
    match tx.execute(sql, values![now, id]).await? {
        0 => Err(not_found("mail", &id)),
        _ => Ok(()),
    }
}

/// Forgets the address and the words of all mail to a person; what still waits is not sent any more.
pub async fn forget(tx: &mut Write, person: PersonId) -> Result<()> {
    let sql = "UPDATE mail SET recipient = '', plain = '', html = '',
        state = CASE WHEN state = 'waiting' THEN 'failed' ELSE state END
        WHERE id IN (SELECT mail FROM mail_notice WHERE person = $1)";
    tx.execute(sql, values![person]).await.map(drop)
}

/// One page of the mail in a state, or of all, the last written first; at most `limit`, beginning after one.
pub async fn list(
    read: &mut Read,
    state: Option<MailState>,
    after: Option<After>,
    limit: u32,
) -> Result<Vec<Mail>> {
    let (created_at, id) =
        after.map_or((Timestamp::MAX, uuid::Uuid::max().into()), |after| (after.created_at, after.id));
    let Some(state) = state else {
        let sql = "SELECT * FROM mail WHERE (created_at, id) < ($1, $2)
            ORDER BY created_at DESC, id DESC LIMIT $3";
        return read.list(sql, values![created_at, id, limit], mail).await;
    };
    let sql = "SELECT * FROM mail WHERE state = $1 AND (created_at, id) < ($2, $3)
        ORDER BY created_at DESC, id DESC LIMIT $4";
    read.list(sql, values![state, created_at, id, limit], mail).await
}

/// How many mails are in a state, counted up to `most` and no further.
pub async fn count(read: &mut Read, state: MailState, most: u32) -> Result<u32> {
    let sql = "SELECT COUNT(*) AS number FROM (SELECT 1 FROM mail WHERE state = $1 LIMIT $2) AS found";
    Ok(read.first(sql, values![state, most], |row| row.get("number")).await?.unwrap_or(0))
}

fn mail(row: &Row) -> Result<Mail> {
    Ok(Mail {
        id: row.get("id")?,
        key: row.get("key")?,
        recipient: row.get("recipient")?,
        subject: row.get("subject")?,
        plain: row.get("plain")?,
        html: row.get("html")?,
        state: row.get("state")?,
        attempts: row.get("attempts")?,
        next_at: row.get("next_at")?,
        created_at: row.get("created_at")?,
        sent_at: row.find("sent_at")?,
        last_error: row.get("last_error")?,
    })
}
