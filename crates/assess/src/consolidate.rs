//! Consolidation (tổng hợp): the figures of bodies become one, up the tree of bodies.
//!
//! Each indicator names its operator. A share is divided last: the sum of the numerators over the sum of
//! the denominators; percentages are never averaged. A body without a figure is never taken for 0: it is
//! counted by the kind of its absence, and a total that lacks it is partial, never silently whole.

use domain::{Absence, Aggregate, Indicator, Maturity, OrganisationId, Quantity, Reading, Role, ValueStage};
use jiff::Timestamp;

use crate::merged;

/// One body's figure on its way into a total.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Whose.
    pub body: OrganisationId,
    /// What it says; `None` where the body is silent.
    pub reading: Option<Reading>,
    /// Which of the cell's values it is.
    pub stage: ValueStage,
    /// How final it is.
    pub maturity: Maturity,
    /// When it was known; by this the last one is the last.
    pub known_at: Timestamp,
}

/// From how many bodies there is a figure, and why from others there is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Bodies whose figure is in the total.
    pub counted: usize,
    /// Bodies to which the indicator does not apply; they are not missing.
    pub not_applicable: usize,
    /// Bodies that have reported nothing.
    pub silent: usize,
    /// Bodies that have no figure, or none yet.
    pub not_available: usize,
    /// Bodies that refuse.
    pub refused: usize,
    /// Bodies whose figure the operator cannot use, such as a percentage without its parts.
    pub unusable: usize,
}

impl Counts {
    /// From how many bodies a figure was due.
    pub fn due(&self) -> usize {
        self.counted + self.missing()
    }

    /// From how many of them there is none in the total.
    pub fn missing(&self) -> usize {
        self.silent + self.not_available + self.refused + self.unusable
    }
}

/// What the figures of several bodies come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// The total; `None` where nothing can be said.
    pub reading: Option<Reading>,
    /// Verified only where every figure in it is.
    pub stage: ValueStage,
    /// As final as its least final figure; a partial total is an estimate.
    pub maturity: Maturity,
    /// Who is in it, and who is not.
    pub counts: Counts,
}

impl Total {
    /// Whether figures that were due are not in it.
    pub fn is_partial(&self) -> bool {
        self.counts.missing() > 0
    }
}

/// The bodies whose figures make an indicator's total: each that leads it or carries it out gives its own part.
///
/// Where only one figure counts, that is the lead's; where nobody leads, that of who carries it out.
pub fn contributors(indicator: &Indicator) -> Vec<OrganisationId> {
    let with_role = |role| {
        let named = indicator.responsibilities.iter().filter(move |said| said.role == role);
        named.filter_map(|said| said.organisation)
    };
    let mut bodies: Vec<_> = with_role(Role::Lead).collect();
    if indicator.across_units != Aggregate::Authoritative || bodies.is_empty() {
        bodies.extend(with_role(Role::Implementer));
    }
    bodies.sort_unstable();
    bodies.dedup();
    bodies
}

/// Puts the figures of bodies together; their order does not matter.
pub fn consolidate(operator: Aggregate, parts: &[Part]) -> Total {
    let applies = |part: &&Part| !matches!(part.reading, Some(Reading::Absent(Absence::NotApplicable)));
    let is_alone = parts.iter().filter(applies).count() == 1;
    let mut counts = Counts::default();
    let mut used: Vec<&Part> = Vec::new();
    for part in parts {
        match &part.reading {
            None | Some(Reading::Absent(Absence::Late | Absence::NotDue)) => counts.silent += 1,
            Some(Reading::Absent(Absence::NotApplicable)) => counts.not_applicable += 1,
            Some(Reading::Absent(Absence::NotAvailable { .. })) => counts.not_available += 1,
            Some(Reading::Absent(Absence::Refused { .. })) => counts.refused += 1,
            // One figure alone is its own total, however it was written.
            Some(said) if is_alone || can_use(operator, said) => used.push(part),
            Some(_) => counts.unusable += 1,
        }
    }
    // The same sum to the last bit, in whatever order the figures came.
    used.sort_by(|one, other| order(one).partial_cmp(&order(other)).unwrap_or(std::cmp::Ordering::Equal));
    let reading = together(operator, &used);
    if reading.is_none() {
        counts.unusable += used.len();
        used.clear();
    }
    counts.counted = used.len();
    let is_verified = !used.is_empty() && used.iter().all(|part| part.stage != ValueStage::Reported);
    let least_final = used.iter().map(|part| part.maturity).max_by_key(|maturity| merged::doubt(*maturity));
    Total {
        reading,
        stage: if is_verified { ValueStage::Verified } else { ValueStage::Reported },
        maturity: if counts.missing() > 0 {
            Maturity::Estimate
        } else {
            least_final.unwrap_or(Maturity::Official)
        },
        counts,
    }
}

/// What decides in which order figures are added.
fn order(part: &Part) -> (f64, f64, OrganisationId) {
    let (first, second) = match &part.reading {
        Some(Reading::Ratio { numerator, denominator }) => (numerator.get(), denominator.get()),
        Some(said) => (said.value().map_or(0.0, Quantity::get), 0.0),
        None => (0.0, 0.0),
    };
    (first, second, part.body)
}

/// Whether an operator can put a figure together with others: a share only with its parts.
fn can_use(operator: Aggregate, said: &Reading) -> bool {
    match (operator, said) {
        (_, Reading::Reached(_)) => true,
        (Aggregate::Ratio, said) => matches!(said, Reading::Ratio { .. }),
        (Aggregate::Sum | Aggregate::Mean, said) => matches!(said, Reading::Value(_)),
        _ => true,
    }
}

fn together(operator: Aggregate, used: &[&Part]) -> Option<Reading> {
    let readings: Vec<&Reading> = used.iter().filter_map(|part| part.reading.as_ref()).collect();
    match (operator, readings.as_slice()) {
        (_, [one]) => Some((*one).clone()),
        (_, []) | (Aggregate::Authoritative, _) => None,
        (Aggregate::Last, _) => {
            let last = used.iter().max_by_key(|part| (part.known_at, part.body))?;
            last.reading.clone()
        }
        _ => merged::reached(operator, &readings)
            .or_else(|| merged::ratio(operator, &readings))
            .or_else(|| merged::value(operator, &readings)),
    }
}

#[cfg(test)]
mod tests;
