//! Inspections: who opens one, who sees it, how it ends.

use axum::http::StatusCode;
use domain::AccessRole;
use work::sign_in::Seat;

use crate::visitor::Visitor;

const INSPECTOR: Seat = Seat {
    sign_in_name: "kiemtra",
    name: "Trần Thị B",
    post: "Phó Chủ nhiệm Ủy ban Kiểm tra",
    role: AccessRole::Inspector,
};

async fn an_inspector() -> Visitor {
    let mut visitor = Visitor::on_demonstration().await;
    visitor.sign_out_silently();
    visitor.sign_in_as(INSPECTOR).await;
    visitor
}

async fn first(visitor: &mut Visitor, list: &str) -> String {
    let links = visitor.page(list).await.html().links();
    links.into_iter().find(|link| link.starts_with(&format!("{list}/"))).unwrap()
}

#[tokio::test]
async fn an_inspection_is_opened_seen_and_concluded() {
    let mut visitor = an_inspector().await;
    for list in ["/indicators", "/tasks", "/organisations"] {
        let item = first(&mut visitor, list).await;
        let address = format!("{item}/inspections");
        assert!(visitor.page(&item).await.html().links().contains(&address), "{item}");
        let form = visitor.page(&address).await;
        form.html().check("vi");
        let silent = visitor.submit(&form, "form.card:not([action])", &[]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let reason = "Số liệu quý III tăng gấp ba, chưa rõ nguồn";
        let opened = visitor
            .submit(&form, "form.card:not([action])", &[("reason", reason), ("document", "15-KH/UBKTTU")])
            .await;
        let page = visitor.follow(&opened).await;
        page.html().check("vi");
        assert!(page.body.contains(reason) && page.body.contains("Phó Chủ nhiệm Ủy ban Kiểm tra"));
        assert!(visitor.page(&item).await.body.contains(reason), "{item} shows its inspection");

        let empty = visitor.submit(&page, "form[data-keep=conclusion]", &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = [("conclusion", "Số liệu đúng với minh chứng.")];
        let closed = visitor.submit(&page, "form[data-keep=conclusion]", &said).await;
        assert!(visitor.follow(&closed).await.body.contains("Số liệu đúng với minh chứng."));
        let late =
            visitor.submit(&page, "form[data-keep=conclusion]", &[("conclusion", "Kết luận khác")]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.body.contains("Kết luận khác") && late.body.contains("Số liệu đúng với minh chứng."));
    }
    let list = visitor.page("/inspections").await;
    assert_eq!(list.html().all("tbody tr").len(), 3);
    visitor.speak("en").await;
    visitor.page("/inspections").await.html().check("en");
}

#[tokio::test]
async fn whoever_is_no_inspector_opens_none() {
    let mut office = Visitor::on_demonstration().await;
    let item = first(&mut office, "/indicators").await;
    let page = office.page(&item).await;
    assert!(!page.html().links().contains(&format!("{item}/inspections")));
    let refused = office.post(&format!("{item}/inspections"), &[("reason", "Vì sao?")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(office.page("/inspections").await.html().has(".empty"));
}

#[tokio::test]
async fn an_inspector_changes_nothing_else() {
    let mut visitor = an_inspector().await;
    let (indicator, task) = (first(&mut visitor, "/indicators").await, first(&mut visitor, "/tasks").await);
    for address in [format!("{indicator}/observations"), task] {
        assert_eq!(visitor.post(&address, &[]).await.status, StatusCode::FORBIDDEN, "{address}");
    }
}
