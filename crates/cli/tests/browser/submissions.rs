//! The form of a report: typed, pasted, kept without a connection, and found again after signing in anew.

use domain::SubmissionId;
use serde_json::json;
use store::{Options, Store};
use work::demo::large::{self, Size};
use work::{Clock, Work};

use crate::browser::{Browser, Kind};
use crate::program::Program;
use crate::signed_in;

const SIZE: Size = Size { bodies: 2, indicators: 12, tasks: 4 };

/// The connection is gone: whatever the page asks for, no answer comes.
const OFFLINE: &str =
    "window.reach ??= window.fetch; window.fetch = () => Promise.reject(new TypeError('offline'));";
const ONLINE: &str = "window.fetch = window.reach; window.dispatchEvent(new Event('online'));";

/// A province of two bodies, one of whose officers is signed in.
struct Office {
    program: Program,
    work: Work,
    submission: SubmissionId,
    secret: String,
}

impl Office {
    async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", data.path().join("cotmoc.db").display());
        let work = Work::new(Store::open(&url, Options::default()).await.unwrap(), Clock::system());
        let province = large::province(&work, SIZE).await.unwrap();
        let body = &province.bodies[0];
        let secret = signed_in::session(&work, body.officer.account).await;
        let mut read = work.store.read().await.unwrap();
        let found = store::submission::find_of_body(&mut read, province.period, body.id).await.unwrap();
        drop(read);
        let program = Program::serve(data).await;
        Self { program, work, submission: found.unwrap().id, secret }
    }

    async fn enter(&self, browser: &Browser) {
        browser.goto(&format!("{}/sign-in", self.program.address)).await;
        browser.run(&format!("document.cookie = 'cotmoc_session={}; path=/'", self.secret)).await;
        self.show_form(browser).await;
    }

    async fn show_form(&self, browser: &Browser) {
        browser.goto(&format!("{}/submissions/{}", self.program.address, self.submission)).await;
    }

    /// The values kept by the server, in the order of the form.
    async fn kept(&self) -> Vec<String> {
        let form = work::submissions::form(&self.work, self.submission).await.unwrap();
        let value = |cell: &domain::SubmissionCell| cell.entry.value.clone();
        form.figures.iter().map(|row| row.cell.as_ref().map(value).unwrap_or_default()).collect()
    }
}

/// Puts the caret into the first control of a table.
fn first(table: &str) -> String {
    format!("const first = document.querySelector('{table} [data-column]'); first.focus(); first.select?.();")
}

/// Pastes a copied block into a table, from its first control on.
pub fn pasted_into(table: &str, text: &str) -> String {
    let first = first(table);
    format!(
        "{first} const data = new DataTransfer(); data.setData('text/plain', {}); \
         first.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }}));",
        json!(text)
    )
}

#[tokio::test]
async fn a_report_is_typed_pasted_and_never_lost() {
    let office = Office::open().await;
    let browser = Browser::open(Kind::Wide).await;
    office.enter(&browser).await;
    browser.check().await;

    // What is typed is kept by itself.
    browser.fill("#figures [data-column='0']", "1,5").await;
    browser.shows("#figures .cell-row [data-cell-state]", "Đã lưu").await;
    assert_eq!(office.kept().await[0], "1,5");

    // Without a connection it waits in the browser, and the page being left loses nothing.
    browser.run(OFFLINE).await;
    browser.fill("#figures [data-column='0']", "2,5").await;
    browser.shows("#figures .cell-row [data-cell-state]", "Mất kết nối").await;
    assert_eq!(office.kept().await[0], "1,5");
    browser.run(ONLINE).await;
    browser.shows("#figures .cell-row [data-cell-state]", "Đã lưu").await;
    assert_eq!(office.kept().await[0], "2,5");

    // The session runs out while somebody types: after signing in everything is there and is sent.
    browser.forget().await;
    browser.fill("#figures [data-column='0']", "3,5").await;
    browser.shows("[data-cells-status]", "Phiên làm việc đã hết").await;
    assert_eq!(office.kept().await[0], "2,5");
    office.enter(&browser).await;
    browser.shows("#figures .cell-row [data-cell-state]", "Đã lưu").await;
    assert_eq!(office.kept().await[0], "3,5");

    // Of ten thousand rows those are taken that have a cell; the rest is told.
    let rows: Vec<String> = (1..=10_000).map(|row| format!("{row},5")).collect();
    browser.run(&pasted_into("#figures", &rows.join("\r\n"))).await;
    browser.shows("[data-cells-status]", "9988").await;
    browser.shows("[data-cells-status]", "Mọi thay đổi đã được lưu").await;
    let kept = office.kept().await;
    assert_eq!(kept.len(), SIZE.indicators);
    assert_eq!(kept[..2], ["1,5", "2,5"]);
    browser.check().await;

    // Enter goes down a row.
    let below = "document.activeElement.closest('[data-cell]') === document.querySelectorAll('#figures [data-cell]')[1]";
    browser
        .run(&format!(
            "{} first.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true }}));",
            first("#figures")
        ))
        .await;
    assert_eq!(browser.run(&format!("return {below}")).await, true);
    browser.close().await;
}

#[tokio::test]
async fn of_two_who_type_at_once_the_later_chooses() {
    let office = Office::open().await;
    let (one, other) = (Browser::open(Kind::Wide).await, Browser::open(Kind::Wide).await);
    office.enter(&one).await;
    office.enter(&other).await;
    one.fill("#figures [data-column='0']", "10").await;
    one.shows("#figures .cell-row [data-cell-state]", "Đã lưu").await;
    other.fill("#figures [data-column='0']", "20").await;
    other.shows("#figures .cell-row [data-cell-state]", "10").await;
    other.check().await;
    other.click("#figures [data-mine]").await;
    other.shows("#figures .cell-row [data-cell-state]", "Đã lưu").await;
    assert_eq!(office.kept().await[0], "20");
    one.close().await;
    other.close().await;
}
