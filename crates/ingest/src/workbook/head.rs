//! The head of a sheet: which sheet it is, and where its columns stand.

use domain::workbook::{Column, SheetKind};

use super::cells::{Raw, RawCell};

/// The code row must be among the first; a sheet without one is none of ours.
pub(super) const DEEPEST: u32 = 40;

/// The code row of a sheet.
pub(super) struct Head {
    pub(super) kind: SheetKind,
    /// Whose sheet it is, as its stamp says.
    pub(super) stamp: String,
    pub(super) row: u32,
    pub(super) columns: Vec<(Column, u16)>,
    pub(super) key: u16,
}

impl Head {
    /// Reads a row as the code row; `None` when it is another.
    pub(super) fn read(row: u32, cells: &[RawCell<'_>]) -> Option<Self> {
        let text = |cell: &RawCell<'_>| match &cell.raw {
            Raw::Text(text) => Some((cell.column, text.to_string())),
            _ => None,
        };
        let texts: Vec<_> = cells.iter().filter_map(text).collect();
        let is_stamp = |text: &str| {
            let (code, rest) = text.split_once(':')?;
            (rest.matches(':').count() == 2).then(|| SheetKind::from_code(code)).flatten()
        };
        let (key, stamp, kind) = texts
            .iter()
            .find_map(|(column, text)| is_stamp(text).map(|kind| (*column, text.clone(), kind)))?;
        let columns = texts
            .iter()
            .filter_map(|(at, code)| Some((Column::from_code(code)?, *at)))
            .filter(|(column, _)| kind.columns().contains(column));
        Some(Self { kind, stamp, row, columns: columns.collect(), key })
    }

    /// Where a column stands.
    pub(super) fn place_of(&self, column: Column) -> Option<u16> {
        self.columns.iter().find(|(of, _)| *of == column).map(|(_, at)| *at)
    }

    /// The columns that the sheet should have and has not.
    pub(super) fn missing(&self) -> impl Iterator<Item = Column> + '_ {
        let needed = |column: &Column| column.is_input() || matches!(column, Column::Label | Column::Name);
        self.kind.columns().iter().copied().filter(needed).filter(|column| self.place_of(*column).is_none())
    }
}
