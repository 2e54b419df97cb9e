//! Posts.

use domain::{Post, PostId};

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::search::folded;
use crate::{Read, Result, Write};

/// Adds a post.
pub async fn add(tx: &mut Write, post: &Post) -> Result<()> {
    let Post { id, organisation, title } = post;
    let record =
        record! { id: id, organisation: organisation, title: title, folded: folded([title.as_str()]) };
    tx.insert("post", record).await
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

/// The posts with a title, in any case and with or without marks.
pub async fn list_by_title(read: &mut Read, title: &str) -> Result<Vec<Post>> {
    read.list("SELECT * FROM post WHERE folded = $1 ORDER BY id", values![folded([title])], post).await
}

fn post(row: &Row) -> Result<Post> {
    Ok(Post { id: row.get("id")?, organisation: row.find("organisation")?, title: row.get("title")? })
}
