//! Posts.

use domain::{OrganisationId, Post, PostId};

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::search::folded;
use crate::{Read, Result, Write, generation};

/// Adds a post.
pub async fn add(tx: &mut Write, post: &Post) -> Result<()> {
    let mut record = post_record(post);
    record.extend(record! { version: post.version });
    tx.insert("post", record).await?;
    generation::bump(tx).await
}

/// Changes a post that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, post: &Post) -> Result<i64> {
    let next = tx.update("post", post.id.0, post.version, post_record(post)).await?;
    generation::bump(tx).await?;
    Ok(next)
}

/// The post, if there is one.
pub async fn find(read: &mut Read, id: PostId) -> Result<Option<Post>> {
    read.first("SELECT * FROM post WHERE id = $1", values![id], post).await
}

/// The post, which must exist.
pub async fn get(read: &mut Read, id: PostId) -> Result<Post> {
    find(read, id).await?.ok_or_else(|| not_found("post", &id))
}

/// Every post, by title.
pub async fn list(read: &mut Read) -> Result<Vec<Post>> {
    read.list("SELECT * FROM post ORDER BY folded, id", values![], post).await
}

/// The posts of a body, by title.
pub async fn list_of_body(read: &mut Read, body: OrganisationId) -> Result<Vec<Post>> {
    read.list("SELECT * FROM post WHERE organisation = $1 ORDER BY folded, id", values![body], post).await
}

/// The posts with a title, in any case and with or without marks.
pub async fn list_by_title(read: &mut Read, title: &str) -> Result<Vec<Post>> {
    read.list("SELECT * FROM post WHERE folded = $1 ORDER BY id", values![folded([title])], post).await
}

fn post_record(post: &Post) -> Record {
    let Post { id, organisation, title, abolished_on, .. } = post;
    record! {
        id: id, organisation: organisation, title: title, abolished_on: abolished_on,
        folded: folded([title.as_str()]),
    }
}

fn post(row: &Row) -> Result<Post> {
    Ok(Post {
        id: row.get("id")?,
        organisation: row.find("organisation")?,
        title: row.get("title")?,
        abolished_on: row.find("abolished_on")?,
        version: row.get("version")?,
    })
}
