//! Places in a workbook as people name them, and doubts about what stands there.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::workbook::Column;
use crate::{CellKey, Finding, Severity};

/// A cell, a stretch of cells, or a whole sheet: `Chỉ tiêu!F12`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The sheet's name as the file has it; empty for the whole workbook.
    pub sheet: String,
    /// Row and column of its first cell, from 0; `None` for the whole sheet.
    pub cell: Option<(u32, u16)>,
    /// Row and column of its last cell, where it is a stretch.
    pub to: Option<(u32, u16)>,
}

impl Place {
    /// The whole workbook.
    pub fn workbook() -> Self {
        Self { sheet: String::new(), cell: None, to: None }
    }

    /// A whole sheet.
    pub fn sheet(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), cell: None, to: None }
    }

    /// One cell.
    pub fn cell(sheet: &str, row: u32, column: u16) -> Self {
        Self { sheet: sheet.to_owned(), cell: Some((row, column)), to: None }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sheet)?;
        let address = |(row, column): (u32, u16)| format!("{}{}", column_letters(column), u64::from(row) + 1);
        if let Some(first) = self.cell {
            write!(f, "!{}", address(first))?;
        }
        if let Some(last) = self.to {
            write!(f, ":{}", address(last))?;
        }
        Ok(())
    }
}

/// The letters of a column counted from 0: `A`, `Z`, `AA`.
pub fn column_letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

/// What is doubtful at one place of a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellDoubt {
    /// Where.
    pub place: Place,
    /// The row's cell of the form, where it is known.
    pub key: Option<CellKey>,
    /// The column, where it is about one.
    pub column: Option<Column>,
    /// What stands there, as it is shown.
    pub shown: String,
    /// What is doubtful; of severity "error" nothing of the row is taken.
    pub finding: Finding,
}

impl CellDoubt {
    /// Whether the row cannot be taken as it is.
    pub fn is_error(&self) -> bool {
        self.finding.severity == Severity::Error
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_as_spreadsheets_name_them() {
        assert_eq!(Place::cell("Chỉ tiêu", 11, 5).to_string(), "Chỉ tiêu!F12");
        assert_eq!(Place::sheet("Nhiệm vụ").to_string(), "Nhiệm vụ");
        let stretch = Place { to: Some((30, 27)), ..Place::cell("A", 0, 25) };
        assert_eq!(stretch.to_string(), "A!Z1:AB31");
        assert_eq!(column_letters(u16::MAX), "CRXP");
    }
}
