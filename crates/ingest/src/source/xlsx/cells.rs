//! The cells of one sheet as stored, within limits: no grid is made before its size is known.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Xlsx, XlsxError, XlsxFormulaMetadata, expand_shared_formula};

use crate::Refusal;
use crate::source::Limits;

/// Row and column from 0.
pub(super) type Place = (u32, u32);
/// A workbook in memory.
pub(super) type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// One cell that holds something.
pub(super) struct Stored {
    pub(super) value: Value,
    pub(super) formula: Option<String>,
    /// Number format code.
    pub(super) code: String,
}

/// What a cell holds.
pub(super) enum Value {
    Text(String),
    Number(f64),
    Moment(ExcelDateTime),
    /// ISO 8601.
    IsoMoment(String),
    /// Such as `#DIV/0!`.
    Error(String),
    /// A formula that was never calculated.
    Missing,
}

/// Reads the cells of a sheet that hold a value or a formula.
pub(super) fn read(
    workbook: &mut Workbook<'_>,
    sheet: &str,
    limits: &Limits,
) -> Result<BTreeMap<Place, Stored>, Refusal> {
    let mut cells = values(workbook, sheet, limits)?;
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(damaged)?;
    while let Some((row, col, style)) = reader.next_style_id().map_err(damaged)? {
        if let Some(cell) = cells.get_mut(&(row, col)) {
            let format = reader.styles().get(style).and_then(|style| style.number_format.as_ref());
            cell.code = format.map_or_else(|| "General".to_owned(), |format| format.format_code.clone());
        }
    }
    Ok(cells)
}

fn values(
    workbook: &mut Workbook<'_>,
    sheet: &str,
    limits: &Limits,
) -> Result<BTreeMap<Place, Stored>, Refusal> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(damaged)?;
    let mut formulas = Formulas::default();
    let mut cells = BTreeMap::new();
    let mut bytes = 0;
    // The variant that leaves shared formulas alone: the other one trusts their numbers with memory.
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        let Some(value) = value(&record.value, record.formula.is_some()) else { continue };
        let formula = record.formula.and_then(|formula| formulas.text(formula, record.pos));
        bytes += formula.as_ref().map_or(0, String::len) + value.len();
        cells.insert(record.pos, Stored { value, formula, code: "General".to_owned() });
        if cells.len() > limits.max_lines || bytes > limits.max_text_bytes {
            return Err(Refusal::TooLong { lines: limits.max_lines });
        }
    }
    Ok(cells)
}

/// Excel writes a formula that is filled down only once; the other cells refer to it.
#[derive(Default)]
struct Formulas(HashMap<usize, (String, Place)>);

impl Formulas {
    fn text(&mut self, formula: XlsxFormulaMetadata, place: Place) -> Option<String> {
        match formula {
            XlsxFormulaMetadata::Normal { formula } => Some(formula),
            XlsxFormulaMetadata::Shared { shared_index, formula, .. } => {
                self.0.insert(shared_index, (formula.clone(), place));
                Some(formula)
            }
            XlsxFormulaMetadata::SharedDerived { shared_index } => {
                let (formula, first) = self.0.get(&shared_index)?;
                expand_shared_formula(formula, *first, place).ok()
            }
            _ => None,
        }
    }
}

fn value(data: &DataRef<'_>, has_formula: bool) -> Option<Value> {
    let text = |text: &str| (has_formula || !text.trim().is_empty()).then(|| Value::Text(text.to_owned()));
    match data {
        DataRef::Empty => has_formula.then_some(Value::Missing),
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        #[expect(clippy::cast_precision_loss, reason = "a sheet keeps 15 figures of any number")]
        DataRef::Int(value) => Some(Value::Number(*value as f64)),
        DataRef::Float(value) => Some(Value::Number(*value)),
        DataRef::Bool(value) => Some(Value::Text(if *value { "TRUE" } else { "FALSE" }.to_owned())),
        DataRef::DateTime(moment) => Some(Value::Moment(*moment)),
        DataRef::DateTimeIso(moment) | DataRef::DurationIso(moment) => Some(Value::IsoMoment(moment.clone())),
        DataRef::Error(error) => Some(Value::Error(error.to_string())),
    }
}

impl Value {
    fn len(&self) -> usize {
        match self {
            Self::Text(text) | Self::IsoMoment(text) => text.len(),
            _ => 16,
        }
    }
}

pub(super) fn damaged(_: XlsxError) -> Refusal {
    Refusal::Truncated
}
