//! The reporting workbook (biểu Excel của báo cáo): its sheets, its columns, and how it is known again.
//!
//! The writer and the reader share this layout. A cell is found by what its row and its column are about,
//! never by where it stands: each row carries a key in a hidden column, each column a code in a hidden row,
//! and both belong to the signed [`Identity`] of one workbook.

mod column;
mod identity;
mod place;
mod returned;
mod words;

pub use column::{Column, ColumnKind, SheetKind};
pub use identity::{Identity, IdentityRow, digest};
pub use place::{CellDoubt, Place, column_letters};
pub use returned::{ReturnedRow, RowOutcome, WorkbookCell, WorkbookReturn};
pub use words::{maturity_word, read_choice, state_word, words_of};

use crate::{CellEntry, number, text};

/// The layout that is written now; an older one is told to take a new workbook.
pub const TEMPLATE: u32 = 1;
/// The name of the very hidden sheet that holds the identity.
pub const IDENTITY_SHEET: &str = "_cotmoc";
/// The custom property that holds the identity's signature a second time.
pub const SIGNATURE_PROPERTY: &str = "cotmoc.signature";
/// The custom property that holds which report the workbook is of.
pub const SUBMISSION_PROPERTY: &str = "cotmoc.submission";
/// The row with the column codes, hidden, from 0.
pub const CODE_ROW: u32 = 3;
/// The row with the headings, from 0.
pub const HEAD_ROW: u32 = 4;
/// The first row with data, from 0.
pub const FIRST_ROW: u32 = 5;
/// The longest text that a cell of a workbook holds.
pub const MAX_TEXT: usize = 32_767;

/// An entry as it is compared: numbers, days and blanks in one writing, so that a figure typed as `1.250`
/// on the page equals the number 1250 of a cell.
#[must_use]
pub fn plain(entry: &CellEntry) -> CellEntry {
    let absence = if entry.absence == "none" { "" } else { entry.absence.as_str() };
    // A figure is official unless told otherwise.
    let maturity = if entry.maturity == "official" { "" } else { entry.maturity.trim() };
    CellEntry {
        value: plain_number(&entry.value),
        numerator: plain_number(&entry.numerator),
        denominator: plain_number(&entry.denominator),
        reached: entry.reached.trim().to_owned(),
        absence: absence.to_owned(),
        expected_on: plain_day(&entry.expected_on),
        maturity: maturity.to_owned(),
        state: entry.state.trim().to_owned(),
        done_on: plain_day(&entry.done_on),
        note: plain_text(&entry.note),
    }
}

/// A number as a cell holds it, `None` for text that is no number or may be read in two ways.
pub fn cell_number(typed: &str) -> Option<f64> {
    let printed = number::parse(typed)?;
    (!is_ambiguous(typed)).then_some(printed.value.get())
}

/// Whether a text may be a number of thousands or one with three decimals: `1,000`.
pub fn is_ambiguous(typed: &str) -> bool {
    let digits = typed.trim().trim_start_matches(['-', '−', '–']);
    let is_group = |part: &str, longest: usize| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    match digits.split_once(',') {
        Some((whole, rest)) => {
            is_group(whole, 3) && !whole.starts_with('0') && rest.len() == 3 && is_group(rest, 3)
        }
        None => false,
    }
}

/// A number of a cell in the writing that is kept: decimal comma, no signs between thousands.
///
/// Cells hold 15 figures; more would only show how the machine counts.
pub fn number_text(value: f64) -> String {
    // Most numbers are whole, and shorter than 15 digits.
    if value.fract() == 0.0 && value.abs() < 1e14 {
        return format!("{:.0}", value + 0.0);
    }
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    (rounded + 0.0).to_string().replace('.', ",")
}

fn plain_number(typed: &str) -> String {
    let typed = typed.trim();
    let bare = text::squeeze(typed.trim_end_matches('%'));
    number::parse(&bare).map_or_else(|| typed.to_owned(), |printed| number_text(printed.value.get()))
}

fn plain_day(typed: &str) -> String {
    crate::entry::typed_day(typed).map_or_else(|| typed.trim().to_owned(), |day| day.to_string())
}

/// Line ends and blanks differ between programs, words do not.
fn plain_text(typed: &str) -> String {
    let lines = typed.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    text::nfc(lines.trim())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn entries_that_say_the_same_are_equal() {
        let typed = |value: &str, done_on: &str, note: &str| {
            plain(&CellEntry {
                value: value.into(),
                done_on: done_on.into(),
                note: note.into(),
                ..CellEntry::default()
            })
        };
        assert_eq!(typed("1.250", "31/10/2026", "a \r\nb"), typed("1250", "2026-10-31", "a\nb\n"));
        assert_eq!(typed("85 %", "", ""), typed("85", "", ""));
        assert_ne!(typed("0,6", "", ""), typed("6", "", ""));
        assert_eq!(typed("abc", "", ""), typed(" abc ", "", ""));
    }

    #[test]
    fn only_a_comma_before_three_digits_is_ambiguous() {
        for text in ["1,000", "-12,345", "999,999"] {
            assert!(is_ambiguous(text), "{text}");
        }
        for text in ["0,600", "1,00", "1.000", "1234,567", "1,0000", "1.234,567"] {
            assert!(!is_ambiguous(text), "{text}");
        }
        assert_eq!(cell_number("1.000"), Some(1000.0));
        assert_eq!(cell_number("1,000"), None);
    }

    proptest! {
        #[test]
        fn a_cell_keeps_a_number(cents in -1_000_000_000i64..1_000_000_000) {
            let value = cents as f64 / 100.0;
            let read = number::parse(&number_text(value)).unwrap().value.get();
            prop_assert!((read - value).abs() < 1e-9, "{value} became {read}");
        }

        #[test]
        fn the_plain_writing_stays_as_it_is(value in "\\PC{0,12}", note in "\\PC{0,30}") {
            let once = plain(&CellEntry { value, note, ..CellEntry::default() });
            prop_assert_eq!(plain(&once), once);
        }
    }
}
