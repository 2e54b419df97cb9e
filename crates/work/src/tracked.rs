//! A plan as it stands on a day: everything the pages judge, count and list.

use std::collections::HashMap;

use assess::task::TaskJudgement;
use assess::{Judgement, Rules, judge};
use domain::{
    Group, GroupId, Indicator, IndicatorId, MemberId, Observation, Organisation, OrganisationId, Plan,
    PlanId, Responsibility, Role, Target, Task, TaskId, TaskUpdate, ValueStage,
};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::access::Access;
use crate::clock::end_of_day_in_vietnam;
use crate::{Error, Work, observe, plans, settings};

/// An indicator with its targets in force, its figures and its judgement.
#[derive(Debug, Clone)]
pub struct TrackedIndicator {
    /// The indicator.
    pub indicator: Indicator,
    /// Its targets in force, by year.
    pub targets: Vec<Target>,
    /// The figures known on the day, the latest revision of each cell.
    pub observations: Vec<Observation>,
    /// Where it stands.
    pub judgement: Judgement,
}

impl TrackedIndicator {
    /// The reported figures that nobody has verified yet, the earliest first.
    pub fn unverified(&self) -> impl Iterator<Item = &Observation> {
        let is_verified = |reported: &Observation| {
            self.observations.iter().any(|o| {
                o.stage == ValueStage::Verified
                    && (o.organisation, o.period) == (reported.organisation, reported.period)
            })
        };
        self.observations.iter().filter(move |o| {
            o.stage == ValueStage::Reported && o.reading.value().is_some() && !is_verified(o)
        })
    }
}

/// A task with its updates and its judgement.
#[derive(Debug, Clone)]
pub struct TrackedTask {
    /// The task.
    pub task: Task,
    /// What was recorded by the day, the first first.
    pub updates: Vec<TaskUpdate>,
    /// Where it stands.
    pub judgement: TaskJudgement,
}

/// A plan as it stands on a day.
#[derive(Debug, Clone)]
pub struct Tracked {
    /// The plan.
    pub plan: Plan,
    /// The day.
    pub on: Date,
    /// Its groups, in order.
    pub groups: Vec<Group>,
    /// Its indicators, in order.
    pub indicators: Vec<TrackedIndicator>,
    /// Its tasks, in order.
    pub tasks: Vec<TrackedTask>,
}

impl Tracked {
    /// The same, as far as somebody sees it: without the items beyond reach, and the groups of nothing else.
    ///
    /// What is left out is counted nowhere.
    #[must_use]
    pub fn seen_by(mut self, access: &Access) -> Self {
        if access.sees_whole(self.plan.id) {
            return self;
        }
        self.indicators
            .retain(|item| access.sees(self.plan.id, item.indicator.field, &item.indicator.responsibilities));
        self.tasks.retain(|item| access.sees(self.plan.id, None, &item.task.responsibilities));
        let holds_some = |group: &Group| {
            self.indicators.iter().any(|item| item.indicator.group == group.id)
                || self.tasks.iter().any(|item| item.task.group == group.id)
        };
        self.groups.retain(holds_some);
        self
    }

    /// A group of the plan.
    pub fn group(&self, id: GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The indicators that a member follows.
    pub fn followed_by(&self, member: MemberId) -> impl Iterator<Item = &TrackedIndicator> {
        self.indicators.iter().filter(move |tracked| {
            tracked
                .indicator
                .responsibilities
                .iter()
                .any(|r| r.role == Role::Follower && r.member == Some(member))
        })
    }

    /// The indicators that a body carries out.
    pub fn indicators_of(&self, body: OrganisationId) -> impl Iterator<Item = &TrackedIndicator> {
        self.indicators.iter().filter(move |tracked| names(&tracked.indicator.responsibilities, body))
    }

    /// The tasks that a body leads or helps with.
    pub fn tasks_of(&self, body: OrganisationId) -> impl Iterator<Item = &TrackedTask> {
        self.tasks.iter().filter(move |tracked| names(&tracked.task.responsibilities, body))
    }
}

/// The tasks led by a body that carries an indicator out, those that are late first; at most `limit`.
pub fn related_tasks<'a>(
    tracked: &'a Tracked,
    item: &TrackedIndicator,
    limit: usize,
) -> Vec<&'a TrackedTask> {
    let bodies: Vec<OrganisationId> =
        item.indicator.responsibilities.iter().filter_map(|r| r.organisation).collect();
    let leads = |task: &&TrackedTask| {
        named(&task.task.responsibilities, Role::Lead)
            .any(|r| r.organisation.is_some_and(|id| bodies.contains(&id)))
    };
    let mut tasks: Vec<&TrackedTask> = tracked.tasks.iter().filter(leads).collect();
    tasks.sort_by_key(|task| std::cmp::Reverse(task.judgement.status.days_late));
    tasks.truncate(limit);
    tasks
}

fn names(responsibilities: &[Responsibility], body: OrganisationId) -> bool {
    responsibilities.iter().any(|r| r.organisation == Some(body))
}

/// Who is meant by a role, in the plan's words.
pub fn named(responsibilities: &[Responsibility], role: Role) -> impl Iterator<Item = &Responsibility> {
    responsibilities.iter().filter(move |r| r.role == role)
}

/// What is known when a plan is judged.
///
/// By the end of the judged day, as a rule. An illustration stands still on its last day: what a
/// user enters later is counted there, or trying the program out would show nothing.
struct Known {
    until: Timestamp,
    end_of_day: Timestamp,
}

impl Known {
    async fn on(work: &Work, read: &mut store::Read, plan: &Plan, on: Date) -> Result<Self, Error> {
        let end_of_day = end_of_day_in_vietnam(on);
        let stands_still = plan.is_illustration && plans::judged_on(work, read, plan).await? == on;
        let until = if stands_still { work.clock.now().max(end_of_day) } else { end_of_day };
        Ok(Self { until, end_of_day })
    }

    fn figures(&self, mut observations: Vec<Observation>) -> Vec<Observation> {
        for observation in &mut observations {
            observation.recorded_at = observation.recorded_at.min(self.end_of_day);
        }
        observations
    }

    fn updates(&self, mut updates: Vec<TaskUpdate>) -> Vec<TaskUpdate> {
        updates.retain(|update| update.recorded_at <= self.until);
        for update in &mut updates {
            update.recorded_at = update.recorded_at.min(self.end_of_day);
        }
        updates
    }
}

/// The body whose plan it is, with those that it follows: their figures are part of its series.
#[derive(Default)]
struct Owner {
    body: Option<Organisation>,
    earlier: Vec<Organisation>,
}

impl Owner {
    async fn of(read: &mut store::Read, plan: &Plan) -> Result<Self, Error> {
        let id = match observe::owner(read, plan).await {
            Ok(id) => id,
            Err(Error::Incomplete) => return Ok(Self::default()),
            Err(error) => return Err(error),
        };
        let earlier = store::organisation::list_predecessors(read, id).await?;
        let body = store::organisation::find(read, id).await?;
        Ok(Self { body, earlier })
    }

    fn series(&self, indicator: &Indicator, figures: Vec<Observation>) -> Vec<Observation> {
        match &self.body {
            Some(body) => assess::merged::series(indicator, body, &self.earlier, figures),
            None => figures,
        }
    }

    /// Whose figures are judged: what other bodies report is a part of them, and no series of its own.
    fn bodies(&self) -> impl Iterator<Item = OrganisationId> {
        self.body.iter().chain(&self.earlier).map(|body| body.id)
    }

    async fn figures_of_plan(
        &self,
        read: &mut store::Read,
        plan: &Plan,
        known: &Known,
    ) -> Result<Vec<Observation>, Error> {
        if self.body.is_none() {
            return Ok(store::observation::list_of_plan(read, plan.id, known.until).await?);
        }
        let mut figures = Vec::new();
        for body in self.bodies() {
            figures
                .extend(store::observation::list_of_plan_and_body(read, plan.id, body, known.until).await?);
        }
        Ok(figures)
    }

    async fn figures_of(
        &self,
        read: &mut store::Read,
        indicator: IndicatorId,
        known: &Known,
    ) -> Result<Vec<Observation>, Error> {
        if self.body.is_none() {
            return Ok(store::observation::list(read, indicator, known.until).await?);
        }
        let mut figures = Vec::new();
        for body in self.bodies() {
            figures.extend(
                store::observation::list_of_indicator_and_body(read, indicator, body, known.until).await?,
            );
        }
        Ok(figures)
    }
}

/// Loads a plan and judges it as of the end of a day, as far as somebody sees it.
pub async fn seen(work: &Work, access: &Access, plan: &Plan, on: Date) -> Result<Tracked, Error> {
    Ok(load(work, plan, on).await?.seen_by(access))
}

/// Loads a plan and judges it as of the end of a day.
pub async fn load(work: &Work, plan: &Plan, on: Date) -> Result<Tracked, Error> {
    let rules = settings::assessment_rules(work, on).await?;
    let mut read = work.store.read().await?;
    let known = Known::on(work, &mut read, plan, on).await?;
    load_known(&mut read, plan, on, &rules, &known).await
}

/// The same with all that is known now, as of a day that is over: what is frozen when a period closes.
pub(crate) async fn load_settled(
    read: &mut store::Read,
    plan: &Plan,
    on: Date,
    rules: &Rules,
    now: Timestamp,
) -> Result<Tracked, Error> {
    let end_of_day = end_of_day_in_vietnam(on);
    let known = Known { until: now.max(end_of_day), end_of_day };
    load_known(read, plan, on, rules, &known).await
}

async fn load_known(
    read: &mut store::Read,
    plan: &Plan,
    on: Date,
    rules: &Rules,
    known: &Known,
) -> Result<Tracked, Error> {
    let groups = store::group::list(read, plan.id).await?;
    let indicators = store::indicator::list(read, plan.id).await?;
    let mut targets = grouped(store::target::list_in_force(read, plan.id, on).await?, |t| t.indicator);
    let owner = Owner::of(read, plan).await?;
    let observations = owner.figures_of_plan(read, plan, known).await?;
    let mut observations = grouped(known.figures(observations), |o| o.indicator);
    let tasks = store::task::list_of_plan(read, plan.id).await?;
    let updates = store::task_update::list_of_plan(read, plan.id).await?;
    let mut updates = grouped(known.updates(updates), |u| u.task);

    let indicators = indicators.into_iter().map(|indicator| {
        let id = indicator.id;
        let figures = observations.remove(&id).unwrap_or_default();
        let figures = owner.series(&indicator, figures);
        tracked(indicator, targets.remove(&id).unwrap_or_default(), figures, on, rules)
    });
    let tasks = tasks.into_iter().map(|task| {
        let updates = updates.remove(&task.id).unwrap_or_default();
        let judgement = assess::task::judge(&task, &updates, on, rules);
        TrackedTask { task, updates, judgement }
    });
    Ok(Tracked { plan: plan.clone(), on, groups, indicators: indicators.collect(), tasks: tasks.collect() })
}

/// Loads and judges one indicator, with its plan.
pub async fn load_indicator(
    work: &Work,
    id: IndicatorId,
    on: Date,
) -> Result<(TrackedIndicator, Group), Error> {
    let rules = settings::assessment_rules(work, on).await?;
    let mut read = work.store.read().await?;
    let indicator = store::indicator::get(&mut read, id).await?;
    let groups = store::group::list(&mut read, indicator.plan).await?;
    let group = groups.into_iter().find(|g| g.id == indicator.group).ok_or(Error::Incomplete)?;
    let in_force = store::target::list_in_force(&mut read, indicator.plan, on).await?;
    let targets = in_force.into_iter().filter(|t| t.indicator == id).collect();
    let plan = store::plan::get(&mut read, indicator.plan).await?;
    let known = Known::on(work, &mut read, &plan, on).await?;
    let owner = Owner::of(&mut read, &plan).await?;
    let observations = owner.figures_of(&mut read, id, &known).await?;
    let figures = owner.series(&indicator, known.figures(observations));
    Ok((tracked(indicator, targets, figures, on, &rules), group))
}

/// The bodies whose figures are those of the plan as a whole: its owner, then those that it follows; none
/// where the owner is not on file.
pub(crate) async fn owners(read: &mut store::Read, plan: PlanId) -> Result<Vec<OrganisationId>, Error> {
    let plan = store::plan::get(read, plan).await?;
    Ok(Owner::of(read, &plan).await?.bodies().collect())
}

/// Loads and judges one task.
pub async fn load_task(work: &Work, id: TaskId, on: Date) -> Result<TrackedTask, Error> {
    let rules = settings::assessment_rules(work, on).await?;
    let mut read = work.store.read().await?;
    let task = store::task::get(&mut read, id).await?;
    let plan = store::plan::get(&mut read, task.plan).await?;
    let known = Known::on(work, &mut read, &plan, on).await?;
    let updates = store::task_update::list(&mut read, id).await?;
    let judgement = assess::task::judge(&task, &known.updates(updates.clone()), on, &rules);
    Ok(TrackedTask { task, updates, judgement })
}

fn tracked(
    indicator: Indicator,
    targets: Vec<Target>,
    observations: Vec<Observation>,
    on: Date,
    rules: &Rules,
) -> TrackedIndicator {
    let judgement = judge(&indicator, &targets, &observations, on, rules);
    TrackedIndicator { indicator, targets, observations, judgement }
}

fn grouped<K: std::hash::Hash + Eq, T>(rows: Vec<T>, key: impl Fn(&T) -> K) -> HashMap<K, Vec<T>> {
    let mut groups: HashMap<K, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}
