//! Every kind of page of the demonstration, in both themes.

use crate::browser::{Browser, Kind};
use crate::program::Program;

/// One page of every kind, found by links as a reader would find it.
pub async fn addresses(browser: &Browser, program: &Program) -> Vec<String> {
    let mut addresses = vec!["/".to_owned()];
    for list in ["/indicators", "/tasks", "/committee", "/organisations", "/documents", "/imports"] {
        browser.goto(&format!("{}{list}", program.address)).await;
        let links = browser.hrefs(&format!("main a[href^='{list}/']")).await;
        let first = links.into_iter().next().unwrap_or_else(|| panic!("{list} leads nowhere"));
        addresses.extend([list.to_owned(), first]);
    }
    let indicator = addresses.iter().find(|address| address.starts_with("/indicators/")).unwrap();
    addresses.push(format!("{indicator}/observations"));
    addresses.extend(["/plans", "/no-such-page", "/indicators?q=khongcochutinnao"].map(str::to_owned));
    addresses
}

#[tokio::test]
async fn axe_finds_nothing_serious_on_any_page_in_either_theme() {
    let program = Program::start().await;
    let browser = Browser::open(Kind::Wide).await;
    browser.sign_in(&program).await;
    let addresses = addresses(&browser, &program).await;
    for theme in ["light", "dark"] {
        browser.goto(&program.address).await;
        while browser.run("return document.documentElement.dataset.theme").await != theme {
            browser.click(".side [data-theme-toggle]").await;
        }
        for address in &addresses {
            browser.goto(&format!("{}{address}", program.address)).await;
            assert_eq!(
                browser.run("return document.documentElement.dataset.theme").await,
                theme,
                "the choice stays"
            );
            browser.check().await;
        }
    }
    browser.close().await;
}

#[tokio::test]
async fn the_pages_ask_no_other_origin_and_break_no_rule_of_their_own() {
    let program = Program::start().await;
    let browser = Browser::open(Kind::Wide).await;
    browser.sign_in(&program).await;
    for address in addresses(&browser, &program).await {
        browser.goto(&format!("{}{address}", program.address)).await;
        let foreign = "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin))";
        assert_eq!(browser.run(foreign).await, serde_json::json!([]), "{address}");
        let fonts = "return document.fonts.ready.then(() => [...document.fonts].filter(f => f.status === 'error').length)";
        assert_eq!(browser.run(fonts).await, 0, "{address}: its fonts load");
        let sheets = "return document.styleSheets.length";
        assert_eq!(browser.run(sheets).await, 1, "{address}: its style sheet loads");
    }
    browser.close().await;
}
