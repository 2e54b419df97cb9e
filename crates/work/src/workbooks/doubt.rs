//! What is found of a row beside the form: fields that cannot be kept, and cells changed on the page meanwhile.

use domain::workbook::{CellDoubt, Column, Place, words_of};
use domain::{CellEntry, CellKey, FieldError, Finding, Severity, SubmissionCell};
use ingest::workbook::{Filled, FilledRow};

/// Where a column of a row stands in the file.
fn place_of(filled: &Filled, row: &FilledRow, column: Column) -> Place {
    let sheet = &filled.sheets[row.sheet];
    let at = sheet.columns.iter().find(|(of, _)| *of == column).map_or(0, |(_, at)| *at);
    Place::cell(&sheet.name, row.row, at)
}

/// A field of a row that cannot be kept.
pub(super) fn field(filled: &Filled, row: &FilledRow, error: &FieldError) -> CellDoubt {
    let column = Column::from_code(&error.field).unwrap_or(Column::Note);
    let finding = finding(
        "cell.invalid",
        Severity::Error,
        [&error.vi, &error.en],
        ["Sửa ô này rồi gửi lại biểu.", "Correct the cell and send the workbook again."],
    );
    doubt(filled, row, column, finding)
}

/// A percentage of something that is not counted in percent.
pub(super) fn percent_of_other(filled: &Filled, row: &FilledRow, column: Column, unit: &str) -> CellDoubt {
    let unit = if unit.is_empty() { "không có đơn vị" } else { unit };
    let message = [
        format!("Ô ghi số phần trăm nhưng chỉ tiêu tính bằng: {unit}."),
        format!("The cell holds a percentage, but the indicator counts in: {unit}."),
    ];
    let finding = finding(
        "cell.percent",
        Severity::Error,
        message.each_ref().map(String::as_str),
        ["Nhập số theo đúng đơn vị tính.", "Type the figure in the indicator's unit."],
    );
    doubt(filled, row, column, finding)
}

/// A share below 1 %: perhaps 0.85 was meant to be 85 %.
pub(super) fn small_share(filled: &Filled, row: &FilledRow) -> CellDoubt {
    let typed = &row.entry.value;
    let message = [
        format!("Đã đọc là {typed} %. Nếu là tỷ lệ so với 1 thì số này nhỏ đi 100 lần."),
        format!("It was read as {typed} %. If it is a part of 1, it is 100 times too small."),
    ];
    let finding = finding(
        "cell.small_share",
        Severity::Warning,
        message.each_ref().map(String::as_str),
        [
            "Kiểm tra lại; tỷ lệ nhập số phần trăm, ví dụ 85.",
            "Check it; shares are typed in percent, such as 85.",
        ],
    );
    doubt(filled, row, Column::Value, finding)
}

/// Every column of a row in which the page says something else now.
pub(super) fn conflicts(filled: &Filled, row: &FilledRow, now: &SubmissionCell) -> Vec<CellDoubt> {
    let (ours, theirs) = (domain::workbook::plain(&now.entry), domain::workbook::plain(&row.entry));
    let differs = |column: &Column| column.of(&ours) != column.of(&theirs);
    let of_row = filled.sheets[row.sheet].kind.inputs().filter(differs);
    of_row.map(|column| conflict(filled, row, column, now)).collect()
}

fn conflict(filled: &Filled, row: &FilledRow, column: Column, now: &SubmissionCell) -> CellDoubt {
    let kept = worded(column, &now.entry);
    let message = [
        format!(
            "{} đã sửa ô này trên trang thành “{kept}” sau khi lấy biểu; số trên trang được giữ.",
            now.saved_by
        ),
        format!(
            "{} changed this cell on the page to “{kept}” after the workbook was taken; that is kept.",
            now.saved_by
        ),
    ];
    let finding = finding(
        "cell.conflict",
        Severity::Error,
        message.each_ref().map(String::as_str),
        [
            "Thống nhất số nào đúng: sửa trên trang, hoặc gửi lại bản đã đánh dấu.",
            "Agree which is right: change it on the page, or send the marked-up copy.",
        ],
    );
    doubt(filled, row, column, finding)
}

fn doubt(filled: &Filled, row: &FilledRow, column: Column, finding: Finding) -> CellDoubt {
    CellDoubt {
        place: place_of(filled, row, column),
        key: Some(row.key.clone()),
        column: Some(column),
        shown: worded(column, &row.entry),
        finding,
    }
}

/// The row was not known when its cells were due: the form has changed since.
pub(super) fn not_due(filled: &Filled, row: &FilledRow, key: &CellKey) -> CellDoubt {
    let finding = finding(
        "row.not_due",
        Severity::Error,
        ["Nội dung này không còn phải báo cáo ở đơn vị này.", "This is no longer due from this body."],
        ["Bỏ qua dòng này, hoặc lấy biểu mới.", "Leave the row out, or take a new workbook."],
    );
    CellDoubt { key: Some(key.clone()), ..doubt(filled, row, Column::Name, finding) }
}

/// A text that is longer than a report keeps.
pub(super) fn too_long(filled: &Filled, row: &FilledRow) -> CellDoubt {
    let longest = |column: &Column| column.of(&row.entry).len();
    let column = filled.sheets[row.sheet].kind.inputs().max_by_key(longest).unwrap_or(Column::Note);
    let finding = finding(
        "cell.too_long",
        Severity::Error,
        ["Nội dung quá dài nên không được nhận.", "The text is too long and was not taken."],
        ["Rút gọn; tài liệu dài gửi kèm làm minh chứng.", "Shorten it; send long documents as evidence."],
    );
    doubt(filled, row, column, finding)
}

/// What an entry says in a column, in the words of the drop-downs.
fn worded(column: Column, entry: &CellEntry) -> String {
    let typed = column.of(entry);
    words_of(column).iter().find(|(code, _)| *code == typed).map_or(typed, |(_, word)| word).to_owned()
}

fn finding(rule: &str, severity: Severity, message: [&str; 2], hint: [&str; 2]) -> Finding {
    Finding {
        rule: rule.to_owned(),
        severity,
        message: message[0].to_owned(),
        hint: hint[0].to_owned(),
        message_en: message[1].to_owned(),
        hint_en: hint[1].to_owned(),
        item: None,
        anchor: None,
    }
}
