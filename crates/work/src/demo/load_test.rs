//! The demonstration loads through the verbs and shows a believable province.

use std::collections::BTreeMap;

use assess::IndicatorStatus;
use domain::{TaskState, Timeliness};
use store::{Options, Store};

use super::{Progress, is_loaded, load};
use crate::tracked::{self, Tracked};
use crate::{Clock, Work, plans};

async fn loaded(folder: &std::path::Path) -> (Work, Vec<Progress>) {
    let address = format!("sqlite:{}", folder.join("demo.db").display());
    let store = Store::open(&address, Options::default()).await.unwrap();
    let work = Work::new(store, Clock::system());
    assert!(!is_loaded(&work).await.unwrap());
    let mut told = Vec::new();
    load(&work, |progress| told.push(progress)).await.unwrap();
    assert!(is_loaded(&work).await.unwrap());
    (work, told)
}

async fn province(work: &Work) -> Tracked {
    let (plan, on) = plans::current(work, None).await.unwrap().unwrap();
    assert!(plan.is_illustration);
    tracked::load(work, &plan, on).await.unwrap()
}

#[tokio::test]
async fn the_province_is_a_believable_mix() {
    let folder = tempfile::tempdir().unwrap();
    let (work, told) = loaded(folder.path()).await;

    let steps: Vec<_> = told.iter().map(|p| p.step).collect();
    assert!(steps.is_sorted() && steps.last() == Some(&Progress::STEPS));
    for pair in told.windows(2).filter(|pair| pair[0].step != pair[1].step) {
        assert_eq!(pair[0].done, pair[0].total);
    }

    let province = province(&work).await;
    assert_eq!((province.indicators.len(), province.tasks.len()), (52, 46));
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for tracked in &province.indicators {
        *counts.entry(tracked.judgement.status.code()).or_default() += 1;
    }
    let of = |statuses: &[IndicatorStatus]| -> usize {
        statuses.iter().filter_map(|status| counts.get(status.code())).sum()
    };
    let good = of(&[IndicatorStatus::Exceeded, IndicatorStatus::Achieved, IndicatorStatus::OnTrack]);
    assert!((24..=30).contains(&good), "{counts:?}");
    assert!((7..=12).contains(&of(&[IndicatorStatus::Behind])), "{counts:?}");
    assert!((7..=11).contains(&of(&[IndicatorStatus::AtRisk])), "{counts:?}");
    for unknown in [IndicatorStatus::NotAssessable, IndicatorStatus::Stale, IndicatorStatus::NotDue] {
        assert!(of(&[unknown]) >= 1, "{unknown:?}: {counts:?}");
    }
}

#[tokio::test]
async fn tasks_stand_in_every_state() {
    let folder = tempfile::tempdir().unwrap();
    let (work, _) = loaded(folder.path()).await;
    let province = province(&work).await;
    let count = |state, timeliness: Option<Timeliness>| {
        let is_so = |s: &domain::TaskStatus| s.state == state && timeliness.is_none_or(|t| t == s.timeliness);
        province.tasks.iter().filter(|t| is_so(&t.judgement.status)).count()
    };
    assert!(count(TaskState::Done, Some(Timeliness::DoneInTime)) >= 8);
    assert!(count(TaskState::Done, Some(Timeliness::DoneLate)) >= 3);
    assert!(count(TaskState::UnderWay, Some(Timeliness::Overdue)) >= 3);
    assert!(count(TaskState::UnderWay, Some(Timeliness::Ongoing)) >= 1);
    for state in [TaskState::AwaitingConfirmation, TaskState::Paused, TaskState::NotStarted] {
        assert!(count(state, None) >= 1, "{state:?}");
    }
}

#[tokio::test]
async fn every_member_and_lead_is_a_body_of_the_province() {
    let folder = tempfile::tempdir().unwrap();
    let (work, _) = loaded(folder.path()).await;
    let mut read = work.store.read().await.unwrap();
    let stored = store::organisation::list(&mut read).await.unwrap();
    let names: BTreeMap<_, _> = stored.into_iter().map(|o| (o.id, o.name)).collect();
    let rows: BTreeMap<_, _> = super::organisations().into_iter().map(|o| (o.code, o.name)).collect();
    for expected in super::posts() {
        let found = store::post::list_by_title(&mut read, &expected.title).await.unwrap();
        let bodies: Vec<_> = found.iter().filter_map(|post| names.get(&post.organisation?)).collect();
        assert_eq!(bodies, [&rows[&expected.organisation]], "{}", expected.title);
    }
    drop(read);
    for tracked in province(&work).await.tasks {
        let lead = tracked.task.responsibilities.iter().find(|r| r.role == domain::Role::Lead).unwrap();
        let name = lead.organisation.map(|id| &names[&id]);
        assert!(name.is_some_and(|name| rows.values().any(|known| known == name)), "{}", lead.text);
    }
}

#[tokio::test]
async fn every_role_has_an_account_on_a_post_of_the_province() {
    let folder = tempfile::tempdir().unwrap();
    let (work, _) = loaded(folder.path()).await;
    let directory = work.directory_now().await.unwrap();
    let mut read = work.store.read().await.unwrap();
    let mut roles = Vec::new();
    for row in super::accounts() {
        let account = store::account::find_by_name(&mut read, &row.sign_in_name).await.unwrap().unwrap();
        let grants = directory.grants_of(account.person);
        assert!(grants.iter().any(|grant| grant.role == row.role), "{row:?}: {grants:?}");
        assert_eq!(grants[0].scope.organisation.is_some(), row.scope.is_some(), "{row:?}");
        assert_eq!(grants[0].scope.field.is_some(), row.field.is_some(), "{row:?}");
        let post = directory.posts_of(account.person).next().unwrap();
        assert_eq!(post.organisation.is_some(), row.organisation.is_some(), "{row:?}");
        roles.push(row.role);
    }
    let missing: Vec<_> = domain::AccessRole::ALL.iter().filter(|role| !roles.contains(role)).collect();
    assert_eq!(missing, [&domain::AccessRole::StandingOffice], "which has a seat of its own");
    let plan = plans::current(&work, None).await.unwrap().unwrap().0;
    let indicators = store::indicator::list(&mut read, plan.id).await.unwrap();
    assert!(indicators.iter().any(|indicator| indicator.field.is_some()), "somebody verifies something");
}
