//! Notices, each told once, and the mail about them.

use domain::*;
use jiff::SignedDuration;
use store::mail::After as AfterMail;
use store::notice::After;
use store::{Write, mail, notice};

use crate::both::on_both;
use crate::sample::*;

fn a_post(n: u128) -> PostId {
    id(n)
}

async fn posts(tx: &mut Write) {
    for n in [500, 501] {
        store::post::add(tx, &Post::new(a_post(n), None, format!("Chức danh {n}"))).await.unwrap();
    }
    store::person::add(tx, &Person::new(id(600), "Trần Văn Ân", "an@so.tinh.vn")).await.unwrap();
}

fn a_notice(n: u128, post: u128) -> Notice {
    Notice {
        id: id(900 + n),
        post: a_post(post),
        key: format!("returned/{n}"),
        kind: NoticeKind::ALL[n as usize % NoticeKind::ALL.len()],
        plan: None,
        about: NoticeAbout::Submission(id(720)),
        words: NoticeWords { body: "Sở Tài chính".into(), ..NoticeWords::default() },
        created_at: at(i64::try_from(n).unwrap()),
        read_at: None,
    }
}

on_both!(a_notice_is_told_once_and_read_by_whoever_fills_the_post, |store| async {
    let mut tx = store.write().await.unwrap();
    posts(&mut tx).await;
    for n in 0..12 {
        let about = NoticeAbout::Difficulty(id(n));
        assert!(notice::add(&mut tx, &Notice { about, ..a_notice(n, 500) }).await.unwrap());
    }
    assert!(notice::add(&mut tx, &a_notice(20, 501)).await.unwrap());
    let again = Notice { id: id(999), ..a_notice(3, 500) };
    assert!(!notice::add(&mut tx, &again).await.unwrap(), "told before");
    assert_eq!(notice::find(&mut tx, id(999)).await.unwrap(), None);
    let keys = ["returned/3".to_owned(), "returned/99".to_owned()];
    let known = notice::list_known(&mut tx, &keys).await.unwrap();
    assert!(known.contains("returned/3") && known.len() == 1);

    let first = notice::list(&mut tx, &[a_post(500)], None, 8).await.unwrap();
    let after = After::from(first.last().unwrap());
    let rest = notice::list(&mut tx, &[a_post(500)], Some(after), 8).await.unwrap();
    let order: Vec<_> = first.iter().chain(&rest).map(|notice| notice.id.0.as_u128() - 900).collect();
    assert_eq!(order, (0..12).rev().collect::<Vec<_>>());
    assert_eq!(notice::list(&mut tx, &[], None, 8).await.unwrap(), []);

    let both = [a_post(500), a_post(501)];
    assert_eq!(notice::count_unread(&mut tx, &both, 99).await.unwrap(), 13);
    assert_eq!(notice::count_unread(&mut tx, &both, 5).await.unwrap(), 5);
    assert_eq!(notice::count_unread(&mut tx, &[], 5).await.unwrap(), 0);
    notice::mark_read(&mut tx, id(903), at(50)).await.unwrap();
    notice::mark_read(&mut tx, id(903), at(60)).await.unwrap();
    assert_eq!(notice::find(&mut tx, id(903)).await.unwrap().unwrap().read_at, Some(at(50)));
    assert_eq!(notice::mark_all_read(&mut tx, &both, at(11), at(70)).await.unwrap(), 11);
    assert_eq!(notice::count_unread(&mut tx, &both, 99).await.unwrap(), 1, "what came later stays unread");
});

fn a_mail(n: u128) -> Mail {
    Mail {
        id: id(950 + n),
        key: format!("digest/{n}"),
        recipient: "an@so.tinh.vn".into(),
        subject: "Cột Mốc: 1 việc cần biết".into(),
        plain: "- Sở Tài chính".into(),
        html: "<p>Sở Tài chính</p>".into(),
        state: MailState::Waiting,
        attempts: 0,
        next_at: at(i64::try_from(n).unwrap()),
        created_at: at(i64::try_from(n).unwrap()),
        sent_at: None,
        last_error: String::new(),
    }
}

on_both!(mail_is_claimed_once_and_put_off_until_it_is_taken, |store| async {
    let mut tx = store.write().await.unwrap();
    for n in 1..=3 {
        assert!(mail::add(&mut tx, &a_mail(n)).await.unwrap());
    }
    assert!(!mail::add(&mut tx, &Mail { id: id(999), ..a_mail(1) }).await.unwrap(), "written before");
    assert_eq!(mail::get(&mut tx, id(951)).await.unwrap(), a_mail(1));
    assert!(mail::get(&mut tx, id(999)).await.is_err());
    assert_eq!(mail::find_next(&mut tx).await.unwrap(), Some(at(1)));
    let lease = at(10) + SignedDuration::from_mins(5);
    let claimed = mail::claim(&mut tx, at(10), lease).await.unwrap().unwrap();
    assert_eq!((claimed.id, claimed.attempts, claimed.next_at), (id(951), 1, lease));
    let other = mail::claim(&mut tx, at(10), lease).await.unwrap().unwrap();
    assert_eq!(other.id, id(952), "nobody else claims the first");
    mail::put_off(&mut tx, &claimed, "connection refused", at(20)).await.unwrap();
    mail::put_off(&mut tx, &Mail { attempts: 9, ..claimed.clone() }, "stale", at(30)).await.unwrap();
    let waiting = mail::get(&mut tx, id(951)).await.unwrap();
    assert_eq!((waiting.next_at, waiting.last_error.as_str()), (at(20), "connection refused"));
    mail::sent(&mut tx, id(952), at(11)).await.unwrap();
    let third = mail::claim(&mut tx, at(12), lease).await.unwrap().unwrap();
    mail::give_up(&mut tx, &third, "550 no such user").await.unwrap();
    assert_eq!(mail::claim(&mut tx, at(12), lease).await.unwrap(), None);
    for (state, expected) in [(MailState::Waiting, 951), (MailState::Sent, 952), (MailState::Failed, 953)] {
        let found = mail::list(&mut tx, Some(state), None, 10).await.unwrap();
        assert_eq!(found.iter().map(|mail| mail.id).collect::<Vec<_>>(), [id(expected)]);
        assert_eq!(mail::count(&mut tx, state, 10).await.unwrap(), 1);
    }
    let first = mail::list(&mut tx, None, None, 2).await.unwrap();
    let after = AfterMail::from(first.last().unwrap());
    let rest = mail::list(&mut tx, None, Some(after), 2).await.unwrap();
    assert_eq!((first.len(), rest.len(), rest[0].id), (2, 1, id(951)));
    assert_eq!(mail::retry_failed(&mut tx, at(40)).await.unwrap(), 1);
    assert_eq!(mail::get(&mut tx, id(953)).await.unwrap().next_at, at(40));
    mail::retry(&mut tx, id(951), at(41)).await.unwrap();
    assert!(mail::retry(&mut tx, id(952), at(41)).await.is_err(), "what was sent is not sent again");
});

on_both!(no_digest_repeats_another, |store| async {
    let mut tx = store.write().await.unwrap();
    posts(&mut tx).await;
    for n in 1..=3 {
        notice::add(&mut tx, &a_notice(n, 500)).await.unwrap();
    }
    notice::mark_read(&mut tx, id(903), at(5)).await.unwrap();
    let to_mail = async |tx: &mut Write, person: u128, since| {
        let found = notice::list_to_mail(tx, id(person), &[a_post(500)], since).await.unwrap();
        found.into_iter().map(|notice| notice.id.0.as_u128() - 900).collect::<Vec<_>>()
    };
    assert_eq!(to_mail(&mut tx, 600, at(0)).await, [1, 2]);
    assert_eq!(to_mail(&mut tx, 600, at(2)).await, [2], "what is too old is not mailed");
    assert!(mail::add(&mut tx, &a_mail(1)).await.unwrap());
    mail::add_notices(&mut tx, id(951), id(600), &[id(901)]).await.unwrap();
    assert_eq!(to_mail(&mut tx, 600, at(0)).await, [2]);
    assert_eq!(to_mail(&mut tx, 601, at(0)).await, [1, 2], "somebody else was not told");
    assert_eq!(notice::list_to_mail(&mut tx, id(600), &[], at(0)).await.unwrap(), []);
    mail::forget(&mut tx, id(600)).await.unwrap();
    let forgotten = mail::get(&mut tx, id(951)).await.unwrap();
    assert_eq!((forgotten.recipient.as_str(), forgotten.plain.as_str()), ("", ""));
    assert_eq!(forgotten.state, MailState::Failed, "what waited is not sent any more");
});
