//! The audit chain: entries are only ever added, each sealed with the one before.

pub use domain::audit::{Event, Head, Sealed};

use domain::audit::{Details, Entry, Outcome, sha256_hex};
use domain::{OrganisationId, PostId, UserId};
use jiff::Timestamp;

use crate::asked::{Asked, safe};
use crate::cell::{json, values};
use crate::pool::{Keep, Row};
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

/// The numbers of the first and the last entry, and how many entries there are; `None` while there is none.
pub async fn span(read: &mut Read) -> Result<Option<(i64, i64, i64)>> {
    let sql = "SELECT MIN(seq) AS first, MAX(seq) AS last, COUNT(*) AS entries FROM audit_entry";
    let span = |row: &Row| {
        let (first, last) = (row.find("first")?, row.find("last")?);
        Ok(first.zip(last).zip(row.find("entries")?).map(|((first, last), entries)| (first, last, entries)))
    };
    Ok(read.first(sql, values![], span).await?.flatten())
}

/// The entries after a place up to another, in order, at most `limit`.
pub async fn list_between(read: &mut Read, after: i64, through: i64, limit: u32) -> Result<Vec<Sealed>> {
    let sql = "SELECT * FROM audit_entry WHERE seq > $1 AND seq <= $2 ORDER BY seq LIMIT $3";
    read.list(sql, values![after, through, limit], sealed).await
}

/// Which entries are asked for; what is `None` is not narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// By whom.
    pub account: Option<UserId>,
    /// The event's code.
    pub event: Option<String>,
    /// The noun of what it happened to.
    pub noun: Option<String>,
    /// The id of what it happened to.
    pub item: Option<String>,
    /// The body it concerns.
    pub organisation: Option<OrganisationId>,
    /// What became of it.
    pub outcome: Option<Outcome>,
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Up to and including this instant.
    pub to: Option<Timestamp>,
}

/// The entries asked for, the latest first, at most `limit` before the entry `before`.
///
/// They are in the order of time, which is that of the chain unless a clock was set back.
pub async fn list(read: &mut Read, filter: &Filter, before: i64, limit: u32) -> Result<Vec<Sealed>> {
    let Filter { account, event, noun, item, organisation, outcome, from, to } = filter;
    let mut asked = Asked::default();
    asked.column("account", "=", account.as_ref());
    asked.column("event", "=", event.as_ref());
    asked.column("noun", "=", noun.as_ref());
    asked.column("item", "=", item.as_ref());
    asked.column("organisation", "=", organisation.as_ref());
    asked.column("outcome", "=", outcome.as_ref());
    if outcome.is_some_and(|outcome| outcome != Outcome::Done) {
        // What the index of these few is made for.
        asked.that("outcome <> 'done'");
    }
    asked.column("at_ms", ">=", from.as_ref());
    asked.column("at_ms", "<=", to.as_ref());
    if let Some(at) = find_time(read, before).await? {
        let (at, before) = (asked.value(&at), asked.value(&before));
        asked.that(format!("(at_ms, seq) < ({at}, {before})"));
    }
    let limit = asked.value(&limit);
    let end = format!("ORDER BY at_ms DESC, seq DESC LIMIT {limit}");
    let (text, values) = asked.into_query("*", "audit_entry", &end);
    read.rows(safe(text), values, Keep::Prepared).await?.iter().map(sealed).collect()
}

/// When an entry was made, or the next one after its place; none behind the end of the chain.
async fn find_time(read: &mut Read, seq: i64) -> Result<Option<Timestamp>> {
    let sql = "SELECT at_ms FROM audit_entry WHERE seq >= $1 ORDER BY seq LIMIT 1";
    read.first(sql, values![seq], |row| row.get("at_ms")).await
}

/// The codes of all events that are entered, in order; each costs one step in the index.
pub async fn list_events(read: &mut Read) -> Result<Vec<String>> {
    let sql = "WITH RECURSIVE known (event) AS (
            SELECT MIN(event) FROM audit_entry
            UNION ALL
            SELECT (SELECT MIN(a.event) FROM audit_entry a WHERE a.event > known.event) FROM known
            WHERE known.event IS NOT NULL
        ) SELECT event FROM known WHERE event IS NOT NULL ORDER BY event";
    read.list(sql, values![], |row| row.get("event")).await
}

/// The entries about one item, the latest first, at most `limit` before the entry `before`.
pub async fn list_of_item(
    read: &mut Read,
    noun: &str,
    item: &str,
    before: i64,
    limit: u32,
) -> Result<Vec<Sealed>> {
    let filter = Filter { noun: Some(noun.to_owned()), item: Some(item.to_owned()), ..Filter::default() };
    list(read, &filter, before, limit).await
}

pub(crate) fn sealed(row: &Row) -> Result<Sealed> {
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
