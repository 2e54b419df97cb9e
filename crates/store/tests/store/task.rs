//! Tasks, what was recorded of them, and every filter of their list.

use domain::{DeadlineKind, TaskState};
use jiff::civil::date;
use store::task::{After, Filter};
use store::{Error, Write, committee, group, member, organisation, plan, post, task, task_update};

use crate::both::on_both;
use crate::sample::*;

async fn shown(tx: &mut Write, filter: Filter) -> Vec<u32> {
    let found = task::list(tx, &filter, None, 100).await.unwrap();
    found.into_iter().map(|task| task.position).collect()
}

on_both!(tasks_keep_all_they_say, |store| async {
    let mut plain = a_task(1, DeadlineKind::Relative { days: 30, event: "ban hành".into() });
    plain.responsibilities = Vec::new();
    let dated = a_task(0, DeadlineKind::end_of_quarter(2026, 3).unwrap());
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    task::add_all(&mut tx, &[plain.clone(), dated.clone()]).await.unwrap();
    tx.commit(Vec::new()).await.unwrap();

    let mut read = store.read().await.unwrap();
    assert_eq!(task::list_of_plan(&mut read, id(100)).await.unwrap(), [dated.clone(), plain.clone()]);
    assert_eq!(task::get(&mut read, id(400)).await.unwrap(), dated);
    assert_eq!(task::find(&mut read, id(401)).await.unwrap(), Some(plain));
    assert!(matches!(task::get(&mut read, id(9)).await, Err(Error::NotFound { noun: "task", .. })));
});

on_both!(a_task_is_changed_under_its_version, |store| async {
    let mut changed = a_task(0, DeadlineKind::end_of_year(2026));
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    task::add_all(&mut tx, &[changed.clone()]).await.unwrap();
    changed.deadline.kind = DeadlineKind::end_of_year(2027);
    changed.responsibilities = Vec::new();
    changed.version = task::update(&mut tx, &changed).await.unwrap();
    assert_eq!(task::get(&mut tx, id(400)).await.unwrap(), changed);
    let stale = task::update(&mut tx, &a_task(0, DeadlineKind::Ongoing)).await;
    assert!(matches!(stale, Err(Error::Stale { current: 2 })), "{stale:?}");
});

on_both!(updates_follow_one_another, |store| async {
    let mut done = an_update(400, 2, TaskState::Done);
    (done.done_on, done.extended_to) = (Some(date(2026, 9, 1)), Some(date(2026, 10, 31)));
    let first = an_update(400, 1, TaskState::UnderWay);
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    task::add_all(&mut tx, &[a_task(0, DeadlineKind::Ongoing), a_task(1, DeadlineKind::Ongoing)])
        .await
        .unwrap();
    task_update::add(&mut tx, &first).await.unwrap();
    task_update::add(&mut tx, &done).await.unwrap();
    let other = an_update(401, 1, TaskState::Paused);
    task_update::add_all(&mut tx, std::slice::from_ref(&other)).await.unwrap();
    for revision in [1, 2, 4] {
        let refused = task_update::add(&mut tx, &an_update(400, revision, TaskState::Paused)).await;
        assert!(matches!(refused, Err(Error::Stale { current: 2 })), "{refused:?}");
    }
    let all = [first, done, other];
    assert_eq!(task_update::list(&mut tx, id(400)).await.unwrap(), all[..2]);
    assert_eq!(task_update::list_of_plan(&mut tx, id(100)).await.unwrap(), all);
    assert_eq!(task_update::list_of_tasks(&mut tx, &[id(401), id(9)]).await.unwrap(), all[2..]);
    assert_eq!(task_update::list_of_tasks(&mut tx, &[]).await.unwrap(), []);
});

on_both!(tasks_are_filtered_by_who_answers, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    organisation::add(&mut tx, &an_organisation(300, "Sở Y tế")).await.unwrap();
    committee::add(&mut tx, &domain::Committee { id: id(600), organisation: None, name: "BCĐ".into() })
        .await
        .unwrap();
    post::add(&mut tx, &domain::Post::new(id(610), None, "Giám đốc")).await.unwrap();
    let follower = domain::Member {
        id: id(620),
        committee: id(600),
        post: id(610),
        role: domain::CommitteeRole::Member,
        label: String::new(),
        position: 0,
        duties: Vec::new(),
    };
    member::add(&mut tx, &follower).await.unwrap();
    let mut tasks = [0, 1, 2].map(|position| a_task(position, DeadlineKind::Ongoing));
    tasks[1].responsibilities[0].organisation = Some(id(300));
    tasks[2].responsibilities[0].member = Some(id(620));
    task::add_all(&mut tx, &tasks).await.unwrap();

    assert_eq!(shown(&mut tx, Filter::default()).await, [0, 1, 2]);
    assert_eq!(shown(&mut tx, Filter { organisation: Some(id(300)), ..Filter::default() }).await, [1]);
    assert_eq!(shown(&mut tx, Filter { member: Some(id(620)), ..Filter::default() }).await, [2]);
    let nobody = Filter { organisation: Some(id(300)), member: Some(id(620)), ..Filter::default() };
    assert_eq!(shown(&mut tx, nobody).await, [0; 0]);
});

on_both!(tasks_are_filtered_by_state_and_date, |store| async {
    let due = || DeadlineKind::end_of_month(2026, 6).unwrap();
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    let tasks = [due(), due(), due(), due(), DeadlineKind::Ongoing]
        .into_iter()
        .zip(0..)
        .map(|(kind, n)| a_task(n, kind));
    task::add_all(&mut tx, &tasks.collect::<Vec<_>>()).await.unwrap();
    // 0 has no record, 1 is done, 2 was extended and then recorded once more, 3 is under way.
    let mut extended = an_update(402, 1, TaskState::UnderWay);
    extended.extended_to = Some(date(2026, 9, 30));
    let updates = [
        an_update(401, 1, TaskState::UnderWay),
        an_update(401, 2, TaskState::Done),
        extended,
        an_update(402, 2, TaskState::UnderWay),
        an_update(403, 1, TaskState::UnderWay),
    ];
    task_update::add_all(&mut tx, &updates).await.unwrap();

    let in_state = |state| Filter { state: Some(state), ..Filter::default() };
    assert_eq!(shown(&mut tx, in_state(TaskState::NotStarted)).await, [0, 4]);
    assert_eq!(shown(&mut tx, in_state(TaskState::UnderWay)).await, [2, 3]);
    assert_eq!(shown(&mut tx, in_state(TaskState::Done)).await, [1]);
    let overdue_on = |day| Filter { overdue_on: Some(day), ..Filter::default() };
    assert_eq!(shown(&mut tx, overdue_on(date(2026, 6, 30))).await, [0; 0]);
    assert_eq!(shown(&mut tx, overdue_on(date(2026, 7, 1))).await, [0, 3]);
    assert_eq!(shown(&mut tx, overdue_on(date(2026, 10, 1))).await, [0, 2, 3]);
    let late_and_open = Filter { state: Some(TaskState::UnderWay), ..overdue_on(date(2026, 7, 1)) };
    assert_eq!(shown(&mut tx, late_and_open).await, [3]);
});

on_both!(pages_follow_one_another_without_gaps, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    group::add_all(&mut tx, &[a_group(1)]).await.unwrap();
    let mut tasks = [0, 1, 1, 2, 3].map(|position| a_task(position, DeadlineKind::Ongoing));
    tasks[2].id = id(499);
    tasks[4].group = id(121);
    task::add_all(&mut tx, &tasks).await.unwrap();
    let mut other_plan = a_plan();
    other_plan.id = id(101);
    plan::add(&mut tx, &other_plan).await.unwrap();
    let mut elsewhere = a_task(9, DeadlineKind::Ongoing);
    elsewhere.plan = id(101);
    task::add_all(&mut tx, std::slice::from_ref(&elsewhere)).await.unwrap();

    let of_plan = Filter { plan: Some(id(100)), ..Filter::default() };
    let first = task::list(&mut tx, &of_plan, None, 2).await.unwrap();
    assert_eq!(first, tasks[..2]);
    let second = task::list(&mut tx, &of_plan, first.last().map(After::from), 2).await.unwrap();
    assert_eq!(second, tasks[2..4]);
    let all_plans = task::list(&mut tx, &Filter::default(), second.last().map(After::from), 9).await.unwrap();
    assert_eq!(all_plans, [tasks[4].clone(), elsewhere]);
    let of_group = Filter { group: Some(id(121)), ..of_plan };
    assert_eq!(task::list(&mut tx, &of_group, None, 9).await.unwrap(), tasks[4..]);
});
