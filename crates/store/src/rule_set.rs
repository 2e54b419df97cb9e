//! Rule sets of the installation: values with a source, each for a time; those of the program are not stored.

use domain::{RuleKind, RuleSet};
use jiff::civil::Date;

use crate::cell::{json, values};
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Error, Read, Result, Write, generation};

/// Adds a set; what was read of the rules before is old from then on.
pub async fn add(tx: &mut Write, set: &RuleSet) -> Result<()> {
    let RuleSet { kind, from, to, source, body, version } = set;
    let record = record! {
        kind: kind, valid_from: from, valid_to: to, source: source, body: json(body), version: version,
    };
    tx.insert("rule_set", record).await?;
    generation::bump(tx).await
}

/// Changes the set that began on a day, if it still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, began: Date, set: &RuleSet) -> Result<i64> {
    let RuleSet { kind, from, to, source, body, version } = set;
    let sql = "UPDATE rule_set SET valid_from = $1, valid_to = $2, source = $3, body = $4, version = $5
        WHERE kind = $6 AND valid_from = $7 AND version = $8";
    let next = version + 1;
    let values = values![from, to, source, json(body), next, kind, began, version];
    if tx.execute(sql, values).await? == 0 {
        return Err(why_not(tx, *kind, began).await?);
    }
    generation::bump(tx).await?;
    Ok(next)
}

/// Removes a set that still has the version it was read with.
pub async fn remove(tx: &mut Write, set: &RuleSet) -> Result<()> {
    let sql = "DELETE FROM rule_set WHERE kind = $1 AND valid_from = $2 AND version = $3";
    if tx.execute(sql, values![set.kind, set.from, set.version]).await? == 0 {
        return Err(why_not(tx, set.kind, set.from).await?);
    }
    generation::bump(tx).await
}

async fn why_not(read: &mut Read, kind: RuleKind, from: Date) -> Result<Error> {
    Ok(match find(read, kind, from).await? {
        Some(set) => Error::Stale { current: set.version },
        None => not_found("rule_set", &format!("{} {from}", kind.code())),
    })
}

/// The set of a kind that begins on a day, if there is one.
pub async fn find(read: &mut Read, kind: RuleKind, from: Date) -> Result<Option<RuleSet>> {
    let sql = "SELECT * FROM rule_set WHERE kind = $1 AND valid_from = $2";
    read.first(sql, values![kind, from], rule_set).await
}

/// Every set, by kind and first day.
pub async fn list(read: &mut Read) -> Result<Vec<RuleSet>> {
    read.list("SELECT * FROM rule_set ORDER BY kind, valid_from", values![], rule_set).await
}

fn rule_set(row: &Row) -> Result<RuleSet> {
    Ok(RuleSet {
        kind: row.get("kind")?,
        from: row.get("valid_from")?,
        to: row.find("valid_to")?,
        source: row.get("source")?,
        body: row.get_json("body")?,
        version: row.get("version")?,
    })
}
