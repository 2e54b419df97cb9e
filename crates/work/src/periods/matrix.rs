//! The matrix: which body has reported, how fully, how timely, and what it waits for.

use std::collections::HashMap;

use domain::{
    Calendar, OrganisationId, PeriodState, PlanId, ReportingPeriod, ReportingPeriodId, Submission,
    SubmissionState, Timing, WorkingDays, silence,
};
use jiff::Timestamp;
use jiff::civil::Date;
use store::submission_cell::Activity;

use crate::calendars::names;
use crate::clock::day_in_vietnam;
use crate::{Error, Work, settings, special_days};

/// A period with each of its bodies, those that need chasing first.
#[derive(Debug, Clone)]
pub struct Matrix {
    /// The period.
    pub period: ReportingPeriod,
    /// Its calendar.
    pub calendar: Calendar,
    /// A row for each body.
    pub rows: Vec<Row>,
}

/// How one body stands in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The body's name.
    pub body: String,
    /// What it reports.
    pub submission: Submission,
    /// Whether in time.
    pub timing: Timing,
    /// Whether the period was closed without a report of this body.
    pub is_missing: bool,
    /// When anything was last typed; none where nothing ever was.
    pub touched_at: Option<Timestamp>,
    /// For how many working days it has been as it is.
    pub waiting_days: u32,
    /// How many cells were taken over from the period before.
    pub copied: i64,
    /// The day that the body's newest approved figures reach to, where that is too long ago while it still owes
    /// a report.
    pub stale_since: Option<Date>,
}

impl Row {
    /// How many of a hundred required cells are filled; full where none is required.
    pub fn percent(&self) -> u32 {
        let Submission { filled, required, .. } = self.submission;
        (filled * 100).checked_div(required).map_or(100, |percent| percent.min(100))
    }

    /// What needs chasing first: silence past the due day, what was sent back, what is still to come, what
    /// waits for the head; what is approved comes last.
    fn rank(&self) -> (u8, std::cmp::Reverse<u32>, u32) {
        let group = match (self.submission.state, self.timing) {
            (SubmissionState::Returned, _) => 1,
            (SubmissionState::Draft, Timing::Overdue { .. }) => 0,
            (SubmissionState::Draft, _) => 2,
            (SubmissionState::Submitted, _) => 3,
            (SubmissionState::Approved | SubmissionState::Consolidated, _) => 4,
        };
        let late = match self.timing {
            Timing::Overdue { days } | Timing::Late { days } => days,
            _ => 0,
        };
        (group, std::cmp::Reverse(late), self.percent())
    }
}

impl Matrix {
    /// How many rows are in a state.
    pub fn in_state(&self, state: SubmissionState) -> usize {
        self.rows.iter().filter(|row| row.submission.state == state).count()
    }

    /// How many bodies have done their part.
    pub fn approved(&self) -> usize {
        self.rows.iter().filter(|row| row.submission.state.is_approved()).count()
    }

    /// How many have handed in nothing though it is due, or before the period was closed.
    pub fn overdue(&self) -> usize {
        self.rows.iter().filter(|row| row.is_missing || matches!(row.timing, Timing::Overdue { .. })).count()
    }

    /// How many owe a report while their newest figures grow old.
    pub fn stale(&self) -> usize {
        self.rows.iter().filter(|row| row.stale_since.is_some()).count()
    }

    /// How many handed in late.
    pub fn late(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.timing, Timing::Late { .. })).count()
    }
}

/// A period with each of its bodies.
pub async fn matrix(work: &Work, id: ReportingPeriodId) -> Result<Matrix, Error> {
    let mut read = work.store.read().await?;
    let period = store::reporting_period::get(&mut read, id).await?;
    let calendar = store::calendar::get(&mut read, period.calendar).await?;
    let days = special_days::working_days(&mut read).await?;
    let names = names(&mut read).await?;
    let activity = store::submission_cell::list_activity(&mut read, id).await?;
    let activity: HashMap<_, _> = activity.into_iter().map(|one| (one.submission, one)).collect();
    let today = work.clock.today();
    let reached: HashMap<_, _> =
        store::submission::list_reached(&mut read, period.plan).await?.into_iter().collect();
    let stale_days = settings::assessment_rules(work, today).await?.stale_days;
    let row = |submission: Submission| {
        let body = names.get(&submission.organisation).cloned().unwrap_or_default();
        let newest = reached.get(&submission.organisation).copied();
        let row = row(body, activity.get(&submission.id), &period, &days, today, submission);
        let owes = period.is_open() && !row.submission.state.is_approved();
        let stale_since = newest.filter(|_| owes && silence::is_stale(newest, today, stale_days));
        Row { stale_since, ..row }
    };
    let submissions = store::submission::list_of_period(&mut read, id).await?;
    let mut rows: Vec<_> = submissions.into_iter().map(row).collect();
    rows.sort_by_cached_key(|row| (row.rank(), domain::text::fold(&row.body)));
    Ok(Matrix { period, calendar, rows })
}

fn row(
    body: String,
    activity: Option<&Activity>,
    period: &ReportingPeriod,
    days: &WorkingDays,
    today: Date,
    submission: Submission,
) -> Row {
    let since = day_in_vietnam(submission.since);
    Row {
        body,
        timing: Timing::of(&submission, period.due_on, day_of(period, today), days),
        is_missing: period.state == PeriodState::Closed && submission.first_submitted_on.is_none(),
        touched_at: activity.map(|one| one.saved_at),
        waiting_days: u32::try_from(days.between(since, today)).unwrap_or(0),
        copied: activity.map_or(0, |one| one.copied),
        stale_since: None,
        submission,
    }
}

/// The day a period is looked at from: a closed one from the day on which it was closed.
fn day_of(period: &ReportingPeriod, today: Date) -> Date {
    period.closed_at.map_or(today, |at| day_in_vietnam(at).min(today))
}

/// The bodies of a plan over its last periods.
#[derive(Debug, Clone)]
pub struct History {
    /// The periods, the latest last.
    pub periods: Vec<ReportingPeriod>,
    /// A row for each body that was to report in any of them, by name.
    pub rows: Vec<HistoryRow>,
}

/// One body over several periods.
#[derive(Debug, Clone)]
pub struct HistoryRow {
    /// The body.
    pub organisation: OrganisationId,
    /// Its name.
    pub body: String,
    /// How it stood in each period; none where it had nothing to report.
    pub cells: Vec<Option<Row>>,
}

impl HistoryRow {
    /// In how many periods it handed in late or not at all though due.
    pub fn late(&self) -> usize {
        let is_late =
            |row: &&Row| row.is_missing || matches!(row.timing, Timing::Late { .. } | Timing::Overdue { .. });
        self.cells.iter().flatten().filter(is_late).count()
    }
}

/// How many periods are shown side by side.
const SIDE_BY_SIDE: u32 = 8;

/// The bodies of a plan over its last opened periods.
pub async fn history(work: &Work, plan: PlanId) -> Result<History, Error> {
    let mut read = work.store.read().await?;
    let start = (Date::MAX, ReportingPeriodId(uuid::Uuid::max()));
    let mut periods = Vec::new();
    for state in [PeriodState::Open, PeriodState::Closed] {
        periods
            .extend(store::reporting_period::list_before(&mut read, plan, state, start, SIDE_BY_SIDE).await?);
    }
    periods.sort_by_key(|period| (period.due_on, period.id));
    periods.drain(..periods.len().saturating_sub(SIDE_BY_SIDE as usize));
    let days = special_days::working_days(&mut read).await?;
    let names = names(&mut read).await?;
    let today = work.clock.today();
    let mut by_body: HashMap<OrganisationId, Vec<Option<Row>>> = HashMap::new();
    for (place, period) in periods.iter().enumerate() {
        for submission in store::submission::list_of_period(&mut read, period.id).await? {
            let body = names.get(&submission.organisation).cloned().unwrap_or_default();
            let cells = by_body.entry(submission.organisation).or_insert_with(|| vec![None; periods.len()]);
            cells[place] = Some(row(body, None, period, &days, today, submission));
        }
    }
    let row = |(organisation, cells): (OrganisationId, Vec<Option<Row>>)| HistoryRow {
        organisation,
        body: names.get(&organisation).cloned().unwrap_or_default(),
        cells,
    };
    let mut rows: Vec<_> = by_body.into_iter().map(row).collect();
    rows.sort_by_cached_key(|row| (std::cmp::Reverse(row.late()), domain::text::fold(&row.body)));
    Ok(History { periods, rows })
}
