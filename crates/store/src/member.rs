//! Committee members with their duties.

use domain::{CommitteeId, Duty, Member, MemberId};

use crate::cell::{json, values};
use crate::pool::Row;
use crate::record::{grouped, not_found, record};
use crate::{Read, Result, Write, generation};

/// How much hangs on a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Who.
    pub member: MemberId,
    /// How many indicators name the member in any role.
    pub indicators: u32,
    /// How many tasks do.
    pub tasks: u32,
}

/// Adds a member with the duties assigned.
pub async fn add(tx: &mut Write, member: &Member) -> Result<()> {
    let Member { id, committee, post, role, label, position, duties } = member;
    let record = record! {
        id: id, committee: committee, post: post, role: role, label: label, position: position,
    };
    tx.insert("member", record).await?;
    let records = (0_u32..).zip(duties).map(|(position, duty)| {
        record! {
            member: id, position: position, text: &duty.text, covers_indicators: duty.covers_indicators,
            anchor: duty.anchor.as_ref().map(json),
        }
    });
    tx.insert_all("duty", records.collect()).await?;
    generation::bump(tx).await
}

/// The member, if there is one.
pub async fn find(read: &mut Read, id: MemberId) -> Result<Option<Member>> {
    let found = read.list("SELECT * FROM member WHERE id = $1", values![id], member).await?;
    Ok(complete(read, found).await?.pop())
}

/// The member, who must exist.
pub async fn get(read: &mut Read, id: MemberId) -> Result<Member> {
    find(read, id).await?.ok_or_else(|| not_found("member", &id))
}

/// The members of a committee, in the official order.
pub async fn list(read: &mut Read, committee: CommitteeId) -> Result<Vec<Member>> {
    let sql = "SELECT * FROM member WHERE committee = $1 ORDER BY position, id";
    let found = read.list(sql, values![committee], member).await?;
    complete(read, found).await
}

/// The members of a committee, in the official order, each with the title of the post.
pub async fn list_with_posts(read: &mut Read, committee: CommitteeId) -> Result<Vec<(Member, String)>> {
    let sql = "SELECT p.title FROM member m JOIN post p ON p.id = m.post
        WHERE m.committee = $1 ORDER BY m.position, m.id";
    let titles: Vec<String> = read.list(sql, values![committee], |row| row.get("title")).await?;
    Ok(list(read, committee).await?.into_iter().zip(titles).collect())
}

/// How much hangs on each member of a committee, in the official order.
pub async fn list_loads(read: &mut Read, committee: CommitteeId) -> Result<Vec<Load>> {
    let sql = "SELECT m.id, COUNT(DISTINCT r.indicator) AS indicators, COUNT(DISTINCT r.task) AS tasks
        FROM member m LEFT JOIN responsibility r ON r.member = m.id
        WHERE m.committee = $1 GROUP BY m.id, m.position ORDER BY m.position, m.id";
    read.list(sql, values![committee], |row| {
        Ok(Load { member: row.get("id")?, indicators: row.get("indicators")?, tasks: row.get("tasks")? })
    })
    .await
}

/// Adds to members what they answer for.
async fn complete(read: &mut Read, mut found: Vec<Member>) -> Result<Vec<Member>> {
    let ids: Vec<_> = found.iter().map(|member| member.id.0).collect();
    let sql = "SELECT * FROM duty WHERE member IN $ids ORDER BY member, position";
    let duties = read.list_in(sql, &ids, |row| Ok((row.get("member")?, duty(row)?))).await?;
    let mut duties = grouped(duties);
    for member in &mut found {
        member.duties = duties.remove(&member.id.0).unwrap_or_default();
    }
    Ok(found)
}

fn member(row: &Row) -> Result<Member> {
    Ok(Member {
        id: row.get("id")?,
        committee: row.get("committee")?,
        post: row.get("post")?,
        role: row.get("role")?,
        label: row.get("label")?,
        position: row.get("position")?,
        duties: Vec::new(),
    })
}

fn duty(row: &Row) -> Result<Duty> {
    Ok(Duty {
        text: row.get("text")?,
        covers_indicators: row.get("covers_indicators")?,
        anchor: row.find_json("anchor")?,
    })
}
