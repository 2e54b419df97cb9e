//! Notices to the posts that somebody fills, and mail on its way.

use axum::http::StatusCode;
use domain::{Mail, MailState, Notice, NoticeAbout, NoticeId, NoticeKind, NoticeWords, PostId};
use jiff::SignedDuration;
use work::sign_in::STANDING_OFFICE;

use crate::visitor::Visitor;

async fn own_post(visitor: &Visitor) -> PostId {
    let mut read = visitor.work.store.read().await.unwrap();
    store::post::list_by_title(&mut read, STANDING_OFFICE.post).await.unwrap().pop().unwrap().id
}

async fn tell(visitor: &Visitor, post: PostId, kind: NoticeKind, ago: i64) -> NoticeId {
    let clock = visitor.work.clock;
    let id: NoticeId = clock.id();
    let notice = Notice {
        id,
        post,
        key: format!("test/{id}"),
        kind,
        plan: None,
        about: NoticeAbout::Difficulty(clock.id()),
        words: NoticeWords {
            body: "Sở Tài chính".into(),
            what: "tháng 10/2026".into(),
            what_en: "October 2026".into(),
            on: Some(clock.today()),
            reason: "Số liệu chưa khớp".into(),
        },
        created_at: clock.now() - SignedDuration::from_mins(ago),
        read_at: None,
    };
    let mut tx = visitor.work.store.write().await.unwrap();
    assert!(store::notice::add(&mut tx, &notice).await.unwrap());
    tx.commit_unrecorded().await.unwrap();
    id
}

#[tokio::test]
async fn every_kind_of_notice_is_told_in_both_languages_until_it_is_read() {
    let mut visitor = Visitor::on_demonstration().await;
    let post = own_post(&visitor).await;
    let mut last = None;
    for (kind, ago) in NoticeKind::ALL.iter().zip(1..) {
        last = Some(tell(&visitor, post, *kind, ago).await);
    }
    let count = NoticeKind::ALL.len();
    for lang in ["vi", "en"] {
        visitor.speak(lang).await;
        let page = visitor.page("/notices").await;
        page.html().check(lang);
        assert_eq!(page.html().all(".notice-row.is-unread").len(), count);
        assert_eq!(page.html().text(".bell-count"), count.to_string());
    }
    let read = visitor.post(&format!("/notices/{}", last.unwrap()), &[]).await;
    assert!(read.location().starts_with("/difficulties/"), "{}", read.location());
    let page = visitor.page("/notices").await;
    assert_eq!(page.html().all(".notice-row.is-unread").len(), count - 1);
    tell(&visitor, post, NoticeKind::Returned, 0).await;
    let read = visitor.submit(&page, "form[action='/notices']", &[]).await;
    let page = visitor.follow(&read).await;
    assert_eq!(page.html().all(".notice-row.is-unread").len(), 1, "what came meanwhile stays unread");
}

#[tokio::test]
async fn what_others_were_told_is_theirs() {
    let mut visitor = Visitor::on_demonstration().await;
    let mut tx = visitor.work.store.write().await.unwrap();
    let other = domain::Post::new(visitor.work.clock.id(), None, "Chức danh khác");
    store::post::add(&mut tx, &other).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    let id = tell(&visitor, other.id, NoticeKind::Returned, 1).await;
    let page = visitor.page("/notices").await;
    assert!(page.html().has(".empty") && !page.html().has(".bell-count"));
    assert_eq!(visitor.post(&format!("/notices/{id}"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn mail_that_failed_is_seen_with_its_reason_and_tried_again() {
    let mut visitor = Visitor::on_demonstration().await;
    let clock = visitor.work.clock;
    let mail = Mail {
        id: clock.id(),
        key: "digest/test".into(),
        recipient: "an@so.tinh.vn".into(),
        subject: "Cột Mốc 23/11/2026: 1 việc cần biết".into(),
        plain: "Kính gửi".into(),
        html: String::new(),
        state: MailState::Failed,
        attempts: 1,
        next_at: clock.now(),
        created_at: clock.now(),
        sent_at: None,
        last_error: "permanent error (550): no such user".into(),
    };
    let mut tx = visitor.work.store.write().await.unwrap();
    store::mail::add(&mut tx, &mail).await.unwrap();
    tx.commit_unrecorded().await.unwrap();
    for lang in ["en", "vi"] {
        visitor.speak(lang).await;
        let page = visitor.page("/mail?state=failed").await;
        page.html().check(lang);
        assert!(page.body.contains("no such user") && page.body.contains("--smtp-url"), "no server is named");
    }
    let page = visitor.page("/mail").await;
    let retried = visitor.submit(&page, ".actions form[action='/mail']", &[]).await;
    let page = visitor.follow(&retried).await;
    assert!(!page.html().has(".actions form[action='/mail']"), "nothing failed any more");
    let one = visitor.submit(&page, "td form", &[]).await;
    assert_eq!(one.status, StatusCode::SEE_OTHER);
}
