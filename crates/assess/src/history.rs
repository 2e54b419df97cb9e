//! The status of each period in order, steadied so that colours do not flap.
//!
//! The rule, applied from the first period on, so that it is a function of the
//! series and needs no memory:
//! - what has happened counts at once: a target met, a milestone missed, a new milestone in force;
//! - a fall of two steps or more counts at once (from on track to at risk);
//! - any other change counts when it shows in `confirming_periods` periods in a
//!   row, and then as far as the least of them goes.
//!
//! Until then the old status stays, marked pending (worse) or recovering (better).

use domain::Period;
use jiff::civil::Date;

use crate::{IndicatorStatus, Rules};

/// The status of one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodStatus {
    /// The period.
    pub period: Period,
    /// Its last day.
    pub on: Date,
    /// The milestone year it was judged by.
    pub milestone: i16,
    /// What the period's figure by itself says.
    pub momentary: IndicatorStatus,
    /// What counts.
    pub status: IndicatorStatus,
    /// Whether a change is waiting for its confirmation.
    pub steadiness: Steadiness,
}

/// Whether a change of status is waiting to be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steadiness {
    /// No change is waiting.
    Settled,
    /// The latest figure says worse; not yet confirmed.
    Pending,
    /// The latest figure says better; not yet confirmed.
    Recovering,
}

/// Steadies momentary statuses in the order of their periods.
pub(crate) fn steadied(mut history: Vec<PeriodStatus>, rules: &Rules) -> Vec<PeriodStatus> {
    let mut state: Option<(IndicatorStatus, i16)> = None;
    let mut waiting: Vec<IndicatorStatus> = Vec::new();
    for entry in &mut history {
        let held = state.filter(|(_, milestone)| *milestone == entry.milestone).map(|(status, _)| status);
        let status = held.map_or(entry.momentary, |held| settle(held, entry.momentary, &mut waiting, rules));
        if held != Some(status) {
            waiting.clear();
        }
        state = Some((status, entry.milestone));
        entry.status = status;
        entry.steadiness = steadiness(status, entry.momentary);
    }
    history
}

/// The status after one more period; `waiting` holds the unconfirmed changes in one direction.
fn settle(
    held: IndicatorStatus,
    latest: IndicatorStatus,
    waiting: &mut Vec<IndicatorStatus>,
    rules: &Rules,
) -> IndicatorStatus {
    let (Some(old), Some(new)) = (held.rank(), latest.rank()) else { return latest };
    if new == old {
        waiting.clear();
        return held;
    }
    let is_fact = latest.is_met() || latest == IndicatorStatus::Missed;
    if is_fact || new >= old + 2 {
        return latest;
    }
    let is_worse = new > old;
    waiting.retain(|w| w.rank().is_some_and(|rank| (rank > old) == is_worse));
    waiting.push(latest);
    if waiting.len() < rules.confirming_periods.max(1) {
        return held;
    }
    let rank = |w: &&IndicatorStatus| w.rank();
    let least = if is_worse { waiting.iter().min_by_key(rank) } else { waiting.iter().max_by_key(rank) };
    least.copied().unwrap_or(latest)
}

fn steadiness(status: IndicatorStatus, momentary: IndicatorStatus) -> Steadiness {
    match (status.rank(), momentary.rank()) {
        (Some(held), Some(new)) if new > held => Steadiness::Pending,
        (Some(held), Some(new)) if new < held => Steadiness::Recovering,
        _ => Steadiness::Settled,
    }
}

/// The period with which the last status began.
pub(crate) fn began(history: &[PeriodStatus]) -> Option<Period> {
    let last = history.last()?.status;
    history.iter().rev().take_while(|p| p.status == last).last().map(|p| p.period)
}
