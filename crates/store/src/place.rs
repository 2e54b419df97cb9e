//! Where items lie: the ids alone of plans, fields and bodies, for whoever decides about access to many at once.

use domain::{
    DocumentId, FieldId, ImportId, IndicatorId, MemberId, OrganisationId, PlanId, PostId, Role, TaskId,
};

use crate::cell::values;
use crate::{Read, Result};

/// An indicator or a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Item {
    /// An indicator.
    Indicator(IndicatorId),
    /// A task.
    Task(TaskId),
}

/// Where an item lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What.
    pub item: Item,
    /// Its plan.
    pub plan: PlanId,
    /// Its field.
    pub field: Option<FieldId>,
}

/// A body that an item names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// By what.
    pub item: Item,
    /// In which role.
    pub role: Role,
    /// The body.
    pub organisation: OrganisationId,
}

/// A committee member, by post and by the body whose committee it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// The member.
    pub member: MemberId,
    /// The post that is the member.
    pub post: PostId,
    /// The body whose committee it is.
    pub organisation: Option<OrganisationId>,
}

/// Every body there is or was.
pub async fn list_bodies(read: &mut Read) -> Result<Vec<OrganisationId>> {
    read.list("SELECT id FROM organisation", values![], |row| row.get("id")).await
}

/// For which body an import was sent; the inner `None` is the installation.
pub async fn find_import(read: &mut Read, id: ImportId) -> Result<Option<Option<OrganisationId>>> {
    let sql = "SELECT organisation FROM import WHERE id = $1";
    read.first(sql, values![id], |row| row.find("organisation")).await
}

/// Where each indicator and task lies.
pub async fn list(read: &mut Read) -> Result<Vec<Place>> {
    let sql = "SELECT id, plan, field FROM indicator ORDER BY plan, position, id";
    let mut places = read
        .list(sql, values![], |row| {
            let item = Item::Indicator(row.get("id")?);
            Ok(Place { item, plan: row.get("plan")?, field: row.find("field")? })
        })
        .await?;
    let sql = "SELECT id, plan FROM task ORDER BY plan, position, id";
    let tasks = read
        .list(sql, values![], |row| {
            Ok(Place { item: Item::Task(row.get("id")?), plan: row.get("plan")?, field: None })
        })
        .await?;
    places.extend(tasks);
    Ok(places)
}

/// The bodies that each item names, as far as they are known.
pub async fn list_named(read: &mut Read) -> Result<Vec<Named>> {
    let sql = "SELECT indicator, task, role, organisation FROM responsibility WHERE organisation IS NOT NULL";
    let named = read
        .list(sql, values![], |row| {
            let indicator = row.find("indicator")?.map(Item::Indicator);
            let item = match indicator {
                Some(item) => item,
                None => Item::Task(row.get("task")?),
            };
            Ok(Named { item, role: row.get("role")?, organisation: row.get("organisation")? })
        })
        .await?;
    Ok(named)
}

/// Which plan has a version or a task that was read from which document.
pub async fn list_documents(read: &mut Read) -> Result<Vec<(DocumentId, PlanId)>> {
    let sql = "SELECT document, plan FROM plan_version UNION SELECT document, plan FROM task
        ORDER BY document, plan";
    read.list(sql, values![], |row| Ok((row.get("document")?, row.get("plan")?))).await
}

/// Every committee member.
pub async fn list_seats(read: &mut Read) -> Result<Vec<Seat>> {
    let sql = "SELECT m.id, m.post, c.organisation FROM member m JOIN committee c ON c.id = m.committee
        ORDER BY m.committee, m.position, m.id";
    read.list(sql, values![], |row| {
        Ok(Seat { member: row.get("id")?, post: row.get("post")?, organisation: row.find("organisation")? })
    })
    .await
}
