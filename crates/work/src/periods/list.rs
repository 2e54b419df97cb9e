//! Periods as lists show them: what is open, what comes, and what is closed, page by page.

use domain::{PeriodState, PlanId, ReportingPeriod, ReportingPeriodId};
use jiff::civil::Date;
use uuid::Uuid;

use crate::{Error, Work};

/// How many closed periods a page holds.
const A_PAGE: u32 = 25;

/// No plan has so many periods open or coming.
const UNCLOSED: u32 = 200;

/// A period with how many of its bodies have done their part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodLine {
    /// The period.
    pub period: ReportingPeriod,
    /// The name of its calendar.
    pub calendar: String,
    /// How many bodies are to report; 0 before it opens.
    pub bodies: usize,
    /// How many have handed in.
    pub handed_in: usize,
    /// How many are approved.
    pub approved: usize,
}

/// The periods of a plan.
#[derive(Debug, Clone, Default)]
pub struct Periods {
    /// Those that are open, the first due first; only on the first page.
    pub open: Vec<PeriodLine>,
    /// Those to come, the first to open first; only on the first page.
    pub coming: Vec<PeriodLine>,
    /// Those closed, the last due first.
    pub closed: Vec<PeriodLine>,
    /// Where the next page of closed ones begins; none on the last.
    pub next: Option<String>,
}

/// The periods of a plan, behind the place that a page before gave as its next.
pub async fn list(work: &Work, plan: PlanId, behind: &str) -> Result<Periods, Error> {
    let mut read = work.store.read().await?;
    let calendars = store::calendar::list_of_plan(&mut read, plan).await?;
    let mut lines = async |state, after, limit| -> Result<Vec<PeriodLine>, Error> {
        let mut lines = Vec::new();
        for period in store::reporting_period::list_before(&mut read, plan, state, after, limit).await? {
            let submissions = match state {
                PeriodState::Open => store::submission::list_of_period(&mut read, period.id).await?,
                _ => Vec::new(),
            };
            let calendar = calendars.iter().find(|calendar| calendar.id == period.calendar);
            lines.push(PeriodLine {
                calendar: calendar.map(|calendar| calendar.name.clone()).unwrap_or_default(),
                bodies: submissions.len(),
                handed_in: submissions.iter().filter(|one| one.first_submitted_on.is_some()).count(),
                approved: submissions.iter().filter(|one| one.state.is_approved()).count(),
                period,
            });
        }
        Ok(lines)
    };
    let start = (Date::MAX, ReportingPeriodId(Uuid::max()));
    let after = place(behind);
    let (mut open, mut coming) = (Vec::new(), Vec::new());
    if after.is_none() {
        open = lines(PeriodState::Open, start, UNCLOSED).await?;
        open.reverse();
        coming = lines(PeriodState::Coming, start, UNCLOSED).await?;
        coming.sort_by_key(|line| (line.period.opens_on, line.period.due_on));
    }
    let mut closed = lines(PeriodState::Closed, after.unwrap_or(start), A_PAGE + 1).await?;
    let has_more = closed.len() > A_PAGE as usize;
    closed.truncate(A_PAGE as usize);
    let last = closed.last().filter(|_| has_more);
    let next = last.map(|line| format!("{}.{}", line.period.due_on, line.period.id));
    Ok(Periods { open, coming, closed, next })
}

fn place(behind: &str) -> Option<(Date, ReportingPeriodId)> {
    let (day, id) = behind.split_once('.')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}
