//! What each role comes for: a body's own affairs, figures to verify, what an administrator has to see to.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use assess::IndicatorStatus;
use domain::access::{Relation, Target};
use domain::{
    AccessRole, Action, IndicatorId, Observation, OrganisationId, Period, Person, Responsibility, Scope,
    TaskState, Timeliness,
};

use crate::access::{Access, Subject};
use crate::overview::{last_month, owes};
use crate::tracked::{Tracked, TrackedIndicator, TrackedTask};
use crate::{Error, Work, consolidation};

/// The bodies that somebody answers for or looks after: those of the roles that are held for a body.
///
/// A role over a body whose plan is seen whole has the overview instead.
pub fn own_bodies(access: &Access, sees_overview: bool) -> Vec<OrganisationId> {
    let answers = |role| matches!(role, AccessRole::Head | AccessRole::FocalOfficer);
    let looks_on = |role| {
        use AccessRole::{CommitteeMember, Inspector, StandingOffice, Viewer};
        !sees_overview && matches!(role, CommitteeMember | Inspector | StandingOffice | Viewer)
    };
    let grants = access.grants().iter().filter(|grant| answers(grant.role) || looks_on(grant.role));
    let mut bodies: Vec<_> = grants.filter_map(|grant| grant.scope.organisation).collect();
    bodies.sort_unstable();
    bodies.dedup();
    bodies
}

/// A body's own affairs in a plan.
#[derive(Debug, Clone, Default)]
pub struct Affairs {
    /// The names of the bodies.
    pub names: Vec<String>,
    /// Indicators whose figure of the last month is due and that may be entered.
    pub due: Vec<TrackedIndicator>,
    /// Tasks said to be finished that wait for a confirmation that may be given.
    pub to_confirm: Vec<TrackedTask>,
    /// Its indicators, and those of bodies below it.
    pub indicators: Vec<TrackedIndicator>,
    /// Its tasks likewise.
    pub tasks: Vec<TrackedTask>,
}

impl Affairs {
    /// How many indicators stand badly.
    pub fn adverse(&self) -> usize {
        self.indicators.iter().filter(|item| item.judgement.status.is_adverse()).count()
    }

    /// The tasks that are late.
    pub fn overdue(&self) -> Vec<&TrackedTask> {
        let is_late = |task: &&TrackedTask| task.judgement.status.timeliness == Timeliness::Overdue;
        self.tasks.iter().filter(is_late).collect()
    }
}

/// Gathers what concerns some bodies and those below them.
pub async fn affairs(
    work: &Work,
    access: &Access,
    bodies: &[OrganisationId],
    tracked: Option<Tracked>,
) -> Result<Affairs, Error> {
    let mut affairs = Affairs { names: names(work, bodies).await?, ..Affairs::default() };
    let Some(mut tracked) = tracked else { return Ok(affairs) };
    tracked.indicators.retain(|item| concerns(access, bodies, &item.indicator.responsibilities));
    tracked.tasks.retain(|item| concerns(access, bodies, &item.task.responsibilities));
    let period = last_month(&tracked);
    let is_due = |item: &&TrackedIndicator| {
        owes(item, period) && access.may_to_item(Action::EnterFigure, Subject::Indicator(item.indicator.id))
    };
    let waits = |item: &&TrackedTask| {
        item.judgement.status.state == TaskState::AwaitingConfirmation
            && access.may_to_item(Action::ConfirmTask, Subject::Task(item.task.id))
    };
    affairs.due = tracked.indicators.iter().filter(is_due).cloned().collect();
    affairs.to_confirm = tracked.tasks.iter().filter(waits).cloned().collect();
    affairs.indicators = tracked.indicators;
    affairs.tasks = tracked.tasks;
    Ok(affairs)
}

async fn names(work: &Work, bodies: &[OrganisationId]) -> Result<Vec<String>, Error> {
    let mut read = work.store.read().await?;
    let mut names = Vec::new();
    for body in bodies {
        names.extend(store::organisation::find(&mut read, *body).await?.map(|body| body.name));
    }
    Ok(names)
}

/// Whether one of the bodies, or one below it, is named.
fn concerns(access: &Access, bodies: &[OrganisationId], said: &[Responsibility]) -> bool {
    let named = Target { bodies: said.iter().filter_map(|r| r.organisation).collect(), ..Target::default() };
    bodies.iter().any(|body| {
        let scope = Scope { organisation: Some(*body), ..Scope::default() };
        let relation = scope.relation(&named, |id| access.directory().parent(id));
        matches!(relation, Relation::Own | Relation::Descendant)
    })
}

/// A reported figure that waits to be verified.
#[derive(Debug, Clone)]
pub struct ToVerify {
    /// The indicator.
    pub item: TrackedIndicator,
    /// The latest figure that waits.
    pub latest: Observation,
    /// How many earlier ones wait too.
    pub earlier: usize,
    /// Whether the latest is made of what several bodies reported, so that each of those is verified instead.
    pub is_total: bool,
}

/// The reported figures that somebody may verify, the latest first.
pub async fn to_verify(work: &Work, access: &Access, tracked: &Tracked) -> Result<Vec<ToVerify>, Error> {
    let is_within = |item: &&TrackedIndicator| {
        access.may_to_item(Action::VerifyFigure, Subject::Indicator(item.indicator.id))
    };
    let mut read = work.store.read().await?;
    let mut totals: HashMap<(OrganisationId, Period), HashSet<IndicatorId>> = HashMap::new();
    let mut all = Vec::new();
    for item in tracked.indicators.iter().filter(is_within) {
        let figures: Vec<&Observation> = item.unverified().collect();
        let Some((latest, earlier)) = figures.split_last() else { continue };
        let place = (latest.organisation, latest.period);
        let made = match totals.entry(place) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(asked) => {
                let plan = item.indicator.plan;
                asked.insert(consolidation::made_of_parts(&mut read, plan, place.0, place.1).await?)
            }
        };
        let is_total = made.contains(&item.indicator.id);
        let (latest, earlier) = ((*latest).clone(), earlier.len());
        all.push(ToVerify { item: item.clone(), latest, earlier, is_total });
    }
    all.sort_by_key(|waiting| std::cmp::Reverse(waiting.latest.period.ends_on()));
    Ok(all)
}

/// What is followed by the committee seats of whoever is signed in.
pub fn followed<'a>(
    access: &Access,
    person: Option<domain::PersonId>,
    tracked: &'a Tracked,
) -> Vec<&'a TrackedIndicator> {
    let seats = person.map(|person| access.directory().seats_of(person)).unwrap_or_default();
    let mut followed: Vec<_> = seats.iter().flat_map(|seat| tracked.followed_by(*seat)).collect();
    followed.sort_by_key(|item| (!item.judgement.status.is_adverse(), item.indicator.position));
    followed.dedup_by_key(|item| item.indicator.id);
    followed
}

/// What an administrator has to see to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attention {
    /// How many accounts there are that can sign in.
    pub open: usize,
    /// Names that signed in too often with a wrong password and have to wait.
    pub locked: Vec<String>,
    /// Names that were invited and have never signed in.
    pub never: Vec<String>,
    /// How many accounts administer the installation: with one alone nobody can help that one.
    pub administrators: usize,
}

/// Looks at the accounts.
pub async fn attention(work: &Work) -> Result<Attention, Error> {
    let mut read = work.store.read().await?;
    let now = work.clock.now();
    let mut accounts = store::account::list(&mut read).await?;
    accounts.retain(|account| account.disabled_at.is_none());
    let names = |wanted: fn(&store::account::Account, jiff::Timestamp) -> bool| {
        accounts.iter().filter(|a| wanted(a, now)).map(|a| a.sign_in_name.clone()).collect()
    };
    Ok(Attention {
        open: accounts.len(),
        locked: names(|account, now| account.locked_until.is_some_and(|until| until > now)),
        never: names(|account, _| account.last_sign_in_at.is_none()),
        administrators: store::access_grant::list_administrators(&mut read, work.clock.today()).await?.len(),
    })
}

/// The posts that give roles, for whoever has none: the titles, and who fills them.
pub async fn whom_to_ask(work: &Work, access: &Access) -> Result<Vec<(String, Vec<Person>)>, Error> {
    let directory = access.directory();
    let mut posts: Vec<_> =
        directory.grants().filter(|grant| grant.role == AccessRole::Administrator).map(|g| g.post).collect();
    posts.sort_unstable();
    posts.dedup();
    let mut read = work.store.read().await?;
    let mut all = Vec::new();
    for post in posts.into_iter().filter_map(|id| directory.post(id)) {
        let mut people = Vec::new();
        for tenure in store::tenure::list(&mut read, post.id).await? {
            if tenure.from <= directory.on && tenure.to.is_none_or(|to| directory.on <= to) {
                people.extend(store::person::find(&mut read, tenure.person).await?);
            }
        }
        all.push((post.title.clone(), people));
    }
    Ok(all)
}

/// The worst of a body's indicators first.
pub fn worst_first(items: &mut [TrackedIndicator]) {
    let rank = |status: IndicatorStatus| IndicatorStatus::ALL.iter().position(|known| *known == status);
    items.sort_by_key(|item| (!item.judgement.status.is_adverse(), rank(item.judgement.status)));
}
