//! A sheet to fill in: its head, its columns, its page.

use domain::workbook::{CODE_ROW, Column, FIRST_ROW, HEAD_ROW, MAX_TEXT, SheetKind};
use jiff::civil::Date;
use rust_xlsxwriter::{ProtectionOptions, Worksheet, XlsxError};

use super::look::Look;
use super::{Report, Row, rows};

const A4: u8 = 9;
/// A blank row of narrative leaves room to write.
const NARRATIVE_HEIGHT: f64 = 90.0;

pub(super) fn write(
    sheet: &mut Worksheet,
    look: &Look,
    report: &Report,
    kind: SheetKind,
    rows: &[Row],
) -> Result<(), XlsxError> {
    sheet.set_name(kind.title())?.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
    set_paper(sheet);
    write_head(sheet, look, report, kind)?;
    for (row, content) in (FIRST_ROW..).zip(rows) {
        rows::write(sheet, look, kind, row, content)?;
        if kind == SheetKind::Narrative && content.entry.note.is_empty() {
            sheet.set_row_height(row, NARRATIVE_HEIGHT)?;
        }
    }
    rows::check_typing(sheet, kind, rows)
}

fn write_head(sheet: &mut Worksheet, look: &Look, report: &Report, kind: SheetKind) -> Result<(), XlsxError> {
    sheet.write_string_with_format(0, 0, kind.title().to_uppercase(), &look.title)?;
    sheet.write_string_with_format(1, 0, format!("{} – {}", report.body, report.period), &look.about)?;
    sheet.write_string_with_format(2, 0, hint(kind), &look.hint)?;
    sheet.set_row_hidden(CODE_ROW)?;
    for (place, column) in (0..).zip(kind.columns()) {
        let code = match column {
            Column::Key => report.identity.stamp(kind),
            _ => column.code().to_owned(),
        };
        sheet.write_string_with_format(CODE_ROW, place, code, &look.code)?;
        let (head, width) = heading(kind, *column);
        let format = if column.is_input() { &look.input_head } else { &look.head };
        sheet.write_string_with_format(HEAD_ROW, place, head, format)?;
        sheet.set_column_width(place, width)?;
        if *column == Column::Key {
            sheet.set_column_hidden(place)?;
        }
    }
    sheet.set_row_height(HEAD_ROW, 32)?;
    sheet.set_freeze_panes(FIRST_ROW, 2)?.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    Ok(())
}

/// A4 across, as wide as one page, with page numbers.
pub(super) fn set_paper(sheet: &mut Worksheet) {
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.6, 0.6, 0.3, 0.3).set_footer("&R&P/&N");
    sheet.set_screen_gridlines(false);
}

fn hint(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Figures => {
            "Mỗi dòng chỉ nhập một cách: giá trị; tử số và mẫu số; Đạt/Chưa đạt; hoặc lý do chưa có số liệu."
        }
        SheetKind::Tasks => "Chọn tiến độ; nhiệm vụ đã xong ghi ngày hoàn thành và sản phẩm.",
        SheetKind::Narrative => "Viết ngắn gọn, có số liệu; xuống dòng trong ô bằng Alt + Enter.",
    }
}

/// The heading of a column and its width in characters.
fn heading(kind: SheetKind, column: Column) -> (&'static str, f64) {
    match (kind, column) {
        (_, Column::Label) => ("TT", 7.0),
        (SheetKind::Figures, Column::Name) => ("Chỉ tiêu", 42.0),
        (SheetKind::Tasks, Column::Name) => ("Nhiệm vụ", 58.0),
        (SheetKind::Narrative, Column::Name) => ("Mục", 36.0),
        (_, Column::Unit) => ("Đơn vị tính", 11.0),
        (_, Column::Target) => ("Mục tiêu", 16.0),
        (_, Column::Last) => ("Kỳ trước", 15.0),
        (_, Column::Product) => ("Sản phẩm phải có", 24.0),
        (_, Column::Deadline) => ("Thời hạn", 16.0),
        (_, Column::Value) => ("Giá trị", 11.0),
        (_, Column::Numerator) => ("Tử số", 10.0),
        (_, Column::Denominator) => ("Mẫu số", 10.0),
        (_, Column::Reached) => ("Đạt hay chưa", 10.0),
        (_, Column::Absence) => ("Lý do chưa có số liệu", 15.0),
        (_, Column::ExpectedOn) => ("Ngày dự kiến có", 12.0),
        (_, Column::Maturity) => ("Mức độ số liệu", 11.0),
        (_, Column::State) => ("Tiến độ", 18.0),
        (_, Column::DoneOn) => ("Ngày hoàn thành", 12.0),
        (SheetKind::Narrative, Column::Note) => ("Nội dung", 100.0),
        (SheetKind::Tasks, Column::Note) => ("Sản phẩm, ghi chú", 34.0),
        (_, Column::Note) => ("Nguồn, ghi chú", 28.0),
        (_, Column::Key) => ("Mã dòng", 10.0),
    }
}

/// A day as it is read in Vietnam.
pub(super) fn day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

/// As much of a text as a cell holds.
pub(super) fn fitting(text: &str) -> &str {
    // The limit counts UTF-16 units, of which a byte is never more than one.
    let end = (0..=MAX_TEXT.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or(0)]
}
