//! What was done to a chain, by which of its seals still fit.

use super::run::{Row, Run};
use super::{Fault, Head, Part, Place};

/// A chain in pieces, and what became known of it.
pub(super) struct Broken<'h> {
    head: &'h Head,
    /// Runs in the order of their places, each after the one before.
    backbone: Vec<Run>,
    /// The places that no run of the backbone holds.
    holes: Vec<Hole>,
    /// Entries that no place is known for, with the number of the hole they stand in.
    strangers: Vec<Stranger>,
    faults: Vec<Fault>,
}

/// Places without an entry, between a run of the backbone and the next.
struct Hole {
    /// The first place; none is missing when it lies behind `last`.
    first: i64,
    /// The last place.
    last: i64,
    /// The seal before the first place, where it is known.
    previous: Option<String>,
    /// The entry before.
    after: Option<Place>,
}

struct Stranger {
    row: Row,
    /// The hole it stands in: that after the backbone's run of the same index.
    hole: usize,
}

/// An entry that does not fit, though its place, the seal before and its own seal are known.
struct Unfit {
    row: Row,
    place: i64,
    previous: String,
}

impl<'h> Broken<'h> {
    /// Names the faults of a chain that fell into these runs, in the order in which they stand.
    pub fn faults(mut runs: Vec<Run>, head: &'h Head) -> Vec<Fault> {
        anchor_by_head(&mut runs, head);
        let mut broken = Self::sort(runs, head);
        broken.find_moved();
        let unfit = broken.check_firsts();
        broken.tell_unfit(unfit);
        broken.tell_rest();
        broken.tell_end();
        broken.faults
    }

    /// Parts the runs that stand in order from those that do not, and finds the holes.
    fn sort(runs: Vec<Run>, head: &'h Head) -> Self {
        let keep = heaviest_in_order(&runs);
        let mut sorted =
            Self { head, backbone: Vec::new(), holes: Vec::new(), strangers: Vec::new(), faults: Vec::new() };
        let mut elsewhere = Vec::new();
        for (index, run) in runs.into_iter().enumerate() {
            if keep.contains(&index) {
                sorted.backbone.push(run);
            } else if run.len == 1 {
                let hole = sorted.backbone.len() - 1;
                sorted.strangers.extend(run.first.map(|row| Stranger { row, hole }));
            } else {
                elsewhere.push(run);
            }
        }
        for (index, run) in sorted.backbone.iter().enumerate() {
            let first = run.last_place().unwrap_or(0) + 1;
            let next = sorted.backbone.get(index + 1).and_then(|next| next.place);
            sorted.holes.push(Hole {
                first,
                last: next.unwrap_or(head.seq + 1) - 1,
                previous: Some(run.last_hash().to_owned()),
                after: run.tail.back().map(|row| Place::from(&row.entry)),
            });
        }
        for run in elsewhere {
            sorted.tell_run(&run);
        }
        sorted
    }

    /// A run that stands elsewhere than it belongs, or that belongs nowhere.
    fn tell_run(&mut self, run: &Run) {
        let (Some(first), Some(place), Some(last)) = (&run.first, run.place, run.last_place()) else {
            return;
        };
        let entry = Place::from(&first.entry);
        let hole = self.holes.iter_mut().find(|hole| hole.first <= place && last <= hole.last);
        let Some(hole) = hole else {
            return self.faults.push(Fault::Inserted { entry, count: run.len.unsigned_abs() });
        };
        // What lies between is told as removed; what is left of the hole begins behind the run.
        if hole.first < place {
            let (first, last, after) = (hole.first, place - 1, hole.after.clone());
            self.faults.push(Fault::Removed { first, last, after, before: Some(entry.clone()) });
        }
        self.faults.push(Fault::Reordered { entry, belongs_at: place, with: None });
        (hole.first, hole.previous) = (last + 1, Some(run.last_hash().to_owned()));
        hole.after = run.tail.back().map(|row| Place::from(&row.entry));
    }

    /// Finds strangers that fit at the beginning of a hole, until no more do.
    fn find_moved(&mut self) {
        let mut moved: Vec<(Place, i64)> = Vec::new();
        while let Some((hole, stranger)) = self.fitting_stranger() {
            let Stranger { row, hole: stands_in } = self.strangers.remove(stranger);
            let hole_before = &mut self.holes[hole];
            // In its own hole and by its own number it is where it belongs.
            if stands_in != hole || row.entry.seq != hole_before.first {
                moved.push((Place::from(&row.entry), hole_before.first));
            }
            hole_before.first += 1;
            hole_before.after = Some(Place::from(&row.entry));
            hole_before.previous = Some(row.hash);
        }
        self.tell_moved(&moved);
    }

    fn fitting_stranger(&self) -> Option<(usize, usize)> {
        let open = self.holes.iter().enumerate().filter(|(_, hole)| hole.first <= hole.last);
        for (index, hole) in open {
            let Some(previous) = &hole.previous else { continue };
            let fits = |stranger: &Stranger| stranger.row.fits(hole.first, previous);
            if let Some(stranger) = self.strangers.iter().position(fits) {
                return Some((index, stranger));
            }
        }
        None
    }

    /// Two that stand in each other's places were exchanged; others were moved.
    fn tell_moved(&mut self, moved: &[(Place, i64)]) {
        let singles: Vec<(Place, i64)> = self.backbone.iter().filter_map(single).collect();
        for (index, (entry, belongs_at)) in moved.iter().enumerate() {
            let is_other = |(other, place): &&(Place, i64)| *place == entry.seq && other.seq == *belongs_at;
            if moved[..index].iter().any(|other| is_other(&other)) {
                continue;
            }
            let with = moved[index + 1..].iter().chain(&singles).find(is_other);
            self.faults.push(match with {
                None => Fault::Reordered { entry: entry.clone(), belongs_at: *belongs_at, with: None },
                Some((other, _)) => exchanged(entry.clone(), other.clone()),
            });
        }
    }

    /// The entries that begin a run though the seal before them is known, and that do not fit it.
    fn check_firsts(&mut self) -> Vec<Unfit> {
        let mut unfit = Vec::new();
        for index in 1..self.backbone.len() {
            let run = &self.backbone[index];
            let (Some(first), Some(place)) = (&run.first, run.place) else { continue };
            let hole = &self.holes[index - 1];
            let Some(previous) = hole.previous.as_ref().filter(|_| hole.first > hole.last) else { continue };
            if !first.fits(place, previous) {
                unfit.push(Unfit { row: first.clone(), place, previous: previous.clone() });
            }
        }
        unfit
    }

    /// Contents that fit in each other's places were exchanged; other entries were changed.
    fn tell_unfit(&mut self, mut unfit: Vec<Unfit>) {
        while let Some(one) = unfit.pop() {
            let fits = |row: &Row, other: &Unfit| row.seal_at(other.place, &other.previous) == other.row.hash;
            let partner = unfit.iter().position(|other| fits(&one.row, other) && fits(&other.row, &one));
            let entry = Place::from(&one.row.entry);
            self.faults.push(match partner.map(|index| unfit.remove(index)) {
                Some(other) => exchanged(entry, Place::from(&other.row.entry)),
                None => Fault::Changed { entry, part: Part::Fields },
            });
        }
    }

    /// In a hole as many strangers as places are changed entries; more were inserted, fewer removed.
    fn tell_rest(&mut self) {
        let end = self.holes.len() - 1;
        for (index, hole) in std::mem::take(&mut self.holes).into_iter().enumerate() {
            let in_hole = self.strangers.iter().filter(|stranger| stranger.hole == index);
            let mut rows: Vec<Row> = in_hole.map(|stranger| stranger.row.clone()).collect();
            let Hole { mut first, last, mut after, .. } = hole;
            while first <= last && !rows.is_empty() {
                let row = rows.remove(0);
                let entry = Place::from(&row.entry);
                after = Some(entry.clone());
                self.faults.push(Fault::Changed { entry, part: Part::Seal });
                first += 1;
            }
            self.faults
                .extend(rows.iter().map(|row| Fault::Inserted { entry: Place::from(&row.entry), count: 1 }));
            if first > last {
                continue;
            }
            let next = self.backbone.get(index + 1).and_then(|run| run.first.as_ref());
            let before = next.map(|row| Place::from(&row.entry));
            self.faults.push(if index == end {
                Fault::CutOff { first, last }
            } else {
                Fault::Removed { first, last, after, before }
            });
        }
    }

    /// What the head on record says of the last entries.
    fn tell_end(&mut self) {
        let Some(last) = self.backbone.last() else { return };
        let found = Head { seq: last.last_place().unwrap_or(0), hash: last.last_hash().to_owned() };
        let at_head = last.row_at(self.head.seq).map_or("", |row| row.hash.as_str());
        if found.seq < self.head.seq || found == *self.head {
            return;
        }
        if found.seq == self.head.seq || at_head != self.head.hash {
            return self.faults.push(Fault::Head { recorded: self.head.clone(), found });
        }
        let behind = (self.head.seq + 1..=found.seq).filter_map(|place| last.row_at(place));
        let inserted: Vec<Fault> =
            behind.map(|row| Fault::Inserted { entry: Place::from(&row.entry), count: 1 }).collect();
        self.faults.extend(inserted);
    }
}

/// Two entries that stand in each other's places; the first is named first.
fn exchanged(one: Place, other: Place) -> Fault {
    let (first, second) = if one.seq < other.seq { (one, other) } else { (other, one) };
    Fault::Reordered { entry: first, belongs_at: second.seq, with: Some(second) }
}

/// A run of one entry whose place is not the number that it bears.
fn single(run: &Run) -> Option<(Place, i64)> {
    let row = run.first.as_ref().filter(|_| run.len == 1)?;
    run.place.filter(|place| *place != row.entry.seq).map(|place| (Place::from(&row.entry), place))
}

/// The entry whose seal is the head's stands where the head says; whatever claims its place was put in.
fn anchor_by_head(runs: &mut Vec<Run>, head: &Head) {
    let by_head = |run: &Run| run.place.is_none() && run.last_hash() == head.hash;
    let Some(index) = runs.iter().position(by_head).filter(|index| *index > 0) else { return };
    runs[index].place = Some(head.seq);
    let put_in = match runs[index - 1].last_place() {
        Some(last) if last >= head.seq => runs[index - 1].split_off(head.seq),
        _ => Vec::new(),
    };
    runs.splice(index..index, put_in.into_iter().map(Run::begin));
}

/// The runs that follow each other in the order in which they stand, so that as many entries as can be are
/// in them; the beginning is always among them.
fn heaviest_in_order(runs: &[Run]) -> Vec<usize> {
    let mut best: Vec<(i64, Option<usize>)> = Vec::with_capacity(runs.len());
    for (index, run) in runs.iter().enumerate() {
        let Some(place) = run.place else {
            best.push((i64::MIN, None));
            continue;
        };
        let mut weight = (if index == 0 { 0 } else { i64::MIN }, None);
        for (before, (heavy, _)) in best.iter().enumerate() {
            let ends = runs[before].last_place().filter(|_| *heavy > i64::MIN);
            if ends.is_some_and(|ends| ends < place) && *heavy > weight.0 {
                weight = (*heavy, Some(before));
            }
        }
        if weight.0 > i64::MIN {
            weight.0 += run.len;
        }
        best.push(weight);
    }
    let mut at = best.iter().enumerate().max_by_key(|(_, (heavy, _))| *heavy).map(|(index, _)| index);
    let mut kept = Vec::new();
    while let Some(index) = at {
        kept.push(index);
        at = best[index].1;
    }
    kept.reverse();
    kept
}
