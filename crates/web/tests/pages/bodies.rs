//! Bodies over time: the tree of a day, acts, loading, groups, and giving a group's work to its bodies.

use axum::http::StatusCode;
use domain::Organisation;

use crate::visitor::{Answer, Visitor};

impl Visitor {
    async fn body(&self, name: &str) -> Organisation {
        let mut read = self.work.store.read().await.unwrap();
        store::organisation::list_by_name(&mut read, name).await.unwrap().remove(0)
    }

    async fn act(&mut self, body: &Organisation, kind: &str) -> Answer {
        self.page(&format!("/organisations/{}/act?kind={kind}", body.id)).await
    }
}

const ACT: [(&str, &str); 2] = [("effective_on", "2026-12-01"), ("document", "Quyết định số 1/QĐ-UBND")];

#[tokio::test]
async fn a_new_name_shows_from_its_day_on() {
    let mut visitor = Visitor::on_demonstration().await;
    let body = visitor.body("Sở Ngoại vụ").await;
    let form = visitor.act(&body, "rename").await;
    assert_eq!(form.html().one("#name").attr("value"), Some("Sở Ngoại vụ"));
    let typed = [&ACT[..], &[("name", "Sở Đối ngoại")]].concat();
    let kept = visitor.submit(&form, "form.card", &typed).await;
    let page = visitor.follow(&kept).await;
    assert!(page.body.contains("Quyết định số 1/QĐ-UBND"), "the act stands in the body's history");
    assert_eq!(page.html().text("h1"), "Sở Ngoại vụ", "an act of the future does not show early");

    let before = visitor.page("/organisations/tree?on=2026-11-30").await;
    assert!(before.body.contains("Sở Ngoại vụ") && !before.body.contains("Sở Đối ngoại"));
    let after = visitor.page("/organisations/tree?on=2026-12-01").await;
    assert!(after.body.contains("Sở Đối ngoại") && !after.body.contains("Sở Ngoại vụ"));
    after.html().check("vi");
    let then = visitor.page(&format!("/organisations/{}?on=2026-12-01", body.id)).await;
    assert_eq!(then.html().text("h1"), "Sở Đối ngoại");
}

#[tokio::test]
async fn an_act_that_cannot_be_comes_back_with_what_was_typed() {
    let mut visitor = Visitor::on_demonstration().await;
    let body = visitor.body("Sở Y tế").await;
    let form = visitor.act(&body, "rename").await;
    let typed = [("effective_on", ""), ("document", ""), ("name", "Sở Nội vụ")];
    let again = visitor.submit(&form, "form.card", &typed).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    again.html().check("vi");
    assert_eq!(again.html().texts(".error-summary li").len(), 2);
    assert_eq!(again.html().one("#name").attr("value"), Some("Sở Nội vụ"));
    let taken = visitor.submit(&again, "form.card", &ACT).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(taken.html().one(".error-summary a").attr("href"), Some("#name"));
}

#[tokio::test]
async fn the_second_of_two_sees_both_versions_and_chooses() {
    let mut visitor = Visitor::on_demonstration().await;
    let body = visitor.body("Sở Y tế").await;
    let (one, other) = (visitor.act(&body, "rename").await, visitor.act(&body, "rename").await);
    let typed = |name| [&ACT[..], &[("name", name)]].concat();
    let kept = visitor.submit(&one, "form.card", &typed("Sở Y tế và Dân số")).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let both = visitor.submit(&other, "form.card", &typed("Sở Sức khỏe")).await;
    assert_eq!(both.status, StatusCode::CONFLICT);
    both.html().check("vi");
    assert!(both.html().text("#changed").contains("Sở Y tế và Dân số"));
    assert_eq!(both.html().one("#name").attr("value"), Some("Sở Sức khỏe"));
    let chosen = visitor.submit(&both, "form.card", &[("effective_on", "2026-12-02")]).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.body);
    assert_eq!(visitor.body("Sở Sức khỏe").await.id, body.id);
}

#[tokio::test]
async fn bodies_are_merged_by_ticking_them() {
    let mut visitor = Visitor::on_demonstration().await;
    let (one, other) = (visitor.body("Sở Công Thương").await, visitor.body("Sở Xây dựng").await);
    let form = visitor.act(&one, "merge").await;
    let with = format!("with-{}", other.id);
    let typed = [&ACT[..], &[(with.as_str(), "yes"), ("name", "Sở Kinh tế"), ("into", "new")]].concat();
    let kept = visitor.submit(&form, "form.card", &typed).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let page = visitor.page(&format!("{}?on=2026-12-01", kept.location())).await;
    assert_eq!(page.html().text("h1"), "Sở Kinh tế");
    assert!(page.body.contains(&format!("/organisations/{}", one.id)), "it names whom it follows");
}

#[tokio::test]
async fn a_province_is_loaded_after_a_preview() {
    let mut visitor = Visitor::on_empty_site().await;
    let form = visitor.page("/organisations/load").await;
    let nothing = visitor.submit(&form, "form.card", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let preview = visitor.submit(&form, "form.card", &[("province", "20"), ("department-SNgV", "yes")]).await;
    preview.html().check("vi");
    assert!(preview.html().text("#preview").contains("66"), "{}", preview.html().text("#preview"));
    assert!(visitor.page("/organisations/tree").await.html().has(".empty"), "a preview keeps nothing");
    let done = visitor.submit(&preview, "form.card", &[("consent", "yes")]).await;
    assert_eq!(done.status, StatusCode::OK);
    assert_eq!(visitor.body("SNgV").await.name, "Sở Ngoại vụ");
    let tree = visitor.page("/organisations/tree").await;
    assert!(tree.body.contains("Tỉnh Lạng Sơn") && tree.body.contains("Sở Ngoại vụ"));
    let groups = visitor.page("/body-groups").await;
    groups.html().check("vi");
    assert!(groups.body.contains("UBND các xã, phường"));
}

#[tokio::test]
async fn the_words_of_a_group_are_given_to_its_bodies_with_consent() {
    let mut visitor = Visitor::on_demonstration().await;
    let form = visitor.page("/organisations/load").await;
    let preview = visitor.submit(&form, "form.card", &[("province", "15")]).await;
    visitor.submit(&preview, "form.card", &[("consent", "yes")]).await;
    let task = {
        let mut read = visitor.work.store.read().await.unwrap();
        let plan = store::plan::list(&mut read).await.unwrap().remove(0);
        let tasks = store::task::list_of_plan(&mut read, plan.id).await.unwrap();
        let groups =
            |task: &domain::Task| task.responsibilities.iter().position(work::bodies::expand::can_expand);
        tasks.into_iter().find_map(|task| Some((task.id, groups(&task)?))).expect("a task names a group")
    };
    let address = format!("/tasks/{}/assignments/{}", task.0, task.1);
    assert!(visitor.page(&format!("/tasks/{}", task.0)).await.html().links().contains(&address));
    let preview = visitor.page(&address).await;
    preview.html().check("vi");
    let bodies = preview.html().all("fieldset input[type=checkbox]").len();
    assert!(bodies > 5, "{}", preview.body);
    let kept = visitor.submit(&preview, "form[method=post].card", &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let mut read = visitor.work.store.read().await.unwrap();
    let after = store::task::get(&mut read, task.0).await.unwrap();
    let named = after.responsibilities.iter().filter(|part| part.organisation.is_some()).count();
    assert!(named >= bodies, "{named} of {bodies}");
    drop(read);
    let again = visitor.submit(&preview, "form[method=post].card", &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_group_is_saved_and_changed() {
    let mut visitor = Visitor::on_demonstration().await;
    let province = visitor.body("Lào Cai").await;
    let form = visitor.page("/body-groups/new").await;
    form.html().check("vi");
    let empty = visitor.submit(&form, "form.card", &[("name", " ")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let below = province.id.to_string();
    let typed = [("name", "các lực lượng"), ("below", below.as_str()), ("kind-force", "yes")];
    let kept = visitor.submit(&form, "form.card", &typed).await;
    let page = visitor.follow(&kept).await;
    assert!(page.body.contains("Công an tỉnh"));
    let renamed = visitor.submit(&page, "form.card", &[("name", "công an, quân sự")]).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER);
    let stale = visitor.submit(&page, "form.card", &[("name", "khác")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.html().text("#changed").contains("công an, quân sự"));
}
