//! Making the province: bodies and who sits there, the plan, and its open month.

use domain::{
    AccessRole, Aggregate, Anchor, Cadence, Calendar, Deadline, DeadlineKind, Direction, Document,
    DocumentId, DocumentKind, Goal, Group, GroupId, Indicator, Limits, Measure, Organisation, OrganisationId,
    OrganisationKind, Path, Period, PeriodKind, PeriodState, Plan, PlanId, PlanLevel, PlanVersion,
    PlanVersionId, Post, Quantity, Regime, ReportingPeriod, Responsibility, Role, Scope, Senders, Symbol,
    Target, Task,
};
use jiff::civil::{Date, date};
use store::Write;

use super::{Body, Province, Seat, Size};
use crate::accounts::{self, Seated};
use crate::{Error, Work, submissions};

const OWNER: &str = "Tỉnh Sông Lam";
const SIGNED_ON: Date = date(2025, 7, 1);

pub(super) async fn province(
    work: &Work,
    tx: &mut Write,
    size: Size,
    regime: Regime,
) -> Result<Province, Error> {
    let mut making = Making { work, tx };
    let owner = making.body(OWNER, OrganisationKind::Province, None).await?;
    let whole = Scope { organisation: Some(owner), ..Scope::default() };
    let office = making.seat("vanphong.tinh", owner, AccessRole::StandingOffice, whole).await?;
    let verifier = making.seat("thamdinh.tinh", owner, AccessRole::Verifier, whole).await?;
    let mut bodies = Vec::with_capacity(size.bodies);
    for n in 1..=size.bodies {
        bodies.push(making.reporting_body(n, owner).await?);
    }
    let plan = making.plan(size, &bodies).await?;
    let (calendar, period) = making.month(plan.id, owner, regime).await?;
    submissions::open(work, making.tx, &calendar, &period).await?;
    Ok(Province {
        owner,
        office,
        verifier,
        plan: plan.id,
        indicators: plan.indicators,
        tasks: plan.tasks,
        bodies,
        calendar: calendar.id,
        period: period.id,
    })
}

struct Made {
    id: PlanId,
    indicators: Vec<domain::IndicatorId>,
    tasks: Vec<domain::TaskId>,
}

struct Making<'a> {
    work: &'a Work,
    tx: &'a mut Write,
}

impl Making<'_> {
    fn id<T: From<uuid::Uuid>>(&self) -> T {
        self.work.clock.id()
    }

    async fn body(
        &mut self,
        name: &str,
        kind: OrganisationKind,
        parent: Option<OrganisationId>,
    ) -> Result<OrganisationId, Error> {
        let body = Organisation {
            id: self.id(),
            code: None,
            name: name.to_owned(),
            kind,
            parent,
            aliases: Vec::new(),
            valid_from: Some(SIGNED_ON),
            valid_to: None,
            successors: Vec::new(),
            version: 1,
        };
        store::organisation::add(self.tx, &body).await?;
        Ok(body.id)
    }

    async fn reporting_body(&mut self, n: usize, owner: OrganisationId) -> Result<Body, Error> {
        let (name, kind) = match n {
            1 => ("Sở Khoa học và Công nghệ".to_owned(), OrganisationKind::Agency),
            _ => (format!("Xã Sông Lam {n:03}"), OrganisationKind::Commune),
        };
        let id = self.body(&name, kind, Some(owner)).await?;
        let scope = Scope { organisation: Some(id), ..Scope::default() };
        let officer = self.seat(&format!("daumoi.{n:03}"), id, AccessRole::FocalOfficer, scope).await?;
        let head = self.seat(&format!("nguoidungdau.{n:03}"), id, AccessRole::Head, scope).await?;
        Ok(Body { id, name, officer, head })
    }

    async fn seat(
        &mut self,
        sign_in_name: &str,
        body: OrganisationId,
        role: AccessRole,
        scope: Scope,
    ) -> Result<Seat, Error> {
        let title = match role {
            AccessRole::Head => "Người đứng đầu",
            AccessRole::Verifier => "Thẩm định viên",
            AccessRole::StandingOffice => "Chuyên viên Văn phòng Tỉnh ủy",
            _ => "Chuyên viên đầu mối",
        };
        let post = Post::new(self.id(), Some(body), title);
        store::post::add(self.tx, &post).await?;
        let seated = Seated { sign_in_name, name: sign_in_name, post: post.id, role, scope, from: SIGNED_ON };
        let account = accounts::seat(self.work, self.tx, &seated).await?;
        Ok(Seat { account, sign_in_name: sign_in_name.to_owned() })
    }

    async fn plan(&mut self, size: Size, bodies: &[Body]) -> Result<Made, Error> {
        let document = self.document().await?;
        let plan = Plan {
            id: self.id(),
            title: format!("Kế hoạch hành động thực hiện Nghị quyết số 57-NQ/TW của {OWNER}"),
            level: PlanLevel::Province,
            owner: OWNER.to_owned(),
            implements: None,
            is_illustration: false,
        };
        let version = PlanVersion {
            id: self.id(),
            plan: plan.id,
            number: 1,
            document,
            in_force_from: SIGNED_ON,
            published_at: self.work.clock.now(),
        };
        let name = "Khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số".to_owned();
        let group = Group { id: self.id(), plan: plan.id, position: 0, label: "I".to_owned(), name };
        store::plan::add(self.tx, &plan).await?;
        store::plan_version::add(self.tx, &version).await?;
        store::group::add_all(self.tx, std::slice::from_ref(&group)).await?;
        let named = answering(bodies);
        let place = Place { plan: plan.id, group: group.id, document, version: version.id };
        let indicators: Vec<_> = (0..size.indicators).map(|n| self.indicator(place, n, &named)).collect();
        let targets: Vec<_> =
            indicators.iter().flat_map(|indicator| targets(indicator, place.version)).collect();
        let tasks: Vec<_> = (0..size.tasks).map(|n| self.task(place, n, &named)).collect();
        store::indicator::add_all(self.tx, &indicators).await?;
        store::target::add_all(self.tx, &targets).await?;
        store::task::add_all(self.tx, &tasks).await?;
        let ids = (indicators.iter().map(|one| one.id), tasks.iter().map(|one| one.id));
        Ok(Made { id: plan.id, indicators: ids.0.collect(), tasks: ids.1.collect() })
    }

    async fn document(&mut self) -> Result<DocumentId, Error> {
        let document = Document {
            id: self.id(),
            symbol: Symbol::parse("45-KH/TU").ok(),
            kind: Some(DocumentKind::Plan),
            issuer: "Tỉnh ủy Sông Lam".to_owned(),
            place: "Sông Lam".to_owned(),
            issued_on: Some(SIGNED_ON),
            title: "Kế hoạch hành động".to_owned(),
            file_name: "ke-hoach.txt".to_owned(),
            sha256: "0".repeat(64),
            lines: vec!["Kế hoạch hành động".to_owned()],
            is_illustration: false,
        };
        store::document::add(self.tx, &document).await?;
        Ok(document.id)
    }

    fn indicator(&self, place: Place, n: usize, named: &[Responsibility]) -> Indicator {
        let kind = KINDS[n % KINDS.len()];
        Indicator {
            id: self.id(),
            plan: place.plan,
            group: place.group,
            position: position(n),
            label: format!("I.{}", n + 1),
            name: format!("{} ({})", kind.name, n + 1),
            unit: kind.unit.to_owned(),
            measure: kind.measure,
            direction: Direction::Up,
            across_units: kind.across_units,
            limits: (kind.unit == "%").then(Limits::share),
            subjects: Vec::new(),
            path: Path::default(),
            document: place.document,
            anchor: Anchor::lines(1, 1, kind.name),
            field: None,
            responsibilities: named.to_vec(),
            version: 1,
        }
    }

    fn task(&self, place: Place, n: usize, named: &[Responsibility]) -> Task {
        let text = format!("Xây dựng, đưa vào sử dụng cơ sở dữ liệu dùng chung số {}", n + 1);
        Task {
            id: self.id(),
            plan: place.plan,
            group: place.group,
            position: position(n),
            label: format!("1.{}", n + 1),
            anchor: Anchor::lines(1, 1, &text),
            text,
            deadline: Deadline { kind: DeadlineKind::end_of_year(2026), text: "trong năm 2026".to_owned() },
            product: "Cơ sở dữ liệu".to_owned(),
            document: place.document,
            responsibilities: named.to_vec(),
            version: 1,
        }
    }

    async fn month(
        &mut self,
        plan: PlanId,
        receiver: OrganisationId,
        regime: Regime,
    ) -> Result<(Calendar, ReportingPeriod), Error> {
        let today = self.work.clock.today();
        let calendar = Calendar {
            id: self.id(),
            plan,
            name: "Báo cáo hằng tháng gửi Cơ quan Thường trực".to_owned(),
            receiver,
            senders: Senders::Named,
            regime,
            cadences: vec![Cadence::Monthly],
            sections: Vec::new(),
            term: Some((2025, 2030)),
            from: SIGNED_ON,
            to: None,
            version: 1,
        };
        let period = ReportingPeriod {
            id: self.id(),
            calendar: calendar.id,
            plan,
            cadence: Cadence::Monthly,
            regime,
            topic: String::new(),
            figures: Period::holding(PeriodKind::Month, today),
            window_from: today.first_of_month(),
            window_to: today.last_of_month(),
            opens_on: today,
            due_on: today.last_of_month(),
            closes_on: today.last_of_month(),
            state: PeriodState::Open,
            closed_at: None,
            snapshot: None,
            version: 1,
        };
        store::calendar::add(self.tx, &calendar).await?;
        store::reporting_period::add(self.tx, &period).await?;
        Ok((calendar, period))
    }
}

/// Where the items of the plan stand.
#[derive(Clone, Copy)]
struct Place {
    plan: PlanId,
    group: GroupId,
    document: DocumentId,
    version: PlanVersionId,
}

/// A kind of indicator; the plan takes them in turn.
#[derive(Clone, Copy)]
struct Kind {
    name: &'static str,
    unit: &'static str,
    measure: Measure,
    across_units: Aggregate,
}

const fn kind(name: &'static str, unit: &'static str, measure: Measure, across_units: Aggregate) -> Kind {
    Kind { name, unit, measure, across_units }
}

const KINDS: [Kind; 6] = [
    kind("Số doanh nghiệp công nghệ số", "doanh nghiệp", Measure::Stock, Aggregate::Sum),
    kind("Tỷ lệ hồ sơ giải quyết trực tuyến", "%", Measure::Stock, Aggregate::Ratio),
    kind("Số người được tập huấn kỹ năng số", "người", Measure::Flow, Aggregate::Sum),
    kind("Tỷ lệ thôn có hạ tầng cáp quang", "%", Measure::Stock, Aggregate::Ratio),
    kind("Điểm đánh giá chuyển đổi số", "điểm", Measure::Stock, Aggregate::Mean),
    kind("Thời gian xử lý lâu nhất", "giờ", Measure::Stock, Aggregate::Max),
];

fn answering(bodies: &[Body]) -> Vec<Responsibility> {
    let answers = |(n, body): (usize, &Body)| Responsibility {
        role: if n == 0 { Role::Lead } else { Role::Implementer },
        text: body.name.clone(),
        organisation: Some(body.id),
        member: None,
    };
    bodies.iter().enumerate().map(answers).collect()
}

fn targets(indicator: &Indicator, version: PlanVersionId) -> impl Iterator<Item = Target> {
    let (id, anchor) = (indicator.id, indicator.anchor.clone());
    let milestone = move |(year, value): (i16, i32)| Target {
        indicator: id,
        version,
        year,
        goal: Goal::at_least(Quantity::from(value)),
        text: format!("≥ {value}"),
        anchor: anchor.clone(),
    };
    [(2026, 60), (2030, 90)].into_iter().map(milestone)
}

fn position(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
