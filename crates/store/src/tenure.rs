//! Who held which post, and when.

use domain::{PersonId, PostId, Tenure};
use jiff::civil::Date;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Read, Result, Write, generation};

/// Adds a tenure.
pub async fn add(tx: &mut Write, tenure: &Tenure) -> Result<()> {
    let Tenure { post, person, kind, from, to, document } = tenure;
    let record = record! {
        post: post, person: person, kind: kind, starts_on: from, ends_on: to, document: document,
    };
    tx.insert("tenure", record).await?;
    generation::bump(tx).await
}

/// Ends a tenure that is stored without an end, or moves its end.
pub async fn update(tx: &mut Write, tenure: &Tenure) -> Result<()> {
    let Tenure { post, person, from, to, .. } = tenure;
    let sql = "UPDATE tenure SET ends_on = $1 WHERE post = $2 AND person = $3 AND starts_on = $4";
    match tx.execute(sql, values![to, post, person, from]).await? {
        0 => Err(not_found("tenure", post)),
        _ => generation::bump(tx).await,
    }
}

/// Takes back a tenure, as if it had never been.
pub async fn remove(tx: &mut Write, tenure: &Tenure) -> Result<()> {
    let Tenure { post, person, from, .. } = tenure;
    let sql = "DELETE FROM tenure WHERE post = $1 AND person = $2 AND starts_on = $3";
    match tx.execute(sql, values![post, person, from]).await? {
        0 => Err(not_found("tenure", post)),
        _ => generation::bump(tx).await,
    }
}

/// Blanks the decision that a tenure rests on, where its words name a person who was erased.
pub async fn erase_document(tx: &mut Write, tenure: &Tenure) -> Result<()> {
    let Tenure { post, person, from, .. } = tenure;
    let sql = "UPDATE tenure SET document = '' WHERE post = $1 AND person = $2 AND starts_on = $3";
    tx.execute(sql, values![post, person, from]).await.map(drop)
}

/// Who held which post, over all time, the earliest first.
pub async fn list_all(read: &mut Read) -> Result<Vec<Tenure>> {
    read.list("SELECT * FROM tenure ORDER BY starts_on, post, person", values![], tenure).await
}

/// Who held a post over time, the earliest first.
pub async fn list(read: &mut Read, post: PostId) -> Result<Vec<Tenure>> {
    let sql = "SELECT * FROM tenure WHERE post = $1 ORDER BY starts_on, person";
    read.list(sql, values![post], tenure).await
}

/// Which posts a person held over time, the earliest first.
pub async fn list_of_person(read: &mut Read, person: PersonId) -> Result<Vec<Tenure>> {
    let sql = "SELECT * FROM tenure WHERE person = $1 ORDER BY starts_on, post";
    read.list(sql, values![person], tenure).await
}

/// Who holds which post on a day.
pub async fn list_on(read: &mut Read, day: Date) -> Result<Vec<Tenure>> {
    let sql = "SELECT * FROM tenure WHERE starts_on <= $1 AND (ends_on IS NULL OR ends_on >= $1)
        ORDER BY post, starts_on, person";
    read.list(sql, values![day], tenure).await
}

fn tenure(row: &Row) -> Result<Tenure> {
    Ok(Tenure {
        post: row.get("post")?,
        person: row.get("person")?,
        kind: row.get("kind")?,
        from: row.get("starts_on")?,
        to: row.find("ends_on")?,
        document: row.get("document")?,
    })
}
