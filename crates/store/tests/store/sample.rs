//! Small valid nouns to store, and ids and instants to name them by.

use domain::*;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use store::account::Account;
use uuid::Uuid;

/// The `n`-th id of any noun.
pub fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

/// The `n`-th second of the test's time.
pub fn at(n: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + n).unwrap()
}

pub fn quantity(value: f64) -> Quantity {
    Quantity::new(value).unwrap()
}

pub fn anchor(line: usize) -> Anchor {
    Anchor::lines(line, line + 1, "≥ 40%").in_cell(CellRef { table: 0, row: line, col: 2 })
}

pub fn a_document(n: u128, symbol: &str, issued_on: Option<Date>) -> Document {
    Document {
        id: id(n),
        symbol: Symbol::parse(symbol).ok(),
        kind: Some(DocumentKind::Plan),
        issuer: "Tỉnh ủy".into(),
        place: "Lào Cai".into(),
        issued_on,
        title: format!("Kế hoạch số hóa {n}"),
        file_name: "ke-hoach.docx".into(),
        sha256: format!("{n:064x}"),
        lines: vec!["Dòng một".into(), String::new(), "Dòng ba".into()],
        is_illustration: false,
    }
}

pub fn a_link(from: u128, symbol: &str, issued_on: Option<Date>) -> DocumentLink {
    DocumentLink {
        from: id(from),
        relation: Relation::Implements,
        symbol: Symbol::parse(symbol).unwrap(),
        issued_on,
        to: None,
        anchor: anchor(7),
    }
}

pub fn a_plan() -> Plan {
    Plan {
        id: id(100),
        title: "Kế hoạch hành động".into(),
        level: PlanLevel::Province,
        owner: "Tỉnh ủy Lào Cai".into(),
        implements: None,
        is_illustration: true,
    }
}

pub fn a_version(number: u32, in_force_from: Date) -> PlanVersion {
    PlanVersion {
        id: id(110 + u128::from(number)),
        plan: id(100),
        number,
        document: id(1),
        in_force_from,
        published_at: at(0),
    }
}

pub fn a_group(position: u32) -> Group {
    Group {
        id: id(120 + u128::from(position)),
        plan: id(100),
        position,
        label: "II".into(),
        name: "Phát triển hạ tầng".into(),
    }
}

/// The indicator with id 200 + `position`.
pub fn an_indicator(position: u32) -> Indicator {
    Indicator {
        id: id(200 + u128::from(position)),
        plan: id(100),
        group: id(120),
        position,
        label: format!("II.{position}"),
        name: "Tỷ lệ hồ sơ được số hóa".into(),
        unit: "%".into(),
        measure: Measure::Stock,
        direction: Direction::Up,
        across_units: Aggregate::Ratio,
        limits: Some(Limits::share()),
        subjects: vec![Subject { from: Some(date(2035, 1, 1)), name: "6G".into() }],
        path: Path {
            shape: PathShape::SCurve,
            baseline: Some(Baseline { on: date(2024, 12, 31), value: quantity(12.5) }),
            checkpoints: vec![Checkpoint { on: date(2027, 6, 30), value: quantity(50.0) }],
        },
        document: id(1),
        anchor: anchor(20),
        field: None,
        responsibilities: vec![
            a_responsibility(Role::Lead, "Sở Khoa học và Công nghệ"),
            a_responsibility(Role::Implementer, "UBND các xã, phường"),
        ],
        version: 1,
    }
}

pub fn a_responsibility(role: Role, text: &str) -> Responsibility {
    Responsibility { role, text: text.into(), organisation: None, member: None }
}

pub fn a_target(version: u32, year: i16, goal: Goal) -> Target {
    Target {
        indicator: id(200),
        version: id(110 + u128::from(version)),
        year,
        goal,
        text: "≥ 40%".into(),
        anchor: anchor(21),
    }
}

pub fn an_organisation(n: u128, name: &str) -> Organisation {
    Organisation {
        id: id(n),
        code: None,
        name: name.into(),
        kind: OrganisationKind::Agency,
        parent: None,
        aliases: Vec::new(),
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
        version: 1,
    }
}

/// An observation of indicator 200 and organisation 300.
pub fn an_observation(period: &str, revision: u32, reading: Reading, recorded_at: Timestamp) -> Observation {
    Observation {
        indicator: id(200),
        organisation: id(300),
        period: period.parse().unwrap(),
        stage: ValueStage::Reported,
        revision,
        reading,
        maturity: Maturity::Provisional,
        note: "Báo cáo tháng".into(),
        recorded_at,
        recorded_by: "Chuyên viên".into(),
    }
}

pub fn a_task(position: u32, deadline: DeadlineKind) -> Task {
    Task {
        id: id(400 + u128::from(position)),
        plan: id(100),
        group: id(120),
        position,
        label: format!("{position}."),
        text: "Xây dựng cơ sở dữ liệu đất đai".into(),
        deadline: Deadline { kind: deadline, text: "trong năm 2026".into() },
        product: "Cơ sở dữ liệu".into(),
        document: id(1),
        anchor: anchor(30),
        responsibilities: vec![a_responsibility(Role::Lead, "Sở Nông nghiệp và Môi trường")],
        version: 1,
    }
}

pub fn an_update(task: u128, revision: u32, state: TaskState) -> TaskUpdate {
    TaskUpdate {
        task: id(task),
        revision,
        state,
        done_on: None,
        extended_to: None,
        note: "Đang làm".into(),
        recorded_at: at(revision.into()),
        recorded_by: "Chuyên viên".into(),
    }
}

/// Account `n` of person 700 + `n`.
pub fn an_account(n: u128) -> Account {
    Account::new(id(n), id(700 + n), format!("canbo{n}"), at(0))
}

/// Stores document 1, plan 100 with version 1 and group 0.
pub async fn add_a_plan(tx: &mut store::Write) {
    store::document::add(tx, &a_document(1, "238-KH/TU", Some(date(2025, 5, 6)))).await.unwrap();
    store::plan::add(tx, &a_plan()).await.unwrap();
    store::plan_version::add(tx, &a_version(1, date(2025, 5, 6))).await.unwrap();
    store::group::add_all(tx, &[a_group(0)]).await.unwrap();
}
