//! What prose says agrees with the annexes.

use domain::snapshot::Snapshot;
use domain::{Regime, SubmissionState, TaskState, Timeliness};
use proptest::prelude::*;
use report::official::{Block, Paper, ReportHead, Row, Source, Template, compose, sample};

const COUNTED: &str = "@loai BÁO CÁO\n@trich_yeu x\n{{ nhiem_vu.tong }};{{ nhiem_vu.hoan_thanh }};\
    {{ nhiem_vu.hoan_thanh_dung_han }};{{ nhiem_vu.hoan_thanh_qua_han }};{{ nhiem_vu.thuong_xuyen }};\
    {{ nhiem_vu.qua_han }};{{ nhiem_vu.trong_han }};{{ nhiem_vu.tam_dung }};{{ nhiem_vu.khong_con_phu_hop }}\n\
    {{ chi_tieu.tong }};{{ chi_tieu.dat }};{{ chi_tieu.cham }}\n@bang nhiem_vu\n@bang chi_tieu\n";

pub fn paper_of(snapshot: &Snapshot, head: &ReportHead, template: &str) -> Paper {
    let template = Template::parse(template).unwrap();
    compose(Source { snapshot, digest: "d", is_draft: false, head, template: &template })
}

/// The paragraphs of a paper's body.
pub fn paragraphs(paper: &Paper) -> Vec<String> {
    let words = |block: &Block| match block {
        Block::Paragraph(runs) => Some(runs.iter().map(|run| run.text.as_str()).collect::<String>()),
        _ => None,
    };
    paper.blocks.iter().filter_map(words).collect()
}

fn numbers(line: &str) -> Vec<usize> {
    line.split(';').map(|number| number.replace('.', "").parse().unwrap()).collect()
}

/// How many rows of the `nth` table say one of these words in a column.
fn rows_saying(paper: &Paper, nth: usize, column: usize, said: &[&str]) -> usize {
    let mut tables = paper.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = tables.nth(nth).unwrap();
    let says = |row: &&Row| matches!(row, Row::Cells(cells) if said.is_empty() || said.contains(&cells[column].as_str()));
    table.rows.iter().filter(says).count()
}

proptest! {
    #[test]
    fn counts_in_prose_are_those_of_the_annex(
        states in prop::collection::vec((0usize..6, 0usize..7), 0..40),
        statuses in prop::collection::vec(0usize..10, 20),
    ) {
        let mut snapshot = sample(Regime::Party);
        let one = snapshot.tasks[0].clone();
        snapshot.tasks = states
            .iter()
            .map(|(state, time)| domain::snapshot::TaskPart {
                state: TaskState::ALL[*state],
                timeliness: Timeliness::ALL[*time],
                ..one.clone()
            })
            .collect();
        for (indicator, status) in snapshot.indicators.iter_mut().zip(statuses) {
            assess::IndicatorStatus::ALL[status].code().clone_into(&mut indicator.status);
        }
        let paper = paper_of(&snapshot, &ReportHead::default(), COUNTED);
        let lines = paragraphs(&paper);
        let tasks = numbers(&lines[0]);
        let tasks_saying = |said: &[&str]| rows_saying(&paper, 0, 5, said);
        prop_assert_eq!(tasks[0], tasks_saying(&[]));
        prop_assert_eq!(tasks[1], tasks_saying(&["Hoàn thành", "Hoàn thành đúng hạn", "Hoàn thành quá hạn"]));
        prop_assert_eq!(tasks[2], tasks_saying(&["Hoàn thành đúng hạn"]));
        prop_assert_eq!(tasks[3], tasks_saying(&["Hoàn thành quá hạn"]));
        prop_assert_eq!(tasks[4], tasks_saying(&["Thường xuyên"]));
        let overdue = ["Chờ xác nhận, quá hạn", "Đang thực hiện, quá hạn", "Chưa thực hiện, quá hạn"];
        prop_assert_eq!(tasks[5], tasks_saying(&overdue));
        prop_assert_eq!(tasks[7], tasks_saying(&["Tạm dừng"]));
        prop_assert_eq!(tasks[8], tasks_saying(&["Không còn phù hợp"]));
        // Each task is one of these, and only one.
        prop_assert_eq!(tasks[0], tasks[1] + tasks[4] + tasks[5] + tasks[6] + tasks[7] + tasks[8]);
        let indicators = numbers(lines[1].trim_end_matches('.'));
        let indicators_saying = |said: &[&str]| rows_saying(&paper, 1, 7, said);
        prop_assert_eq!(indicators[0], indicators_saying(&[]));
        prop_assert_eq!(indicators[1], indicators_saying(&["Vượt", "Đạt"]));
        prop_assert_eq!(indicators[2], indicators_saying(&["Chậm"]));
    }
}

#[test]
fn narratives_stand_with_the_names_of_those_who_wrote_them() {
    let snapshot = sample(Regime::Party);
    let template = "@loai A\n@trich_yeu b\n@loi_van tồn tại, hạn chế\n@loi_van nguyên nhân\n";
    let lines = paragraphs(&paper_of(&snapshot, &ReportHead::default(), template));
    assert!(lines[0].starts_with("Sở Nội vụ: Tiến độ nhập dữ liệu còn chậm"), "{lines:?}");
    // One heading names both; its words stand once, where the first slot is.
    assert_eq!(lines.len(), 3, "{lines:?}");
}

#[test]
fn what_the_office_wrote_stands_instead() {
    let snapshot = sample(Regime::State);
    let head = ReportHead {
        narratives: [("nguyen nhan".to_owned(), "Do thiếu kinh phí.\n\nDo thiếu người".to_owned())].into(),
        ..ReportHead::default()
    };
    let lines = paragraphs(&paper_of(&snapshot, &head, "@loai A\n@trich_yeu b\n@loi_van nguyên nhân\n"));
    assert_eq!(lines, ["Do thiếu kinh phí.", "Do thiếu người./."]);
}

#[test]
fn silent_bodies_are_named() {
    let mut snapshot = sample(Regime::Party);
    snapshot.bodies[0].state = Some(SubmissionState::Returned);
    let template = "@loai A\n@trich_yeu b\n{{ don_vi.chua_bao_cao }}: {{ don_vi.ten_chua_bao_cao }}\n";
    let lines = paragraphs(&paper_of(&snapshot, &ReportHead::default(), template));
    assert_eq!(lines, ["02: Sở Khoa học và Công nghệ, Ủy ban nhân dân xã Thanh Lam."]);
}

#[test]
fn head_and_end_follow_the_regime() {
    let check = |regime, number: &str, end: &str, cited: &str| {
        let snapshot = sample(regime);
        let head = ReportHead { number: "05-BC/X".into(), ..ReportHead::suggested(&snapshot) };
        let template = "@loai A\n@trich_yeu b\n{{ ke_hoach.vien_dan }}\n";
        let paper = paper_of(&snapshot, &head, template);
        assert_eq!(paper.head.number, number);
        assert_eq!(paragraphs(&paper), [format!("{cited}{end}")]);
    };
    check(Regime::Party, "Số 05-BC/X", ".", "Kế hoạch số 38-KH/TU, ngày 06/3/2025 của Tỉnh ủy Sông Lam");
    let cited = "Kế hoạch số 145/KH-UBND ngày 06/3/2025 của Ủy ban nhân dân tỉnh Sông Lam";
    check(Regime::State, "Số: 05-BC/X", "./.", cited);
}
