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

/// Columns stand elsewhere on every page; the second page repeats its headings without the years, a row goes on there.
const PAGES: &str = "PHỤ LỤC

STT         Chỉ tiêu     Đơn vị   Lộ trình thực hiện     Cơ quan
                         tính     2025   2026   2030     chủ trì
I           Hạ tầng
1           Số bến có    Bến      5             9        Sở Xây
            cân điện                                     dựng
            tử
2           Tỷ lệ tàu    %        35%    50%    99%      Sở Tài
STT   Chỉ tiêu   Đơn vị   Lộ trình thực hiện    Cơ quan
      có máy                                    chính
      dò cá
3     Tỷ lệ chủ  Hạng     ≥ 80    ≥ 85    100   Sở Nội
      tàu học nghề                              vụ
";

#[test]
fn columns_that_run_into_each_other_are_doubted() {
    let draft = read(
        "phu-luc.txt",
        "
TT   Nhiệm vụ          Cơ quan chủ trì    Thời gian hoàn thành Sản phẩm
1    Làm bản đồ bến    Sở Xây dựng        Tháng 6/2026 Bản đồ
2    Thống kê tàu      Sở Tài chính       Hằng năm Báo cáo
",
    );
    let doubts = draft.findings.iter().filter(|f| f.rule == "table.columns_merged");
    assert_eq!(doubts.count(), 1, "{:?}", draft.findings);
}

#[test]
fn every_page_of_a_plain_table_has_its_own_places() {
    let check = |text: &str, expected: &[&str]| {
        let draft = read("phu-luc.txt", text);
        let indicators = draft.indicators.iter().map(|i| {
            let targets: Vec<String> = i.targets.iter().map(|t| format!("{} {}", t.year, t.text)).collect();
            let unit = i.unit.as_deref().unwrap_or_default();
            format!("{} {} ({unit}; {}): {}", i.label, i.name, i.lead.join("|"), targets.join(", "))
        });
        let tasks = draft.tasks.iter().map(|t| {
            let deadline = &t.deadline.text;
            format!("{} {} ({}; {}): {deadline}", t.label, t.text, t.lead.join("|"), t.coordinating.join("|"))
        });
        assert_eq!(indicators.chain(tasks).collect::<Vec<_>>(), expected, "{text}");
        assert!(draft.findings.iter().all(|f| !f.rule.starts_with("table.")), "{text}");
    };
    check(
        PAGES,
        &[
            "I.1 Số bến có cân điện tử (bến; Sở Xây dựng): 2025 5, 2030 9",
            "I.2 Tỷ lệ tàu có máy dò cá (%; Sở Tài chính): 2025 35%, 2026 50%, 2030 99%",
            "I.3 Tỷ lệ chủ tàu học nghề (hạng; Sở Nội vụ): 2025 ≥ 80, 2026 ≥ 85, 2030 100",
        ],
    );
    check(
        "
TT   Nội dung nhiệm vụ    Cơ quan chủ trì    Cơ quan phối hợp    Thời gian hoàn
                                                                 thành
     định cản trở                            phường
3    Xây dựng bản đồ      Sở Khoa học và     Sở Công Thương      Tháng 6/2026
     bến cá               Công nghệ
4    Thống kê tàu cá      Sở Xây dựng        UBND các xã         Hằng năm
",
        &[
            "3 Xây dựng bản đồ bến cá (Sở Khoa học và Công nghệ; Sở Công Thương): Tháng 6/2026",
            "4 Thống kê tàu cá (Sở Xây dựng; UBND các xã): Hằng năm",
        ],
    );
}

#[test]
fn one_cell_may_name_several_bodies() {
    let draft = read(
        "phu-luc.md",
        "| TT | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn |
|---|---|---|---|---|
| 1 | Làm A | Sở Nội vụ<br>Sở Tài chính | Sở Y tế<br>Các sở: Xây dựng, Tư pháp | 2026 |
| 2 | Làm B | Chủ trì: Sở Y tế<br>Phối hợp: Sở Tài chính | | 2026 |
| 3 | Làm C | Sở Nội vụ và Sở Khoa học và Công nghệ | Công an<br>tỉnh | 2026 |
| 4 | Việc D | | | |
| 4.1 | Làm D | Sở Y tế | - | 2026 |
| 4.2 | Làm E | - | | |
",
    );
    let read: Vec<String> = draft
        .tasks
        .iter()
        .map(|t| format!("{}: {} / {}", t.label, t.lead.join(", "), t.coordinating.join(", ")))
        .collect();
    assert_eq!(
        read,
        [
            "1: Sở Nội vụ, Sở Tài chính / Sở Y tế, Sở Xây dựng, Sở Tư pháp",
            "2: Sở Y tế / Sở Tài chính",
            "3: Sở Nội vụ, Sở Khoa học và Công nghệ / Công an tỉnh",
            "4.1: Sở Y tế / ",
            "4.2:  / ",
        ]
    );
}

#[test]
fn a_second_row_of_headings_that_were_not_merged_names_the_years() {
    let draft = read(
        "phu-luc.md",
        "| STT | Chỉ tiêu | Đơn vị | Lộ trình thực hiện | | | Cơ quan |
|---|---|---|---|---|---|---|
| | | tính | 2025 | 2026 | 2030 | chủ trì |
| 1 | Số bến có cân điện tử | Bến | 5 | | 9 | Sở Xây dựng |
",
    );
    let years: Vec<_> = draft.indicators.iter().flat_map(|i| &i.targets).map(|t| (t.year, t.value)).collect();
    assert_eq!(years, [(2025, Some(5.0)), (2030, Some(9.0))]);
    assert_eq!(draft.indicators[0].lead, ["Sở Xây dựng"]);
}
