//! The words of every doubt about a workbook, in both languages.

use domain::workbook::{Column, words_of};
use domain::{Finding, Severity};

/// What is doubtful about a cell, a row or a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Doubt {
    Formula,
    ErrorValue,
    NotANumber,
    AmbiguousNumber,
    DecimalDot { read: String },
    TextNumber { read: String },
    DayForNumber,
    NotADay,
    NotOffered { column: Column },
    Merged,
    RowUnknown,
    RowForeign,
    RowChanged,
    RowShifted,
    RowTwice { first: String },
    RowRepeated { first: String },
    RowMissing,
    SheetMissing { title: &'static str },
    SheetRenamed { title: &'static str },
    SheetForeign,
    SheetExtra,
    ColumnMissing { column: Column },
}

impl Doubt {
    /// Stable identifier of the rule.
    pub(super) fn rule(&self) -> &'static str {
        self.parts().0
    }

    /// The doubt as a finding.
    pub(super) fn finding(&self) -> Finding {
        let (rule, severity, [message, message_en], [hint, hint_en]) = self.parts();
        Finding {
            rule: rule.to_owned(),
            severity,
            message,
            hint,
            message_en,
            hint_en,
            item: None,
            anchor: None,
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table of words")]
    fn parts(&self) -> (&'static str, Severity, [String; 2], [String; 2]) {
        use Severity::{Error, Note, Warning};
        match self {
            Self::Formula => words(
                "cell.formula",
                Error,
                ["Ô chứa công thức.", "The cell holds a formula."],
                [
                    "Nhập số trực tiếp: chép ô rồi dán dạng giá trị (Paste Values).",
                    "Type the figure: copy the cell and paste it as a value.",
                ],
            ),
            Self::ErrorValue => words(
                "cell.error",
                Error,
                ["Ô chứa giá trị lỗi của Excel.", "The cell holds an error value of Excel."],
                ["Xóa rồi nhập lại.", "Clear it and type it again."],
            ),
            Self::NotANumber => words(
                "cell.not_a_number",
                Error,
                ["Ô này cần một con số.", "This cell takes a number."],
                [
                    "Chỉ nhập số, ví dụ 15,1; lời giải thích ghi ở cột ghi chú.",
                    "Type only the number, such as 15,1; explain it in the column of notes.",
                ],
            ),
            Self::AmbiguousNumber => words(
                "cell.ambiguous_number",
                Error,
                [
                    "Số có thể đọc theo hai cách: hàng nghìn hoặc ba chữ số thập phân.",
                    "The number can be read in two ways: thousands, or three decimals.",
                ],
                [
                    "Viết 1.000 hoặc 1000 nếu là một nghìn; viết 1 nếu là một.",
                    "Write 1.000 or 1000 for a thousand; write 1 for one.",
                ],
            ),
            Self::DayForNumber => words(
                "cell.day_for_number",
                Error,
                [
                    "Ô cần một con số nhưng đang chứa ngày tháng (Excel có thể đã tự đổi).",
                    "The cell takes a number but holds a date; Excel may have changed it.",
                ],
                [
                    "Đặt lại định dạng ô là General rồi nhập lại số.",
                    "Set the cell's format to General and type the number again.",
                ],
            ),
            Self::NotADay => words(
                "cell.not_a_day",
                Error,
                ["Ô này cần một ngày.", "This cell takes a day."],
                ["Nhập ngày/tháng/năm, ví dụ 31/10/2026.", "Type day/month/year, such as 31/10/2026."],
            ),
            Self::Merged => words(
                "cell.merged",
                Error,
                [
                    "Ô bị gộp với ô khác nên không biết số là của dòng, cột nào.",
                    "The cell is merged with others, so it cannot be told whose figure it is.",
                ],
                ["Bỏ gộp ô rồi nhập lại từng ô.", "Unmerge it and fill in each cell."],
            ),
            Self::RowUnknown => words(
                "row.unknown",
                Error,
                ["Dòng có số liệu nhưng không có mã dòng.", "The row holds entries but has no row key."],
                ["Chuyển số liệu vào dòng có sẵn của biểu.", "Move the entries to a row of the form."],
            ),
            Self::RowForeign => words(
                "row.foreign",
                Error,
                ["Mã dòng không thuộc biểu này.", "The row's key is not of this workbook."],
                [
                    "Không chép dòng từ tệp khác; nhập vào dòng có sẵn.",
                    "Do not copy rows from another file; fill in the rows of this one.",
                ],
            ),
            Self::RowChanged => words(
                "row.changed",
                Error,
                ["Số thứ tự hoặc tên của dòng đã bị sửa.", "The row's label or name was changed."],
                [
                    "Giữ nguyên hai cột đầu; lấy biểu mới nếu không khôi phục được.",
                    "Leave the first two columns as they are; take a new workbook if they cannot be restored.",
                ],
            ),
            Self::RowShifted => words(
                "row.shifted",
                Error,
                [
                    "Các ô bị dịch: dòng đang ghi nội dung của dòng khác.",
                    "The cells are shifted: the row shows the words of another row.",
                ],
                [
                    "Đưa các ô về đúng dòng, hoặc nhập lại vào biểu mới.",
                    "Move the cells back to their rows, or fill in a new workbook.",
                ],
            ),
            Self::RowMissing => words(
                "row.missing",
                Warning,
                [
                    "Dòng này đã bị xóa khỏi biểu; số liệu trên trang được giữ nguyên.",
                    "This row was removed from the workbook; what the page has is kept.",
                ],
                [
                    "Lấy biểu mới nếu cần nhập dòng này.",
                    "Take a new workbook if this row is to be filled in.",
                ],
            ),
            Self::SheetForeign => words(
                "sheet.foreign",
                Error,
                ["Trang tính được chép từ biểu khác.", "The sheet was copied from another workbook."],
                ["Nhập vào trang tính có sẵn của biểu này.", "Fill in this workbook's own sheet."],
            ),
            Self::SheetExtra => words(
                "sheet.extra",
                Note,
                ["Trang tính không thuộc biểu; không đọc.", "The sheet is not of the form; it was not read."],
                ["Có thể để nguyên.", "It may stay."],
            ),
            Self::DecimalDot { read } => words(
                "cell.decimal_dot",
                Warning,
                [
                    format!("Số dùng dấu chấm thập phân; đã đọc là {read}."),
                    format!("The number has a decimal point; it was read as {read}."),
                ],
                ["Kiểm tra lại; viết dấu phẩy thập phân.", "Check it; write a decimal comma."],
            ),
            Self::TextNumber { read } => words(
                "cell.text_number",
                Note,
                [
                    format!("Số ở dạng chữ; đã đọc là {read}."),
                    format!("The number is held as text; it was read as {read}."),
                ],
                ["Không cần sửa nếu đúng.", "Nothing to do if it is right."],
            ),
            Self::RowTwice { first } => words(
                "row.twice",
                Error,
                [
                    format!("Dòng có hai lần với nội dung khác nhau (lần đầu ở {first})."),
                    format!("The row occurs twice with different entries (first at {first})."),
                ],
                ["Xóa dòng thừa rồi gửi lại.", "Remove the wrong one and send it again."],
            ),
            Self::RowRepeated { first } => words(
                "row.repeated",
                Note,
                [
                    format!("Dòng lặp lại, giống lần đầu ở {first}."),
                    format!("The row is repeated, the same as at {first}."),
                ],
                ["Không cần sửa.", "Nothing to do."],
            ),
            Self::SheetMissing { title } => words(
                "sheet.missing",
                Error,
                [format!("Biểu thiếu trang tính “{title}”."), format!("The sheet “{title}” is missing.")],
                ["Lấy biểu mới và nhập vào đó.", "Take a new workbook and fill that one in."],
            ),
            Self::SheetRenamed { title } => words(
                "sheet.renamed",
                Warning,
                [
                    format!("Trang tính “{title}” đã bị đổi tên; vẫn đọc được theo mã."),
                    format!("The sheet “{title}” was renamed; it was read by its code."),
                ],
                ["Giữ nguyên tên trang tính.", "Leave sheets their names."],
            ),
            Self::ColumnMissing { column } => words(
                "column.missing",
                Error,
                [
                    format!("Trang tính thiếu cột {}.", column_word(*column)),
                    format!("The sheet lacks the column “{}”.", column.code()),
                ],
                ["Lấy biểu mới và nhập vào đó.", "Take a new workbook and fill that one in."],
            ),
            Self::NotOffered { column } => {
                let offered: Vec<_> = words_of(*column).iter().map(|(_, word)| *word).collect();
                let offered = offered.join("; ");
                words(
                    "cell.not_offered",
                    Error,
                    ["Giá trị không có trong danh sách.", "The words are not among those offered."],
                    [format!("Chọn một trong: {offered}."), format!("Choose one of: {offered}.")],
                )
            }
        }
    }
}

fn words(
    rule: &'static str,
    severity: Severity,
    message: [impl Into<String>; 2],
    hint: [impl Into<String>; 2],
) -> (&'static str, Severity, [String; 2], [String; 2]) {
    (rule, severity, message.map(Into::into), hint.map(Into::into))
}

/// What a column is called in a sentence.
fn column_word(column: Column) -> &'static str {
    match column {
        Column::Label => "số thứ tự",
        Column::Name => "tên",
        Column::Value => "giá trị",
        Column::Numerator => "tử số",
        Column::Denominator => "mẫu số",
        Column::Reached => "đạt hay chưa",
        Column::Absence => "lý do chưa có số liệu",
        Column::ExpectedOn => "ngày dự kiến có",
        Column::Maturity => "mức độ số liệu",
        Column::State => "tiến độ",
        Column::DoneOn => "ngày hoàn thành",
        Column::Note => "ghi chú",
        _ => "thông tin",
    }
}
