//! Tables as other offices set them, all invented: what is read, and what is told where nothing can be.

use ingest::draft::Draft;
use ingest::source::{Limits, open};

fn read(name: &str, text: &str) -> Draft {
    ingest::read(&open(name, text.as_bytes(), &Limits::default()).expect("a plain text is accepted"))
}

fn not_understood(draft: &Draft) -> Vec<(usize, usize)> {
    let found = draft.findings.iter().filter(|f| f.rule == "table.not_understood");
    found.filter_map(|f| f.anchor.as_ref()).map(|a| (a.line_start, a.line_end)).collect()
}

/// As a PDF's text layer gives a table column by column.
const COLUMN_BY_COLUMN: &str = "Phụ lục II
DANH MỤC NHIỆM VỤ
TT
I
1

2

Nhiệm vụ
Chung
Làm sạch dữ liệu tàu
cá
Lập bản đồ bến

Cơ quan chủ trì

Thời gian hoàn thành

Sở Tài chính

Quý II/2026

Sở Nội vụ

Thường xuyên
Nơi nhận:
";

#[test]
fn a_table_that_cannot_be_read_is_told_and_leaves_no_tasks() {
    let check = |name: &str, text: &str, lines: &[(usize, usize)]| {
        let draft = read(name, text);
        assert_eq!(not_understood(&draft), lines, "{text}");
        assert_eq!((draft.tasks.len(), draft.indicators.len()), (0, 0), "{text}");
    };
    check("phu-luc.txt", COLUMN_BY_COLUMN, &[(3, 25)]);
    check("van-xuoi.txt", "I. KINH PHÍ\nTheo Thông tư 03/2025/\nTT Nội dung chi:\nChủ trì hội thảo.\n", &[]);
    check(
        "bang.md",
        "| TT | Tên bến | Ghi chú |\n|---|---|---|\n| 1 | A | cũ |\n| 2 | B | mới |\n",
        &[(1, 9)],
    );
    check("dau.md", "| UBND TỈNH | CỘNG HÒA |\n|---|---|\n| Số: 1/KH-UBND | Hà Tú, ngày 1/1/2026 |\n", &[]);
}
