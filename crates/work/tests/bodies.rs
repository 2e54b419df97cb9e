//! Bodies over time: loading lists and departments, dated acts, groups, and what they mean for figures.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use domain::{Organisation, OrganisationId, OrganisationKind};
use jiff::civil::date;
use store::{Options, Store};
use work::access::Access;
use work::bodies::acts::{self, ActForm};
use work::bodies::{self, Department, Load, Loaded, OfficialList};
use work::{Actor, Clock, Error, Work, sign_in};

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

/// Two provinces with three communes.
const TWO: &str = "code,parent_code,kind,name
15,,tỉnh,Lào Cai
20,,tỉnh,Lạng Sơn
00001,15,xã,Xã Y Tý
00002,15,xã,Xã Bát Xát
00003,20,phường,Phường Kỳ Lừa
";

fn a_list(table: &str, day: jiff::civil::Date) -> Load {
    let list = OfficialList::read("Danh mục thử", day, table.as_bytes()).unwrap();
    Load { lists: vec![list], departments: None }
}

impl Office {
    async fn load(&self, load: &Load) -> Loaded {
        bodies::load(&self.work, &self.actor, load).await.unwrap()
    }

    async fn all(&self) -> Vec<Organisation> {
        store::organisation::list(&mut self.work.store.read().await.unwrap()).await.unwrap()
    }

    async fn named(&self, name: &str) -> Organisation {
        let mut read = self.work.store.read().await.unwrap();
        let found = store::organisation::list_by_name(&mut read, name).await.unwrap();
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        found.into_iter().next().unwrap()
    }

    async fn access(&self) -> Access {
        let generation = store::generation::get(&mut self.work.store.read().await.unwrap()).await.unwrap();
        Access::of(&self.work, self.actor.person.unwrap(), generation).await.unwrap()
    }

    async fn record(&self, about: OrganisationId, form: ActForm) -> Result<OrganisationId, Error> {
        acts::record(&self.work, &self.actor, &self.access().await, Some(about), &form).await
    }

    async fn entries(&self) -> i64 {
        store::audit::head(&mut self.work.store.read().await.unwrap()).await.unwrap().seq
    }
}

/// A form about a body, filled in far enough to be taken.
fn a_form(body: &Organisation, kind: &str, day: &str) -> ActForm {
    ActForm {
        version: body.version,
        kind: kind.into(),
        effective_on: day.into(),
        document: "Nghị quyết số 12-NQ/HĐND ngày 01/6/2026".into(),
        ..ActForm::default()
    }
}

fn fields(error: Error) -> Vec<String> {
    match error {
        Error::Invalid(errors) => errors.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_lists_of_the_program_are_taken_in_once() {
    let office = an_office().await;
    let all = Load { lists: bodies::built_in(), departments: None };
    let loaded = office.load(&all).await;
    assert_eq!((loaded.founded, loaded.renamed), (34 + 3321, 1));
    assert_eq!(loaded.findings.len(), 1, "{:?}", loaded.findings);
    assert_eq!(loaded.findings[0].rule, "units.differ");
    assert!(loaded.findings[0].message.contains("2621 xã và 687 phường"), "{:?}", loaded.findings);

    let mut read = office.work.store.read().await.unwrap();
    let name = async |read: &mut store::Read, day| {
        let states = store::organisation::list_states(read, day).await.unwrap();
        states.into_iter().find(|state| state.code.as_deref() == Some("75")).unwrap().name
    };
    assert_eq!(name(&mut read, date(2026, 4, 29)).await, "Tỉnh Đồng Nai");
    assert_eq!(name(&mut read, date(2026, 4, 30)).await, "Thành phố Đồng Nai");
    drop(read);
    let commune = office.named("UBND xã Y Tý").await;
    assert_eq!((commune.name.as_str(), commune.code.as_deref()), ("Xã Y Tý", Some("02701")));

    let entries = office.entries().await;
    let again = office.load(&all).await;
    assert!(!again.has_changes(), "{again:?}");
    assert_eq!(again.unchanged, 34 + 3321 + 1);
    assert_eq!(office.entries().await, entries, "nothing happened, so nothing is recorded");
    assert_eq!(office.all().await.len(), 34 + 3321);
}

#[tokio::test]
async fn a_newer_list_is_told_apart_by_code() {
    let office = an_office().await;
    office.load(&a_list(TWO, date(2025, 7, 1))).await;
    let newer = TWO.replace("00002,15,xã,Xã Bát Xát", "00002,20,phường,Phường Bát Xát");
    let newer = newer.replace("00003,20,phường,Phường Kỳ Lừa", "00004,20,xã,Xã Mới");
    let load = a_list(&newer, date(2026, 4, 30));
    let checked = bodies::check(&office.work, &load).await.unwrap();
    assert_eq!(office.all().await.len(), 5, "a check changes nothing");
    let loaded = office.load(&load).await;
    assert_eq!(checked, loaded);
    let Loaded { founded, renamed, moved, dissolved, unchanged, .. } = loaded;
    assert_eq!((founded, renamed, moved, dissolved, unchanged), (1, 1, 1, 1, 3));
    assert_eq!(loaded.findings[0].rule, "units.no_longer_listed");
    assert!(loaded.findings[0].message.contains("Phường Kỳ Lừa"));

    let ward = office.named("Phường Bát Xát").await;
    assert_eq!(ward.parent, Some(office.named("Tỉnh Lạng Sơn").await.id));
    assert!(ward.aliases.contains(&"Xã Bát Xát".to_owned()), "the old name goes on naming it");
    assert_eq!(office.named("Phường Kỳ Lừa").await.valid_to, Some(date(2026, 4, 29)));
    let again = office.load(&load).await;
    assert!(!again.has_changes(), "{again:?}");
    let older = office.load(&a_list(TWO, date(2025, 7, 1))).await;
    assert!(!older.has_changes(), "{older:?}");
}

#[tokio::test]
async fn a_unit_that_a_plan_named_first_gets_its_code() {
    let office = an_office().await;
    let mut tx = office.work.store.write().await.unwrap();
    let mut province = Organisation {
        id: office.work.clock.id(),
        code: None,
        name: "Tỉnh Lào Cai".into(),
        kind: OrganisationKind::Province,
        parent: None,
        aliases: Vec::new(),
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
        version: 1,
    };
    store::organisation::add(&mut tx, &province).await.unwrap();
    let above = province.id;
    province.id = office.work.clock.id();
    (province.parent, province.name) = (Some(above), "UBND xã Y Tý".into());
    province.kind = OrganisationKind::Commune;
    store::organisation::add(&mut tx, &province).await.unwrap();
    tx.commit_unrecorded().await.unwrap();

    let loaded = office.load(&a_list(TWO, date(2025, 7, 1))).await;
    assert_eq!((loaded.founded, loaded.renamed), (3, 2), "{loaded:?}");
    assert_eq!(office.named("Tỉnh Lào Cai").await.code.as_deref(), Some("15"));
    assert_eq!(office.named("UBND xã Y Tý").await.name, "Xã Y Tý");
}

#[tokio::test]
async fn departments_come_once_and_leave_those_on_file_alone() {
    let office = an_office().await;
    let lists: Vec<OfficialList> = bodies::built_in().into_iter().map(|list| list.only("15")).collect();
    let load = Load { lists, departments: Some(vec!["SNgV".into()]) };
    let loaded = office.load(&load).await;
    assert!(loaded.departments > 20, "{loaded:?}");
    assert_eq!(loaded.groups, 3);
    assert_eq!(office.named("Sở KH&CN").await.name, "Sở Khoa học và Công nghệ");
    assert_eq!(office.named("SNgV").await.name, "Sở Ngoại vụ");
    let again = office.load(&load).await;
    assert!(!again.has_changes(), "{again:?}");
    let more = office.load(&Load { departments: Some(vec!["SDTTG".into()]), ..load }).await;
    assert_eq!((more.departments, more.groups), (1, 0));
}

#[tokio::test]
async fn the_demonstration_has_its_departments_already() {
    let office = an_office().await;
    work::demo::load(&office.work, |_| ()).await.unwrap();
    let lists: Vec<OfficialList> = bodies::built_in().into_iter().map(|list| list.only("15")).collect();
    let before = office.all().await.len();
    let optional = bodies::departments().into_iter().filter(Department::is_optional).map(|row| row.key);
    let loaded = office.load(&Load { lists, departments: Some(optional.collect()) }).await;
    let Loaded { founded, renamed, moved, dissolved, unchanged, .. } = loaded;
    assert_eq!((founded, renamed, moved, dissolved, unchanged), (0, 0, 0, 0, 100), "{loaded:?}");
    let new: Vec<String> = office
        .all()
        .await
        .into_iter()
        .filter(|body| body.aliases.iter().any(|alias| alias == "Sở QHKT") || body.name == "Sở Du lịch")
        .map(|body| body.name)
        .collect();
    assert_eq!(office.all().await.len(), before + new.len(), "only what the province does not have is new");
    assert_eq!(loaded.departments, 2);
}

#[tokio::test]
async fn an_act_is_recorded_with_what_was_before() {
    let office = an_office().await;
    office.load(&a_list(TWO, date(2025, 7, 1))).await;
    let commune = office.named("Xã Y Tý").await;
    let entries = office.entries().await;
    let form = ActForm {
        name: "Xã Y Tý Mới".into(),
        code: "00001".into(),
        ..a_form(&commune, "rename", "01/7/2026")
    };
    office.record(commune.id, form).await.unwrap();
    let mut read = office.work.store.read().await.unwrap();
    let chain = store::audit::list_after(&mut read, entries, 10).await.unwrap();
    assert_eq!(chain.len(), 1);
    assert_eq!(chain[0].entry.event, "organisation.renamed");
    assert_eq!(chain[0].entry.item, commune.id.to_string());
    let details = chain[0].details.clone().unwrap();
    assert!(details.contains("Xã Y Tý Mới") && details.contains("12-NQ/HĐND"), "{details}");
    let page = work::organisations::page(&office.work, commune.id, date(2026, 6, 30)).await.unwrap();
    assert_eq!(page.organisation.name, "Xã Y Tý");
    assert_eq!(page.acts.len(), 2);
    assert_eq!(page.acts[0].before[0].1, "Xã Y Tý");
    assert_eq!(page.acts[0].after[0].1, "Xã Y Tý Mới");
}

#[tokio::test]
async fn an_act_that_cannot_be_says_why_at_its_field() {
    let office = an_office().await;
    office.load(&a_list(TWO, date(2025, 7, 1))).await;
    let commune = office.named("Xã Y Tý").await;
    let province = office.named("Tỉnh Lào Cai").await;
    let of = |kind: &str| a_form(&commune, kind, "01/7/2026");
    let refused = async |form: ActForm| fields(office.record(commune.id, form).await.unwrap_err());

    assert_eq!(
        refused(ActForm { version: commune.version, ..ActForm::default() }).await,
        ["effective_on", "document", "name"]
    );
    assert_eq!(refused(ActForm { name: "xã bát xát".into(), ..of("rename") }).await, ["name"]);
    assert_eq!(refused(ActForm { name: "Xã A".into(), code: "20".into(), ..of("rename") }).await, ["code"]);
    assert_eq!(refused(ActForm { parent: commune.id.to_string(), ..of("move") }).await, ["parent"]);
    assert_eq!(
        refused(ActForm { parent: "01890000-0000-7000-8000-000000000000".into(), ..of("move") }).await,
        ["parent"]
    );
    assert_eq!(refused(ActForm { parent: "x".into(), ..of("move") }).await, ["parent"]);
    assert_eq!(refused(of("merge")).await, ["bodies"]);
    assert_eq!(refused(of("split")).await, ["parts"]);
    assert_eq!(refused(ActForm { parts: "Xã A".into(), ..of("split") }).await, ["parts"]);
    assert_eq!(refused(a_form(&commune, "dissolve", "01/01/2024")).await, ["effective_on"]);
    let form = ActForm { name: "Xã A".into(), ..a_form(&commune, "rename", "01/01/2024") };
    assert_eq!(refused(form).await, ["effective_on"]);
    let whole = office.record(province.id, a_form(&province, "dissolve", "01/7/2026")).await;
    assert_eq!(fields(whole.unwrap_err()), ["effective_on"]);
    assert_eq!(office.all().await.len(), 5);
}

#[tokio::test]
async fn of_two_who_change_a_body_the_second_is_told() {
    let office = an_office().await;
    office.load(&a_list(TWO, date(2025, 7, 1))).await;
    let commune = office.named("Xã Y Tý").await;
    let form = |name: &str| ActForm { name: name.into(), ..a_form(&commune, "rename", "01/7/2026") };
    office.record(commune.id, form("Xã Một")).await.unwrap();
    let second = office.record(commune.id, form("Xã Hai")).await;
    assert!(matches!(second, Err(Error::Store(store::Error::Stale { current: 2 }))), "{second:?}");
    assert_eq!(office.named("Xã Một").await.id, commune.id);
}

/// A plan of the province that is to be merged, with one indicator.
const PLAN: &str = "\
TỈNH ỦY LÀO CAI
Số 12-KH/TU
Lào Cai, ngày 05 tháng 02 năm 2026

KẾ HOẠCH
thực hiện Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của Bộ Chính trị

I- MỤC TIÊU
1. Đến năm 2026
a) Hạ tầng
- Số trạm dữ liệu cộng đồng đạt ≥ 30 trạm.
";

#[tokio::test]
async fn a_merger_in_the_past_tells_of_later_figures_and_keeps_them() {
    use work::import::{self, Edit};
    let office = an_office().await;
    office.load(&a_list(TWO, date(2025, 7, 1))).await;
    let (one, other) = (office.named("Tỉnh Lào Cai").await, office.named("Tỉnh Lạng Sơn").await);
    let id =
        import::receive(&office.work, &office.actor, None, "ke-hoach.txt", PLAN.as_bytes()).await.unwrap();
    let step = async |edit| {
        let version = import::open(&office.work, id).await.unwrap().version;
        import::edit(&office.work, &office.actor, id, version, edit).await.unwrap();
    };
    step(Edit::AcceptRest).await;
    let open: Vec<usize> =
        import::open(&office.work, id).await.unwrap().review.open_findings().map(|(i, _)| i).collect();
    for index in open {
        step(Edit::Settle(index)).await;
    }
    let version = import::open(&office.work, id).await.unwrap().version;
    let publish_as = work::publish::PublishAs {
        plan: None,
        title: "Kế hoạch 57".into(),
        owner: "Tỉnh Lào Cai".into(),
        level: domain::PlanLevel::Province,
        in_force_from: date(2026, 2, 5),
        is_illustration: false,
    };
    let plan = work::publish::publish(&office.work, &office.actor, id, version, &publish_as).await.unwrap();
    let mut tx = office.work.store.write().await.unwrap();
    let indicator = store::indicator::list(&mut tx, plan).await.unwrap().remove(0);
    for (body, period, value) in
        [(&one, "2026-M08", 10), (&other, "2026-M08", 5), (&one, "2026-M09", 12), (&other, "2026-M09", 6)]
    {
        let figure = domain::Observation {
            indicator: indicator.id,
            organisation: body.id,
            period: period.parse().unwrap(),
            stage: domain::ValueStage::Reported,
            revision: 1,
            reading: domain::Reading::Value(value.into()),
            maturity: domain::Maturity::Official,
            note: String::new(),
            recorded_at: office.work.clock.now(),
            recorded_by: "Chuyên viên".into(),
        };
        store::observation::add(&mut tx, &figure).await.unwrap();
    }
    tx.commit_unrecorded().await.unwrap();

    let mut form = a_form(&one, "merge", "01/9/2026");
    form.name = "Tỉnh Lào Lạng".into();
    form.others.insert(format!("with-{}", other.id), "yes".into());
    let Err(Error::Invalid(errors)) = office.record(one.id, form.clone()).await else { panic!("it is told") };
    assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), ["reason", "reason"]);
    assert!(errors[0].vi.contains("1 số liệu") && errors[0].vi.contains("trạm dữ liệu"), "{errors:?}");
    form.reason = "Nghị quyết ban hành sau khi đã chốt số liệu tháng 9.".into();
    let merged = office.record(one.id, form).await.unwrap();

    let mut read = office.work.store.read().await.unwrap();
    let kept = store::observation::list_history(&mut read, indicator.id).await.unwrap();
    assert_eq!(kept.len(), 4, "every figure is kept as it was entered");
    let acts = store::organisation_act::list_of(&mut read, merged).await.unwrap();
    assert!(acts[0].note.contains("chốt số liệu"));
    let mut plan = store::plan::get(&mut read, plan).await.unwrap();
    drop(read);
    plan.owner = "Tỉnh Lào Lạng".into();
    let tracked = work::tracked::load(&office.work, &plan, date(2026, 11, 22)).await.unwrap();
    let series = &tracked.indicators[0].observations;
    let values: Vec<_> = series.iter().map(|o| (o.organisation, o.reading.value().unwrap().get())).collect();
    assert_eq!(values, [(merged, 15.0), (merged, 18.0)], "the successor has them together");
}
