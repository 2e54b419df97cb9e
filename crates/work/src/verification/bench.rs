//! One approved figure with what a verifier looks at.

use domain::{
    CellEntry, CellKey, Evidence, FigureCheck, Indicator, IndicatorId, Observation, Organisation,
    ReportingPeriod, SubmissionId, Target,
};

use crate::{Error, Work};

/// An approved figure, with what is known beside it.
#[derive(Debug, Clone)]
pub struct OnBench {
    /// In whose report.
    pub submission: SubmissionId,
    /// The approved revision.
    pub revision: u32,
    /// Who approved it, by the name shown.
    pub approved_by: String,
    /// The period.
    pub period: ReportingPeriod,
    /// Whose figure.
    pub body: Organisation,
    /// The indicator.
    pub indicator: Indicator,
    /// What was approved.
    pub entry: CellEntry,
    /// What stands behind it.
    pub evidence: Vec<Evidence>,
    /// The body's figures of earlier periods, the latest first.
    pub earlier: Vec<Observation>,
    /// The targets in force.
    pub targets: Vec<Target>,
    /// What was found before, the last first.
    pub checks: Vec<FigureCheck>,
}

/// How many earlier figures are shown.
const EARLIER: usize = 6;

/// An approved figure; `None` where nothing of the indicator was approved.
pub async fn on_bench(
    work: &Work,
    submission: SubmissionId,
    indicator: IndicatorId,
) -> Result<Option<OnBench>, Error> {
    let mut read = work.store.read().await?;
    let Some(held) = store::submission::find(&mut read, submission).await? else { return Ok(None) };
    let Some(approved) = store::submission_revision::find_last(&mut read, submission).await? else {
        return Ok(None);
    };
    let key = CellKey::Indicator(indicator);
    let Some((_, entry)) = approved.cells.into_iter().find(|(cell, _)| *cell == key) else {
        return Ok(None);
    };
    let period = store::reporting_period::get(&mut read, held.period).await?;
    let mut evidence = store::evidence::list(&mut read, submission).await?;
    evidence.retain(|given| given.key == key && given.removed_at.is_none());
    let now = work.clock.now();
    let known = store::observation::list_of_indicator_and_body(&mut read, indicator, held.organisation, now);
    let mut earlier = known.await?;
    earlier.retain(|figure| figure.period.ends_on() < period.figures.ends_on());
    earlier.reverse();
    earlier.truncate(EARLIER);
    let mut targets = store::target::list_in_force(&mut read, held.plan, period.window_to).await?;
    targets.retain(|target| target.indicator == indicator);
    let mut checks = store::figure_check::list(&mut read, submission).await?;
    checks.retain(|check| check.indicator == indicator);
    checks.reverse();
    Ok(Some(OnBench {
        submission,
        revision: approved.revision,
        approved_by: approved.approved_by,
        body: store::organisation::get(&mut read, held.organisation).await?,
        indicator: store::indicator::get(&mut read, indicator).await?,
        period,
        entry,
        evidence,
        earlier,
        targets,
        checks,
    }))
}
