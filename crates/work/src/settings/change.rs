//! Adding, changing, ending and removing the installation's own rule sets.
//!
//! Whatever changes a day that is over needs a reason, since that day was judged by the rules before. A set that
//! has begun cannot be removed, nor begin on another day; it can be ended.

use std::collections::BTreeMap;

use domain::audit::Event;
use domain::rules::RuleFault;
use domain::{RuleBook, RuleKind, RuleSet};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Map;
use store::Write;

use super::{file, name, with_built_in};
use crate::{Actor, Error, FieldError, Work, typed_day};

/// What a form about a rule set sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// The first day.
    pub from: String,
    /// The last day; empty while no end is known.
    pub to: String,
    /// The law or decision it rests on.
    pub source: String,
    /// Why days that are over are changed.
    pub reason: String,
    /// The version that the form was shown for.
    pub version: String,
    /// Each value under its field's name.
    #[serde(flatten)]
    pub values: BTreeMap<String, String>,
}

impl Typed {
    /// A set as a form shows it.
    pub fn of(set: &RuleSet) -> Self {
        let typed = |field: &super::RuleField| {
            let text = set.value(field).map(|value| field.to_type(value));
            (field.name.to_owned(), text.unwrap_or_default())
        };
        Self {
            from: set.from.to_string(),
            to: set.to.map(|to| to.to_string()).unwrap_or_default(),
            source: set.source.clone(),
            reason: String::new(),
            version: set.version.to_string(),
            values: set.kind.fields().iter().map(typed).collect(),
        }
    }

    fn read(&self, kind: RuleKind) -> Result<RuleSet, Error> {
        let mut errors = Vec::new();
        let not_a_day = |field| {
            FieldError::new(field, "Ghi ngày dạng 01/07/2026.", "Write the day as 01/07/2026 or 2026-07-01.")
        };
        let from = typed_day(&self.from);
        if from.is_none() {
            errors.push(not_a_day("from"));
        }
        let to = typed_day(&self.to);
        if to.is_none() && !self.to.trim().is_empty() {
            errors.push(not_a_day("to"));
        }
        let mut body = Map::new();
        for field in kind.fields() {
            let text = self.values.get(field.name).map_or("", String::as_str);
            match field.typed(text) {
                Some(value) => field.set_in(&mut body, value),
                None => errors.push(FieldError::new(
                    field.name,
                    format!("{}: ghi một số, ví dụ {}.", field.vi, field.bounds(domain::Lang::Vi)),
                    format!("{}: write a number, {}.", field.en, field.bounds(domain::Lang::En)),
                )),
            }
        }
        let source = self.source.trim().to_owned();
        let version = self.version.trim().parse().unwrap_or(1);
        let set = RuleSet { kind, from: from.unwrap_or_default(), to, source, body, version };
        if errors.is_empty() {
            errors.extend(file::faults(&set).into_iter().map(error));
        }
        if errors.is_empty() { Ok(set) } else { Err(Error::Invalid(errors)) }
    }
}

fn error(fault: RuleFault) -> FieldError {
    FieldError::new(fault.field, fault.vi, fault.en)
}

/// Begins a change: nobody else changes rules until it ends.
pub(super) async fn begin(work: &Work) -> Result<(Write, RuleBook), Error> {
    let mut tx = work.store.write().await?;
    // A change, not a question: on PostgreSQL it is what makes other writers wait.
    store::generation::bump(&mut tx).await?;
    let own = store::rule_set::list(&mut tx).await?;
    Ok((tx, with_built_in(own)))
}

/// Adds a set of the installation's own.
pub async fn add(work: &Work, actor: &Actor, kind: RuleKind, typed: &Typed) -> Result<Date, Error> {
    let set = RuleSet { version: 1, ..typed.read(kind)? };
    let (mut tx, book) = begin(work).await?;
    no_overlap(&book, &set, None)?;
    needs_reason(work, None, &set, &typed.reason)?;
    store::rule_set::add(&mut tx, &set).await?;
    let event = Event::done("rule_set.added", name(kind, set.from)).added(&set).because(typed.reason.trim());
    work.keep(tx, actor, [event]).await?;
    work.shelf.forget();
    Ok(set.from)
}

/// Changes the own set of a kind that began on a day, if it still has the version the form was shown for.
pub async fn update(
    work: &Work,
    actor: &Actor,
    kind: RuleKind,
    began: Date,
    typed: &Typed,
) -> Result<Date, Error> {
    let set = typed.read(kind)?;
    let (mut tx, book) = begin(work).await?;
    let before = store::rule_set::find(&mut tx, kind, began).await?;
    let before = before.ok_or_else(|| store::Error::NotFound { noun: "rule_set", id: name(kind, began) })?;
    if before.version != set.version {
        return Err(store::Error::Stale { current: before.version }.into());
    }
    if set.from != began && (began <= work.clock.today() || set.from < work.clock.today()) {
        return Err(invalid(
            "from",
            "Bộ quy tắc đã có hiệu lực thì không đổi được ngày bắt đầu.",
            "A set that has begun cannot begin on another day.",
        ));
    }
    no_overlap(&book, &set, Some(began))?;
    needs_reason(work, Some(&before), &set, &typed.reason)?;
    store::rule_set::update(&mut tx, began, &set).await?;
    let event = Event::done("rule_set.changed", name(kind, began))
        .changed(&before, &RuleSet { version: set.version, ..set.clone() });
    work.keep(tx, actor, [event.because(typed.reason.trim())]).await?;
    work.shelf.forget();
    Ok(set.from)
}

/// Removes a set that has not begun.
pub async fn remove(
    work: &Work,
    actor: &Actor,
    kind: RuleKind,
    from: Date,
    version: i64,
) -> Result<(), Error> {
    let (mut tx, _) = begin(work).await?;
    let set = store::rule_set::find(&mut tx, kind, from).await?;
    let set = set.ok_or_else(|| store::Error::NotFound { noun: "rule_set", id: name(kind, from) })?;
    if from <= work.clock.today() {
        return Err(invalid(
            "to",
            "Bộ quy tắc đã có hiệu lực thì không xóa được; hãy đặt ngày hết hiệu lực.",
            "A set that has begun cannot be removed; give it a last day instead.",
        ));
    }
    store::rule_set::remove(&mut tx, &RuleSet { version, ..set.clone() }).await?;
    work.keep(tx, actor, [Event::done("rule_set.removed", name(kind, from)).removed(&set)]).await?;
    work.shelf.forget();
    Ok(())
}

pub(super) fn no_overlap(book: &RuleBook, set: &RuleSet, but: Option<Date>) -> Result<(), Error> {
    let Some(other) = book.overlapping(set, but) else { return Ok(()) };
    let from = other.from.strftime("%d/%m/%Y");
    Err(Error::Invalid(vec![FieldError::new(
        "from",
        format!(
            "Trùng thời gian với bộ quy tắc bắt đầu ngày {from}; hãy đặt ngày hết hiệu lực cho bộ đó trước."
        ),
        format!("Overlaps the set that begins on {from}; give that one a last day first."),
    )]))
}

/// Days that are over were judged by the rules before: to change them takes a reason.
pub(super) fn needs_reason(
    work: &Work,
    before: Option<&RuleSet>,
    after: &RuleSet,
    reason: &str,
) -> Result<(), Error> {
    if first_day_changed(before, after) >= work.clock.today() || !reason.trim().is_empty() {
        return Ok(());
    }
    Err(invalid(
        "reason",
        "Thay đổi này tác động đến những ngày đã qua; cần ghi lý do.",
        "This changes days that are over; a reason is needed.",
    ))
}

fn first_day_changed(before: Option<&RuleSet>, after: &RuleSet) -> Date {
    let Some(before) = before else { return after.from };
    if before.from != after.from || before.body != after.body || before.source != after.source {
        return before.from.min(after.from);
    }
    let ends = [before.to, after.to].into_iter().flatten().min();
    match ends {
        Some(end) if before.to != after.to => end.saturating_add(1.day()),
        _ => Date::MAX,
    }
}

pub(super) fn invalid(field: &str, vi: &str, en: &str) -> Error {
    Error::Invalid(vec![FieldError::new(field, vi, en)])
}
