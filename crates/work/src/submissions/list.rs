//! What waits for somebody: the submissions of the bodies that they answer for.

use std::collections::HashMap;

use domain::access::{Relation, reach};
use domain::{
    Action, Organisation, OrganisationId, ReportingPeriod, ReportingPeriodId, Submission, SubmissionId,
    WorkingDays,
};
use jiff::civil::Date;
use store::Read;

use crate::access::Access;
use crate::{Error, Work};

/// How many closed submissions a page of the history holds.
const PAGE: u32 = 25;

/// A submission with what it is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The submission.
    pub submission: Submission,
    /// Its period.
    pub period: ReportingPeriod,
    /// Who reports.
    pub body: Organisation,
    /// How many working days are left until it is due; negative when it is late.
    pub days_left: i32,
}

/// What is due now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mine {
    /// The submissions of open periods, the first due first.
    pub open: Vec<Listed>,
}

impl Mine {
    /// How many still wait for the body: they are being filled in, or came back.
    pub fn waiting(&self) -> usize {
        self.open.iter().filter(|listed| listed.submission.state.is_editable()).count()
    }
}

/// Where a page of the history begins: after the one due on this day.
pub type After = (Date, SubmissionId);

/// A page of closed submissions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    /// The latest due first.
    pub rows: Vec<Listed>,
    /// Where the next page begins, if there is one.
    pub earlier: Option<After>,
}

/// The bodies for which somebody fills in or approves; whoever does for the whole installation answers for
/// those whose plans are tracked.
pub fn own_bodies(access: &Access) -> Vec<OrganisationId> {
    let actions = [Action::FillSubmission, Action::ApproveSubmission];
    let answers = |role| actions.iter().any(|action| reach(role, *action).covers(Relation::Own));
    let mut bodies = Vec::new();
    for grant in access.grants().iter().filter(|grant| answers(grant.role)) {
        let directory = access.directory();
        let owners = directory.plans().filter_map(|plan| directory.owner(plan));
        match grant.scope.organisation {
            Some(body) => bodies.push(body),
            None => bodies.extend(owners),
        }
    }
    bodies.sort_unstable();
    bodies.dedup();
    bodies
}

/// What is due from the bodies that somebody answers for.
pub async fn mine(work: &Work, access: &Access) -> Result<Mine, Error> {
    let mut read = work.store.read().await?;
    let mut open = Vec::new();
    for body in own_bodies(access) {
        open.extend(store::submission::list_open_of_body(&mut read, body).await?);
    }
    let mut open = listed(&mut read, open, work.clock.today()).await?;
    open.sort_by_key(|listed| (listed.period.due_on, listed.submission.id));
    Ok(Mine { open })
}

/// A page of what they reported before.
pub async fn history(work: &Work, access: &Access, after: Option<After>) -> Result<History, Error> {
    let mut read = work.store.read().await?;
    let mut closed = Vec::new();
    for body in own_bodies(access) {
        closed.extend(store::submission::list_closed_of_body(&mut read, body, after, PAGE + 1).await?);
    }
    let mut rows = listed(&mut read, closed, work.clock.today()).await?;
    rows.sort_by_key(|listed| std::cmp::Reverse((listed.period.due_on, listed.submission.id)));
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let has_more = rows.len() > page;
    rows.truncate(page);
    let last = rows.last().filter(|_| has_more);
    Ok(History { earlier: last.map(|last| (last.period.due_on, last.submission.id)), rows })
}

async fn listed(read: &mut Read, submissions: Vec<Submission>, today: Date) -> Result<Vec<Listed>, Error> {
    let mut periods: HashMap<ReportingPeriodId, ReportingPeriod> = HashMap::new();
    let mut bodies: HashMap<OrganisationId, Organisation> = HashMap::new();
    let days = WorkingDays::new(&store::special_day::list(read).await?);
    let mut all = Vec::with_capacity(submissions.len());
    for submission in submissions {
        let period = match periods.get(&submission.period) {
            Some(period) => period.clone(),
            None => store::reporting_period::get(read, submission.period).await?,
        };
        let body = match bodies.get(&submission.organisation) {
            Some(body) => body.clone(),
            None => store::organisation::get(read, submission.organisation).await?,
        };
        periods.insert(period.id, period.clone());
        bodies.insert(body.id, body.clone());
        let days_left = days.between(today, period.due_on);
        all.push(Listed { submission, period, body, days_left });
    }
    Ok(all)
}
