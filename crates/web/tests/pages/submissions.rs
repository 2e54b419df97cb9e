//! What a body reports: the list, the form without script, and its cells one by one.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use domain::*;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::homes::sign_in_as;
use crate::visitor::{Answer, Visitor};

/// A site on the demonstration whose own body has to report for October.
pub struct Reporting {
    pub office: Visitor,
    pub submission: SubmissionId,
    pub period: ReportingPeriod,
}

impl Reporting {
    /// The province itself reports on its plan, so that the standing office fills in.
    pub async fn opened() -> Self {
        let office = Visitor::on_demonstration().await;
        let work = office.work.clone();
        let mut tx = work.store.write().await.unwrap();
        let plan = store::plan::list(&mut tx).await.unwrap().remove(0);
        let indicators = store::indicator::list(&mut tx, plan.id).await.unwrap();
        let owner = store::organisation::list_by_name(&mut tx, &plan.owner).await.unwrap().remove(0);
        // The plan's own body carries out three indicators and two tasks.
        for mut indicator in indicators.into_iter().filter(|i| i.unit.starts_with('%')).take(3) {
            indicator.responsibilities.push(carried_out_by(&owner));
            indicator.limits = Some(Limits::share());
            store::indicator::update(&mut tx, &indicator).await.unwrap();
        }
        for mut task in store::task::list_of_plan(&mut tx, plan.id).await.unwrap().into_iter().take(2) {
            task.responsibilities.push(carried_out_by(&owner));
            store::task::update(&mut tx, &task).await.unwrap();
        }
        let calendar = a_calendar(&work.clock, plan.id, owner.id);
        store::calendar::add(&mut tx, &calendar).await.unwrap();
        let period = a_period(&work.clock, &calendar);
        store::reporting_period::add(&mut tx, &period).await.unwrap();
        let due = work::submissions::due(&mut tx, plan.id, owner.id).await.unwrap();
        let required = due.indicators.len() + due.tasks.len() + 4;
        let submission = a_submission(&work.clock, &period, owner.id, u32::try_from(required).unwrap());
        store::submission::add_all(&mut tx, std::slice::from_ref(&submission)).await.unwrap();
        tx.commit_unrecorded().await.unwrap();
        Self { office, submission: submission.id, period }
    }

    pub fn address(&self) -> String {
        format!("/submissions/{}", self.submission)
    }

    /// The form's cells of a noun, by name.
    pub async fn cells(&mut self, noun: &str) -> Vec<String> {
        let page = self.office.page(&self.address()).await.html();
        let names = page.all("[data-cell]").into_iter().filter_map(|row| row.attr("data-cell"));
        names.filter(|name| name.starts_with(noun)).map(str::to_owned).collect()
    }

    pub async fn close(&mut self) {
        let mut tx = self.office.work.store.write().await.unwrap();
        let period = store::reporting_period::get(&mut tx, self.period.id).await.unwrap();
        let closed = ReportingPeriod { state: PeriodState::Closed, ..period };
        store::reporting_period::update(&mut tx, &closed).await.unwrap();
        tx.commit_unrecorded().await.unwrap();
    }

    /// Sends cells as the page's script does.
    pub async fn send(&mut self, cells: Value) -> Answer {
        let path = format!("{}/cells", self.address());
        let request = self.office.request(Method::POST, &path);
        let request = request.header(header::CONTENT_TYPE, "application/json");
        let body = json!({ "cells": cells }).to_string();
        self.office.send(&path, request.body(Body::from(body)).unwrap()).await
    }
}

fn carried_out_by(body: &Organisation) -> Responsibility {
    Responsibility {
        role: Role::Implementer,
        text: body.name.clone(),
        organisation: Some(body.id),
        member: None,
    }
}

fn a_calendar(clock: &work::Clock, plan: PlanId, receiver: OrganisationId) -> Calendar {
    Calendar {
        id: clock.id(),
        plan,
        name: "Báo cáo hằng tháng".into(),
        receiver,
        senders: Senders::Owner,
        regime: Regime::Party,
        cadences: vec![Cadence::Monthly],
        sections: Vec::new(),
        term: None,
        from: date(2025, 1, 1),
        to: None,
        version: 1,
    }
}

fn a_period(clock: &work::Clock, calendar: &Calendar) -> ReportingPeriod {
    ReportingPeriod {
        id: clock.id(),
        calendar: calendar.id,
        plan: calendar.plan,
        cadence: Cadence::Monthly,
        regime: Regime::Party,
        topic: String::new(),
        figures: Period::month_of(Date::constant(2026, 11, 1)),
        window_from: date(2026, 11, 1),
        window_to: date(2026, 11, 30),
        opens_on: date(2026, 11, 20),
        due_on: date(2026, 12, 3),
        closes_on: date(2026, 12, 17),
        state: PeriodState::Open,
        closed_at: None,
        snapshot: None,
        version: 1,
    }
}

fn a_submission(
    clock: &work::Clock,
    period: &ReportingPeriod,
    body: OrganisationId,
    required: u32,
) -> Submission {
    Submission {
        id: clock.id(),
        period: period.id,
        plan: period.plan,
        organisation: body,
        state: SubmissionState::Draft,
        revision: 1,
        reason: String::new(),
        since: clock.now(),
        first_submitted_on: None,
        first_approved_on: None,
        required,
        filled: 0,
        version: 1,
    }
}

fn told(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn what_is_due_stands_first_with_one_clear_button() {
    let mut site = Reporting::opened().await;
    for lang in ["vi", "en"] {
        site.office.speak(lang).await;
        let list = site.office.page("/submissions").await.html();
        list.check(lang);
        assert_eq!(list.one("#open .btn-primary").attr("href"), Some(site.address().as_str()));
        let days = list.text("#open td .row-note");
        assert!(days.contains('8'), "{days}: 3/12/2026 lies eight working days after 23/11/2026");
        let form = site.office.page(&site.address()).await.html();
        form.check(lang);
        assert_eq!(form.all("#figures .cell-row").len(), 3);
        assert_eq!(form.all("#tasks .cell-row").len(), 2);
    }
    site.close().await;
    let list = site.office.page("/submissions").await.html();
    assert!(!list.has("#open") && list.has("#history .row-title"));
}

#[tokio::test]
async fn the_form_keeps_everything_and_names_every_fault_at_its_cell() {
    let mut site = Reporting::opened().await;
    let figures = site.cells("indicator").await;
    let task = site.cells("task").await.remove(0);
    let page = site.office.page(&site.address()).await;
    let value = |cell: &str| format!("{cell}.value");
    let (done, note) = (format!("{task}.state"), "section-0.note");
    let typed = [
        (value(&figures[0]), "45,5"),
        (value(&figures[1]), "101 %"),
        (value(&figures[2]), "NaN"),
        (done.clone(), "done"),
        (note.to_owned(), "Đã triển khai nền tảng."),
    ];
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, typed)| (name.as_str(), *typed)).collect();
    let again = site.office.submit(&page, "#cells", &typed).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let html = again.html();
    html.check("vi");
    let summary: Vec<_> = html.all(".error-summary a").iter().filter_map(|a| a.attr("href")).collect();
    let named = |field: String| format!("#{field}");
    assert_eq!(summary.len(), 4, "{summary:?}");
    for field in [value(&figures[1]), value(&figures[2]), format!("{task}.done_on"), format!("{task}.note")] {
        assert!(summary.contains(&named(field.clone()).as_str()), "{field}: {summary:?}");
    }
    // Right or wrong, what was typed is kept, and counted only where it is right.
    let form = work::submissions::form(&site.office.work, site.submission).await.unwrap();
    assert_eq!((form.filled(), form.submission.filled), (2, 2));
    let page = site.office.page(&site.address()).await;
    let kept = page.html();
    assert!(kept.all("input").iter().any(|input| input.attr("value") == Some("101 %")));

    let right = [(value(&figures[1]), "100"), (value(&figures[2]), "1,5"), (done, "")];
    let right: Vec<(&str, &str)> = right.iter().map(|(name, typed)| (name.as_str(), *typed)).collect();
    let done = site.office.submit(&page, "#cells", &right).await;
    site.office.follow(&done).await;
    let form = work::submissions::form(&site.office.work, site.submission).await.unwrap();
    assert_eq!(form.filled(), 4);
}

#[tokio::test]
async fn of_two_officers_the_later_sees_both_values_and_chooses() {
    let mut site = Reporting::opened().await;
    let cell = site.cells("indicator").await.remove(0);
    let field = format!("{cell}.value");
    let mine = site.office.page(&site.address()).await;
    let theirs = site.office.submit(&mine, "#cells", &[(&field, "40")]).await;
    assert_eq!(theirs.status, StatusCode::SEE_OTHER);
    let both = site.office.submit(&mine, "#cells", &[(&field, "50")]).await;
    assert_eq!(both.status, StatusCode::CONFLICT);
    let html = both.html();
    html.check("vi");
    assert_eq!(html.all(&format!("[id='{field}']"))[0].attr("value"), Some("50"));
    assert_eq!(html.text(".cell-conflict strong"), "40");
    // Saved once more, the officer's own value takes the other's place.
    let again = Answer { path: site.address(), ..both };
    let kept = site.office.submit(&again, "#cells", &[]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let form = work::submissions::form(&site.office.work, site.submission).await.unwrap();
    let cell = form.figures.iter().find_map(|row| row.cell.as_ref()).unwrap();
    assert_eq!((cell.entry.value.as_str(), cell.version), ("50", 2));
}

#[tokio::test]
async fn what_comes_after_the_period_closed_is_shown_again_and_not_kept() {
    let mut site = Reporting::opened().await;
    let cell = site.cells("indicator").await.remove(0);
    let field = format!("{cell}.value");
    let open = site.office.page(&site.address()).await;
    site.close().await;
    let late = site.office.submit(&open, "#cells", &[(&field, "47,25")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let html = late.html();
    html.check("vi");
    assert_eq!(html.texts(".error-summary dd"), ["47,25"]);
    assert!(!html.has("#cells input[type=text]"), "a closed form takes nothing");
    let answer = site.send(json!([{ "name": cell, "version": 0, "fields": { "value": "1" } }])).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(told(&answer)["closed"].as_str().unwrap().contains("trình duyệt"));
    let form = work::submissions::form(&site.office.work, site.submission).await.unwrap();
    assert_eq!(form.filled(), 0);
}

#[tokio::test]
async fn cells_are_kept_one_by_one_each_under_its_version() {
    let mut site = Reporting::opened().await;
    let cell = site.cells("indicator").await.remove(0);
    let one = |version: i64, value: &str| json!([{ "name": cell, "version": version, "fields": { "value": value } }]);
    let first = told(&site.send(one(0, "12,5")).await);
    assert_eq!(first["filled"], 1);
    assert_eq!((&first["cells"][0]["outcome"], &first["cells"][0]["version"]), (&json!("kept"), &json!(1)));
    let wrong = told(&site.send(one(1, "101")).await);
    assert_eq!(wrong["filled"], 0);
    assert_eq!(wrong["cells"][0]["faults"][0][0], "value");
    // The same words sent again, since an answer was lost on its way, are no conflict.
    let again = told(&site.send(one(1, "101")).await);
    assert_eq!((&again["cells"][0]["outcome"], &again["cells"][0]["version"]), (&json!("kept"), &json!(2)));
    let late = told(&site.send(one(1, "13")).await);
    let cell_now = &late["cells"][0];
    assert_eq!((&cell_now["outcome"], &cell_now["version"]), (&json!("elsewhere"), &json!(2)));
    assert_eq!(cell_now["theirs"]["fields"]["value"], "101");
}

#[tokio::test]
async fn a_block_of_ten_thousand_rows_takes_what_fits_and_tells_the_rest() {
    let mut site = Reporting::opened().await;
    let cell = site.cells("indicator").await.remove(0);
    let foreign = |n: u32| {
        let name = format!("indicator-00000000-0000-7000-8000-{n:012}");
        json!({ "name": name, "version": 0, "fields": { "value": "1" } })
    };
    let mut cells: Vec<Value> = (0..9_999).map(foreign).collect();
    cells.push(json!({ "name": cell, "version": 0, "fields": { "value": "7" } }));
    let answer = told(&site.send(Value::Array(cells)).await);
    let outcomes: Vec<&str> =
        answer["cells"].as_array().unwrap().iter().map(|cell| cell["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes.iter().filter(|outcome| **outcome == "not_due").count(), 9_999);
    assert_eq!(outcomes.last(), Some(&"kept"));
}

#[tokio::test]
async fn nothing_is_taken_from_another_site_nor_without_signing_in() {
    let mut site = Reporting::opened().await;
    let cell = site.cells("indicator").await.remove(0);
    let path = format!("{}/cells", site.address());
    let body = json!({ "cells": [{ "name": cell, "version": 0, "fields": { "value": "1" } }] }).to_string();
    let request = site.office.request(Method::POST, &path).header(header::CONTENT_TYPE, "application/json");
    let mut request = request.body(Body::from(body)).unwrap();
    request.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(site.office.send(&path, request).await.status, StatusCode::FORBIDDEN);
    site.office.sign_out_silently();
    let expired = site.send(json!([{ "name": cell, "version": 0, "fields": { "value": "1" } }])).await;
    assert_eq!(expired.status, StatusCode::SEE_OTHER);
    assert!(expired.location().starts_with("/sign-in"));
}

#[tokio::test]
async fn evidence_is_given_checked_and_taken_out_only_by_those_who_may() {
    let mut site = Reporting::opened().await;
    let cell = site.cells("task").await.remove(0);
    let place = format!("{}/evidence?cell={cell}", site.address());
    for lang in ["vi", "en"] {
        site.office.speak(lang).await;
        site.office.page(&place).await.html().check(lang);
    }
    let wrong = site.office.upload_to(&place, "bao-cao.docx", b"%PDF-1.7\n").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html().text(".field-error").contains("PDF"));
    let given = site.office.upload_to(&place, "Báo cáo “1”.pdf", b"%PDF-1.7\n").await;
    let page = site.office.follow(&given).await.html();
    let file = page.one("#given .row-title").attr("href").unwrap().to_owned();
    let taken = site.office.page(&file).await;
    assert_eq!(taken.headers[header::CONTENT_TYPE], "application/pdf");
    assert!(taken.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment;"));
    assert_eq!(taken.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(taken.body, "%PDF-1.7\n");

    let page = site.office.page(&place).await;
    let foreign = site.office.submit(&page, "#link", &[("url", "javascript:alert(1)")]).await;
    assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);
    foreign.html().check("en");
    let link = site.office.submit(&page, "#link", &[("url", "https://so.tinh.vn/bien-ban")]).await;
    assert_eq!(site.office.follow(&link).await.html().all("#given li").len(), 2);

    // Through another report the same file is not found.
    let other = file.replace(&site.submission.to_string(), "00000000-0000-7000-8000-000000000001");
    assert_eq!(site.office.get(&other).await.status, StatusCode::NOT_FOUND);
    let mut stranger = site.office.another();
    assert!(stranger.get(&file).await.location().starts_with("/sign-in"));

    let page = site.office.page(&place).await;
    let gone = site.office.submit(&page, &format!("#given form[action='{file}/remove']"), &[]).await;
    assert_eq!(site.office.follow(&gone).await.html().all("#given li").len(), 1);
    assert_eq!(site.office.get(&file).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn officer_and_head_open_on_what_waits_for_them() {
    let mut site = Reporting::opened().await;
    let form = work::submissions::form(&site.office.work, site.submission).await.unwrap();
    let scope = Scope { organisation: Some(form.body.id), ..Scope::default() };
    for role in [AccessRole::FocalOfficer, AccessRole::Head] {
        sign_in_as(&mut site.office, &[(role, scope)]).await;
        for lang in ["vi", "en"] {
            site.office.speak(lang).await;
            let home = site.office.page("/?home=unit").await.html();
            home.check(lang);
            assert_eq!(home.one("#reports .btn-primary").attr("href"), Some(site.address().as_str()));
        }
    }
}
