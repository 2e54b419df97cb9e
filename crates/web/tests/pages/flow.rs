//! The way of a report through the pages: handed in, returned, approved, verified, consolidated, closed.

use axum::http::StatusCode;
use domain::{CellKey, Submission};
use work::demo::large::{self, Province, Seat, Size};
use work::submissions::{self, Save};
use work::{Actor, sign_in};

use crate::visitor::{Answer, Visitor};

const SIZE: Size = Size { bodies: 2, indicators: 3, tasks: 2 };

/// A small province in front of a site, and who sits where.
struct Site {
    stranger: Visitor,
    province: Province,
}

impl Site {
    async fn open() -> Self {
        let stranger = Visitor::stranger().await;
        let province = large::province(&stranger.work, SIZE).await.unwrap();
        Self { stranger, province }
    }

    async fn seated(&self, seat: &Seat) -> Visitor {
        let mut visitor = self.stranger.another();
        let program = Actor::program("test");
        let secret = sign_in::link::send(&visitor.work, &program, seat.account).await.unwrap();
        let answer = visitor.post(&format!("/sign-in/{secret}"), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        visitor
    }

    async fn submission(&self, body: usize) -> Submission {
        let mut read = self.stranger.work.store.read().await.unwrap();
        let (period, body) = (self.province.period, self.province.bodies[body].id);
        store::submission::find_of_body(&mut read, period, body).await.unwrap().unwrap()
    }

    /// Fills in everything that is asked of a body, but so many cells at the end.
    async fn fill(&self, body: usize, but: usize) {
        let (work, id) = (&self.stranger.work, self.submission(body).await.id);
        let form = submissions::form(work, id).await.unwrap();
        let figures = form.figures.iter().map(|row| CellKey::Indicator(row.indicator.id));
        let tasks = form.tasks.iter().map(|row| CellKey::Task(row.task.id));
        let sections = form.sections.iter().map(|row| CellKey::Section(row.place));
        let mut keys: Vec<_> = figures.chain(tasks).chain(sections).collect();
        keys.truncate(keys.len() - but);
        let change = |key: CellKey| Save { entry: large::entry(&form, &key), key, version: 0 };
        let changes: Vec<_> = keys.into_iter().map(change).collect();
        submissions::save(work, &Actor::program("test"), id, &changes).await.unwrap();
    }

    /// Fills in, hands in and approves the report of a body.
    async fn approved(&self, body: usize) {
        self.fill(body, 0).await;
        let seats = &self.province.bodies[body];
        let review = format!("/submissions/{}/review", self.submission(body).await.id);
        for (seat, step) in [(&seats.officer, "submit"), (&seats.head, "approve")] {
            let mut visitor = self.seated(seat).await;
            let page = visitor.page(&review).await;
            let done = visitor.submit(&page, &form(step), &[]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{step}: {}", done.body);
        }
    }
}

fn form(step: &str) -> String {
    format!("form[action$='/{step}']")
}

/// The page is whole in both languages.
async fn in_both_languages(visitor: &mut Visitor, address: &str) -> Answer {
    visitor.speak("en").await;
    visitor.page(address).await.html().check("en");
    visitor.speak("vi").await;
    let page = visitor.page(address).await;
    page.html().check("vi");
    page
}

#[tokio::test]
async fn a_report_is_handed_in_returned_and_approved() {
    let site = Site::open().await;
    let body = &site.province.bodies[0];
    site.fill(0, 1).await;
    let review = format!("/submissions/{}/review", site.submission(0).await.id);
    let (mut officer, mut head) = (site.seated(&body.officer).await, site.seated(&body.head).await);

    let page = in_both_languages(&mut officer, &review).await;
    assert!(page.body.contains("Chờ đơn vị hoàn thiện") && !page.html().has(&form("approve")));
    let silent = officer.submit(&page, &form("submit"), &[]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.html().has(".error-summary"));
    let reason = [("reason", "Chờ ý kiến cấp trên")];
    let handed_in = officer.submit(&page, &form("submit"), &reason).await;
    assert_eq!(handed_in.status, StatusCode::SEE_OTHER);
    assert!(officer.follow(&handed_in).await.body.contains("Chờ ý kiến cấp trên (Chưa nhập:"));
    let twice = officer.submit(&page, &form("submit"), &reason).await;
    assert_eq!(twice.status, StatusCode::CONFLICT, "the second click is told");

    let waiting = in_both_languages(&mut head, "/submissions/waiting").await;
    assert!(waiting.html().links().contains(&review) && waiting.body.contains("Chờ người đứng đầu duyệt"));
    let page = in_both_languages(&mut head, &review).await;
    assert!(page.html().text("#to-settle h2").contains("Cần lưu ý khi duyệt"), "{}", page.body);
    let denied = officer.post(&format!("/submissions/{}/approve", site.submission(0).await.id), &[]).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN, "whoever fills in does not approve");
    let silent = head.submit(&page, &form("return"), &[]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let returned = head.submit(&page, &form("return"), &[("reason", "Bổ sung nội dung kỳ tới")]).await;
    assert!(head.follow(&returned).await.body.contains("Bổ sung nội dung kỳ tới"));

    let page = officer.page(&review).await;
    let remark = officer.submit(&page, "form[data-keep=remark]", &[("text", "Sẽ bổ sung trong ngày")]).await;
    assert!(officer.follow(&remark).await.body.contains("Sẽ bổ sung trong ngày"));
    officer.submit(&page, &form("submit"), &reason).await;
    let page = head.page(&review).await;
    let approved = head.submit(&page, &form("approve"), &[]).await;
    let after = head.follow(&approved).await;
    after.html().check("vi");
    assert!(after.body.contains("SHA-256") && after.html().has(&form("reopen")));
    assert_eq!(head.submit(&page, &form("approve"), &[]).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_correction_shows_as_a_difference() {
    let site = Site::open().await;
    site.approved(0).await;
    let id = site.submission(0).await.id;
    let review = format!("/submissions/{id}/review");
    let mut officer = site.seated(&site.province.bodies[0].officer).await;
    let page = officer.page(&review).await;
    assert!(!page.html().has("#changes"));
    officer.submit(&page, &form("reopen"), &[("reason", "Cục Thống kê đính chính")]).await;
    let key = CellKey::Indicator(site.province.indicators[0]);
    let mut read = site.stranger.work.store.read().await.unwrap();
    let before = store::submission_cell::find(&mut read, id, &key).await.unwrap().unwrap();
    drop(read);
    let entry = domain::CellEntry { value: "4321".into(), ..before.entry.clone() };
    let change = Save { key, entry, version: before.version };
    submissions::save(&site.stranger.work, &Actor::program("test"), id, &[change]).await.unwrap();
    let page = in_both_languages(&mut officer, &review).await;
    let sides = page.html().texts("#changes tbody td");
    assert!(sides[1].contains("4.321"), "as it is read: {sides:?}");
    assert_eq!(sides.len(), 2, "only what changed is shown");
}

#[tokio::test]
async fn figures_are_verified_and_contested_from_their_list() {
    let site = Site::open().await;
    site.approved(0).await;
    let mut verifier = site.seated(&site.province.verifier).await;
    let list = in_both_languages(&mut verifier, "/verification").await;
    assert_eq!(list.html().all("tbody tr").len(), 3);
    let agreed = verifier.submit(&list, "tbody tr:first-child form", &[]).await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.body);
    let list = verifier.follow(&agreed).await;
    let left: Vec<_> =
        list.html().links().into_iter().filter(|link| link.contains("/verification/")).collect();
    assert_eq!(left.len(), 2);
    let bench = in_both_languages(&mut verifier, &left[0]).await;
    let silent = verifier.submit(&bench, "form[data-keep=contest]", &[]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let contested =
        verifier.submit(&bench, "form[data-keep=contest]", &[("reason", "Thiếu biên bản nghiệm thu")]).await;
    assert_eq!(contested.status, StatusCode::SEE_OTHER);
    let review = verifier.page(&format!("/submissions/{}/review", site.submission(0).await.id)).await;
    assert!(review.body.contains("Thiếu biên bản nghiệm thu") && review.body.contains("không thống nhất"));
    let bench = verifier.page(&left[1]).await;
    let corrected = [("value", "1"), ("note", "")];
    let without_ground = verifier.submit(&bench, "form[data-keep=verify]", &corrected).await;
    assert_eq!(without_ground.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without_ground.html().has(".error-summary"));
    let mut officer = site.seated(&site.province.bodies[0].officer).await;
    assert_eq!(officer.get(&left[1]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_period_is_consolidated_and_closed_once() {
    let site = Site::open().await;
    site.approved(0).await;
    let period = site.province.period;
    let (totals, close) = (format!("/periods/{period}/totals"), format!("/periods/{period}/close"));
    let mut office = site.seated(&site.province.office).await;
    let page = in_both_languages(&mut office, &totals).await;
    assert_eq!(page.html().all("tbody tr").len(), 3);
    assert!(page.body.contains("1/2"), "one of two bodies has reported");
    let total = format!("{totals}/{}", site.province.indicators[0]);
    let cells = in_both_languages(&mut office, &total).await;
    assert_eq!(cells.html().all("tbody tr").len(), 2);
    assert!(cells.body.contains("chưa báo cáo"));
    let node = in_both_languages(&mut office, &format!("{totals}?body={}", site.province.owner)).await;
    assert_eq!(node.html().all("tbody tr").len(), 3);
    let written = office.post(&totals, &[]).await;
    assert!(office.follow(&written).await.body.contains("Đã ghi số tổng hợp."));
    let written = office.post(&totals, &[]).await;
    assert!(office.follow(&written).await.body.contains("Số tổng hợp không thay đổi"));

    let ask = in_both_languages(&mut office, &close).await;
    assert_eq!(ask.html().all("#missing tbody tr").len(), 1);
    let closed = office.submit(&ask, ".columns form", &[]).await;
    let closed = office.follow(&closed).await;
    closed.html().check("vi");
    assert!(closed.body.contains("còn nguyên vẹn") && closed.html().has("#snapshot code"));
    for address in [&totals, &total] {
        let page = in_both_languages(&mut office, address).await;
        assert!(page.body.contains("đính chính sau khi chốt"), "{}", page.body);
    }
    for address in [&format!("/periods/{period}"), "/periods/matrix"] {
        let page = in_both_languages(&mut office, address).await;
        assert!(page.body.contains("không gửi") && !page.body.contains("còn "), "{}", page.body);
    }
    let again = office.post(&close, &[]).await;
    assert!(office.follow(&again).await.body.contains("đã được chốt trước đó"));
    in_both_languages(&mut office, &close).await;
    let mut officer = site.seated(&site.province.bodies[0].officer).await;
    assert_eq!(officer.get(&close).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_lacks_its_evidence_is_named() {
    let site = Site::open().await;
    site.fill(0, 0).await;
    let (work, id) = (&site.stranger.work, site.submission(0).await.id);
    let form = submissions::form(work, id).await.unwrap();
    let row = form.tasks.first().unwrap();
    let entry = domain::CellEntry {
        state: "done".into(),
        done_on: "2026-10-01".into(),
        note: "Quyết định".into(),
        ..domain::CellEntry::default()
    };
    let change =
        Save { key: CellKey::Task(row.task.id), entry, version: row.cell.as_ref().map_or(0, |c| c.version) };
    submissions::save(work, &Actor::program("test"), id, &[change]).await.unwrap();
    let mut officer = site.seated(&site.province.bodies[0].officer).await;
    let page = in_both_languages(&mut officer, &format!("/submissions/{id}/review")).await;
    let told = page.html().text("#to-settle p");
    assert!(told.contains("Thiếu minh chứng:") && told.contains(&row.task.label), "{told}");
    assert!(!page.html().has("textarea[name=reason]"), "it is handed in without a reason");
}
