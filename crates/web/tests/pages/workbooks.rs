//! `/submissions/{id}/workbook`: a report leaves as an Excel file, and comes back by upload.

use axum::http::{StatusCode, header};
use domain::{CellEntry, CellKey, ReportingPeriodId, SubmissionId};
use work::demo::large::{Province, Size, province};
use work::submissions::{Save, save};
use work::{Actor, workbooks};

use crate::visitor::Visitor;

/// A standing office's site with two bodies, whose month is open.
async fn a_site() -> (Visitor, Province) {
    let visitor = Visitor::on_empty_site().await;
    let made = province(&visitor.work, Size { bodies: 2, indicators: 3, tasks: 2 }).await.unwrap();
    (visitor, made)
}

async fn report(visitor: &Visitor, made: &Province, body: usize) -> SubmissionId {
    let mut read = visitor.work.store.read().await.unwrap();
    let body = made.bodies[body].id;
    store::submission::find_of_body(&mut read, made.period, body).await.unwrap().unwrap().id
}

async fn bytes(visitor: &Visitor, id: SubmissionId) -> Vec<u8> {
    workbooks::export(&visitor.work, id).await.unwrap().bytes
}

async fn type_in(visitor: &Visitor, id: SubmissionId, made: &Province, value: &str, version: i64) {
    let entry = CellEntry { value: value.into(), ..CellEntry::default() };
    let change = Save { key: CellKey::Indicator(made.indicators[0]), entry, version };
    save(&visitor.work, &Actor::program("Chuyên viên"), id, &[change]).await.unwrap();
}

#[tokio::test]
async fn a_workbook_is_taken_and_given_back() {
    let (mut visitor, made) = a_site().await;
    let id = report(&visitor, &made, 0).await;
    let file = visitor.page(&format!("/submissions/{id}/workbook.xlsx")).await;
    let disposition = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap().to_owned();
    assert_eq!(
        disposition,
        "attachment; filename=\"bao-cao-so-khoa-hoc-va-cong-nghe-2026-m11-2026-11-30.xlsx\""
    );
    assert!(file.body.starts_with("PK"));

    let address = format!("/submissions/{id}/workbook");
    let page = visitor.page(&address).await;
    page.html().check("vi");
    assert!(page.html().links().contains(&format!("/submissions/{id}/workbook.xlsx")));
    let workbook = bytes(&visitor, id).await;
    let same = visitor.upload_to(&address, "đã nhập.xlsx", &workbook).await;
    let page = visitor.follow(&same).await;
    page.html().check("vi");
    assert!(page.body.contains("Biểu không có gì thay đổi") && page.body.contains("đã nhập.xlsx"));

    type_in(&visitor, id, &made, "41", 0).await;
    let filled = bytes(&visitor, id).await;
    type_in(&visitor, id, &made, "", 1).await;
    let taken = visitor.upload_to(&address, "a.xlsx", &filled).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "what was cleared on the page is newer and stays");
    visitor.speak("en").await;
    visitor.page(&address).await.html().check("en");
}

#[tokio::test]
async fn what_cannot_be_taken_is_named_by_its_cell_with_a_marked_copy() {
    let (mut visitor, made) = a_site().await;
    let id = report(&visitor, &made, 0).await;
    let address = format!("/submissions/{id}/workbook");
    type_in(&visitor, id, &made, "khoảng 80", 0).await;
    let workbook = bytes(&visitor, id).await;
    let sent = visitor.upload_to(&address, "a.xlsx", &workbook).await;
    let page = visitor.follow(&sent).await;
    page.html().check("vi");
    for words in ["Chỉ tiêu!F6", "khoảng 80", "Ô này cần một con số.", "I.1 Số doanh nghiệp công nghệ số"]
    {
        assert!(page.body.contains(words), "{words}");
    }
    let marked = format!("{address}/marked.xlsx");
    assert!(page.html().links().contains(&marked));
    assert!(visitor.page(&marked).await.body.starts_with("PK"));
    visitor.speak("en").await;
    let page = visitor.page(&address).await;
    page.html().check("en");
    assert!(page.body.contains("This cell takes a number."));
}

#[tokio::test]
async fn a_file_that_is_none_of_this_report_is_turned_away() {
    let (mut visitor, made) = a_site().await;
    let (id, other) = (report(&visitor, &made, 0).await, report(&visitor, &made, 1).await);
    let address = format!("/submissions/{id}/workbook");
    // One that was read before: what was found in it is not what is wrong with the next.
    let own = bytes(&visitor, id).await;
    let taken = visitor.upload_to(&address, "a.xlsx", &own).await;
    assert!(visitor.follow(&taken).await.html().has("#last"));
    let workbook = bytes(&visitor, other).await;
    for (name, bytes, words) in [
        ("b.xlsx", workbook.as_slice(), "Biểu này là của Xã Sông Lam 002"),
        ("c.xlsx", b"khong phai".as_slice(), "Tệp không phải là biểu Excel"),
        ("", b"".as_slice(), "Chọn tệp biểu đã nhập."),
    ] {
        let answer = visitor.upload_to(&address, name, bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        answer.html().check("vi");
        assert!(answer.body.contains(words), "{words}");
        assert_eq!(answer.html().has("#last"), name.is_empty(), "{words}");
    }
    assert_eq!(visitor.get(&format!("{address}/marked.xlsx")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_office_takes_the_workbooks_of_a_period_at_once() {
    let (mut visitor, made) = a_site().await;
    let period: ReportingPeriodId = made.period;
    let archive = visitor.page(&format!("/periods/{period}/workbooks")).await;
    assert_eq!(archive.headers[header::CONTENT_TYPE], "application/zip");
    for body in ["so-khoa-hoc-va-cong-nghe", "xa-song-lam-002"] {
        assert!(archive.body.contains(&format!("bao-cao-{body}-2026-m11-2026-11-30.xlsx")), "{body}");
    }
}
