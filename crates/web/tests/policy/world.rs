//! A small world: a body, one below it, one beside it; plans and fields; and one visitor for each role.
//!
//! ```text
//! province ─┬─ department ── division        another province
//!           └─ another department
//! ```

use std::collections::HashMap;

use axum::Router;
use domain::*;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use store::account::Account;
use store::{Store, Write};
use web::oidc::{Provider, Registration};
use web::{About, App, Route, Site};
use work::{Actor, Clock, Work};

use crate::oracle::{Spot, Stand};
use crate::visitor::Visitor;

/// The present: Monday 23/11/2026, 10:00 in Vietnam.
const NOW: &str = "2026-11-23T03:00:00Z";
const LONG_AGO: Date = date(2025, 7, 1);

/// The site with all who visit it and all that they ask for.
pub struct World {
    pub work: Work,
    pub router: Router,
    pub routes: Vec<Route>,
    pub places: HashMap<Spot, Place>,
    pub visitors: HashMap<(AccessRole, Stand), Visitor>,
    pub without_role: Visitor,
}

/// One thing of each kind, all of one body, one plan and one field.
pub struct Place {
    body: OrganisationId,
    plan: PlanId,
    indicator: IndicatorId,
    task: TaskId,
    document: DocumentId,
    member: MemberId,
    import: ImportId,
    inspection: InspectionId,
    body_group: BodyGroupId,
    calendar: CalendarId,
    period: ReportingPeriodId,
    submission: SubmissionId,
    difficulty: DifficultyId,
    people: People,
}

/// Somebody with a post, an account and a role, of whom nothing else hangs.
pub struct People {
    post: PostId,
    person: PersonId,
    account: UserId,
    grant: GrantId,
}

impl Place {
    /// The id of what lies here.
    ///
    /// Whoever adds a kind of thing says here which one lies at a place.
    pub fn id(&self, about: About) -> String {
        match about {
            About::Installation => String::new(),
            About::Plan => self.plan.to_string(),
            About::Indicator => self.indicator.to_string(),
            About::Task => self.task.to_string(),
            About::Document => self.document.to_string(),
            About::Organisation => self.body.to_string(),
            About::Member => self.member.to_string(),
            About::Import => self.import.to_string(),
            About::Post => self.people.post.to_string(),
            About::Person => self.people.person.to_string(),
            About::Account => self.people.account.to_string(),
            About::Grant => self.people.grant.to_string(),
            About::Inspection => self.inspection.to_string(),
            About::BodyGroup => self.body_group.to_string(),
            About::Calendar => self.calendar.to_string(),
            About::Period => self.period.to_string(),
            About::Submission => self.submission.to_string(),
            About::Difficulty => self.difficulty.to_string(),
        }
    }
}

/// With a provider its pages are there, too; the discard port answers nobody.
fn provider_that_is_down() -> Provider {
    let registration = Registration {
        issuer: "http://127.0.0.1:9".into(),
        client_id: "cotmoc".into(),
        client_secret: None,
        name: "OpenID".into(),
    };
    Provider::new(registration).unwrap()
}

impl World {
    pub async fn build(store: Store) -> Self {
        let work = Work::new(store, Clock::fixed(NOW.parse::<Timestamp>().unwrap()));
        let app = App::new(work.clone(), Site::loopback(5757)).with_provider(provider_that_is_down());
        let router = web::router(app.clone());
        let addresses = web::routes(app);
        let mut making = Making { work: work.clone(), tx: work.store.write().await.unwrap() };
        let province = making.body("Tỉnh Thử Nghiệm", None).await;
        making.body("Tỉnh Láng Giềng", None).await;
        let own = making.body("Sở Khoa học", Some(province)).await;
        let below = making.body("Trung tâm Chuyển đổi số", Some(own)).await;
        let beside = making.body("Sở Tài chính", Some(province)).await;
        let (field, other_field) = (making.field("Khoa học").await, making.field("Ngân sách").await);

        let mut places = HashMap::new();
        for (spot, body, owner, field) in [
            (Spot::Own, own, "Sở Khoa học", field),
            (Spot::Below, below, "Trung tâm Chuyển đổi số", field),
            (Spot::Beside, beside, "Sở Tài chính", field),
            (Spot::OtherPlan, own, "Sở Khoa học", field),
            (Spot::OtherField, own, "Sở Khoa học", other_field),
        ] {
            places.insert(spot, making.place(body, owner, field).await);
        }
        let plan = places[&Spot::Own].plan;
        let scopes = [
            (Stand::Body, Scope { organisation: Some(own), ..Scope::default() }),
            (Stand::BodyAndPlan, Scope { organisation: Some(own), plan: Some(plan), field: None }),
            (Stand::BodyAndField, Scope { organisation: Some(own), plan: None, field: Some(field) }),
            (Stand::Everywhere, Scope::default()),
        ];
        let mut visitors = HashMap::new();
        for role in AccessRole::ALL {
            for (stand, scope) in scopes {
                let people = making.people(None, Some((*role, scope))).await;
                visitors.insert((*role, stand), Visitor::new(people.account));
            }
        }
        let without_role = Visitor::new(making.people(Some(own), None).await.account);
        making.tx.commit_unrecorded().await.unwrap();
        for place in places.values_mut() {
            place.import = receive(&work, place.body).await;
        }
        Self { work, router, routes: addresses, places, visitors, without_role }
    }

    /// Puts somebody new in the place of those whom a form may have locked out or sent away.
    pub async fn renew_people(&mut self, spot: Spot) {
        let place = self.places.get_mut(&spot).unwrap();
        let mut making = Making { work: self.work.clone(), tx: self.work.store.write().await.unwrap() };
        place.people = making.spare_people(place.body).await;
        making.tx.commit_unrecorded().await.unwrap();
        place.import = receive(&self.work, place.body).await;
    }
}

async fn receive(work: &Work, body: OrganisationId) -> ImportId {
    const TEXT: &[u8] =
        "KẾ HOẠCH\nthử nghiệm\n1. Xây dựng cơ sở dữ liệu dùng chung trong năm 2026.\n".as_bytes();
    let actor = Actor::program("test");
    work::import::receive(work, &actor, Some(body), "ke-hoach.txt", TEXT).await.unwrap()
}

/// The world while it is being made.
struct Making {
    work: Work,
    tx: Write,
}

impl Making {
    fn id<T: From<uuid::Uuid>>(&self) -> T {
        self.work.clock.id()
    }

    async fn body(&mut self, name: &str, parent: Option<OrganisationId>) -> OrganisationId {
        let body = Organisation {
            id: self.id(),
            code: None,
            name: name.into(),
            kind: OrganisationKind::Agency,
            parent,
            aliases: Vec::new(),
            valid_from: None,
            valid_to: None,
            successors: Vec::new(),
            version: 1,
        };
        store::organisation::add(&mut self.tx, &body).await.unwrap();
        body.id
    }

    async fn field(&mut self, name: &str) -> FieldId {
        let field = Field { id: self.id(), name: name.into(), position: 0, version: 1 };
        store::field::add(&mut self.tx, &field).await.unwrap();
        field.id
    }

    async fn place(&mut self, body: OrganisationId, owner: &str, field: FieldId) -> Place {
        let document = self.document().await;
        let (plan, group) = self.plan(owner, document).await;
        let (label, anchor) = ("I.1".to_owned(), Anchor::lines(1, 1, "Kế hoạch"));
        let lead =
            Responsibility { role: Role::Lead, text: owner.into(), organisation: Some(body), member: None };
        let indicator = Indicator {
            id: self.id(),
            plan,
            group,
            position: 0,
            label: label.clone(),
            name: format!("Tỷ lệ hồ sơ số của {owner}"),
            unit: "%".into(),
            measure: Measure::Stock,
            direction: Direction::Up,
            across_units: Aggregate::Ratio,
            limits: None,
            subjects: Vec::new(),
            path: Path::default(),
            document,
            anchor: anchor.clone(),
            field: Some(field),
            responsibilities: vec![lead.clone()],
            version: 1,
        };
        let task = Task {
            id: self.id(),
            plan,
            group,
            position: 0,
            label,
            text: format!("Xây dựng cơ sở dữ liệu của {owner}"),
            deadline: Deadline { kind: DeadlineKind::end_of_year(2026), text: "trong năm 2026".into() },
            product: String::new(),
            document,
            anchor,
            responsibilities: vec![lead],
            version: 1,
        };
        store::indicator::add_all(&mut self.tx, std::slice::from_ref(&indicator)).await.unwrap();
        store::task::add_all(&mut self.tx, std::slice::from_ref(&task)).await.unwrap();
        let people = self.spare_people(body).await;
        let member = self.member(body, people.post).await;
        let (indicator, task) = (indicator.id, task.id);
        let import = self.id();
        let body_group = BodyGroup {
            id: self.id(),
            name: "các đơn vị".into(),
            below: body,
            kinds: vec![OrganisationKind::Agency],
            with: Vec::new(),
            without: Vec::new(),
            version: 1,
        };
        store::body_group::add(&mut self.tx, &body_group).await.unwrap();
        let body_group = body_group.id;
        let inspection = self.inspection(plan, indicator).await;
        let (calendar, period) = self.period(plan, body).await;
        let submission = self.submission(plan, period, body).await;
        let difficulty = self.difficulty(plan, body).await;
        Place {
            body,
            plan,
            indicator,
            task,
            document,
            member,
            import,
            inspection,
            body_group,
            calendar,
            period,
            submission,
            difficulty,
            people,
        }
    }

    async fn period(&mut self, plan: PlanId, receiver: OrganisationId) -> (CalendarId, ReportingPeriodId) {
        let calendar = Calendar {
            id: self.id(),
            plan,
            name: "Báo cáo hằng tháng".into(),
            receiver,
            senders: Senders::Named,
            regime: Regime::Party,
            cadences: vec![Cadence::Monthly],
            sections: Vec::new(),
            term: None,
            from: LONG_AGO,
            to: None,
            version: 1,
        };
        store::calendar::add(&mut self.tx, &calendar).await.unwrap();
        let period = ReportingPeriod {
            id: self.id(),
            calendar: calendar.id,
            plan,
            cadence: Cadence::Monthly,
            regime: Regime::Party,
            topic: String::new(),
            figures: "2026-M10".parse().unwrap(),
            window_from: date(2026, 10, 1),
            window_to: date(2026, 10, 31),
            opens_on: date(2026, 10, 26),
            due_on: date(2026, 11, 26),
            closes_on: date(2026, 12, 10),
            state: PeriodState::Open,
            closed_at: None,
            snapshot: None,
            version: 1,
        };
        assert!(store::reporting_period::add(&mut self.tx, &period).await.unwrap());
        (calendar.id, period.id)
    }

    async fn submission(
        &mut self,
        plan: PlanId,
        period: ReportingPeriodId,
        organisation: OrganisationId,
    ) -> SubmissionId {
        let submission = Submission {
            id: self.id(),
            period,
            plan,
            organisation,
            state: SubmissionState::Draft,
            revision: 1,
            reason: String::new(),
            since: self.work.clock.now(),
            first_submitted_on: None,
            first_approved_on: None,
            required: 2,
            filled: 0,
            version: 1,
        };
        store::submission::add_all(&mut self.tx, std::slice::from_ref(&submission)).await.unwrap();
        submission.id
    }

    async fn difficulty(&mut self, plan: PlanId, body: OrganisationId) -> DifficultyId {
        let difficulty = Difficulty {
            id: self.id(),
            kind: DifficultyKind::Difficulty,
            source: DifficultySource::Body,
            organisation: body,
            sender: String::new(),
            plan,
            submission: None,
            text: "Chưa có kinh phí".into(),
            threatens: Vec::new(),
            competent: Some(body),
            holder: None,
            due_on: None,
            state: DifficultyState::Open,
            answer: String::new(),
            decision: String::new(),
            task: None,
            raised_at: self.work.clock.now(),
            raised_by: "Chuyên viên".into(),
            ended_at: None,
            version: 1,
        };
        store::difficulty::add(&mut self.tx, &difficulty).await.unwrap();
        difficulty.id
    }

    async fn inspection(&mut self, plan: PlanId, indicator: IndicatorId) -> InspectionId {
        let inspection = Inspection {
            id: self.id(),
            noun: InspectedNoun::Indicator,
            item: indicator.0,
            plan: Some(plan),
            organisation: None,
            reason: "Số liệu tăng bất thường".into(),
            document: String::new(),
            opened_on: LONG_AGO,
            opened_by: None,
            closed_on: None,
            conclusion: String::new(),
            version: 1,
        };
        store::inspection::add(&mut self.tx, &inspection).await.unwrap();
        inspection.id
    }

    async fn document(&mut self) -> DocumentId {
        let document = Document {
            id: self.id(),
            symbol: None,
            kind: Some(DocumentKind::Plan),
            issuer: String::new(),
            place: String::new(),
            issued_on: Some(LONG_AGO),
            title: "Kế hoạch".into(),
            file_name: "ke-hoach.txt".into(),
            sha256: "0".repeat(64),
            lines: vec!["Kế hoạch".into()],
            is_illustration: false,
        };
        store::document::add(&mut self.tx, &document).await.unwrap();
        document.id
    }

    async fn plan(&mut self, owner: &str, document: DocumentId) -> (PlanId, GroupId) {
        let (id, title, owner) = (self.id(), "Kế hoạch".into(), owner.into());
        let level = PlanLevel::Agency;
        let plan = Plan { id, title, level, owner, implements: None, is_illustration: false };
        let (in_force_from, published_at) = (LONG_AGO, self.work.clock.now());
        let version =
            PlanVersion { id: self.id(), plan: id, number: 1, document, in_force_from, published_at };
        let group =
            Group { id: self.id(), plan: id, position: 0, label: "I".into(), name: "Hạ tầng".into() };
        store::plan::add(&mut self.tx, &plan).await.unwrap();
        store::plan_version::add(&mut self.tx, &version).await.unwrap();
        store::group::add_all(&mut self.tx, std::slice::from_ref(&group)).await.unwrap();
        (id, group.id)
    }

    async fn member(&mut self, body: OrganisationId, post: PostId) -> MemberId {
        let committee =
            Committee { id: self.id(), organisation: Some(body), name: "Ban Chỉ đạo".into() };
        store::committee::add(&mut self.tx, &committee).await.unwrap();
        let (id, role, label, duties) = (self.id(), CommitteeRole::Member, String::new(), Vec::new());
        let member = Member { id, committee: committee.id, post, role, label, position: 0, duties };
        store::member::add(&mut self.tx, &member).await.unwrap();
        id
    }

    /// Somebody to be looked at: no visitor's role hangs on what becomes of them.
    async fn spare_people(&mut self, body: OrganisationId) -> People {
        let scope = Scope { organisation: Some(body), ..Scope::default() };
        self.people(Some(body), Some((AccessRole::Viewer, scope))).await
    }

    async fn people(
        &mut self,
        body: Option<OrganisationId>,
        trusted_with: Option<(AccessRole, Scope)>,
    ) -> People {
        let post = Post::new(self.id(), body, "Chuyên viên");
        let person = Person::new(self.id(), "Nguyễn Văn A", "");
        let (kind, document) = (TenureKind::Holder, String::new());
        let tenure = Tenure { post: post.id, person: person.id, kind, from: LONG_AGO, to: None, document };
        let account = self.account(person.id);
        let grant = self.id();
        let tx = &mut self.tx;
        store::post::add(tx, &post).await.unwrap();
        store::person::add(tx, &person).await.unwrap();
        store::tenure::add(tx, &tenure).await.unwrap();
        store::account::add(tx, &account).await.unwrap();
        if let Some((role, scope)) = trusted_with {
            let given =
                AccessGrant { id: grant, post: post.id, role, scope, from: LONG_AGO, to: None, version: 1 };
            store::access_grant::add(tx, &given).await.unwrap();
        }
        People { post: post.id, person: person.id, account: account.id, grant }
    }

    fn account(&self, person: PersonId) -> Account {
        let id: UserId = self.id();
        Account::new(id, person, id.to_string(), self.work.clock.now())
    }
}
