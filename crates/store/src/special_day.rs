//! Days that are not what their weekday says: holidays and swapped days.

use domain::SpecialDay;
use jiff::civil::Date;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Error, Read, Result, Write};

/// Adds a day, unless it is there already; tells whether it was added.
pub async fn add(tx: &mut Write, special: &SpecialDay) -> Result<bool> {
    if find(tx, special.day).await?.is_some() {
        return Ok(false);
    }
    let SpecialDay { day, is_working, name, source, is_announced, version } = special;
    let record = record! {
        day: day, is_working: is_working, name: name, source: source, is_announced: is_announced,
        version: version,
    };
    tx.insert("special_day", record).await?;
    Ok(true)
}

/// Changes a day that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, special: &SpecialDay) -> Result<i64> {
    let SpecialDay { day, is_working, name, source, is_announced, version } = special;
    let sql =
        "UPDATE special_day SET is_working = $1, name = $2, source = $3, is_announced = $4, version = $5
        WHERE day = $6 AND version = $7";
    let next = version + 1;
    let values = values![is_working, name, source, is_announced, next, day, version];
    match tx.execute(sql, values).await? {
        0 => Err(why_not(tx, *day).await?),
        _ => Ok(next),
    }
}

/// Removes a day that still has the version it was read with.
pub async fn remove(tx: &mut Write, special: &SpecialDay) -> Result<()> {
    let sql = "DELETE FROM special_day WHERE day = $1 AND version = $2";
    match tx.execute(sql, values![special.day, special.version]).await? {
        0 => Err(why_not(tx, special.day).await?),
        _ => Ok(()),
    }
}

async fn why_not(read: &mut Read, day: Date) -> Result<Error> {
    Ok(match find(read, day).await? {
        Some(special) => Error::Stale { current: special.version },
        None => not_found("special_day", &day),
    })
}

/// The day, if it is special.
pub async fn find(read: &mut Read, day: Date) -> Result<Option<SpecialDay>> {
    read.first("SELECT * FROM special_day WHERE day = $1", values![day], special_day).await
}

/// Every special day, the first first.
pub async fn list(read: &mut Read) -> Result<Vec<SpecialDay>> {
    read.list("SELECT * FROM special_day ORDER BY day", values![], special_day).await
}

fn special_day(row: &Row) -> Result<SpecialDay> {
    Ok(SpecialDay {
        day: row.get("day")?,
        is_working: row.get("is_working")?,
        name: row.get("name")?,
        source: row.get("source")?,
        is_announced: row.get("is_announced")?,
        version: row.get("version")?,
    })
}
