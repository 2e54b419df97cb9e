//! Periods: they open by themselves, are asked for by hand, postponed, and watched in a matrix.

use axum::http::StatusCode;

use crate::calendars::{jobs_run, with_calendar};
use crate::visitor::Visitor;

/// The address of a month's period in a part of the list: `open`, `coming`, `closed`.
async fn period_of(visitor: &mut Visitor, part: &str, month: &str) -> String {
    let list = visitor.page("/periods").await.html();
    let links = list.all(&format!("#{part} tbody a"));
    let found = links.iter().find(|link| link.text().collect::<String>().contains(month));
    found.unwrap_or_else(|| panic!("{month} is not {part}")).attr("href").unwrap().to_owned()
}

#[tokio::test]
async fn a_period_opens_by_itself_and_shows_who_is_silent() {
    let mut office = Visitor::on_demonstration().await;
    let before = office.page("/periods").await;
    assert!(before.body.contains("1 kỳ đang mở"), "October is open in the demonstration");
    with_calendar(&mut office).await;
    let list = office.page("/periods").await;
    list.html().check("vi");
    assert!(list.body.contains("2 kỳ đang mở"), "{}", list.body);
    let address = period_of(&mut office, "open", "11/2026").await;
    let page = office.page(&address).await;
    page.html().check("vi");
    let rows = page.html().all("tbody tr").len();
    assert!(rows > 3 && page.body.contains(&format!("0 trên {rows} đơn vị")), "{}", page.body);
    assert!(page.body.contains("còn 7 ngày"), "24/11 is off: {}", page.body);
    // Two weeks on, all of them are overdue.
    office.wait(14 * 24 * 60);
    office.sign_in().await;
    let page = office.page(&address).await;
    assert!(page.body.contains(&format!("{rows} đơn vị quá hạn chưa gửi")), "{}", page.body);
    assert!(page.body.contains("quá hạn 2 ngày"));
    // September ended more than sixty days ago: whoever reported nothing since has only old figures.
    assert!(page.body.contains("số liệu cũ, đến 30/09/2026"), "{}", page.body);
    let history = office.page("/periods/matrix").await;
    history.html().check("vi");
    assert_eq!(history.html().all("tbody tr").len(), rows);
    office.speak("en").await;
    for address in ["/periods", "/periods/matrix", "/periods/new", &address] {
        office.page(address).await.html().check("en");
    }
}

#[tokio::test]
async fn a_period_is_postponed_with_a_reason() {
    let mut office = Visitor::on_demonstration().await;
    with_calendar(&mut office).await;
    let address = period_of(&mut office, "open", "11/2026").await;
    let form = office.page(&format!("{address}/days")).await;
    form.html().check("vi");
    let earlier = [("due_on", "2026-11-30"), ("reason", "")];
    let refused = office.submit(&form, "form.card", &earlier).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["due_on", "reason"] {
        assert!(refused.html().has(&format!(".error-summary a[href='#{field}']")), "{field}");
    }
    // Saturday 5/12 moves to Monday 7/12.
    let later = [("due_on", "2026-12-05"), ("reason", "Chờ số liệu quyết toán")];
    let kept = office.submit(&form, "form.card", &later).await;
    assert!(office.follow(&kept).await.body.contains("07/12/2026"));
    let late = office.submit(&form, "form.card", &later).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_report_is_asked_for_once() {
    let mut office = Visitor::on_demonstration().await;
    with_calendar(&mut office).await;
    let form = office.page("/periods/new").await;
    form.html().check("vi");
    let past = [("topic", "Chuyển đổi số"), ("window_from", "2026-01-01"), ("due_on", "2026-11-20")];
    let refused = office.submit(&form, "form.card", &past).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.html().has(".error-summary a[href='#due_on']") && refused.body.contains("Chuyển đổi số"));
    let asked = [past[0], past[1], ("due_on", "2026-11-28")];
    let opened = office.submit(&form, "form.card", &asked).await;
    let page = office.follow(&opened).await;
    page.html().check("vi");
    assert!(page.body.contains("Chuyên đề: Chuyển đổi số") && page.body.contains("30/11/2026"));
    let twice = office.submit(&form, "form.card", &asked).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    jobs_run(&office).await;
    assert!(office.page("/periods").await.body.contains("3 kỳ đang mở"));
}

#[tokio::test]
async fn a_coming_period_is_opened_before_its_day() {
    let mut office = Visitor::on_demonstration().await;
    with_calendar(&mut office).await;
    let december = period_of(&mut office, "coming", "12/2026").await;
    let page = office.page(&december).await;
    assert!(page.body.contains("Kỳ chưa mở"), "{}", page.body);
    let opened = office.submit(&page, "form[action$=open]", &[]).await;
    assert!(office.follow(&opened).await.html().has("tbody tr"));
    let late = office.submit(&page, "form[action$=open]", &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}
