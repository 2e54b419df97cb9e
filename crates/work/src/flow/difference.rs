//! What changed since the last approval, cell by cell.

use std::collections::BTreeMap;

use domain::{CellEntry, CellKey, SubmissionRevision};

/// A cell that is not what was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Which cell.
    pub key: CellKey,
    /// What was approved; `None` where it was blank.
    pub before: Option<CellEntry>,
    /// What stands there now; `None` where it is blank.
    pub after: Option<CellEntry>,
}

/// The cells that differ between what was approved and what stands there now, in the order of keys.
pub fn difference(before: &[(CellKey, CellEntry)], after: &[(CellKey, CellEntry)]) -> Vec<Change> {
    let mut cells: BTreeMap<&CellKey, (Option<&CellEntry>, Option<&CellEntry>)> = BTreeMap::new();
    for (key, entry) in before {
        cells.entry(key).or_default().0 = Some(entry);
    }
    for (key, entry) in after {
        cells.entry(key).or_default().1 = Some(entry);
    }
    let changed = cells.into_iter().filter(|(_, (before, after))| before != after);
    let change = |(key, (before, after)): (&CellKey, (Option<&CellEntry>, Option<&CellEntry>))| Change {
        key: key.clone(),
        before: before.cloned(),
        after: after.cloned(),
    };
    changed.map(change).collect()
}

/// What each revision changed against the one before it, the first left out.
pub fn differences(revisions: &[SubmissionRevision]) -> Vec<(&SubmissionRevision, Vec<Change>)> {
    let pairs = revisions.iter().zip(revisions.iter().skip(1));
    pairs.map(|(before, after)| (after, difference(&before.cells, &after.cells))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(place: u32, note: &str) -> (CellKey, CellEntry) {
        (CellKey::Section(place), CellEntry { note: note.into(), ..CellEntry::default() })
    }

    #[test]
    fn what_was_added_changed_and_taken_away_is_told_and_nothing_else() {
        let before = [cell(0, "như cũ"), cell(1, "trước"), cell(2, "bỏ")];
        let after = [cell(3, "thêm"), cell(0, "như cũ"), cell(1, "sau")];
        let told: Vec<_> = difference(&before, &after)
            .into_iter()
            .map(|change| {
                let note = |entry: Option<CellEntry>| entry.map(|entry| entry.note).unwrap_or_default();
                (change.key.item(), note(change.before), note(change.after))
            })
            .collect();
        let expected = [("1", "trước", "sau"), ("2", "bỏ", ""), ("3", "", "thêm")];
        assert_eq!(told, expected.map(|(key, one, other)| (key.into(), one.into(), other.into())));
        assert_eq!(difference(&before, &before), []);
    }
}
