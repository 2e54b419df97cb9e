//! Who is told of silence, and when.

use std::collections::BTreeSet;

use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::report_line::{AccountState, Basis, Filler};
use crate::{GrantId, OrganisationId, PersonId, SpecialDay, TenureKind};

const FOCAL: u128 = 1;
const HEAD: u128 = 2;
const MEMBER: u128 = 3;
const OFFICE: u128 = 4;

fn station(n: u128, is_filled: bool) -> Station {
    let filler = Filler {
        person: PersonId(Uuid::from_u128(n)),
        name: format!("Người {n}"),
        kind: TenureKind::Holder,
        account: AccountState::Open,
    };
    Station {
        post: PostId(Uuid::from_u128(n)),
        title: format!("Chức danh {n}"),
        body: "Sở Tài chính".into(),
        fillers: if is_filled { vec![filler] } else { Vec::new() },
        field: None,
        until: None,
        basis: Basis::Grant(GrantId(Uuid::from_u128(n))),
        is_member: n == MEMBER,
    }
}

/// A line in which these posts exist and are filled.
fn line(filled: &[u128]) -> ReportLine {
    let group = |n: u128| filled.contains(&n).then(|| station(n, true)).into_iter().collect();
    ReportLine {
        body: OrganisationId(Uuid::from_u128(100)),
        name: "Sở Tài chính".into(),
        focal: group(FOCAL),
        heads: group(HEAD),
        verifiers: Vec::new(),
        followers: group(MEMBER),
        office: group(OFFICE),
        fields: Vec::new(),
    }
}

const ALL: [u128; 4] = [FOCAL, HEAD, MEMBER, OFFICE];

/// Due on Thursday 12/2/2026; Tết is off from Monday 16/2 to Friday 20/2.
fn awaited(state: SubmissionState) -> Awaited {
    Awaited { opens_on: date(2026, 2, 3), due_on: date(2026, 2, 12), state }
}

fn days() -> WorkingDays {
    let off = |day| SpecialDay {
        day: date(2026, 2, day),
        is_working: false,
        name: "Tết Nguyên đán".into(),
        source: "Bộ luật Lao động, Điều 112".into(),
        is_announced: true,
        version: 1,
    };
    WorkingDays::new(&(16..=20).map(off).collect::<Vec<_>>())
}

fn on(state: SubmissionState, filled: &[u128], today: Date) -> Vec<(u128, Rung)> {
    let told = told(&awaited(state), &line(filled), today, &ReportingRules::default(), &days());
    told.into_iter().map(|told| (told.post.0.as_u128(), told.rung)).collect()
}

#[test]
fn the_ladder_is_climbed_in_working_days_over_tet() {
    use Rung::*;
    let check = |day: i8, month: i8, expected: &[(u128, Rung)]| {
        assert_eq!(on(SubmissionState::Draft, &ALL, date(2026, month, day)), expected, "{day}/{month}");
    };
    check(2, 2, &[]);
    check(3, 2, &[(FOCAL, Opened)]);
    check(8, 2, &[(FOCAL, Opened)]);
    check(9, 2, &[(FOCAL, Reminder)]);
    check(12, 2, &[(FOCAL, DueToday)]);
    check(13, 2, &[(FOCAL, Focal), (HEAD, Head)]);
    // Tết: nobody works, nothing is added.
    check(22, 2, &[(FOCAL, Focal), (HEAD, Head)]);
    check(24, 2, &[(FOCAL, Focal), (HEAD, Head), (MEMBER, Member)]);
    check(26, 2, &[(FOCAL, Focal), (HEAD, Head), (MEMBER, Member), (OFFICE, Office)]);
    check(1, 4, &[(FOCAL, Focal), (HEAD, Head), (MEMBER, Member), (OFFICE, Office)]);
}

#[test]
fn what_is_handed_in_waits_for_the_head_and_what_is_approved_for_nobody() {
    let after = date(2026, 2, 26);
    let submitted = on(SubmissionState::Submitted, &ALL, after);
    assert_eq!(submitted, [(HEAD, Rung::Head), (MEMBER, Rung::Member), (OFFICE, Rung::Office)]);
    assert_eq!(on(SubmissionState::Submitted, &ALL, date(2026, 2, 3)), []);
    assert_eq!(on(SubmissionState::Submitted, &ALL, date(2026, 2, 9)), [(HEAD, Rung::Reminder)]);
    assert_eq!(on(SubmissionState::Returned, &ALL, date(2026, 2, 9)), [(FOCAL, Rung::Reminder)]);
    for state in [SubmissionState::Approved, SubmissionState::Consolidated] {
        assert_eq!(on(state, &ALL, after), []);
    }
}

#[test]
fn where_a_rung_is_vacant_the_next_above_is_told() {
    let state = SubmissionState::Draft;
    assert_eq!(on(state, &[HEAD, OFFICE], date(2026, 2, 9)), [(HEAD, Rung::Reminder)]);
    assert_eq!(on(state, &[OFFICE], date(2026, 2, 13)), [(OFFICE, Rung::Head)]);
    assert_eq!(
        on(state, &[FOCAL, OFFICE], date(2026, 2, 24)),
        [(FOCAL, Rung::Focal), (OFFICE, Rung::Member)]
    );
    assert_eq!(on(state, &[], date(2026, 2, 24)), []);
    let mut vacant = line(&[HEAD]);
    vacant.focal = vec![station(FOCAL, false)];
    let told = told(&awaited(state), &vacant, date(2026, 2, 9), &ReportingRules::default(), &days());
    assert_eq!(told, [Told { post: PostId(Uuid::from_u128(HEAD)), rung: Rung::Reminder }]);
}

#[test]
fn figures_grow_stale_the_day_after_their_freshness_ends() {
    let ends_on = Some(date(2026, 9, 30));
    assert!(!is_stale(ends_on, date(2026, 11, 29), 60));
    assert!(is_stale(ends_on, date(2026, 11, 30), 60));
    assert!(is_stale(ends_on, date(2026, 10, 1), 0));
    assert!(!is_stale(None, date(2030, 1, 1), 60));
}

fn rules() -> impl Strategy<Value = ReportingRules> {
    (0..8u32, 0..5u32, 0..5u32, 0..5u32).prop_map(|(reminder_days, head, member, office)| ReportingRules {
        reminder_days,
        head_after: head,
        member_after: head + member,
        office_after: head + member + office,
        ..ReportingRules::default()
    })
}

fn state() -> impl Strategy<Value = SubmissionState> {
    prop::sample::select(SubmissionState::ALL)
}

proptest! {
    #[test]
    fn a_later_day_takes_no_rung_back(rules in rules(), state in state(), start in 0..60i64, more in 0..40i64) {
        let day = |ahead: i64| date(2026, 1, 20).saturating_add(ahead.days());
        let (earlier, later) = (
            rungs(&awaited(state), day(start), &rules, &days()),
            rungs(&awaited(state), day(start + more), &rules, &days()),
        );
        prop_assert!(earlier.iter().all(|rung| later.contains(rung)), "{earlier:?} {later:?}");
        prop_assert!(later.windows(2).all(|pair| pair[0] < pair[1]));
    }

    /// Whoever looks in on some days only tells nobody twice, and in the end has told what daily looking tells last.
    #[test]
    fn days_that_were_missed_change_nothing_of_the_end(
        rules in rules(),
        filled in prop::sample::subsequence(ALL.to_vec(), 0..=4),
        looks in prop::collection::btree_set(0..70i64, 0..20),
    ) {
        let day = |ahead: i64| date(2026, 1, 20).saturating_add(ahead.days());
        let line = line(&filled);
        let look = |ahead: i64| told(&awaited(SubmissionState::Draft), &line, day(ahead), &rules, &days());
        let mut heard: BTreeSet<Told> = BTreeSet::new();
        for ahead in looks.iter().copied().chain([70]) {
            let now = look(ahead);
            let mut posts: Vec<_> = now.iter().map(|told| told.post).collect();
            posts.sort_unstable();
            posts.dedup();
            prop_assert_eq!(posts.len(), now.len(), "one notice a post and day");
            heard.extend(now);
        }
        let daily: BTreeSet<Told> = (0..=70).flat_map(look).collect();
        prop_assert!(heard.is_subset(&daily));
        let last = look(70);
        prop_assert!(last.iter().all(|told| heard.contains(told)));
        prop_assert!(heard.len() <= Rung::ALL.len() * 4);
    }
}
