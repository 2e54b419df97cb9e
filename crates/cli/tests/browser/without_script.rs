//! Every control works as a link or a form: the shortest way to a figure, with script turned off.

use crate::browser::{Browser, Kind};
use crate::program::Program;
use crate::story::plan_file;

#[tokio::test]
async fn from_a_document_to_a_figure_without_script() {
    let program = Program::start().await;
    let browser = Browser::open(Kind::WithoutScript).await;
    let folder = tempfile::tempdir().unwrap();
    browser.sign_in(&program).await;
    assert!(
        browser.attribute("html", "class").await.is_none_or(|class| !class.contains("scripted")),
        "no script runs"
    );

    browser.follow(".side a[href='/imports']").await;
    browser.choose_file("#file", &plan_file(&folder)).await;
    browser.follow("form[enctype] button").await;
    browser.follow("button[value='accept-rest']").await;
    browser.follow(".actions a[href$='/publish']").await;
    browser.fill("#owner", "Tỉnh Sông Lam").await;
    browser.follow("main form button.btn-primary").await;
    assert_eq!(browser.path().await, "/");

    browser.follow(".side a[href='/indicators']").await;
    browser.fill("input[name=q]", "cap quang").await;
    browser.follow(".filters button").await;
    browser.follow("tbody a.row-title").await;
    browser.follow(".actions a[href$='/observations']").await;
    browser.fill("#value", "61,5").await;
    browser.follow("form[data-keep=observation] button.btn-primary").await;
    assert!(browser.has(".notice-good").await, "{}", browser.text("main").await);
    assert!(browser.text("#history").await.contains("61,5"));
    browser.close().await;
}
