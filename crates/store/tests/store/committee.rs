//! Committees, their members, and who holds their posts.

use domain::{
    Committee, CommitteeRole, Duty, Member, Person, Post, Responsibility, Role, Tenure, TenureKind,
};
use jiff::civil::{Date, date};
use store::member::Load;
use store::{Error, Write, committee, indicator, member, organisation, person, post, task, tenure};

use crate::both::on_both;
use crate::sample::*;

fn a_member(position: u32, role: CommitteeRole) -> Member {
    Member {
        id: id(620 + u128::from(position)),
        committee: id(600),
        post: id(610 + u128::from(position)),
        role,
        label: format!("8.{position}"),
        position,
        duties: Vec::new(),
    }
}

fn a_post(position: u32, title: &str) -> Post {
    Post::new(id(610 + u128::from(position)), Some(id(300)), title)
}

fn a_committee() -> Committee {
    Committee { id: id(600), organisation: None, name: "Ban Chỉ đạo 57".into() }
}

/// Committee 600 with head 620 and member 621, who has two duties.
async fn add_a_committee(tx: &mut Write) -> [Member; 2] {
    let duty = |covers_indicators, anchor| Duty { text: "Theo dõi".into(), covers_indicators, anchor };
    let head = a_member(0, CommitteeRole::Head);
    let mut ordinary = a_member(1, CommitteeRole::StandingMember);
    ordinary.duties = vec![duty(true, None), duty(false, Some(anchor(3)))];
    organisation::add(tx, &an_organisation(300, "Tỉnh ủy")).await.unwrap();
    committee::add(tx, &a_committee()).await.unwrap();
    post::add(tx, &a_post(0, "Bí thư Tỉnh ủy")).await.unwrap();
    post::add(tx, &a_post(1, "Giám đốc Sở Tài chính")).await.unwrap();
    member::add(tx, &ordinary).await.unwrap();
    member::add(tx, &head).await.unwrap();
    [head, ordinary]
}

on_both!(members_come_in_the_official_order, |store| async {
    let mut tx = store.write().await.unwrap();
    let members = add_a_committee(&mut tx).await;
    tx.commit(Vec::new()).await.unwrap();

    let mut read = store.read().await.unwrap();
    assert_eq!(committee::list(&mut read).await.unwrap(), [a_committee()]);
    assert_eq!(committee::get(&mut read, id(600)).await.unwrap(), a_committee());
    assert_eq!(committee::find(&mut read, id(9)).await.unwrap(), None);
    assert!(matches!(committee::get(&mut read, id(9)).await, Err(Error::NotFound { .. })));
    assert_eq!(member::list(&mut read, id(600)).await.unwrap(), members);
    assert_eq!(member::get(&mut read, id(621)).await.unwrap(), members[1]);
    assert_eq!(member::find(&mut read, id(9)).await.unwrap(), None);
    assert!(matches!(member::get(&mut read, id(9)).await, Err(Error::NotFound { .. })));
    let with_posts = member::list_with_posts(&mut read, id(600)).await.unwrap();
    let [head, ordinary] = members;
    assert_eq!(with_posts, [(head, "Bí thư Tỉnh ủy".into()), (ordinary, "Giám đốc Sở Tài chính".into())]);
});

on_both!(a_load_counts_each_item_once, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    add_a_committee(&mut tx).await;
    let of_member = |role| Responsibility { member: Some(id(621)), ..a_responsibility(role, "Giám đốc") };
    let mut indicators = [an_indicator(0), an_indicator(1)];
    indicators[0].responsibilities.extend([of_member(Role::Follower), of_member(Role::Lead)]);
    let mut work = a_task(0, domain::DeadlineKind::Ongoing);
    work.responsibilities = vec![of_member(Role::Follower)];
    indicator::add_all(&mut tx, &indicators).await.unwrap();
    task::add_all(&mut tx, &[work]).await.unwrap();
    let load = |member, indicators, tasks| Load { member: id(member), indicators, tasks };
    assert_eq!(member::list_loads(&mut tx, id(600)).await.unwrap(), [load(620, 0, 0), load(621, 1, 1)]);
});

/// Who holds post 610 from a day on.
fn a_tenure(person: u128, from: Date) -> Tenure {
    let document = "QĐ 12-QĐ/TU".into();
    Tenure { post: id(610), person: id(person), kind: TenureKind::Acting, from, to: None, document }
}

on_both!(posts_are_held_by_persons_for_a_time, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_committee(&mut tx).await;
    let officer = Person::new(id(700), "Người thứ nhất", "a@laocai.gov.vn");
    person::add(&mut tx, &officer).await.unwrap();
    person::add(&mut tx, &Person { id: id(701), ..officer.clone() }).await.unwrap();
    let mut first = a_tenure(700, date(2020, 1, 1));
    let second = a_tenure(701, date(2026, 7, 1));
    tenure::add(&mut tx, &second).await.unwrap();
    tenure::add(&mut tx, &first).await.unwrap();
    first.to = Some(date(2026, 6, 30));
    tenure::update(&mut tx, &first).await.unwrap();

    assert_eq!(person::get(&mut tx, id(700)).await.unwrap(), officer);
    assert_eq!(person::find(&mut tx, id(9)).await.unwrap(), None);
    assert!(matches!(person::get(&mut tx, id(9)).await, Err(Error::NotFound { .. })));
    assert_eq!(tenure::list(&mut tx, id(610)).await.unwrap(), [first.clone(), second.clone()]);
    assert_eq!(tenure::list_of_person(&mut tx, id(700)).await.unwrap(), std::slice::from_ref(&first));
    assert_eq!(tenure::list_of_person(&mut tx, id(9)).await.unwrap(), []);
    assert_eq!(tenure::list_on(&mut tx, date(2026, 6, 30)).await.unwrap(), [first]);
    assert_eq!(tenure::list_on(&mut tx, date(2026, 7, 1)).await.unwrap(), std::slice::from_ref(&second));
    assert_eq!(tenure::list_on(&mut tx, date(2019, 1, 1)).await.unwrap(), []);
    let unknown = Tenure { from: date(2000, 1, 1), ..second };
    assert!(matches!(tenure::update(&mut tx, &unknown).await, Err(Error::NotFound { .. })));
});

on_both!(a_post_is_found_by_its_title, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_committee(&mut tx).await;
    let posts = [a_post(0, "Bí thư Tỉnh ủy"), a_post(1, "Giám đốc Sở Tài chính")];
    assert_eq!(post::list(&mut tx).await.unwrap(), posts);
    assert_eq!(post::list_by_title(&mut tx, "giám đốc sở  tài chính").await.unwrap(), posts[1..]);
    assert_eq!(post::list_by_title(&mut tx, "Giám đốc").await.unwrap(), []);
    assert_eq!(post::get(&mut tx, id(610)).await.unwrap(), posts[0]);
    assert_eq!(post::find(&mut tx, id(9)).await.unwrap(), None);
    assert!(matches!(post::get(&mut tx, id(9)).await, Err(Error::NotFound { .. })));
});

on_both!(posts_and_persons_are_changed_under_their_version, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_committee(&mut tx).await;
    let mut abolished = a_post(0, "Bí thư Tỉnh ủy");
    abolished.abolished_on = Some(date(2026, 12, 31));
    abolished.version = post::update(&mut tx, &abolished).await.unwrap();
    assert_eq!(post::get(&mut tx, abolished.id).await.unwrap(), abolished);
    let stale = post::update(&mut tx, &a_post(0, "Bí thư Tỉnh ủy")).await;
    assert!(matches!(stale, Err(Error::Stale { current: 2 })), "{stale:?}");

    let (one, other) = (Person::new(id(700), "An", "an@tinh.vn"), Person::new(id(701), "Bình", ""));
    for person in [&other, &one] {
        person::add(&mut tx, person).await.unwrap();
    }
    assert_eq!(person::list(&mut tx).await.unwrap(), [one.clone(), other.clone()]);
    let mut erased = Person { name: String::new(), work_contact: String::new(), ..one.clone() };
    erased.erased_at = Some(at(9));
    erased.version = person::update(&mut tx, &erased).await.unwrap();
    assert_eq!(person::get(&mut tx, id(700)).await.unwrap(), erased);
    assert_eq!(person::list(&mut tx).await.unwrap(), [other]);
    let stale = person::update(&mut tx, &one).await;
    assert!(matches!(stale, Err(Error::Stale { current: 2 })), "{stale:?}");
});
