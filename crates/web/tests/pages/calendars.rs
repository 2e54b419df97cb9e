//! Calendars: previewed before anything is kept, then kept and followed.

use axum::http::StatusCode;
use work::jobs::{Step, look, step};

use crate::visitor::{Answer, Visitor};

/// Does what background jobs do by now, until nothing more is due.
pub async fn jobs_run(visitor: &Visitor) {
    while look(&visitor.work).await.unwrap() > 0 || step(&visitor.work).await.unwrap() == Step::Worked {
        jobs_end(visitor).await;
    }
}

/// Does the jobs that wait, without looking for more.
pub async fn jobs_end(visitor: &Visitor) {
    while step(&visitor.work).await.unwrap() == Step::Worked {}
}

/// A monthly calendar of the demonstration's plan, with its periods made.
pub async fn with_calendar(visitor: &mut Visitor) -> Answer {
    jobs_run(visitor).await;
    let form = visitor.page("/calendars/new").await;
    let name = [("name", "Báo cáo hằng tháng gửi Cơ quan Thường trực")];
    let kept = visitor.submit(&form, "form.card", &name).await;
    let page = visitor.follow(&kept).await;
    jobs_run(visitor).await;
    page
}

#[tokio::test]
async fn a_calendar_is_previewed_kept_and_changed() {
    let mut office = Visitor::on_demonstration().await;
    jobs_run(&office).await;
    let before = office.page("/calendars").await.html();
    before.check("vi");
    assert_eq!(before.all("tbody tr").len(), 1);
    let form = office.page("/calendars/new").await;
    form.html().check("vi");

    let unnamed = office.submit(&form, "form.card", &[]).await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unnamed.html().has(".error-summary a[href='#name']"));

    let name = [("name", "Báo cáo hằng tháng gửi Cơ quan Thường trực")];
    let previewed = office.submit(&form, "form.card", &[name[0], ("action", "preview")]).await;
    assert_eq!(previewed.status, StatusCode::OK);
    // November ends on a Monday; three working days on is Thursday 3/12.
    assert!(previewed.body.contains("03/12/2026"), "{}", previewed.body);
    assert_eq!(office.page("/calendars").await.html().all("tbody tr").len(), 1, "a preview keeps nothing");

    let kept = office.submit(&form, "form.card", &name).await;
    let page = office.follow(&kept).await;
    page.html().check("vi");
    assert_eq!(office.page("/calendars").await.html().all("tbody tr").len(), 2);
    let changed = office.submit(&page, "form.card", &[("name", "Báo cáo tháng")]).await;
    assert!(office.follow(&changed).await.body.contains("Báo cáo tháng"));
    let late = office.submit(&page, "form.card", &[("name", "Tên khác")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Tên khác"));
    office.speak("en").await;
    for address in ["/calendars", "/calendars/new", page.path.as_str()] {
        office.page(address).await.html().check("en");
    }
}
