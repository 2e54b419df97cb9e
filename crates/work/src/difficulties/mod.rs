//! Difficulties and proposals: raised, routed to the body competent to decide, answered by a decision that may
//! become a task.

mod decide;
mod list;
mod raise;
mod show;
mod task;

use std::collections::HashMap;

use domain::audit::Event;
use domain::{Difficulty, OrganisationId, PostId};
use store::Read;

use crate::{Error, FieldError, Work, report_lines};

pub use decide::{Answer, Rerouting, Withdrawal, answer, reroute, withdraw};
pub use list::{Asked, Count, Listed, Row, Whose, list, of_item, of_submission};
pub use raise::{Choices, Raising, choices, open_submission, plan_of, raise};
pub use show::{Shown, Threat, is_seen, places_to_go, show};
pub use task::{TaskOf, become_task, suggested_task};

fn event(what: &'static str, difficulty: &Difficulty) -> Event {
    Event::done(what, difficulty.id).of_plan(difficulty.plan).of_body(difficulty.organisation)
}

fn invalid(field: &str, vi: &str, en: &str) -> FieldError {
    FieldError::new(field, vi, en)
}

/// The post that holds what goes to a body: its head's, or else its focal officer's.
async fn holder(work: &Work, body: OrganisationId) -> Result<Option<PostId>, Error> {
    let lines = report_lines::of_body(work, body).await?.lines;
    let line = lines.first();
    Ok(line.and_then(|line| line.heads.first().or(line.focal.first())).map(|station| station.post))
}

/// Names of bodies, each read once.
#[derive(Default)]
struct Names(HashMap<OrganisationId, String>);

impl Names {
    async fn of(&mut self, read: &mut Read, body: OrganisationId) -> Result<String, Error> {
        if let Some(known) = self.0.get(&body) {
            return Ok(known.clone());
        }
        let found = store::organisation::find(read, body).await?;
        let name = found.map(|body| body.name).unwrap_or_default();
        self.0.insert(body, name.clone());
        Ok(name)
    }
}
