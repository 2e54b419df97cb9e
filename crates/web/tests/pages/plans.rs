//! `/plans`: which plan is looked at.

use crate::visitor::Visitor;

#[tokio::test]
async fn the_chosen_plan_stays_chosen_and_unknown_choices_fall_back() {
    let mut visitor = Visitor::on_demonstration().await;
    let name = visitor.page("/").await.html().text(".context > span:first-child");
    for garbled in ["", "not-an-id", "0190aaaa-0000-7000-8000-000000000000", "%00"] {
        visitor.set_cookie("cotmoc_plan", garbled);
        assert_eq!(visitor.page("/").await.html().text(".context > span:first-child"), name, "{garbled}");
    }
    let answer = visitor.get("/plans/0190aaaa-0000-7000-8000-000000000000").await;
    assert_eq!(answer.status, 404);
    answer.html().check("vi");
}
