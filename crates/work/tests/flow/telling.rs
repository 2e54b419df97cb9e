//! Who is told of a report: that it is due, overdue, handed in, sent back, approved, contested.

use domain::access::Scope;
use domain::{AccessGrant, AccessRole, NoticeKind, Person, Post, PostId, Tenure, TenureKind};
use jiff::civil::date;
use work::silence;

use crate::both::on_both;
use crate::office::*;

const OFFICER: u128 = 200;
const HEAD: u128 = 201;
const STANDING: u128 = 202;

impl Office {
    /// Gives the department of science its report line: each post with somebody who fills it.
    async fn with_line(self) -> Self {
        let mut tx = self.work.store.write().await.unwrap();
        for (post, role, body) in [
            (OFFICER, AccessRole::FocalOfficer, Some(SCIENCE)),
            (HEAD, AccessRole::Head, Some(SCIENCE)),
            (STANDING, AccessRole::StandingOffice, None),
        ] {
            let own: Post = Post::new(id(post), body.map(id), role.code());
            store::post::add(&mut tx, &own).await.unwrap();
            store::person::add(&mut tx, &Person::new(id(post), format!("Người {post}"), "")).await.unwrap();
            let tenure = Tenure {
                post: id(post),
                person: id(post),
                kind: TenureKind::Holder,
                from: date(2026, 1, 1),
                to: None,
                document: String::new(),
            };
            store::tenure::add(&mut tx, &tenure).await.unwrap();
            let scope = Scope { organisation: body.map(id), ..Scope::default() };
            let from = date(2026, 1, 1);
            let grant = AccessGrant { id: id(post), post: id(post), role, scope, from, to: None, version: 1 };
            store::access_grant::add(&mut tx, &grant).await.unwrap();
        }
        tx.commit_unrecorded().await.unwrap();
        self
    }

    /// Does every job that waits.
    async fn work_on_jobs(&self) {
        while work::jobs::step(&self.work).await.unwrap() == work::jobs::Step::Worked {}
    }

    /// What a post was told, the last first.
    async fn told(&self, post: u128) -> Vec<NoticeKind> {
        let posts: [PostId; 1] = [id(post)];
        let mut read = self.work.store.read().await.unwrap();
        let all = store::notice::list(&mut read, &posts, None, 100).await.unwrap();
        all.into_iter().map(|notice| notice.kind).collect()
    }
}

on_both!(silence_climbs_the_report_line_and_is_told_once_each, |store| async {
    use NoticeKind::{Overdue, Reminder};
    let office = Office::open(store).await.with_line().await;
    let tell = async |day: i8| silence::tell(&office.later(day).work, id(PERIOD)).await.unwrap();
    // Due on Wednesday 4/11. Two bodies have no line of their own: the standing office hears for them.
    assert_eq!(tell(3).await, 3);
    assert_eq!((office.told(OFFICER).await, office.told(HEAD).await), (vec![Reminder], vec![]));
    assert_eq!(office.told(STANDING).await, [Reminder, Reminder]);
    assert_eq!(tell(3).await, 0, "told once");
    tell(5).await;
    assert_eq!(office.told(OFFICER).await, [Overdue, Reminder]);
    assert_eq!(office.told(HEAD).await, [Overdue]);
    let before = office.told(STANDING).await.len();
    // Friday to Monday: two working days more, no member follows, so the office hears in the member's place.
    tell(9).await;
    assert!(office.told(STANDING).await.len() > before);
    assert_eq!(office.told(HEAD).await, [Overdue], "the head is told once");
    tell(11).await;
    assert_eq!(tell(12).await, 0, "the ladder has an end");
});

on_both!(each_step_tells_those_whom_it_concerns, |store| async {
    use NoticeKind::{Approved, Contested, Returned, Submitted};
    let office = Office::open(store).await.with_line().await;
    office.enter(SCIENCE, &[(key(STATIONS), value("12"))]).await.unwrap();
    office.submit(SCIENCE, "chưa đủ số liệu").await.unwrap();
    office.work_on_jobs().await;
    assert!(office.told(HEAD).await.contains(&Submitted));
    let office = office.later(4);
    office.return_back(SCIENCE, "Thiếu tỷ lệ hồ sơ số").await.unwrap();
    office.work_on_jobs().await;
    assert!(office.told(OFFICER).await.contains(&Returned));
    let posts: [PostId; 1] = [id(OFFICER)];
    let mut read = office.work.store.read().await.unwrap();
    let all = store::notice::list(&mut read, &posts, None, 10).await.unwrap();
    drop(read);
    let returned = all.iter().find(|notice| notice.kind == Returned).unwrap();
    assert!(
        returned.sentence(domain::Lang::Vi).starts_with("Sở Khoa học và Công nghệ: báo cáo tháng 10/2026")
    );
    let office = office.later(5);
    office.submit(SCIENCE, "chưa đủ số liệu").await.unwrap();
    office.approve(SCIENCE).await.unwrap();
    office.work_on_jobs().await;
    assert!(office.told(OFFICER).await.contains(&Approved));
    let contesting =
        work::verification::Contesting { revision: 1, reason: "Không khớp minh chứng".into() };
    let submission = office.submission(SCIENCE).await.id;
    work::verification::contest(&office.work, &verifier(), submission, id(STATIONS), &contesting)
        .await
        .unwrap();
    office.work_on_jobs().await;
    for post in [OFFICER, HEAD] {
        assert!(office.told(post).await.contains(&Contested), "{post}");
    }
    let told = office.told(OFFICER).await.len();
    silence::tell(&office.work, id(PERIOD)).await.unwrap();
    assert_eq!(office.told(OFFICER).await.len(), told, "nothing is told twice");
});
