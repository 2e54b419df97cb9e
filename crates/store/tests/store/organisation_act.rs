//! Bodies over time: acts, what was before them, and the tree of any day.

use domain::body_history::ActOutcome;
use domain::{ActKind, BodyChange, BodyGroup, BodyHistory, OrganisationAct, OrganisationKind};
use jiff::civil::{Date, date};
use store::{Error, Write, body_group, organisation, organisation_act, organisation_past};

use crate::both::on_both;
use crate::sample::*;

const DAY: Date = date(2026, 7, 1);

fn an_act(n: u128, kind: ActKind, outcome: &ActOutcome) -> OrganisationAct {
    OrganisationAct {
        id: id(n),
        kind,
        effective_on: DAY,
        document: "Nghị quyết số 1-NQ/HĐND".into(),
        note: String::new(),
        recorded_at: at(n.try_into().unwrap()),
        before: outcome.before.clone(),
        after: outcome.after.clone(),
    }
}

async fn history(tx: &mut Write) -> BodyHistory {
    let bodies = organisation::list(tx).await.unwrap();
    BodyHistory::new(bodies, organisation_past::list(tx).await.unwrap())
}

/// Does what an act says, on the test's day.
async fn act(tx: &mut Write, n: u128, change: BodyChange) -> OrganisationAct {
    let kind = change.kind();
    let outcome = history(tx).await.plan(change, DAY, id(n)).unwrap();
    let act = an_act(n, kind, &outcome);
    organisation_act::add(tx, &act, &outcome).await.unwrap();
    act
}

/// Provinces 300 and 301, each with a department.
async fn add_bodies(tx: &mut Write) {
    let mut all = vec![an_organisation(300, "Tỉnh A"), an_organisation(301, "Tỉnh B")];
    all[1].code = Some("02".into());
    for (n, name, parent) in [(302, "Sở Y tế", 300), (303, "Sở Nội vụ", 301)] {
        let mut below = an_organisation(n, name);
        below.parent = Some(id(parent));
        all.push(below);
    }
    organisation::add_all(tx, &all).await.unwrap();
}

on_both!(the_tree_is_shown_as_of_a_day, |store| async {
    let mut tx = store.write().await.unwrap();
    add_bodies(&mut tx).await;
    let mut into = an_organisation(310, "Tỉnh AB");
    into.code = Some("02".into());
    let merged = act(&mut tx, 800, BodyChange::Merge { bodies: vec![id(300), id(301)], into }).await;
    let renamed =
        act(&mut tx, 801, BodyChange::Rename { body: id(302), name: "Sở Y tế AB".into(), code: None }).await;
    tx.commit_unrecorded().await.unwrap();

    let mut read = store.read().await.unwrap();
    let mut tree = async |on| {
        let states = organisation::list_states(&mut read, on).await.unwrap();
        states.into_iter().map(|s| (s.name, s.code, s.parent)).collect::<Vec<_>>()
    };
    let code = Some("02".to_owned());
    let before = tree(date(2026, 6, 30)).await;
    let row =
        |name: &str, code: Option<String>, parent: Option<u128>| (name.to_owned(), code, parent.map(id));
    assert_eq!(
        before,
        [
            row("Sở Nội vụ", None, Some(301)),
            row("Sở Y tế", None, Some(300)),
            row("Tỉnh A", None, None),
            row("Tỉnh B", code.clone(), None),
        ]
    );
    let after = tree(DAY).await;
    assert_eq!(
        after,
        [row("Sở Nội vụ", None, Some(310)), row("Sở Y tế AB", None, Some(310)), row("Tỉnh AB", code, None),]
    );

    let listed = organisation::list_on(&mut read, date(2026, 6, 30)).await.unwrap();
    assert!(listed.iter().any(|o| o.name == "Sở Y tế" && o.parent == Some(id(300))), "{listed:?}");
    assert_eq!(organisation::get_on(&mut read, id(302), DAY).await.unwrap().name, "Sở Y tế AB");
    let past = organisation_past::find_on(&mut read, id(302), date(2026, 1, 1)).await.unwrap().unwrap();
    assert_eq!((past.name.as_str(), past.parent), ("Sở Y tế", Some(id(300))));
    assert_eq!(organisation_past::find_on(&mut read, id(302), DAY).await.unwrap(), None);
    let parents = organisation::list_parents(&mut read, date(2026, 6, 30)).await.unwrap();
    assert!(parents.contains(&(id(302), id(300))) && !parents.contains(&(id(302), id(310))));
    let parents = organisation::list_parents(&mut read, DAY).await.unwrap();
    assert!(parents.contains(&(id(302), id(310))));

    assert_eq!(organisation_act::list_of(&mut read, id(300)).await.unwrap(), std::slice::from_ref(&merged));
    assert_eq!(organisation_act::list_of(&mut read, id(302)).await.unwrap(), std::slice::from_ref(&renamed));
    assert_eq!(organisation_act::list_recent(&mut read, 9).await.unwrap(), [renamed, merged.clone()]);
    assert_eq!(merged.before, [id(300), id(301)]);
    let earlier = organisation::list_predecessors(&mut read, id(310)).await.unwrap();
    assert_eq!(earlier.iter().map(|o| o.id).collect::<Vec<_>>(), [id(300), id(301)]);
    assert_eq!(organisation::list_predecessors(&mut read, id(300)).await.unwrap(), []);
});

on_both!(every_kind_of_act_is_taken, |store| async {
    let mut tx = store.write().await.unwrap();
    let outcome = ActOutcome::default();
    for (n, kind) in (900..).zip(ActKind::ALL) {
        organisation_act::add(&mut tx, &an_act(n, *kind, &outcome), &outcome).await.unwrap();
    }
    let kept = organisation_act::list_recent(&mut tx, 100).await.unwrap();
    assert_eq!(kept.len(), ActKind::ALL.len());
});

on_both!(a_stale_body_stops_an_act, |store| async {
    let mut tx = store.write().await.unwrap();
    add_bodies(&mut tx).await;
    let outcome = history(&mut tx).await.plan(BodyChange::Dissolve { body: id(302) }, DAY, id(800)).unwrap();
    act(&mut tx, 801, BodyChange::Rename { body: id(302), name: "Sở".into(), code: None }).await;
    let stale = organisation_act::add(&mut tx, &an_act(800, ActKind::Dissolve, &outcome), &outcome).await;
    assert!(matches!(stale, Err(Error::Stale { current: 2 })), "{stale:?}");
});

on_both!(a_group_of_bodies_keeps_all_it_says, |store| async {
    let mut tx = store.write().await.unwrap();
    add_bodies(&mut tx).await;
    let mut group = BodyGroup {
        id: id(700),
        name: "các sở, ban, ngành".into(),
        below: id(300),
        kinds: vec![OrganisationKind::Agency, OrganisationKind::Force],
        with: vec![id(303)],
        without: vec![id(302)],
        version: 1,
    };
    body_group::add(&mut tx, &group).await.unwrap();
    assert_eq!(body_group::list(&mut tx).await.unwrap(), [group.clone()]);
    group.name = "các sở".into();
    (group.kinds, group.with) = (Vec::new(), Vec::new());
    let stale = BodyGroup { version: 7, ..group.clone() };
    assert!(matches!(body_group::update(&mut tx, &stale).await, Err(Error::Stale { current: 1 })));
    group.version = body_group::update(&mut tx, &group).await.unwrap();
    assert_eq!(body_group::get(&mut tx, id(700)).await.unwrap(), group);
    assert_eq!(body_group::find(&mut tx, id(701)).await.unwrap(), None);
});
