//! The page of passkeys, and what the script asks for.

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::Value;

use crate::visitor::{Answer, Visitor};

/// Sends a form as if the site had been opened by its name.
async fn by_name(visitor: &mut Visitor, path: &str, body: &str) -> Answer {
    let session = visitor.cookie("cotmoc_session").unwrap_or_default().to_owned();
    let request = Request::post(path)
        .header(header::HOST, "localhost:5757")
        .header("sec-fetch-site", "same-origin")
        .header(header::COOKIE, format!("cotmoc_session={session}"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    visitor.send(path, request.body(Body::from(body.to_owned())).unwrap()).await
}

#[tokio::test]
async fn by_number_the_page_says_by_which_name_to_open_it() {
    let mut visitor = Visitor::on_empty_site().await;
    let page = visitor.page("/account/passkeys").await.html();
    page.check("vi");
    assert!(page.has("main a[href='http://localhost:5757/account/passkeys']"));
    assert!(!page.has("form[data-passkey]"));
    visitor.sign_out_silently();
    assert!(!visitor.page("/sign-in").await.html().has("form[data-passkey]"));
    assert_eq!(visitor.post("/sign-in/passkey/options", &[]).await.status, 404);
}

#[tokio::test]
async fn the_script_is_told_what_to_ask_the_device_for() {
    let mut visitor = Visitor::on_empty_site().await;
    let answer = by_name(&mut visitor, "/account/passkeys/options", "").await;
    let asked: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(asked["publicKey"]["rp"]["id"], "localhost");
    assert_eq!(asked["publicKey"]["user"]["name"], "vanphong");
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("cotmoc_passkey=") && cookie.contains("HttpOnly"), "{cookie}");

    visitor.sign_out_silently();
    let answer = by_name(&mut visitor, "/sign-in/passkey/options", "").await;
    let asked: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(asked["publicKey"]["rpId"], "localhost");
    assert_eq!(by_name(&mut visitor, "/account/passkeys/options", "").await.status, 303, "sign in first");
}

#[tokio::test]
async fn an_answer_that_is_none_is_told_in_words() {
    let mut visitor = Visitor::on_empty_site().await;
    let refused = by_name(&mut visitor, "/account/passkeys", "name=M%C3%A1y&answer=").await;
    assert_eq!(refused.status, 422);
    assert!(refused.html().has(".error-summary"));
    assert_eq!(refused.html().one("#name").attr("value"), Some("Máy"), "what was typed is kept");
    visitor.sign_out_silently();
    let refused = by_name(&mut visitor, "/sign-in/passkey", "answer=%7B%7D&next=%2Ftasks").await;
    assert_eq!(refused.status, 422);
    let page = refused.html();
    page.check("vi");
    assert!(page.has("main a[href='/sign-in?next=/tasks']"));
}
