//! What the reader of a sheet should know about single cells, as notes that name them.

use domain::Severity;

use super::cells::Place;
use crate::source::Note;

/// How many cells a note names.
const NAMED_CELLS: usize = 10;

/// Cells to tell about, each with its line.
#[derive(Default)]
pub(super) struct Remarks {
    pub(super) formulas: Vec<(Place, usize)>,
    pub(super) missing: Vec<(Place, usize)>,
    pub(super) errors: Vec<(Place, usize)>,
    pub(super) rounded: Vec<(Place, usize)>,
}

impl Remarks {
    /// One note for each kind that occurs, at the line of its first cell.
    pub(super) fn notes(&self, sheet: &str) -> Vec<Note> {
        let notes = [
            note(
                sheet,
                &self.missing,
                "source.formula_without_value",
                Severity::Error,
                ["ô công thức chưa có giá trị", "formulas without a stored value"],
            )
            .map(|note| {
                note.hint(
                    "Mở tệp bằng Excel để tính lại, lưu rồi nhập lại.",
                    "Open the file in Excel to calculate it, save it and import again.",
                )
            }),
            note(
                sheet,
                &self.errors,
                "source.cell_error",
                Severity::Error,
                ["ô báo lỗi (ví dụ #DIV/0!)", "cells with an error such as #DIV/0!"],
            )
            .map(|note| {
                note.hint(
                    "Sửa công thức trong Excel rồi nhập lại.",
                    "Correct the formulas in Excel and import again.",
                )
            }),
            note(
                sheet,
                &self.formulas,
                "source.formula",
                Severity::Note,
                [
                    "ô tính bằng công thức, lấy giá trị đã lưu trong tệp",
                    "formulas, taken with the value stored in the file",
                ],
            ),
            note(
                sheet,
                &self.rounded,
                "source.rounded",
                Severity::Note,
                [
                    "ô hiển thị số đã làm tròn, lấy số hiển thị",
                    "cells that show a rounded number, taken as shown",
                ],
            ),
        ];
        notes.into_iter().flatten().collect()
    }
}

/// Tells that a sheet was left out.
pub(super) fn hidden_sheet(name: &str) -> Note {
    Note::new(
        "source.hidden_sheet",
        Severity::Warning,
        format!("Trang tính ẩn “{name}” không được đọc."),
        format!("The hidden sheet “{name}” was not read."),
    )
    .hint(
        "Nếu cần số liệu trong trang tính này, bỏ ẩn (Unhide) rồi nhập lại.",
        "If its figures are needed, unhide it and import again.",
    )
}

/// Tells that rows or columns are hidden somewhere in the workbook.
pub(super) fn hidden_rows() -> Note {
    Note::new(
        "source.hidden_rows",
        Severity::Warning,
        "Bảng tính có hàng hoặc cột ẩn; nội dung ẩn vẫn được đọc.",
        "The workbook has hidden rows or columns; they were read too.",
    )
    .hint(
        "Kiểm tra các hàng, cột ẩn; xóa phần không dùng rồi nhập lại nếu cần.",
        "Check them; delete what is not used and import again if needed.",
    )
}

fn note(
    sheet: &str,
    cells: &[(Place, usize)],
    rule: &'static str,
    severity: Severity,
    [what, what_en]: [&str; 2],
) -> Option<Note> {
    let (_, line) = cells.first()?;
    let (count, names) = (cells.len(), names(cells));
    let message = format!("Trang tính “{sheet}”: {count} {what} ({names}).");
    let message_en = format!("Sheet “{sheet}”: {count} {what_en} ({names}).");
    Some(Note::new(rule, severity, message, message_en).at(*line))
}

fn names(cells: &[(Place, usize)]) -> String {
    let mut names: Vec<String> = cells.iter().take(NAMED_CELLS).map(|(place, _)| name(*place)).collect();
    if cells.len() > NAMED_CELLS {
        names.push("…".to_owned());
    }
    names.join(", ")
}

/// The name of a cell in the sheet, such as `C7`.
fn name((row, col): Place) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(col) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).expect("a remainder below 26 fits")));
        rest /= 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", u64::from(row) + 1)
}
