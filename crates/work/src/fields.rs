//! Fields: adding and renaming them, and saying to which one indicators belong.

use domain::audit::{Event, fields};
use domain::{Action, Field, FieldId, Indicator, IndicatorId};
use serde::Deserialize;
use serde_json::json;
use store::Write;

use crate::access::Access;
use crate::{Actor, Error, FieldError, Work};

/// Every field, in order.
pub async fn list(work: &Work) -> Result<Vec<Field>, Error> {
    Ok(store::field::list(&mut work.store.read().await?).await?)
}

/// What was typed into the form of a field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FieldForm {
    /// The name.
    pub name: String,
    /// The version that the form was shown with.
    pub version: i64,
}

/// Adds a field after all others.
pub async fn add(work: &Work, actor: &Actor, typed: &FieldForm) -> Result<FieldId, Error> {
    let mut tx = work.store.write().await?;
    let known = store::field::list(&mut tx).await?;
    let name = name(typed, &known, None)?;
    let position = known.last().map_or(0, |last| last.position + 1);
    let field = Field { id: work.clock.id(), name, position, version: 1 };
    store::field::add(&mut tx, &field).await?;
    work.keep(tx, actor, [Event::done("field.added", field.id).added(&field)]).await?;
    Ok(field.id)
}

/// Renames a field.
pub async fn rename(work: &Work, actor: &Actor, id: FieldId, typed: &FieldForm) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let before = store::field::get(&mut tx, id).await?;
    let known = store::field::list(&mut tx).await?;
    let after = Field { name: name(typed, &known, Some(id))?, version: typed.version, ..before.clone() };
    store::field::update(&mut tx, &after).await?;
    work.keep(tx, actor, [Event::done("field.renamed", id).changed(&before, &after)]).await
}

/// Says to which field an indicator belongs, or that it belongs to none.
pub async fn set(
    work: &Work,
    actor: &Actor,
    access: &Access,
    indicators: &[(IndicatorId, i64)],
    field: Option<FieldId>,
) -> Result<usize, Error> {
    let mut tx = work.store.write().await?;
    if let Some(field) = field {
        store::field::get(&mut tx, field).await?;
    }
    let mut events = Vec::new();
    for (id, version) in indicators {
        let indicator = store::indicator::get(&mut tx, *id).await?;
        let known = access.directory().indicator(*id).map(|item| access.directory().answered(item));
        if !access.may(Action::EditItem, &known.unwrap_or_default()) {
            drop(tx);
            work.note(actor, Event::done("indicator.field_set", id).of_plan(indicator.plan).denied()).await?;
            return Err(beyond());
        }
        if indicator.field != field {
            events.push(set_one(&mut tx, indicator, *version, field).await?);
        }
    }
    let changed = events.len();
    if changed > 0 {
        store::generation::bump(&mut tx).await?;
        work.keep(tx, actor, events).await?;
    }
    Ok(changed)
}

async fn set_one(
    tx: &mut Write,
    indicator: Indicator,
    version: i64,
    field: Option<FieldId>,
) -> Result<Event, Error> {
    let (before, after) = (fields([("field", json!(indicator.field))]), fields([("field", json!(field))]));
    let event = Event::done("indicator.field_set", indicator.id).of_plan(indicator.plan);
    store::indicator::update(tx, &Indicator { field, version, ..indicator }).await?;
    Ok(event.changed(&before, &after))
}

fn beyond() -> Error {
    Error::Invalid(vec![FieldError::new(
        "field",
        "Có chỉ tiêu nằm ngoài phạm vi của đồng chí.",
        "Some indicators lie beyond your scope.",
    )])
}

/// Names of fields are short.
const LONGEST: usize = 80;

fn name(typed: &FieldForm, known: &[Field], own: Option<FieldId>) -> Result<String, Error> {
    let name = domain::text::squeeze(&typed.name);
    let refuse = |vi, en| Err(Error::Invalid(vec![FieldError::new("name", vi, en)]));
    if name.is_empty() || name.chars().count() > LONGEST {
        return refuse(
            "Nhập tên lĩnh vực, tối đa 80 ký tự.",
            "Enter the field's name, at most 80 characters.",
        );
    }
    let folded = domain::text::fold(&name);
    if known.iter().any(|field| Some(field.id) != own && domain::text::fold(&field.name) == folded) {
        return refuse("Đã có lĩnh vực này.", "There is such a field already.");
    }
    Ok(name)
}
