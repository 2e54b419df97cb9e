//! The file of settings, `cotmoc.settings/1`: rule sets as TOML, to move from one installation to another.

use domain::rules::RuleFault;
use domain::{RuleKind, RuleSet};
use jiff::civil::Date;
use serde_json::{Map, Value};
use toml::Table;

use crate::{FieldError, typed_day};

/// The name and version of the form.
pub const FORMAT: &str = "cotmoc.settings/1";

/// The field of a form that a file is sent by.
const FIELD: &str = "file";

/// Reads a file; what is wrong is told for every set, in both languages.
pub fn read(text: &str) -> Result<Vec<RuleSet>, Vec<FieldError>> {
    let table: Table = text.parse().map_err(|error| vec![syntax(text, &error)])?;
    let format = table.get("format").and_then(toml::Value::as_str).unwrap_or_default();
    if format != FORMAT {
        return Err(vec![other_format(format)]);
    }
    if let Some(name) = table.keys().find(|name| !matches!(name.as_str(), "format" | "set")) {
        return Err(vec![unknown_key("", name)]);
    }
    let sets = table.get("set").and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
    let (mut read, mut errors) = (Vec::new(), Vec::new());
    for (place, set) in (1..).zip(sets) {
        match set.as_table().map_or_else(|| Err(vec![unknown_key("", "set")]), |set| rule_set(place, set)) {
            Ok(set) => read.push(set),
            Err(wrong) => errors.extend(wrong),
        }
    }
    if errors.is_empty() { Ok(read) } else { Err(errors) }
}

fn rule_set(place: usize, table: &Table) -> Result<RuleSet, Vec<FieldError>> {
    let text = |name: &str| table.get(name).and_then(toml::Value::as_str).unwrap_or_default().trim();
    let at = format!("[[set]] {place}");
    if let Some(name) =
        table.keys().find(|name| !matches!(name.as_str(), "kind" | "from" | "to" | "source" | "values"))
    {
        return Err(vec![unknown_key(&at, name)]);
    }
    let kind = RuleKind::from_code(text("kind")).ok_or_else(|| vec![unknown_kind(&at, text("kind"))])?;
    let day = |name: &str| typed_day(text(name)).ok_or_else(|| vec![wrong_day(&at, name)]);
    let from = day("from")?;
    let to = table.get("to").map(|_| day("to")).transpose()?;
    let values = table.get("values").and_then(|values| serde_json::to_value(values).ok());
    let Some(Value::Object(values)) = values else { return Err(vec![unknown_key(&at, "values")]) };
    let set =
        RuleSet { kind, from, to, source: text("source").to_owned(), body: tidy(kind, values), version: 0 };
    let wrong = faults(&set);
    if wrong.is_empty() {
        Ok(set)
    } else {
        Err(wrong.into_iter().map(|fault| at_place(&at, &fault)).collect())
    }
}

/// Writes whole numbers as such, however they were written in the file.
fn tidy(kind: RuleKind, mut values: Map<String, Value>) -> Map<String, Value> {
    for field in kind.fields() {
        if let Some(value) = field.value_in(&values) {
            field.set_in(&mut values, value);
        }
    }
    values
}

/// Everything wrong with a set by itself: its days, its source, its values.
pub(super) fn faults(set: &RuleSet) -> Vec<RuleFault> {
    let fault =
        |field: &str, vi: &str, en: &str| RuleFault { field: field.into(), vi: vi.into(), en: en.into() };
    let mut all = Vec::new();
    if set.to.is_some_and(|to| to < set.from) {
        all.push(fault(
            "to",
            "Ngày hết hiệu lực không được trước ngày bắt đầu.",
            "The last day must not lie before the first.",
        ));
    }
    if set.source.trim().is_empty() {
        all.push(fault(
            "source",
            "Cần ghi căn cứ: luật, nghị định, quyết định…",
            "The source is needed: law, decree, decision…",
        ));
    }
    all.extend(set.faults());
    all
}

/// Writes sets as a file that [`read`] takes.
pub fn write<'a>(sets: impl IntoIterator<Item = &'a RuleSet>) -> String {
    let mut out = format!("format = \"{FORMAT}\"\n");
    for set in sets {
        let mut table = Table::new();
        let mut put = |name: &str, text: String| drop(table.insert(name.into(), toml::Value::String(text)));
        put("kind", set.kind.code().into());
        put("from", set.from.to_string());
        if let Some(to) = set.to {
            put("to", to.to_string());
        }
        put("source", set.source.clone());
        if let Ok(values) = toml::Value::try_from(&set.body) {
            table.insert("values".into(), values);
        }
        let whole =
            Table::from_iter([("set".to_owned(), toml::Value::Array(vec![toml::Value::Table(table)]))]);
        out.push('\n');
        out.push_str(&whole.to_string());
    }
    out
}

fn syntax(text: &str, error: &toml::de::Error) -> FieldError {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let what = error.message();
    FieldError::new(
        FIELD,
        format!("Tệp không đúng cú pháp TOML ở dòng {line} ({what})."),
        format!("The file is not valid TOML at line {line} ({what})."),
    )
}

fn other_format(format: &str) -> FieldError {
    FieldError::new(
        FIELD,
        format!(
            "Tệp phải mở đầu bằng format = \"{FORMAT}\"; tệp này ghi “{format}”. Hãy xuất lại tệp bằng phiên bản chương trình đang dùng."
        ),
        format!(
            "The file must begin with format = \"{FORMAT}\"; this one says “{format}”. Export it again with the version of the program in use."
        ),
    )
}

fn unknown_kind(at: &str, kind: &str) -> FieldError {
    let known: Vec<&str> = RuleKind::ALL.iter().map(|kind| kind.code()).collect();
    let known = known.join(", ");
    FieldError::new(
        FIELD,
        format!("{at}: không có loại quy tắc “{kind}”; các loại hiện có: {known}."),
        format!("{at}: there is no kind of rule “{kind}”; the kinds are {known}."),
    )
}

fn unknown_key(at: &str, name: &str) -> FieldError {
    FieldError::new(
        FIELD,
        format!("{at} không nhận ra mục “{name}”, hoặc mục này thiếu giá trị hợp lệ.").trim_start(),
        format!("{at} “{name}” is not known, or lacks a valid value.").trim_start(),
    )
}

fn wrong_day(at: &str, name: &str) -> FieldError {
    FieldError::new(
        FIELD,
        format!("{at}: “{name}” phải là một ngày, ví dụ \"2026-07-01\"."),
        format!("{at}: “{name}” must be a day, such as \"2026-07-01\"."),
    )
}

fn at_place(at: &str, fault: &RuleFault) -> FieldError {
    FieldError::new(FIELD, format!("{at}: {}", fault.vi), format!("{at}: {}", fault.en))
}

/// The name under which a set is known in a file: its kind and first day.
pub(super) fn key(set: &RuleSet) -> (RuleKind, Date) {
    (set.kind, set.from)
}
