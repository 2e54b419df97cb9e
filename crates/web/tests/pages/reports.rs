//! Official reports: drafts, the closed period's own, what the office adds, templates, the centre's form.

use axum::http::{StatusCode, header};
use domain::{Cadence, Calendar, PeriodState, Regime, ReportingPeriod, ReportingPeriodId, Senders};
use jiff::civil::date;
use work::{Actor, closing, submissions};

use crate::visitor::Visitor;

/// The demonstration with an open period; its address.
async fn with_a_period() -> (Visitor, ReportingPeriodId) {
    let visitor = Visitor::on_demonstration().await;
    let work = visitor.work.clone();
    let mut tx = work.store.write().await.unwrap();
    let plan = store::plan::list(&mut tx).await.unwrap().remove(0);
    let bodies = store::organisation::list(&mut tx).await.unwrap();
    let receiver = bodies.iter().find(|body| body.name == plan.owner).unwrap_or(&bodies[0]).id;
    let calendar = Calendar {
        id: work.clock.id(),
        plan: plan.id,
        name: "Báo cáo hằng tháng".into(),
        receiver,
        senders: Senders::Named,
        regime: Regime::Party,
        cadences: vec![Cadence::Monthly],
        sections: Vec::new(),
        term: None,
        from: date(2025, 1, 1),
        to: None,
        version: 1,
    };
    let period = ReportingPeriod {
        id: work.clock.id(),
        calendar: calendar.id,
        plan: plan.id,
        cadence: Cadence::Monthly,
        regime: Regime::Party,
        topic: String::new(),
        figures: "2026-M10".parse().unwrap(),
        window_from: date(2026, 10, 1),
        window_to: date(2026, 10, 31),
        opens_on: date(2026, 10, 26),
        due_on: date(2026, 11, 4),
        closes_on: date(2026, 12, 10),
        state: PeriodState::Open,
        closed_at: None,
        snapshot: None,
        version: 1,
    };
    store::calendar::add(&mut tx, &calendar).await.unwrap();
    store::reporting_period::add(&mut tx, &period).await.unwrap();
    submissions::open(&work, &mut tx, &calendar, &period).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    (visitor, period.id)
}

async fn with_a_closed_period() -> (Visitor, ReportingPeriodId) {
    let (visitor, id) = with_a_period().await;
    closing::close(&visitor.work, &Actor::program("test"), id).await.unwrap();
    (visitor, id)
}

#[tokio::test]
async fn before_it_is_closed_there_is_a_draft_that_says_so() {
    let (mut visitor, id) = with_a_period().await;
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        let page = visitor.page(&format!("/periods/{id}/report")).await;
        page.html().check(lang);
        assert_eq!(page.html().text(".paper .draft"), "DỰ THẢO");
        assert!(!page.html().has(".digests"), "a draft has no digest to keep");
        assert!(!page.html().has("#files .card-note"), "a draft changes with the figures");
    }
    let file = visitor.page(&format!("/periods/{id}/report.docx")).await;
    assert!(file.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("du-thao.docx"));
}

#[tokio::test]
async fn a_closed_period_has_a_report_and_files_that_come_back_the_same() {
    let (mut visitor, id) = with_a_closed_period().await;
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        let page = visitor.page(&format!("/periods/{id}/report")).await;
        page.html().check(lang);
        assert!(page.html().has(".paper-party") && !page.html().has(".paper .draft"));
        assert_eq!(page.html().text("h1").contains("tháng"), lang == "vi", "{}", page.html().text("h1"));
        let digest =
            store::snapshot::list_of_period(&mut visitor.work.store.read().await.unwrap(), id).await.unwrap();
        assert!(page.body.contains(&digest[0].sha256));
    }
    for ending in ["docx", "xlsx"] {
        let address = format!("/periods/{id}/report.{ending}");
        let (one, two) = (visitor.page(&address).await, visitor.page(&address).await);
        assert!(one.bytes.starts_with(b"PK") && one.bytes == two.bytes, "{ending}");
        let page = visitor.page(&format!("/periods/{id}/report")).await;
        assert!(
            page.body.contains(&domain::audit::sha256_hex(&one.bytes)),
            "the page tells the digest of {ending}"
        );
    }
}

#[tokio::test]
async fn without_the_typesetter_the_page_says_how_to_get_pdf() {
    let (mut visitor, id) = with_a_closed_period().await;
    let page = visitor.page(&format!("/periods/{id}/report")).await;
    assert!(
        page.body.contains("--features pdf")
            && !page.html().links().iter().any(|link| link.contains("report.pdf"))
    );
    let answer = visitor.get(&format!("/periods/{id}/report.pdf")).await;
    assert_eq!(visitor.follow(&answer).await.html().text(".notice"), "Bản cài đặt này không tạo PDF.");
}

#[tokio::test]
async fn what_the_office_adds_stands_on_the_sheet() {
    let (mut visitor, id) = with_a_closed_period().await;
    let address = format!("/periods/{id}/report");
    let form = visitor.page(&address).await;
    let fields = [("number", "05-BC/TU"), ("signer", "Nguyễn Văn A"), ("text_3", "Do thiếu kinh phí.")];
    let kept = visitor.submit(&form, "form[data-keep=report]", &fields).await;
    let page = visitor.follow(&kept).await;
    page.html().check("vi");
    let sheet = page.html().text(".paper");
    for words in ["Số 05-BC/TU", "Nguyễn Văn A", "Do thiếu kinh phí."] {
        assert!(sheet.contains(words), "{words}");
    }
    let late = visitor.submit(&form, "form[data-keep=report]", &[("signer", "Người khác")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Người khác"), "what was typed is kept");
    let wrong =
        visitor.submit(&page, "form[data-keep=report]", &[("issued_on", "hôm nay"), ("issuer", "")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.html().all(".error-summary li").len(), 2);
}

#[tokio::test]
async fn a_template_with_a_mistake_is_told_and_not_kept() {
    let (mut visitor, id) = with_a_closed_period().await;
    visitor.page("/report-templates").await.html().check("vi");
    let address = "/report-templates/party";
    let form = visitor.page(address).await;
    form.html().check("vi");
    let bad = [("text", "@loai BÁO CÁO\n@trich_yeu x\n{{ ky.tenn }}"), ("act", "save")];
    let refused = visitor.submit(&form, "form[data-keep=template]", &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = refused.html().text(".error-summary li");
    assert!(told.starts_with("Dòng 3: Không có tên “ky.tenn”") && told.contains("ky.ten,"), "{told}");
    visitor.speak("en").await;
    let refused = visitor.submit(&form, "form[data-keep=template]", &bad).await;
    refused.html().check("en");
    assert!(refused.html().text(".error-summary li").starts_with("Line 3: There is no name"));
    visitor.speak("vi").await;
    let report = visitor.page(&format!("/periods/{id}/report")).await;
    assert!(report.html().text(".paper").contains("CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"), "the one in use stays");
}

#[tokio::test]
async fn a_template_is_looked_at_kept_and_used() {
    let (mut visitor, id) = with_a_closed_period().await;
    let form = visitor.page("/report-templates/party").await;
    let good = "@loai BÁO CÁO NHANH\n@trich_yeu {{ ky.ten }}\nCó {{ nhiem_vu.tong }} nhiệm vụ\n";
    let seen = visitor.submit(&form, "form[data-keep=template]", &[("text", good), ("act", "preview")]).await;
    assert_eq!(seen.status, StatusCode::OK);
    seen.html().check("vi");
    assert_eq!(seen.html().text(".paper > .paper-kind"), "BÁO CÁO NHANH");
    assert_eq!(seen.html().text(".paper > .paper-subject"), "tháng 10 năm 2026");
    let before = visitor.page(&format!("/periods/{id}/report")).await;
    assert!(!before.body.contains("BÁO CÁO NHANH"), "a preview is not kept");
    let kept = visitor.submit(&form, "form[data-keep=template]", &[("text", good), ("act", "save")]).await;
    visitor.follow(&kept).await.html().check("vi");
    let after = visitor.page(&format!("/periods/{id}/report")).await;
    assert!(after.html().text(".paper").contains("BÁO CÁO NHANH"));
    let late = visitor.submit(&form, "form[data-keep=template]", &[("text", good), ("act", "save")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "somebody saved meanwhile");
    assert_eq!(visitor.get("/report-templates/khac").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_form_of_the_centre_is_taken_out_and_recorded() {
    let (mut visitor, id) = with_a_closed_period().await;
    let address = format!("/periods/{id}/central");
    let page = visitor.page(&address).await;
    page.html().check("vi");
    assert_eq!(page.html().all(".copied-text").len(), 3);
    for (ending, begins) in [("docx", "PK"), ("html", "<p>"), ("json", "{\"format\":\"cotmoc.central/1\"")] {
        let file = visitor.page(&format!("{address}/results.{ending}")).await;
        assert!(file.bytes.starts_with(begins.as_bytes()), "{ending}");
    }
    for wrong in ["results.pdf", "khac.json", "results"] {
        assert_eq!(visitor.get(&format!("{address}/{wrong}")).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let sent = visitor.submit(&page, "#box-results form", &[("note", "TN-12")]).await;
    let page = visitor.follow(&sent).await;
    page.html().check("vi");
    assert!(page.html().text("#ledger tbody").contains("TN-12"));
    assert!(page.html().text("#box-results .card-note").starts_with("Đã cập nhật lúc 23/11/2026 10:00"));
    let forged = [("section", "results"), ("sha256", "0")];
    assert_eq!(visitor.post(&address, &forged).await.status, StatusCode::CONFLICT);
    let unknown = [("section", "khac"), ("sha256", "0")];
    assert_eq!(visitor.post(&address, &unknown).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    visitor.speak("en").await;
    visitor.page(&address).await.html().check("en");
}

#[tokio::test]
async fn what_changed_since_it_was_sent_is_shown() {
    let (mut visitor, id) = with_a_period().await;
    let address = format!("/periods/{id}/central");
    let page = visitor.page(&address).await;
    let sent = visitor.submit(&page, "#box-results form", &[]).await;
    visitor.follow(&sent).await;
    let mut tx = visitor.work.store.write().await.unwrap();
    let plan = store::reporting_period::get(&mut tx, id).await.unwrap().plan;
    let task = store::task::list_of_plan(&mut tx, plan).await.unwrap().remove(0).id;
    let revision = store::task_update::list(&mut tx, task).await.unwrap().len();
    let update = domain::TaskUpdate {
        task,
        revision: u32::try_from(revision).unwrap() + 1,
        state: domain::TaskState::Dropped,
        done_on: None,
        extended_to: None,
        note: String::new(),
        recorded_at: visitor.work.clock.now(),
        recorded_by: "Văn phòng".into(),
    };
    store::task_update::add(&mut tx, &update).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    let note = visitor.page(&address).await.html().text("#box-results .card-note");
    assert!(note.starts_with("Đã thay đổi sau lần cập nhật"), "{note}");
}
