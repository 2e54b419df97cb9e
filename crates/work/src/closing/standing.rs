//! How a period stands before it is closed: what is there, and what would be missing.

use domain::{OrganisationId, ReportingPeriod, ReportingPeriodId, Submission, SubmissionState};

use crate::consolidation::{Gathered, gather};
use crate::{Error, Work};

/// How a period stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The period.
    pub period: ReportingPeriod,
    /// How many bodies were to report.
    pub bodies: usize,
    /// How many of their reports are approved.
    pub approved: usize,
    /// The reports that are not approved, by the body's name: they would count as late.
    pub missing: Vec<Missing>,
    /// How many totals would lack somebody.
    pub partial: usize,
    /// How many totals there are.
    pub totals: usize,
    /// How many approved figures nobody has verified.
    pub unverified: usize,
    /// The reports that were approved again after the period was closed.
    pub later: Vec<(OrganisationId, String)>,
}

/// A report that is not approved.
#[derive(Debug, Clone, PartialEq)]
pub struct Missing {
    /// The report.
    pub submission: Submission,
    /// Whose.
    pub body: String,
    /// Whether an earlier revision of it was approved, and counts.
    pub has_approved: bool,
}

/// How a period stands now.
pub async fn standing(work: &Work, id: ReportingPeriodId) -> Result<Standing, Error> {
    let mut read = work.store.read().await?;
    let unverified = store::waiting_figure::list_of_period(&mut read, id).await?.len();
    let gathered = gather(&mut read, id).await?;
    let made = || gathered.totals.iter().filter(|total| !total.cells.is_empty());
    Ok(Standing {
        bodies: gathered.submissions.len(),
        approved: gathered.submissions.values().filter(|one| one.state.is_approved()).count(),
        missing: missing(&gathered),
        partial: made().filter(|total| total.total.is_partial()).count(),
        totals: made().count(),
        unverified,
        later: later(&gathered),
        period: gathered.period,
    })
}

fn missing(gathered: &Gathered) -> Vec<Missing> {
    let open = gathered.submissions.values().filter(|submission| !submission.state.is_approved());
    let mut missing: Vec<_> = open
        .map(|submission| Missing {
            body: gathered.name_of(submission.organisation).to_owned(),
            has_approved: gathered.revisions.contains_key(&submission.id),
            submission: submission.clone(),
        })
        .collect();
    missing.sort_by_cached_key(|one| (domain::text::fold(&one.body), one.submission.id));
    missing
}

/// Once the period is closed, what was approved again shows that it is later than what was frozen.
fn later(gathered: &Gathered) -> Vec<(OrganisationId, String)> {
    let Some(closed_at) = gathered.period.closed_at else { return Vec::new() };
    let again = gathered.submissions.values().filter(|one| one.state == SubmissionState::Approved);
    let again = again.filter(|one| {
        gathered.revisions.get(&one.id).is_some_and(|revision| revision.approved_at >= closed_at)
    });
    let name = |one: &Submission| (one.organisation, gathered.name_of(one.organisation).to_owned());
    let mut later: Vec<_> = again.map(name).collect();
    later.sort_by_cached_key(|(_, name)| domain::text::fold(name));
    later
}
