//! What waits for whom, since when.

use std::collections::HashMap;

use domain::access::Target;
use domain::{
    AccessRole, Action, OrganisationId, PersonId, PostId, ReportingPeriod, ReportingPeriodId, Submission,
    SubmissionId, SubmissionState, SubmissionStep, WorkingDays,
};
use jiff::Timestamp;
use store::Read;

use crate::access::{Access, Directory, submitted};
use crate::clock::day_in_vietnam;
use crate::{Error, Work};

/// Who has to do the next thing to a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The body: it fills in, or puts right.
    Body,
    /// The head: it approves.
    Head,
    /// The verifying body: it looks at figures.
    Verifier,
    /// The standing office: it consolidates.
    Office,
    /// Nobody: it is done, or too late.
    Nobody,
}

impl Holder {
    /// The word used in keys of texts.
    pub fn code(self) -> &'static str {
        match self {
            Holder::Body => "body",
            Holder::Head => "head",
            Holder::Verifier => "verifier",
            Holder::Office => "office",
            Holder::Nobody => "nobody",
        }
    }

    /// Who has to act on a submission of which so many figures wait for the verifier.
    pub fn of(submission: &Submission, period: &ReportingPeriod, waiting_figures: u32) -> Self {
        match submission.state {
            _ if !submission.may_move_in(period) => Holder::Nobody,
            SubmissionState::Draft | SubmissionState::Returned => Holder::Body,
            SubmissionState::Submitted => Holder::Head,
            SubmissionState::Approved if waiting_figures > 0 => Holder::Verifier,
            SubmissionState::Approved if period.is_open() => Holder::Office,
            SubmissionState::Approved | SubmissionState::Consolidated => Holder::Nobody,
        }
    }
}

/// A submission with who has to act, and since when.
#[derive(Debug, Clone)]
pub struct Wait {
    /// The submission.
    pub submission: Submission,
    /// Its period.
    pub period: ReportingPeriod,
    /// Whose it is, by name.
    pub body: String,
    /// Who has to act.
    pub holder: Holder,
    /// Whom that is, as name and title, where somebody fills the post.
    pub names: Vec<String>,
    /// Since when.
    pub since: Timestamp,
    /// For how many working days.
    pub working_days: u32,
    /// How many figures wait for the verifier.
    pub figures: u32,
    /// Whether whoever asks has to act.
    pub is_mine: bool,
}

/// A page of what waits.
#[derive(Debug, Clone)]
pub struct Waits {
    /// The submissions, the longest waiting first.
    pub rows: Vec<Wait>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<String>,
}

/// The steps that somebody may take on a submission now.
pub fn steps(access: &Access, submission: &Submission, period: &ReportingPeriod) -> Vec<SubmissionStep> {
    let target = submitted(submission.organisation, submission.plan);
    let may = |step: &SubmissionStep| {
        *step != SubmissionStep::Consolidate
            && step.next(submission.state).is_some()
            && submission.may_move_in(period)
            && access.may(step.action(submission.state), &target)
    };
    SubmissionStep::ALL.iter().copied().filter(may).collect()
}

/// What one submission waits for.
pub async fn wait_of(work: &Work, access: &Access, id: SubmissionId) -> Result<Wait, Error> {
    let mut read = work.store.read().await?;
    let submission = store::submission::get(&mut read, id).await?;
    let mut desk = Desk::open(work, access, &mut read).await?;
    desk.wait(&mut read, submission).await
}

/// How many submissions stand on a page, and how many are read at once.
const PAGE: usize = 50;
const BATCH: u32 = 500;

/// The submissions of open periods that somebody sees, the longest waiting first, after a cursor; `mine`
/// are those alone on which whoever asks has to act.
pub async fn list_waiting(
    work: &Work,
    access: &Access,
    mine: bool,
    after: Option<&str>,
) -> Result<Waits, Error> {
    let mut read = work.store.read().await?;
    let mut desk = Desk::open(work, access, &mut read).await?;
    let mut place = after.and_then(cursor);
    let mut rows: Vec<Wait> = Vec::new();
    loop {
        let batch = store::submission::list_open_after(&mut read, place, BATCH).await?;
        place = batch.last().map(|last| (last.since, last.id));
        let is_last = batch.len() < BATCH as usize;
        for submission in batch {
            if !desk.sees(&submission) {
                continue;
            }
            let wait = desk.wait(&mut read, submission).await?;
            if wait.holder != Holder::Nobody && (wait.is_mine || !mine) {
                rows.push(wait);
            }
            if rows.len() > PAGE {
                break;
            }
        }
        if is_last || rows.len() > PAGE {
            break;
        }
    }
    let has_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let last = rows.last().filter(|_| has_more).map(|wait| &wait.submission);
    let next = last.map(|last| format!("{}.{}", last.since.as_millisecond(), last.id));
    Ok(Waits { rows, next })
}

/// The place that a cursor of an address names; `None` where it names none.
fn cursor(text: &str) -> Option<(Timestamp, SubmissionId)> {
    let (since, id) = text.split_once('.')?;
    Some((Timestamp::from_millisecond(since.parse().ok()?).ok()?, id.parse().ok()?))
}

/// What is looked up once for all rows.
struct Desk<'a> {
    access: &'a Access,
    today: jiff::civil::Date,
    days: WorkingDays,
    bodies: HashMap<OrganisationId, String>,
    people: HashMap<PostId, Vec<PersonId>>,
    names: HashMap<PersonId, String>,
    periods: HashMap<ReportingPeriodId, ReportingPeriod>,
}

impl<'a> Desk<'a> {
    async fn open(work: &Work, access: &'a Access, read: &mut Read) -> Result<Self, Error> {
        let today = work.clock.today();
        let states = store::organisation::list_states(read, today).await?;
        let mut people: HashMap<_, Vec<_>> = HashMap::new();
        for tenure in store::tenure::list_on(read, today).await? {
            people.entry(tenure.post).or_default().push(tenure.person);
        }
        let persons = store::person::list(read).await?;
        Ok(Self {
            access,
            today,
            days: WorkingDays::new(&store::special_day::list(read).await?),
            bodies: states.into_iter().map(|state| (state.id, state.name)).collect(),
            people,
            names: persons.into_iter().map(|person| (person.id, person.name)).collect(),
            periods: HashMap::new(),
        })
    }

    fn sees(&self, submission: &Submission) -> bool {
        let mut targets = self.access.directory().seen_of(submission.organisation, submission.plan);
        targets.any(|target| self.access.may(Action::SeeSubmission, &target))
    }

    async fn wait(&mut self, read: &mut Read, submission: Submission) -> Result<Wait, Error> {
        let period = match self.periods.get(&submission.period) {
            Some(known) => known.clone(),
            None => store::reporting_period::get(read, submission.period).await?,
        };
        self.periods.insert(period.id, period.clone());
        let figures = match submission.state {
            SubmissionState::Approved => store::waiting_figure::count(read, submission.id).await?,
            _ => 0,
        };
        let holder = Holder::of(&submission, &period, figures);
        let since = day_in_vietnam(submission.since);
        Ok(Wait {
            body: self.bodies.get(&submission.organisation).cloned().unwrap_or_default(),
            names: self.names_of(holder, &submission),
            since: submission.since,
            working_days: u32::try_from(self.days.between(since, self.today)).unwrap_or(0),
            is_mine: self.is_mine(holder, &submission),
            figures,
            holder,
            period,
            submission,
        })
    }

    fn is_mine(&self, holder: Holder, submission: &Submission) -> bool {
        let target = submitted(submission.organisation, submission.plan);
        let action = match holder {
            Holder::Body => Action::FillSubmission,
            Holder::Head => Action::ApproveSubmission,
            Holder::Verifier => Action::VerifyFigure,
            Holder::Office => Action::ManagePeriods,
            Holder::Nobody => return false,
        };
        match holder {
            Holder::Body => self.works_for(submission.organisation) && self.access.may(action, &target),
            // Whoever verifies a field verifies in the reports of all who have such figures.
            Holder::Verifier => {
                let mut targets = self.access.directory().seen_of(submission.organisation, submission.plan);
                targets.any(|target| self.access.may(action, &target))
            }
            _ => self.access.may(action, &target),
        }
    }

    /// Whether somebody answers for the body itself: the office could fill in for all, but has not to.
    fn works_for(&self, body: OrganisationId) -> bool {
        let answers = |role| matches!(role, AccessRole::FocalOfficer | AccessRole::Head);
        let mut grants = self.access.grants().iter();
        grants.any(|grant| answers(grant.role) && grant.scope.organisation == Some(body))
    }

    /// Who fills the posts that have to act, as far as the reader may know.
    fn names_of(&self, holder: Holder, submission: &Submission) -> Vec<String> {
        let role = match holder {
            Holder::Body => AccessRole::FocalOfficer,
            Holder::Head => AccessRole::Head,
            _ => return Vec::new(),
        };
        let body = submission.organisation;
        let directory: &Directory = self.access.directory();
        let knows = self.access.may(Action::SeePeople, &Target::of_body(body));
        let holds = |grant: &&domain::AccessGrant| {
            grant.role == role
                && grant.scope.organisation == Some(body)
                && grant.scope.plan.is_none_or(|plan| plan == submission.plan)
        };
        let mut posts: Vec<PostId> = directory.grants().filter(holds).map(|grant| grant.post).collect();
        posts.sort_unstable();
        posts.dedup();
        let mut names = Vec::new();
        for post in posts.into_iter().filter_map(|post| directory.post(post)) {
            let people = self.people.get(&post.id).into_iter().flatten().filter(|_| knows);
            let people: Vec<_> = people.filter_map(|person| self.names.get(person)).collect();
            if people.is_empty() {
                names.push(post.title.clone());
            }
            names.extend(people.into_iter().map(|name| format!("{name} ({})", post.title)));
        }
        names
    }
}
