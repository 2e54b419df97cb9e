//! Roles given to posts, each within a scope.

use domain::{AccessGrant, GrantId, Scope};

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

/// The grant, which must exist.
pub async fn get(read: &mut Read, id: GrantId) -> Result<AccessGrant> {
    let found = read.first("SELECT * FROM access_grant WHERE id = $1", values![id], grant).await?;
    found.ok_or_else(|| not_found("access_grant", &id))
}

/// Every grant, those that have ended too, in the order in which they were given.
pub async fn list(read: &mut Read) -> Result<Vec<AccessGrant>> {
    read.list("SELECT * FROM access_grant ORDER BY id", values![], grant).await
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
