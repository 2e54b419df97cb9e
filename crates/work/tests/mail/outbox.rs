//! What is written, what is sent, and what becomes of it when the server does not take it.

use domain::MailState;
use jiff::SignedDuration;
use work::Actor;
use work::mail::{MailFault, MailSettings, PostOffice};

use crate::server::{Mood, Server};
use crate::unit::Unit;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test]
async fn whoever_fills_the_post_has_one_digest_a_day() {
    let (mut unit, server) = (Unit::new().await, Server::start().await);
    unit.with_server(server.port);
    for _ in 0..3 {
        unit.tell().await;
    }
    unit.work_on_mail().await;
    unit.work_on_mail().await;
    assert_eq!(server.recipients(), ["an@so.tinh.vn", "binh@so.tinh.vn"]);
    unit.tell().await;
    unit.wait(HOUR);
    unit.work_on_mail().await;
    assert_eq!(server.mails().len(), 2, "the day's digest is out, the rest waits for tomorrow");
    unit.wait(HOUR * 24);
    unit.work_on_mail().await;
    assert_eq!(server.recipients(), ["an@so.tinh.vn", "an@so.tinh.vn", "binh@so.tinh.vn", "binh@so.tinh.vn"]);
    unit.wait(HOUR * 24);
    unit.work_on_mail().await;
    assert_eq!(server.mails().len(), 4, "nothing new, no mail");
}

#[tokio::test]
async fn what_was_read_is_not_mailed() {
    let (mut unit, server) = (Unit::new().await, Server::start().await);
    unit.with_server(server.port);
    let read = unit.tell().await;
    unit.read(read).await;
    unit.work_on_mail().await;
    assert_eq!(server.mails(), []);
}

#[tokio::test]
async fn without_a_server_nothing_is_written() {
    let mut unit = Unit::new().await;
    unit.tell().await;
    unit.work_on_mail().await;
    assert_eq!(work::mail::write_head(&unit.work).await.unwrap(), 0);
    assert_eq!(unit.count(MailState::Waiting).await, 0);
}

#[tokio::test]
async fn after_a_day_without_a_server_everything_arrives_once() {
    let (mut unit, server) = (Unit::new().await, Server::start().await);
    // A port that nobody listens on any more.
    let gone = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    unit.with_server(gone);
    unit.tell().await;
    for _ in 0..26 {
        unit.work_on_mail().await;
        unit.wait(HOUR);
    }
    unit.tell().await;
    unit.work_on_mail().await;
    assert_eq!(unit.count(MailState::Waiting).await, 4, "two digests to two people");
    assert_eq!((unit.count(MailState::Sent).await, unit.count(MailState::Failed).await), (0, 0));
    let waiting = work::mail::list(&unit.work, Some(MailState::Waiting), None).await.unwrap();
    assert!(waiting.mails.iter().any(|mail| mail.attempts > 3 && !mail.last_error.is_empty()));

    unit.with_server(server.port);
    for _ in 0..6 {
        unit.wait(HOUR);
        unit.work_on_mail().await;
    }
    assert_eq!(server.recipients(), ["an@so.tinh.vn", "an@so.tinh.vn", "binh@so.tinh.vn", "binh@so.tinh.vn"]);
    assert_eq!((unit.count(MailState::Waiting).await, unit.count(MailState::Sent).await), (0, 4));
}

#[tokio::test]
async fn a_refusal_for_good_is_seen_and_can_be_tried_again() {
    let (mut unit, server) = (Unit::new().await, Server::start().await);
    unit.with_server(server.port);
    server.be(Mood::KnowsNobody);
    unit.tell().await;
    unit.work_on_mail().await;
    let failed = work::mail::list(&unit.work, Some(MailState::Failed), None).await.unwrap();
    assert_eq!((failed.mails.len(), failed.counts), (2, [0, 0, 2]));
    assert!(failed.mails[0].last_error.contains("no such user"), "{}", failed.mails[0].last_error);
    server.be(Mood::Takes);
    unit.wait(HOUR * 24);
    unit.work_on_mail().await;
    assert_eq!(server.mails(), [], "nobody asked for it to be tried again");
    let actor = Actor::program("test");
    work::mail::retry(&unit.work, &actor, failed.mails[0].id).await.unwrap();
    unit.work_on_mail().await;
    assert_eq!(server.mails().len(), 1);
    assert_eq!(work::mail::retry_failed(&unit.work, &actor).await.unwrap(), 1);
    unit.work_on_mail().await;
    assert_eq!(server.recipients(), ["an@so.tinh.vn", "binh@so.tinh.vn"]);
    assert!(work::mail::retry(&unit.work, &actor, failed.mails[0].id).await.is_err(), "it was sent");
}

#[tokio::test]
async fn a_server_that_asks_for_patience_is_asked_again() {
    let (mut unit, server) = (Unit::new().await, Server::start().await);
    unit.with_server(server.port);
    server.be(Mood::Later);
    unit.tell().await;
    unit.work_on_mail().await;
    assert_eq!((unit.count(MailState::Waiting).await, unit.count(MailState::Failed).await), (2, 0));
    server.be(Mood::Takes);
    unit.work_on_mail().await;
    assert_eq!(server.mails(), [], "not before the pause is over");
    unit.wait(SignedDuration::from_mins(6));
    unit.work_on_mail().await;
    assert_eq!(server.mails().len(), 2);
}

#[tokio::test]
async fn the_head_of_the_log_goes_out_once_a_day() {
    let (mut unit, server) = (Unit::new().await, Server::start().await);
    unit.with_server(server.port);
    assert_eq!(work::mail::write_head(&unit.work).await.unwrap(), 1);
    assert_eq!(work::mail::write_head(&unit.work).await.unwrap(), 0);
    unit.work_on_mail().await;
    let line = work::audit::head(&unit.work).await.unwrap().to_string();
    let (to, mail) = server.mails().pop().unwrap();
    assert_eq!(to, "luu-tru@tinh.vn");
    assert!(mail.contains(&line), "{mail}");
}

#[tokio::test]
async fn settings_that_cannot_be_used_are_told_without_the_password() {
    let settings = |url: &str, from: &str| MailSettings {
        url: url.into(),
        from: from.into(),
        ..MailSettings::default()
    };
    let fault = |url, from| PostOffice::new(&settings(url, from)).err();
    assert_eq!(fault("http://mail.tinh.vn", "cotmoc@tinh.vn"), Some(MailFault::Url));
    assert_eq!(fault("smtp://mail.tinh.vn", "Cột Mốc"), Some(MailFault::Address));
    let office = PostOffice::new(&settings("smtp://user:secret@mail.tinh.vn", "cotmoc@tinh.vn")).unwrap();
    assert!(!format!("{office:?}").contains("secret"));
}
