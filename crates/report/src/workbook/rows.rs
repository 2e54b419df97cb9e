//! The rows of a sheet: what is shown, what is typed, and what is checked while typing.

use domain::Limits;
use domain::entry::typed_day;
use domain::workbook::{Column, ColumnKind, FIRST_ROW, SheetKind, cell_number, words_of};
use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Note, Worksheet, XlsxError};

use super::look::Look;
use super::{Row, sheet::fitting};

/// Beyond these no figure of a plan lies; a sheet needs some bounds to ask for a number.
const NUMBERS: (f64, f64) = (-1e15, 1e15);

pub(super) fn write(
    sheet: &mut Worksheet,
    look: &Look,
    kind: SheetKind,
    row: u32,
    content: &Row,
) -> Result<(), XlsxError> {
    for (place, column) in (0..).zip(kind.columns()) {
        match (column, column.kind()) {
            (Column::Key, _) => {
                if let Some(token) = &content.token {
                    sheet.write_string_with_format(row, place, token, &look.code)?;
                }
            }
            (_, ColumnKind::Shown) => {
                let words = content.shown.iter().find(|(of, _)| of == column);
                let words = words.map_or("", |(_, words)| words);
                let is_known = matches!(column, Column::Last | Column::Target);
                let format = if is_known { &look.greyed } else { &look.shown };
                sheet.write_string_with_format(row, place, fitting(words), format)?;
            }
            _ => write_input(sheet, look, (row, place), *column, content)?,
        }
    }
    Ok(())
}

fn write_input(
    sheet: &mut Worksheet,
    look: &Look,
    (row, place): (u32, u16),
    column: Column,
    content: &Row,
) -> Result<(), XlsxError> {
    let mark = content.marks.iter().filter(|mark| mark.column == column).max_by_key(|mark| mark.kind);
    let is_open = content.token.is_some();
    let format = look.input(column.kind(), mark.map(|mark| mark.kind));
    let format = if is_open { format } else { format.set_locked() };
    let typed = column.of(&content.entry);
    match column.kind() {
        _ if typed.is_empty() => drop(sheet.write_blank(row, place, &format)?),
        ColumnKind::Number if let Some(value) = cell_number(typed) => {
            sheet.write_number_with_format(row, place, value, &format)?;
        }
        ColumnKind::Day if let Some(day) = typed_day(typed).and_then(excel_day) => {
            sheet.write_datetime_with_format(row, place, &day, &format)?;
        }
        ColumnKind::Choice => {
            let word =
                words_of(column).iter().find(|(code, _)| *code == typed).map_or(typed, |(_, word)| word);
            sheet.write_string_with_format(row, place, fitting(word), &format)?;
        }
        _ => drop(sheet.write_string_with_format(row, place, fitting(typed), &format)?),
    }
    if let Some(mark) = mark {
        let note = Note::new(fitting(&mark.comment)).set_author("Cột Mốc").add_author_prefix(false);
        sheet.insert_note(row, place, &note.set_width(280).set_height(120))?;
    }
    Ok(())
}

fn excel_day(day: jiff::civil::Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs()).ok()
}

/// Drop-downs, limits and days, checked while somebody types.
pub(super) fn check_typing(sheet: &mut Worksheet, kind: SheetKind, rows: &[Row]) -> Result<(), XlsxError> {
    let Some(last) = u32::try_from(rows.len()).ok().and_then(|rows| (FIRST_ROW + rows).checked_sub(1)) else {
        return Ok(());
    };
    if last < FIRST_ROW {
        return Ok(());
    }
    for (place, column) in (0..).zip(kind.columns()) {
        match (column, column.kind()) {
            (Column::Value, _) => {
                for (row, content) in (FIRST_ROW..).zip(rows) {
                    sheet.add_data_validation(row, place, row, place, &number(content.limits)?)?;
                }
            }
            (_, ColumnKind::Number) => {
                sheet.add_data_validation(FIRST_ROW, place, last, place, &number(None)?)?;
            }
            (_, ColumnKind::Day) => {
                sheet.add_data_validation(FIRST_ROW, place, last, place, &days()?)?;
            }
            (_, ColumnKind::Choice) => {
                sheet.add_data_validation(FIRST_ROW, place, last, place, &choice(*column)?)?;
            }
            _ => (),
        }
    }
    Ok(())
}

fn number(limits: Option<Limits>) -> Result<DataValidation, XlsxError> {
    let low = limits.and_then(|limits| limits.low).map(domain::Quantity::get);
    let high = limits.and_then(|limits| limits.high).map(domain::Quantity::get);
    let words = match (low, high) {
        (Some(low), Some(high)) => format!("Nhập số từ {low} đến {high}."),
        (Some(low), None) => format!("Nhập số từ {low} trở lên."),
        (None, Some(high)) => format!("Nhập số không quá {high}."),
        (None, None) => "Nhập một số, ví dụ 15,1.".to_owned(),
    };
    let rule = DataValidationRule::Between(low.unwrap_or(NUMBERS.0), high.unwrap_or(NUMBERS.1));
    DataValidation::new().allow_decimal_number(rule).set_error_title("Số liệu")?.set_error_message(words)
}

fn days() -> Result<DataValidation, XlsxError> {
    let bounds = (ExcelDateTime::from_ymd(2000, 1, 1)?, ExcelDateTime::from_ymd(2100, 12, 31)?);
    DataValidation::new()
        .allow_date(DataValidationRule::Between(&bounds.0, &bounds.1))
        .set_error_title("Ngày")?
        .set_error_message("Nhập ngày, ví dụ 31/10/2026.")
}

fn choice(column: Column) -> Result<DataValidation, XlsxError> {
    let words: Vec<_> = words_of(column).iter().map(|(_, word)| *word).collect();
    DataValidation::new()
        .allow_list_strings(&words)?
        .set_error_title("Danh sách")?
        .set_error_message("Chọn một mục trong danh sách.")
}
