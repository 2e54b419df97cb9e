//! A province with three bodies that report on a plan of three indicators and two tasks.

use domain::*;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use store::{Store, Write};
use uuid::Uuid;
use work::flow::{self, Approving, Reasoned, Submitting};
use work::submissions::{self, Save, Saved};
use work::{Actor, Clock, Error, Origin, Work};

pub const PROVINCE: u128 = 1;
pub const SCIENCE: u128 = 2;
pub const FINANCE: u128 = 3;
/// A commune below the department of finance, as the tree of this test has it.
pub const COMMUNE: u128 = 4;
const PLAN: u128 = 10;
pub const PERIOD: u128 = 20;
/// Carried out by all three; a sum.
pub const STATIONS: u128 = 30;
/// Carried out by all three; a share.
pub const FILES: u128 = 31;
/// Led by the department of science, carried out by the others; only the lead's figure counts.
pub const RANK: u128 = 32;
/// Led by the department of science.
pub const MAP: u128 = 40;
/// Led by the department of finance, helped by the commune.
pub const FUND: u128 = 41;

pub fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

pub fn key(indicator: u128) -> CellKey {
    CellKey::Indicator(id(indicator))
}

pub fn value(text: &str) -> CellEntry {
    CellEntry { value: text.into(), ..CellEntry::default() }
}

pub fn share(above: &str, below: &str) -> CellEntry {
    CellEntry { numerator: above.into(), denominator: below.into(), ..CellEntry::default() }
}

pub fn words(text: &str) -> CellEntry {
    CellEntry { note: text.into(), ..CellEntry::default() }
}

/// The office on a day of November 2026, at 10:00 in Vietnam.
pub struct Office {
    pub work: Work,
}

impl Office {
    /// A new store with the plan, its bodies and an open period of October 2026.
    pub async fn open(store: Store) -> Self {
        let office = Self::on(store, 3);
        let mut tx = office.work.store.write().await.unwrap();
        bodies(&mut tx).await;
        plan(&mut tx).await;
        let (calendar, period) = (a_calendar(), a_period());
        store::calendar::add(&mut tx, &calendar).await.unwrap();
        assert!(store::reporting_period::add(&mut tx, &period).await.unwrap());
        assert_eq!(submissions::open(&office.work, &mut tx, &calendar, &period).await.unwrap(), 3);
        tx.commit_unrecorded().await.unwrap();
        office
    }

    fn on(store: Store, day: i8) -> Self {
        let at: Timestamp = format!("2026-11-{day:02}T03:00:00Z").parse().unwrap();
        Self { work: Work::new(store, Clock::fixed(at)) }
    }

    /// The same office on a later day of November.
    pub fn later(&self, day: i8) -> Self {
        Self::on(self.work.store.clone(), day)
    }

    pub async fn submission(&self, body: u128) -> Submission {
        let mut read = self.work.store.read().await.unwrap();
        store::submission::find_of_body(&mut read, id(PERIOD), id(body)).await.unwrap().unwrap()
    }

    /// Types into cells, as an officer of the body does.
    pub async fn enter(&self, body: u128, cells: &[(CellKey, CellEntry)]) -> Result<Vec<Saved>, Error> {
        let submission = self.submission(body).await.id;
        let mut read = self.work.store.read().await.unwrap();
        let mut changes = Vec::new();
        for (key, entry) in cells {
            let cell = store::submission_cell::find(&mut read, submission, key).await.unwrap();
            let version = cell.map_or(0, |cell| cell.version);
            changes.push(Save { key: key.clone(), entry: entry.clone(), version });
        }
        drop(read);
        submissions::save(&self.work, &officer(), submission, &changes).await
    }

    pub async fn submit(&self, body: u128, reason: &str) -> Result<Submission, Error> {
        let Submission { id, version, .. } = self.submission(body).await;
        flow::submit(&self.work, &officer(), id, &Submitting { version, reason: reason.into() }).await
    }

    pub async fn approve(&self, body: u128) -> Result<Submission, Error> {
        let Submission { id, version, .. } = self.submission(body).await;
        flow::approve(&self.work, &head(), id, &Approving { version, ..Approving::default() }).await
    }

    pub async fn return_back(&self, body: u128, reason: &str) -> Result<Submission, Error> {
        let Submission { id, version, .. } = self.submission(body).await;
        flow::return_back(&self.work, &head(), id, &Reasoned { version, reason: reason.into() }).await
    }

    pub async fn reopen(&self, body: u128, reason: &str) -> Result<Submission, Error> {
        let Submission { id, version, .. } = self.submission(body).await;
        flow::reopen(&self.work, &officer(), id, &Reasoned { version, reason: reason.into() }).await
    }

    /// Enters, hands in and approves figures of a body; the rest is left blank with a reason.
    pub async fn report(&self, body: u128, cells: &[(CellKey, CellEntry)]) {
        self.enter(body, cells).await.unwrap();
        self.submit(body, "phần còn lại chưa có số liệu").await.unwrap();
        self.approve(body).await.unwrap();
    }

    /// The revisions of a body's cell in the ledger: stage, revision and number.
    pub async fn ledger(&self, indicator: u128, body: u128) -> Vec<(ValueStage, u32, Option<f64>)> {
        let mut read = self.work.store.read().await.unwrap();
        let history = store::observation::list_history(&mut read, id(indicator)).await.unwrap();
        let mut own: Vec<_> = history.into_iter().filter(|o| o.organisation == id(body)).collect();
        own.sort_by_key(|o| (o.stage.code(), o.revision));
        own.iter().map(|o| (o.stage, o.revision, o.reading.value().map(Quantity::get))).collect()
    }

    pub async fn messages(&self, body: u128) -> Vec<(MessageKind, String)> {
        let submission = self.submission(body).await.id;
        let mut read = self.work.store.read().await.unwrap();
        let thread = store::submission_message::list(&mut read, submission).await.unwrap();
        thread.into_iter().map(|message| (message.kind, message.text)).collect()
    }

    /// Opens the department of science's report of the month after.
    pub async fn next_period(&self) -> SubmissionId {
        let (calendar, october) = (a_calendar(), a_period());
        let period = ReportingPeriod {
            id: id(PERIOD + 1),
            figures: october.figures.next(),
            window_from: date(2026, 11, 1),
            window_to: date(2026, 11, 30),
            ..october
        };
        let mut tx = self.work.store.write().await.unwrap();
        assert!(store::reporting_period::add(&mut tx, &period).await.unwrap());
        submissions::open(&self.work, &mut tx, &calendar, &period).await.unwrap();
        let science = store::submission::find_of_body(&mut tx, period.id, id(SCIENCE)).await.unwrap();
        tx.commit_unrecorded().await.unwrap();
        science.unwrap().id
    }

    /// The last entries of the audit chain, by code.
    pub async fn chain(&self) -> Vec<String> {
        let mut read = self.work.store.read().await.unwrap();
        let entries = store::audit::list_after(&mut read, 0, 1_000).await.unwrap();
        entries.into_iter().map(|sealed| sealed.entry.event).collect()
    }
}

/// The fields that a refusal names.
pub fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<String> {
    match result.unwrap_err() {
        Error::Invalid(errors) => errors.into_iter().map(|error| error.field).collect(),
        error => panic!("{error}"),
    }
}

pub fn officer() -> Actor {
    somebody(100, "Chuyên viên")
}

pub fn head() -> Actor {
    somebody(101, "Giám đốc")
}

pub fn verifier() -> Actor {
    somebody(102, "Sở Tài chính thẩm định")
}

pub fn somebody(n: u128, post: &str) -> Actor {
    let (name, post) = (post.to_owned(), post.to_owned());
    Actor { account: Some(id(n)), person: Some(id(n)), name, post, post_id: None, origin: Origin::default() }
}

async fn bodies(tx: &mut Write) {
    for (n, name, parent) in [
        (PROVINCE, "Tỉnh An Bình", None),
        (SCIENCE, "Sở Khoa học và Công nghệ", Some(PROVINCE)),
        (FINANCE, "Sở Tài chính", Some(PROVINCE)),
        (COMMUNE, "Xã An Phú", Some(FINANCE)),
    ] {
        let body = Organisation {
            id: id(n),
            code: None,
            name: name.into(),
            kind: OrganisationKind::Agency,
            parent: parent.map(id),
            aliases: Vec::new(),
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
            version: 1,
        };
        store::organisation::add(tx, &body).await.unwrap();
    }
}

async fn plan(tx: &mut Write) {
    let document = Document {
        id: id(50),
        symbol: Symbol::parse("12-KH/TU").ok(),
        kind: Some(DocumentKind::Plan),
        issuer: "Tỉnh ủy An Bình".into(),
        place: "An Bình".into(),
        issued_on: Some(date(2026, 2, 5)),
        title: "Kế hoạch".into(),
        file_name: "ke-hoach.txt".into(),
        sha256: "0".repeat(64),
        lines: vec!["Kế hoạch".into()],
        is_illustration: false,
    };
    store::document::add(tx, &document).await.unwrap();
    let plan = Plan {
        id: id(PLAN),
        title: "Kế hoạch 57".into(),
        level: PlanLevel::Province,
        owner: "Tỉnh An Bình".into(),
        implements: None,
        is_illustration: false,
    };
    store::plan::add(tx, &plan).await.unwrap();
    let version = PlanVersion {
        id: id(51),
        plan: plan.id,
        number: 1,
        document: document.id,
        in_force_from: date(2026, 2, 5),
        published_at: "2026-02-05T00:00:00Z".parse().unwrap(),
    };
    store::plan_version::add(tx, &version).await.unwrap();
    let group =
        Group { id: id(52), plan: plan.id, position: 0, label: "I".into(), name: "Hạ tầng".into() };
    store::group::add_all(tx, &[group]).await.unwrap();
    items(tx).await;
}

async fn items(tx: &mut Write) {
    let (all, rest) = ([SCIENCE, FINANCE, COMMUNE], [FINANCE, COMMUNE]);
    let carried_out = |bodies: &[u128]| bodies.iter().map(|n| named(Role::Implementer, *n)).collect();
    let led = [vec![named(Role::Lead, SCIENCE)], rest.map(|n| named(Role::Implementer, n)).into()].concat();
    let indicators = [
        indicator(STATIONS, 0, "Số trạm dữ liệu", "trạm", Aggregate::Sum, carried_out(&all)),
        indicator(FILES, 1, "Tỷ lệ hồ sơ số", "%", Aggregate::Ratio, carried_out(&all)),
        indicator(RANK, 2, "Xếp hạng chuyển đổi số", "", Aggregate::Authoritative, led),
    ];
    store::indicator::add_all(tx, &indicators).await.unwrap();
    let target = Target {
        indicator: id(STATIONS),
        version: id(51),
        year: 2030,
        goal: Goal::at_least(Quantity::from(100)),
        text: "≥ 100".into(),
        anchor: Anchor::lines(1, 1, "≥ 100"),
    };
    store::target::add_all(tx, &[target]).await.unwrap();
    let fund = vec![named(Role::Lead, FINANCE), named(Role::Implementer, COMMUNE)];
    let tasks = [
        task(MAP, 0, "Lập bản đồ vùng lõm sóng", vec![named(Role::Lead, SCIENCE)]),
        task(FUND, 1, "Bố trí kinh phí", fund),
    ];
    store::task::add_all(tx, &tasks).await.unwrap();
}

fn named(role: Role, body: u128) -> Responsibility {
    Responsibility { role, text: format!("đơn vị {body}"), organisation: Some(id(body)), member: None }
}

fn indicator(
    n: u128,
    position: u32,
    name: &str,
    unit: &str,
    across_units: Aggregate,
    responsibilities: Vec<Responsibility>,
) -> Indicator {
    Indicator {
        id: id(n),
        plan: id(PLAN),
        group: id(52),
        position,
        label: format!("I.{}", position + 1),
        name: name.into(),
        unit: unit.into(),
        measure: Measure::Stock,
        direction: Direction::Up,
        across_units,
        limits: (unit == "%").then(Limits::share),
        subjects: Vec::new(),
        path: Path::default(),
        document: id(50),
        anchor: Anchor::lines(1, 1, name),
        field: None,
        responsibilities,
        version: 1,
    }
}

fn task(n: u128, position: u32, text: &str, responsibilities: Vec<Responsibility>) -> Task {
    Task {
        id: id(n),
        plan: id(PLAN),
        group: id(52),
        position,
        label: format!("II.{}", position + 1),
        text: text.into(),
        deadline: Deadline { kind: DeadlineKind::end_of_year(2026), text: "trong năm 2026".into() },
        product: "Bản đồ".into(),
        document: id(50),
        anchor: Anchor::lines(1, 1, text),
        responsibilities,
        version: 1,
    }
}

fn a_calendar() -> Calendar {
    Calendar {
        id: id(19),
        plan: id(PLAN),
        name: "Báo cáo hằng tháng".into(),
        receiver: id(PROVINCE),
        senders: Senders::Named,
        regime: Regime::Party,
        cadences: vec![Cadence::Monthly],
        sections: vec!["Kết quả nổi bật".into()],
        term: None,
        from: date(2026, 1, 1),
        to: None,
        version: 1,
    }
}

fn a_period() -> ReportingPeriod {
    let day = |month, day| -> Date { date(2026, month, day) };
    ReportingPeriod {
        id: id(PERIOD),
        calendar: id(19),
        plan: id(PLAN),
        cadence: Cadence::Monthly,
        regime: Regime::Party,
        topic: String::new(),
        figures: "2026-M10".parse().unwrap(),
        window_from: day(10, 1),
        window_to: day(10, 31),
        opens_on: day(10, 26),
        due_on: day(11, 4),
        closes_on: day(11, 18),
        state: PeriodState::Open,
        closed_at: None,
        snapshot: None,
        version: 1,
    }
}
