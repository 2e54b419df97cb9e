//! `/` and the lists, as each role sees them.

use std::collections::BTreeSet;

use domain::{
    AccessGrant, AccessRole, Field, IndicatorId, Means, OrganisationId, Person, Post, Role, Scope, Tenure,
    TenureKind, UserId,
};
use jiff::SignedDuration;
use jiff::civil::date;
use store::account::Account;
use store::session::Session;
use work::tracked::Tracked;

use crate::visitor::Visitor;

/// Signs in somebody new who holds these roles.
pub async fn sign_in_as(visitor: &mut Visitor, roles: &[(AccessRole, Scope)]) -> UserId {
    let (clock, now, always) = (visitor.work.clock, visitor.work.clock.now(), date(2025, 1, 1));
    let person = Person::new(clock.id(), "Lê Thị B", "");
    let post = Post::new(clock.id(), None, "Chuyên viên phòng thử");
    let (kind, document) = (TenureKind::Holder, String::new());
    let tenure = Tenure { post: post.id, person: person.id, kind, from: always, to: None, document };
    let account = Account::new(clock.id(), person.id, format!("thu{}", clock.id::<UserId>()), now);
    let secret = clock.secret();
    let session = Session {
        id_sha256: domain::audit::sha256_hex(secret.as_bytes()),
        account: account.id,
        means: Means::Totp,
        address: String::new(),
        agent: String::new(),
        created_at: now,
        seen_at: now,
        expires_at: now + SignedDuration::from_hours(1),
    };
    let mut tx = visitor.work.store.write().await.unwrap();
    store::person::add(&mut tx, &person).await.unwrap();
    store::post::add(&mut tx, &post).await.unwrap();
    store::tenure::add(&mut tx, &tenure).await.unwrap();
    store::account::add(&mut tx, &account).await.unwrap();
    for (role, scope) in roles {
        let (id, post, role, scope) = (clock.id(), post.id, *role, *scope);
        let grant = AccessGrant { id, post, role, scope, from: always, to: None, version: 1 };
        store::access_grant::add(&mut tx, &grant).await.unwrap();
    }
    store::session::add(&mut tx, &session).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    visitor.sign_out_silently();
    visitor.set_cookie("cotmoc_session", &secret);
    account.id
}

fn of_body(body: OrganisationId) -> Scope {
    Scope { organisation: Some(body), ..Scope::default() }
}

/// The demonstration's plan with the most indicators, as it stands.
async fn whole(visitor: &Visitor) -> Tracked {
    let mut largest = None;
    for plan in work::plans::list(&visitor.work).await.unwrap() {
        let (plan, on) = work::plans::current(&visitor.work, Some(plan.plan.id)).await.unwrap().unwrap();
        let tracked = work::tracked::load(&visitor.work, &plan, on).await.unwrap();
        if largest.as_ref().is_none_or(|known: &Tracked| known.tasks.len() < tracked.tasks.len()) {
            largest = Some(tracked);
        }
    }
    largest.unwrap()
}

/// A body that leads some tasks, but not all, and that nobody's plan is.
fn a_body(tracked: &Tracked) -> OrganisationId {
    let leads = |t: &work::tracked::TrackedTask| {
        t.task.responsibilities.iter().find(|r| r.role == Role::Lead).and_then(|r| r.organisation)
    };
    let body = tracked.tasks.iter().find_map(leads).unwrap();
    assert!(tracked.tasks_of(body).count() < tracked.tasks.len());
    body
}

fn ids_below(links: &BTreeSet<String>, list: &str) -> BTreeSet<String> {
    let start = format!("{list}/");
    links
        .iter()
        .filter_map(|link| link.strip_prefix(&start))
        .filter(|id| id.len() == 36)
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn a_focal_officer_sees_the_own_body_and_no_count_of_others() {
    let mut visitor = Visitor::on_demonstration().await;
    let tracked = whole(&visitor).await;
    let body = a_body(&tracked);
    let own: BTreeSet<String> = tracked.tasks_of(body).map(|t| t.task.id.to_string()).collect();
    sign_in_as(&mut visitor, &[(AccessRole::FocalOfficer, of_body(body))]).await;
    visitor.set_cookie("cotmoc_plan", &tracked.plan.id.to_string());
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        let home = visitor.page("/").await.html();
        home.check(lang);
        assert!(!home.has(".chips"), "one role has one page");
        assert!(!home.links().contains("/imports") && !home.links().contains("/committee"));
        let list = visitor.page("/tasks").await.html();
        assert_eq!(ids_below(&list.links(), "/tasks"), own);
        assert!(list.text("h1").contains(&own.len().to_string()), "{}", list.text("h1"));
        assert!(!list.text("h1").contains(&tracked.tasks.len().to_string()), "{}", list.text("h1"));
    }
    let other = tracked.tasks.iter().find(|t| !own.contains(&t.task.id.to_string())).unwrap();
    assert_eq!(visitor.get(&format!("/tasks/{}", other.task.id)).await.status, 403);
    let document = visitor.page(&format!("/documents/{}", other.task.document)).await.html();
    let read = ids_below(&document.links(), "/tasks");
    assert!(!read.is_empty() && read.is_subset(&own), "only what may be opened is linked");
    let found = visitor.page("/tasks?q=a").await.html();
    assert!(ids_below(&found.links(), "/tasks").is_subset(&own));
    assert!(
        visitor.page("/committee").await.html().links().iter().all(|link| !link.starts_with("/committee/"))
    );
}

#[tokio::test]
async fn every_page_that_links_lead_a_focal_officer_to_is_open() {
    let mut visitor = Visitor::on_demonstration().await;
    let tracked = whole(&visitor).await;
    let body = a_body(&tracked);
    sign_in_as(&mut visitor, &[(AccessRole::FocalOfficer, of_body(body))]).await;
    let mut known: BTreeSet<String> = ["/".to_owned()].into();
    let mut waiting = vec!["/".to_owned()];
    while let Some(address) = waiting.pop() {
        let answer = visitor.get(&address).await;
        assert_ne!(answer.status, 403, "a link leads to {address}");
        for link in answer.html().links() {
            let leads_on = ["/language/", "/assets/", "/plans/"].iter().all(|other| !link.starts_with(other));
            if leads_on && known.len() < 120 && known.insert(link.clone()) {
                waiting.push(link);
            }
        }
    }
    assert!(known.len() > 10, "{known:?}");
}

#[tokio::test]
async fn an_administrator_sees_accounts_and_no_figure() {
    let mut visitor = Visitor::on_demonstration().await;
    sign_in_as(&mut visitor, &[(AccessRole::Administrator, Scope::default())]).await;
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        let home = visitor.page("/").await.html();
        home.check(lang);
        assert!(home.has("#attention"));
        for figures in ["/indicators", "/tasks", "/plans", "/documents"] {
            assert!(!home.links().contains(figures), "{figures}");
        }
    }
    assert_eq!(visitor.get("/indicators").await.status, 403);
    assert_eq!(
        visitor.page("/").await.html().text(".context > span:first-child"),
        "",
        "not even a plan's name"
    );
}

#[tokio::test]
async fn whoever_has_no_role_is_told_whom_to_ask() {
    let mut visitor = Visitor::on_demonstration().await;
    sign_in_as(&mut visitor, &[]).await;
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        let home = visitor.page("/").await.html();
        home.check(lang);
        assert!(home.links().contains("/policy"));
        assert!(ids_below(&home.links(), "/indicators").is_empty());
    }
    assert!(work::sign_in::invite(&visitor.work, work::sign_in::ADMINISTRATOR).await.is_ok());
    let home = visitor.page("/").await;
    assert!(home.body.contains(work::sign_in::ADMINISTRATOR.post), "{}", home.body);
}

#[tokio::test]
async fn a_verifier_sees_the_field_and_what_waits_there() {
    let mut visitor = Visitor::on_demonstration().await;
    let mut tracked = whole(&visitor).await;
    if tracked.indicators.is_empty() {
        let (plan, on) = work::plans::current(&visitor.work, None).await.unwrap().unwrap();
        tracked = work::tracked::load(&visitor.work, &plan, on).await.unwrap();
    }
    let waiting = tracked.indicators.iter().find(|item| item.unverified().next().is_some()).unwrap();
    let (plan, mut item) = (tracked.plan.id, waiting.indicator.clone());
    let field =
        Field { id: visitor.work.clock.id(), name: "Hạ tầng số".into(), position: 0, version: 1 };
    item.field = Some(field.id);
    let mut tx = visitor.work.store.write().await.unwrap();
    store::field::add(&mut tx, &field).await.unwrap();
    store::indicator::update(&mut tx, &item).await.unwrap();
    tx.commit_unrecorded().await.unwrap();

    let scope = Scope { field: Some(field.id), ..Scope::default() };
    sign_in_as(&mut visitor, &[(AccessRole::Verifier, scope)]).await;
    visitor.set_cookie("cotmoc_plan", &plan.to_string());
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        let home = visitor.page("/").await.html();
        home.check(lang);
        let only = BTreeSet::from([item.id.to_string()]);
        assert_eq!(ids_below(&home.links(), "/indicators"), only);
        let list = visitor.page("/indicators").await.html();
        assert_eq!(ids_below(&list.links(), "/indicators"), only);
        visitor.page(&format!("/indicators/{}/verification", item.id)).await.html().check(lang);
    }
    let page = visitor.page(&format!("/indicators/{}", item.id)).await.html();
    assert!(page.links().contains(&format!("/indicators/{}/verification", item.id)));
    assert!(!page.links().contains(&format!("/indicators/{}/observations", item.id)));
    let other = tracked.indicators.iter().find(|other| other.indicator.id != item.id).unwrap().indicator.id;
    assert_eq!(visitor.get(&format!("/indicators/{other}/verification")).await.status, 403);
    let form = [("period", "2026-10"), ("value", "1")];
    assert_eq!(visitor.post(&format!("/indicators/{other}/verification"), &form).await.status, 403);
    assert_eq!(visitor.post(&format!("/indicators/{}/observations", item.id), &form).await.status, 403);
}

#[tokio::test]
async fn several_roles_open_on_the_widest_and_lead_to_the_others() {
    let mut visitor = Visitor::on_demonstration().await;
    let body = a_body(&whole(&visitor).await);
    let roles = [
        (AccessRole::Administrator, Scope::default()),
        (AccessRole::Head, of_body(body)),
        (AccessRole::Viewer, Scope::default()),
    ];
    sign_in_as(&mut visitor, &roles).await;
    let home = visitor.page("/").await.html();
    assert!(home.has("#decide"), "the overview is the widest");
    for (address, mark) in [
        ("/?home=overview", "#decide"),
        ("/?home=unit", "#indicators"),
        ("/?home=administration", "#attention"),
    ] {
        assert!(home.links().contains(address), "{address}");
        let page = visitor.page(address).await.html();
        page.check("vi");
        assert!(page.has(mark), "{address}");
    }
    assert!(
        visitor.page("/?home=verification").await.html().has("#decide"),
        "not everything asked for is there"
    );
}

#[tokio::test]
async fn a_member_finds_what_the_seat_follows_on_top() {
    let mut visitor = Visitor::on_demonstration().await;
    let plans = work::plans::list(&visitor.work).await.unwrap();
    let mut found = None;
    for plan in plans {
        let (plan, on) = work::plans::current(&visitor.work, Some(plan.plan.id)).await.unwrap().unwrap();
        let tracked = work::tracked::load(&visitor.work, &plan, on).await.unwrap();
        let mut seats = tracked.indicators.iter().flat_map(|item| &item.indicator.responsibilities);
        if let Some(seat) = seats.find_map(|r| r.member) {
            let follows =
                tracked.followed_by(seat).map(|item| item.indicator.id).collect::<Vec<IndicatorId>>();
            found = Some((plan.id, seat, follows));
        }
    }
    let (plan, seat, follows) = found.unwrap();
    let account = sign_in_as(&mut visitor, &[(AccessRole::CommitteeMember, Scope::default())]).await;
    visitor.set_cookie("cotmoc_plan", &plan.to_string());
    assert!(!visitor.page("/").await.html().has("#mine"), "no seat, nothing of one's own");
    let mut tx = visitor.work.store.write().await.unwrap();
    let post = store::member::get(&mut tx, seat).await.unwrap().post;
    let person = store::account::get(&mut tx, account).await.unwrap().person;
    let (kind, document) = (TenureKind::Holder, String::new());
    let tenure = Tenure { post, person, kind, from: date(2025, 1, 1), to: None, document };
    store::tenure::add(&mut tx, &tenure).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    let home = visitor.page("/").await.html();
    home.check("vi");
    let mine: BTreeSet<_> =
        home.all("#mine a.row-title").iter().filter_map(|a| a.attr("href")).map(str::to_owned).collect();
    assert_eq!(mine, follows.iter().map(|id| format!("/indicators/{id}")).collect());
}

#[tokio::test]
async fn a_focal_officer_says_finished_and_the_head_says_done() {
    let mut visitor = Visitor::on_demonstration().await;
    let tracked = whole(&visitor).await;
    let is_open = |t: &&work::tracked::TrackedTask| {
        let status = t.judgement.status;
        status.state == domain::TaskState::UnderWay && status.timeliness != domain::Timeliness::Ongoing
    };
    let lead = |t: &work::tracked::TrackedTask| {
        t.task.responsibilities.iter().find(|r| r.role == Role::Lead).and_then(|r| r.organisation)
    };
    let task = tracked.tasks.iter().filter(is_open).find(|task| lead(task).is_some()).unwrap();
    let body = lead(task).unwrap();
    let (address, revision) = (format!("/tasks/{}", task.task.id), task.updates.len().to_string());
    sign_in_as(&mut visitor, &[(AccessRole::FocalOfficer, of_body(body))]).await;
    let done =
        [("state", "done"), ("done_on", "2026-11-20"), ("note", "Quyết định số 7"), ("revision", &revision)];
    let page = visitor.page(&address).await.html();
    page.check("vi");
    assert!(!page.has("option[value=done]") && page.has("option[value=awaiting_confirmation]"));
    let refused = visitor.post(&address, &done).await;
    assert_eq!(refused.status, 403);
    let mut read = visitor.work.store.read().await.unwrap();
    let head = store::audit::head(&mut read).await.unwrap().seq;
    let last = store::audit::list_after(&mut read, head - 1, 1).await.unwrap().remove(0);
    drop(read);
    assert_eq!(last.entry.event, "access.denied");
    let longer = [("state", "under_way"), ("extended_to", "2027-12-31"), ("revision", revision.as_str())];
    assert_eq!(visitor.post(&address, &longer).await.status, 403, "nobody grants themselves more time");
    let finished = [
        ("state", "awaiting_confirmation"),
        ("done_on", "2026-11-20"),
        ("note", "Quyết định số 7"),
        ("revision", &revision),
    ];
    assert_eq!(visitor.post(&address, &finished).await.status, 303);

    sign_in_as(&mut visitor, &[(AccessRole::Head, of_body(body))]).await;
    let home = visitor.page("/").await.html();
    home.check("vi");
    assert!(home.has("#confirm"), "it waits for the head: {}", home.text("main"));
    assert!(home.links().contains(&address));
    let next = (task.updates.len() + 1).to_string();
    let done =
        [("state", "done"), ("done_on", "2026-11-20"), ("note", "Quyết định số 7"), ("revision", &next)];
    assert_eq!(visitor.post(&address, &done).await.status, 303);

    sign_in_as(&mut visitor, &[(AccessRole::FocalOfficer, of_body(body))]).await;
    let next = (task.updates.len() + 2).to_string();
    let back = [("state", "under_way"), ("note", "làm lại"), ("revision", next.as_str())];
    assert_eq!(visitor.post(&address, &back).await.status, 403, "what was confirmed stays so");
    assert!(!visitor.page(&address).await.html().has("form[data-keep=progress]"));
}

#[tokio::test]
async fn a_reported_figure_is_never_taken_for_a_verified_one() {
    let mut visitor = Visitor::on_demonstration().await;
    let (plan, on) = work::plans::current(&visitor.work, None).await.unwrap().unwrap();
    let tracked = work::tracked::load(&visitor.work, &plan, on).await.unwrap();
    let id = tracked.indicators.iter().find(|item| item.unverified().next().is_some()).unwrap().indicator.id;
    let form = [("period", "2026-11"), ("value", "1"), ("stage", "verified"), ("note", "thử")];
    assert_eq!(visitor.post(&format!("/indicators/{id}/observations"), &form).await.status, 303);
    let page = work::indicators::page(&visitor.work, id, on).await.unwrap();
    assert_eq!(page.history[0].stage, domain::ValueStage::Reported);
    let own = visitor.post(&format!("/indicators/{id}/verification"), &form).await;
    assert_eq!(own.status, 422, "whoever entered it does not verify it");
    own.html().check("vi");
}

#[tokio::test]
async fn the_policy_page_shows_ones_own_roles() {
    let mut visitor = Visitor::on_demonstration().await;
    let body = a_body(&whole(&visitor).await);
    sign_in_as(&mut visitor, &[(AccessRole::Head, of_body(body))]).await;
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        let page = visitor.page("/policy").await.html();
        page.check(lang);
        assert_eq!(page.all("#mine tbody tr").len(), 1);
        assert_eq!(page.all("#table tbody tr").len(), domain::Action::ALL.len());
    }
}
