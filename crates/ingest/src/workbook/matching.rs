//! The rows of all sheets against the identity: each key once, nothing unknown, nothing lost.

use std::collections::HashMap;

use domain::workbook::{CellDoubt, Column, Identity, Place, SheetKind};
use domain::{CellEntry, CellKey};

use super::doubt::Doubt;
use super::head::Head;
use super::{FilledRow, FilledSheet};

/// A row of a sheet as it was read.
pub(super) struct Found {
    pub(super) token: String,
    pub(super) words: String,
    pub(super) sheet: usize,
    pub(super) row: u32,
    pub(super) entry: CellEntry,
    pub(super) doubts: Vec<(Place, Column, String, Doubt)>,
}

/// What was matched so far.
pub(super) struct Matching<'a> {
    identity: &'a Identity,
    by_token: HashMap<&'a str, usize>,
    by_words: HashMap<&'a str, usize>,
    /// For each row of the identity its place among the rows found.
    found: Vec<Option<usize>>,
    rows: Vec<FilledRow>,
    sheets: Vec<FilledSheet>,
    doubts: Vec<CellDoubt>,
}

impl<'a> Matching<'a> {
    pub(super) fn new(identity: &'a Identity) -> Self {
        Self {
            identity,
            by_token: identity.rows.iter().zip(0..).map(|(row, place)| (row.token.as_str(), place)).collect(),
            by_words: identity.rows.iter().zip(0..).map(|(row, place)| (row.words.as_str(), place)).collect(),
            found: vec![None; identity.rows.len()],
            rows: Vec::with_capacity(identity.rows.len()),
            sheets: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// Begins a sheet; gives its number, or none when its rows are not to be read.
    pub(super) fn enter(&mut self, name: &str, head: &Head, identity: &Identity) -> Option<usize> {
        let place = Place::sheet(name);
        if head.stamp != identity.stamp(head.kind) {
            let key = Place::cell(name, head.row, head.key);
            self.doubt(key, None, Some(Column::Key), &head.stamp, &Doubt::SheetForeign);
            return None;
        }
        let title = head.kind.title();
        let is_first = !self.sheets.iter().any(|sheet| sheet.kind == head.kind);
        if name != title && is_first {
            self.doubt(place.clone(), None, None, name, &Doubt::SheetRenamed { title });
        }
        for column in head.missing() {
            self.doubt(place.clone(), None, Some(column), "", &Doubt::ColumnMissing { column });
        }
        if head.missing().next().is_some() {
            return None;
        }
        let columns = head.columns.clone();
        self.sheets.push(FilledSheet { name: name.to_owned(), kind: head.kind, columns });
        Some(self.sheets.len() - 1)
    }

    /// Matches a row by its key.
    pub(super) fn take(&mut self, mut found: Found) {
        if found.token.is_empty() {
            self.take_unknown(&found);
            return;
        }
        let Some(place) = self.by_token.get(found.token.as_str()).copied() else {
            let (at, column) = self.key_of(&found);
            self.doubt(at, None, Some(column), &found.token, &Doubt::RowForeign);
            return;
        };
        let identity = &self.identity.rows[place];
        let key = identity.key.clone();
        if identity.words != found.words {
            let is_other = self.by_words.get(found.words.as_str()).is_some_and(|other| *other != place);
            let doubt = if is_other { Doubt::RowShifted } else { Doubt::RowChanged };
            let at = self.column_of(&found, Column::Name);
            found.doubts.insert(0, (at, Column::Name, String::new(), doubt));
        }
        if let Some(first) = self.found[place] {
            self.take_again(first, &key, &found);
            return;
        }
        self.found[place] = Some(self.rows.len());
        let mut is_faulty = false;
        for (at, column, shown, doubt) in &found.doubts {
            self.doubt(at.clone(), Some(&key), Some(*column), shown, doubt);
            is_faulty |= self.doubts.last().is_some_and(CellDoubt::is_error);
        }
        let Found { sheet, row, entry, .. } = found;
        self.rows.push(FilledRow { key, place, sheet, row, entry, is_faulty });
    }

    /// The same key a second time: harmless when it says the same.
    fn take_again(&mut self, first: usize, key: &CellKey, found: &Found) {
        let before = &self.rows[first];
        let at = Place::cell(&self.sheets[before.sheet].name, before.row, 0).to_string();
        let is_same = before.entry == found.entry;
        let (place, column) = self.key_of(found);
        let doubt = if is_same { Doubt::RowRepeated { first: at } } else { Doubt::RowTwice { first: at } };
        self.rows[first].is_faulty |= !is_same;
        let place = Place { cell: place.cell.map(|(row, _)| (row, 0)), ..place };
        self.doubt(place, Some(key), Some(column), "", &doubt);
    }

    /// A row without a key: each filled cell is named; long stretches are named as one.
    fn take_unknown(&mut self, found: &Found) {
        let sheet = &self.sheets[found.sheet];
        let filled = sheet.columns.iter().filter(|(column, _)| !column.of(&found.entry).is_empty());
        let filled: Vec<_> = filled.copied().collect();
        let name = sheet.name.clone();
        for (column, at) in filled {
            let shown = column.of(&found.entry);
            let is_next = |doubt: &&mut CellDoubt| {
                doubt.finding.rule == Doubt::RowUnknown.rule()
                    && doubt.place.sheet == name
                    && doubt.column == Some(column)
                    && doubt.place.to.or(doubt.place.cell).is_some_and(|(row, _)| row + 1 == found.row)
            };
            let recent = self.doubts.iter_mut().rev().take(STRETCH);
            if let Some(stretch) = recent.filter(|doubt| doubt.place.cell.is_some()).find(is_next) {
                stretch.place.to = Some((found.row, at));
                continue;
            }
            self.doubt(Place::cell(&name, found.row, at), None, Some(column), shown, &Doubt::RowUnknown);
        }
    }

    /// Notes a doubt.
    pub(super) fn doubt(
        &mut self,
        place: Place,
        key: Option<&CellKey>,
        column: Option<Column>,
        shown: &str,
        doubt: &Doubt,
    ) {
        let (key, shown, finding) = (key.cloned(), shown.to_owned(), doubt.finding());
        self.doubts.push(CellDoubt { place, key, column, shown, finding });
    }

    /// What was read, with what was looked for in vain.
    pub(super) fn finish(mut self) -> (Vec<FilledSheet>, Vec<FilledRow>, Vec<CellDoubt>) {
        let mut lost: Vec<SheetKind> = Vec::new();
        for kind in SheetKind::ALL {
            let is_due = self.identity.rows.iter().any(|row| SheetKind::of(&row.key) == *kind);
            if is_due && !self.sheets.iter().any(|sheet| sheet.kind == *kind) {
                lost.push(*kind);
                let title = kind.title();
                self.doubt(Place::sheet(title), None, None, "", &Doubt::SheetMissing { title });
            }
        }
        for (place, row) in self.identity.rows.iter().enumerate() {
            let sheet = SheetKind::of(&row.key);
            if self.found[place].is_none() && !lost.contains(&sheet) {
                let name = self.sheets.iter().find(|read| read.kind == sheet).map_or("", |read| &read.name);
                self.doubt(Place::sheet(name), Some(&row.key), None, "", &Doubt::RowMissing);
            }
        }
        (self.sheets, self.rows, self.doubts)
    }

    fn key_of(&self, found: &Found) -> (Place, Column) {
        (Place::cell(&self.sheets[found.sheet].name, found.row, 0), Column::Key)
    }

    fn column_of(&self, found: &Found, column: Column) -> Place {
        let sheet = &self.sheets[found.sheet];
        let at = sheet.columns.iter().find(|(of, _)| *of == column).map_or(0, |(_, at)| *at);
        Place::cell(&sheet.name, found.row, at)
    }
}

/// As many doubts back as one row can have raised.
const STRETCH: usize = Column::ALL.len();
