//! An entry as it is shown: names behind the ids, and what was before beside what is after.

use std::collections::HashMap;

use domain::audit::{Details, Sealed};
use domain::{OrganisationId, PersonId, PostId};
use serde_json::{Map, Value};
use store::Read;
use uuid::Uuid;

use crate::Error;

/// One entry of the log with the names that belong to it.
#[derive(Debug, Clone)]
pub struct Line {
    /// The entry.
    pub sealed: Sealed,
    /// Its details; `None` once erased.
    pub details: Option<Details>,
    /// Who did it; `None` for the program itself or a stranger, empty for someone whose data were erased.
    pub who: Option<String>,
    /// What it happened to, by name; empty where it has none.
    pub item: String,
    /// The body it concerns, by name.
    pub body: Option<String>,
    /// The fields that changed.
    pub changes: Vec<Change>,
}

/// A field that changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The field's name; parts of a nested value are parted by dots.
    pub field: String,
    /// What it was.
    pub before: Value,
    /// What it is.
    pub after: Value,
}

impl Line {
    /// The entry with its names, which are looked up once for all lines.
    pub async fn of(read: &mut Read, names: &mut Names, sealed: Sealed) -> Result<Self, Error> {
        let entry = &sealed.entry;
        let details: Option<Details> =
            sealed.details.as_deref().and_then(|details| serde_json::from_str(details).ok());
        let who = match entry.account {
            Some(account) => Some(names.account(read, account.0).await?),
            None => None,
        };
        let item = match entry.item.parse::<Uuid>() {
            Ok(id) => names.item(read, &entry.noun, id).await?,
            Err(_) => String::new(),
        };
        let body = match entry.organisation {
            Some(id) => Some(names.item(read, "organisation", id.0).await?),
            None => None,
        };
        let changes = details.as_ref().map(|d| changes(&d.before, &d.after)).unwrap_or_default();
        for change in &changes {
            for value in [&change.before, &change.after] {
                names.look_up(read, &change.field, value).await?;
            }
        }
        Ok(Self { sealed, details, who, item, body, changes })
    }
}

/// Names that were looked up.
#[derive(Debug, Clone, Default)]
pub struct Names(HashMap<Uuid, String>);

impl Names {
    /// The name of what an id stands for, if it was looked up and found.
    pub fn get(&self, id: Uuid) -> Option<&str> {
        self.0.get(&id).map(String::as_str).filter(|name| !name.is_empty())
    }

    /// The name of the person whose account it is; empty where the person's data were erased.
    async fn account(&mut self, read: &mut Read, id: Uuid) -> Result<String, Error> {
        if let Some(known) = self.0.get(&id) {
            return Ok(known.clone());
        }
        let person = match store::account::find(read, id.into()).await? {
            Some(account) => store::person::find(read, account.person).await?,
            None => None,
        };
        let name = person.map(|person| person.name).unwrap_or_default();
        self.0.insert(id, name.clone());
        Ok(name)
    }

    async fn item(&mut self, read: &mut Read, noun: &str, id: Uuid) -> Result<String, Error> {
        if noun == "account" || noun == "session" {
            return self.account(read, id).await;
        }
        if let Some(known) = self.0.get(&id) {
            return Ok(known.clone());
        }
        let name = name_of(read, noun, id).await?;
        self.0.insert(id, name.clone());
        Ok(name)
    }

    /// Ids among the values: the field's name tells what they stand for.
    async fn look_up(&mut self, read: &mut Read, field: &str, value: &Value) -> Result<(), Error> {
        let noun = noun_of(field.rsplit('.').next().unwrap_or(field));
        let one = std::slice::from_ref(value);
        for value in value.as_array().map_or(one, Vec::as_slice) {
            let meant = (value["noun"].as_str(), value["item"].as_str());
            if let (Some(noun), Some(id)) = (meant.0, meant.1.and_then(|item| item.parse().ok())) {
                self.item(read, noun, id).await?;
            }
            if let Some(id) = value.as_str().and_then(|text| text.parse().ok()) {
                self.item(read, noun, id).await?;
            }
        }
        Ok(())
    }
}

/// What an id in a field stands for.
fn noun_of(field: &str) -> &str {
    match field {
        "parent" | "organisations" | "successors" | "below" | "members" | "bodies" | "body" | "owner"
        | "competent" => "organisation",
        "opened_by" | "holder" => "post",
        field => field,
    }
}

async fn name_of(read: &mut Read, noun: &str, id: Uuid) -> Result<String, Error> {
    let labelled = |label: &str, name: &str| format!("{label} {name}").trim().to_owned();
    let name = match noun {
        "organisation" => {
            store::organisation::find(read, OrganisationId(id)).await?.map(|organisation| organisation.name)
        }
        "post" => store::post::find(read, PostId(id)).await?.map(|post| post.title),
        "person" => store::person::find(read, PersonId(id)).await?.map(|person| person.name),
        "plan" => store::plan::find(read, id.into()).await?.map(|plan| plan.title),
        "indicator" => {
            let found = store::indicator::find(read, id.into()).await?;
            found.map(|indicator| labelled(&indicator.label, &indicator.name))
        }
        "task" => store::task::find(read, id.into()).await?.map(|task| labelled(&task.label, &task.text)),
        "submission" => match store::submission::find(read, id.into()).await? {
            Some(submission) => {
                store::organisation::find(read, submission.organisation).await?.map(|body| body.name)
            }
            None => None,
        },
        "import" => store::import::find(read, id.into()).await?.map(|import| import.head.file_name),
        "document" => store::document::find(read, id.into()).await?.map(|document| document.title),
        _ => None,
    };
    Ok(name.unwrap_or_default())
}

/// The fields in which two values differ, those of nested objects by their full name.
fn changes(before: &Value, after: &Value) -> Vec<Change> {
    let (mut old, mut new) = (Map::new(), Map::new());
    flatten("", before, &mut old);
    flatten("", after, &mut new);
    let mut fields: Vec<&String> = old.keys().chain(new.keys()).collect();
    fields.sort_unstable();
    fields.dedup();
    let value = |of: &Map<String, Value>, field: &str| of.get(field).cloned().unwrap_or(Value::Null);
    let change = |field: &String| Change {
        field: field.clone(),
        before: value(&old, field),
        after: value(&new, field),
    };
    fields.into_iter().map(change).filter(|change| change.before != change.after).collect()
}

fn flatten(name: &str, value: &Value, into: &mut Map<String, Value>) {
    match value {
        Value::Object(fields) => {
            for (field, value) in fields {
                let name = if name.is_empty() { field.clone() } else { format!("{name}.{field}") };
                flatten(&name, value, into);
            }
        }
        Value::Null => (),
        value => drop(into.insert(name.to_owned(), value.clone())),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_differs_is_a_change() {
        let before = json!({ "state": "started", "scope": { "plan": null, "field": "a" }, "note": "x" });
        let after = json!({ "state": "done", "scope": { "plan": "p", "field": "a" }, "note": "x" });
        let told: Vec<_> =
            changes(&before, &after).into_iter().map(|c| (c.field, c.before, c.after)).collect();
        assert_eq!(
            told,
            [
                ("scope.plan".to_owned(), Value::Null, json!("p")),
                ("state".to_owned(), json!("started"), json!("done")),
            ]
        );
        assert_eq!(changes(&Value::Null, &Value::Null), []);
    }
}
