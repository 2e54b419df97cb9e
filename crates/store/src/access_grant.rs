//! Roles given to posts, each within a scope.

use domain::{AccessGrant, GrantId, PostId, Scope, UserId};
use jiff::civil::Date;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::{Read, Result, Write, generation};

/// Gives a post a role.
pub async fn add(tx: &mut Write, grant: &AccessGrant) -> Result<()> {
    let mut record = grant_record(grant);
    record.extend(record! { version: grant.version });
    tx.insert("access_grant", record).await?;
    generation::bump(tx).await
}

/// Changes a grant that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, grant: &AccessGrant) -> Result<i64> {
    let next = tx.update("access_grant", grant.id.0, grant.version, grant_record(grant)).await?;
    generation::bump(tx).await?;
    Ok(next)
}

/// Takes back a grant that still has the version it was read with, as if it had never been given.
pub async fn remove(tx: &mut Write, grant: &AccessGrant) -> Result<()> {
    // The update says who changed it meanwhile.
    let version = tx.update("access_grant", grant.id.0, grant.version, grant_record(grant)).await?;
    let sql = "DELETE FROM access_grant WHERE id = $1 AND version = $2";
    tx.execute(sql, values![grant.id, version]).await?;
    generation::bump(tx).await
}

/// The grant, which must exist.
pub async fn get(read: &mut Read, id: GrantId) -> Result<AccessGrant> {
    let found = read.first("SELECT * FROM access_grant WHERE id = $1", values![id], grant).await?;
    found.ok_or_else(|| not_found("access_grant", &id))
}

/// Every grant, those that have ended too, in the order in which they were given.
pub async fn list(read: &mut Read) -> Result<Vec<AccessGrant>> {
    read.list("SELECT * FROM access_grant ORDER BY id", values![], grant).await
}

/// The grants of a post, those that have ended too, in the order in which they were given.
pub async fn list_of_post(read: &mut Read, post: PostId) -> Result<Vec<AccessGrant>> {
    read.list("SELECT * FROM access_grant WHERE post = $1 ORDER BY id", values![post], grant).await
}

/// The open accounts that administer the whole installation on a day.
pub async fn list_administrators(read: &mut Read, day: Date) -> Result<Vec<UserId>> {
    let sql = "SELECT DISTINCT a.id FROM access_grant g
        JOIN post p ON p.id = g.post AND (p.abolished_on IS NULL OR p.abolished_on >= $1)
        JOIN tenure t ON t.post = p.id AND t.starts_on <= $1 AND (t.ends_on IS NULL OR t.ends_on >= $1)
        JOIN account a ON a.person = t.person AND a.disabled_at IS NULL
        WHERE g.role = 'administrator' AND g.organisation IS NULL AND g.plan IS NULL AND g.field IS NULL
        AND g.valid_from <= $1 AND (g.valid_to IS NULL OR g.valid_to >= $1) ORDER BY a.id";
    read.list(sql, values![day], |row| row.get("id")).await
}

fn grant_record(grant: &AccessGrant) -> Record {
    let AccessGrant { id, post, role, scope, from, to, .. } = grant;
    record! {
        id: id, post: post, role: role, organisation: scope.organisation, plan: scope.plan, field: scope.field,
        valid_from: from, valid_to: to,
    }
}

fn grant(row: &Row) -> Result<AccessGrant> {
    Ok(AccessGrant {
        id: row.get("id")?,
        post: row.get("post")?,
        role: row.get("role")?,
        scope: Scope {
            organisation: row.find("organisation")?,
            plan: row.find("plan")?,
            field: row.find("field")?,
        },
        from: row.get("valid_from")?,
        to: row.find("valid_to")?,
        version: row.get("version")?,
    })
}
