//! Acts on bodies, told as short histories.

use jiff::civil::date;
use uuid::Uuid;

use super::*;
use crate::OrganisationKind;

fn id(n: u128) -> OrganisationId {
    OrganisationId(Uuid::from_u128(n))
}

const ACT: ActId = ActId(Uuid::from_u128(900));

fn a_body(n: u128, name: &str, parent: Option<u128>) -> Organisation {
    Organisation {
        id: id(n),
        code: None,
        name: name.into(),
        kind: OrganisationKind::Agency,
        parent: parent.map(id),
        aliases: Vec::new(),
        valid_from: Some(date(2020, 1, 1)),
        valid_to: None,
        successors: Vec::new(),
        version: 1,
    }
}

/// Province 1 with departments 11 and 12, and division 111 below 11; province 2 beside it.
fn a_history() -> BodyHistory {
    let mut bodies = vec![
        a_body(1, "Tỉnh A", None),
        a_body(2, "Tỉnh B", None),
        a_body(11, "Sở Y tế", Some(1)),
        a_body(12, "Sở Nội vụ", Some(1)),
        a_body(111, "Trung tâm Y tế", Some(11)),
    ];
    bodies[0].code = Some("01".into());
    bodies[1].code = Some("02".into());
    BodyHistory::new(bodies, Vec::new())
}

/// The history after an act.
fn after(history: &BodyHistory, change: BodyChange, on: Date) -> BodyHistory {
    let made = history.plan(change, on, ACT).unwrap();
    let mut next = history.clone();
    next.apply(&made);
    next
}

fn refused(history: &BodyHistory, change: BodyChange, on: Date) -> ActRefusal {
    history.plan(change, on, ACT).unwrap_err()
}

fn name_on(history: &BodyHistory, n: u128, on: Date) -> Option<String> {
    history.state_on(id(n), on).map(|state| state.name)
}

fn rename(n: u128, name: &str) -> BodyChange {
    BodyChange::Rename { body: id(n), name: name.into(), code: None }
}

fn put_below(n: u128, parent: u128) -> BodyChange {
    BodyChange::Move { body: id(n), parent: Some(id(parent)) }
}

const DAY: Date = date(2026, 7, 1);

#[test]
fn a_new_name_holds_from_its_day_and_the_old_one_before() {
    let history = after(&a_history(), rename(11, "Sở Y tế và Dân số"), DAY);
    assert_eq!(name_on(&history, 11, date(2026, 6, 30)).unwrap(), "Sở Y tế");
    assert_eq!(name_on(&history, 11, DAY).unwrap(), "Sở Y tế và Dân số");
    assert_eq!(name_on(&history, 11, date(2019, 12, 31)), None);
    assert_eq!(history.find(id(11)).unwrap().aliases, ["Sở Y tế"]);
    let again = after(&history, rename(11, "Sở Y tế công cộng"), date(2027, 1, 1));
    assert_eq!(name_on(&again, 11, date(2026, 12, 31)).unwrap(), "Sở Y tế và Dân số");
    assert_eq!(name_on(&again, 11, date(2026, 6, 30)).unwrap(), "Sở Y tế");
}

#[test]
fn two_acts_of_one_day_leave_one_past() {
    let history = after(&a_history(), rename(12, "Sở Nội vụ và Lao động"), DAY);
    let history = after(&history, put_below(12, 2), DAY);
    let before = history.state_on(id(12), date(2026, 6, 30)).unwrap();
    assert_eq!((before.name.as_str(), before.parent), ("Sở Nội vụ", Some(id(1))));
    let since = history.state_on(id(12), DAY).unwrap();
    assert_eq!((since.name.as_str(), since.parent), ("Sở Nội vụ và Lao động", Some(id(2))));
}

#[test]
fn a_body_never_lies_below_itself() {
    let circle = |n, parent| refused(&a_history(), put_below(n, parent), DAY);
    assert!(matches!(circle(11, 11), ActRefusal::Circle { .. }));
    assert!(matches!(circle(11, 111), ActRefusal::Circle { .. }));
    assert!(matches!(circle(1, 111), ActRefusal::Circle { .. }));
    assert_eq!(circle(11, 99), ActRefusal::Unknown);
    assert_eq!(circle(11, 1), ActRefusal::NothingChanges);
}

#[test]
fn a_circle_on_a_later_day_is_seen_too() {
    // From 2027 on, 12 lies below 111; today 11 cannot come below 12 then.
    let history = after(&a_history(), put_below(12, 111), date(2027, 1, 1));
    assert!(matches!(refused(&history, put_below(11, 12), DAY), ActRefusal::Circle { .. }));
}

#[test]
fn a_name_is_borne_once_below_a_body_on_a_day() {
    let taken = refused(&a_history(), rename(12, "SỞ Y TẾ"), DAY);
    assert!(matches!(taken, ActRefusal::NameTaken { .. }), "{taken:?}");
    let new = BodyChange::Found(vec![a_body(13, "Sở Y tế", Some(1))]);
    assert!(matches!(refused(&a_history(), new, DAY), ActRefusal::NameTaken { .. }));
    let elsewhere = BodyChange::Found(vec![a_body(13, "Sở Y tế", Some(2))]);
    assert!(a_history().plan(elsewhere, DAY, ACT).is_ok());
    // The name is free again once the body that bore it is renamed.
    let history = after(&a_history(), rename(11, "Sở Y tế và Dân số"), DAY);
    assert!(history.plan(rename(12, "Sở Y tế"), DAY, ACT).is_ok());
    assert!(history.plan(rename(12, "Sở Y tế"), date(2026, 6, 30), ACT).is_err());
}

#[test]
fn the_days_of_acts_run_forward() {
    let early = refused(&a_history(), rename(12, "Sở"), date(2019, 1, 1));
    assert_eq!(early, ActRefusal::TooEarly { name: "Sở Nội vụ".into(), from: date(2020, 1, 1) });
    let history = after(&a_history(), rename(12, "Sở Nội vụ và Lao động"), DAY);
    let backwards = refused(&history, rename(12, "Sở"), date(2026, 6, 30));
    assert!(matches!(backwards, ActRefusal::LaterAct { last: DAY, .. }), "{backwards:?}");
    let ended = after(&history, BodyChange::Dissolve { body: id(12) }, date(2026, 8, 1));
    let late = refused(&ended, rename(12, "Sở"), date(2026, 9, 1));
    assert!(matches!(late, ActRefusal::TooLate { .. }), "{late:?}");
    assert_eq!(name_on(&ended, 12, date(2026, 8, 1)), None);
    assert!(name_on(&ended, 12, date(2026, 7, 31)).is_some());
}

#[test]
fn merged_bodies_are_followed_by_one_that_takes_over_what_lay_below() {
    let mut into = a_body(3, "Tỉnh AB", None);
    into.code = Some("02".into());
    let history = after(&a_history(), BodyChange::Merge { bodies: vec![id(1), id(2)], into }, DAY);
    assert_eq!(name_on(&history, 1, DAY), None);
    assert_eq!(history.state_on(id(11), DAY).unwrap().parent, Some(id(3)));
    assert_eq!(history.state_on(id(11), date(2026, 6, 30)).unwrap().parent, Some(id(1)));
    assert_eq!(history.find(id(2)).unwrap().successors, [id(3)]);
    // The code goes over; before the day it was the old body's.
    assert_eq!(history.state_on(id(3), DAY).unwrap().code.as_deref(), Some("02"));
    assert_eq!(history.state_on(id(2), date(2026, 6, 30)).unwrap().code.as_deref(), Some("02"));
    assert_eq!(history.find(id(2)).unwrap().code, None);
}

#[test]
fn a_merger_needs_two_bodies_and_names_that_go_together() {
    let merge = |bodies: &[u128]| BodyChange::Merge {
        bodies: bodies.iter().map(|n| id(*n)).collect(),
        into: a_body(3, "Tỉnh AB", None),
    };
    assert_eq!(refused(&a_history(), merge(&[1, 1]), DAY), ActRefusal::NotTwo);
    assert_eq!(refused(&a_history(), merge(&[1]), DAY), ActRefusal::NotTwo);
    let itself = BodyChange::Absorb { bodies: vec![id(1)], into: id(1) };
    assert_eq!(refused(&a_history(), itself, DAY), ActRefusal::NotTwo);
    let twins = BodyChange::Found(vec![a_body(21, "Sở Y tế", Some(2))]);
    let history = after(&a_history(), twins, date(2025, 1, 1));
    assert!(matches!(refused(&history, merge(&[1, 2]), DAY), ActRefusal::NameTaken { .. }));
}

#[test]
fn a_body_that_goes_on_takes_in_another() {
    let history = after(&a_history(), BodyChange::Absorb { bodies: vec![id(11)], into: id(12) }, DAY);
    assert_eq!(name_on(&history, 11, DAY), None);
    assert_eq!(history.state_on(id(111), DAY).unwrap().parent, Some(id(12)));
    assert_eq!(history.find(id(11)).unwrap().successors, [id(12)]);
    let below = BodyChange::Absorb { bodies: vec![id(11)], into: id(111) };
    assert!(matches!(refused(&a_history(), below, DAY), ActRefusal::Circle { .. }));
}

#[test]
fn a_body_is_split_into_at_least_two() {
    let part = |n, name| a_body(n, name, Some(1));
    let split = |parts, goes_on| BodyChange::Split { body: id(11), parts, goes_on };
    assert_eq!(refused(&a_history(), split(vec![part(13, "Sở Dân số")], false), DAY), ActRefusal::NotSplit);
    let beside = after(&a_history(), split(vec![part(13, "Sở Dân số")], true), DAY);
    assert!(name_on(&beside, 11, DAY).is_some() && name_on(&beside, 13, DAY).is_some());
    let parts = vec![part(13, "Sở Dân số"), part(14, "Sở Khám chữa bệnh")];
    let instead = after(&a_history(), split(parts, false), DAY);
    assert_eq!(name_on(&instead, 11, DAY), None);
    assert_eq!(instead.state_on(id(111), DAY).unwrap().parent, Some(id(13)));
    assert_eq!(instead.find(id(11)).unwrap().successors, [id(13), id(14)]);
}

#[test]
fn a_body_ends_only_when_nothing_lies_below_it() {
    let dissolve = |n| BodyChange::Dissolve { body: id(n) };
    let refusal = refused(&a_history(), dissolve(11), DAY);
    assert_eq!(
        refusal,
        ActRefusal::BodiesBelow { name: "Sở Y tế".into(), below: vec!["Trung tâm Y tế".into()] }
    );
    let history = after(&a_history(), dissolve(111), DAY);
    assert!(history.plan(dissolve(11), DAY, ACT).is_ok());
    assert!(matches!(refused(&history, dissolve(11), date(2026, 6, 30)), ActRefusal::BodiesBelow { .. }));
    assert!(matches!(refused(&history, put_below(12, 111), DAY), ActRefusal::NoParent { .. }));
}

#[test]
fn a_code_belongs_to_one_living_body() {
    let mut new = a_body(3, "Tỉnh C", None);
    new.code = Some("01".into());
    let taken = refused(&a_history(), BodyChange::Found(vec![new]), DAY);
    assert_eq!(taken, ActRefusal::CodeTaken { code: "01".into(), name: "Tỉnh A".into() });
}
