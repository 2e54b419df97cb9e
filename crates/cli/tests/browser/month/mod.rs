//! A month of a whole province, end to end: 200 bodies report on 60 indicators and 80 tasks, by browser, by page
//! and by workbook; reports are returned, corrected, approved and verified; the month is consolidated, closed and
//! reported in either layout.

mod expected;
mod papers;
mod province;
#[path = "../../people/request.rs"]
mod request;
#[path = "../../../../work/tests/workbooks/edit.rs"]
#[expect(dead_code, reason = "the tests of workbooks use all of it")]
mod workbook;

use std::process::Command;

use domain::{CellEntry, CellKey, Regime, SubmissionState};
use work::demo::large::{Size, entry};

use crate::browser::{Browser, Kind};
use expected::Entries;
use papers::Papers;
use province::Month;
use workbook::{Edit, places};

const SIZE: Size = Size { bodies: 200, indicators: 60, tasks: 80 };
/// The bodies from this one on send workbooks; the first works in a browser, the others through its page.
const BY_WORKBOOK: usize = 100;
/// Whose reports are sent back once.
const RETURNED: [usize; 3] = [0, 1, 150];
/// Whose figures are verified, each of them.
const VERIFIED: [usize; 2] = [2, 120];

#[tokio::test]
async fn a_month_for_the_party_from_forms_to_the_report() {
    month(Regime::Party).await;
}

#[tokio::test]
async fn a_month_for_the_state_from_forms_to_the_report() {
    month(Regime::State).await;
}

async fn month(regime: Regime) {
    let month = Month::open(SIZE, regime).await;
    let mut said = month.entries();
    type_in_a_browser(&month, &said).await;
    for n in 1..BY_WORKBOOK {
        month.type_in(n, &said.of(n), 0).await;
    }
    send_workbooks(&month).await;
    month.all_are(SubmissionState::Draft).await;
    for n in 0..SIZE.bodies {
        month.step(n, Month::officer, "submit", "reason=Minh chứng gửi bổ sung trong tuần.").await;
    }
    return_and_correct(&month, &mut said).await;
    for n in 0..SIZE.bodies {
        month.step(n, Month::head, "approve", "").await;
    }
    month.all_are(SubmissionState::Approved).await;
    verify(&month, &mut said).await;
    contest_and_answer(&month, &mut said).await;
    consolidate_and_close(&month, &said).await;
    month.all_are(SubmissionState::Consolidated).await;
    let papers = Papers::taken_out(&month).await;
    papers.check(&month, &said, regime);
}

/// The first body's officer pastes figures and tasks from a spreadsheet, and writes the rest.
async fn type_in_a_browser(month: &Month, said: &Entries) {
    let browser = Browser::open(Kind::Wide).await;
    let officer = month.officer(0);
    browser.goto(&format!("{}/sign-in", month.program.address)).await;
    browser.run(&format!("document.cookie = '{}; path=/'", officer.cookie)).await;
    browser.goto(&format!("{}/submissions/{}", month.program.address, month.forms[0].submission.id)).await;
    for (table, lines) in [("#figures", said.figure_lines(0)), ("#tasks", said.task_lines(0))] {
        browser.run(&crate::submissions::pasted_into(table, &lines.join("\r\n"))).await;
        browser.shows("[data-cells-status]", "Mọi thay đổi đã được lưu").await;
    }
    for (key, typed) in said.sections(0) {
        let field = format!("[id='{}-{}.note']", key.noun(), key.item());
        browser.fill(&field, &typed.note).await;
    }
    browser.shows("[data-cells-status]", "Mọi thay đổi đã được lưu").await;
    browser.check().await;
    browser.close().await;
}

/// The second half fills in its workbooks offline and sends them by mail; a folder of them is taken in at once.
async fn send_workbooks(month: &Month) {
    let inbox = month.program.data().join("inbox");
    std::fs::create_dir(&inbox).unwrap();
    for form in &month.forms[BY_WORKBOOK..] {
        let file = work::workbooks::export(&month.work, form.submission.id).await.unwrap();
        let mut workbook = Edit::open(&file.bytes);
        for (key, sheet, row) in places(form) {
            workbook.fill(sheet, row, &entry(form, &key));
        }
        std::fs::write(inbox.join(format!("{}.xlsx", form.body.name)), workbook.save()).unwrap();
    }
    let mut import = Command::new(env!("CARGO_BIN_EXE_cotmoc"));
    import.args(["import-report", "inbox", "--data", "."]).current_dir(month.program.data());
    for variable in ["COTMOC_DATABASE", "COTMOC_DATA", "COTMOC_KEY_FILE"] {
        import.env_remove(variable);
    }
    let output = tokio::task::spawn_blocking(move || import.output().unwrap()).await.unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let count = SIZE.bodies - BY_WORKBOOK;
    assert!(told.contains(&format!("{count} biểu: {count} nhận đủ")), "{told}");
    assert_eq!(output.status.code(), Some(0), "{told}{}", String::from_utf8_lossy(&output.stderr));
}

/// Heads send reports back with a reason; the officers put a figure right and hand in again.
async fn return_and_correct(month: &Month, said: &mut Entries) {
    for n in RETURNED {
        month.step(n, Month::head, "return", "reason=Đề nghị rà soát chỉ tiêu thứ nhất.").await;
        let key = CellKey::Indicator(month.made.indicators[0]);
        let corrected = CellEntry { value: "95".into(), ..said.at(n, &key) };
        said.put(n, key.clone(), corrected.clone());
        month.type_in(n, &[(key, corrected)], 1).await;
        month.step(n, Month::officer, "submit", "reason=Đã rà soát.").await;
    }
}

/// The verifier agrees with every figure of some bodies, and puts one right.
async fn verify(month: &Month, said: &mut Entries) {
    let first = month.made.indicators[0];
    for n in VERIFIED {
        for indicator in &month.made.indicators {
            let sent = if n == VERIFIED[0] && *indicator == first {
                let key = CellKey::Indicator(first);
                said.put(n, key.clone(), CellEntry { value: "7".into(), ..said.at(n, &key) });
                "revision=1&value=7&note=Theo biên bản đối chiếu"
            } else {
                "revision=1"
            };
            let path = format!("/indicators/{indicator}/verification/{}", month.forms[n].submission.id);
            month.verifier().form(&path, sent).await.with(303);
        }
    }
}

/// A figure that is contested comes back as a new revision, is approved again and verified.
async fn contest_and_answer(month: &Month, said: &mut Entries) {
    let n = 5;
    let indicator = month.made.indicators[2];
    let place = format!("/indicators/{indicator}/verification/{}", month.forms[n].submission.id);
    let objection = "revision=1&reason=Không khớp danh sách lớp tập huấn";
    month.verifier().form(&format!("{place}/contest"), objection).await.with(303);
    month.step(n, Month::officer, "reopen", "reason=Sửa theo ý kiến thẩm định.").await;
    let key = CellKey::Indicator(indicator);
    let corrected = CellEntry { value: "11".into(), ..said.at(n, &key) };
    said.put(n, key.clone(), corrected.clone());
    month.type_in(n, &[(key, corrected)], 1).await;
    month.step(n, Month::officer, "submit", "reason=Đã sửa.").await;
    month.step(n, Month::head, "approve", "").await;
    month.verifier().form(&place, "revision=2").await.with(303);
}

/// Every total is what a pocket calculator says, before the month is closed and after.
async fn consolidate_and_close(month: &Month, said: &Entries) {
    let period = month.made.period;
    month.standing().form(&format!("/periods/{period}/totals"), "").await.with(303);
    let totals = work::consolidation::totals(&month.work, period, None).await.unwrap();
    assert_eq!(totals.totals.len(), SIZE.indicators);
    for total in &totals.totals {
        let reckoned = said.total(&total.indicator);
        let read = total.total.reading.as_ref().and_then(domain::Reading::value).unwrap().get();
        assert!((read - reckoned).abs() < 1e-9, "{}: {read}, not {reckoned}", total.indicator.name);
        assert!(!total.total.is_partial(), "{}", total.indicator.name);
    }
    month.standing().form(&format!("/periods/{period}/close"), "").await.with(303);
    let kept = work::closing::kept(&month.work, period).await.unwrap().unwrap();
    assert!(kept.is_whole);
}
