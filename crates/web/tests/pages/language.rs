//! `/language/{lang}`: the switch, which comes back to where it was used.

use crate::visitor::Visitor;

#[tokio::test]
async fn the_switch_on_a_page_comes_back_to_it() {
    let mut visitor = Visitor::on_demonstration().await;
    for (from, to) in [("vi", "en"), ("en", "vi")] {
        let page = visitor.page("/indicators?q=so+hoa&status=behind").await;
        page.html().check(from);
        let href = page.html().one(".side .language a").attr("href").unwrap().to_owned();
        let answer = visitor.get(&href).await;
        assert_eq!(answer.location(), "/indicators?q=so+hoa&status=behind");
        visitor.follow(&answer).await.html().check(to);
    }
}

#[tokio::test]
async fn it_never_leads_to_another_site() {
    let mut visitor = Visitor::stranger().await;
    for next in [
        "//evil.example",
        "https://evil.example",
        "/%5Cevil.example",
        "javascript:alert(1)",
        "/a%0d%0aSet-Cookie:x",
        "%2F%2Fevil",
        "",
    ] {
        let answer = visitor.get(&format!("/language/en?next={next}")).await;
        assert_eq!(answer.location(), "/", "{next}");
    }
}

#[tokio::test]
async fn a_language_that_is_not_spoken_is_not_found() {
    let mut visitor = Visitor::stranger().await;
    let answer = visitor.get("/language/fr").await;
    assert_eq!(answer.status, 404);
    answer.html().check("vi");
}
