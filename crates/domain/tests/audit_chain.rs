//! Tampering with the audit chain, by hand and at random: every way is named, none passes unseen.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

use domain::audit::{Details, Entry, Fault, Head, Outcome, Sealed, Verifier, sha256_hex};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::json;

/// A chain of `n` entries, whole.
fn chain(n: i64) -> Vec<Sealed> {
    let mut previous = String::new();
    (1..=n)
        .map(|seq| {
            let sealed = sealed(seq, "task.updated", json!({ "state": seq }), &previous);
            previous.clone_from(&sealed.hash);
            sealed
        })
        .collect()
}

fn sealed(seq: i64, event: &str, after: serde_json::Value, previous: &str) -> Sealed {
    let details = Details { salt: format!("salt {seq}"), after, ..Details::default() };
    let details = serde_json::to_string(&details).unwrap();
    let entry = Entry {
        seq,
        at: Timestamp::from_second(1_790_000_000 + seq).unwrap(),
        account: None,
        post: None,
        event: event.into(),
        outcome: Outcome::Done,
        noun: "task".into(),
        item: format!("item {seq}"),
        plan: None,
        organisation: None,
        details_sha256: sha256_hex(details.as_bytes()),
    };
    let hash = entry.seal(previous);
    Sealed { entry, hash, details: Some(details) }
}

fn head(chain: &[Sealed]) -> Head {
    chain.last().map_or_else(Head::default, |last| Head { seq: last.entry.seq, hash: last.hash.clone() })
}

fn verify_with(rows: &[Sealed], head: &Head, kept: &[Head]) -> Vec<Fault> {
    let mut verifier = Verifier::new(kept);
    for row in rows {
        verifier.push(row.clone());
    }
    verifier.finish(head).faults
}

/// The faults of a chain of `n` after `tamper`, in short.
#[track_caller]
fn check(n: i64, tamper: impl FnOnce(&mut Vec<Sealed>), expected: &[&str]) {
    let mut rows = chain(n);
    let head = head(&rows);
    tamper(&mut rows);
    let faults = verify_with(&rows, &head, &[]);
    assert_eq!(faults.iter().map(short).collect::<Vec<_>>(), expected, "{faults:?}");
}

fn short(fault: &Fault) -> String {
    match fault {
        Fault::Changed { entry, part } => format!("changed {} {part:?}", entry.seq),
        Fault::Removed { first, last, .. } => format!("removed {first}-{last}"),
        Fault::Inserted { entry, count } => format!("inserted {}×{count}", entry.seq),
        Fault::Reordered { entry, belongs_at, with } => {
            let with = with.as_ref().map_or(String::new(), |with| format!(" with {}", with.seq));
            format!("reordered {} to {belongs_at}{with}", entry.seq)
        }
        Fault::Renumbered { entry, sealed_as } => format!("renumbered {} was {sealed_as}", entry.seq),
        Fault::DetailsMissing { entry } => format!("details {}", entry.seq),
        Fault::CutOff { first, last } => format!("cut {first}-{last}"),
        Fault::Head { recorded, found } => format!("head {} not {}", recorded.seq, found.seq),
        Fault::Rewritten { kept } => format!("rewritten {}", kept.seq),
        Fault::Unmet { kept } => format!("unmet {}", kept.seq),
        Fault::Further { count } => format!("further {count}"),
    }
}

fn renumber(rows: &mut [Sealed]) {
    for (seq, row) in (1..).zip(rows) {
        row.entry.seq = seq;
    }
}

/// Writes the seals anew from an index on, as whoever knows the canonical form can.
fn reseal(rows: &mut [Sealed], from: usize) {
    for index in from..rows.len() {
        let previous = index.checked_sub(1).map_or(String::new(), |before| rows[before].hash.clone());
        rows[index].hash = rows[index].entry.seal(&previous);
    }
}

#[test]
fn a_whole_chain_is_whole() {
    for n in [0, 1, 2, 3, 200] {
        check(n, |_| (), &[]);
    }
}

#[test]
fn a_changed_entry_is_named() {
    for k in [1, 2, 50, 99, 100] {
        let fields = format!("changed {k} Fields");
        check(100, |rows| rows[k - 1].entry.item = "other".into(), &[&fields]);
        check(100, |rows| rows[k - 1].entry.at = Timestamp::UNIX_EPOCH, &[&fields]);
        check(100, |rows| rows[k - 1].details = Some("{}".into()), &[&format!("changed {k} Details")]);
        check(
            100,
            |rows| rows[k - 1].hash = "0".repeat(64),
            &match k {
                100 => vec!["changed 100 Seal".to_owned()],
                k => vec![format!("changed {k} Seal")],
            }
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>(),
        );
        check(100, |rows| rows[k - 1].details = None, &[&format!("details {k}")]);
    }
}

#[test]
fn removed_entries_are_named_whether_renumbered_or_not() {
    for (first, last) in [(1, 1), (1, 3), (2, 2), (50, 50), (50, 60), (98, 98)] {
        let named = format!("removed {first}-{last}");
        check(100, |rows| drop(rows.drain(first - 1..last)), &[&named]);
        check(
            100,
            |rows| {
                rows.drain(first - 1..last);
                renumber(rows);
            },
            &[&named],
        );
    }
    check(100, |rows| rows.truncate(97), &["cut 98-100"]);
    check(100, Vec::clear, &["cut 1-100"]);
    // Of what stands last, only the head still tells the number.
    check(100, |rows| drop(rows.remove(98)), &["removed 99-99"]);
}

#[test]
fn an_inserted_entry_is_named_whether_well_sealed_or_not() {
    for k in [1, 2, 50, 99] {
        let named = format!("inserted {}×1", k + 1);
        for well_sealed in [true, false] {
            check(
                100,
                |rows| {
                    let mut forged = rows[k - 1].clone();
                    forged.entry.item = "forged".into();
                    rows.insert(k, forged);
                    renumber(rows);
                    if well_sealed {
                        rows[k].hash = rows[k].entry.seal(&rows[k - 1].hash.clone());
                    }
                },
                &[&named],
            );
        }
    }
    check(
        100,
        |rows| rows.push(sealed(101, "task.updated", json!(1), &rows.last().unwrap().hash.clone())),
        &["inserted 101×1"],
    );
}

#[test]
fn several_inserted_entries_are_named_though_they_fit_each_other() {
    check(
        100,
        |rows| {
            for (at, seq) in [(50, 51), (51, 52), (52, 53)] {
                let forged = sealed(seq, "task.updated", json!("forged"), &rows[at - 1].hash.clone());
                rows.insert(at, forged);
            }
            renumber(rows);
        },
        &["inserted 51×1", "inserted 52×1", "inserted 53×1"],
    );
}

#[test]
fn exchanged_entries_are_named_both() {
    for (i, j) in [(1, 2), (10, 11), (10, 12), (10, 13), (10, 60), (1, 99), (50, 100), (99, 100), (1, 100)] {
        let swapped = |rows: &mut Vec<Sealed>| {
            rows.swap(i - 1, j - 1);
            renumber(rows);
        };
        let mut rows = chain(100);
        let head = head(&rows);
        swapped(&mut rows);
        let faults = verify_with(&rows, &head, &[]);
        let [Fault::Reordered { entry, with: Some(with), .. }] = &faults[..] else {
            panic!("{i} {j}: {faults:?}")
        };
        let mut named = [entry, with].map(|place| usize::try_from(place.seq).unwrap());
        named.sort_unstable();
        assert_eq!(named, [i, j]);
    }
}

#[test]
fn contents_exchanged_below_their_seals_are_named() {
    check(
        100,
        |rows| {
            let (a, b) = (rows[20].clone(), rows[70].clone());
            (rows[20].entry, rows[20].details) = (Entry { seq: 21, ..b.entry }, b.details);
            (rows[70].entry, rows[70].details) = (Entry { seq: 71, ..a.entry }, a.details);
        },
        &["reordered 21 to 71 with 71"],
    );
}

#[test]
fn a_moved_entry_is_named() {
    check(
        100,
        |rows| {
            let moved = rows.remove(19);
            rows.insert(59, moved);
            renumber(rows);
        },
        &["reordered 60 to 20"],
    );
}

#[test]
fn a_renumbered_chain_is_named() {
    check(100, |rows| rows[60..].iter_mut().for_each(|row| row.entry.seq += 7), &["renumbered 68 was 61"]);
}

#[test]
fn a_false_head_is_named() {
    let rows = chain(9);
    let of = |seq, hash: &str| Head { seq, hash: hash.into() };
    let faults = |head| verify_with(&rows, &head, &[]).iter().map(short).collect::<Vec<_>>();
    assert_eq!(faults(of(9, "0")), ["head 9 not 9"]);
    assert_eq!(faults(of(4, "0")), ["head 4 not 9"]);
    assert_eq!(faults(of(12, "0")), ["cut 10-12"]);
}

#[test]
fn details_are_missing_lawfully_only_where_an_erasure_says_so() {
    let mut rows = chain(10);
    let erasure = sealed(11, "person.erased", json!({ "erased_details": [3, 5] }), &rows[9].hash);
    rows.push(erasure);
    let head = head(&rows);
    for seq in [3, 5, 6] {
        rows[seq - 1].details = None;
    }
    let faults = verify_with(&rows, &head, &[]);
    assert_eq!(faults.iter().map(short).collect::<Vec<_>>(), ["details 6"]);
}

#[test]
fn a_past_written_anew_is_seen_by_a_head_kept_outside() {
    let mut rows = chain(50);
    let kept = [10, 20, 30].map(|n: usize| head(&rows[..n]));
    rows[15].entry.item = "other".into();
    reseal(&mut rows, 15);
    let now = head(&rows);
    assert_eq!(verify_with(&rows, &now, &[]), []);
    let faults = verify_with(&rows, &now, &kept);
    assert_eq!(faults.iter().map(short).collect::<Vec<_>>(), ["rewritten 20", "rewritten 30"]);
    rows.truncate(25);
    let faults = verify_with(&rows, &head(&rows), &kept[..1]);
    assert_eq!(faults, []);
    let faults = verify_with(&rows, &head(&rows), &kept);
    assert_eq!(faults.iter().map(short).collect::<Vec<_>>(), ["rewritten 20", "unmet 30"]);
}

#[test]
fn a_chain_in_ruins_is_told_in_few_words() {
    let mut rows = chain(5_000);
    let head = head(&rows);
    for row in &mut rows {
        row.hash = "0".repeat(64);
    }
    let faults = verify_with(&rows, &head, &[]);
    assert!((1..400).contains(&faults.len()), "{}", faults.len());
}

#[test]
fn every_fault_is_a_sentence_in_both_languages() {
    let mut rows = chain(9);
    let head = head(&rows);
    rows.remove(4);
    let faults = verify_with(&rows, &head, &[]);
    let vi = faults[0].message(domain::Lang::Vi);
    let en = faults[0].message(domain::Lang::En);
    assert!(vi.starts_with("Bị xóa: bản ghi số 5, sau bản ghi 4 (task.updated, "), "{vi}");
    assert!(en.starts_with("Removed: entry number 5, after entry 4 (task.updated, "), "{en}");
}

/// One act of tampering, at places given by chance.
#[derive(Debug, Clone)]
enum Act {
    Change(prop::sample::Index),
    Details(prop::sample::Index),
    Erase(prop::sample::Index),
    Remove(prop::sample::Index),
    Insert(prop::sample::Index),
    Exchange(prop::sample::Index, prop::sample::Index),
    Seal(prop::sample::Index),
}

fn act() -> impl Strategy<Value = Act> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        at().prop_map(Act::Change),
        at().prop_map(Act::Details),
        at().prop_map(Act::Erase),
        at().prop_map(Act::Remove),
        at().prop_map(Act::Insert),
        (at(), at()).prop_map(|(a, b)| Act::Exchange(a, b)),
        at().prop_map(Act::Seal),
    ]
}

fn tamper(rows: &mut Vec<Sealed>, act: &Act) {
    let n = rows.len();
    if n == 0 {
        return;
    }
    match act {
        Act::Change(at) => rows[at.index(n)].entry.item.push('x'),
        Act::Details(at) => rows[at.index(n)].details = Some("{}".into()),
        Act::Erase(at) => rows[at.index(n)].details = None,
        Act::Remove(at) => drop(rows.remove(at.index(n))),
        Act::Insert(at) => {
            let mut forged = rows[at.index(n)].clone();
            forged.entry.item.push('y');
            rows.insert(at.index(n), forged);
        }
        Act::Exchange(a, b) => rows.swap(a.index(n), b.index(n)),
        Act::Seal(at) => rows[at.index(n)].hash = sha256_hex(b"forged"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_done_to_a_chain_passes_unseen(
        n in 1..60_i64, acts in prop::collection::vec(act(), 1..6), renumbered: bool
    ) {
        let whole = chain(n);
        let mut rows = whole.clone();
        for act in &acts {
            tamper(&mut rows, act);
        }
        if renumbered {
            renumber(&mut rows);
        } else {
            rows.sort_by_key(|row| row.entry.seq);
        }
        let faults = verify_with(&rows, &head(&whole), &[]);
        prop_assert_eq!(faults.is_empty(), rows == whole, "{:?}", faults);
        for fault in &faults {
            prop_assert!(!fault.message(domain::Lang::Vi).is_empty());
        }
    }

    #[test]
    fn one_entry_removed_or_changed_at_random_is_named(n in 3..80_i64, at: prop::sample::Index, renumbered: bool) {
        let whole = chain(n);
        let k = at.index(whole.len() - 1);
        let mut rows = whole.clone();
        rows.remove(k);
        if renumbered {
            renumber(&mut rows);
        }
        let faults = verify_with(&rows, &head(&whole), &[]);
        prop_assert_eq!(faults.iter().map(short).collect::<Vec<_>>(), [format!("removed {0}-{0}", k + 1)]);
        let mut rows = whole.clone();
        rows[k].entry.noun = "other".into();
        let faults = verify_with(&rows, &head(&whole), &[]);
        prop_assert_eq!(faults.iter().map(short).collect::<Vec<_>>(), [format!("changed {} Fields", k + 1)]);
    }

    #[test]
    fn a_past_written_anew_at_random_never_escapes_a_head_kept_behind_it(
        n in 2..60_i64, at: prop::sample::Index, kept: prop::sample::Index
    ) {
        let whole = chain(n);
        let k = at.index(whole.len());
        let kept_at = k + kept.index(whole.len() - k);
        let mut rows = whole.clone();
        rows[k].entry.item.push('x');
        reseal(&mut rows, k);
        let faults = verify_with(&rows, &head(&rows), &[head(&whole[..=kept_at])]);
        prop_assert_eq!(faults.len(), 1);
    }
}

/// The blocks of code in the description of the chain.
fn described() -> Vec<&'static str> {
    let blocks = include_str!("../../../docs/audit.md").split("```text\n").skip(1);
    blocks.map(|block| block.split("```").next().unwrap()).collect()
}

#[test]
fn the_seal_in_the_description_is_right() {
    let [details, sealed, seal] = described()[..] else { panic!("details, sealed text, seal") };
    let entry = |name: &str| {
        let lines = sealed.lines().find_map(|line| line.strip_prefix(&format!("{name}=")));
        lines.unwrap_or_else(|| panic!("{name}"))
    };
    assert_eq!(sha256_hex(details.trim_end().as_bytes()), entry("details_sha256"));
    assert_eq!(sha256_hex(sealed.as_bytes()), seal.trim_end());
    let details: Details = serde_json::from_str(details).unwrap();
    assert_eq!(details.acting_as, "Sở Khoa học và Công nghệ");
    let entry = Entry {
        seq: entry("seq").parse().unwrap(),
        at: Timestamp::from_millisecond(entry("at_ms").parse().unwrap()).unwrap(),
        account: Some(entry("account").parse().unwrap()),
        post: Some(entry("post").parse().unwrap()),
        event: entry("event").into(),
        outcome: Outcome::from_code(entry("outcome")).unwrap(),
        noun: entry("noun").into(),
        item: entry("item").into(),
        plan: Some(entry("plan").parse().unwrap()),
        organisation: None,
        details_sha256: entry("details_sha256").into(),
    };
    assert_eq!(entry.seal(sealed.lines().next().unwrap()), seal.trim_end());
}
