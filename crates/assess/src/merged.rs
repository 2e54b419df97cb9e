//! Figures of bodies that became one: put together by the indicator's own rule, cell by cell.
//!
//! What the successor itself reported always stands. A part that is missing, or that cannot be told
//! apart, makes the whole an absence with its reason: never a sum that is too small.

use std::collections::{BTreeMap, HashSet};

use domain::{
    Absence, Aggregate, Indicator, Maturity, Observation, Organisation, OrganisationId, Quantity, Reading,
    ValueStage,
};

/// What one body gave for a cell; `reading` is `None` where it gave nothing.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    /// The body's name.
    pub body: &'a str,
    /// What it gave.
    pub reading: Option<&'a Reading>,
}

/// The figure of several bodies together.
///
/// A share is the sum of numerators over the sum of denominators (percentages are never averaged);
/// where no rule gives a right figure the result says why.
pub fn combine(operator: Aggregate, parts: &[Part<'_>]) -> Reading {
    let missing: Vec<&str> = parts
        .iter()
        .filter(|part| matches!(part.reading, None | Some(Reading::Absent(_))))
        .map(|part| part.body)
        .collect();
    if !missing.is_empty() || parts.is_empty() {
        return absent(format!("Chưa có số liệu của {}.", missing.join(", ")));
    }
    let readings: Vec<&Reading> = parts.iter().filter_map(|part| part.reading).collect();
    if let [one] = readings.as_slice() {
        // There is nothing to put together.
        return (*one).clone();
    }
    let combined = match operator {
        Aggregate::Last | Aggregate::Authoritative => None,
        _ => reached(operator, &readings)
            .or_else(|| ratio(operator, &readings))
            .or_else(|| value(operator, &readings)),
    };
    combined.unwrap_or_else(|| {
        let bodies: Vec<&str> = parts.iter().map(|part| part.body).collect();
        absent(format!("Không cộng được số liệu của {} theo cách tổng hợp của chỉ tiêu.", bodies.join(", ")))
    })
}

fn absent(reason: String) -> Reading {
    Reading::Absent(Absence::NotAvailable { reason, expected_on: None })
}

/// "Reached" by all or by none is so for all together; the rest depends on the rule.
pub(crate) fn reached(operator: Aggregate, readings: &[&Reading]) -> Option<Reading> {
    let answers: Option<Vec<bool>> = readings
        .iter()
        .map(|reading| if let Reading::Reached(is) = reading { Some(*is) } else { None })
        .collect();
    let answers = answers?;
    let (all, any) = (answers.iter().all(|is| *is), answers.iter().any(|is| *is));
    match operator {
        _ if all == any => Some(Reading::Reached(all)),
        Aggregate::Min => Some(Reading::Reached(all)),
        Aggregate::Max => Some(Reading::Reached(any)),
        _ => None,
    }
}

pub(crate) fn ratio(operator: Aggregate, readings: &[&Reading]) -> Option<Reading> {
    if operator != Aggregate::Ratio {
        return None;
    }
    let (mut above, mut below) = (0.0, 0.0);
    for reading in readings {
        let Reading::Ratio { numerator, denominator } = reading else { return None };
        above += numerator.get();
        below += denominator.get();
    }
    Reading::ratio(Quantity::new(above).ok()?, Quantity::new(below).ok()?).ok()
}

pub(crate) fn value(operator: Aggregate, readings: &[&Reading]) -> Option<Reading> {
    // A share is only ever put together from its parts.
    let is_plain = |reading: &&&Reading| matches!(reading, Reading::Value(_));
    let may_be_shares = matches!(operator, Aggregate::Min | Aggregate::Max);
    if !may_be_shares && readings.iter().filter(is_plain).count() < readings.len() {
        return None;
    }
    let values: Option<Vec<f64>> = readings.iter().map(|reading| Some(reading.value()?.get())).collect();
    let values = values?;
    let sum = || values.iter().sum::<f64>();
    #[expect(clippy::cast_precision_loss, reason = "there are never so many bodies")]
    let combined = match operator {
        Aggregate::Sum => sum(),
        Aggregate::Mean => sum() / values.len() as f64,
        Aggregate::Min => values.iter().copied().fold(f64::INFINITY, f64::min),
        Aggregate::Max => values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        Aggregate::Ratio | Aggregate::Last | Aggregate::Authoritative => return None,
    };
    Quantity::new(combined).ok().map(Reading::Value)
}

/// The figures of a body with those of the bodies that it follows.
///
/// `earlier` are the bodies that it follows, and those that they follow. Where it has no figure of its
/// own for a period and stage, theirs are put together. Figures of other bodies stay as they are.
pub fn series(
    indicator: &Indicator,
    body: &Organisation,
    earlier: &[Organisation],
    observations: Vec<Observation>,
) -> Vec<Observation> {
    if earlier.is_empty() {
        return observations;
    }
    let concerned: HashSet<OrganisationId> = earlier.iter().map(|body| body.id).chain([body.id]).collect();
    let family = Family { operator: indicator.across_units, earlier, observations: &observations };
    let mut visited = HashSet::new();
    let cells: Vec<Observation> = family.cells(body, &mut visited).into_values().collect();
    let mut all: Vec<Observation> =
        observations.into_iter().filter(|one| !concerned.contains(&one.organisation)).chain(cells).collect();
    all.sort_by_key(|one| (one.period.ends_on(), one.organisation, one.period.to_string(), one.stage.code()));
    all
}

/// A period and a stage, by their codes.
type Cell = (String, &'static str);

struct Family<'a> {
    operator: Aggregate,
    earlier: &'a [Organisation],
    observations: &'a [Observation],
}

impl Family<'_> {
    /// A body's cells: its own, and for the rest those of the bodies that it follows.
    fn cells(
        &self,
        body: &Organisation,
        visited: &mut HashSet<OrganisationId>,
    ) -> BTreeMap<Cell, Observation> {
        let mut own: BTreeMap<Cell, Observation> = BTreeMap::new();
        if !visited.insert(body.id) {
            return own;
        }
        for one in self.observations.iter().filter(|one| one.organisation == body.id) {
            own.insert(cell(one), one.clone());
        }
        let follows = |other: &&Organisation| other.successors.contains(&body.id);
        let followed: Vec<(&Organisation, BTreeMap<Cell, Observation>)> =
            self.earlier.iter().filter(follows).map(|other| (other, self.cells(other, visited))).collect();
        visited.remove(&body.id);
        let theirs: Vec<(Cell, Observation)> = followed
            .iter()
            .flat_map(|(_, cells)| cells)
            .filter(|(cell, _)| !own.contains_key(*cell))
            .map(|(cell, one)| (cell.clone(), one.clone()))
            .collect();
        for (cell, one) in theirs {
            let together = self.together(body, &followed, &cell, &one);
            own.entry(cell).or_insert(together);
        }
        own
    }

    /// The cell of a body that gave none itself; `like` is one of those that it is made from.
    fn together(
        &self,
        body: &Organisation,
        followed: &[(&Organisation, BTreeMap<Cell, Observation>)],
        cell: &Cell,
        like: &Observation,
    ) -> Observation {
        let last_days: HashSet<_> = followed
            .iter()
            .filter(|(_, cells)| cells.contains_key(cell))
            .map(|(other, _)| other.valid_to)
            .collect();
        let is_asked = |other: &Organisation, has_cell: bool| {
            has_cell || other.exists_on(like.period.ends_on()) || last_days.contains(&other.valid_to)
        };
        let split = |name: &str| absent(format!("Số liệu của {name} trước khi chia, tách."));
        let asked: Vec<(&str, Option<&Observation>, Option<Reading>)> = followed
            .iter()
            .map(|(other, cells)| (*other, cells.get(cell)))
            .filter(|(other, one)| is_asked(other, one.is_some()))
            .map(|(other, one)| {
                // What was given for the whole cannot be told apart for its parts.
                let reading = if other.successors.len() > 1 {
                    Some(split(&other.name))
                } else {
                    one.map(|one| one.reading.clone())
                };
                (other.name.as_str(), one, reading)
            })
            .collect();
        let mut parts: Vec<Part<'_>> =
            asked.iter().map(|(body, _, reading)| Part { body, reading: reading.as_ref() }).collect();
        if stood_beside(body, followed, like) {
            parts.push(Part { body: &body.name, reading: None });
        }
        let given: Vec<&Observation> = asked.iter().filter_map(|(_, one, _)| *one).collect();
        let names: Vec<&str> = asked.iter().map(|(name, ..)| *name).collect();
        Observation {
            organisation: body.id,
            revision: 1,
            reading: combine(self.operator, &parts),
            maturity: given.iter().map(|one| one.maturity).max_by_key(|m| doubt(*m)).unwrap_or(like.maturity),
            note: format!("Tổng hợp từ số liệu của {}.", names.join(", ")),
            recorded_at: given.iter().map(|one| one.recorded_at).max().unwrap_or(like.recorded_at),
            recorded_by: like.recorded_by.clone(),
            ..like.clone()
        }
    }
}

/// Whether a body that took others in was there before they ended, so that a figure of its own is missing.
fn stood_beside(
    body: &Organisation,
    followed: &[(&Organisation, BTreeMap<Cell, Observation>)],
    like: &Observation,
) -> bool {
    let is_new = |from| followed.iter().all(|(other, _)| other.valid_to.is_some_and(|to| to < from));
    body.exists_on(like.period.ends_on()) && !body.valid_from.is_some_and(is_new)
}

fn cell(one: &Observation) -> Cell {
    (one.period.to_string(), ValueStage::code(one.stage))
}

/// How far from final a figure is.
pub(crate) fn doubt(maturity: Maturity) -> u8 {
    match maturity {
        Maturity::Official => 0,
        Maturity::Provisional => 1,
        Maturity::Estimate => 2,
    }
}

#[cfg(test)]
mod tests;
