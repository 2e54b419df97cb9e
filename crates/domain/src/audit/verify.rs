//! Verification: entries stream through in the order of their numbers, and every fault is named.
//!
//! A seal that fits shows two things at once: that the entry before has its genuine seal, and that this
//! entry is as it was sealed, with its number. So entries are gathered into runs; where a run ends,
//! something was done to the chain, and the module `diagnose` finds out what by asking which seals still fit.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::diagnose::Broken;
use super::run::{Row, Run};
use super::{Details, Entry, Fault, Head, Part, Place, Sealed, sha256_hex};

/// How many breaks are looked into; the others are counted.
const BREAKS: usize = 200;
/// How far from its own number an entry's sealed number is looked for when the chain was renumbered.
const RENUMBERED_BY: i64 = 300;
/// At how many breaks that search is made.
const SEARCHES: usize = 100;
/// The event that makes missing details lawful, and the field that lists their numbers.
const ERASURE: (&str, &str) = ("person.erased", "erased_details");

/// What verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// How many entries were read.
    pub entries: u64,
    /// How many details were lawfully erased.
    pub erased: u64,
    /// How many heads kept outside were compared.
    pub heads: usize,
    /// What is wrong, in the order of the numbers.
    pub faults: Vec<Fault>,
}

impl Verdict {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Takes every entry once, in the order of the numbers that they bear.
#[derive(Debug)]
pub struct Verifier {
    runs: Vec<Run>,
    further: u64,
    /// Behind this number breaks are only counted.
    counted_from: i64,
    searches: usize,
    entries: u64,
    shifts: BTreeSet<i64>,
    renumbered: Option<(Place, i64)>,
    details: Vec<Place>,
    missing: Vec<Place>,
    erased: BTreeSet<i64>,
    kept: BTreeMap<i64, Vec<String>>,
    met: BTreeMap<i64, String>,
}

impl Verifier {
    /// Begins; `kept` are the heads that were kept outside, in any order.
    pub fn new(kept: &[Head]) -> Self {
        let mut by_place: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for head in kept {
            by_place.entry(head.seq).or_default().push(head.hash.clone());
        }
        Self {
            runs: vec![Run::beginning()],
            further: 0,
            counted_from: i64::MAX,
            searches: 0,
            entries: 0,
            shifts: BTreeSet::from([0]),
            renumbered: None,
            details: Vec::new(),
            missing: Vec::new(),
            erased: BTreeSet::new(),
            kept: by_place,
            met: BTreeMap::new(),
        }
    }

    /// Takes the next entry.
    pub fn push(&mut self, sealed: Sealed) {
        self.entries += 1;
        let Sealed { entry, hash, details } = sealed;
        self.look_at_details(&entry, details.as_deref());
        if self.kept.contains_key(&entry.seq) {
            self.met.insert(entry.seq, hash.clone());
        }
        self.link(Row { entry, hash });
    }

    fn look_at_details(&mut self, entry: &Entry, details: Option<&str>) {
        let Some(details) = details else { return self.missing.push(Place::from(entry)) };
        if sha256_hex(details.as_bytes()) != entry.details_sha256 {
            return self.details.push(Place::from(entry));
        }
        if entry.event == ERASURE.0 {
            let after = serde_json::from_str::<Details>(details).map(|details| details.after);
            let listed = after.ok().and_then(|after| after.get(ERASURE.1).and_then(Value::as_array).cloned());
            self.erased.extend(listed.into_iter().flatten().filter_map(|seq| seq.as_i64()));
        }
    }

    fn link(&mut self, row: Row) {
        let last = self.runs.last_mut().expect("the beginning is a run");
        if let Some(place) = last.last_place().map(|place| place + 1) {
            if row.fits(place, last.last_hash()) {
                if row.entry.seq != place && self.renumbered.is_none() {
                    self.renumbered = Some((Place::from(&row.entry), place));
                }
                return last.push(row);
            }
        } else if let Some(place) = self.place_after_last(&row) {
            return self.join(row, place);
        }
        if self.runs.len() < BREAKS {
            self.runs.push(Run::begin(row));
        } else {
            self.further += 1;
            self.counted_from = self.counted_from.min(row.entry.seq);
            let last = self.runs.last_mut().expect("the beginning is a run");
            *last = Run::begin(row);
        }
    }

    /// With which number this entry was sealed after the last one, whose own number nothing has shown yet.
    fn place_after_last(&mut self, row: &Row) -> Option<i64> {
        let previous = self.runs.last()?.last_hash().to_owned();
        let fits = |shift: &i64| row.fits(row.entry.seq + shift, &previous);
        let mut shift = self.shifts.iter().copied().find(fits);
        if shift.is_none() && self.searches < SEARCHES {
            self.searches += 1;
            shift = (1..=RENUMBERED_BY).flat_map(|by| [by, -by]).find(fits);
        }
        self.shifts.extend(shift);
        shift.map(|shift| row.entry.seq + shift)
    }

    /// The last entry's place is known by the one after it. Entries that claim the same places at the end
    /// of the run before were put in behind it: those after them fit without them.
    fn join(&mut self, row: Row, place: i64) {
        let mut run = self.runs.pop().expect("the last run is the one that was asked");
        let before = self.runs.last();
        if before.is_some_and(|b| b.last_place() == Some(place - 1) && b.last_hash() == run.last_hash()) {
            // A copy with the same seal was put in behind the entry that bears it.
            self.runs.push(run);
            return self.runs.push(Run { place: Some(place), ..Run::begin(row) });
        }
        run.place = Some(place - 1);
        run.push(row);
        if let Some(before) = self.runs.last_mut() {
            let begins = before.place.unwrap_or(i64::MAX);
            if (begins..=before.last_place().unwrap_or(0)).contains(&(place - 1)) {
                let put_in = before.split_off(place - 1);
                self.runs.extend(put_in.into_iter().map(Run::begin));
            }
        }
        self.runs.push(run);
    }

    /// Ends with the head on record.
    pub fn finish(self, head: &Head) -> Verdict {
        let heads = self.kept.values().map(Vec::len).sum();
        let lawful = self.missing.iter().filter(|place| self.erased.contains(&place.seq)).count();
        let mut faults = Vec::new();
        let unlawful = self.missing.into_iter().filter(|place| !self.erased.contains(&place.seq));
        faults.extend(unlawful.map(|entry| Fault::DetailsMissing { entry }));
        faults.extend(self.details.into_iter().map(|entry| Fault::Changed { entry, part: Part::Details }));
        faults.extend(Broken::faults(self.runs, head));
        // What was only counted is not told as missing.
        faults.retain(|fault| !fault.is_absence() || fault.number() < self.counted_from);
        faults.extend((self.further > 0).then_some(Fault::Further { count: self.further }));
        if let (true, Some((entry, sealed_as))) = (faults.is_empty(), self.renumbered) {
            faults.push(Fault::Renumbered { entry, sealed_as });
        }
        faults.extend(unfit_heads(&self.kept, &self.met));
        faults.sort_by_key(Fault::number);
        Verdict { entries: self.entries, erased: lawful as u64, heads, faults }
    }
}

/// The heads kept outside that the entries do not fit.
fn unfit_heads(kept: &BTreeMap<i64, Vec<String>>, met: &BTreeMap<i64, String>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (&seq, hashes) in kept.iter().filter(|(seq, _)| **seq > 0) {
        for hash in hashes {
            let kept = Head { seq, hash: hash.clone() };
            match met.get(&seq) {
                None => faults.push(Fault::Unmet { kept }),
                Some(found) if found != hash => faults.push(Fault::Rewritten { kept }),
                Some(_) => (),
            }
        }
    }
    faults
}
