//! Matrices and lists of targets of other shapes than the corpus has, all invented.

use domain::{Anchor, Comparator, DeadlineKind, Goal, Quantity};
use ingest::draft::{Draft, DraftIndicator};
use ingest::source::{Cell, Format, Limits, Source, Table, open};
use proptest::prelude::*;

fn read(name: &str, text: &str) -> Draft {
    ingest::read(&open(name, text.as_bytes(), &Limits::default()).expect("a plain text is accepted"))
}

/// Label, name and targets in short: `I.1 Số tàu: 2025 ≥5, 2030 X`.
fn short(indicator: &DraftIndicator) -> String {
    let targets: Vec<String> = indicator
        .targets
        .iter()
        .map(|t| {
            let value = t.value.map(|v| v.to_string()).unwrap_or_default();
            let upper = t.upper.map(|v| format!("..{v}")).unwrap_or_default();
            let sign = match t.comparator {
                Comparator::Reached => "X",
                Comparator::Text => "T",
                comparator => comparator.sign(),
            };
            format!("{} {sign}{value}{upper}", t.year)
        })
        .collect();
    format!("{} {}: {}", indicator.label, indicator.name, targets.join(", "))
}

fn shorts(draft: &Draft) -> Vec<String> {
    draft.indicators.iter().map(short).collect()
}

const MARKDOWN: &str = "# KẾ HOẠCH

| TT | Chỉ tiêu | Đơn vị tính | Thực hiện 2024 | Năm 2025 | Năm 2030 | Cơ quan chủ trì | Cơ quan phối hợp |
|---|---|---|---|---|---|---|---|
| (1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) |
| I | Hạ tầng | | | | | | |
| 1 | Tỷ lệ xã ven biển có sóng | % | 12,5 | ≥ 40 | 100 | Sở Khoa học và Công nghệ | Các xã, phường |
| 2 | Số bến cá có cân điện tử | Bến | 3 | 10 | - | Sở Nông nghiệp và Môi trường | Sở Tài chính; Công Thương |
| II | Quản lý | | | | | | |
| 4 | Thời gian cấp phép ra khơi | Ngày | 5 | ≤ 3 | ≤ 1 | Sở Nội vụ | |
| 5 | Xếp hạng chuyển đổi số | Hạng | 30 | Top 20 | Top 10 | Sở Khoa học và Công nghệ | |
";

#[test]
fn a_markdown_table_with_units_and_a_baseline_is_read() {
    let draft = read("bien.md", MARKDOWN);
    assert_eq!(
        shorts(&draft),
        [
            "I.1 Tỷ lệ xã ven biển có sóng: 2025 ≥40, 2030 100",
            "I.2 Số bến cá có cân điện tử: 2025 10",
            "II.4 Thời gian cấp phép ra khơi: 2025 ≤3, 2030 ≤1",
            "II.5 Xếp hạng chuyển đổi số: 2025 ≤20, 2030 ≤10",
        ]
    );
    let second = &draft.indicators[1];
    assert_eq!(second.unit.as_deref(), Some("bến"));
    assert_eq!(second.lead, ["Sở Nông nghiệp và Môi trường"]);
    assert_eq!(second.coordinating, ["Sở Tài chính", "Sở Công Thương"]);
    let baseline = second.baseline.as_ref().expect("the table has a baseline");
    assert_eq!((baseline.year, baseline.value), (Some(2024), Some(3.0)));
    let numbers = draft.findings.iter().filter(|f| f.rule == "matrix.label_sequence");
    assert_eq!(numbers.map(|f| f.item.as_deref()).collect::<Vec<_>>(), [Some("i3")], "row 3 is missing");
}

const PLAIN: &str = "PHỤ LỤC I
HỆ THỐNG CHỈ TIÊU

TT Chỉ tiêu Đơn vị tính Hiện trạng 2024 Đến năm 2025 Đến năm 2030 Cơ quan chủ trì Cơ quan phối hợp
I HẠ TẦNG SỐ
1 Tỷ lệ thôn có băng rộng % 70 85 100 Sở Khoa học và Công nghệ Các xã, phường
2 Số trạm phát sóng tại vùng núi cao được
xây mới hằng năm Trạm 5 10 30 Sở Khoa học và Công nghệ Sở Xây dựng; các doanh nghiệp viễn thông
3 Tỷ lệ hộ có cáp quang % 55 ≥ 70 ≥ 95
Sở Khoa học và
Công nghệ
UBND các xã, phường
II NHÂN LỰC
4 Số chuyên gia Người 12 20 50 Sở Nội vụ Sở Y tế
TT Chỉ tiêu Đơn vị tính Hiện trạng 2024 Đến năm 2025 Đến năm 2030 Cơ quan chủ trì Cơ quan phối hợp
5 Tỷ lệ cán bộ biết dùng trợ lý ảo % 5 30 90 Sở Nội vụ Sở Khoa học và Công nghệ
6 Số trường có phòng thực hành số
Trường
3
9
27
Sở Giáo dục và Đào tạo
Các trường
";

#[test]
fn a_matrix_of_plain_text_with_other_columns_is_read() {
    let draft = read("phu-luc.txt", PLAIN);
    assert_eq!(
        shorts(&draft),
        [
            "I.1 Tỷ lệ thôn có băng rộng: 2025 85, 2030 100",
            "I.2 Số trạm phát sóng tại vùng núi cao được xây mới hằng năm: 2025 10, 2030 30",
            "I.3 Tỷ lệ hộ có cáp quang: 2025 ≥70, 2030 ≥95",
            "II.4 Số chuyên gia: 2025 20, 2030 50",
            "II.5 Tỷ lệ cán bộ biết dùng trợ lý ảo: 2025 30, 2030 90",
            "II.6 Số trường có phòng thực hành số: 2025 9, 2030 27",
        ]
    );
    let units: Vec<_> = draft.indicators.iter().filter_map(|i| i.unit.as_deref()).collect();
    assert_eq!(units, ["%", "trạm", "%", "người", "%", "trường"]);
    assert_eq!(draft.indicators[2].lead, ["Sở Khoa học và Công nghệ"]);
    assert_eq!(draft.indicators[2].coordinating, ["UBND các xã, phường"]);
    let baselines: Vec<_> = draft.indicators.iter().filter_map(|i| i.baseline.as_ref()?.value).collect();
    assert_eq!(baselines, [70.0, 5.0, 55.0, 12.0, 5.0, 3.0]);
}

const SIDE_BY_SIDE: &str = "
STT   Mục tiêu                          2025    2030    2045    Thành viên theo dõi        Thực hiện
I     Phát triển hạ tầng
1     Tỷ lệ phủ sóng biển trên địa      ≥ 40%   ≥ 90%   100%    Đ/c Giám đốc Sở Khoa học   Sở Khoa học và Công nghệ;
      bàn tỉnh                                                  và Công nghệ               các công ty viễn thông
                                              2
STT   Mục tiêu                          2025    2030    2045    Thành viên theo dõi        Thực hiện
2     Tỷ lệ ngư dân có ví điện tử               ≥ 80%           Giám đốc Công an tỉnh      Công an tỉnh
3     Số trạm ở vùng cao                  10              30    Giám đốc Sở Xây dựng       Sở Xây dựng
";

const CENTRED: &str = "
 STT              Mục tiêu                2025    2030    2045     Thành viên theo dõi             Thực hiện
  I    Phát triển hạ tầng

       Tỷ lệ phủ sóng biển trên                                   Đ/c Giám đốc Sở Khoa học   Sở Khoa học và Công nghệ;
  1                                      ≥ 40%   ≥ 90%   100%
       địa bàn tỉnh                                               và Công nghệ               các công ty viễn thông

  2    Tỷ lệ ngư dân có ví điện tử               ≥ 80%            Giám đốc Công an tỉnh      Công an tỉnh

  3    Số trạm ở vùng cao                  10              30     Giám đốc Sở Xây dựng       Sở Xây dựng
";

#[test]
fn cells_side_by_side_are_told_apart_by_their_places() {
    for text in [SIDE_BY_SIDE, CENTRED] {
        let draft = read("phu-luc.txt", text);
        assert_eq!(
            shorts(&draft),
            [
                "I.1 Tỷ lệ phủ sóng biển trên địa bàn tỉnh: 2025 ≥40, 2030 ≥90, 2045 100",
                "I.2 Tỷ lệ ngư dân có ví điện tử: 2030 ≥80",
                "I.3 Số trạm ở vùng cao: 2025 10, 2045 30",
            ]
        );
        assert_eq!(draft.indicators[0].follower.as_deref(), Some("Giám đốc Sở Khoa học và Công nghệ"));
        assert_eq!(draft.indicators[0].implementers, ["Sở Khoa học và Công nghệ", "Các công ty viễn thông"]);
    }
}

/// A sheet with a title, headings over two rows, a group merged across, and one target for two milestones.
fn sheet() -> Source {
    let rows: [&[(usize, usize, usize, &str)]; 6] = [
        &[(0, 1, 7, "BẢNG CHỈ TIÊU NGHỀ CÁ")],
        &[
            (0, 2, 1, "STT"),
            (1, 2, 1, "Chỉ tiêu"),
            (2, 1, 3, "Mục tiêu"),
            (5, 2, 1, "Thành viên theo dõi"),
            (6, 2, 1, "Đơn vị thực hiện"),
        ],
        &[(2, 1, 1, "2025"), (3, 1, 1, "2030"), (4, 1, 1, "2035")],
        &[(0, 1, 7, "I. Đội tàu")],
        &[
            (0, 1, 1, "1"),
            (1, 1, 1, "Tỷ lệ tàu có định vị"),
            (2, 1, 1, "80%"),
            (3, 1, 2, "100%"),
            (5, 1, 1, "Đ/c Giám đốc Sở Y tế"),
            (6, 2, 1, "Sở Y tế; các xã"),
        ],
        &[
            (0, 1, 1, "2"),
            (1, 1, 1, "Có bến tàu số"),
            (3, 1, 1, "X"),
            (5, 1, 1, "Đồng chí Chủ tịch UBND tỉnh"),
        ],
    ];
    let mut lines = Vec::new();
    let mut cells = Vec::new();
    for (row, words) in rows.into_iter().enumerate() {
        for (col, row_span, col_span, text) in words {
            lines.push((*text).to_owned());
            let line = lines.len();
            cells.push(Cell {
                row,
                col: *col,
                row_span: *row_span,
                col_span: *col_span,
                text: (*text).to_owned(),
                line_start: line,
                line_end: line,
                formula: None,
            });
        }
    }
    let table = Table::new(Some("Phụ lục".to_owned()), cells);
    Source {
        format: Format::Xlsx,
        name: "nghe-ca.xlsx".to_owned(),
        lines,
        tables: vec![table],
        notes: Vec::new(),
    }
}

#[test]
fn a_sheet_with_merged_cells_is_read() {
    let draft = ingest::read(&sheet());
    assert_eq!(
        shorts(&draft),
        ["I.1 Tỷ lệ tàu có định vị: 2025 80, 2030 100, 2035 100", "I.2 Có bến tàu số: 2030 X"]
    );
    let second = &draft.indicators[1];
    assert_eq!(second.group, "Đội tàu");
    assert_eq!(second.follower.as_deref(), Some("Chủ tịch UBND tỉnh"));
    assert_eq!(second.implementers, ["Sở Y tế", "Các xã"], "a cell merged over rows holds for each");
    let cell = second.targets[0].anchor.cell.expect("targets of tables point at their cell");
    assert_eq!((cell.table, cell.row, cell.col), (0, 5, 3));
}

const PROSE: &str = "KẾ HOẠCH
Phát triển nghề cá

II. MỤC TIÊU
1. Mục tiêu tổng quát
Đưa nghề cá thành ngành hiện đại, phấn đấu 100% tàu có định vị.
2. Mục tiêu cụ thể
a) Đến năm 2025
- Tỷ lệ tàu cá có thiết bị giám sát đạt trên 90%.
- Tối thiểu 50% cảng cá dùng phần mềm quản lý; 30% chợ đầu mối có mã truy xuất.
- Rút ngắn thời gian cấp phép còn 03 ngày.
b) Đến năm 2030
- Tỷ lệ tàu cá có thiết bị giám sát đạt 100%.
- 100% cảng cá dùng phần mềm quản lý; 80% chợ đầu mối có mã truy xuất.
- Rút ngắn thời gian cấp phép còn 05 ngày.
- Thuộc nhóm 05 tỉnh dẫn đầu cả nước về xuất khẩu thủy sản.
3. Tầm nhìn đến năm 2045
- Trở thành trung tâm nghề cá của khu vực.
III. NHIỆM VỤ
1. Đầu tư cảng cá
- Đầu tư 05 cảng cá đến năm 2030, bố trí 100% kinh phí.
";

#[test]
fn lists_of_targets_become_indicators_and_tasks_do_not() {
    let draft = read("nghe-ca.txt", PROSE);
    assert_eq!(
        shorts(&draft),
        [
            "2.1 Tỷ lệ tàu cá có thiết bị giám sát: 2025 >90, 2030 100",
            "2.2 Tỷ lệ cảng cá dùng phần mềm quản lý: 2025 ≥50, 2030 100",
            "2.3 Tỷ lệ chợ đầu mối có mã truy xuất: 2025 30, 2030 80",
            "2.4 Rút ngắn thời gian cấp phép: 2025 ≤3, 2030 ≤5",
            "2.5 Thứ hạng cả nước về xuất khẩu thủy sản: 2030 ≤5",
            "II.1 Trở thành trung tâm nghề cá của khu vực: 2045 T",
        ]
    );
    let regressing: Vec<_> = draft.findings.iter().filter(|f| f.rule == "target.regresses").collect();
    assert_eq!(regressing.len(), 1, "a longer time is a step back");
    assert_eq!(regressing[0].item.as_deref(), Some("i4"));
}

#[test]
fn a_paragraph_may_introduce_the_milestone() {
    let draft = read(
        "xa.txt",
        "KẾ HOẠCH\nII- MỤC TIÊU\nPhấn đấu đến năm 2030 đạt các chỉ tiêu sau:\n1. Về hạ tầng:\n- Tỷ lệ hộ có mạng đạt 95%.\n2. Về kinh tế:\n- Kinh tế số chiếm tối thiểu 30% GRDP, hướng tới tối thiểu đạt 50% vào năm 2045.\nIII- NHIỆM VỤ\n- Mua 3 máy tính.\n",
    );
    assert_eq!(shorts(&draft), ["1.1 Tỷ lệ hộ có mạng: 2030 95", "2.1 Kinh tế số: 2030 ≥30, 2045 ≥50"]);
}

#[test]
fn a_numbered_target_with_others_below_is_a_target() {
    let draft = read(
        "xa.txt",
        "KẾ HOẠCH\nII. CHỈ TIÊU ĐẾN NĂM 2030\n1. Tỷ lệ tàu cá có định vị đạt 100%.\n2. Tỷ lệ cảng cá dùng phần mềm đạt trên 80%, trong đó:\n- Cảng loại một đạt 100%;\n3. Có ít nhất 05 chợ đầu mối số.\nIII. NHIỆM VỤ\n1. Mua sắm\n- Mua 100% máy tính.\n",
    );
    assert_eq!(
        shorts(&draft),
        [
            "II.1 Tỷ lệ tàu cá có định vị: 2030 100",
            "II.2 Tỷ lệ cảng cá dùng phần mềm: 2030 >80",
            "II.3 Cảng loại một: 2030 100",
            "II.4 Số chợ đầu mối số: 2030 ≥5",
        ]
    );
}

#[test]
fn missing_milestones_and_annexes_are_told() {
    let draft = read(
        "xa.txt",
        "KẾ HOẠCH\nII. MỤC TIÊU\n1. Chỉ tiêu\n- 100% hộ có mã số.\n2. Mục tiêu cụ thể: Chi tiết tại Phụ lục I kèm theo.\n",
    );
    let rules: Vec<&str> = draft.findings.iter().map(|f| f.rule.as_str()).collect();
    assert!(draft.indicators.is_empty());
    assert!(rules.contains(&"target.milestone_missing") && rules.contains(&"annex.missing"), "{rules:?}");
}

const TASKS: &str = "# Phụ lục

| STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm |
|---|---|---|---|---|---|
| I | Thể chế | | | | |
| 1 | Ban hành quy chế dữ liệu | Sở Khoa học và Công nghệ | Sở Tư pháp, Nội vụ | Quý III/2025 | Quyết định |
| 2 | Tập huấn cán bộ xã | Sở Nội vụ | Các xã, phường | Hằng năm | Lớp tập huấn |
";

const PLAIN_TASKS: &str = "DANH MỤC NHIỆM VỤ
STT Nhiệm vụ Cơ quan chủ trì Cơ quan phối hợp Thời gian hoàn thành Sản phẩm
I Thể chế
1
Ban hành quy chế dữ

liệu

Sở Khoa học và

Công nghệ

Sở Tư pháp, Nội vụ

Quý III/2025

Quyết định
2
Tập huấn cán bộ xã

Sở Nội vụ

Các xã, phường

Hằng năm

Lớp tập huấn
";

#[test]
fn tasks_of_tables_are_read() {
    for (name, text) in [("nhiem-vu.md", TASKS), ("nhiem-vu.txt", PLAIN_TASKS)] {
        let draft = read(name, text);
        let labels: Vec<&str> = draft.tasks.iter().map(|t| t.label.as_str()).collect();
        assert_eq!(labels, ["I.1", "I.2"], "{name}");
        let first = &draft.tasks[0];
        assert_eq!(first.text, "Ban hành quy chế dữ liệu");
        assert_eq!(first.lead, ["Sở Khoa học và Công nghệ"]);
        assert_eq!(first.coordinating, ["Sở Tư pháp", "Sở Nội vụ"]);
        assert!(matches!(first.deadline.kind, DeadlineKind::EndOfQuarter { .. }), "{:?}", first.deadline);
        assert_eq!(first.product.as_deref(), Some("Quyết định"));
        assert!(matches!(draft.tasks[1].deadline.kind, DeadlineKind::Recurring { .. }));
        assert!(draft.indicators.is_empty());
    }
}

/// Every item of a draft points into the document, and every target is a goal.
fn is_sound(draft: &Draft, lines: usize) {
    let inside = |anchor: &Anchor| {
        assert!(
            1 <= anchor.line_start && anchor.line_start <= anchor.line_end && anchor.line_end <= lines,
            "{anchor:?}"
        );
    };
    for indicator in &draft.indicators {
        inside(&indicator.anchor);
        assert!(!indicator.name.is_empty());
        for target in &indicator.targets {
            inside(&target.anchor);
            let quantity = |value: Option<f64>| value.map(|v| Quantity::new(v).expect("values are finite"));
            let goal = Goal::new(target.comparator, quantity(target.value), quantity(target.upper));
            assert!(goal.is_ok(), "{target:?}");
        }
        assert!(
            indicator.targets.windows(2).all(|pair| pair[0].year < pair[1].year),
            "{:?}",
            indicator.targets
        );
    }
    for task in &draft.tasks {
        inside(&task.anchor);
    }
    for finding in &draft.findings {
        finding.anchor.iter().for_each(inside);
        assert!(!finding.message.is_empty() && !finding.message_en.is_empty(), "{finding:?}");
    }
}

/// What happens to a line on its way through a scanner.
#[derive(Debug, Clone)]
enum Damage {
    Drop,
    Double,
    Cut(usize),
    Trim,
    Insert(String),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        Just(Damage::Drop),
        Just(Damage::Double),
        (0_usize..60).prop_map(Damage::Cut),
        Just(Damage::Trim),
        "[0-9IVX%≥>()|. ,;:-]{0,12}".prop_map(Damage::Insert),
    ]
}

fn damaged(text: &str, damages: &[(usize, Damage)]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (at, damage) in damages {
        if lines.is_empty() {
            break;
        }
        let at = at % lines.len();
        match damage {
            Damage::Drop => drop(lines.remove(at)),
            Damage::Double => lines.insert(at, lines[at].clone()),
            Damage::Cut(length) => lines[at] = lines[at].chars().take(*length).collect(),
            Damage::Trim => lines[at] = lines[at].trim().into(),
            Damage::Insert(words) => lines.insert(at, words.clone()),
        }
    }
    lines.join("\n")
}

/// Few cases, as each reads a whole document; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]
    #[test]
    fn damaged_documents_are_read_soundly(
        which in 0_usize..7,
        damages in prop::collection::vec((0_usize..200, damage()), 0..12),
    ) {
        let (name, text) = [
            ("a.txt", PLAIN), ("b.txt", PROSE), ("c.txt", PLAIN_TASKS), ("d.md", MARKDOWN), ("e.md", TASKS),
            ("f.txt", SIDE_BY_SIDE), ("g.txt", CENTRED),
        ][which];
        let text = damaged(text, &damages);
        if let Ok(source) = open(name, text.as_bytes(), &Limits::default()) {
            is_sound(&ingest::read(&source), source.lines.len());
        }
    }
}
