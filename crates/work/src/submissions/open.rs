//! Making the submissions of a period: one for each body that is to report, so that silence shows.

use std::collections::BTreeMap;

use domain::{
    Calendar, OrganisationId, ReportingPeriod, Responsibility, Role, Senders, Submission, SubmissionState,
};
use store::{Read, Write};

use super::OUTLINE;
use crate::{Error, Work, observe};

/// The bodies that report by a calendar, each with how many items are theirs.
pub async fn senders(
    work: &Work,
    read: &mut Read,
    calendar: &Calendar,
) -> Result<BTreeMap<OrganisationId, u32>, Error> {
    let indicators = store::indicator::list(read, calendar.plan).await?;
    let tasks = store::task::list_of_plan(read, calendar.plan).await?;
    let of_indicators = indicators.iter().map(|indicator| &indicator.responsibilities);
    let mut named: BTreeMap<OrganisationId, u32> = BTreeMap::new();
    for responsibilities in of_indicators.chain(tasks.iter().map(|task| &task.responsibilities)) {
        for body in answering(responsibilities) {
            *named.entry(body).or_default() += 1;
        }
    }
    match &calendar.senders {
        Senders::Named => (),
        Senders::Group { group } => {
            let group = store::body_group::get(read, *group).await?;
            let states = store::organisation::list_states(read, work.clock.today()).await?;
            let members: Vec<_> = group.bodies(&states).into_iter().map(|state| state.id).collect();
            named.retain(|body, _| members.contains(body));
        }
        Senders::Owner => {
            let plan = store::plan::get(read, calendar.plan).await?;
            let owner = observe::owner(read, &plan).await?;
            let items = u32::try_from(indicators.len() + tasks.len()).unwrap_or(u32::MAX);
            named = BTreeMap::from([(owner, items)]);
        }
    }
    Ok(named)
}

/// The bodies that lead an item or carry it out, each once.
fn answering(responsibilities: &[Responsibility]) -> Vec<OrganisationId> {
    let answering = responsibilities.iter().filter(|r| matches!(r.role, Role::Lead | Role::Implementer));
    let mut bodies: Vec<_> = answering.filter_map(|r| r.organisation).collect();
    bodies.sort_unstable();
    bodies.dedup();
    bodies
}

/// Makes the submissions of a period, for bodies that have none yet, and gives how many.
pub async fn open(
    work: &Work,
    tx: &mut Write,
    calendar: &Calendar,
    period: &ReportingPeriod,
) -> Result<usize, Error> {
    let mut senders = senders(work, tx, calendar).await?;
    for submission in store::submission::list_of_period(tx, period.id).await? {
        senders.remove(&submission.organisation);
    }
    let sections = if calendar.sections.is_empty() { OUTLINE.len() } else { calendar.sections.len() };
    let sections = u32::try_from(sections).unwrap_or(u32::MAX);
    let made = senders.into_iter().map(|(organisation, items)| Submission {
        id: work.clock.id(),
        period: period.id,
        plan: period.plan,
        organisation,
        state: SubmissionState::Draft,
        revision: 1,
        reason: String::new(),
        since: work.clock.now(),
        first_submitted_on: None,
        first_approved_on: None,
        required: items + sections,
        filled: 0,
        version: 1,
    });
    let made: Vec<_> = made.collect();
    store::submission::add_all(tx, &made).await?;
    Ok(made.len())
}
