//! What is due from a body on a plan.

use domain::{CellKey, Indicator, OrganisationId, PlanId, Task};
use store::Read;

use crate::Error;

/// What a body answers for in a plan (nội dung phải báo cáo): the items that it leads or carries out, in plan
/// order; of who answers for them, that body alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// Its indicators.
    pub indicators: Vec<Indicator>,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

impl Due {
    /// Whether nothing is due.
    pub fn is_empty(&self) -> bool {
        self.indicators.is_empty() && self.tasks.is_empty()
    }

    /// The cells of a form with so many sections of narrative.
    pub fn keys(&self, sections: usize) -> impl Iterator<Item = CellKey> + '_ {
        let sections = (0..).take(sections).map(CellKey::Section);
        let tasks = self.tasks.iter().map(|task| CellKey::Task(task.id));
        self.indicators.iter().map(|indicator| CellKey::Indicator(indicator.id)).chain(tasks).chain(sections)
    }
}

/// What is due from a body on a plan.
pub async fn due(read: &mut Read, plan: PlanId, body: OrganisationId) -> Result<Due, Error> {
    Ok(Due {
        indicators: store::indicator::list_of_body(read, plan, body).await?,
        tasks: store::task::list_of_body(read, plan, body).await?,
    })
}
