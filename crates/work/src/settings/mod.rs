//! Settings: dated rule sets with their sources, and which of them counts on a day.
//!
//! Sets that come with the program stand in `rules/built-in.toml`; the installation's own are stored, and go
//! first. [`book`] holds both and is kept in memory until somebody changes a rule.

mod change;
pub mod file;
mod import;
mod shelf;

use std::sync::Arc;

use domain::{ReportingRules, RetentionRules, RuleBook, RuleKind, RuleSet, SignInRules};
use jiff::civil::Date;

use crate::{Error, Work};

pub use change::{Typed, add, remove, update};
pub use domain::rules::{RuleField, RuleUnit, RuleValue, Standing};
pub use file::write as export;
pub use import::{Change, Difference, Preview, apply, differences, preview};
pub(crate) use shelf::Shelf;

/// The rule sets that come with the program, in the form of an export.
const BUILT_IN: &str = include_str!("../../rules/built-in.toml");

/// Every rule set, those of the program and the installation's own.
pub async fn book(work: &Work) -> Result<Arc<RuleBook>, Error> {
    let now = work.clock.now();
    if let Some(book) = work.shelf.current(now) {
        return Ok(book);
    }
    let mut read = work.store.read().await?;
    let generation = store::generation::get(&mut read).await?;
    let book = Arc::new(with_built_in(store::rule_set::list(&mut read).await?));
    work.shelf.keep(&book, generation, now);
    Ok(book)
}

/// A book of the program's sets and these.
fn with_built_in(own: Vec<RuleSet>) -> RuleBook {
    let built_in = file::read(BUILT_IN).expect("a test reads the file that comes with the program");
    RuleBook::new(built_in.into_iter().chain(own)).expect("a test finds every kind in the file")
}

/// The rules of signing in that count today.
pub async fn sign_in_rules(work: &Work) -> Result<SignInRules, Error> {
    let book = book(work).await?;
    Ok(book.in_force(RuleKind::SignIn, work.clock.today()).read()?)
}

/// The thresholds by which a day is judged.
pub async fn assessment_rules(work: &Work, on: Date) -> Result<assess::Rules, Error> {
    Ok(book(work).await?.in_force(RuleKind::Assessment, on).read()?)
}

/// How long records are kept, as it counts today.
pub async fn retention_rules(work: &Work) -> Result<RetentionRules, Error> {
    let book = book(work).await?;
    Ok(book.in_force(RuleKind::Retention, work.clock.today()).read()?)
}

/// The rules of reporting that count on a day.
pub async fn reporting_rules(work: &Work, on: Date) -> Result<ReportingRules, Error> {
    Ok(book(work).await?.in_force(RuleKind::Reporting, on).read()?)
}

/// The rules of reporting of every day.
#[expect(clippy::missing_panics_doc, reason = "every set of the book was read")]
pub async fn reporting_rules_by_day(work: &Work) -> Result<impl Fn(Date) -> ReportingRules, Error> {
    let book = book(work).await?;
    let mut read = Vec::new();
    for set in book.of_kind(RuleKind::Reporting) {
        read.push((set.clone(), set.read::<ReportingRules>()?));
    }
    Ok(move |on| {
        let set = book.in_force(RuleKind::Reporting, on);
        let rules = read.iter().find(|(of, _)| of == set).map(|(_, rules)| rules.clone());
        rules.expect("every set of the book was read")
    })
}

/// The set of a kind that counts on a day, with its source.
pub async fn in_force(work: &Work, kind: RuleKind, on: Date) -> Result<RuleSet, Error> {
    Ok(book(work).await?.in_force(kind, on).clone())
}

/// The installation's own set of a kind that begins on a day.
pub async fn get(work: &Work, kind: RuleKind, from: Date) -> Result<RuleSet, Error> {
    let found = store::rule_set::find(&mut work.store.read().await?, kind, from).await?;
    found.ok_or_else(|| store::Error::NotFound { noun: "rule_set", id: name(kind, from) }.into())
}

/// How a set is named in the log.
fn name(kind: RuleKind, from: Date) -> String {
    format!("{}/{from}", kind.code())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_sets_of_the_program_hold_the_defaults_within_their_bounds() {
        let sets = file::read(BUILT_IN).unwrap();
        for set in &sets {
            assert_eq!(set.faults(), [], "{} {}", set.kind.code(), set.from);
            let default = match set.kind {
                RuleKind::SignIn => serde_json::to_value(SignInRules::default()).unwrap(),
                RuleKind::Assessment => serde_json::to_value(assess::Rules::default()).unwrap(),
                RuleKind::Retention => serde_json::to_value(RetentionRules::default()).unwrap(),
                RuleKind::Reporting => serde_json::to_value(ReportingRules::default()).unwrap(),
            };
            let Value::Object(default) = default else { panic!("rules are objects") };
            for field in set.kind.fields() {
                assert_eq!(set.value(field), field.value_in(&default), "{}", field.name);
            }
            let typed: usize = default.values().map(|v| v.as_object().map_or(1, serde_json::Map::len)).sum();
            assert_eq!(typed, set.kind.fields().len(), "each value has its field: {}", set.kind.code());
        }
    }

    #[test]
    fn the_sets_of_the_program_follow_each_other_without_a_gap() {
        let sets = file::read(BUILT_IN).unwrap();
        for kind in RuleKind::ALL {
            let of_kind: Vec<_> = sets.iter().filter(|set| set.kind == *kind).collect();
            assert_eq!(of_kind[0].from, date(2025, 1, 1));
            assert_eq!(of_kind[of_kind.len() - 1].to, None);
            for pair in of_kind.windows(2) {
                assert_eq!(pair[0].to.map(|to| to.saturating_add(1.day())), Some(pair[1].from));
            }
        }
    }

    #[test]
    fn the_docs_list_every_value_with_its_bounds() {
        let docs = include_str!("../../../../docs/settings.md");
        let sets = file::read(BUILT_IN).unwrap();
        let lang = domain::Lang::En;
        for set in &sets {
            for field in set.kind.fields() {
                let value = field.words(set.value(field).unwrap(), lang);
                let law = match (field.law_least, field.law_most) {
                    (Some(least), _) => format!("at least {}", field.words(RuleValue::Number(least), lang)),
                    (_, Some(most)) => format!("at most {}", field.words(RuleValue::Number(most), lang)),
                    _ => String::new(),
                };
                let row = format!(
                    "| `{}` | `{}` | {} | {value} | {} | {law} |",
                    set.kind.code(),
                    field.name,
                    field.label(lang),
                    field.bounds(lang),
                );
                assert!(docs.contains(&row), "docs/settings.md lacks\n{row}");
            }
        }
    }
}
