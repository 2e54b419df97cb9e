//! An invented snapshot: what the preview of a template shows while no period is closed yet.
//!
//! The province of Sông Lam does not exist; 12 bodies, 4 groups, 20 indicators, 30 tasks.

use domain::snapshot::{
    BodyPart, CellPart, DifficultyPart, GroupPart, IndicatorPart, NarrativePart, PeriodPart, PlanPart,
    Snapshot, TargetPart, TaskPart,
};
use domain::{
    Absence, Aggregate, Cadence, Comparator, DifficultyKind, DifficultySource, DifficultyState, Maturity,
    Period, PlanLevel, Quantity, Reading, Regime, SubmissionState, TaskState, Timeliness, ValueStage,
};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use uuid::Uuid;

const BODIES: [&str; 12] = [
    "Sở Khoa học và Công nghệ",
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Sở Công Thương",
    "Sở Nông nghiệp và Môi trường",
    "Công an tỉnh",
    "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "Ủy ban nhân dân phường Bến Thủy Hạ",
    "Ủy ban nhân dân xã Thanh Lam",
    "Ủy ban nhân dân xã Đông Ngạn Thượng",
];

const GROUPS: [&str; 4] = [
    "Nâng cao nhận thức, đổi mới tư duy",
    "Hoàn thiện thể chế, chính sách",
    "Hạ tầng số và dữ liệu",
    "Nhân lực, doanh nghiệp và kinh tế số",
];

/// Name, unit, target, expected, total, status.
type Invented = (&'static str, &'static str, f64, f64, Option<f64>, &'static str);

/// In order of the groups, five each.
const INDICATORS: [Invented; 20] = [
    ("Tỷ lệ cán bộ, công chức hoàn thành bồi dưỡng kỹ năng số", "%", 80.0, 62.0, Some(71.4), "on_track"),
    ("Số hội nghị quán triệt Nghị quyết số 57-NQ/TW", "hội nghị", 24.0, 20.0, Some(25.0), "exceeded"),
    ("Tỷ lệ cơ quan có chuyên mục về chuyển đổi số", "%", 100.0, 90.0, Some(100.0), "achieved"),
    ("Số tin, bài tuyên truyền", "tin, bài", 1200.0, 1000.0, Some(1184.0), "on_track"),
    ("Tỷ lệ đảng viên sử dụng Sổ tay đảng viên điện tử", "%", 95.0, 90.0, Some(84.2), "behind"),
    ("Số văn bản quy phạm pháp luật được ban hành", "văn bản", 12.0, 9.0, Some(9.0), "on_track"),
    ("Tỷ lệ thủ tục hành chính được cung cấp trực tuyến toàn trình", "%", 80.0, 70.0, Some(66.5), "behind"),
    ("Tỷ lệ hồ sơ được giải quyết đúng hạn", "%", 98.0, 97.0, Some(98.6), "achieved"),
    ("Kinh phí chi cho khoa học và công nghệ trên tổng chi ngân sách", "%", 2.0, 1.6, Some(1.12), "at_risk"),
    ("Số nhiệm vụ khoa học được đặt hàng", "nhiệm vụ", 40.0, 30.0, None, "no_data"),
    ("Tỷ lệ phủ sóng 5G theo dân số", "%", 60.0, 45.0, Some(48.3), "on_track"),
    ("Tỷ lệ hộ gia đình có Internet băng rộng cáp quang", "%", 90.0, 85.0, Some(86.1), "on_track"),
    ("Số bộ dữ liệu mở được công bố", "bộ dữ liệu", 50.0, 40.0, Some(22.0), "at_risk"),
    ("Tỷ lệ cơ sở dữ liệu được kết nối, chia sẻ", "%", 100.0, 80.0, Some(80.0), "on_track"),
    ("Trung tâm dữ liệu tỉnh đi vào hoạt động", "", 1.0, 1.0, None, "not_due"),
    ("Tỷ trọng kinh tế số trong GRDP", "% GRDP", 15.0, 12.5, Some(11.9), "on_track"),
    ("Số doanh nghiệp khoa học và công nghệ", "doanh nghiệp", 60.0, 50.0, Some(37.0), "missed"),
    ("Nhân lực nghiên cứu và phát triển trên một vạn dân", "người", 8.0, 7.0, Some(6.8), "behind"),
    ("Doanh thu thương mại điện tử", "tỷ đồng", 12500.0, 10000.0, Some(10842.5), "on_track"),
    ("Số đơn đăng ký sở hữu công nghiệp", "đơn", 400.0, 320.0, Some(355.0), "on_track"),
];

const TASKS: [&str; 10] = [
    "Ban hành kế hoạch hành động của đơn vị và phân công theo nguyên tắc rõ người, rõ việc, rõ thời gian, rõ trách nhiệm, rõ kết quả",
    "Rà soát, cắt giảm thủ tục hành chính, điều kiện kinh doanh không cần thiết",
    "Xây dựng cơ sở dữ liệu dùng chung và kết nối với nền tảng chia sẻ dữ liệu của tỉnh",
    "Tổ chức lớp bồi dưỡng kỹ năng số cho cán bộ, công chức, viên chức",
    "Trình phê duyệt đề án phát triển nguồn nhân lực khoa học và công nghệ",
    "Nâng cấp hạ tầng mạng truyền số liệu chuyên dùng đến cấp xã",
    "Bố trí kinh phí thực hiện các nhiệm vụ khoa học, công nghệ và đổi mới sáng tạo",
    "Hỗ trợ doanh nghiệp nhỏ và vừa chuyển đổi số",
    "Bảo đảm an toàn thông tin cho các hệ thống đang vận hành",
    "Công bố danh mục dữ liệu mở và kế hoạch cập nhật",
];

const STATES: [(TaskState, Timeliness); 10] = [
    (TaskState::Done, Timeliness::DoneInTime),
    (TaskState::UnderWay, Timeliness::InTime),
    (TaskState::UnderWay, Timeliness::Overdue),
    (TaskState::UnderWay, Timeliness::Ongoing),
    (TaskState::Done, Timeliness::DoneLate),
    (TaskState::NotStarted, Timeliness::InTime),
    (TaskState::AwaitingConfirmation, Timeliness::DueSoon),
    (TaskState::Done, Timeliness::DoneInTime),
    (TaskState::UnderWay, Timeliness::NoDeadline),
    (TaskState::NotStarted, Timeliness::Overdue),
];

const SECTIONS: [(&str, &str); 4] = [
    (
        "Kết quả chỉ đạo, điều hành và thực hiện nhiệm vụ",
        "Đã ban hành kế hoạch triển khai và tổ chức giao ban hằng tuần; phân công từng nhiệm vụ cho từng lãnh đạo phụ trách.",
    ),
    (
        "Tồn tại, hạn chế và nguyên nhân",
        "Tiến độ nhập dữ liệu còn chậm do thiếu nhân lực chuyên trách và phần mềm chưa liên thông.",
    ),
    ("Nhiệm vụ trọng tâm kỳ tới", "Tập trung hoàn thành các nhiệm vụ đến hạn và làm sạch dữ liệu."),
    ("Đề xuất, kiến nghị", "Đề nghị hướng dẫn định mức chi cho chuyển đổi số."),
];

/// The snapshot of an invented month, in the layout of a regime.
pub fn sample(regime: Regime) -> Snapshot {
    Snapshot {
        plan: plan(regime),
        period: period(regime),
        taken_at: "2026-11-09T02:30:00Z".parse::<Timestamp>().unwrap_or(Timestamp::UNIX_EPOCH),
        groups: (0..).zip(GROUPS).map(|(place, name)| group(place, name)).collect(),
        indicators: (0..INDICATORS.len()).map(indicator).collect(),
        tasks: (0..30).map(task).collect(),
        bodies: (0..BODIES.len()).map(body).collect(),
        sections: SECTIONS.map(|(heading, _)| heading.to_owned()).to_vec(),
        narratives: narratives(),
        difficulties: difficulties(),
    }
}

fn id<T: From<Uuid>>(kind: u128, place: usize) -> T {
    T::from(Uuid::from_u128((kind << 64) | u128::try_from(place).unwrap_or(0)))
}

fn quantity(value: f64) -> Quantity {
    Quantity::new(value).unwrap_or(Quantity::ZERO)
}

fn plan(regime: Regime) -> PlanPart {
    let (owner, symbol) = match regime {
        Regime::Party => ("Tỉnh ủy Sông Lam", "38-KH/TU"),
        Regime::State => ("Ủy ban nhân dân tỉnh Sông Lam", "145/KH-UBND"),
    };
    PlanPart {
        id: id(1, 1),
        title: "Kế hoạch phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số".to_owned(),
        level: PlanLevel::Province,
        owner: owner.to_owned(),
        symbol: symbol.to_owned(),
        issued_on: Some(date(2025, 3, 6)),
        issuer: owner.to_owned(),
        place: "Sông Lam".to_owned(),
    }
}

fn period(regime: Regime) -> PeriodPart {
    PeriodPart {
        id: id(2, 1),
        cadence: Cadence::Monthly,
        regime,
        topic: String::new(),
        receiver: "Ban Chỉ đạo Trung ương".to_owned(),
        figures: Period::month_of(date(2026, 10, 31)),
        window_from: date(2026, 10, 1),
        window_to: date(2026, 10, 31),
        due_on: date(2026, 11, 10),
    }
}

fn group(place: usize, name: &str) -> GroupPart {
    let label = ["I", "II", "III", "IV"].get(place).copied().unwrap_or_default();
    GroupPart { id: id(3, place), label: format!("{label}."), name: name.to_owned() }
}

fn indicator(place: usize) -> IndicatorPart {
    let (name, unit, target, expected, total, status) = INDICATORS[place];
    let is_ratio = unit == "%";
    let due_from = 3 + place % 4;
    let cells = (0..due_from).map(|body| {
        cell(body + place % 8, total.filter(|_| body + 1 < due_from || place.is_multiple_of(3)), is_ratio)
    });
    IndicatorPart {
        id: id(4, place),
        group: id(3, place / 5),
        label: format!("{}", place + 1),
        name: name.to_owned(),
        unit: unit.to_owned(),
        across_units: if is_ratio { Aggregate::Ratio } else { Aggregate::Sum },
        lead: BODIES[place % BODIES.len()].to_owned(),
        target: Some(TargetPart {
            year: 2026,
            comparator: Some(Comparator::AtLeast),
            value: Some(quantity(target)),
            words: if unit.is_empty() {
                "X".to_owned()
            } else {
                format!("≥ {}", super::words::value(quantity(target), unit))
            },
        }),
        expected: Some(quantity(expected)).filter(|_| !unit.is_empty()),
        total: total.map(quantity),
        judged: None,
        reached: unit.is_empty().then_some(false),
        stage: if place.is_multiple_of(2) { ValueStage::Verified } else { ValueStage::Reported },
        maturity: if place % 5 == 1 { Maturity::Estimate } else { Maturity::Official },
        previous: total.map(|total| quantity(total * 0.96)),
        status: status.to_owned(),
        why: match status {
            "behind" | "at_risk" | "missed" => {
                let (expected, total) = (quantity(expected), quantity(total.unwrap_or(0.0)));
                let in_unit = |value| super::words::value_in_unit(value, unit);
                format!("đến cuối kỳ đạt {}, lộ trình cần {}.", in_unit(total), in_unit(expected))
            }
            _ => String::new(),
        },
        due_from: u32::try_from(due_from).unwrap_or(0),
        cells: cells.collect(),
    }
}

fn cell(body: usize, total: Option<f64>, is_ratio: bool) -> CellPart {
    let reading = total.map(|total| {
        if is_ratio {
            return Reading::Ratio { numerator: quantity(total * 5.0), denominator: quantity(500.0) };
        }
        Reading::Value(quantity(total / 3.0))
    });
    CellPart {
        body: id(5, body),
        stage: ValueStage::Reported,
        revision: u32::from(reading.is_some()),
        reading: Some(reading.unwrap_or(Reading::Absent(Absence::Late))),
        maturity: Maturity::Official,
        reported: None,
        note: String::new(),
        evidence: Vec::new(),
    }
}

fn task(place: usize) -> TaskPart {
    let (state, timeliness) = STATES[place % STATES.len()];
    let due_on: Option<Date> = match timeliness {
        Timeliness::Ongoing | Timeliness::NoDeadline => None,
        Timeliness::InTime | Timeliness::DueSoon => Some(date(2026, 11, 30)),
        _ => Some(date(2026, 9, 30)),
    };
    let done = state == TaskState::Done;
    TaskPart {
        id: id(6, place),
        group: id(3, place % 4),
        label: format!("{}", place + 1),
        text: TASKS[place % TASKS.len()].to_owned(),
        product: if place.is_multiple_of(3) {
            "Quyết định".to_owned()
        } else {
            "Báo cáo kết quả".to_owned()
        },
        deadline: match (timeliness, due_on) {
            (Timeliness::Ongoing, _) => "Thường xuyên".to_owned(),
            (_, Some(on)) => super::words::day(on),
            (_, None) => String::new(),
        },
        due_on,
        lead: BODIES[place % BODIES.len()].to_owned(),
        state,
        timeliness,
        done_on: done.then_some(date(2026, 9, if timeliness == Timeliness::DoneLate { 30 } else { 15 })),
        result: if done { "Quyết định số 812/QĐ-UBND".to_owned() } else { String::new() },
    }
}

fn body(place: usize) -> BodyPart {
    let is_silent = place == 10;
    BodyPart {
        id: id(5, place),
        name: BODIES[place].to_owned(),
        parent: None,
        state: Some(if is_silent { SubmissionState::Draft } else { SubmissionState::Consolidated }),
        submitted_on: (!is_silent).then_some(date(2026, 11, if place == 5 { 8 } else { 3 })),
        working_days_late: if place == 5 { 2 } else { 0 },
        required: 14,
        filled: if is_silent { 3 } else { 14 },
    }
}

fn narratives() -> Vec<NarrativePart> {
    let of_section = |section: usize| {
        (0..BODIES.len()).filter(move |body| body % 4 == section).map(move |body| NarrativePart {
            section: u32::try_from(section).unwrap_or(0),
            body: id(5, body),
            text: SECTIONS[section].1.to_owned(),
        })
    };
    (0..SECTIONS.len()).flat_map(of_section).collect()
}

fn difficulties() -> Vec<DifficultyPart> {
    let one = |kind, body: usize, text: &str, state| DifficultyPart {
        kind,
        source: DifficultySource::Body,
        body: BODIES[body].to_owned(),
        text: text.to_owned(),
        competent: BODIES[2].to_owned(),
        due_on: Some(date(2026, 11, 20)),
        state,
        answer: String::new(),
        threatens: vec!["9".to_owned()],
    };
    vec![
        one(
            DifficultyKind::Difficulty,
            0,
            "Chưa có hướng dẫn về khoán chi đến sản phẩm cuối cùng",
            DifficultyState::Open,
        ),
        one(
            DifficultyKind::Difficulty,
            9,
            "Thiếu cán bộ chuyên trách công nghệ thông tin cấp xã",
            DifficultyState::Unrouted,
        ),
        one(
            DifficultyKind::Difficulty,
            4,
            "Phần mềm khám chữa bệnh chưa kết nối với kho dữ liệu dùng chung",
            DifficultyState::Answered,
        ),
        one(
            DifficultyKind::Proposal,
            3,
            "Bố trí kinh phí mua sắm thiết bị dạy học số trong dự toán năm 2027",
            DifficultyState::Open,
        ),
    ]
}
