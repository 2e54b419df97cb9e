//! What of a Word document was left out or taken for granted, as notes.

use domain::Severity;

use super::body::Seen;
use crate::source::Note;

/// Notes on what was met besides text; `changed` is the first line with a tracked change.
pub(super) fn notes(seen: &Seen, comments: usize, changed: Option<usize>) -> Vec<Note> {
    let mut notes: Vec<Note> = changed.map(change_note).into_iter().collect();
    let mut count = |number: usize, rule, severity, message: &str, message_en: &str| {
        if number > 0 {
            let with_number = |text: &str| text.replace("{}", &number.to_string());
            notes.push(Note::new(rule, severity, with_number(message), with_number(message_en)));
        }
    };
    count(
        comments,
        "source.comments",
        Severity::Note,
        "{} ý kiến nhận xét (comment) trong văn bản được bỏ qua.",
        "{} comments in the document were left out.",
    );
    count(
        seen.hidden,
        "source.hidden_text",
        Severity::Warning,
        "{} đoạn chữ ẩn trong văn bản được bỏ qua.",
        "{} pieces of hidden text were left out.",
    );
    count(
        seen.contents_lines,
        "source.contents",
        Severity::Note,
        "{} dòng mục lục được bỏ qua.",
        "{} lines of the table of contents were left out.",
    );
    count(
        seen.pictures,
        "source.pictures",
        Severity::Warning,
        "Văn bản có {} hình ảnh hoặc đối tượng nhúng; chữ trong đó không được đọc.",
        "The document has {} pictures or embedded objects; text in them was not read.",
    );
    count(
        seen.imports,
        "source.imported_parts",
        Severity::Error,
        "{} phần văn bản được chèn từ tệp khác không đọc được; mở tệp bằng Word, lưu lại rồi nhập lại.",
        "{} parts inserted from other files were not read; open the file in Word, save it and import again.",
    );
    notes
}

fn change_note(line: usize) -> Note {
    Note::new(
        "source.tracked_changes",
        Severity::Warning,
        "Văn bản còn nội dung sửa đổi chưa được chấp nhận (Track Changes): phần thêm được giữ, phần xóa được bỏ.",
        "The document has tracked changes: insertions were kept, deletions left out.",
    )
    .at(line)
    .hint(
        "Chấp nhận hoặc từ chối các sửa đổi trong Word rồi nhập lại nếu cần.",
        "Accept or reject the changes in Word and import again if needed.",
    )
}
