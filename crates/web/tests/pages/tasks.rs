//! `/tasks/{id}`: recording how far a task has come.

use crate::visitor::{Answer, Visitor};

const FORM: &str = "form[data-keep=progress]";

async fn a_task(visitor: &mut Visitor) -> Answer {
    let links = visitor.page("/tasks?state=under_way").await.html().links();
    let task = links.into_iter().find(|link| link.starts_with("/tasks/")).unwrap();
    visitor.page(&task).await
}

#[tokio::test]
async fn done_needs_a_day_and_a_product() {
    let mut visitor = Visitor::on_demonstration().await;
    let task = a_task(&mut visitor).await;
    let answer = visitor.submit(&task, FORM, &[("state", "done")]).await;
    assert_eq!(answer.status, 422);
    let page = answer.html();
    page.check("vi");
    assert_eq!(page.one("#state option[selected]").attr("value"), Some("done"), "the choice is kept");
    let summary: Vec<_> = page.all(".error-summary a").iter().filter_map(|a| a.attr("href")).collect();
    assert_eq!(summary, ["#done_on", "#note"]);
}

#[tokio::test]
async fn progress_is_recorded_with_who_and_when() {
    let mut visitor = Visitor::on_demonstration().await;
    let task = a_task(&mut visitor).await;
    let before = task.html().all(".history li").len();
    let typed = [("state", "done"), ("done_on", "2026-11-20"), ("note", "Quyết định số 7 & phụ lục")];
    let answer = visitor.submit(&task, FORM, &typed).await;
    let page = visitor.follow(&answer).await.html();
    page.check("vi");
    assert!(page.has(".notice-good"));
    let history = page.texts(".history li");
    assert_eq!(history.len(), before + 1);
    assert!(
        history[0].contains("Quyết định số 7 & phụ lục") && history[0].contains("20/11/2026"),
        "{}",
        history[0]
    );
}

#[tokio::test]
async fn what_someone_else_changed_meanwhile_is_not_overwritten() {
    let mut visitor = Visitor::on_demonstration().await;
    let task = a_task(&mut visitor).await;
    let first = visitor.submit(&task, FORM, &[("state", "paused"), ("note", "người thứ nhất")]).await;
    assert_eq!(first.status, 303);
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        let second = visitor.submit(&task, FORM, &[("state", "dropped"), ("note", "người thứ hai")]).await;
        assert_eq!(second.status, 409);
        second.html().check(lang);
    }
    let now = visitor.page(&task.path).await;
    assert!(now.body.contains("người thứ nhất") && !now.body.contains("người thứ hai"));
}
