//! Persons, posts and tenures beyond the committee's; what is handed out and erased; report lines.

use domain::audit::{Event, fields};
use domain::{Person, Post, Responsibility, Role, Tenure, TenureKind};
use jiff::civil::date;
use serde_json::json;
use store::audit::{self, Record};
use store::identity::{self, Identity};
use store::passkey::{self, Passkey};
use store::session::{self, Session};
use store::sign_in_link::{self, SignInLink};
use store::{
    Error, Write, account, committee, erasure, field, generation, indicator, member, organisation, person,
    post, report_line, task, tenure,
};

use crate::both::on_both;
use crate::sample::*;

fn a_tenure(person: u128, year: i16) -> Tenure {
    Tenure {
        post: id(610),
        person: id(person),
        kind: TenureKind::Holder,
        from: date(year, 1, 1),
        to: Some(date(year, 12, 31)),
        document: "QĐ bổ nhiệm Người thứ nhất".into(),
    }
}

async fn add_people(tx: &mut Write) {
    organisation::add(tx, &an_organisation(300, "Sở Nội vụ")).await.unwrap();
    post::add(tx, &Post::new(id(610), Some(id(300)), "Giám đốc")).await.unwrap();
    post::add(tx, &Post::new(id(611), None, "Bí thư")).await.unwrap();
    for n in [1, 2] {
        person::add(tx, &Person::new(id(700 + n), format!("Người thứ {n}"), "")).await.unwrap();
    }
}

on_both!(tenures_are_taken_back_and_posts_found_by_their_body, |store| async {
    let mut tx = store.write().await.unwrap();
    add_people(&mut tx).await;
    let (first, second) = (a_tenure(701, 2024), a_tenure(702, 2025));
    tenure::add(&mut tx, &second).await.unwrap();
    tenure::add(&mut tx, &first).await.unwrap();
    assert_eq!(tenure::list_all(&mut tx).await.unwrap(), [first.clone(), second.clone()]);
    tenure::erase_document(&mut tx, &first).await.unwrap();
    let blank = Tenure { document: String::new(), ..first };
    assert_eq!(tenure::list_all(&mut tx).await.unwrap(), [blank.clone(), second.clone()]);
    let before = generation::get(&mut tx).await.unwrap();
    tenure::remove(&mut tx, &second).await.unwrap();
    assert!(generation::get(&mut tx).await.unwrap() > before);
    assert_eq!(tenure::list_all(&mut tx).await.unwrap(), [blank]);
    assert!(matches!(tenure::remove(&mut tx, &second).await, Err(Error::NotFound { .. })));

    let of_body = post::list_of_body(&mut tx, id(300)).await.unwrap();
    assert_eq!(of_body, [Post::new(id(610), Some(id(300)), "Giám đốc")]);
    assert_eq!(person::list(&mut tx).await.unwrap().len(), 2);
});

on_both!(nothing_is_left_to_sign_in_by, |store| async {
    let mut tx = store.write().await.unwrap();
    add_people(&mut tx).await;
    for n in [1_u128, 2] {
        account::add(&mut tx, &an_account(n)).await.unwrap();
        let session = Session {
            id_sha256: format!("s{n}"),
            account: id(n),
            means: domain::Means::Link,
            address: "10.0.0.7".into(),
            agent: "Firefox".into(),
            created_at: at(0),
            seen_at: at(0),
            expires_at: at(100),
        };
        session::add(&mut tx, &session).await.unwrap();
        let link = SignInLink { token_sha256: format!("l{n}"), account: id(n), expires_at: at(100) };
        sign_in_link::add(&mut tx, &link).await.unwrap();
        let key = Passkey {
            id: format!("k{n}"),
            account: id(n),
            name: "Máy cơ quan".into(),
            credential: "{}".into(),
            created_at: at(0),
            last_used_at: None,
        };
        passkey::add(&mut tx, &key).await.unwrap();
        let identity = Identity {
            issuer: "https://sso".into(),
            subject: format!("u{n}"),
            account: id(n),
            linked_at: at(0),
        };
        identity::add(&mut tx, &identity).await.unwrap();
    }
    assert_eq!(erasure::find_second_factor(&mut tx, id(1)).await.unwrap(), None);
    erasure::remove_credentials(&mut tx, id(1)).await.unwrap();
    for (n, left) in [(1_u128, 0), (2, 1)] {
        assert_eq!(session::list(&mut tx, id(n), at(1)).await.unwrap().len(), left);
        assert_eq!(passkey::list(&mut tx, id(n)).await.unwrap().len(), left);
        assert_eq!(identity::list(&mut tx, id(n)).await.unwrap().len(), left);
        let link = sign_in_link::find(&mut tx, &format!("l{n}"), at(1)).await.unwrap();
        assert_eq!(link.is_some(), left == 1);
    }
});

on_both!(details_are_erased_and_the_chain_stays_whole, |store| async {
    let record = |n: i64, account: u128, event: Event| Record {
        event,
        at: at(n),
        account: Some(id(account)),
        post: None,
        acting_as: "Chuyên viên".into(),
        address: "10.0.0.7".into(),
        agent: "100% Firefox_1".into(),
        salt: format!("muối {n}"),
    };
    let named = |name: &str| fields([("name", json!(name))]);
    let tx = store.write().await.unwrap();
    let entries = vec![
        record(1, 1, Event::done("person.added", "p1").added(&named("Lê Văn A"))),
        record(2, 2, Event::done("post.filled", "p2").added(&named("Lê Văn B"))),
        record(3, 1, Event::done("person.changed", "p1").added(&named("Lê_Văn A"))),
    ];
    tx.commit(entries).await.unwrap();
    let mut tx = store.write().await.unwrap();
    let seqs = |all: Vec<audit::Sealed>| all.into_iter().map(|sealed| sealed.entry.seq).collect::<Vec<_>>();
    assert_eq!(seqs(erasure::list_written(&mut tx, id(1)).await.unwrap()), [1, 3]);
    assert_eq!(seqs(erasure::list_about(&mut tx, "p1").await.unwrap()), [1, 3]);
    assert_eq!(seqs(erasure::list_mentioning(&mut tx, "Lê Văn A").await.unwrap()), [1]);
    assert_eq!(seqs(erasure::list_mentioning(&mut tx, "Lê_Văn").await.unwrap()), [3]);
    assert_eq!(seqs(erasure::list_mentioning(&mut tx, "100%").await.unwrap()), [1, 2, 3]);

    let before = audit::list_after(&mut tx, 0, 9).await.unwrap();
    erasure::erase_details(&mut tx, 1).await.unwrap();
    assert!(matches!(erasure::erase_details(&mut tx, 9).await, Err(Error::NotFound { .. })));
    let after = audit::list_after(&mut tx, 0, 9).await.unwrap();
    assert_eq!(after[0].details, None);
    assert_eq!(after[0].entry, before[0].entry);
    assert_eq!(after[1..], before[1..]);
    let mut previous = String::new();
    for sealed in &after {
        assert_eq!(sealed.entry.seal(&previous), sealed.hash);
        previous.clone_from(&sealed.hash);
    }
});

on_both!(plans_say_who_answers_in_which_field_and_who_follows, |store| async {
    let mut tx = store.write().await.unwrap();
    add_people(&mut tx).await;
    add_a_plan(&mut tx).await;
    organisation::add(&mut tx, &an_organisation(301, "Sở Tài chính")).await.unwrap();
    let staff = domain::Committee { id: id(600), organisation: None, name: "Ban Chỉ đạo".into() };
    committee::add(&mut tx, &staff).await.unwrap();
    let secretary = domain::Member {
        id: id(620),
        committee: id(600),
        post: id(611),
        role: domain::CommitteeRole::Head,
        label: "1".into(),
        position: 0,
        duties: Vec::new(),
    };
    member::add(&mut tx, &secretary).await.unwrap();
    let budget = domain::Field { id: id(800), name: "Ngân sách".into(), position: 0, version: 1 };
    field::add(&mut tx, &budget).await.unwrap();
    let body = |role, n: u128| Responsibility { organisation: Some(id(n)), ..a_responsibility(role, "Sở") };
    let follower = Responsibility { member: Some(id(620)), ..a_responsibility(Role::Follower, "Bí thư") };
    let mut indicators = [an_indicator(0), an_indicator(1)];
    indicators[0].field = Some(id(800));
    indicators[0].responsibilities = vec![body(Role::Lead, 300), body(Role::Coordinating, 301)];
    indicators[1].responsibilities = vec![body(Role::Implementer, 300), follower.clone()];
    indicator::add_all(&mut tx, &indicators).await.unwrap();
    let mut work = a_task(0, domain::DeadlineKind::Ongoing);
    work.responsibilities = vec![body(Role::Lead, 301), follower];
    assert_eq!(report_line::list_answering(&mut tx).await.unwrap(), [id(300)]);
    task::add_all(&mut tx, &[work]).await.unwrap();
    assert_eq!(report_line::list_answering(&mut tx).await.unwrap(), [id(300), id(301)]);
    assert_eq!(report_line::list_fields(&mut tx).await.unwrap(), [(id(300), id(800))]);
    let followers = report_line::list_followers(&mut tx).await.unwrap();
    assert_eq!(followers, [(id(300), id(620)), (id(301), id(620))]);
});
