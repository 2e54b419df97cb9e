//! Notices to posts, each told once.

use std::collections::HashSet;

use domain::{Notice, NoticeAbout, NoticeId, PersonId, PostId};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, SqlSafeStr};

use crate::cell::{Bind, Value, damaged, json, values};
use crate::pool::{Keep, Row};
use crate::{Read, Result, Write};

/// How many keys are asked for in one statement.
const KEYS_AT_ONCE: usize = 500;

/// Where a page of a list begins: after this notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// When the last notice shown was made.
    pub created_at: Timestamp,
    /// Its id.
    pub id: NoticeId,
}

impl From<&Notice> for After {
    fn from(last: &Notice) -> Self {
        Self { created_at: last.created_at, id: last.id }
    }
}

/// Adds a notice, unless the same was told before; tells whether it was added.
pub async fn add(tx: &mut Write, notice: &Notice) -> Result<bool> {
    let sql = "INSERT INTO notice (id, post, key, kind, plan, noun, item, words, created_at, read_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (key) DO NOTHING";
    let Notice { id, post, key, kind, plan, about, words, created_at, read_at } = notice;
    let (noun, item) = (about.noun(), about.item());
    let values = values![id, post, key, kind, plan, noun, item, json(words), created_at, read_at];
    Ok(tx.execute(sql, values).await? > 0)
}

/// The notice, if there is one.
pub async fn find(read: &mut Read, id: NoticeId) -> Result<Option<Notice>> {
    read.first("SELECT * FROM notice WHERE id = $1", values![id], notice).await
}

/// Those of some keys under which something was told already.
pub async fn list_known(read: &mut Read, keys: &[String]) -> Result<HashSet<String>> {
    let mut known = HashSet::new();
    for keys in keys.chunks(KEYS_AT_ONCE) {
        let places: Vec<_> = (1..=keys.len()).map(|place| format!("${place}")).collect();
        let sql = format!("SELECT key FROM notice WHERE key IN ({})", places.join(", "));
        let values = keys.iter().map(Bind::bind).collect();
        for row in read.rows(AssertSqlSafe(sql).into_sql_str(), values, Keep::Once).await? {
            known.insert(row.get("key")?);
        }
    }
    Ok(known)
}

/// One page of the notices of some posts, the latest first; at most `limit`, beginning after one.
///
/// Each post is asked by itself, since only so an index gives its latest.
pub async fn list(
    read: &mut Read,
    posts: &[PostId],
    after: Option<After>,
    limit: u32,
) -> Result<Vec<Notice>> {
    let sql = "SELECT * FROM notice WHERE post = $1 AND (created_at, id) < ($2, $3)
        ORDER BY created_at DESC, id DESC LIMIT $4";
    let (created_at, id) =
        after.map_or((Timestamp::MAX, uuid::Uuid::max().into()), |after| (after.created_at, after.id));
    let mut found = Vec::new();
    for post in posts {
        found.extend(read.list(sql, values![post, created_at, id, limit], notice).await?);
    }
    found.sort_unstable_by_key(|notice| std::cmp::Reverse((notice.created_at, notice.id)));
    found.truncate(limit as usize);
    Ok(found)
}

/// How many notices of some posts nobody has read, counted up to `most` and no further.
pub async fn count_unread(read: &mut Read, posts: &[PostId], most: u32) -> Result<u32> {
    let mut values = values![most];
    let Some(places) = places(&mut values, posts) else { return Ok(0) };
    let sql = format!(
        "SELECT COUNT(*) AS number FROM
        (SELECT 1 FROM notice WHERE post IN ({places}) AND read_at IS NULL LIMIT $1) AS unread"
    );
    let found = read.rows(AssertSqlSafe(sql).into_sql_str(), values, Keep::Prepared).await?;
    found.first().map_or(Ok(0), |row| row.get("number"))
}

/// The notices of some posts since a time that nobody has read and no mail told a person of, the first first.
pub async fn list_to_mail(
    read: &mut Read,
    person: PersonId,
    posts: &[PostId],
    since: Timestamp,
) -> Result<Vec<Notice>> {
    let mut values = values![since, person];
    let Some(places) = places(&mut values, posts) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT * FROM notice n WHERE n.post IN ({places}) AND n.read_at IS NULL AND n.created_at >= $1
        AND NOT EXISTS (SELECT 1 FROM mail_notice m WHERE m.notice = n.id AND m.person = $2)
        ORDER BY n.created_at, n.id"
    );
    rows(read, sql, values).await
}

/// Marks a notice as read, if nobody has read it.
pub async fn mark_read(tx: &mut Write, id: NoticeId, now: Timestamp) -> Result<()> {
    let sql = "UPDATE notice SET read_at = $1 WHERE id = $2 AND read_at IS NULL";
    tx.execute(sql, values![now, id]).await.map(drop)
}

/// Marks every notice of some posts as read that was made up to a time; gives how many.
pub async fn mark_all_read(
    tx: &mut Write,
    posts: &[PostId],
    until: Timestamp,
    now: Timestamp,
) -> Result<u64> {
    let mut values = values![now, until];
    let Some(places) = places(&mut values, posts) else { return Ok(0) };
    let sql = format!(
        "UPDATE notice SET read_at = $1 WHERE post IN ({places}) AND read_at IS NULL AND created_at <= $2"
    );
    tx.run(AssertSqlSafe(sql).into_sql_str(), values, Keep::Prepared).await
}

/// The places of some posts after the other values; `None` where there is no post.
fn places(values: &mut Vec<Value>, posts: &[PostId]) -> Option<String> {
    let first = values.len() + 1;
    values.extend(posts.iter().map(Bind::bind));
    let places: Vec<_> = (first..=values.len()).map(|place| format!("${place}")).collect();
    (!places.is_empty()).then(|| places.join(", "))
}

async fn rows(read: &mut Read, sql: String, values: Vec<Value>) -> Result<Vec<Notice>> {
    let found = read.rows(AssertSqlSafe(sql).into_sql_str(), values, Keep::Prepared).await?;
    found.iter().map(notice).collect()
}

fn notice(row: &Row) -> Result<Notice> {
    let (noun, item) = (row.get::<String>("noun")?, row.get::<String>("item")?);
    Ok(Notice {
        id: row.get("id")?,
        post: row.get("post")?,
        key: row.get("key")?,
        kind: row.get("kind")?,
        plan: row.find("plan")?,
        about: NoticeAbout::parse(&noun, &item).ok_or_else(|| damaged("item"))?,
        words: row.get_json("words")?,
        created_at: row.get("created_at")?,
        read_at: row.find("read_at")?,
    })
}
