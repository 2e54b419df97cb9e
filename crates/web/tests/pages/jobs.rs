//! Background jobs: what was done, and what failed, tried again.

use domain::JobKind;
use work::jobs::{MOST_ATTEMPTS, Wanted, enqueue};

use crate::calendars::{jobs_end, jobs_run, with_calendar};
use crate::visitor::Visitor;

#[tokio::test]
async fn what_failed_is_shown_in_words_and_tried_again() {
    let mut office = Visitor::on_demonstration().await;
    with_calendar(&mut office).await;
    let done = office.page("/jobs?state=done").await;
    done.html().check("vi");
    assert!(done.body.contains("Mở kỳ báo cáo") && done.body.contains("Lập các kỳ sắp tới"));
    let unknown: domain::CalendarId = office.work.clock.id();
    let mut tx = office.work.store.write().await.unwrap();
    enqueue(&office.work, &mut tx, &Wanted::new(JobKind::MakePeriods, unknown)).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    for _ in 0..MOST_ATTEMPTS {
        jobs_end(&office).await;
        office.wait(61);
    }
    office.sign_in().await;
    let failed = office.page("/jobs?state=failed").await;
    failed.html().check("vi");
    assert!(failed.body.contains("Không còn đối tượng"), "{}", failed.body);
    office.speak("en").await;
    let failed = office.page("/jobs?state=failed").await;
    failed.html().check("en");
    assert!(failed.body.contains("What it was about is no longer there"));
    let retried = office.submit(&failed, "form[action='/jobs']", &[]).await;
    let waiting = office.follow(&retried).await;
    waiting.html().check("en");
    assert!(waiting.body.contains(&unknown.to_string()));
}

#[tokio::test]
async fn jobs_are_read_page_by_page() {
    let mut office = Visitor::on_demonstration().await;
    jobs_run(&office).await;
    let mut tx = office.work.store.write().await.unwrap();
    for n in 0..60 {
        let wanted = Wanted::new(JobKind::Sweep, "").once_for(n);
        enqueue(&office.work, &mut tx, &wanted).await.unwrap();
    }
    tx.commit_unrecorded().await.unwrap();
    let first = office.page("/jobs").await;
    assert_eq!(first.html().all("tbody tr").len(), 50);
    let next = first.html().links().into_iter().find(|link| link.contains("behind=")).unwrap();
    assert_eq!(office.page(&next).await.html().all("tbody tr").len(), 10);
}
