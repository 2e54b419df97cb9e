//! The rows of a workbook against what they are about: what the form would not keep is named by its cell.

use domain::workbook::{CellDoubt, Column};
use domain::{CellKey, Indicator, entry};
use ingest::workbook::{Filled, FilledRow};
use jiff::civil::Date;

use super::doubt;

/// Checks a row; `indicator` is that of a row of figures.
pub(super) fn row(
    filled: &Filled,
    row: &FilledRow,
    indicator: Option<&Indicator>,
    today: Date,
) -> Vec<CellDoubt> {
    if row.entry.is_blank() {
        return Vec::new();
    }
    match (&row.key, indicator) {
        (CellKey::Indicator(_), Some(indicator)) => figure(filled, row, indicator, today),
        (CellKey::Task(_), _) => {
            let errors = entry::task(&row.entry, today).err().unwrap_or_default();
            errors.iter().map(|error| doubt::field(filled, row, error)).collect()
        }
        _ => Vec::new(),
    }
}

fn figure(filled: &Filled, row: &FilledRow, indicator: &Indicator, today: Date) -> Vec<CellDoubt> {
    let is_share = indicator.unit.contains('%');
    let with_percent = [Column::Value, Column::Numerator, Column::Denominator]
        .into_iter()
        .find(|column| column.of(&row.entry).contains('%') && (!is_share || *column != Column::Value));
    if let Some(column) = with_percent {
        return vec![doubt::percent_of_other(filled, row, column, &indicator.unit)];
    }
    match entry::figure(&row.entry, indicator, today) {
        Err(errors) => errors.iter().map(|error| doubt::field(filled, row, error)).collect(),
        Ok(_) if is_share && is_small(&row.entry.value) => vec![doubt::small_share(filled, row)],
        Ok(_) => Vec::new(),
    }
}

/// Whether a share typed without a sign lies between 0 and 1.
fn is_small(typed: &str) -> bool {
    domain::workbook::cell_number(typed).is_some_and(|value| value > 0.0 && value < 1.0)
}
