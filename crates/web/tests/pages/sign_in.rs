//! `/sign-in`: links that work once, and what waits behind them.

use work::sign_in::{self, STANDING_OFFICE};

use crate::visitor::Visitor;

#[tokio::test]
async fn pages_send_a_stranger_to_sign_in_and_remember_where_from() {
    let mut visitor = Visitor::stranger().await;
    for (address, next) in [
        ("/", "/sign-in"),
        ("/indicators", "/sign-in?next=/indicators"),
        ("/indicators?q=5G&status=at_risk", "/sign-in?next=/indicators%3Fq%3D5G%26status%3Dat_risk"),
        (
            "/imports/0190aaaa-0000-7000-8000-000000000000/draft.json",
            "/sign-in?next=/imports/0190aaaa-0000-7000-8000-000000000000/draft.json",
        ),
    ] {
        let answer = visitor.get(address).await;
        assert_eq!((answer.status.as_u16(), answer.location()), (303, next), "{address}");
    }
    for (lang, words) in [("vi", "Đăng nhập"), ("en", "sign in")] {
        visitor.speak(lang).await;
        let page = visitor.page("/sign-in?next=/tasks").await.html();
        page.check(lang);
        assert!(page.text("h1").to_lowercase().contains(&words.to_lowercase()), "{}", page.text("h1"));
    }
}

#[tokio::test]
async fn a_change_by_a_stranger_is_not_taken() {
    let mut visitor = Visitor::stranger().await;
    let answer = visitor.upload("plan.txt", b"anything").await;
    assert_eq!(answer.status, 303);
    assert!(answer.location().starts_with("/sign-in"));
    assert!(work::import::list(&visitor.work).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_link_signs_in_once_and_looking_does_not_use_it_up() {
    let mut visitor = Visitor::stranger().await;
    let link = format!("/sign-in/{}", sign_in::invite(&visitor.work, STANDING_OFFICE).await.unwrap());
    for _ in 0..2 {
        let page = visitor.page(&link).await;
        page.html().check("vi");
        assert!(page.body.contains(STANDING_OFFICE.name), "it says whom it signs in");
    }
    let page = visitor.page(&link).await;
    let answer = visitor.submit(&page, "main form", &[]).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
    assert!(visitor.follow(&answer).await.body.contains(STANDING_OFFICE.name));

    visitor.sign_out_silently();
    for answer in
        [visitor.get(&link).await, visitor.post(&link, &[]).await, visitor.get("/sign-in/made-up").await]
    {
        assert_eq!(answer.status, 410, "{}", answer.path);
        answer.html().check("vi");
        assert!(answer.body.contains("sign-in-link"), "it says how to get another");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let mut visitor = Visitor::on_empty_site().await;
    let session = visitor.cookie("cotmoc_session").unwrap().to_owned();
    let page = visitor.page("/").await;
    let answer = visitor.submit(&page, ".side form[action='/sign-out']", &[]).await;
    assert_eq!(answer.location(), "/sign-in");
    assert_eq!(visitor.cookie("cotmoc_session"), None);
    visitor.set_cookie("cotmoc_session", &session);
    assert_eq!(visitor.get("/").await.location(), "/sign-in");
}

#[tokio::test]
async fn one_who_is_signed_in_goes_on_within_the_site_only() {
    let mut visitor = Visitor::on_empty_site().await;
    for (next, to) in
        [("/tasks", "/tasks"), ("//evil.example", "/"), ("https://evil.example", "/"), ("/%5Cevil", "/")]
    {
        assert_eq!(visitor.get(&format!("/sign-in?next={next}")).await.location(), to, "{next}");
    }
}
