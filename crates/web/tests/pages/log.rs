//! `/log` and `/history`: who did what, in plain words, to whom it may be shown.

use domain::AccessRole;
use work::sign_in::{self, Seat};

use crate::visitor::Visitor;

const FORM: &str = "form[data-keep=progress]";

/// Signs out, and in again in a seat that holds one role everywhere.
async fn sit_down(visitor: &mut Visitor, sign_in_name: &'static str, role: AccessRole) {
    visitor.sign_out_silently();
    let seat = Seat { sign_in_name, name: sign_in_name, post: sign_in_name, role };
    let secret = sign_in::invite(&visitor.work, seat).await.unwrap();
    let answer = visitor.post(&format!("/sign-in/{secret}"), &[]).await;
    assert_eq!(answer.status, 303);
}

/// Pauses a task and gives its address.
async fn pause_a_task(visitor: &mut Visitor) -> String {
    let links = visitor.page("/tasks?state=under_way").await.html().links();
    let task = links.into_iter().find(|link| link.starts_with("/tasks/")).unwrap();
    let page = visitor.page(&task).await;
    let typed = [("state", "not_started"), ("note", "Chờ văn bản hướng dẫn")];
    assert_eq!(visitor.submit(&page, FORM, &typed).await.status, 303);
    task
}

#[tokio::test]
async fn the_history_of_an_item_says_what_was_before_and_after() {
    let mut visitor = Visitor::on_demonstration().await;
    let task = pause_a_task(&mut visitor).await;
    let history = format!("/history{}", task.replace("/tasks/", "/task/"));
    assert!(visitor.page(&task).await.html().links().contains(&history));
    let page = visitor.page(&history).await.html();
    page.check("vi");
    let row = page.text("tbody tr");
    for words in ["Cập nhật tiến độ nhiệm vụ", "đang thực hiện → chưa bắt đầu", "Chờ văn bản hướng dẫn"]
    {
        assert!(row.contains(words), "{words}: {row}");
    }
    visitor.speak("en").await;
    let page = visitor.page(&history).await.html();
    page.check("en");
    assert!(page.text("tbody tr").contains("under way → not started"), "{}", page.text("tbody tr"));
    assert_eq!(visitor.get("/history/task/0190aaaa-0000-7000-8000-000000000000").await.status, 404);
}

#[tokio::test]
async fn an_inspector_sees_all_and_an_administrator_no_figures() {
    let mut visitor = Visitor::on_demonstration().await;
    pause_a_task(&mut visitor).await;
    assert_eq!(visitor.get("/log").await.status, 403, "the standing office does not see the log");
    let told =
        |page: &crate::html::Html, words: &str| page.texts("tbody tr").iter().any(|row| row.contains(words));

    sit_down(&mut visitor, "thanhtra", AccessRole::Inspector).await;
    let page = visitor.page("/log").await.html();
    page.check("vi");
    for words in ["Cập nhật tiến độ nhiệm vụ", "Đăng nhập", "Bị từ chối truy cập", "xem nhật ký"]
    {
        assert!(told(&page, words), "{words}");
    }
    sit_down(&mut visitor, "quantri2", AccessRole::Administrator).await;
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        visitor.page("/log").await.html().check(lang);
        visitor.page("/log/head").await.html().check(lang);
    }
    visitor.speak("vi").await;
    let page = visitor.page("/log").await.html();
    assert!(told(&page, "Đăng nhập") && told(&page, "Bị từ chối truy cập"));
    assert!(!told(&page, "Cập nhật tiến độ nhiệm vụ") && !told(&page, "Nhận văn bản"));
    for (query, expected) in
        [("event=task.updated", 0), ("noun=task", 0), ("who=khongco", 0), ("outcome=denied", 1)]
    {
        let rows = visitor.page(&format!("/log?{query}")).await.html().all("tbody tr").len();
        assert_eq!(rows, expected, "{query}");
    }
    let one_name = visitor.page("/log?who=QUANTRI2&noun=session").await.html();
    assert_eq!(one_name.all("tbody tr").len(), 1);
    let later = visitor.page("/log?from=2026-11-24").await.html();
    assert!(!later.has("tbody tr"));
}

#[tokio::test]
async fn the_log_is_taken_out_and_that_is_entered() {
    let mut visitor = Visitor::on_demonstration().await;
    pause_a_task(&mut visitor).await;
    sit_down(&mut visitor, "thanhtra", AccessRole::Inspector).await;
    let csv =
        visitor.post("/log/export", &[("format", "csv"), ("noun", "task"), ("from", "2026-11-23")]).await;
    assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
    assert!(csv.headers["content-disposition"].to_str().unwrap().contains(".csv"));
    assert_eq!(csv.body.lines().count(), 2, "{}", csv.body);
    let jsonl = visitor.post("/log/export", &[("format", "jsonl")]).await;
    let first: serde_json::Value = serde_json::from_str(jsonl.body.lines().next().unwrap()).unwrap();
    assert_eq!(first["event"], "log.exported");
    assert!(first["details"].as_str().unwrap().contains("\"noun\":\"task\""), "{first}");
    assert!(first["seal"].as_str().unwrap().len() == 64);
}

#[tokio::test]
async fn the_head_is_shown_as_it_is_read_back() {
    let mut visitor = Visitor::on_demonstration().await;
    sit_down(&mut visitor, "thanhtra", AccessRole::Inspector).await;
    let line = visitor.page("/log/head").await.html().texts("code.formula").pop().unwrap();
    let kept = work::audit::read_heads(&line).unwrap();
    assert!(work::audit::fits(&visitor.work, &kept[0].head).await.unwrap());
    let verdict = work::audit::verify(&visitor.work, &[kept[0].head.clone()]).await.unwrap();
    assert_eq!((verdict.faults, verdict.heads), (Vec::new(), 1));
}
