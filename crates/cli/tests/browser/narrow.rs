//! On a telephone, 390 pixels wide.

use serde_json::json;

use crate::browser::{Browser, Kind};
use crate::every_page::addresses;
use crate::program::Program;

/// What reaches over the right edge and lies in nothing that scrolls by itself.
const OVER_THE_EDGE: &str = "
    const scrolls = e => e && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
    return [...document.body.querySelectorAll('*')]
        .filter(e => e.getBoundingClientRect().right > 391 && !scrolls(e.parentElement))
        .slice(0, 5).map(e => e.outerHTML.slice(0, 160));";

#[tokio::test]
async fn nothing_reaches_over_the_edge_of_a_telephone() {
    let program = Program::start().await;
    let browser = Browser::open(Kind::Narrow).await;
    browser.sign_in(&program).await;
    let mut wide = Vec::new();
    for address in addresses(&browser, &program).await {
        browser.goto(&format!("{}{address}", program.address)).await;
        assert_eq!(browser.run("return document.documentElement.clientWidth").await, 390, "{address}");
        let width = browser.run("return document.documentElement.scrollWidth").await;
        let over = browser.run(OVER_THE_EDGE).await;
        if width != 390 || over != json!([]) {
            wide.push(format!("{address} is {width} wide: {over}"));
        }
        browser.check().await;
    }
    assert!(wide.is_empty(), "{}", wide.join("\n"));
    browser.close().await;
}

#[tokio::test]
async fn the_menu_of_a_telephone_opens_and_leads_on() {
    let program = Program::start().await;
    let browser = Browser::open(Kind::Narrow).await;
    browser.sign_in(&program).await;
    assert!(!browser.is_shown(".menu a[href='/tasks']").await);
    browser.click(".menu summary").await;
    browser.check().await;
    browser.follow(".menu a[href='/tasks']").await;
    assert_eq!(browser.path().await, "/tasks");
    browser.close().await;
}
