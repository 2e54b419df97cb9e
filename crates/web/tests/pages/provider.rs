//! Signing in through an OpenID provider: whom it lets in, and what is refused.

use std::time::Duration;

use tokio::net::TcpListener;
use work::sign_in::{self, STANDING_OFFICE, identity};

use crate::mock_provider::{Lie, MockProvider};
use crate::visitor::{Answer, Visitor};

const SUBJECT: &str = "vneid-001";

/// A site with a provider, and the standing office's account linked with [`SUBJECT`].
async fn site() -> (Visitor, MockProvider) {
    let clock = Visitor::stranger().await.work.clock;
    let provider = MockProvider::start(clock.now()).await;
    let visitor = Visitor::through(MockProvider::registered(&provider.issuer)).await;
    let link = sign_in::invite(&visitor.work, STANDING_OFFICE).await.unwrap();
    let office = sign_in::invited(&visitor.work, &link).await.unwrap();
    identity::link(&visitor.work, &office, &provider.issuer, SUBJECT).await.unwrap();
    (visitor, provider)
}

/// Sets out for the provider by a form; gives the page there.
async fn set_out(visitor: &mut Visitor, path: &str, next: &str) -> String {
    let leaving = visitor.post(path, &[("next", next)]).await;
    assert_eq!(leaving.status, 200, "{}", leaving.body);
    let there = leaving.html().one("main a.btn-primary").attr("href").unwrap().to_owned();
    assert_eq!(leaving.headers["refresh"].to_str().unwrap(), format!("0; url={there}"));
    there
}

/// The parameter of an address.
fn asked(page: &str, name: &str) -> String {
    let pair = page.split(['?', '&']).find_map(|pair| pair.strip_prefix(&format!("{name}=")));
    percent_encoding::percent_decode_str(pair.unwrap()).decode_utf8().unwrap().into_owned()
}

async fn come_back(visitor: &mut Visitor, page: &str, code: &str) -> Answer {
    let state = asked(page, "state");
    visitor.get(&format!("/sign-in/provider/back?code={code}&state={state}")).await
}

async fn sign_in(visitor: &mut Visitor, provider: &MockProvider, subject: &str) -> Answer {
    let page = set_out(visitor, "/sign-in/provider", "/tasks").await;
    let code = provider.grant(&page, subject);
    come_back(visitor, &page, &code).await
}

/// A page that says why, in words that hold `words`; nobody is signed in.
fn check_refused(visitor: &Visitor, answer: &Answer, words: &str) {
    assert_eq!(answer.status, 422, "{}", answer.body);
    let page = answer.html();
    page.check("vi");
    assert!(page.text("h1").contains(words), "{} holds {words}", page.text("h1"));
    assert!(page.has("main [role=alert]"), "it says what to do");
    assert_eq!(visitor.cookie("cotmoc_session"), None);
}

#[tokio::test]
async fn a_linked_identity_signs_in_and_goes_on_to_the_page_asked_for() {
    let (mut visitor, provider) = site().await;
    assert!(visitor.page("/sign-in").await.body.contains("Đăng nhập qua VNeID"));
    let answer = sign_in(&mut visitor, &provider, SUBJECT).await;
    assert_eq!(answer.location(), "/tasks", "{}", answer.body);
    let session = visitor.cookie("cotmoc_session").unwrap().to_owned();
    let visit = sign_in::session(&visitor.work, &session, &work::Origin::default()).await.unwrap().unwrap();
    assert_eq!(visit.session.means, domain::Means::Oidc);
}

#[tokio::test]
async fn one_never_goes_on_to_another_site() {
    let (mut visitor, provider) = site().await;
    let page = set_out(&mut visitor, "/sign-in/provider", "//evil.example").await;
    let code = provider.grant(&page, SUBJECT);
    assert_eq!(come_back(&mut visitor, &page, &code).await.location(), "/");
}

#[tokio::test]
async fn an_unlinked_identity_gets_advice_and_no_account() {
    let (mut visitor, provider) = site().await;
    let before = store::account::list(&mut visitor.work.store.read().await.unwrap()).await.unwrap();
    let answer = sign_in(&mut visitor, &provider, "vneid-002").await;
    check_refused(&visitor, &answer, "chưa đăng nhập được");
    let after = store::account::list(&mut visitor.work.store.read().await.unwrap()).await.unwrap();
    assert_eq!(before, after);
}

#[tokio::test]
async fn a_token_that_does_not_hold_is_refused() {
    let (mut visitor, provider) = site().await;
    let forged = [
        Lie::OtherKey,
        Lie::ChangedAfterSigning,
        Lie::Unsigned,
        Lie::SignedWithSharedSecret,
        Lie::OtherIssuer,
        Lie::OtherAudience,
        Lie::SecondAudience,
        Lie::OtherNonce,
        Lie::NoNonce,
        Lie::NoSubject,
        Lie::OtherAccessToken,
        Lie::NoToken,
    ];
    for lie in forged {
        provider.lie(lie);
        let answer = sign_in(&mut visitor, &provider, SUBJECT).await;
        println!("{lie:?}");
        check_refused(&visitor, &answer, "không hợp lệ");
    }
    provider.lie(Lie::Expired);
    let answer = sign_in(&mut visitor, &provider, SUBJECT).await;
    check_refused(&visitor, &answer, "đã hết hạn");
    provider.lie(Lie::RefusesCode);
    let answer = sign_in(&mut visitor, &provider, SUBJECT).await;
    check_refused(&visitor, &answer, "không xác nhận");
    provider.lie(Lie::None);
    assert_eq!(
        sign_in(&mut visitor, &provider, SUBJECT).await.location(),
        "/tasks",
        "the honest token signs in"
    );
}

#[tokio::test]
async fn what_is_sent_to_the_provider_goes_nowhere_else_and_its_answer_is_bounded() {
    let (mut visitor, provider) = site().await;
    provider.lie(Lie::SendsOn);
    let answer = sign_in(&mut visitor, &provider, SUBJECT).await;
    assert_eq!(answer.status, 422);
    assert!(!provider.is_sent_on());
    provider.lie(Lie::NeverEnds);
    let answer = sign_in(&mut visitor, &provider, SUBJECT).await;
    check_refused(&visitor, &answer, "Chưa kết nối được");
}

#[tokio::test]
async fn an_answer_counts_once_in_the_browser_that_asked() {
    let (mut visitor, provider) = site().await;
    let page = set_out(&mut visitor, "/sign-in/provider", "/").await;
    let code = provider.grant(&page, SUBJECT);
    let path = format!("/sign-in/provider/back?code={code}&state={}", asked(&page, "state"));

    let cookie = visitor.cookie("cotmoc_provider").unwrap().to_owned();
    visitor.sign_out_silently();
    let elsewhere = visitor.get(&path).await;
    check_refused(&visitor, &elsewhere, "không còn hiệu lực");
    visitor.set_cookie("cotmoc_provider", &cookie);
    let other = visitor.get(&format!("/sign-in/provider/back?code={code}&state=other")).await;
    check_refused(&visitor, &other, "không còn hiệu lực");
    let late = visitor.get(&path).await;
    check_refused(&visitor, &late, "không còn hiệu lực");
}

#[tokio::test]
async fn another_provider_s_answer_and_a_refusal_are_told_apart() {
    let (mut visitor, provider) = site().await;
    let page = set_out(&mut visitor, "/sign-in/provider", "/").await;
    let (code, state) = (provider.grant(&page, SUBJECT), asked(&page, "state"));
    let path = format!("/sign-in/provider/back?code={code}&state={state}&iss=https://id.evil.example");
    let answer = visitor.get(&path).await;
    check_refused(&visitor, &answer, "không hợp lệ");
    let page = set_out(&mut visitor, "/sign-in/provider", "/").await;
    let state = asked(&page, "state");
    let answer = visitor.get(&format!("/sign-in/provider/back?error=access_denied&state={state}")).await;
    check_refused(&visitor, &answer, "không xác nhận");
}

#[tokio::test]
async fn a_new_key_of_the_provider_is_fetched() {
    let (mut visitor, provider) = site().await;
    assert_eq!(sign_in(&mut visitor, &provider, SUBJECT).await.location(), "/tasks");
    visitor.sign_out_silently();
    provider.change_key();
    assert_eq!(sign_in(&mut visitor, &provider, SUBJECT).await.location(), "/tasks");
}

#[tokio::test]
async fn a_provider_that_is_down_keeps_nobody_from_the_password_and_comes_back() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let mut visitor = Visitor::through(MockProvider::registered(&format!("http://{address}"))).await;
    assert!(visitor.page("/sign-in").await.html().has("form[action='/sign-in/provider']"));
    let answer = visitor.post("/sign-in/provider", &[("next", "/")]).await;
    check_refused(&visitor, &answer, "Chưa kết nối được");

    let listener = TcpListener::bind(address).await.unwrap();
    let provider = MockProvider::at(listener, visitor.work.clock.now());
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(6)).await;
    tokio::time::resume();
    let page = set_out(&mut visitor, "/sign-in/provider", "/").await;
    assert!(page.starts_with(&provider.issuer));
}

#[tokio::test]
async fn whoever_is_signed_in_links_and_unlinks() {
    let clock = Visitor::stranger().await.work.clock;
    let provider = MockProvider::start(clock.now()).await;
    let mut visitor = Visitor::through(MockProvider::registered(&provider.issuer)).await;
    visitor.sign_in().await;
    assert!(visitor.page("/account/security").await.html().has("main a[href='/account/identities']"));
    visitor.page("/account/identities").await.html().check("vi");

    let page = set_out(&mut visitor, "/account/identities", "").await;
    let code = provider.grant(&page, SUBJECT);
    let answer = come_back(&mut visitor, &page, &code).await;
    assert_eq!(answer.location(), "/account/identities", "{}", answer.body);
    assert!(visitor.page("/account/identities").await.body.contains(SUBJECT));

    let only = visitor.post("/account/identities/remove", &[]).await;
    assert_eq!(only.status, 422);
    assert!(only.html().text(".error-summary").contains("duy nhất"), "the last way in stays");
    let session = visitor.cookie("cotmoc_session").unwrap().to_owned();
    let visit = sign_in::session(&visitor.work, &session, &work::Origin::default()).await.unwrap().unwrap();
    identity::link(&visitor.work, &visit.actor, "https://id.example", "an").await.unwrap();
    visitor.post("/account/identities/remove", &[]).await;
    assert!(!visitor.page("/account/identities").await.body.contains(SUBJECT));
}

#[tokio::test]
async fn a_link_is_made_only_for_whoever_set_out() {
    let (mut visitor, provider) = site().await;
    visitor.sign_in().await;
    let page = set_out(&mut visitor, "/account/identities", "").await;
    let code = provider.grant(&page, "vneid-003");
    let journey = visitor.cookie("cotmoc_provider").unwrap().to_owned();
    visitor.sign_out_silently();
    visitor.set_cookie("cotmoc_provider", &journey);
    let answer = come_back(&mut visitor, &page, &code).await;
    check_refused(&visitor, &answer, "không còn hiệu lực");
    let mut read = visitor.work.store.read().await.unwrap();
    assert_eq!(store::identity::find(&mut read, &provider.issuer, "vneid-003").await.unwrap(), None);
}

#[tokio::test]
async fn without_a_provider_there_is_no_door_to_one() {
    let mut visitor = Visitor::on_empty_site().await;
    assert!(!visitor.page("/account/security").await.body.contains("/account/identities"));
    assert_eq!(visitor.get("/account/identities").await.status, 404);
    assert_eq!(visitor.post("/sign-in/provider", &[]).await.status, 404);
    assert_eq!(visitor.get("/sign-in/provider/back?state=x").await.status, 404);
}

#[tokio::test]
async fn a_provider_is_reached_over_https_or_on_this_machine() {
    let at = |issuer: &str| {
        web::oidc::Provider::new(web::oidc::Registration {
            issuer: issuer.into(),
            client_id: "cotmoc".into(),
            client_secret: None,
            name: "VNeID".into(),
        })
    };
    for safe in ["https://id.example", "http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]:3000"]
    {
        assert!(at(safe).is_ok(), "{safe}");
    }
    for unsafe_ in ["http://id.example", "http://10.0.0.1", "ftp://id.example", "id.example", ""] {
        assert!(at(unsafe_).is_err(), "{unsafe_}");
    }
}
