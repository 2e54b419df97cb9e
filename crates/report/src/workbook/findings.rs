//! The sheet of findings of a marked-up copy.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::look::Look;
use super::{MarkKind, Report, sheet};

const HEADS: [(&str, f64); 5] = [
    ("Ô trong tệp đã gửi", 22.0),
    ("Kết quả", 16.0),
    ("Đã nhập", 26.0),
    ("Vấn đề", 56.0),
    ("Cách xử lý", 48.0),
];

/// What became of a marked cell, in a word.
pub(super) fn word(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Doubt => "Cần xem lại",
        MarkKind::Conflict => "Khác trên trang",
        MarkKind::Fault => "Chưa nhận",
    }
}

/// The same in a sentence.
pub(super) fn meaning(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Doubt => "Đã nhận; đề nghị xem lại cách đọc.",
        MarkKind::Conflict => {
            "Có người đã sửa ô này trên trang web sau khi tệp được lấy về; số trên trang được giữ nguyên. Gửi lại tệp này thì số trong tệp sẽ thay số trên trang."
        }
        MarkKind::Fault => "Chưa nhận; sửa theo ghi chú rồi gửi lại tệp này.",
    }
}

pub(super) fn write(findings: &mut Worksheet, look: &Look, report: &Report) -> Result<(), XlsxError> {
    findings.set_name("Kết quả đọc tệp")?.set_tab_color(rust_xlsxwriter::Color::RGB(0xC0_00_00)).protect();
    sheet::set_paper(findings);
    findings.write_string_with_format(0, 0, "KẾT QUẢ ĐỌC TỆP", &look.title)?;
    let counted = format!("{} – {}: {} ô cần xem", report.body, report.period, report.remarks.len());
    findings.write_string_with_format(1, 0, counted, &look.about)?;
    for (column, (head, width)) in (0..).zip(HEADS) {
        findings.set_column_width(column, width)?;
        findings.write_string_with_format(3, column, head, &look.head)?;
    }
    findings.set_freeze_panes(4, 0)?.set_repeat_rows(3, 3)?;
    for (row, remark) in (4..).zip(&report.remarks) {
        findings.write_string_with_format(row, 0, &remark.place, &look.shown)?;
        findings.write_string_with_format(row, 1, word(remark.kind), &look.legend(remark.kind))?;
        findings.write_string_with_format(row, 2, sheet::fitting(&remark.shown), &look.shown)?;
        findings.write_string_with_format(row, 3, sheet::fitting(&remark.message), &look.shown)?;
        findings.write_string_with_format(row, 4, sheet::fitting(&remark.hint), &look.shown)?;
    }
    Ok(())
}
