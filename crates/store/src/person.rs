//! Persons: name and work contact, nothing more.

use domain::{Person, PersonId};

use crate::cell::values;
use crate::pool::Row;
use crate::record::{Record, not_found, record};
use crate::{Read, Result, Write};

/// Adds a person.
pub async fn add(tx: &mut Write, person: &Person) -> Result<()> {
    let mut record = person_record(person);
    record.extend(record! { version: person.version });
    tx.insert("person", record).await
}

/// Changes a person who still has the version read; returns the next version.
pub async fn update(tx: &mut Write, person: &Person) -> Result<i64> {
    tx.update("person", person.id.0, person.version, person_record(person)).await
}

/// Every person who was not erased, by name.
pub async fn list(read: &mut Read) -> Result<Vec<Person>> {
    read.list("SELECT * FROM person WHERE erased_at IS NULL ORDER BY name, id", values![], person).await
}

/// The person, if there is one.
pub async fn find(read: &mut Read, id: PersonId) -> Result<Option<Person>> {
    read.first("SELECT * FROM person WHERE id = $1", values![id], person).await
}

/// The person, who must be known.
pub async fn get(read: &mut Read, id: PersonId) -> Result<Person> {
    find(read, id).await?.ok_or_else(|| not_found("person", &id))
}

fn person_record(person: &Person) -> Record {
    let Person { id, name, work_contact, erased_at, .. } = person;
    record! { id: id, name: name, work_contact: work_contact, erased_at: erased_at }
}

fn person(row: &Row) -> Result<Person> {
    Ok(Person {
        id: row.get("id")?,
        name: row.get("name")?,
        work_contact: row.get("work_contact")?,
        erased_at: row.find("erased_at")?,
        version: row.get("version")?,
    })
}
