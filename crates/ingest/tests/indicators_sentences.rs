//! Sentences of targets that carry their own years, states, changes and units, all invented.

use domain::{Comparator, Direction, Measure};
use ingest::draft::{Draft, DraftIndicator};
use ingest::source::{Limits, open};
use proptest::prelude::*;

const UNDATED: &str = "MỤC TIÊU CỤ THỂ";
const BY_2030: &str = "MỤC TIÊU ĐẾN NĂM 2030";

fn read(heading: &str, sentences: &[&str]) -> Draft {
    let bullets = sentences.join("\n- ");
    let text = format!("KẾ HOẠCH\nPhát triển nghề cá\n\nI. {heading}\n- {bullets}\n");
    ingest::read(&open("ke-hoach.txt", text.as_bytes(), &Limits::default()).expect("plain text is accepted"))
}

/// Name, targets, and the baseline if any: `Số tàu: 2025 =5, 2030 ≥7 (2024: 3)`.
fn short(indicator: &DraftIndicator) -> String {
    let target = |t: &ingest::draft::DraftTarget| {
        let upper = t.upper.map(|upper| format!("..{upper}")).unwrap_or_default();
        let sign = if t.comparator == Comparator::Equal { "=" } else { t.comparator.sign() };
        format!("{} {sign}{}{upper}", t.year, t.value.map(|v| v.to_string()).unwrap_or_default())
    };
    let targets: Vec<String> = indicator.targets.iter().map(target).collect();
    let baseline = indicator.baseline.as_ref().map(|b| {
        let year = b.year.map(|year| format!("{year}: ")).unwrap_or_default();
        format!(" ({year}{})", b.value.map(|v| v.to_string()).unwrap_or_default())
    });
    format!("{}: {}{}", indicator.name, targets.join(", "), baseline.unwrap_or_default())
}

fn check(heading: &str, sentence: &str, expected: &[&str]) {
    let draft = read(heading, &[sentence]);
    let read: Vec<String> = draft.indicators.iter().map(short).collect();
    assert_eq!(read, expected, "{sentence}");
    let rules: Vec<&str> = draft.findings.iter().map(|f| f.rule.as_str()).collect();
    let is_false = |rule: &&str| ["target.contradicts", "target.regresses"].contains(rule);
    assert!(!rules.iter().any(is_false), "{sentence}: {rules:?}");
}

#[test]
fn a_sentence_may_carry_its_milestones() {
    for heading in [UNDATED, BY_2030] {
        let check = |sentence: &str, expected: &[&str]| check(heading, sentence, expected);
        check(
            "Chi cho nghề cá: 1,2% (2025); 2% (2027); 3% (2030).",
            &["Chi cho nghề cá: 2025 =1.2, 2027 =2, 2030 =3"],
        );
        check(
            "Kinh tế biển năm 2025 đạt 12% GRDP, năm 2030 đạt 20%, năm 2045 đạt 50%.",
            &["Kinh tế biển: 2025 =12, 2030 =20, 2045 =50"],
        );
        check(
            "Tỷ lệ tàu có định vị đến năm 2027 đạt 60%; đến năm 2030 đạt 90%.",
            &["Tỷ lệ tàu có định vị: 2027 =60, 2030 =90"],
        );
        check(
            "Tỷ lệ tàu có định vị đạt 60% (năm 2025), 90% (năm 2030).",
            &["Tỷ lệ tàu có định vị: 2025 =60, 2030 =90"],
        );
        check(
            "Đến năm 2027, tỷ lệ tàu có định vị đạt 60%; đến năm 2030, tỷ lệ này đạt 90%.",
            &["Tỷ lệ tàu có định vị: 2027 =60, 2030 =90"],
        );
        check(
            "Đến năm 2027, 80% tàu được kiểm tra; đến năm 2030, 100% tàu được kiểm tra.",
            &["Tỷ lệ tàu được kiểm tra: 2027 =80, 2030 =100"],
        );
        check(
            "Năm 2026: 50% bến có camera. Năm 2030: 100% bến có camera.",
            &["Tỷ lệ bến có camera: 2026 =50, 2030 =100"],
        );
        check(
            "Số doanh nghiệp chế biến: năm 2025 có 100 doanh nghiệp; năm 2030 có 300 doanh nghiệp.",
            &["Số doanh nghiệp chế biến: 2025 =100, 2030 =300"],
        );
        check(
            "Giai đoạn 2026 - 2030: tỷ lệ tàu có định vị đạt 99%; tỷ lệ bến có camera đạt 20%.",
            &["Tỷ lệ tàu có định vị: 2030 =99", "Tỷ lệ bến có camera: 2030 =20"],
        );
        check("Tầm nhìn 2045: tỷ lệ tàu chạy điện đạt 50%.", &["Tỷ lệ tàu chạy điện: 2045 =50"]);
    }
}

#[test]
fn a_yearly_amount_stands_beside_a_milestone() {
    let draft = read(UNDATED, &["Mỗi năm đào tạo 500 thuyền viên, đến năm 2030 đạt 3.000 người."]);
    let read: Vec<(String, Measure)> = draft.indicators.iter().map(|i| (short(i), i.measures)).collect();
    assert_eq!(
        read,
        [
            ("Đào tạo thuyền viên mỗi năm: 2030 =500".to_owned(), Measure::Flow),
            ("Đào tạo thuyền viên: 2030 =3000".to_owned(), Measure::Stock)
        ]
    );
}

#[test]
fn what_is_reached_already_is_a_baseline() {
    let check = |sentence: &str, expected: &[&str]| check(BY_2030, sentence, expected);
    check(
        "Nâng tỷ lệ tàu có định vị từ 60% năm 2025 lên 90% năm 2030.",
        &["Tỷ lệ tàu có định vị: 2030 =90 (2025: 60)"],
    );
    check("Kinh tế biển từ 10% GRDP năm 2025 lên 20% GRDP năm 2030.", &["Kinh tế biển: 2030 =20 (2025: 10)"]);
    check("Giảm tỷ lệ tàu cũ từ 5% xuống còn 1%.", &["Tỷ lệ tàu cũ: 2030 ≤1 (5)"]);
    check("Kinh tế biển đạt 20% (năm 2024 đạt 11,5%).", &["Kinh tế biển: 2030 =20 (2024: 11.5)"]);
    check("Tỷ lệ tàu có định vị đạt 35% (hiện nay 12%).", &["Tỷ lệ tàu có định vị: 2030 =35 (12)"]);
}

#[test]
fn a_change_is_no_level() {
    let check = |sentence: &str, name: &str| {
        let draft = read(BY_2030, &[sentence]);
        let names: Vec<&str> = draft.indicators.iter().map(|i| i.name.as_str()).collect();
        assert_eq!(names, [name]);
        assert!(draft.findings.iter().any(|f| f.rule == "target.change"), "{sentence}");
    };
    check("Giảm 30% số thủ tục ra khơi.", "Mức giảm số thủ tục ra khơi");
    check("Chi phí ra khơi giảm tối thiểu 25% so với năm 2024.", "Mức giảm chi phí ra khơi so với năm 2024");
    check("Tăng 5% so với năm 2024.", "Mức tăng so với năm 2024");
    check("Tăng gấp 2 lần số tàu so với năm 2024.", "Mức tăng số tàu so với năm 2024");
    let level = read(BY_2030, &["Thời gian cấp phép giảm còn không quá 03 ngày làm việc."]);
    assert!(level.findings.iter().all(|f| f.rule != "target.change"));
    assert_eq!(level.indicators[0].unit.as_deref(), Some("ngày làm việc"));
}

#[test]
fn units_and_multiples_are_read() {
    let check = |sentence: &str, expected: (&str, f64, Option<&str>)| {
        let draft = read(BY_2030, &[sentence]);
        let it = &draft.indicators[0];
        let value = it.targets[0].value.expect("the sentence has an amount");
        assert_eq!((it.name.as_str(), value, it.unit.as_deref()), expected);
    };
    check("Tối thiểu 1,2 triệu tài khoản được mở.", ("Số tài khoản được mở", 1_200_000.0, Some("tài khoản")));
    check("Doanh thu du lịch đạt 1,2 nghìn tỷ đồng.", ("Doanh thu du lịch", 1.2, Some("nghìn tỷ đồng")));
    check("Số vụ va chạm không quá 05 vụ/năm.", ("Số vụ va chạm", 5.0, Some("vụ/năm")));
    check(
        "Mật độ điện thoại đạt 110 thuê bao/100 dân.",
        ("Mật độ điện thoại", 110.0, Some("thuê bao/100 dân")),
    );
    check(
        "Năng suất nghề cá đạt 250 triệu đồng/lao động.",
        ("Năng suất nghề cá", 250.0, Some("triệu đồng/lao động")),
    );
    check("Đào tạo 500 kỹ sư đóng tàu.", ("Đào tạo kỹ sư đóng tàu", 500.0, Some("kỹ sư")));
    check("Kinh tế biển chiếm tỷ trọng khoảng 30% GRDP.", ("Kinh tế biển", 30.0, Some("% GRDP")));
}

#[test]
fn a_comma_may_part_two_targets() {
    check(
        BY_2030,
        "Có ít nhất 01 trường nghề biển, 02 trường cao đẳng dạy lái tàu.",
        &["Số trường nghề biển: 2030 ≥1", "Số trường cao đẳng dạy lái tàu: 2030 =2"],
    );
    check(
        BY_2030,
        "Chỉ số cảng xanh từ 90 điểm trở lên, xếp hạng từ 15 trở lên.",
        &["Chỉ số cảng xanh: 2030 ≥90", "Thứ hạng chỉ số cảng xanh: 2030 ≤15"],
    );
}

#[test]
fn less_of_what_is_bad_is_good() {
    let check = |sentence: &str, expected| {
        assert_eq!(read(BY_2030, &[sentence]).indicators[0].direction, expected, "{sentence}");
    };
    check("Số bến chưa có điện là 5 bến.", Direction::Down);
    check("Tỷ lệ hộ nghèo là 2%.", Direction::Down);
    check("Tỷ lệ hộ nghèo có thuyền đạt 40%.", Direction::Up);
    check("Xếp hạng cải cách hành chính đạt 5.", Direction::Down);
    check("Chỉ số cảng xanh nằm trong nhóm 5 tỉnh dẫn đầu.", Direction::Down);
    let text = "KẾ HOẠCH\nI. MỤC TIÊU\n1. Đến năm 2026\n- Tỷ lệ hộ nghèo là 6%.\n2. Đến năm 2030\n- Tỷ lệ hộ nghèo là 2%.\n";
    let draft =
        ingest::read(&open("a.txt", text.as_bytes(), &Limits::default()).expect("plain text is accepted"));
    assert_eq!(draft.indicators.iter().map(short).collect::<Vec<_>>(), ["Tỷ lệ hộ nghèo: 2026 =6, 2030 =2"]);
    assert!(draft.findings.iter().all(|f| f.rule != "target.regresses"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Pieces of targets in any order are read or left, and never end the reading.
    #[test]
    fn no_mixture_of_pieces_ends_the_reading(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..14)) {
        let draft = read(UNDATED, &[&pieces.join(" "), &pieces.concat()]);
        prop_assert!(draft.indicators.iter().all(|i| !i.name.is_empty()));
    }
}

const PIECES: &[&str] = &[
    "từ 60%",
    "lên 90%",
    "năm 2025",
    "(2030)",
    "đến năm 2030,",
    "Tỷ lệ tàu",
    "(năm 2024",
    "đạt 5%)",
    ";",
    ",",
    ".",
    ":",
    "giảm",
    "tăng gấp",
    "2 lần",
    "xuống còn",
    "1,2 triệu",
    "tài khoản",
    "tỷ đồng/người/năm",
    "trọng khoảng 30% GRDP",
    "2026 - 2030",
    "xếp hạng",
    "từ 15 trở lên",
    "Mỗi năm",
    "trong đó",
    "có",
    "≥",
    "Giai đoạn 2026 - 2030:",
    ")",
    "(",
    "5G",
    "/100 dân",
    "và",
    "Ⅷ ẞ ı İ",
    "chiếm tỷ trọng",
    "tỷ lệ này đạt",
];
