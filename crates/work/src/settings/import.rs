//! Taking a file of settings in: what it would change is shown first, then done.

use domain::audit::{Event, sha256_hex};
use domain::{Lang, RuleBook, RuleSet};

use super::change::{begin, needs_reason, no_overlap};
use super::{RuleValue, file, name, with_built_in};
use crate::{Actor, Error, Work};

/// What a file would change.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Each set of the file that differs from what is known, in the file's order.
    pub changes: Vec<Change>,
    /// How many sets of the file are known just so.
    pub same: usize,
    /// Own sets that the file does not name; they stay as they are.
    pub untouched: Vec<RuleSet>,
    /// Stands for the rules that the file was compared with.
    pub state: String,
}

/// A set that a file adds or changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it is now; `None` when it is new.
    pub before: Option<RuleSet>,
    /// What it would be.
    pub after: RuleSet,
}

/// A value in which two sets differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What it means.
    pub label: String,
    /// What it says before.
    pub before: String,
    /// What it says after.
    pub after: String,
}

/// The values in which two sets of a kind differ, in words; all of them where there was none before.
pub fn differences(before: Option<&RuleSet>, after: &RuleSet, lang: Lang) -> Vec<Difference> {
    let words = |set: &RuleSet, field: &super::RuleField| {
        set.value(field).map_or_else(String::new, |value: RuleValue| field.words(value, lang))
    };
    let mut all = Vec::new();
    let mut note = |label: &str, old: String, new: String| {
        if old != new {
            all.push(Difference { label: label.to_owned(), before: old, after: new });
        }
    };
    let day =
        |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| assess::words::day(day, lang));
    note(
        lang.pick("Căn cứ", "Source"),
        before.map_or_else(String::new, |b| b.source.clone()),
        after.source.clone(),
    );
    note(lang.pick("Hết hiệu lực", "Last day"), day(before.and_then(|b| b.to)), day(after.to));
    for field in after.kind.fields() {
        note(field.label(lang), before.map_or_else(String::new, |b| words(b, field)), words(after, field));
    }
    all
}

/// Reads a file and tells what it would change.
pub async fn preview(work: &Work, text: &str) -> Result<Preview, Error> {
    let own = store::rule_set::list(&mut work.store.read().await?).await?;
    compare(text, &with_built_in(own))
}

fn compare(text: &str, book: &RuleBook) -> Result<Preview, Error> {
    let sets = file::read(text).map_err(Error::Invalid)?;
    let own: Vec<&RuleSet> = book.sets().iter().filter(|set| !set.is_built_in()).collect();
    let is_same = |one: &RuleSet, other: &RuleSet| {
        file::key(one) == file::key(other)
            && one.to == other.to
            && one.source == other.source
            && one.body == other.body
    };
    let mut changes = Vec::new();
    for set in &sets {
        let before = own.iter().find(|known| file::key(known) == file::key(set));
        let is_known = before.map_or_else(
            || book.sets().iter().any(|known| is_same(known, set)),
            |before| is_same(before, set),
        );
        if !is_known {
            let version = before.map_or(1, |before| before.version);
            let after = RuleSet { version, ..set.clone() };
            changes.push(Change { before: before.map(|set| (*set).clone()), after });
        }
    }
    let is_named = |known: &&&RuleSet| sets.iter().any(|set| file::key(set) == file::key(known));
    let untouched = own.iter().filter(|set| !is_named(set)).map(|set| (*set).clone()).collect();
    let state = sha256_hex(file::write(own).as_bytes());
    Ok(Preview { same: sets.len() - changes.len(), changes, untouched, state })
}

/// Does what a file says, all of it or nothing, if the rules are still those that `state` stands for.
pub async fn apply(
    work: &Work,
    actor: &Actor,
    text: &str,
    state: Option<&str>,
    reason: &str,
) -> Result<usize, Error> {
    let (mut tx, book) = begin(work).await?;
    let preview = compare(text, &book)?;
    if state.is_some_and(|state| state != preview.state) {
        return Err(store::Error::Stale { current: 0 }.into());
    }
    let is_kept = |set: &&RuleSet| {
        !set.is_built_in() && !preview.changes.iter().any(|c| file::key(&c.after) == file::key(set))
    };
    let kept = book.sets().iter().filter(is_kept).cloned();
    let after =
        with_built_in(kept.chain(preview.changes.iter().map(|change| change.after.clone())).collect());
    let mut events = Vec::new();
    for Change { before, after: set } in &preview.changes {
        no_overlap(&after, set, Some(set.from))?;
        needs_reason(work, before.as_ref(), set, reason)?;
        let event = if let Some(before) = before {
            store::rule_set::update(&mut tx, set.from, set).await?;
            Event::done("rule_set.changed", name(set.kind, set.from)).changed(before, set)
        } else {
            store::rule_set::add(&mut tx, set).await?;
            Event::done("rule_set.added", name(set.kind, set.from)).added(set)
        };
        events.push(event.because(reason.trim()));
    }
    work.keep(tx, actor, events).await?;
    work.shelf.forget();
    Ok(preview.changes.len())
}
