//! Fields whose figures one body verifies across all others.

use domain::{Field, FieldId};

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::{Read, Result, Write};

/// Adds a field.
pub async fn add(tx: &mut Write, field: &Field) -> Result<()> {
    let mut record = field_record(field);
    record.extend(record! { version: field.version });
    tx.insert("field", record).await
}

/// Changes a field that still has the version it was read with; returns the next version.
pub async fn update(tx: &mut Write, field: &Field) -> Result<i64> {
    tx.update("field", field.id.0, field.version, field_record(field)).await
}

/// The field, which must exist.
pub async fn get(read: &mut Read, id: FieldId) -> Result<Field> {
    let found = read.first("SELECT * FROM field WHERE id = $1", values![id], field).await?;
    found.ok_or_else(|| not_found("field", &id))
}

/// Every field, in order.
pub async fn list(read: &mut Read) -> Result<Vec<Field>> {
    read.list("SELECT * FROM field ORDER BY position, id", values![], field).await
}

fn field_record(field: &Field) -> Record {
    let Field { id, name, position, .. } = field;
    record! { id: id, name: name, position: position }
}

fn field(row: &Row) -> Result<Field> {
    Ok(Field {
        id: row.get("id")?,
        name: row.get("name")?,
        position: row.get("position")?,
        version: row.get("version")?,
    })
}
