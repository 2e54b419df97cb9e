//! Lines with one thing missing each, and the gap that tells of it.

use jiff::civil::date;
use uuid::Uuid;

use super::*;

fn filler(n: u128, account: AccountState) -> Filler {
    let person = PersonId(Uuid::from_u128(n));
    Filler { person, name: format!("Người {n}"), kind: TenureKind::Holder, account }
}

/// Post `n`, filled by person `n` who can sign in, for good.
fn station(n: u128) -> Station {
    Station {
        post: PostId(Uuid::from_u128(n)),
        title: format!("Chức danh {n}"),
        body: String::new(),
        fillers: vec![filler(n, AccountState::Open)],
        field: Some(budget()),
        until: None,
        basis: Basis::Grant(GrantId(Uuid::from_u128(n))),
        is_member: true,
    }
}

fn budget() -> FieldId {
    FieldId(Uuid::from_u128(80))
}

/// A line in which nothing is missing.
fn whole(n: u128) -> ReportLine {
    ReportLine {
        body: OrganisationId(Uuid::from_u128(n)),
        name: format!("Sở {n}"),
        focal: vec![station(n + 1)],
        heads: vec![station(n + 2)],
        verifiers: vec![station(3)],
        followers: vec![station(4)],
        office: vec![station(5)],
        fields: vec![(budget(), "Ngân sách".into())],
    }
}

fn check(change: impl FnOnce(&mut ReportLine), expected: &[GapRule]) {
    let mut line = whole(100);
    change(&mut line);
    let rules: Vec<_> = line.gaps(date(2026, 11, 22)).iter().map(|gap| gap.rule).collect();
    assert_eq!(rules, expected);
}

#[test]
fn a_whole_line_has_no_gap() {
    check(|_| (), &[]);
}

#[test]
fn a_missing_station_is_a_gap() {
    check(|line| line.focal.clear(), &[GapRule::NoFocalOfficer]);
    check(|line| line.heads.clear(), &[GapRule::NoHead]);
    check(|line| line.verifiers.clear(), &[GapRule::NoVerifier]);
    check(|line| line.followers.clear(), &[]);
    check(|line| line.office.clear(), &[GapRule::NoStandingOffice]);
    check(|line| line.fields.clear(), &[]);
}

#[test]
fn one_reports_and_another_approves() {
    check(|line| line.focal.push(station(9)), &[GapRule::SeveralFocalOfficers]);
    check(|line| line.heads[0].fillers = line.focal[0].fillers.clone(), &[GapRule::OwnApproval]);
    check(|line| line.heads[0] = line.focal[0].clone(), &[GapRule::OwnApproval]);
}

#[test]
fn a_verifier_belongs_to_a_field_and_a_follower_to_the_committee() {
    let other = FieldId(Uuid::from_u128(81));
    check(|line| line.verifiers[0].field = None, &[GapRule::VerifierWithoutField]);
    check(|line| line.verifiers[0].field = Some(other), &[GapRule::NoVerifier]);
    check(|line| line.followers[0].is_member = false, &[GapRule::FollowerNoMember]);
}

#[test]
fn whoever_fills_a_post_must_be_able_to_sign_in() {
    use AccountState::{Closed, Locked, None, Open};
    let fill = |states: &[AccountState]| {
        let fillers: Vec<_> = (200..).zip(states).map(|(n, state)| filler(n, *state)).collect();
        move |line: &mut ReportLine| line.focal[0].fillers = fillers
    };
    check(fill(&[]), &[GapRule::Vacant]);
    check(fill(&[None]), &[GapRule::NoAccount]);
    check(fill(&[Locked]), &[GapRule::AccountShut]);
    check(fill(&[Closed, None]), &[GapRule::AccountShut]);
    check(fill(&[None, Open]), &[]);
}

#[test]
fn an_end_within_thirty_days_is_told() {
    let until = |month, day| move |line: &mut ReportLine| line.focal[0].until = Some(date(2026, month, day));
    check(until(12, 22), &[GapRule::EndsSoon]);
    check(until(12, 23), &[]);
    check(until(11, 22), &[GapRule::EndsSoon]);
}

#[test]
fn what_lines_share_is_told_once() {
    let mut lines = [whole(100), whole(110)];
    for line in &mut lines {
        line.verifiers.clear();
        line.office[0].fillers.clear();
        line.focal.clear();
    }
    let all = gaps(&lines, date(2026, 11, 22));
    let seen: Vec<_> = all.iter().map(|gap| (gap.rule, gap.bodies.len())).collect();
    assert_eq!(
        seen,
        [
            (GapRule::NoFocalOfficer, 1),
            (GapRule::NoFocalOfficer, 1),
            (GapRule::NoVerifier, 2),
            (GapRule::Vacant, 2)
        ]
    );
    for gap in &all {
        assert!(gap.message(Lang::Vi) != gap.message(Lang::En) && !gap.hint(Lang::Vi).is_empty());
    }
}
