//! The log taken out: as JSON lines, each with all that is needed to make its seal again, or as a table.

use domain::Action;
use domain::audit::{Details, Event, Sealed};
use serde_json::{Value, json};
use store::audit::Filter;

use super::history::{Asked, filter, visible};
use crate::access::Access;
use crate::{Actor, Error, Work};

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A JSON object a line.
    JsonLines,
    /// Comma-separated values, for a spreadsheet.
    Csv,
}

/// How many entries somebody takes out at once on a page; the command line gives all.
const AT_MOST: usize = 100_000;
/// How many entries are written before the next are read.
const AT_ONCE: usize = 5_000;

const COLUMNS: [&str; 17] = [
    "seq",
    "at",
    "account",
    "post",
    "acting_as",
    "event",
    "outcome",
    "noun",
    "item",
    "plan",
    "organisation",
    "address",
    "agent",
    "before",
    "after",
    "note",
    "seal",
];

impl Format {
    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Format::JsonLines => "jsonl",
            Format::Csv => "csv",
        }
    }

    /// What stands before the first entry.
    pub fn head(self) -> String {
        match self {
            Format::JsonLines => String::new(),
            // The mark tells spreadsheets that the text is UTF-8.
            Format::Csv => format!("\u{feff}{}\r\n", COLUMNS.join(",")),
        }
    }

    /// One entry as a line.
    pub fn line(self, sealed: &Sealed) -> String {
        match self {
            Format::JsonLines => format!("{}\n", object(sealed)),
            Format::Csv => {
                let cells: Vec<String> = cells(sealed).iter().map(|cell| quoted(cell)).collect();
                format!("{}\r\n", cells.join(","))
            }
        }
    }
}

/// Takes out what somebody may see of the log, and enters that it was taken.
pub async fn take(
    work: &Work,
    actor: &Actor,
    access: &Access,
    asked: &Asked,
    format: Format,
) -> Result<String, Error> {
    let mut text = format.head();
    let mut count = 0;
    if let Some(filter) = filter(work, asked).await? {
        let mut before = Some(i64::MAX);
        while let Some(place) = before.filter(|_| count < AT_MOST) {
            let found;
            (found, before) = visible(work, access, Action::ExportLog, &filter, place, AT_ONCE).await?;
            count += found.len();
            text.extend(found.iter().map(|sealed| format.line(sealed)));
        }
    }
    let taken = json!({ "entries": count, "format": format.ending(), "asked": asked_of(asked) });
    work.note(actor, Event::done("log.exported", "").added(&taken)).await?;
    Ok(text)
}

fn asked_of(asked: &Asked) -> Value {
    Value::Object(asked.pairs().map(|(name, typed)| (name.to_owned(), json!(typed))).collect())
}

/// Writes every entry asked for, the first first, page by page, and enters that it was taken out.
pub async fn export(
    work: &Work,
    actor: &Actor,
    asked: &Asked,
    format: Format,
    mut write: impl FnMut(&str) -> std::io::Result<()>,
) -> Result<std::io::Result<u64>, Error> {
    let Filter { from, to, .. } = filter(work, asked).await?.unwrap_or_default();
    let (mut after, mut count) = (i64::MIN, 0_u64);
    let mut written = write(&format.head());
    while written.is_ok() {
        let mut read = work.store.read().await?;
        let page = store::audit::list_after(&mut read, after, u32::try_from(AT_ONCE).unwrap_or(1)).await?;
        drop(read);
        let Some(last) = page.last() else { break };
        after = last.entry.seq;
        let is_asked = |sealed: &&Sealed| {
            from.is_none_or(|from| from <= sealed.entry.at) && to.is_none_or(|to| sealed.entry.at <= to)
        };
        for sealed in page.iter().filter(is_asked) {
            written = written.and_then(|()| write(&format.line(sealed)));
            count += 1;
        }
    }
    let taken = json!({ "entries": count, "format": format.ending(), "asked": asked_of(asked) });
    work.note(actor, Event::done("log.exported", "").added(&taken)).await?;
    Ok(written.map(|()| count))
}

/// Everything that a seal is made of, the details as the very text that was sealed.
fn object(sealed: &Sealed) -> Value {
    let Sealed { entry, hash, details } = sealed;
    json!({
        "seq": entry.seq,
        "at_ms": entry.at.as_millisecond(),
        "at": entry.at.to_string(),
        "account": entry.account,
        "post": entry.post,
        "event": entry.event,
        "outcome": entry.outcome.code(),
        "noun": entry.noun,
        "item": entry.item,
        "plan": entry.plan,
        "organisation": entry.organisation,
        "details": details,
        "details_sha256": entry.details_sha256,
        "seal": hash,
    })
}

fn cells(sealed: &Sealed) -> [String; 17] {
    let Sealed { entry, hash, details } = sealed;
    let details: Details =
        details.as_deref().and_then(|details| serde_json::from_str(details).ok()).unwrap_or_default();
    let id = |id: Option<String>| id.unwrap_or_default();
    let json = |value: &Value| if value.is_null() { String::new() } else { value.to_string() };
    [
        entry.seq.to_string(),
        entry.at.to_string(),
        id(entry.account.map(|id| id.to_string())),
        id(entry.post.map(|id| id.to_string())),
        details.acting_as,
        entry.event.clone(),
        entry.outcome.code().to_owned(),
        entry.noun.clone(),
        entry.item.clone(),
        id(entry.plan.map(|id| id.to_string())),
        id(entry.organisation.map(|id| id.to_string())),
        details.address,
        details.agent,
        json(&details.before),
        json(&details.after),
        details.note,
        hash.clone(),
    ]
}

/// A cell; what a spreadsheet would take for a formula is made a text.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(quoted("=1+1"), "'=1+1");
        assert_eq!(quoted("@SUM(A1), \"x\""), "\"'@SUM(A1), \"\"x\"\"\"");
        assert_eq!(quoted("Sở Nội vụ"), "Sở Nội vụ");
    }
}
