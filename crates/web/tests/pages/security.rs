//! What guards every request, whatever its address.

use axum::body::Body;
use axum::http::{Method, Request, header};

use crate::visitor::{HOST, Visitor};

#[tokio::test]
async fn a_foreign_name_pointed_here_reads_nothing() {
    let mut visitor = Visitor::on_demonstration().await;
    let session = format!("cotmoc_session={}", visitor.cookie("cotmoc_session").unwrap());
    for host in ["evil.example", "evil.example:5757", "127.0.0.1", "127.0.0.1:5758", "cotmoc.local:5757", ""]
    {
        for path in ["/", "/indicators", "/assets/none.css"] {
            let request = Request::get(path).header(header::HOST, host).header(header::COOKIE, &session);
            let answer = visitor.send(path, request.body(Body::empty()).unwrap()).await;
            assert_eq!(answer.status, 421, "{host}{path}");
            assert!(!answer.body.contains("Lào Cai"), "{host}{path}");
        }
    }
    let request = Request::get("/").header(header::HOST, "evil.example").body(Body::empty()).unwrap();
    let page = visitor.send("/", request).await.html();
    assert!(page.has("h1"), "the refusal is a page that says what to do");
}

#[tokio::test]
async fn a_change_from_another_site_is_refused() {
    let mut visitor = Visitor::on_demonstration().await;
    let session = format!("cotmoc_session={}", visitor.cookie("cotmoc_session").unwrap());
    let from: [&[(&str, &str)]; 6] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:5757")],
        &[],
    ];
    for headers in from {
        let mut request =
            Request::post("/sign-out").header(header::HOST, HOST).header(header::COOKIE, &session);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = visitor.send("/sign-out", request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, 403, "{headers:?}");
        assert!(answer.html().has("h1"), "{headers:?}");
    }
    assert_eq!(visitor.get("/").await.status, 200, "still signed in");
}

#[tokio::test]
async fn an_older_browser_that_names_its_origin_may_change_something() {
    let mut visitor = Visitor::on_demonstration().await;
    let session = format!("cotmoc_session={}", visitor.cookie("cotmoc_session").unwrap());
    let request = Request::post("/sign-out").header(header::HOST, HOST).header(header::COOKIE, session);
    let request = request.header(header::ORIGIN, format!("http://{HOST}")).body(Body::empty()).unwrap();
    assert_eq!(visitor.send("/sign-out", request).await.location(), "/sign-in");
}

#[tokio::test]
async fn every_answer_carries_the_strict_headers() {
    let mut visitor = Visitor::on_demonstration().await;
    let sheet = visitor.page("/").await.html().one("link[rel=stylesheet]").attr("href").unwrap().to_owned();
    for path in ["/", "/indicators", "/no-such-page", "/sign-in", "/language/en", &sheet] {
        let answer = visitor.get(path).await;
        let header =
            |name: &str| answer.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let policy = header("content-security-policy");
        assert!(
            policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        let kept = header("cache-control");
        assert_eq!(kept == "no-store", path != sheet, "{path}: {kept}");
    }
}

#[tokio::test]
async fn a_method_that_a_page_does_not_know_is_answered_by_a_page() {
    let mut visitor = Visitor::on_demonstration().await;
    let request = visitor.request(Method::DELETE, "/indicators").body(Body::empty()).unwrap();
    let answer = visitor.send("/indicators", request).await;
    assert_eq!(answer.status, 404);
    answer.html().check("vi");
}
