//! The audit chain: entries are only ever added, each sealed with the one before.

pub use domain::audit::{Head, Sealed};

use domain::audit::{Details, Entry, Event, sha256_hex};
use domain::{PostId, UserId};
use jiff::Timestamp;

use crate::cell::{json, values};
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// An entry to be appended: what happened, who did it, when and from where.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What happened.
    pub event: Event,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub account: Option<UserId>,
    /// By which post.
    pub post: Option<PostId>,
    /// The post's title, or the program that acted.
    pub acting_as: String,
    /// The network address it came from.
    pub address: String,
    /// The browser or program it came from.
    pub agent: String,
    /// Random text for the details.
    pub salt: String,
}

impl Record {
    /// The sealed fields at a place in the chain, and the text of the details.
    fn entry(self, seq: i64) -> (Entry, String) {
        let Event { what, outcome, noun, item, plan, organisation, before, after, note } = self.event;
        let (salt, acting_as, address, agent) = (self.salt, self.acting_as, self.address, self.agent);
        let details = json(&Details { salt, acting_as, address, agent, before, after, note });
        let entry = Entry {
            seq,
            at: self.at,
            account: self.account,
            post: self.post,
            event: what.to_owned(),
            outcome,
            noun: noun.to_owned(),
            item,
            plan,
            organisation,
            details_sha256: sha256_hex(details.as_bytes()),
        };
        (entry, details)
    }
}

/// Appends entries; nobody else can append until the transaction ends.
///
/// [`Write::commit`] does this last, so that writers wait for each other as shortly as can be.
pub(crate) async fn append(tx: &mut Write, records: Vec<Record>) -> Result<()> {
    if records.is_empty() {
        return Ok(());
    }
    // A change, not a question: on PostgreSQL it is what makes other writers wait.
    tx.execute("UPDATE audit_head SET seq = seq WHERE id = 1", values![]).await?;
    let Head { mut seq, mut hash } = head(tx).await?;
    let mut rows = Vec::with_capacity(records.len());
    for record in records {
        seq += 1;
        let (entry, details) = record.entry(seq);
        hash = entry.seal(&hash);
        rows.push(record! {
            seq: entry.seq, at_ms: entry.at, account: entry.account, post: entry.post, event: entry.event,
            outcome: entry.outcome, noun: entry.noun, item: entry.item, plan: entry.plan,
            organisation: entry.organisation, details: details, details_sha256: entry.details_sha256, hash: hash,
        });
    }
    tx.insert_all("audit_entry", rows).await?;
    let sql = "UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1";
    tx.execute(sql, values![seq, hash]).await.map(drop)
}

/// The end of the chain.
pub async fn head(read: &mut Read) -> Result<Head> {
    let sql = "SELECT seq, hash FROM audit_head WHERE id = 1";
    let head = |row: &Row| Ok(Head { seq: row.get("seq")?, hash: row.get("hash")? });
    Ok(read.first(sql, values![], head).await?.unwrap_or(Head { seq: 0, hash: String::new() }))
}

/// The entries after a place in the chain, in order, at most `limit`.
pub async fn list_after(read: &mut Read, seq: i64, limit: u32) -> Result<Vec<Sealed>> {
    let sql = "SELECT * FROM audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2";
    read.list(sql, values![seq, limit], sealed).await
}

/// The entries about one item, the latest first, at most `limit` before the place `before`.
pub async fn list_of_item(
    read: &mut Read,
    noun: &str,
    item: &str,
    before: i64,
    limit: u32,
) -> Result<Vec<Sealed>> {
    let sql =
        "SELECT * FROM audit_entry WHERE noun = $1 AND item = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4";
    read.list(sql, values![noun, item, before, limit], sealed).await
}

fn sealed(row: &Row) -> Result<Sealed> {
    let entry = Entry {
        seq: row.get("seq")?,
        at: row.get("at_ms")?,
        account: row.find("account")?,
        post: row.find("post")?,
        event: row.get("event")?,
        outcome: row.get("outcome")?,
        noun: row.get("noun")?,
        item: row.get("item")?,
        plan: row.find("plan")?,
        organisation: row.find("organisation")?,
        details_sha256: row.get("details_sha256")?,
    };
    Ok(Sealed { entry, hash: row.get("hash")?, details: row.find("details")? })
}
