//! How difficulties are raised, routed and answered.

use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn body(n: u128) -> OrganisationId {
    OrganisationId(Uuid::from_u128(n))
}

/// Raised on 1/10/2026 at 23:30 in Vietnam, due on 15/10/2026.
fn raised() -> Difficulty {
    Difficulty {
        id: DifficultyId(Uuid::from_u128(1)),
        kind: DifficultyKind::Difficulty,
        source: DifficultySource::Body,
        organisation: body(11),
        sender: String::new(),
        plan: PlanId(Uuid::from_u128(2)),
        submission: None,
        text: "Chưa bố trí được kinh phí".into(),
        threatens: Vec::new(),
        competent: Some(body(12)),
        holder: None,
        due_on: Some(date(2026, 10, 15)),
        state: DifficultyState::Open,
        answer: String::new(),
        decision: String::new(),
        task: None,
        raised_at: "2026-10-01T16:30:00Z".parse().unwrap(),
        raised_by: "Chuyên viên".into(),
        ended_at: None,
        version: 1,
    }
}

#[test]
fn age_counts_days_in_vietnam_and_stops_when_it_ends() {
    let one = raised();
    for (today, age, overdue) in [
        (date(2026, 10, 1), 0, 0),
        (date(2026, 9, 1), 0, 0),
        (date(2026, 10, 15), 14, 0),
        (date(2026, 10, 16), 15, 1),
        (date(2026, 12, 1), 61, 47),
    ] {
        assert_eq!((one.age_days(today), one.days_overdue(today)), (age, overdue), "{today}");
        assert_eq!(one.is_overdue(today), overdue > 0);
    }
    let at = "2026-10-20T17:30:00Z".parse().unwrap();
    let answered = one.answered("Bố trí từ nguồn dự phòng", "12-TB/BCĐ", at).unwrap();
    assert_eq!(answered.ended_on(), Some(date(2026, 10, 21)));
    assert_eq!((answered.age_days(date(2027, 1, 1)), answered.days_overdue(date(2027, 1, 1))), (20, 0));
    let undated = Difficulty { due_on: None, ..raised() };
    assert!(!undated.is_overdue(date(2030, 1, 1)));
}

#[test]
fn what_ended_goes_nowhere_any_more() {
    let at = raised().raised_at;
    let to = Route { competent: Some(body(13)), holder: None, due_on: None };
    let one = raised();
    assert_eq!(one.routed(to).unwrap().competent, Some(body(13)));
    assert_eq!(one.routed(Route { competent: None, ..to }).unwrap().state, DifficultyState::Unrouted);
    for ended in [one.answered("Đồng ý", "", at).unwrap(), one.withdrawn(at).unwrap()] {
        assert_eq!(ended.routed(to), None);
        assert_eq!(ended.answered("Khác", "", at), None);
        assert_eq!(ended.withdrawn(at), None);
    }
}

#[test]
fn only_an_answer_becomes_a_task_and_only_once() {
    let task = TaskId(Uuid::from_u128(9));
    let at = raised().raised_at;
    assert_eq!(raised().become_task(task), None);
    assert_eq!(raised().withdrawn(at).unwrap().become_task(task), None);
    let became = raised().answered("Giao việc", "", at).unwrap().become_task(task).unwrap();
    assert_eq!(became.task, Some(task));
    assert_eq!(became.become_task(task), None);
}

#[test]
fn whoever_leads_decides_but_nobody_decides_for_himself() {
    let owner = Some(body(1));
    assert_eq!(competent(&[body(12)], body(11), owner), Some(body(12)));
    assert_eq!(competent(&[body(11), body(12)], body(11), owner), Some(body(12)));
    assert_eq!(competent(&[body(11)], body(11), owner), owner);
    assert_eq!(competent(&[], body(11), owner), owner);
    assert_eq!(competent(&[], body(11), None), None);
}

proptest! {
    #[test]
    fn age_never_shrinks_as_days_pass(first in 0_i32..4000, more in 0_i32..4000) {
        let day = |n: i32| date(2024, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap();
        let one = raised();
        prop_assert!(one.age_days(day(first)) <= one.age_days(day(first + more)));
        prop_assert!(one.days_overdue(day(first)) <= one.days_overdue(day(first + more)));
        prop_assert!(one.days_overdue(day(first)) <= one.age_days(day(first)));
    }
}
