//! `/report-lines`, `/posts`, `/people`, `/fields`: who fills which post, with which roles, and what is missing.

use domain::{IndicatorId, OrganisationId};

use crate::visitor::{Answer, Visitor};

/// A body of the demonstration that answers for something.
async fn a_body(visitor: &Visitor) -> OrganisationId {
    let mut read = visitor.work.store.read().await.unwrap();
    store::report_line::list_answering(&mut read).await.unwrap()[0]
}

/// Asks for a page in both languages and checks it.
async fn whole(visitor: &mut Visitor, path: &str) -> Answer {
    visitor.speak("en").await;
    visitor.page(path).await.html().check("en");
    visitor.speak("vi").await;
    let page = visitor.page(path).await;
    page.html().check("vi");
    page
}

/// A new post in a body; gives its address.
async fn a_post(visitor: &mut Visitor, body: OrganisationId, title: &str) -> String {
    let page = visitor.page(&format!("/organisations/{body}/posts")).await;
    let answer = visitor.submit(&page, "form[data-keep=post]", &[("title", title)]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.location().to_owned()
}

/// Somebody new holds the post since a day.
async fn filled(visitor: &mut Visitor, post: &str, name: &str, from: &str) -> Answer {
    let form = visitor.page(&format!("{post}/fill")).await;
    visitor.submit(&form, "form[data-keep=filling]", &[("name", name), ("from", from)]).await
}

#[tokio::test]
async fn a_report_line_is_set_up_from_nothing() {
    let mut visitor = Visitor::on_demonstration().await;
    let body = a_body(&visitor).await;
    let of_body = format!("/organisations/{body}/posts");
    let before = whole(&mut visitor, &of_body).await.html();
    assert_eq!(before.all(".report-line > li").len(), 5);
    assert!(before.has(".report-line > li:first-child .line-missing"));

    let post = a_post(&mut visitor, body, "Chuyên viên đầu mối").await;
    let answer = filled(&mut visitor, &post, "Lê Thị Bình", "2026-01-01").await;
    let page = visitor.follow(&answer).await.html();
    page.check("vi");
    assert!(page.texts("#tenures .row-title").contains(&"Lê Thị Bình".to_owned()));
    let form = whole(&mut visitor, &format!("{post}/roles")).await;
    let typed = [("role", "focal_officer"), ("from", "2026-01-01"), ("to", "2026-12-01")];
    let answer = visitor.submit(&form, "form[data-keep=role]", &typed).await;
    assert_eq!(answer.status, 303, "{}", answer.body);

    let after = whole(&mut visitor, &of_body).await.html();
    assert!(after.text(".report-line > li:first-child").contains("Lê Thị Bình"));
    assert!(!after.has(".report-line > li:first-child .line-missing"));
    let gaps = after.texts("#gaps .finding-title").join(" ");
    assert!(gaps.contains("chưa có tài khoản") && gaps.contains("hết hạn ngày 01/12/2026"), "{gaps}");
    let all = whole(&mut visitor, "/report-lines").await.html();
    assert!(all.texts(".lines-table td").iter().any(|cell| cell.contains("Lê Thị Bình")));

    let links = visitor.page(&post).await.html().links();
    let role = links.into_iter().find(|link| link.contains("/roles/")).unwrap();
    let form = whole(&mut visitor, &role).await;
    let answer = visitor.submit(&form, "form[data-keep=role-end]", &[("to", "2025-12-31")]).await;
    assert_eq!(answer.status, 422, "it held already");
    let answer = visitor.submit(&form, "form[data-keep=role-end]", &[("to", "2026-11-22")]).await;
    assert_eq!(answer.status, 303);
    let page = visitor.page(&of_body).await.html();
    assert!(page.has(".report-line > li:first-child .line-missing"));
}

#[tokio::test]
async fn filling_a_post_says_which_roles_pass_and_what_is_wrong() {
    let mut visitor = Visitor::on_demonstration().await;
    let body = a_body(&visitor).await;
    let post = a_post(&mut visitor, body, "Giám đốc").await;
    let form = visitor.page(&format!("{post}/roles")).await;
    visitor.submit(&form, "form[data-keep=role]", &[("role", "head")]).await;
    let form = whole(&mut visitor, &format!("{post}/fill")).await;
    assert!(form.html().text("#pass").contains("Người đứng đầu"));
    let bare =
        visitor.submit(&form, "form[data-keep=filling]", &[("kind", "delegated"), ("name", "Lê A")]).await;
    assert_eq!(bare.status, 422);
    let page = bare.html();
    page.check("vi");
    let summary: Vec<_> = page.all(".error-summary a").iter().filter_map(|a| a.attr("href")).collect();
    assert_eq!(summary, ["#document", "#to"]);
    assert_eq!(page.one("#name").attr("value"), Some("Lê A"), "what was typed is kept");
    assert_eq!(filled(&mut visitor, &post, "Lê A", "2026-01-01").await.status, 303);
    let second = filled(&mut visitor, &post, "Trần B", "2026-06-01").await;
    assert_eq!(second.status, 422);
    assert!(second.body.contains("Lê A đang giữ chức vụ này"));

    let links = visitor.page(&post).await.html().links();
    let leave = links.into_iter().find(|link| link.contains("/leave?")).unwrap();
    let form = whole(&mut visitor, &leave).await;
    let answer = visitor.submit(&form, "form[data-keep=leaving]", &[("to", "2026-05-31")]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(filled(&mut visitor, &post, "Trần B", "2026-06-01").await.status, 303);
    assert_eq!(visitor.get(&format!("{post}/leave?person=x&from=y")).await.status, 303);
}

#[tokio::test]
async fn what_someone_else_changed_meanwhile_is_shown_beside() {
    let mut visitor = Visitor::on_demonstration().await;
    let body = a_body(&visitor).await;
    let post = a_post(&mut visitor, body, "Phó Giám đốc").await;
    let form = whole(&mut visitor, &format!("{post}/edit")).await;
    let first = visitor.submit(&form, "form[data-keep=post]", &[("title", "Phó Giám đốc thứ nhất")]).await;
    assert_eq!(first.status, 303);
    for lang in ["en", "vi"] {
        visitor.speak(lang).await;
        let second =
            visitor.submit(&form, "form[data-keep=post]", &[("title", "Phó Giám đốc thứ hai")]).await;
        assert_eq!(second.status, 409);
        let page = second.html();
        page.check(lang);
        assert_eq!(page.one("#title").attr("value"), Some("Phó Giám đốc thứ hai"));
        assert!(page.text("#now").contains("Phó Giám đốc thứ nhất"));
    }
}

#[tokio::test]
async fn a_person_is_found_corrected_exported_and_erased() {
    let mut visitor = Visitor::on_demonstration().await;
    let body = a_body(&visitor).await;
    let post = a_post(&mut visitor, body, "Chuyên viên").await;
    filled(&mut visitor, &post, "Hoàng Văn Thụy", "2026-01-01").await;
    let list = whole(&mut visitor, "/people?q=hoang%20van%20thuy").await;
    let links = list.html().links();
    let person = links.into_iter().find(|link| link.starts_with("/people/")).unwrap();
    assert!(whole(&mut visitor, "/posts?q=chuyen%20vien").await.html().links().contains(&post));

    let page = whole(&mut visitor, &person).await;
    let form = "form[data-keep=person]";
    let answer = visitor.submit(&page, form, &[("contact", "vanphong@tinh.gov.vn")]).await;
    assert_eq!(answer.status, 303);
    let stale = visitor.submit(&page, form, &[("contact", "khac@tinh.gov.vn")]).await;
    assert_eq!(stale.status, 409);
    assert!(stale.html().text("#held").contains("vanphong@tinh.gov.vn"));
    let held = visitor.page(&format!("{person}/export.json")).await;
    let held: serde_json::Value = serde_json::from_str(&held.body).unwrap();
    assert_eq!(held["person"]["work_contact"], "vanphong@tinh.gov.vn");

    let form = whole(&mut visitor, &format!("{person}/erase")).await;
    let typed = [("reason", "Đơn ngày 02/11/2026"), ("confirmed", "yes")];
    let early = visitor.submit(&form, "form[data-keep=erase]", &typed).await;
    assert_eq!(early.status, 422, "the post is still filled");
    early.html().check("vi");
    let links = visitor.page(&post).await.html().links();
    let leave = links.into_iter().find(|link| link.contains("/leave?")).unwrap();
    let leaving = visitor.page(&leave).await;
    visitor.submit(&leaving, "form[data-keep=leaving]", &[("to", "2026-11-22")]).await;
    let answer = visitor.submit(&form, "form[data-keep=erase]", &typed).await;
    let list = visitor.follow(&answer).await;
    assert!(!list.body.contains("Thụy"));
    for path in [&person, &post] {
        let page = whole(&mut visitor, path).await;
        assert!(!page.body.contains("Thụy") && page.body.contains("đã xóa dữ liệu"), "{path}");
    }
}

#[tokio::test]
async fn indicators_are_given_fields() {
    let mut visitor = Visitor::on_demonstration().await;
    let page = whole(&mut visitor, "/fields").await;
    let answer = visitor.submit(&page, "form[data-keep=field]", &[("name", "Sở hữu trí tuệ")]).await;
    assert_eq!(answer.status, 303);
    let again = visitor.submit(&page, "form[data-keep=field]", &[("name", "so huu tri tue")]).await;
    assert_eq!(again.status, 422);
    let page = whole(&mut visitor, "/fields").await;
    let html = page.html();
    let field = html.one("#field option:nth-last-child(2)").attr("value").unwrap().to_owned();
    let boxes = html.all("input[type=checkbox]");
    let box_of = boxes[0].attr("name").unwrap().to_owned();
    let version = boxes[0].attr("value").unwrap().to_owned();
    let none = visitor.post("/fields/indicators", &[("field", &field)]).await;
    assert_eq!(none.status, 422);
    none.html().check("vi");
    let answer = visitor.post("/fields/indicators", &[(&box_of, &version), ("field", &field)]).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let indicator: IndicatorId = box_of.strip_prefix("i-").unwrap().parse().unwrap();
    let mut read = visitor.work.store.read().await.unwrap();
    let kept = store::indicator::get(&mut read, indicator).await.unwrap();
    assert_eq!(kept.field.map(|id| id.to_string()), Some(field.clone()));
    drop(read);
    let stale = visitor.post("/fields/indicators", &[(&box_of, &version), ("field", "none")]).await;
    assert_eq!(stale.status, 409);
    let rename = visitor.page("/fields").await;
    let first = rename.html().all("form.inline-form input[name=id]")[0].attr("value").unwrap().to_owned();
    let version =
        rename.html().all("form.inline-form input[name=version]")[0].attr("value").unwrap().to_owned();
    let typed = [("id", first.as_str()), ("version", version.as_str()), ("name", "Tài chính công")];
    let answer = visitor.post("/fields", &typed).await;
    assert_eq!(visitor.follow(&answer).await.html().text("#field option:nth-child(2)"), "Tài chính công");
    assert_eq!(visitor.post("/fields", &typed).await.status, 409, "the form was an older one's");
}
