//! Runs: entries that stand one after another and whose seals fit each other.

use std::collections::VecDeque;

use super::Entry;

/// How many of a run's last entries are remembered, to tell entries that were inserted behind it.
const REMEMBERED: usize = 64;

/// An entry with its seal, as stored.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub entry: Entry,
    pub hash: String,
}

impl Row {
    /// Whether this entry, sealed with the number `place` after the seal `previous`, has the seal it bears.
    pub fn fits(&self, place: i64, previous: &str) -> bool {
        self.seal_at(place, previous) == self.hash
    }

    /// The seal that this entry has with the number `place` after the seal `previous`.
    pub fn seal_at(&self, place: i64, previous: &str) -> String {
        if self.entry.seq == place {
            return self.entry.seal(previous);
        }
        Entry { seq: place, ..self.entry.clone() }.seal(previous)
    }
}

/// Entries that follow each other, as their seals show.
///
/// That the first is as it was sealed is not shown by the run: its seal is genuine because the next fits.
#[derive(Debug)]
pub(super) struct Run {
    /// The first entry; `None` for the beginning of the chain, which has none.
    pub first: Option<Row>,
    /// The number that the first was sealed with; `None` while nothing shows it.
    pub place: Option<i64>,
    /// How many entries.
    pub len: i64,
    /// The last entries, the very last at the end.
    pub tail: VecDeque<Row>,
}

impl Run {
    /// The chain's beginning: place 0, before every entry.
    pub fn beginning() -> Self {
        Self { first: None, place: Some(1), len: 0, tail: VecDeque::new() }
    }

    /// An entry that does not fit the one before it.
    pub fn begin(row: Row) -> Self {
        Self { first: Some(row.clone()), place: None, len: 1, tail: VecDeque::from([row]) }
    }

    /// The number that the last was sealed with; 0 at the chain's beginning.
    pub fn last_place(&self) -> Option<i64> {
        self.place.map(|first| first + self.len - 1)
    }

    /// The seal that the next entry is sealed after.
    pub fn last_hash(&self) -> &str {
        self.tail.back().map_or("", |row| row.hash.as_str())
    }

    /// Takes the next entry.
    pub fn push(&mut self, row: Row) {
        if self.first.is_none() {
            self.first = Some(row.clone());
        }
        if self.tail.len() == REMEMBERED {
            self.tail.pop_front();
        }
        self.tail.push_back(row);
        self.len += 1;
    }

    /// Gives up the entries from a place on, if they are remembered.
    pub fn split_off(&mut self, place: i64) -> Vec<Row> {
        let Some(last) = self.last_place() else { return Vec::new() };
        let Ok(count) = usize::try_from(last - place + 1) else { return Vec::new() };
        if count > self.tail.len() {
            return Vec::new();
        }
        self.len -= i64::try_from(count).unwrap_or(0);
        self.tail.split_off(self.tail.len() - count).into()
    }

    /// The entry at a place, if it is remembered.
    pub fn row_at(&self, place: i64) -> Option<&Row> {
        let back = usize::try_from(self.last_place()? - place).ok()?;
        self.tail.iter().rev().nth(back)
    }
}
