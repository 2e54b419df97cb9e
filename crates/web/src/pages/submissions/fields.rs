//! How cells and the fields of the page's form are called: `indicator-<id>.value`.

use domain::{CellEntry, CellKey};
use work::submissions::Save;

/// A cell, as its fields' names begin.
pub fn name(key: &CellKey) -> String {
    format!("{}-{}", key.noun(), key.item())
}

/// The cell of a name.
pub fn key(name: &str) -> Option<CellKey> {
    let (noun, item) = name.split_once('-')?;
    CellKey::parse(noun, item)
}

/// The choice that stands for how final a figure is, or for why there is none.
pub fn kind(entry: &CellEntry) -> &str {
    match entry.absence.as_str() {
        "" | "none" => &entry.maturity,
        absence => absence,
    }
}

/// The cells that a form sends, in the order in which they come; what is no field of a cell is left out.
pub fn changes(sent: &[(String, String)]) -> Vec<Save> {
    let mut changes: Vec<Save> = Vec::new();
    for (field, value) in sent {
        let Some((name, part)) = field.rsplit_once('.') else { continue };
        let Some(key) = key(name) else { continue };
        let place = changes.iter().rposition(|change| change.key == key);
        let place = place.unwrap_or_else(|| {
            changes.push(Save { key, entry: CellEntry::default(), version: 0 });
            changes.len() - 1
        });
        set(&mut changes[place], part, value);
    }
    for change in &mut changes {
        change.entry = std::mem::take(&mut change.entry).tidied();
    }
    changes
}

fn set(change: &mut Save, part: &str, value: &str) {
    let entry = &mut change.entry;
    let field = match part {
        "version" => {
            change.version = value.parse().unwrap_or(0);
            return;
        }
        "kind" if matches!(value, "not_available" | "not_applicable" | "refused") => &mut entry.absence,
        "kind" => &mut entry.maturity,
        "value" => &mut entry.value,
        "numerator" => &mut entry.numerator,
        "denominator" => &mut entry.denominator,
        "reached" => &mut entry.reached,
        "expected_on" => &mut entry.expected_on,
        "state" => &mut entry.state,
        "done_on" => &mut entry.done_on,
        "note" => &mut entry.note,
        _ => return,
    };
    value.clone_into(field);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_become_cells_and_anything_else_is_left_out() {
        let id = "00000000-0000-7000-8000-000000000001";
        let sent = [
            (format!("indicator-{id}.value"), " 15,1 "),
            (format!("indicator-{id}.kind"), "estimate"),
            (format!("indicator-{id}.version"), "3"),
            ("section-1.note".into(), "Kết quả\r\nkhác"),
            ("section-1.version".into(), "nonsense"),
            ("indicator-nothing.value".into(), "1"),
            ("indicator".into(), "1"),
            (format!("task-{id}.color"), "red"),
        ];
        let sent: Vec<_> = sent.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        let [figure, section, task] = changes(&sent).try_into().unwrap();
        assert_eq!(name(&figure.key), format!("indicator-{id}"));
        assert_eq!((figure.entry.value.as_str(), figure.version), ("15,1", 3));
        assert_eq!(kind(&figure.entry), "estimate");
        assert_eq!((section.entry.note.as_str(), section.version), ("Kết quả\nkhác", 0));
        assert!(task.entry.is_blank());
    }

    #[test]
    fn one_choice_tells_how_final_a_figure_is_or_why_there_is_none() {
        let choose = |code: &str| {
            let sent = [("indicator-00000000-0000-7000-8000-000000000001.kind".into(), code.into())];
            changes(&sent).remove(0).entry
        };
        assert_eq!(choose("refused").absence, "refused");
        assert_eq!(choose("provisional").maturity, "provisional");
        for code in ["", "estimate", "provisional", "not_available", "not_applicable", "refused"] {
            assert_eq!(kind(&choose(code)), code);
        }
    }
}
