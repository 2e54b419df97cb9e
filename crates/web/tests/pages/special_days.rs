//! Days off: a year's table, each with its source, changed with a reason.

use axum::http::StatusCode;

use crate::calendars::jobs_run;
use crate::visitor::Visitor;

#[tokio::test]
async fn days_off_are_listed_added_changed_and_removed() {
    let mut office = Visitor::on_demonstration().await;
    jobs_run(&office).await;
    let list = office.page("/special-days?year=2027").await;
    list.html().check("vi");
    assert!(list.body.contains("chưa công bố") && list.body.contains("Bộ luật Lao động"));
    let form = office.page("/special-days/new").await;
    form.html().check("vi");
    let unsourced = [("day", "2027-12-31"), ("name", "Nghỉ hoán đổi")];
    let refused = office.submit(&form, "form.card", &unsourced).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html().has(".error-summary a[href='#source']"));
    let sourced = [unsourced[0], unsourced[1], ("source", "Thông báo số 5/TB-BNV")];
    let kept = office.submit(&form, "form.card", &sourced).await;
    assert!(office.follow(&kept).await.body.contains("Thứ Sáu, 31/12/2027"));
    let twice = office.submit(&form, "form.card", &sourced).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);

    let edit = office.page("/special-days/edit?day=2027-12-31").await;
    edit.html().check("vi");
    let unreasoned = office.submit(&edit, "form.card", &[("name", "Nghỉ bù")]).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    let changed = office.submit(&edit, "form.card", &[("name", "Nghỉ bù"), ("reason", "Sửa tên")]).await;
    assert!(office.follow(&changed).await.body.contains("Nghỉ bù"));
    let late = office.submit(&edit, "form.card", &[("name", "Nghỉ lễ"), ("reason", "Sửa tên")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let removal = [("version", "2"), ("reason", "Nhập nhầm")];
    let removed = office.post("/special-days/remove?day=2027-12-31", &removal).await;
    assert!(!office.follow(&removed).await.body.contains("31/12/2027"));
    office.speak("en").await;
    for address in ["/special-days", "/special-days/new", "/special-days/edit?day=2026-02-17"] {
        office.page(address).await.html().check("en");
    }
}
