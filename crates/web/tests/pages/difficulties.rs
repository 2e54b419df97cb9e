//! Difficulties and proposals: raised, sent on, answered, and made a task of.

use axum::http::StatusCode;

use crate::submissions::Reporting;
use crate::visitor::{Answer, Visitor};

const TEXT: &str = "Chưa có định mức kinh phí cho trạm dữ liệu cộng đồng";

async fn first(visitor: &mut Visitor, list: &str) -> String {
    let links = visitor.page(list).await.html().links();
    let is_item = |link: &String| link.strip_prefix(list).is_some_and(|rest| rest.len() == 37);
    links.into_iter().find(is_item).unwrap()
}

fn id(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

/// Raises one that threatens the first indicator; gives its page and the indicator's address.
async fn raised(visitor: &mut Visitor) -> (Answer, String) {
    let indicator = first(visitor, "/indicators").await;
    let form = visitor.page(&format!("/difficulties/new?indicator={}", id(&indicator))).await;
    form.html().check("vi");
    let sent = visitor.submit(&form, "form[data-keep=difficulty]", &[("text", TEXT)]).await;
    (visitor.follow(&sent).await, indicator)
}

#[tokio::test]
async fn a_difficulty_is_raised_answered_and_made_a_task() {
    let mut visitor = Visitor::on_demonstration().await;
    let (page, indicator) = raised(&mut visitor).await;
    page.html().check("vi");
    assert!(page.html().links().contains(&indicator), "it leads to what it threatens");
    assert!(visitor.page(&indicator).await.html().links().contains(&page.path), "and back");

    let silent = visitor.submit(&page, "form[data-keep=answer]", &[]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.html().has(".error-summary"));
    let said = [("answer", "Bố trí 3 tỷ đồng trong quý IV."), ("decision", "Thông báo số 12-TB/BCĐ")];
    let answered = visitor.submit(&page, "form[data-keep=answer]", &said).await;
    let after = visitor.follow(&answered).await;
    after.html().check("vi");
    assert!(after.body.contains("Bố trí 3 tỷ đồng") && !after.html().has("form[data-keep=answer]"));
    assert!(!visitor.page(&indicator).await.html().links().contains(&page.path), "it threatens no more");

    let again = visitor.submit(&page, "form[data-keep=answer]", &[("answer", "Không đồng ý")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.body.contains("Không đồng ý") && again.body.contains("Bố trí 3 tỷ đồng"));

    let form = visitor.page(&format!("{}/task", page.path)).await;
    form.html().check("vi");
    let bare = visitor.submit(&form, "form[data-keep=task-of]", &[("product", "")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    let typed = [("due_on", "2026-12-31"), ("product", "Quyết định phân bổ kinh phí")];
    let made = visitor.submit(&form, "form[data-keep=task-of]", &typed).await;
    let task = visitor.follow(&made).await;
    task.html().check("vi");
    assert!(task.body.contains("Quyết định phân bổ kinh phí") && task.body.contains("31/12/2026"));
    let document = task.html().links().into_iter().find(|link| link.starts_with("/documents/")).unwrap();
    assert!(visitor.page(&document).await.body.contains("Bố trí 3 tỷ đồng trong quý IV."));
    assert!(visitor.page(&page.path).await.html().links().contains(&task.path));
    let twice = visitor.submit(&form, "form[data-keep=task-of]", &typed).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "an answer becomes a task once");
}

#[tokio::test]
async fn a_form_without_words_comes_back_with_what_was_chosen() {
    let mut visitor = Visitor::on_demonstration().await;
    let task = first(&mut visitor, "/tasks").await;
    let form = visitor.page(&format!("/difficulties/new?task={}", id(&task))).await;
    let typed = [("kind", "proposal"), ("source", "business")];
    let refused = visitor.submit(&form, "form[data-keep=difficulty]", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = refused.html();
    html.check("vi");
    assert_eq!(html.all(".error-summary li").len(), 2, "the text and the sender are missing");
    assert!(html.has(&format!("#threat-{}[checked]", id(&task))));
    assert!(html.has("#kind-proposal[checked]"));
}

#[tokio::test]
async fn what_is_sent_on_has_a_reason_and_a_history() {
    let mut visitor = Visitor::on_demonstration().await;
    let (page, _) = raised(&mut visitor).await;
    let silent = visitor.submit(&page, "form[data-keep=route]", &[]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let places = page.html().all("form[data-keep=route] option").len();
    assert!(places > 3, "{places}");
    let reason = "Thuộc thẩm quyền của cơ quan tài chính";
    let sent =
        visitor.submit(&page, "form[data-keep=route]", &[("reason", reason), ("due_on", "2026-12-04")]).await;
    let after = visitor.follow(&sent).await;
    assert!(after.body.contains(reason) && after.body.contains("04/12/2026"), "{}", after.body);
    let history = after.html().texts(".facts dd").join(" | ");
    assert!(history.contains("Đang giải quyết") && history.contains("chỉ tiêu "), "{history}");
    for code in ["difficulty", "body", "open", "indicator"] {
        assert!(!history.split([' ', '|']).any(|word| word == code), "{code}: {history}");
    }
    let withdrawn =
        visitor.submit(&after, "form[action$=withdrawal]", &[("withdrawal", "Đã tự giải quyết")]).await;
    let end = visitor.follow(&withdrawn).await;
    assert!(end.body.contains("Đã tự giải quyết") && !end.html().has("form[data-keep=route]"));
}

#[tokio::test]
async fn what_is_raised_in_a_report_stands_on_its_form() {
    let mut reporting = Reporting::opened().await;
    let address = reporting.address();
    let new = format!("/difficulties/new?submission={}", reporting.submission);
    assert!(reporting.office.page(&address).await.html().links().contains(&new));
    let form = reporting.office.page(&new).await;
    let sent = reporting.office.submit(&form, "form[data-keep=difficulty]", &[("text", TEXT)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let page = reporting.office.page(&address).await;
    page.html().check("vi");
    assert!(page.html().text("#difficulties").contains(TEXT), "{}", page.body);
}

#[tokio::test]
async fn lists_count_what_waits() {
    let mut visitor = Visitor::on_demonstration().await;
    let before = visitor.page("/difficulties?whose=open").await;
    before.html().check("vi");
    let rows = before.html().all("tbody tr").len();
    let (page, _) = raised(&mut visitor).await;
    for (whose, expected) in [("open", rows + 1), ("overdue", 0)] {
        let list = visitor.page(&format!("/difficulties?whose={whose}")).await;
        assert_eq!(list.html().all("tbody tr").len(), expected, "{whose}");
    }
    let ours = visitor.page("/difficulties?whose=ours").await;
    assert!(ours.html().links().contains(&page.path));
    let found = visitor.page("/difficulties?whose=all&q=dinh+muc").await;
    assert!(found.html().links().contains(&page.path), "found without marks");
    visitor.wait(60 * 24 * 30);
    visitor.sign_in().await;
    let overdue = visitor.page("/difficulties?whose=overdue").await;
    assert!(overdue.html().links().contains(&page.path), "nobody answered for a month");
    for address in ["/difficulties", "/difficulties/new", &page.path] {
        visitor.speak("en").await;
        visitor.page(address).await.html().check("en");
    }
}
