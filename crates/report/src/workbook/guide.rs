//! The first sheet: whose workbook it is, and how to fill it in.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::look::Look;
use super::{MarkKind, Report, sheet};

const STEPS: &[&str] = &[
    "Nhập vào các ô nền trắng có tiêu đề cột màu xanh ở các trang tính Chỉ tiêu, Nhiệm vụ, Nội dung. Các ô khác đã khóa.",
    "Với mỗi chỉ tiêu, chỉ nhập theo một cách: giá trị; hoặc tử số và mẫu số; hoặc Đạt/Chưa đạt; hoặc lý do chưa có số liệu (ghi rõ ở cột ghi chú).",
    "Tỷ lệ nhập số phần trăm: 85 nghĩa là 85 %. Số có phần thập phân dùng dấu phẩy: 0,6. Số hàng nghìn có thể viết 1.250.",
    "Không nhập công thức, không gộp ô, không đổi tên hay chép trang tính sang tệp khác. Có thể để trống dòng chưa báo cáo.",
    "Nhiệm vụ đã xong chọn “Chờ xác nhận”, ghi ngày hoàn thành và sản phẩm.",
    "Lưu tệp ở dạng .xlsx, rồi tải lên trang báo cáo của đơn vị hoặc gửi lại cho cơ quan thường trực. Có thể đổi tên tệp.",
    "Nếu có ô chưa nhận được, hệ thống trả lại tệp này với các ô đó được tô màu và ghi chú; sửa rồi gửi lại là được.",
];

pub(super) fn write(guide: &mut Worksheet, look: &Look, report: &Report) -> Result<(), XlsxError> {
    guide.set_name("Hướng dẫn")?.protect();
    sheet::set_paper(guide);
    guide.set_column_width(0, 22)?.set_column_width(1, 96)?;
    guide.write_string_with_format(0, 0, "BIỂU BÁO CÁO", &look.title)?;
    let (from, to) = report.window;
    let facts = [
        ("Đơn vị báo cáo", report.body.clone()),
        ("Kế hoạch", report.plan.clone()),
        ("Kỳ báo cáo", report.period.clone()),
        ("Số liệu", format!("từ {} đến {}", sheet::day(from), sheet::day(to))),
        ("Hạn gửi", sheet::day(report.due_on)),
    ];
    let mut row = 2;
    for (name, value) in facts {
        guide.write_string_with_format(row, 0, name, &look.about)?;
        guide.write_string_with_format(row, 1, value, &look.plain)?;
        row += 1;
    }
    row += 1;
    guide.write_string_with_format(row, 0, "Cách nhập", &look.about)?;
    for (number, step) in (1..).zip(STEPS) {
        row += 1;
        guide.write_number_with_format(row, 0, f64::from(number), &look.step)?;
        guide.write_string_with_format(row, 1, *step, &look.plain)?;
    }
    if report.remarks.is_empty() {
        return Ok(());
    }
    row += 2;
    guide.write_string_with_format(row, 0, "Màu của ô", &look.about)?;
    for kind in [MarkKind::Fault, MarkKind::Conflict, MarkKind::Doubt] {
        row += 1;
        guide.write_string_with_format(row, 0, super::findings::word(kind), &look.legend(kind))?;
        guide.write_string_with_format(row, 1, super::findings::meaning(kind), &look.plain)?;
    }
    Ok(())
}
