//! What a request is about, and whose that is.

use domain::access::Target;
use domain::{
    Action, BodyGroupId, CalendarId, Difficulty, DifficultyId, DocumentId, GrantId, ImportId, IndicatorId,
    InspectedNoun, InspectionId, MemberId, OrganisationId, PersonId, PlanId, PostId, ReportingPeriodId,
    SubmissionId, TaskId, UserId,
};

use uuid::Uuid;

use super::Directory;
use crate::{Error, Work};

/// What an action is to be done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The installation itself.
    Installation,
    /// A plan as a whole.
    Plan(PlanId),
    /// An indicator.
    Indicator(IndicatorId),
    /// A task.
    Task(TaskId),
    /// A document.
    Document(DocumentId),
    /// A body.
    Organisation(OrganisationId),
    /// A committee member.
    Member(MemberId),
    /// A document on its way in.
    Import(ImportId),
    /// A post.
    Post(PostId),
    /// A person.
    Person(PersonId),
    /// An account.
    Account(UserId),
    /// A role given to a post.
    Grant(GrantId),
    /// An inspection.
    Inspection(InspectionId),
    /// A group of bodies.
    BodyGroup(BodyGroupId),
    /// A reporting calendar.
    Calendar(CalendarId),
    /// A reporting period as a whole.
    Period(ReportingPeriodId),
    /// What a body reports in a period.
    Submission(SubmissionId),
    /// A difficulty or a proposal.
    Difficulty(DifficultyId),
}

/// Whose a subject is, as far as the action asks; none when there is no such thing.
///
/// What belongs to several plans is several targets: the action is allowed where it is to one of them.
pub async fn targets(
    work: &Work,
    directory: &Directory,
    subject: Subject,
    action: Action,
) -> Result<Vec<Target>, Error> {
    match subject {
        Subject::Document(id) => return Ok(directory.document_targets(id)),
        Subject::Submission(id) if action == Action::SeeSubmission => {
            let submission = store::submission::find(&mut work.store.read().await?, id).await?;
            return Ok(submission.map_or(Vec::new(), |submission| {
                directory.seen_of(submission.organisation, submission.plan).collect()
            }));
        }
        // Something of it may be seen where one of its items may.
        Subject::Plan(id) if action == Action::SeeItem => return Ok(directory.parts_of(id).collect()),
        _ => (),
    }
    Ok(target(work, directory, subject, action).await?.into_iter().collect())
}

async fn target(
    work: &Work,
    directory: &Directory,
    subject: Subject,
    action: Action,
) -> Result<Option<Target>, Error> {
    Ok(match subject {
        Subject::Installation => Some(Target::default()),
        Subject::Plan(id) => directory.owner(id).map(|_| directory.plan_target(id)),
        Subject::Indicator(id) => directory.indicator(id).map(|item| item_target(directory, item, action)),
        Subject::Task(id) => directory.task(id).map(|item| item_target(directory, item, action)),
        Subject::Document(id) => directory.document_targets(id).into_iter().next(),
        Subject::Organisation(id) => directory.body(id).map(Target::of_body),
        Subject::Member(id) => directory.member_target(id),
        Subject::Import(id) => {
            let mut read = work.store.read().await?;
            store::place::find_import(&mut read, id).await?.map(of_bodies)
        }
        Subject::Post(id) => directory.post(id).map(|post| of_bodies(post.organisation)),
        Subject::Person(id) => person(work, id).await?,
        Subject::Account(id) => {
            let account = store::account::find(&mut work.store.read().await?, id).await?;
            match account {
                Some(account) => person(work, account.person).await?,
                None => None,
            }
        }
        Subject::BodyGroup(id) => {
            let group = store::body_group::find(&mut work.store.read().await?, id).await?;
            group.map(|group| Target::of_body(group.below))
        }
        Subject::Grant(id) => {
            directory.grants().find(|grant| grant.id == id).map(|grant| of_bodies(grant.scope.organisation))
        }
        Subject::Calendar(id) => {
            let calendar = store::calendar::find(&mut work.store.read().await?, id).await?;
            calendar.map(|calendar| directory.plan_target(calendar.plan))
        }
        Subject::Period(id) => {
            let period = store::reporting_period::find(&mut work.store.read().await?, id).await?;
            period.map(|period| directory.plan_target(period.plan))
        }
        Subject::Submission(id) => {
            let submission = store::submission::find(&mut work.store.read().await?, id).await?;
            submission.map(|submission| submitted(submission.organisation, submission.plan))
        }
        Subject::Difficulty(id) => {
            let difficulty = store::difficulty::find(&mut work.store.read().await?, id).await?;
            difficulty.map(|difficulty| raised(directory, &difficulty, action))
        }
        Subject::Inspection(id) => {
            let inspection = store::inspection::find(&mut work.store.read().await?, id).await?;
            inspection.and_then(|one| inspected(directory, one.noun, one.item, action))
        }
    })
}

/// What is inspected, as far as the action asks; `None` when there is no such thing.
pub fn inspected(directory: &Directory, noun: InspectedNoun, item: Uuid, action: Action) -> Option<Target> {
    match noun {
        InspectedNoun::Indicator => {
            directory.indicator(item.into()).map(|item| item_target(directory, item, action))
        }
        InspectedNoun::Task => directory.task(item.into()).map(|item| item_target(directory, item, action)),
        InspectedNoun::Organisation => Some(Target::of_body(item.into())),
    }
}

/// Who only helps with an item sees it, but does not answer for it.
pub(super) fn item_target(directory: &Directory, item: &super::Item, action: Action) -> Target {
    match action {
        Action::SeeItem | Action::SeeHistory | Action::SeeInspection => directory.seen(item),
        _ => directory.answered(item),
    }
}

/// What a body reports on a plan.
pub fn submitted(body: OrganisationId, plan: PlanId) -> Target {
    Target { bodies: vec![body], plan: Some(plan), field: None }
}

/// A difficulty: whoever raised it and whoever decides see it; only the former take it back, only the latter
/// answer it. While nobody is competent, it is for the plan's owner to send it to somebody.
/// That an answer becomes a task concerns the plan as a whole.
pub fn raised(directory: &Directory, difficulty: &Difficulty, action: Action) -> Target {
    if action == Action::PublishPlan {
        return directory.plan_target(difficulty.plan);
    }
    let raiser = Some(difficulty.organisation).filter(|_| action != Action::AnswerDifficulty);
    let decider = difficulty.competent.or_else(|| directory.owner(difficulty.plan));
    let decider = decider.filter(|_| action != Action::RaiseDifficulty);
    let bodies = raiser.into_iter().chain(decider).collect();
    Target { bodies, plan: Some(difficulty.plan), field: None }
}

fn of_bodies(bodies: impl IntoIterator<Item = OrganisationId>) -> Target {
    Target { bodies: bodies.into_iter().collect(), ..Target::default() }
}

/// A person belongs to the bodies of every post ever filled: whoever left is still theirs.
async fn person(work: &Work, id: PersonId) -> Result<Option<Target>, Error> {
    let mut read = work.store.read().await?;
    if store::person::find(&mut read, id).await?.is_none() {
        return Ok(None);
    }
    let mut bodies = Vec::new();
    for tenure in store::tenure::list_of_person(&mut read, id).await? {
        bodies.extend(store::post::get(&mut read, tenure.post).await?.organisation);
    }
    Ok(Some(of_bodies(bodies)))
}
