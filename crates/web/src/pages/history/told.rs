//! Entries of the audit chain in plain words.

use domain::Action;
use domain::audit::Outcome;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use uuid::Uuid;
use work::audit::{Line, Listed, Names};
use work::indicators::words;

use super::NOUNS;
use crate::ctx::Ctx;
use crate::i18n;

/// An entry as a page shows it.
pub struct Row {
    /// Its number.
    pub seq: i64,
    /// When.
    pub at: String,
    /// Who, by name.
    pub who: String,
    /// By which post, or which program.
    pub acting_as: String,
    /// What happened.
    pub event: String,
    /// What became of it, unless it was simply done.
    pub outcome: Option<String>,
    /// What it happened to.
    pub item: String,
    /// Where that is shown.
    pub item_href: Option<String>,
    /// Where its whole history is shown.
    pub history_href: Option<String>,
    /// The body it concerns.
    pub body: String,
    /// The fields that changed.
    pub changes: Vec<Told>,
    /// The reason or remark.
    pub note: String,
    /// From where; empty for the program itself.
    pub address: String,
    /// Whether the details were erased.
    pub is_erased: bool,
}

/// A field that changed, in words.
pub struct Told {
    /// Its name.
    pub field: String,
    /// What it was.
    pub before: String,
    /// What it is.
    pub after: String,
}

/// The entries in words.
pub fn rows(ctx: &Ctx, listed: &Listed) -> Vec<Row> {
    listed.lines.iter().map(|line| row(ctx, &listed.names, line)).collect()
}

fn row(ctx: &Ctx, names: &Names, line: &Line) -> Row {
    let entry = &line.sealed.entry;
    let details = line.details.clone().unwrap_or_default();
    let action =
        if matches!(entry.noun.as_str(), "account" | "grant") { Action::SeeLog } else { Action::SeeHistory };
    let has_history = NOUNS.contains(&entry.noun.as_str()) && ctx.may_somewhere(action);
    let has_history = has_history && Uuid::parse_str(&entry.item).is_ok();
    Row {
        seq: entry.seq,
        at: ctx.moment(&entry.at),
        who: who(ctx, line),
        event: event_word(ctx, &entry.event),
        outcome: Some(entry.outcome).filter(|o| *o != Outcome::Done).map(|o| ctx.tk("log-outcome", o.code())),
        item: [noun_word(ctx, &entry.noun), line.item.clone()].join(" ").trim().to_owned(),
        item_href: address(&entry.noun, &entry.item),
        history_href: has_history.then(|| format!("/history/{}/{}", entry.noun, entry.item)),
        body: line.body.clone().unwrap_or_default(),
        changes: line.changes.iter().map(|change| told(ctx, names, &entry.noun, change)).collect(),
        note: note(ctx, &details.note),
        address: details.address,
        acting_as: details.acting_as,
        is_erased: line.details.is_none(),
    }
}

fn who(ctx: &Ctx, line: &Line) -> String {
    match line.who.as_deref() {
        Some("") => ctx.t("log-erased-person"),
        Some(name) => name.to_owned(),
        None => {
            let is_program = line.details.as_ref().is_none_or(|details| details.address.is_empty());
            ctx.t(if is_program { "log-program" } else { "log-stranger" })
        }
    }
}

/// Where an item is shown.
pub fn address(noun: &str, item: &str) -> Option<String> {
    let place = match noun {
        "indicator" => "indicators",
        "task" => "tasks",
        "organisation" => "organisations",
        "document" => "documents",
        "import" => "imports",
        "difficulty" => "difficulties",
        _ => return None,
    };
    Uuid::parse_str(item).ok().map(|id| format!("/{place}/{id}"))
}

/// What happened, in words; the code itself where the words are missing.
pub fn event_word(ctx: &Ctx, event: &str) -> String {
    word(ctx, "event", event).unwrap_or_else(|| event.to_owned())
}

/// A noun in words.
pub fn noun_word(ctx: &Ctx, noun: &str) -> String {
    word(ctx, "noun", noun).unwrap_or_else(|| noun.to_owned())
}

fn told(ctx: &Ctx, names: &Names, noun: &str, change: &work::audit::Change) -> Told {
    let part = change.field.rsplit('.').next().unwrap_or_default();
    let value = |of: &Value| code_of(ctx, noun, part, of).unwrap_or_else(|| value(ctx, names, of));
    Told {
        field: word(ctx, "field", part).unwrap_or_else(|| part.replace('_', " ")),
        before: value(&change.before),
        after: value(&change.after),
    }
}

/// A code in the words that the pages of its noun have for it, such as `difficulty-state-open`.
fn code_of(ctx: &Ctx, noun: &str, field: &str, value: &Value) -> Option<String> {
    let code = value.as_str().filter(|text| is_code(text))?;
    i18n::find(ctx.lang, &format!("{noun}-{field}-{code}").replace(['.', '_'], "-"))
}

fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// The text of `log-prefix-code`, if there is one.
fn word(ctx: &Ctx, prefix: &str, code: &str) -> Option<String> {
    i18n::find(ctx.lang, &format!("log-{prefix}-{}", code.replace(['.', '_'], "-")))
}

/// A denied attempt's note is the action's code.
fn note(ctx: &Ctx, note: &str) -> String {
    word(ctx, "action", note).unwrap_or_else(|| note.to_owned())
}

/// A value as people write it: figures, days and names, not JSON.
fn value(ctx: &Ctx, names: &Names, value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Bool(true) => ctx.t("value-yes"),
        Value::Bool(false) => ctx.t("value-no"),
        Value::Number(number) => {
            number.as_f64().map_or_else(|| number.to_string(), |n| words::number(n, ctx.lang))
        }
        Value::String(text) => written(ctx, names, text),
        Value::Array(parts) if parts.is_empty() => "–".to_owned(),
        Value::Array(parts) => {
            parts.iter().map(|part| self::value(ctx, names, part)).collect::<Vec<_>>().join("; ")
        }
        Value::Object(fields) => {
            // Something that is meant: its noun and its name.
            if let (2, Some(noun), Some(item)) =
                (fields.len(), fields.get("noun").and_then(Value::as_str), fields.get("item"))
            {
                return format!("{} {}", noun_word(ctx, noun), self::value(ctx, names, item));
            }
            let field = |(name, part): (&String, &Value)| {
                let name = word(ctx, "field", name).unwrap_or_else(|| name.replace('_', " "));
                format!("{name}: {}", self::value(ctx, names, part))
            };
            fields.iter().map(field).collect::<Vec<_>>().join(", ")
        }
    }
}

fn written(ctx: &Ctx, names: &Names, text: &str) -> String {
    if text.is_empty() {
        return "–".to_owned();
    }
    if let Ok(id) = text.parse::<Uuid>() {
        return names.get(id).map_or_else(|| format!("{}…", &text[..8]), str::to_owned);
    }
    if let Ok(day) = text.parse::<Date>() {
        return ctx.date(&day);
    }
    if let Ok(at) = text.parse::<Timestamp>() {
        return ctx.moment(&at);
    }
    let word = is_code(text).then(|| word(ctx, "value", text)).flatten();
    word.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use domain::Lang;

    use crate::i18n;

    /// Every event's code in the sources, whether named right where the event is made or before.
    fn codes() -> BTreeSet<String> {
        let mut codes = BTreeSet::new();
        for part in ["work", "web", "cli"] {
            walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(part).join("src"), &mut codes);
        }
        codes
    }

    fn walk(folder: &Path, codes: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, codes);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap();
                for after in code.split("Event::done(").skip(1) {
                    let code = after.trim_start().strip_prefix('"').and_then(|code| code.split('"').next());
                    codes.extend(code.map(str::to_owned));
                }
            }
        }
    }

    #[test]
    fn every_event_and_its_noun_have_words_in_both_languages() {
        let codes = codes();
        assert!(codes.len() > 8, "the sources were not found: {codes:?}");
        let mut missing = BTreeSet::new();
        for code in &codes {
            let noun = code.split('.').next().unwrap();
            for key in [format!("log-event-{code}"), format!("log-noun-{noun}")] {
                let key = key.replace(['.', '_'], "-");
                for lang in [Lang::Vi, Lang::En] {
                    if i18n::find(lang, &key).is_none() {
                        missing.insert(format!(
                            "add “{key} = …” to crates/web/locales/{}/history.ftl",
                            lang.tag()
                        ));
                    }
                }
            }
        }
        assert!(missing.is_empty(), "events without words:\n  {}", Vec::from_iter(missing).join("\n  "));
    }
}
