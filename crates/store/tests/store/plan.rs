//! Plans with their versions, groups, indicators and targets.

use domain::{Comparator, Goal, Role};
use jiff::civil::date;
use store::{Error, group, indicator, plan, plan_version, target};

use crate::both::on_both;
use crate::sample::*;

on_both!(a_plan_has_versions_and_groups, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    plan_version::add(&mut tx, &a_version(2, date(2026, 7, 1))).await.unwrap();
    group::add_all(&mut tx, &[a_group(2), a_group(1)]).await.unwrap();
    tx.commit(Vec::new()).await.unwrap();

    let mut read = store.read().await.unwrap();
    let versions = [a_version(1, date(2025, 5, 6)), a_version(2, date(2026, 7, 1))];
    assert_eq!(plan::list(&mut read).await.unwrap(), [a_plan()]);
    assert_eq!(plan::get(&mut read, id(100)).await.unwrap(), a_plan());
    assert_eq!(plan::find(&mut read, id(9)).await.unwrap(), None);
    assert!(matches!(plan::get(&mut read, id(9)).await, Err(Error::NotFound { noun: "plan", .. })));
    assert_eq!(plan_version::list(&mut read, id(100)).await.unwrap(), versions);
    assert_eq!(plan_version::list_of_document(&mut read, id(1)).await.unwrap(), versions);
    assert_eq!(group::list(&mut read, id(100)).await.unwrap(), [a_group(0), a_group(1), a_group(2)]);

    let mut number_in_force = async |on| {
        plan_version::find_in_force(&mut read, id(100), on).await.unwrap().map(|version| version.number)
    };
    assert_eq!(number_in_force(date(2025, 5, 5)).await, None);
    assert_eq!(number_in_force(date(2025, 5, 6)).await, Some(1));
    assert_eq!(number_in_force(date(2026, 7, 1)).await, Some(2));
});

on_both!(what_refers_to_nothing_or_is_taken_is_a_conflict, |store| async {
    let mut tx = store.write().await.unwrap();
    let orphan = plan_version::add(&mut tx, &a_version(1, date(2025, 5, 6))).await.unwrap_err();
    assert!(matches!(orphan, Error::Conflict(_)), "{orphan:?}");
    drop(tx);

    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    let mut again = a_version(1, date(2026, 5, 6));
    again.id = id(119);
    let taken = plan_version::add(&mut tx, &again).await.unwrap_err();
    assert!(matches!(taken, Error::Conflict(_)), "{taken:?}");
});

on_both!(indicators_keep_all_they_say, |store| async {
    let mut plain = an_indicator(1);
    (plain.limits, plain.subjects, plain.responsibilities) = (None, Vec::new(), Vec::new());
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    indicator::add_all(&mut tx, &[plain.clone(), an_indicator(0)]).await.unwrap();
    tx.commit(Vec::new()).await.unwrap();

    let mut read = store.read().await.unwrap();
    assert_eq!(indicator::list(&mut read, id(100)).await.unwrap(), [an_indicator(0), plain.clone()]);
    assert_eq!(indicator::get(&mut read, id(200)).await.unwrap(), an_indicator(0));
    assert_eq!(indicator::find(&mut read, id(201)).await.unwrap(), Some(plain));
    assert_eq!(indicator::find(&mut read, id(9)).await.unwrap(), None);
    assert!(matches!(indicator::get(&mut read, id(9)).await, Err(Error::NotFound { noun: "indicator", .. })));
    assert_eq!(indicator::list(&mut read, id(9)).await.unwrap(), []);
});

on_both!(an_update_on_an_older_version_is_stale, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    indicator::add_all(&mut tx, &[an_indicator(0)]).await.unwrap();
    let mut mine = an_indicator(0);
    mine.name = "Tỷ lệ hồ sơ trực tuyến".into();
    mine.responsibilities = vec![a_responsibility(Role::Follower, "Giám đốc Sở Nội vụ")];
    mine.version = indicator::update(&mut tx, &mine).await.unwrap();
    assert_eq!(mine.version, 2);
    tx.commit(Vec::new()).await.unwrap();

    let mut tx = store.write().await.unwrap();
    assert_eq!(indicator::get(&mut tx, mine.id).await.unwrap(), mine);
    let theirs = indicator::update(&mut tx, &an_indicator(0)).await;
    assert!(matches!(theirs, Err(Error::Stale { current: 2 })), "{theirs:?}");
    let nobodys = indicator::update(&mut tx, &an_indicator(7)).await;
    assert!(matches!(nobodys, Err(Error::NotFound { noun: "indicator", .. })), "{nobodys:?}");
});

on_both!(targets_of_every_kind_are_kept, |store| async {
    let (low, high) = (Some(quantity(40.0)), Some(quantity(60.5)));
    let goals: Vec<_> = Comparator::ALL
        .iter()
        .map(|comparator| match comparator {
            Comparator::Range => Goal::new(*comparator, low, high).unwrap(),
            Comparator::Reached | Comparator::Text => Goal::new(*comparator, None, None).unwrap(),
            _ => Goal::new(*comparator, low, None).unwrap(),
        })
        .collect();
    let targets: Vec<_> = (2025..).zip(goals).map(|(year, goal)| a_target(1, year, goal)).collect();
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    indicator::add_all(&mut tx, &[an_indicator(0)]).await.unwrap();
    target::add_all(&mut tx, &targets).await.unwrap();
    assert_eq!(target::list(&mut tx, id(200)).await.unwrap(), targets);
    assert_eq!(target::list_in_force(&mut tx, id(100), date(2025, 5, 6)).await.unwrap(), targets);
    assert_eq!(target::list_in_force(&mut tx, id(100), date(2025, 5, 5)).await.unwrap(), []);
});

on_both!(an_amending_version_names_only_what_it_changes, |store| async {
    let goal = |value| Goal::at_least(quantity(value));
    let signed = [a_target(1, 2025, goal(40.0)), a_target(1, 2030, goal(80.0))];
    let amended = a_target(2, 2030, goal(70.0));
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    plan_version::add(&mut tx, &a_version(2, date(2026, 7, 1))).await.unwrap();
    indicator::add_all(&mut tx, &[an_indicator(0)]).await.unwrap();
    target::add_all(&mut tx, &signed).await.unwrap();
    target::add_all(&mut tx, std::slice::from_ref(&amended)).await.unwrap();

    let before = target::list_in_force(&mut tx, id(100), date(2026, 6, 30)).await.unwrap();
    assert_eq!(before, signed);
    let after = target::list_in_force(&mut tx, id(100), date(2026, 7, 1)).await.unwrap();
    assert_eq!(after, [signed[0].clone(), amended.clone()]);
    let ever = target::list(&mut tx, id(200)).await.unwrap();
    assert_eq!(ever, [signed[0].clone(), signed[1].clone(), amended]);
});
