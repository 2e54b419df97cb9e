//! Every code of the domain is one that its column takes: a new one needs a migration.

use domain::*;
use store::import::{Head, Import, ImportState};
use store::{
    Write, committee, document, document_link, import, indicator, member, observation, organisation, plan,
    post, task, task_update,
};

use crate::both::on_both;
use crate::sample::*;

on_both!(every_code_of_plans_is_taken, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    for (n, level) in (1000..).zip(PlanLevel::ALL) {
        plan::add(&mut tx, &Plan { id: id(n), level, ..a_plan() }).await.unwrap();
        assert_eq!(plan::get(&mut tx, id(n)).await.unwrap().level, level);
    }
    for (n, kind) in (1000..).zip(DocumentKind::ALL) {
        let document = Document { kind: Some(*kind), ..a_document(n, "", None) };
        document::add(&mut tx, &document).await.unwrap();
        assert_eq!(document::get_head(&mut tx, id(n)).await.unwrap().kind, Some(*kind));
    }
    let links = Relation::ALL.map(|relation| DocumentLink { relation, ..a_link(1, "57-NQ/TW", None) });
    document_link::add_all(&mut tx, &links).await.unwrap();
    assert_eq!(document_link::list_from(&mut tx, id(1)).await.unwrap(), links);
});

on_both!(every_code_of_indicators_is_taken, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    let mut indicators = Vec::new();
    let longest = Measure::ALL.len().max(Direction::ALL.len()).max(Aggregate::ALL.len());
    for (n, position) in (0..longest).zip(0..) {
        indicators.push(Indicator {
            measure: Measure::ALL[n % Measure::ALL.len()],
            direction: Direction::ALL[n % Direction::ALL.len()],
            across_units: Aggregate::ALL[n % Aggregate::ALL.len()],
            responsibilities: [Role::Lead, Role::Coordinating, Role::Implementer, Role::Follower]
                .map(|role| a_responsibility(role, "Sở Nội vụ"))
                .into(),
            ..an_indicator(position)
        });
    }
    indicator::add_all(&mut tx, &indicators).await.unwrap();
    assert_eq!(indicator::list(&mut tx, id(100)).await.unwrap(), indicators);
});

on_both!(every_code_of_bodies_is_taken, |store| async {
    let mut tx = store.write().await.unwrap();
    for (n, kind) in (1000..).zip(OrganisationKind::ALL) {
        let body = Organisation { kind: *kind, ..an_organisation(n, "Sở") };
        organisation::add(&mut tx, &body).await.unwrap();
        assert_eq!(organisation::get(&mut tx, id(n)).await.unwrap(), body);
    }
    committee::add(&mut tx, &Committee { id: id(600), organisation: None, name: "BCĐ".into() })
        .await
        .unwrap();
    post::add(&mut tx, &Post::new(id(610), None, "Giám đốc")).await.unwrap();
    for (position, role) in (0_u32..).zip(CommitteeRole::ALL) {
        let (id, role) = (id(620 + u128::from(position)), *role);
        let (committee, post, label) = (crate::sample::id(600), crate::sample::id(610), String::new());
        let one = Member { id, committee, post, role, label, position, duties: Vec::new() };
        member::add(&mut tx, &one).await.unwrap();
        assert_eq!(member::get(&mut tx, id).await.unwrap(), one);
    }
});

on_both!(every_code_of_facts_is_taken, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    indicator::add_all(&mut tx, &[an_indicator(0)]).await.unwrap();
    organisation::add(&mut tx, &an_organisation(300, "Sở")).await.unwrap();
    let mut ledger = Vec::new();
    for (month, maturity) in (1..).zip(Maturity::ALL) {
        for stage in ValueStage::ALL {
            let one = an_observation(&format!("2026-M{month}"), 1, Reading::Reached(true), at(0));
            ledger.push(Observation { maturity: *maturity, stage: *stage, ..one });
        }
    }
    observation::add_all(&mut tx, &ledger).await.unwrap();
    assert_eq!(observation::list(&mut tx, id(200), at(0)).await.unwrap().len(), ledger.len());

    task::add_all(&mut tx, &[a_task(0, DeadlineKind::end_of_year(2026))]).await.unwrap();
    let states = (1..).zip(TaskState::ALL);
    let updates: Vec<_> = states.map(|(revision, state)| an_update(400, revision, *state)).collect();
    task_update::add_all(&mut tx, &updates).await.unwrap();
    assert_eq!(task_update::list(&mut tx, id(400)).await.unwrap(), updates);
});

on_both!(every_state_of_an_import_is_taken, |store| async {
    let mut tx = store.write().await.unwrap();
    for (n, state) in [(1, ImportState::Draft), (2, ImportState::Published), (3, ImportState::Discarded)] {
        add_an_import(&mut tx, n, state).await;
        assert_eq!(import::get(&mut tx, id(n)).await.unwrap().head.state, state);
    }
});

async fn add_an_import(tx: &mut Write, n: u128, state: ImportState) {
    let head = Head {
        id: id(n),
        file_name: "ke-hoach.txt".into(),
        sha256: String::new(),
        state,
        document: None,
        plan: None,
        created_at: at(0),
        created_by: String::new(),
        organisation: None,
        version: 1,
    };
    import::add(tx, &Import { head, source: "{}".into(), draft: "{}".into() }).await.unwrap();
}

on_both!(a_year_that_no_date_has_is_refused, |store| async {
    let mut tx = store.write().await.unwrap();
    add_a_plan(&mut tx).await;
    indicator::add_all(&mut tx, &[an_indicator(0)]).await.unwrap();
    let goal = Goal::at_least(quantity(1.0));
    let refused = store::target::add_all(&mut tx, &[a_target(1, 0, goal)]).await;
    assert!(matches!(refused, Err(store::Error::Conflict(_))), "{refused:?}");
});
