//! From a document to a status that explains itself: what a standing office does on its first day.

use std::path::PathBuf;

use jiff::civil::Date;
use jiff::{ToSpan, civil};
use tempfile::TempDir;
use work::Clock;

use crate::browser::{Browser, Kind};
use crate::program::Program;

/// A plan of an invented province; the years stand in braces.
const PLAN: &str = include_str!("../fixtures/song-lam.txt");

/// The plan as a file, with milestones at the end of this year and four years later.
pub fn plan_file(folder: &TempDir) -> PathBuf {
    let year = Clock::system().today().year();
    let file = folder.path().join("ke-hoach-song-lam.txt");
    let plan = PLAN.replace("{signed}", &(year - 1).to_string());
    let plan = plan.replace("{first}", &(year + 1).to_string()).replace("{last}", &(year + 4).to_string());
    std::fs::write(&file, plan).unwrap();
    file
}

/// The four months before this one.
fn months() -> [Date; 4] {
    let today = Clock::system().today();
    let this = civil::date(today.year(), today.month(), 1);
    [4, 3, 2, 1].map(|back| this - back.months())
}

#[tokio::test]
async fn from_a_document_to_a_status_that_explains_itself() {
    let program = Program::start().await;
    let browser = Browser::open(Kind::Wide).await;
    let folder = tempfile::tempdir().unwrap();

    browser.goto(&program.sign_in).await;
    browser.check().await;
    browser.follow("main form button").await;
    assert_eq!(browser.path().await, "/", "signing in leads to the overview");
    assert!(browser.has(".context .illustrative").await, "it says that its figures illustrate");
    browser.check().await;

    import(&browser, &plan_file(&folder)).await;
    correct(&browser).await;
    settle(&browser).await;
    publish(&browser).await;
    let indicator = enter_figures(&browser).await;
    assert_eq!(browser.path().await, indicator);
    read_why(&browser, &indicator).await;
    browser.close().await;
}

/// Sends the document and sees what was read, findings first.
async fn import(browser: &Browser, file: &std::path::Path) {
    browser.follow(".side a[href='/imports']").await;
    browser.check().await;
    browser.choose_file("#file", file).await;
    browser.follow("form[enctype] button").await;
    assert!(browser.path().await.starts_with("/imports/"));
    browser.check().await;
    assert!(browser.has("#d-i1").await && browser.has("#d-i2").await && browser.has("#d-t1").await);
    let findings = browser.text("#findings").await;
    assert!(findings.contains("> 60%"), "the doubtful sign is a finding: {findings}");
    assert!(browser.text(".doc-lines").await.contains("> 60%"), "the document stands beside it");
}

/// Mends the sign that the scan damaged.
async fn correct(browser: &Browser) {
    browser.follow("#d-i1 a[href$='/items/i1']").await;
    browser.check().await;
    browser.fill("form[data-keep=item] input[value='> 60%']", "≥ 60%").await;
    browser.follow("form[data-keep=item] button.btn-primary").await;
    assert_eq!(browser.fragment().await.as_deref(), Some("d-i1"), "it comes back to the item");
    let item = browser.text("#d-i1").await;
    assert!(item.contains("≥ 60%") && item.contains("đã sửa"), "{item}");
}

/// Keeps one doubtful place as it stands and accepts the rest.
async fn settle(browser: &Browser) {
    browser.follow("#findings button[value^='settle:']").await;
    browser.follow("button[value='accept-rest']").await;
    assert!(!browser.has("#findings article").await, "{}", browser.text("#findings").await);
    assert!(!browser.has("button[value^='accept:']").await, "every item is decided");
    browser.check().await;
}

/// Puts the draft under tracking and looks at it.
async fn publish(browser: &Browser) {
    browser.follow(".actions a[href$='/publish']").await;
    browser.check().await;
    browser.fill("#title", "Kế hoạch chuyển đổi số Sông Lam").await;
    browser.fill("#owner", "Tỉnh Sông Lam").await;
    browser.follow("main form button.btn-primary").await;
    assert_eq!(browser.path().await, "/", "the new plan is looked at");
    let shown = browser.text(".context").await;
    assert!(shown.contains("Kế hoạch chuyển đổi số Sông Lam"), "{shown}");
    assert!(!browser.has(".context .illustrative").await, "its figures are real");
    browser.check().await;
    browser.follow(".side a[href='/plans']").await;
    browser.check().await;
}

/// Enters four months of the first indicator, the first one wrongly at first; three are too few to judge by.
async fn enter_figures(browser: &Browser) -> String {
    browser.follow(".side a[href='/indicators']").await;
    browser.check().await;
    browser.follow("tbody a.row-title").await;
    browser.check().await;
    let indicator = browser.path().await;
    for (index, (month, value)) in months().into_iter().zip(["20,5", "22", "23,4", "25,1"]).enumerate() {
        browser.follow(".actions a[href$='/verification']").await;
        if index == 0 {
            browser.check().await;
            enter(browser, month, "hai mươi").await;
            assert_eq!(browser.path().await, format!("{indicator}/verification"));
            assert!(browser.text(".error-summary").await.contains("hai mươi"));
            browser.check().await;
            browser.click(".error-summary a").await;
            assert_eq!(browser.fragment().await.as_deref(), Some("value"), "the summary leads to the field");
        }
        enter(browser, month, value).await;
        assert!(browser.has(".notice-good").await, "{}", browser.text("main").await);
        if index == 2 {
            assert!(
                browser.has(".verdict .status-not-assessable").await,
                "{}",
                browser.text(".verdict").await
            );
            assert!(!browser.text("#why .card-foot").await.is_empty(), "it says what is still needed");
        }
    }
    indicator
}

async fn enter(browser: &Browser, month: Date, value: &str) {
    // A browser's own month picker takes keys in its own order; setting its value is the same to the form.
    let period = month.strftime("%Y-%m");
    browser.run(&format!("document.getElementById('period').value = '{period}'")).await;
    browser.fill("#value", value).await;
    browser.follow("main form[data-keep] button.btn-primary").await;
}

/// The page says why: a status in words, its sentences, its arithmetic, and the signed words it rests on.
async fn read_why(browser: &Browser, indicator: &str) {
    browser.check().await;
    let status = browser.text(".verdict .status").await;
    assert!(["Chậm", "Nguy cơ không đạt"].contains(&status.as_str()), "too slow for its milestone: {status}");
    let why = browser.text("#why").await;
    assert!(why.contains("25,1") && why.split('.').count() > 2, "{why}");
    browser.click("#why details summary").await;
    let steps = browser.text("#why details dl").await;
    assert!(steps.chars().any(|c| c.is_ascii_digit()) && steps.contains('='), "the arithmetic: {steps}");
    assert_eq!(browser.hrefs("#history tbody tr th").await.len(), 0);
    browser.check().await;

    browser.follow("#signed figcaption a").await;
    assert!(browser.path().await.starts_with("/documents/"));
    let line = browser.fragment().await.expect("the link names a line");
    let words = browser.text(&format!("#{line}")).await;
    assert!(words.contains("dịch vụ công trực tuyến"), "{words}");
    assert_eq!(browser.attribute(&format!("#{line} .anchor"), "href").await.as_deref(), Some(indicator));
    browser.check().await;
}
