//! Accounts: opened with a link that is shown once, closed with a reason, never the last administrator's.

use axum::http::StatusCode;
use domain::{AccessGrant, AccessRole, Organisation, OrganisationKind, Scope, UserId};
use jiff::civil::date;
use work::sign_in::{ADMINISTRATOR, Seat};

use crate::visitor::{Answer, Visitor};

async fn an_administrator() -> Visitor {
    let mut visitor = Visitor::stranger().await;
    visitor.sign_in_as(ADMINISTRATOR).await;
    visitor
}

fn opening<'a>(name: &'a str, post: &'a str, role: &'a str) -> [(&'a str, &'a str); 5] {
    [("name", name), ("sign_in_name", post), ("post_title", post), ("role", role), ("from", "2026-01-01")]
}

/// Opens an account and gives its page.
async fn open(visitor: &mut Visitor, fields: &[(&str, &str)]) -> Answer {
    let form = visitor.page("/accounts/new").await;
    let link = visitor.submit(&form, "main form[method=post]", fields).await;
    assert_eq!(link.status, StatusCode::OK, "{}", link.body);
    let account =
        link.html().links().into_iter().find(|l| l.starts_with("/accounts/") && l.len() > 20).unwrap();
    visitor.page(&account).await
}

async fn account(visitor: &Visitor, name: &str) -> UserId {
    let mut read = visitor.work.store.read().await.unwrap();
    store::account::find_by_name(&mut read, name).await.unwrap().unwrap().id
}

#[tokio::test]
async fn an_account_is_opened_and_its_link_signs_in() {
    let mut visitor = an_administrator().await;
    for lang in ["en", "vi"] {
        visitor.speak(lang).await;
        for address in ["/accounts", "/accounts/new"] {
            visitor.page(address).await.html().check(lang);
        }
    }
    let form = visitor.page("/accounts/new").await;
    let empty = visitor.submit(&form, "main form[method=post]", &[("from", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let errors = empty.html();
    errors.check("vi");
    for field in ["sign_in_name", "name", "post_title", "from"] {
        assert!(errors.has(&format!(".error-summary a[href='#{field}']")), "{field}");
    }

    let fields = opening("Nguyễn Văn A", "vanphong2", "standing_office");
    let link = visitor.submit(&form, "main form[method=post]", &fields).await;
    assert_eq!(link.status, StatusCode::OK, "{}", link.body);
    link.html().check("vi");
    let address = link.html().text("#link");
    assert!(address.starts_with("http://127.0.0.1:5757/sign-in/"), "{address}");
    let mut office = visitor.another();
    let path = address.trim_start_matches("http://127.0.0.1:5757").to_owned();
    assert_eq!(office.post(&path, &[]).await.status, StatusCode::SEE_OTHER);
    office.page("/imports").await;
    assert_eq!(office.get("/accounts").await.status, StatusCode::FORBIDDEN);

    let again = visitor.submit(&form, "main form[method=post]", &fields).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("Tên đăng nhập này đã có người dùng"));
    let found = visitor.page("/accounts?q=nguyen+van").await.html();
    assert_eq!(found.all("tbody tr").len(), 1);
    assert_eq!(visitor.page("/accounts?state=disabled").await.html().all("tbody tr").len(), 0);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_may_come_back() {
    let mut visitor = an_administrator().await;
    let page = open(&mut visitor, &opening("Nguyễn Văn A", "vanphong2", "standing_office")).await;
    page.html().check("vi");
    let id = account(&visitor, "vanphong2").await;
    let mut office = visitor.another();
    let secret = work::sign_in::link::send(&visitor.work, &work::Actor::program("test"), id).await.unwrap();
    office.post(&format!("/sign-in/{secret}"), &[]).await;
    office.page("/imports").await;

    let close = |reason| [("step", "disable"), ("reason", reason), ("version", "1")];
    let address = page.path.clone();
    let silent = visitor.post(&address, &close("")).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    silent.html().check("vi");
    let closed = visitor.post(&address, &close("Nghỉ hưu")).await;
    visitor.follow(&closed).await.html().check("vi");
    assert_eq!(office.get("/imports").await.status, StatusCode::SEE_OTHER, "the session has ended");
    let late = visitor.post(&address, &close("Nghỉ hưu")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let reopened = visitor.post(&address, &[("step", "enable"), ("version", "2")]).await;
    assert_eq!(reopened.status, StatusCode::SEE_OTHER);
    let link = visitor.post(&address, &[("step", "new-link")]).await;
    assert!(link.html().text("#link").contains("/sign-in/"));
    for step in ["end-sessions", "unlock"] {
        let done = visitor.post(&address, &[("step", step), ("version", "3")]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{step}: {}", done.body);
    }
    let factor = [("step", "remove-second-factor"), ("reason", "Mất điện thoại")];
    assert_eq!(visitor.post(&address, &factor).await.status, StatusCode::SEE_OTHER);
    let mut read = visitor.work.store.read().await.unwrap();
    let log = store::audit::list_of_item(&mut read, "account", &id.to_string(), i64::MAX, 20).await.unwrap();
    let events: Vec<_> = log.iter().rev().map(|entry| entry.entry.event.as_str()).collect();
    assert_eq!(events[0], "account.opened");
    for event in ["account.closed", "account.reopened", "account.unlocked", "account.invited"] {
        assert!(events.contains(&event), "{event}: {events:?}");
    }
}

#[tokio::test]
async fn an_administrator_is_always_left() {
    let mut visitor = an_administrator().await;
    let me = account(&visitor, ADMINISTRATOR.sign_in_name).await;
    let address = format!("/accounts/{me}");
    let close = [("step", "disable"), ("reason", "Thử"), ("version", "1")];
    let refused = visitor.post(&address, &close).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    let second =
        Seat { sign_in_name: "quantri2", name: "B", post: "Quản trị 2", role: AccessRole::Administrator };
    let mut other = visitor.another();
    other.sign_in_as(second).await;
    let closed = other.post(&address, &close).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.body);
    let own = account(&visitor, "quantri2").await;
    let last = other.post(&format!("/accounts/{own}"), &close).await;
    assert_eq!(last.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", last.body);
}

/// An administrator of one body only, beside another body with a post of its own.
async fn with_two_bodies(visitor: &Visitor) -> [Organisation; 2] {
    let body = |name: &str| Organisation {
        id: visitor.work.clock.id(),
        code: None,
        name: name.into(),
        kind: OrganisationKind::Agency,
        parent: None,
        aliases: Vec::new(),
        valid_from: None,
        valid_to: None,
        successors: Vec::new(),
        version: 1,
    };
    let bodies = [body("Sở Nội vụ"), body("Sở Tài chính")];
    let mut tx = visitor.work.store.write().await.unwrap();
    for body in &bodies {
        store::organisation::add(&mut tx, body).await.unwrap();
    }
    tx.commit_unrecorded().await.unwrap();
    bodies
}

#[tokio::test]
async fn an_administrator_of_one_body_reaches_no_other() {
    let mut whole = an_administrator().await;
    let [own, other] = with_two_bodies(&whole).await;
    let (own, other) = (own.id.to_string(), other.id.to_string());
    for (name, body) in [("noivu.quantri", &own), ("taichinh.a", &other)] {
        let role = if name == "noivu.quantri" { "administrator" } else { "viewer" };
        let mut fields = opening(name, name, role).to_vec();
        fields.extend([("post_body", body.as_str()), ("organisation", body.as_str())]);
        open(&mut whole, &fields).await;
    }
    let id = account(&whole, "noivu.quantri").await;
    let secret = work::sign_in::link::send(&whole.work, &work::Actor::program("test"), id).await.unwrap();
    let mut narrow = whole.another();
    narrow.post(&format!("/sign-in/{secret}"), &[]).await;

    let list = narrow.page("/accounts").await.html();
    assert_eq!(list.all("tbody tr").len(), 1, "only the own body's");
    let stranger = account(&whole, "taichinh.a").await;
    assert_eq!(narrow.get(&format!("/accounts/{stranger}")).await.status, StatusCode::FORBIDDEN);
    let form = narrow.page("/accounts/new").await;
    assert!(!form.body.contains("Sở Tài chính"));
    let beyond = [
        ("post_body", other.as_str(), "organisation", own.as_str()),
        ("post_body", own.as_str(), "organisation", other.as_str()),
        ("post_body", own.as_str(), "organisation", ""),
    ];
    for (body, post_body, scope, organisation) in beyond {
        let mut fields = opening("Người mới", "nguoi.moi", "viewer").to_vec();
        fields.extend([(body, post_body), (scope, organisation)]);
        let refused = narrow.post("/accounts/new", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
    }
    let mut read = whole.work.store.read().await.unwrap();
    assert!(store::account::find_by_name(&mut read, "nguoi.moi").await.unwrap().is_none());
}

#[tokio::test]
async fn a_post_that_administers_and_answers_for_figures_is_warned_of() {
    let mut visitor = an_administrator().await;
    let page = open(&mut visitor, &opening("Nguyễn Văn A", "vanphong2", "standing_office")).await;
    assert!(!page.html().has(".finding"));
    let id = account(&visitor, "vanphong2").await;
    let mut tx = visitor.work.store.write().await.unwrap();
    let person = store::account::get(&mut tx, id).await.unwrap().person;
    let post = store::tenure::list_of_person(&mut tx, person).await.unwrap()[0].post;
    let (grant, role, from) = (visitor.work.clock.id(), AccessRole::Administrator, date(2026, 1, 1));
    let both = AccessGrant { id: grant, post, role, scope: Scope::default(), from, to: None, version: 1 };
    store::access_grant::add(&mut tx, &both).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    assert!(visitor.page(&page.path).await.html().has(".finding"));
}

#[tokio::test]
async fn a_new_installation_leads_its_administrator_in_three_steps() {
    let mut visitor = an_administrator().await;
    for lang in ["en", "vi"] {
        visitor.speak(lang).await;
        let home = visitor.page("/").await.html();
        home.check(lang);
        assert!(home.has("#getting-started") && !home.has("#getting-started .tag"));
        for address in ["/organisations", "/accounts/new", "/accounts", "/settings"] {
            assert!(home.links().contains(address), "{address}");
        }
    }
    with_two_bodies(&visitor).await;
    open(&mut visitor, &opening("Nguyễn Văn A", "vanphong2", "standing_office")).await;
    assert_eq!(visitor.page("/").await.html().all("#getting-started .tag").len(), 2);
}
