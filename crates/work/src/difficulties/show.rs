//! One difficulty with all that is known of it.

use domain::{
    Action, CellKey, Difficulty, DifficultyId, OrganisationId, PlanId, ReportingPeriod, TaskId, TenureKind,
};
use store::Read;

use super::Names;
use super::raise::deciders;
use crate::access::{Access, Subject, raised};
use crate::audit::{self, Listed};
use crate::{Error, Work};

/// Something that is threatened.
#[derive(Debug, Clone)]
pub struct Threat {
    /// What.
    pub key: CellKey,
    /// Its label in the plan.
    pub label: String,
    /// Its name or text.
    pub name: String,
    /// Its page; `None` for whoever may not see it.
    pub href: Option<String>,
}

/// One difficulty with names, history and what it threatens.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The difficulty.
    pub difficulty: Difficulty,
    /// Who raised it.
    pub body: String,
    /// Who is to decide; empty while nobody is known.
    pub competent: String,
    /// The post that holds it there; empty while none is known.
    pub holder: String,
    /// Who fills that post today, and by what right.
    pub fillers: Vec<(String, TenureKind)>,
    /// What it threatens.
    pub threatens: Vec<Threat>,
    /// The period of the submission it was raised in.
    pub period: Option<ReportingPeriod>,
    /// The task that came of it, with its text.
    pub task: Option<(TaskId, String)>,
    /// What was done to it, the latest first.
    pub history: Listed,
    /// For how many days it has waited.
    pub age_days: i32,
    /// By how many days the answer is late.
    pub days_overdue: i32,
}

/// One difficulty.
pub async fn show(work: &Work, access: &Access, id: DifficultyId) -> Result<Shown, Error> {
    let today = work.clock.today();
    let mut read = work.store.read().await?;
    let difficulty = store::difficulty::get(&mut read, id).await?;
    let mut names = Names::default();
    let mut threatens = Vec::new();
    for key in &difficulty.threatens {
        threatens.push(threat(&mut read, access, key).await?);
    }
    let (holder, fillers) = held(&mut read, today, &difficulty).await?;
    let shown = Shown {
        body: names.of(&mut read, difficulty.organisation).await?,
        competent: match difficulty.competent {
            Some(body) => names.of(&mut read, body).await?,
            None => String::new(),
        },
        holder,
        fillers,
        threatens,
        period: match difficulty.submission {
            Some(submission) => {
                let submission = store::submission::get(&mut read, submission).await?;
                Some(store::reporting_period::get(&mut read, submission.period).await?)
            }
            None => None,
        },
        task: match difficulty.task {
            Some(task) => Some((task, store::task::get(&mut read, task).await?.text)),
            None => None,
        },
        history: audit::history(work, "difficulty", &id.to_string(), None).await?,
        age_days: difficulty.age_days(today),
        days_overdue: difficulty.days_overdue(today),
        difficulty,
    };
    Ok(shown)
}

/// Whether somebody sees a difficulty, as it stands now.
pub async fn is_seen(work: &Work, access: &Access, id: DifficultyId) -> Result<bool, Error> {
    let found = store::difficulty::find(&mut work.store.read().await?, id).await?;
    let see = Action::SeeDifficulty;
    Ok(found.is_some_and(|one| access.may(see, &raised(access.directory(), &one, see))))
}

/// The bodies that a difficulty of a plan may be sent to.
pub async fn places_to_go(
    work: &Work,
    access: &Access,
    plan: PlanId,
) -> Result<Vec<(OrganisationId, String)>, Error> {
    deciders(&mut work.store.read().await?, access, plan).await
}

async fn threat(read: &mut Read, access: &Access, key: &CellKey) -> Result<Threat, Error> {
    let (label, name, subject) = match key {
        CellKey::Indicator(id) => {
            let indicator = store::indicator::get(read, *id).await?;
            (indicator.label, indicator.name, Subject::Indicator(*id))
        }
        CellKey::Task(id) => {
            let task = store::task::get(read, *id).await?;
            (task.label, task.text, Subject::Task(*id))
        }
        CellKey::Section(_) => (String::new(), String::new(), Subject::Installation),
    };
    let href = || format!("/{}s/{}", key.noun(), key.item());
    Ok(Threat {
        key: key.clone(),
        label,
        name,
        href: access.may_to_item(Action::SeeItem, subject).then(href),
    })
}

/// The title of the post that holds it, and who fills the post.
async fn held(
    read: &mut Read,
    today: jiff::civil::Date,
    difficulty: &Difficulty,
) -> Result<(String, Vec<(String, TenureKind)>), Error> {
    let Some(post) = difficulty.holder else { return Ok((String::new(), Vec::new())) };
    let title = store::post::find(read, post).await?.map(|post| post.title).unwrap_or_default();
    let mut fillers = Vec::new();
    for tenure in store::tenure::list(read, post).await? {
        if tenure.covers(today) {
            fillers.push((store::person::get(read, tenure.person).await?.name, tenure.kind));
        }
    }
    Ok((title, fillers))
}
