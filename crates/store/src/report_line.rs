//! What plans say about report lines: which bodies answer for something, in which fields, and who follows them.

use domain::{FieldId, MemberId, OrganisationId};

use crate::cell::values;
use crate::{Read, Result};

/// The bodies that lead or carry out an indicator or a task.
pub async fn list_answering(read: &mut Read) -> Result<Vec<OrganisationId>> {
    let sql = "SELECT DISTINCT organisation FROM responsibility
        WHERE role IN ('lead', 'implementer') AND organisation IS NOT NULL ORDER BY organisation";
    read.list(sql, values![], |row| row.get("organisation")).await
}

/// The fields of the indicators that each body leads or carries out.
pub async fn list_fields(read: &mut Read) -> Result<Vec<(OrganisationId, FieldId)>> {
    let sql =
        "SELECT DISTINCT r.organisation, i.field FROM responsibility r JOIN indicator i ON i.id = r.indicator
        WHERE r.role IN ('lead', 'implementer') AND r.organisation IS NOT NULL AND i.field IS NOT NULL
        ORDER BY r.organisation, i.field";
    read.list(sql, values![], |row| Ok((row.get("organisation")?, row.get("field")?))).await
}

/// Which committee members follow an item that a body leads or carries out.
pub async fn list_followers(read: &mut Read) -> Result<Vec<(OrganisationId, MemberId)>> {
    let sql = "SELECT b.organisation, f.member FROM responsibility f JOIN responsibility b ON b.indicator = f.indicator
        WHERE f.role = 'follower' AND f.member IS NOT NULL
        AND b.role IN ('lead', 'implementer') AND b.organisation IS NOT NULL
        UNION
        SELECT b.organisation, f.member FROM responsibility f JOIN responsibility b ON b.task = f.task
        WHERE f.role = 'follower' AND f.member IS NOT NULL
        AND b.role IN ('lead', 'implementer') AND b.organisation IS NOT NULL
        ORDER BY 1, 2";
    read.list(sql, values![], |row| Ok((row.get("organisation")?, row.get("member")?))).await
}
