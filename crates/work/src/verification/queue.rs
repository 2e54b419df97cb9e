//! What waits to be verified, the longest first, a page at a time.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use domain::{
    Action, CellEntry, CellKey, Evidence, Indicator, IndicatorId, Organisation, ReportingPeriod,
    SubmissionId, SubmissionRevision,
};
use jiff::Timestamp;
use store::waiting_figure::{Place, Waiting};

use crate::access::{Access, Subject};
use crate::{Error, Work};

/// A page of what waits.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The figures, the longest waiting first.
    pub rows: Vec<Queued>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<String>,
}

/// A figure that waits to be verified.
#[derive(Debug, Clone)]
pub struct Queued {
    /// In whose report.
    pub submission: SubmissionId,
    /// The approved revision.
    pub revision: u32,
    /// The period.
    pub period: ReportingPeriod,
    /// Whose figure.
    pub body: Organisation,
    /// The indicator, without who answers for it.
    pub indicator: Indicator,
    /// What was approved.
    pub entry: CellEntry,
    /// What stands behind it.
    pub evidence: Vec<Evidence>,
    /// Since when it waits.
    pub since: Timestamp,
}

/// How many figures stand on a page.
const PAGE: usize = 50;
/// How many are read at once.
const BATCH: u32 = 500;

/// The figures that somebody may verify, after a cursor.
pub async fn queue(work: &Work, access: &Access, after: Option<&str>) -> Result<Queue, Error> {
    let mut read = work.store.read().await?;
    let mut place = after.and_then(cursor);
    let mut found: Vec<Waiting> = Vec::new();
    loop {
        let batch = store::waiting_figure::list_after(&mut read, place, BATCH).await?;
        place = batch.last().map(place_of);
        let is_last = batch.len() < BATCH as usize;
        // Whoever verifies an indicator for one branch of bodies does so for no other.
        let within = |waiting: &Waiting| {
            let mut targets = access.directory().seen_of(waiting.organisation, waiting.plan);
            access.may_to_item(Action::VerifyFigure, Subject::Indicator(waiting.indicator))
                && targets.any(|target| access.may(Action::SeeSubmission, &target))
        };
        found.extend(batch.into_iter().filter(within));
        if is_last || found.len() > PAGE {
            break;
        }
    }
    let has_more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| has_more).map(|last| written(place_of(last)));
    let mut reports = HashMap::new();
    let mut rows = Vec::with_capacity(found.len());
    for waiting in found {
        rows.extend(row(&mut read, &mut reports, &waiting).await?);
    }
    Ok(Queue { rows, next })
}

/// What is read once of a report, however many of its figures stand on the page.
struct Report {
    approved: SubmissionRevision,
    period: ReportingPeriod,
    body: Organisation,
    evidence: Vec<Evidence>,
}

async fn report(read: &mut store::Read, waiting: &Waiting) -> Result<Option<Report>, Error> {
    let Waiting { submission, organisation, .. } = *waiting;
    let Some(approved) = store::submission_revision::find_last(read, submission).await? else {
        return Ok(None);
    };
    let period = store::submission::get(read, submission).await?.period;
    let mut evidence = store::evidence::list(read, submission).await?;
    evidence.retain(|given| given.removed_at.is_none());
    Ok(Some(Report {
        approved,
        period: store::reporting_period::get(read, period).await?,
        body: store::organisation::get(read, organisation).await?,
        evidence,
    }))
}

async fn row(
    read: &mut store::Read,
    reports: &mut HashMap<SubmissionId, Option<Report>>,
    waiting: &Waiting,
) -> Result<Option<Queued>, Error> {
    let Waiting { submission, indicator, since, .. } = *waiting;
    if let Entry::Vacant(unread) = reports.entry(submission) {
        unread.insert(report(read, waiting).await?);
    }
    let Some(report) = reports.get(&submission).and_then(Option::as_ref) else { return Ok(None) };
    let key = CellKey::Indicator(indicator);
    let Some((_, entry)) = report.approved.cells.iter().find(|(cell, _)| *cell == key) else {
        return Ok(None);
    };
    Ok(Some(Queued {
        submission,
        revision: report.approved.revision,
        period: report.period.clone(),
        body: report.body.clone(),
        indicator: store::indicator::get_unassigned(read, indicator).await?,
        entry: entry.clone(),
        evidence: report.evidence.iter().filter(|given| given.key == key).cloned().collect(),
        since,
    }))
}

fn place_of(waiting: &Waiting) -> Place {
    (waiting.since, waiting.submission, waiting.indicator)
}

fn written((since, submission, indicator): Place) -> String {
    format!("{}.{submission}.{indicator}", since.as_millisecond())
}

/// The place that a cursor of an address names; `None` where it names none.
pub fn cursor(text: &str) -> Option<Place> {
    let mut parts = text.split('.');
    let since = Timestamp::from_millisecond(parts.next()?.parse().ok()?).ok()?;
    let submission: SubmissionId = parts.next()?.parse().ok()?;
    let indicator: IndicatorId = parts.next()?.parse().ok()?;
    parts.next().is_none().then_some((since, submission, indicator))
}
