//! Every cell of a real matrix of plain text: 52 indicators by five milestones.

mod corpus;

use domain::{Comparator, Direction, Measure};
use ingest::draft::{Draft, DraftIndicator, DraftTarget};

/// Label, then what 2025, 2030, 2035, 2040 and 2045 say; `-` is a blank cell.
const CELLS: &str = "
I.1 ≥40 ≥90 50 80 100
I.2 ≥40 ≥80 - - -
I.3 X X X X X
II.1 1 1.5 2 2.5 3
II.2 2 3 3 3 3
II.3 ≥80 100 100 100 100
II.4 100 90 100 100 100
II.5 ≥80 90 100 100 100
II.6 ≥80 90 95 97 ≥99
II.7 - - - - X
II.8 - - - - ≥99
III.1 ≥3 ≥5 ≥10 ≥50 ≥100
III.2 ≥2 ≥2 ≥2 ≥2 ≥2
III.3 ≥10 ≥12 ≥20 ≥25 ≥40
III.4 ≥200 ≥300 ≥600 ≥1000 ≥1500
III.5 ≥25 ≥25 ≥30 ≥35 ≥50
III.6 ≥10 ≥10 ≥10 ≥30 ≥20
III.7 ≥40 ≥50 ≥60 ≥60 ≥70
III.8 ≥10 ≥10 ≥15 ≥20 ≥50
III.9 ≥1 ≥3 ≥5 ≥5 ≥10
III.10 X X X X X
III.11 - - - ≥1 ≥1
III.12 - - - ≥1 ≥1
III.13 - - - ≥10 ≥10
III.14 - - - - X
IV.1 ≥30 ≥50 ≥100 ≥200 ≥300
IV.2 - - - ≥10 ≥30
IV.3 ≥3 ≥5 ≥10 ≥15 ≥20
IV.4 ≥15 ≥30 ≥40 ≥60 ≥80
IV.5 ≥10 ≥20 ≥50 ≥100 ≥200
IV.6 ≥10 ≥15 ≥30 ≥50 ≥100
IV.7 - ≥5 ≥10 ≥20 ≥50
IV.8 ≥25 ≥50 ≥100 ≥200 ≥300
IV.9 ≥2 ≥25 ≥30 ≥40 >50
IV.10 ≥30 ≥50 ≥70 ≥100 ≥150
V.1 ≥0.6 ≥0.7 ≥0.8 ≥0.9 ≥1
V.2 ≥70 100 100 100 100
V.3 100 100 100 100 100
V.4 ≥70 90 100 100 100
V.5 ≥70 100 100 100 100
V.6 ≥80 100 100 100 100
V.7 ≥70 ≥70 ≥70 100 100
V.8 ≥40 ≥70 ≥90 100 100
V.9 ≥50 ≥80 100 100 100
V.10 ≥60 ≥80 100 100 100
V.11 ≥30 ≥50 ≥80 ≥80 100
V.12 ≥70 ≥90 ≥95 100 100
V.13 ≥10 ≥10 ≥20 30 40
V.14 - 100 100 100 100
V.15 - - X X X
V.16 100 100 100 100 100
V.17 ≥10 20 30 35 40
";

const SCIENCE: &str = "Giám đốc Sở Khoa học và Công nghệ";
const POLICE: &str = "Giám đốc Công an tỉnh";
const FINANCE: &str = "Giám đốc Sở Tài chính";
const INTERIOR: &str = "Giám đốc Sở Nội vụ";
const TRADE: &str = "Giám đốc Sở Công Thương";
const GOVERNMENT: &str = "Chánh Văn phòng UBND tỉnh";
const PARTY: &str = "Chánh Văn phòng Tỉnh ủy";

fn draft() -> Option<Draft> {
    corpus::source("lao-cai-phan-cong-ban-chi-dao.txt").map(|source| ingest::read(&source))
}

fn by_label<'a>(draft: &'a Draft, label: &str) -> &'a DraftIndicator {
    draft.indicators.iter().find(|i| i.label == label).unwrap_or_else(|| panic!("{label} was read"))
}

fn written(target: &DraftTarget) -> String {
    let value = target.value.map(|v| v.to_string()).unwrap_or_default();
    match target.comparator {
        Comparator::Reached => "X".to_owned(),
        comparator => format!("{}{value}", comparator.sign()),
    }
}

#[test]
fn every_cell_is_read() {
    let Some(draft) = draft() else { return };
    let rows: Vec<&str> = CELLS.trim().lines().collect();
    assert_eq!(rows.len(), 52);
    let read: Vec<String> = draft
        .indicators
        .iter()
        .map(|indicator| {
            let cell =
                |year| indicator.targets.iter().find(|t| t.year == year).map_or("-".to_owned(), written);
            let cells: Vec<String> = [2025, 2030, 2035, 2040, 2045].into_iter().map(cell).collect();
            format!("{} {}", indicator.label, cells.join(" "))
        })
        .collect();
    assert_eq!(read, rows);
}

#[test]
fn groups_have_their_size_and_names_hold_no_values() {
    let Some(draft) = draft() else { return };
    let mut sizes: Vec<(&str, usize)> = Vec::new();
    for indicator in &draft.indicators {
        match sizes.last_mut() {
            Some((group, size)) if *group == indicator.group => *size += 1,
            _ => sizes.push((&indicator.group, 1)),
        }
        let name = &indicator.name;
        assert!(!name.contains(['≥', '%']) && !name.ends_with(char::is_numeric), "{name}");
        assert!(name.split(' ').count() >= 5, "{name}");
    }
    assert_eq!(sizes.iter().map(|(_, size)| *size).collect::<Vec<_>>(), [3, 8, 14, 10, 17]);
    assert!(by_label(&draft, "I.2").name.ends_with("01 Gbps/s"));
    assert!(by_label(&draft, "III.7").name.contains("sau 12 tháng"));
}

#[test]
fn every_row_has_its_follower() {
    let Some(draft) = draft() else { return };
    for indicator in &draft.indicators {
        let expected = match indicator.label.as_str() {
            "I.3" | "V.12" => POLICE,
            "II.1" | "II.2" | "IV.4" => FINANCE,
            "II.3" | "II.4" | "II.5" => INTERIOR,
            "IV.5" => TRADE,
            "V.2" | "V.3" | "V.4" | "V.5" | "V.6" | "V.7" => GOVERNMENT,
            "V.14" => PARTY,
            _ => SCIENCE,
        };
        assert_eq!(indicator.follower.as_deref(), Some(expected), "{}", indicator.label);
    }
}

#[test]
fn lists_of_implementers_become_bodies() {
    let Some(draft) = draft() else { return };
    let check = |label: &str, expected: &[&str]| {
        assert_eq!(by_label(&draft, label).implementers, expected, "{label}");
    };
    check("I.1", &["Sở Khoa học và Công nghệ", "Các công ty viễn thông"]);
    check("I.3", &["Công an tỉnh", "Sở Khoa học và Công nghệ"]);
    check("II.3", &["Sở Nội vụ", "Các cơ quan, đơn vị, địa phương"]);
    check("II.6", &["Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Xây dựng"]);
    check("II.7", &["Sở Khoa học và Công nghệ", "Sở Nội vụ", "Các cơ quan, đơn vị, địa phương"]);
    check("III.1", &["Sở Khoa học và Công nghệ", "Sở Tài chính", "Sở Công Thương"]);
    check("III.10", &["Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Sở Y tế", "Các sở ngành, địa phương"]);
    check("IV.3", &["Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường", "Sở Công Thương"]);
    check("V.12", &["Công an tỉnh"]);
    check("V.17", &["Sở Khoa học và Công nghệ", "Sở Công Thương", "Sở Tài chính"]);
}

#[test]
fn the_nature_of_figures_is_told() {
    let Some(draft) = draft() else { return };
    let check = |label: &str, unit: Option<&str>, measure, direction| {
        let it = by_label(&draft, label);
        assert_eq!((it.unit.as_deref(), it.measures, it.direction), (unit, measure, direction), "{label}");
    };
    check("I.1", Some("%"), Measure::Stock, Direction::Up);
    check("II.2", Some("% GRDP"), Measure::Stock, Direction::Up);
    check("III.1", Some("doanh nghiệp"), Measure::Stock, Direction::Up);
    check("III.3", Some("công trình"), Measure::Flow, Direction::Up);
    check("III.8", Some("bài báo"), Measure::Flow, Direction::Up);
    check("V.1", None, Measure::Stock, Direction::Up);
    check("V.3", Some("%"), Measure::Stock, Direction::Hold);
    let subjects: Vec<_> =
        by_label(&draft, "I.1").subjects.iter().map(|s| (s.from_year, s.name.as_str())).collect();
    assert_eq!(subjects, [(None, "5G"), (Some(2035), "6G")]);
}

#[test]
fn doubts_are_told_once_each() {
    let Some(draft) = draft() else { return };
    let about = |rule: &str| {
        let label = |id: &str| draft.indicators.iter().find(|i| i.id == id).map(|i| i.label.clone());
        let found = draft.findings.iter().filter(|f| f.rule == rule);
        found.map(|f| f.item.as_deref().and_then(label).unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(about("target.regresses"), ["II.4", "III.6"]);
    assert_eq!(about("target.comparator_differs"), ["IV.9"]);
    assert_eq!(about("target.number_doubtful"), ["V.1"]);
    assert_eq!(about("matrix.cell_count"), [""; 0]);
    assert_eq!(about("matrix.label_sequence"), [""; 0]);
    assert_eq!(about("ocr.greater_than"), [""; 0]);
    assert_eq!(about("indicator.follower_missing"), [""; 0]);
    assert_eq!(about("indicator.implementers_open").len(), 1);
}

#[test]
fn anchors_hold_the_words_they_quote() {
    let Some(source) = corpus::source("lao-cai-phan-cong-ban-chi-dao.txt") else { return };
    let draft = ingest::read(&source);
    for target in draft.indicators.iter().flat_map(|i| &i.targets) {
        let line = domain::text::squeeze(&source.lines[target.anchor.line_start - 1]);
        assert!(line.contains(&target.text), "{line} holds {}", target.text);
        assert!(target.anchor.cell.is_some());
    }
    let rows: Vec<(usize, usize)> =
        draft.indicators.iter().map(|i| (i.anchor.line_start, i.anchor.line_end)).collect();
    assert!(rows.windows(2).all(|pair| pair[0].1 < pair[1].0), "rows do not overlap");
}
