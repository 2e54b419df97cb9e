//! Plans under tracking, and the day they are judged on.

use domain::{IndicatorId, Plan, PlanId, PlanVersion, TaskId};
use jiff::civil::Date;

use crate::access::Access;
use crate::{Error, Work};

/// The setting that holds the day on which illustrative figures are judged.
pub(crate) const ILLUSTRATION_AS_OF: &str = "illustration.as_of";

/// A plan with its versions.
#[derive(Debug, Clone)]
pub struct PlanWithVersions {
    /// The plan.
    pub plan: Plan,
    /// Its versions, the first first.
    pub versions: Vec<PlanVersion>,
}

/// The plan that was chosen, or else the first one, with the day it is judged on.
pub async fn current(work: &Work, chosen: Option<PlanId>) -> Result<Option<(Plan, Date)>, Error> {
    let mut read = work.store.read().await?;
    let mut plans = store::plan::list(&mut read).await?;
    let index = plans.iter().position(|plan| Some(plan.id) == chosen).unwrap_or(0);
    if plans.is_empty() {
        return Ok(None);
    }
    let plan = plans.swap_remove(index);
    let on = judged_on(work, &mut read, &plan).await?;
    Ok(Some((plan, on)))
}

/// The plan that was chosen, or else the first one, of those of which something is seen.
///
/// A plan that is seen whole comes before one that is seen in parts.
pub async fn chosen(
    work: &Work,
    access: &Access,
    chosen: Option<PlanId>,
) -> Result<Option<(Plan, Date)>, Error> {
    let chosen = chosen.filter(|plan| access.sees_some(*plan));
    let plans = access.directory().plans();
    let first = || {
        let mut seen: Vec<PlanId> = plans.filter(|plan| access.sees_some(*plan)).collect();
        seen.sort_by_key(|plan| !access.sees_whole(*plan));
        seen.first().copied()
    };
    match chosen.or_else(first) {
        Some(plan) => current(work, Some(plan)).await,
        None => Ok(None),
    }
}

/// The day a plan is judged on: today, or the day an illustration ends.
pub(crate) async fn judged_on(work: &Work, read: &mut store::Read, plan: &Plan) -> Result<Date, Error> {
    if plan.is_illustration {
        let setting = store::setting::find(read, ILLUSTRATION_AS_OF).await?;
        if let Some(day) = setting.and_then(|day| day.parse().ok()) {
            return Ok(day);
        }
    }
    Ok(work.clock.today())
}

/// The plan of an indicator.
pub async fn of_indicator(work: &Work, id: IndicatorId) -> Result<PlanId, Error> {
    let mut read = work.store.read().await?;
    Ok(store::indicator::get(&mut read, id).await?.plan)
}

/// The plan of a task.
pub async fn of_task(work: &Work, id: TaskId) -> Result<PlanId, Error> {
    let mut read = work.store.read().await?;
    Ok(store::task::get(&mut read, id).await?.plan)
}

/// The plans of which something is seen.
pub async fn seen(work: &Work, access: &Access) -> Result<Vec<PlanWithVersions>, Error> {
    let mut plans = list(work).await?;
    plans.retain(|plan| access.sees_some(plan.plan.id));
    Ok(plans)
}

/// Every plan.
pub async fn list(work: &Work) -> Result<Vec<PlanWithVersions>, Error> {
    let mut read = work.store.read().await?;
    let mut plans = Vec::new();
    for plan in store::plan::list(&mut read).await? {
        let versions = store::plan_version::list(&mut read, plan.id).await?;
        plans.push(PlanWithVersions { plan, versions });
    }
    Ok(plans)
}

/// One plan.
pub async fn get(work: &Work, id: PlanId) -> Result<Plan, Error> {
    let mut read = work.store.read().await?;
    Ok(store::plan::get(&mut read, id).await?)
}
