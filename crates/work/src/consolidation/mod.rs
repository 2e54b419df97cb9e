//! Consolidation (tổng hợp): the bodies' approved figures of a period become the totals of the plan.
//!
//! A total is computed from what is approved whenever somebody looks; what is written down is the figure of
//! the plan's owner, which the judgement reads. Writing it twice changes nothing.

mod gather;
mod record;

pub use gather::{BodyCell, Gathered, IndicatorTotal};

pub(crate) use gather::gather;
pub(crate) use record::record;

use std::collections::HashSet;

use domain::audit::{Event, fields};
use domain::{
    CellKey, Indicator, IndicatorId, OrganisationId, Period, PeriodState, PlanId, ReportingPeriodId,
};
use store::Read;

use crate::{Actor, Error, Work};

/// The totals of a period for the whole plan, or for a body and all below it.
pub async fn totals(
    work: &Work,
    id: ReportingPeriodId,
    node: Option<OrganisationId>,
) -> Result<Gathered, Error> {
    let mut read = work.store.read().await?;
    let gathered = gather(&mut read, id).await?;
    Ok(match node {
        Some(node) => gathered.below(node),
        None => gathered,
    })
}

/// One total, with the cells that it is made of; `None` where the plan has no such indicator.
pub async fn total(
    work: &Work,
    id: ReportingPeriodId,
    indicator: IndicatorId,
    node: Option<OrganisationId>,
) -> Result<Option<(Gathered, IndicatorTotal)>, Error> {
    let mut gathered = totals(work, id, node).await?;
    let place = gathered.totals.iter().position(|total| total.indicator.id == indicator);
    Ok(place.map(|place| {
        let total = gathered.totals.swap_remove(place);
        (gathered, total)
    }))
}

/// Writes the totals down as figures of the plan's owner, and tells how many are new.
pub async fn consolidate(work: &Work, actor: &Actor, id: ReportingPeriodId) -> Result<usize, Error> {
    let mut tx = work.store.write().await?;
    let period = store::reporting_period::hold(&mut tx, id).await?;
    if period.state == PeriodState::Coming {
        return Err(Error::Closed);
    }
    let gathered = gather(&mut tx, id).await?;
    let figures = record(work, actor, &mut tx, &gathered).await?;
    let written = figures.len();
    if written == 0 {
        return Ok(0);
    }
    let what = Event::done("period.consolidated", id).of_plan(period.plan).of_body(gathered.owner);
    let what = what.added(&fields([("figures", written.into())]));
    work.keep(tx, actor, std::iter::once(what).chain(figures)).await?;
    Ok(written)
}

/// The indicators whose figure of the plan's owner is put together from what other bodies reported and had
/// approved.
pub(crate) async fn made_of_parts(
    read: &mut Read,
    plan: PlanId,
    owner: OrganisationId,
    figures: Period,
) -> Result<HashSet<IndicatorId>, Error> {
    let mut found = HashSet::new();
    for period in store::reporting_period::list_of_plan(read, plan).await? {
        if period.figures != figures {
            continue;
        }
        let submissions = store::submission::list_of_period(read, period.id).await?;
        let own = submissions.iter().find(|one| one.organisation == owner).map(|one| one.id);
        let revisions = store::submission_revision::list_last_of_period(read, period.id).await?;
        let others = revisions.iter().filter(|revision| Some(revision.submission) != own);
        found.extend(others.flat_map(|revision| &revision.cells).filter_map(|(cell, _)| match cell {
            CellKey::Indicator(id) => Some(*id),
            _ => None,
        }));
    }
    Ok(found)
}

/// Whether a figure of the plan's owner is put together from what other bodies reported and had approved.
pub(crate) async fn is_made_of_parts(
    read: &mut Read,
    indicator: &Indicator,
    owner: OrganisationId,
    figures: Period,
) -> Result<bool, Error> {
    let made = made_of_parts(read, indicator.plan, owner, figures).await?;
    Ok(made.contains(&indicator.id))
}
