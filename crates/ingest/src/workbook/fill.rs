//! One sheet: its rows are read and handed to be matched.

use domain::CellEntry;
use domain::workbook::{Column, Identity, IdentityRow, Place};

use super::book::{Book, Sheet};
use super::cells::{self, Raw, RawCell};
use super::doubt::Doubt;
use super::head::{DEEPEST, Head};
use super::matching::{Found, Matching};
use super::value;
use crate::Refusal;
use crate::source::{Limits, secrecy};

/// Reads a sheet, if it is one of the form's.
pub(super) fn sheet(
    book: &Book<'_>,
    sheet: &Sheet<'_>,
    identity: &Identity,
    limits: &Limits,
    matching: &mut Matching<'_>,
) -> Result<(), Refusal> {
    let merges = cells::merges(sheet.xml);
    let mut reading = Reading { book, sheet, merges, head: None, number: None, seen: 0, limits };
    cells::rows(sheet.xml, &book.strings, |row, cells| reading.take(row, cells, identity, matching))?;
    if reading.head.is_none() && !is_own_page(&sheet.name) {
        matching.doubt(Place::sheet(&sheet.name), None, None, "", &Doubt::SheetExtra);
    }
    Ok(())
}

/// The pages of a workbook that hold nothing to read.
fn is_own_page(name: &str) -> bool {
    matches!(name, "Hướng dẫn" | "Kết quả đọc tệp")
}

struct Reading<'a> {
    book: &'a Book<'a>,
    sheet: &'a Sheet<'a>,
    merges: Vec<((u32, u16), (u32, u16))>,
    head: Option<Head>,
    /// Its number among the sheets that were read; none for one that is not to be read.
    number: Option<usize>,
    seen: usize,
    limits: &'a Limits,
}

impl Reading<'_> {
    fn take(
        &mut self,
        row: u32,
        cells: &mut [RawCell<'_>],
        identity: &Identity,
        matching: &mut Matching<'_>,
    ) -> Result<(), Refusal> {
        self.seen += cells.len();
        if self.seen > self.limits.max_cells {
            return Err(Refusal::TooLong { lines: self.limits.max_lines });
        }
        let Some(head) = &self.head else {
            if row <= DEEPEST
                && let Some(head) = Head::read(row, cells)
            {
                self.number = matching.enter(&self.sheet.name, &head, identity);
                self.head = Some(head);
            }
            return Ok(());
        };
        let Some(number) = self.number else { return Ok(()) };
        let text = |column: Option<u16>| -> String {
            let cell = column.and_then(|column| cells.iter().find(|cell| cell.column == column));
            cell.map_or(String::new(), |cell| value::shown(self.book, &cell.raw, cell.style))
        };
        let token = text(Some(head.key));
        let words = [text(head.place_of(Column::Label)), text(head.place_of(Column::Name))];
        let is_heading = row <= DEEPEST && words[0] == "TT";
        if is_heading {
            return Ok(());
        }
        let mut found = Found {
            token,
            words: IdentityRow::words_digest([&words[0], &words[1]]),
            sheet: number,
            row,
            entry: CellEntry::default(),
            doubts: Vec::new(),
        };
        self.read_inputs(head, row, cells, &mut found)?;
        self.name_merged(head, row, &mut found);
        matching.take(found);
        Ok(())
    }

    fn read_inputs(
        &self,
        head: &Head,
        row: u32,
        cells: &[RawCell<'_>],
        found: &mut Found,
    ) -> Result<(), Refusal> {
        for cell in cells {
            let Some((column, _)) = head.columns.iter().find(|(_, at)| *at == cell.column) else { continue };
            if !column.is_input() {
                continue;
            }
            let typed = value::read(self.book, *column, cell);
            if let (Column::Note, Raw::Text(words)) = (column, &cell.raw)
                && let Some(stamp) = words.lines().find_map(secrecy::stamp)
            {
                return Err(Refusal::Secret { stamp });
            }
            if let Some(doubt) = typed.doubt {
                let place = Place::cell(&self.sheet.name, row, cell.column);
                found.doubts.push((place, *column, typed.text.clone(), doubt));
            }
            column.set(&mut found.entry, typed.text);
        }
        Ok(())
    }

    /// Input cells that are merged with others: whose figure stands there cannot be told.
    fn name_merged(&self, head: &Head, row: u32, found: &mut Found) {
        for (first, last) in &self.merges {
            let covers_row = (first.0..=last.0).contains(&row);
            let mut covered = head
                .columns
                .iter()
                .filter(|(column, at)| covers_row && column.is_input() && (first.1..=last.1).contains(at));
            if let Some((column, at)) = covered.next() {
                let shown = column.of(&found.entry).to_owned();
                found.doubts.push((Place::cell(&self.sheet.name, row, *at), *column, shown, Doubt::Merged));
            }
        }
    }
}
