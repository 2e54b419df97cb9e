//! Writing totals down as figures of the plan's owner.

use std::collections::HashMap;

use assess::Total;
use domain::audit::Event;
use domain::{Absence, Maturity, Observation, Reading, ValueStage};
use store::Write;

use super::gather::{Gathered, IndicatorTotal};
use crate::{Actor, Error, Work};

/// Adds the owner's figures that say something else than before, and gives the events that tell of them.
pub(crate) async fn record(
    work: &Work,
    actor: &Actor,
    tx: &mut Write,
    gathered: &Gathered,
) -> Result<Vec<Event>, Error> {
    let (plan, period) = (gathered.plan.id, gathered.period.figures);
    let known = store::observation::list_of_period(tx, plan, period).await?;
    let own = known.into_iter().filter(|figure| figure.organisation == gathered.owner);
    let before: HashMap<_, _> = own.map(|figure| ((figure.indicator, figure.stage), figure)).collect();
    let is_own =
        |total: &&IndicatorTotal| matches!(total.cells.as_slice(), [] | [_] if stands_alone(gathered, total));
    let mut added = Vec::new();
    for total in gathered.totals.iter().filter(|total| !is_own(total)) {
        for stage in [ValueStage::Reported, ValueStage::Verified] {
            let before = before.get(&(total.indicator.id, stage));
            let Some((reading, maturity, note)) = said(total, stage, before) else { continue };
            let is_same = |before: &Observation| {
                before.reading == reading && before.maturity == maturity && before.note == note
            };
            if before.is_some_and(is_same) {
                continue;
            }
            added.push(Observation {
                indicator: total.indicator.id,
                organisation: gathered.owner,
                period,
                stage,
                revision: before.map_or(1, |before| before.revision + 1),
                reading,
                maturity,
                note,
                recorded_at: work.clock.now(),
                recorded_by: actor.post.clone(),
            });
        }
    }
    store::observation::add_all(tx, &added).await?;
    let event = |figure: &Observation| {
        let event = Event::done("indicator.observed", figure.indicator);
        event.of_plan(plan).of_body(gathered.owner).added(figure).because(&figure.note)
    };
    Ok(added.iter().map(event).collect())
}

/// Whether there is nothing to put together: the owner's figure is nobody else's.
fn stands_alone(gathered: &Gathered, total: &IndicatorTotal) -> bool {
    total.cells.iter().all(|cell| cell.body == gathered.owner)
}

/// What the owner's figure of a stage is to say; `None` where it is to say nothing, or what it said before.
fn said(
    total: &IndicatorTotal,
    stage: ValueStage,
    before: Option<&Observation>,
) -> Option<(Reading, Maturity, String)> {
    let is_verified = total.total.stage == ValueStage::Verified;
    let source = match stage {
        ValueStage::Reported if is_verified => &total.reported,
        ValueStage::Reported => &total.total,
        _ if is_verified => &total.total,
        _ => return taken_back(before, "Số tổng hợp chờ thẩm định lại."),
    };
    let note = told(source);
    match &source.reading {
        Some(reading) => Some((reading.clone(), source.maturity, note)),
        None => taken_back(before, &note),
    }
}

/// A figure that was written before and stands no longer.
fn taken_back(before: Option<&Observation>, reason: &str) -> Option<(Reading, Maturity, String)> {
    before?;
    let absence = Absence::NotAvailable { reason: reason.to_owned(), expected_on: None };
    Some((Reading::Absent(absence), Maturity::Official, reason.to_owned()))
}

/// From how many of how many bodies a total is made.
fn told(total: &Total) -> String {
    format!("Tổng hợp từ {}/{} đơn vị.", total.counts.counted, total.counts.due())
}
