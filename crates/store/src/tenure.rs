//! Who held which post, and when.

use domain::{PostId, Tenure};
use jiff::civil::Date;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Read, Result, Write};

/// Adds a tenure.
pub async fn add(tx: &mut Write, tenure: &Tenure) -> Result<()> {
    let Tenure { post, person, from, to } = tenure;
    tx.insert("tenure", record! { post: post, person: person, starts_on: from, ends_on: to }).await
}

/// Ends a tenure that is stored without an end, or moves its end.
pub async fn update(tx: &mut Write, tenure: &Tenure) -> Result<()> {
    let Tenure { post, person, from, to } = tenure;
    let sql = "UPDATE tenure SET ends_on = $1 WHERE post = $2 AND person = $3 AND starts_on = $4";
    match tx.execute(sql, values![to, post, person, from]).await? {
        0 => Err(not_found("tenure", post)),
        _ => Ok(()),
    }
}

/// Who held a post over time, the earliest first.
pub async fn list(read: &mut Read, post: PostId) -> Result<Vec<Tenure>> {
    let sql = "SELECT * FROM tenure WHERE post = $1 ORDER BY starts_on, person";
    read.list(sql, values![post], tenure).await
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
        from: row.get("starts_on")?,
        to: row.find("ends_on")?,
    })
}
