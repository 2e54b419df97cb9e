//! The verbs from a document to a judgement, as a person takes them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::{CellEntry, Lang, PlanLevel, Role};
use jiff::civil::date;
use store::{Options, Store};
use work::import::{self, Edit, State};
use work::indicators::{Status, explained};
use work::observe::{self, Entry};
use work::publish::{PublishAs, publish};
use work::{Actor, Clock, Error, Origin, Work, documents, plans, sign_in, tracked};

/// An invented plan: two indicators at two milestones, one of them falling back, and a task.
const PLAN: &str = "\
TỈNH ỦY AN BÌNH
Số 12-KH/TU
An Bình, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
thực hiện Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị

I- MỤC TIÊU
1. Đến năm 2026
a) Hạ tầng
- Tỷ lệ thôn, bản có sóng di động tốc độ cao đạt ≥ 40%.
- Số trạm dữ liệu cộng đồng đạt ≥ 30 trạm.
2. Đến năm 2030
a) Hạ tầng
- Tỷ lệ thôn, bản có sóng di động tốc độ cao đạt ≥ 90%.
- Số trạm dữ liệu cộng đồng đạt ≥ 20 trạm.

II- NHIỆM VỤ
1. Phát triển hạ tầng
1.1. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Tài chính lập bản đồ vùng lõm sóng, hoàn thành trước ngày 30/6/2026.
";

/// A later plan of the same province that raises one target.
const AMENDMENT: &str = "\
TỈNH ỦY AN BÌNH
Số 40-KH/TU
An Bình, ngày 10 tháng 9 năm 2026

KẾ HOẠCH
điều chỉnh mục tiêu thực hiện Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị

I- MỤC TIÊU
1. Đến năm 2030
a) Hạ tầng
- Tỷ lệ thôn, bản có sóng di động tốc độ cao đạt ≥ 95%.
";

struct Office {
    work: Work,
    actor: Actor,
    _folder: tempfile::TempDir,
}

async fn an_office() -> Office {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("cotmoc.db").display());
    let store = Store::open(&url, Options::default()).await.unwrap();
    let work = Work::new(store, Clock::fixed("2026-11-22T02:00:00Z".parse().unwrap()));
    let link = sign_in::invite(&work, sign_in::STANDING_OFFICE).await.unwrap();
    let actor = sign_in::invited(&work, &link).await.unwrap();
    Office { work, actor, _folder: folder }
}

fn a_plan(plan: Option<domain::PlanId>) -> PublishAs {
    PublishAs {
        plan,
        title: "Kế hoạch 57 của tỉnh An Bình".into(),
        owner: "Tỉnh An Bình".into(),
        level: PlanLevel::Province,
        in_force_from: if plan.is_some() { date(2026, 9, 10) } else { date(2026, 2, 5) },
        is_illustration: false,
    }
}

impl Office {
    async fn receive(&self, text: &str) -> domain::ImportId {
        import::receive(&self.work, &self.actor, None, "ke-hoach.txt", text.as_bytes()).await.unwrap()
    }

    async fn step(&self, id: domain::ImportId, edit: Edit) {
        let version = import::open(&self.work, id).await.unwrap().version;
        import::edit(&self.work, &self.actor, id, version, edit).await.unwrap();
    }

    /// Reviews and publishes as a careful person would: every finding is settled, the rest accepted.
    async fn published(&self, text: &str, plan: Option<domain::PlanId>) -> domain::PlanId {
        let id = self.receive(text).await;
        self.step(id, Edit::AcceptRest).await;
        let open: Vec<usize> =
            import::open(&self.work, id).await.unwrap().review.open_findings().map(|(i, _)| i).collect();
        for index in open {
            self.step(id, Edit::Settle(index)).await;
        }
        let version = import::open(&self.work, id).await.unwrap().version;
        publish(&self.work, &self.actor, id, version, &a_plan(plan)).await.unwrap()
    }

    async fn tracked(&self, plan: domain::PlanId, on: jiff::civil::Date) -> tracked::Tracked {
        let plan = plans::get(&self.work, plan).await.unwrap();
        tracked::load(&self.work, &plan, on).await.unwrap()
    }

    /// Somebody else than who reports.
    fn verifier(&self) -> Actor {
        Actor { account: Some(self.work.clock.id()), post: "Sở Tài chính".into(), ..self.actor.clone() }
    }

    async fn enter(
        &self,
        indicator: domain::IndicatorId,
        period: &str,
        stage: &str,
        value: &str,
    ) -> Result<(), Error> {
        let entry = Entry {
            period: period.into(),
            cell: CellEntry { value: value.into(), note: "báo cáo tháng".into(), ..CellEntry::default() },
        };
        match stage {
            "reported" => observe::enter(&self.work, &self.actor, indicator, &entry).await.map(drop),
            _ => observe::verify(&self.work, &self.verifier(), indicator, &entry).await.map(drop),
        }
    }
}

#[tokio::test]
async fn a_document_becomes_a_plan_whose_figures_are_judged_with_reasons() {
    let office = an_office().await;
    let plan = office.published(PLAN, None).await;
    let before = office.tracked(plan, date(2026, 11, 22)).await;
    assert_eq!(before.indicators.len(), 2);
    let coverage = &before.indicators[0];
    assert_eq!(coverage.judgement.status, Status::NoData);
    assert_eq!(coverage.targets.iter().map(|t| t.year).collect::<Vec<_>>(), [2026, 2030]);
    assert!(coverage.indicator.anchor.quote.contains("sóng di động"));

    let id = coverage.indicator.id;
    for (period, value) in [("2026-07", "21"), ("2026-08", "22"), ("2026-09", "23"), ("2026-10", "24,5")] {
        office.enter(id, period, "reported", value).await.unwrap();
        office.enter(id, period, "verified", value).await.unwrap();
    }
    let after = office.tracked(plan, date(2026, 11, 22)).await;
    let judgement = &after.indicators[0].judgement;
    assert!(judgement.status.is_adverse(), "{:?}", judgement.status);
    for lang in [Lang::Vi, Lang::En] {
        let words = explained(judgement, lang);
        assert!(words.sentences.len() >= 2 && !words.steps.is_empty(), "{words:?}");
    }
}

#[tokio::test]
async fn a_task_has_one_lead_and_its_place_in_the_document() {
    let office = an_office().await;
    let plan = office.published(PLAN, None).await;
    let tracked = office.tracked(plan, date(2026, 11, 22)).await;
    let task = &tracked.tasks[0];
    assert_eq!(work::tasks::lead(task), Some("Sở Khoa học và Công nghệ"));
    assert!(
        task.task.responsibilities.iter().any(|r| r.role == Role::Coordinating && r.organisation.is_some())
    );
    assert_eq!(task.judgement.status.due_on, Some(date(2026, 6, 29)), "“trước ngày” excludes the day");
    assert_eq!(task.judgement.status.timeliness, domain::Timeliness::Overdue);
    let page = documents::page(&office.work, task.task.document).await.unwrap();
    let line = &page.document.lines[task.task.anchor.line_start - 1];
    assert!(line.starts_with("1.1."), "{line}");
}

#[tokio::test]
async fn an_amendment_raises_a_target_and_keeps_identity_and_the_past() {
    let office = an_office().await;
    let plan = office.published(PLAN, None).await;
    let first = office.tracked(plan, date(2026, 8, 31)).await.indicators[0].indicator.id;
    assert_eq!(office.published(AMENDMENT, Some(plan)).await, plan);

    let target_2030 = |tracked: &tracked::Tracked| {
        let item = &tracked.indicators[0];
        assert_eq!(item.indicator.id, first, "the same indicator");
        item.targets.iter().find(|t| t.year == 2030).unwrap().goal.value().unwrap().get()
    };
    let now = office.tracked(plan, date(2026, 11, 22)).await;
    assert_eq!(now.indicators.len(), 2);
    assert!((target_2030(&now) - 95.0).abs() < f64::EPSILON);
    let then = office.tracked(plan, date(2026, 8, 31)).await;
    assert!((target_2030(&then) - 90.0).abs() < f64::EPSILON, "as signed when it was judged");
}

#[tokio::test]
async fn what_falls_back_must_be_settled_by_a_person() {
    let office = an_office().await;
    let id = office.receive(PLAN).await;
    let import = import::open(&office.work, id).await.unwrap();
    let regress = import.review.draft.findings.iter().find(|f| f.rule == "target.regresses").unwrap();
    assert!(regress.message.contains("2030"), "{}", regress.message);
    assert!(import.review.open_findings().count() > 0);
    office.step(id, Edit::AcceptRest).await;
    assert_eq!(import::open(&office.work, id).await.unwrap().review.blockers(), 0);
}

#[tokio::test]
async fn two_reviewers_do_not_overwrite_each_other() {
    let office = an_office().await;
    let id = office.receive(PLAN).await;
    let seen_by_both = import::open(&office.work, id).await.unwrap().version;
    import::edit(&office.work, &office.actor, id, seen_by_both, Edit::Accept("i1".into())).await.unwrap();
    let second = import::edit(&office.work, &office.actor, id, seen_by_both, Edit::Drop("i1".into())).await;
    assert!(matches!(second, Err(Error::Store(store::Error::Stale { .. }))), "{second:?}");
    assert_eq!(
        import::open(&office.work, id).await.unwrap().review.decision("i1"),
        Some(import::Decision::Accepted)
    );
}

#[tokio::test]
async fn a_published_or_refused_document_leaves_nothing_half_done() {
    let office = an_office().await;
    let stamped = format!("TUYỆT MẬT\n{PLAN}");
    let refused = import::receive(&office.work, &office.actor, None, "a.txt", stamped.as_bytes()).await;
    assert!(matches!(refused, Err(Error::Refused(_))), "{refused:?}");
    assert!(import::list(&office.work).await.unwrap().is_empty());

    let id = office.receive(PLAN).await;
    let version = import::open(&office.work, id).await.unwrap().version;
    let nameless = PublishAs { title: " ".into(), ..a_plan(None) };
    assert!(matches!(
        publish(&office.work, &office.actor, id, version, &nameless).await,
        Err(Error::Invalid(_))
    ));
    assert!(plans::list(&office.work).await.unwrap().is_empty());
    assert!(documents::library(&office.work).await.unwrap().documents.is_empty());

    let plan = office.published(PLAN, None).await;
    let again = import::list(&office.work).await.unwrap().into_iter().find(|i| i.plan == Some(plan)).unwrap();
    assert_eq!(again.state, State::Published);
    let twice = publish(&office.work, &office.actor, again.id, again.version, &a_plan(None)).await;
    assert!(matches!(twice, Err(Error::Closed)), "{twice:?}");
}

#[tokio::test]
async fn a_correction_needs_a_reason_and_follows_the_first_figure() {
    let office = an_office().await;
    let plan = office.published(PLAN, None).await;
    let id = office.tracked(plan, date(2026, 11, 22)).await.indicators[0].indicator.id;
    office.enter(id, "2026-10", "reported", "24,5").await.unwrap();
    let silent =
        Entry { period: "2026-10".into(), cell: CellEntry { value: "25".into(), ..CellEntry::default() } };
    let refused = observe::enter(&office.work, &office.actor, id, &silent).await;
    assert!(matches!(&refused, Err(Error::Invalid(fields)) if fields[0].field == "note"), "{refused:?}");
    office.enter(id, "2026-10", "reported", "25").await.unwrap();
    let out_of_range = office.enter(id, "2026-10", "reported", "101").await;
    assert!(
        matches!(&out_of_range, Err(Error::Invalid(fields)) if fields[0].field == "value"),
        "{out_of_range:?}"
    );
    let page = work::indicators::page(&office.work, id, date(2026, 11, 22)).await.unwrap();
    assert_eq!(page.history.iter().map(|o| o.revision).collect::<Vec<_>>(), [2, 1]);
}

#[tokio::test]
async fn nobody_verifies_a_figure_that_they_entered() {
    let office = an_office().await;
    let plan = office.published(PLAN, None).await;
    let id = office.tracked(plan, date(2026, 11, 22)).await.indicators[0].indicator.id;
    let entry = |value: &str| Entry {
        period: "2026-10".into(),
        cell: CellEntry {
            value: value.into(), note: "sửa theo biên bản".into(), ..CellEntry::default()
        },
    };
    let other = office.verifier();
    let is_refused = |tried: Result<_, Error>| matches!(&tried, Err(Error::Invalid(fields)) if fields[0].field == "period");
    observe::enter(&office.work, &other, id, &entry("24")).await.unwrap();
    assert!(is_refused(observe::verify(&office.work, &other, id, &entry("24")).await));
    // The figure that counts is the last one: whoever entered an earlier one has not entered this.
    observe::enter(&office.work, &office.actor, id, &entry("25")).await.unwrap();
    assert!(is_refused(observe::verify(&office.work, &office.actor, id, &entry("25")).await));
    let kept = observe::verify(&office.work, &other, id, &entry("25")).await.unwrap();
    assert_eq!(kept.stage, domain::ValueStage::Verified);
    let standing = office.tracked(plan, date(2026, 11, 22)).await;
    assert_eq!(standing.indicators[0].unverified().count(), 0);
}

#[tokio::test]
async fn a_sign_in_link_works_once_and_a_session_ends() {
    let office = an_office().await;
    let link = sign_in::invite(&office.work, sign_in::STANDING_OFFICE).await.unwrap();
    let entered = sign_in::accept(&office.work, &link, &Origin::default()).await.unwrap();
    let sign_in::Entered::Session(session) = entered else { panic!("no second factor: {entered:?}") };
    assert_eq!(
        sign_in::session(&office.work, &session, &Origin::default()).await.unwrap().unwrap().actor.name,
        office.actor.name
    );
    assert!(matches!(sign_in::accept(&office.work, &link, &Origin::default()).await, Err(Error::SignIn)));
    sign_in::leave(&office.work, &office.actor, &session).await.unwrap();
    assert!(sign_in::session(&office.work, &session, &Origin::default()).await.unwrap().is_none());

    let days_later =
        Work::new(office.work.store.clone(), Clock::fixed("2026-11-25T02:00:01Z".parse().unwrap()));
    let old = sign_in::invite(&office.work, sign_in::STANDING_OFFICE).await.unwrap();
    assert!(
        matches!(sign_in::accept(&days_later, &old, &Origin::default()).await, Err(Error::SignIn)),
        "links last three days"
    );
}

#[tokio::test]
async fn a_new_version_is_compared_with_the_plan_before_it_is_published() {
    let office = an_office().await;
    let plan = office.published(PLAN, None).await;
    // The same line of the plan in other words: label and signed targets tell.
    let reworded =
        PLAN.replace("Tỷ lệ thôn, bản có sóng di động tốc độ cao", "Tỷ lệ thôn, bản được phủ mạng nhanh");
    let id = office.receive(&reworded).await;
    let import = import::open(&office.work, id).await.unwrap();
    let preview = work::publish::preview(&office.work, &import, plan).await.unwrap();
    assert_eq!((preview.known.len(), preview.new.len(), preview.unnamed.len()), (2, 0, 0), "{preview:?}");
    assert_eq!(preview.known.iter().filter(|(_, before)| before.is_some()).count(), 1, "{preview:?}");

    let id = office.receive(AMENDMENT).await;
    let import = import::open(&office.work, id).await.unwrap();
    let preview = work::publish::preview(&office.work, &import, plan).await.unwrap();
    assert_eq!((preview.known.len(), preview.new.len(), preview.unnamed.len()), (1, 0, 1), "{preview:?}");
}

#[tokio::test]
async fn bodies_of_two_provinces_are_not_mixed() {
    let office = an_office().await;
    let first = office.published(PLAN, None).await;
    let id = office.receive(PLAN).await;
    office.step(id, Edit::AcceptRest).await;
    for index in import::open(&office.work, id)
        .await
        .unwrap()
        .review
        .open_findings()
        .map(|(i, _)| i)
        .collect::<Vec<_>>()
    {
        office.step(id, Edit::Settle(index)).await;
    }
    let version = import::open(&office.work, id).await.unwrap().version;
    let elsewhere = PublishAs { owner: "Tỉnh Bình An".into(), ..a_plan(None) };
    let second = publish(&office.work, &office.actor, id, version, &elsewhere).await.unwrap();
    let lead = async |plan| {
        let tracked = office.tracked(plan, date(2026, 11, 22)).await;
        tracked.tasks[0].task.responsibilities[0].organisation.unwrap()
    };
    assert_ne!(lead(first).await, lead(second).await);
}
