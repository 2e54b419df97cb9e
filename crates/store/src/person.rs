//! Persons: name and work contact, nothing more.

use domain::{Person, PersonId};

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::{Read, Result, Write};

/// Adds a person.
pub async fn add(tx: &mut Write, person: &Person) -> Result<()> {
    let Person { id, name, work_contact } = person;
    tx.insert("person", record! { id: id, name: name, work_contact: work_contact }).await
}

/// The person, if there is one.
pub async fn find(read: &mut Read, id: PersonId) -> Result<Option<Person>> {
    read.first("SELECT * FROM person WHERE id = $1", values![id], person).await
}

/// The person, who must be known.
pub async fn get(read: &mut Read, id: PersonId) -> Result<Person> {
    find(read, id).await?.ok_or_else(|| not_found("person", &id))
}

fn person(row: &Row) -> Result<Person> {
    Ok(Person { id: row.get("id")?, name: row.get("name")?, work_contact: row.get("work_contact")? })
}
