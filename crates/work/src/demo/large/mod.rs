//! A generated province of any size: for tests, measurements, and trying the program at one's own scale.
//!
//! Every body answers for every indicator and task: the first leads them, the others carry them out. So a
//! province of 200 bodies, 60 indicators and 80 tasks makes 28,000 cells a month. The same size gives the
//! same province.

mod entries;
mod make;

use domain::{CalendarId, IndicatorId, OrganisationId, PlanId, Regime, ReportingPeriodId, TaskId, UserId};

use crate::{Error, Work};

pub use entries::{entry, report};

/// How large a generated province is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// How many bodies report.
    pub bodies: usize,
    /// How many indicators the plan has.
    pub indicators: usize,
    /// How many tasks it has.
    pub tasks: usize,
}

/// Somebody of the province who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// The account.
    pub account: UserId,
    /// The name that signs in.
    pub sign_in_name: String,
}

/// A body of the province, with who fills in its report and who approves it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The body.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// The focal officer.
    pub officer: Seat,
    /// The head.
    pub head: Seat,
}

/// A generated province with its period open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// Whose plan it is.
    pub owner: OrganisationId,
    /// The standing office.
    pub office: Seat,
    /// Who verifies figures.
    pub verifier: Seat,
    /// The plan.
    pub plan: PlanId,
    /// Its indicators, in order.
    pub indicators: Vec<IndicatorId>,
    /// Its tasks, in order.
    pub tasks: Vec<TaskId>,
    /// The bodies that report, in order.
    pub bodies: Vec<Body>,
    /// The monthly calendar.
    pub calendar: CalendarId,
    /// The month that is open.
    pub period: ReportingPeriodId,
}

/// Makes a province in a store that has none, and opens a month for its bodies to report on to the Party's office.
pub async fn province(work: &Work, size: Size) -> Result<Province, Error> {
    province_under(work, size, Regime::Party).await
}

/// The same, with the month of either regime.
pub async fn province_under(work: &Work, size: Size, regime: Regime) -> Result<Province, Error> {
    let mut tx = work.store.write().await?;
    let made = make::province(work, &mut tx, size, regime).await?;
    tx.commit_unrecorded().await?;
    Ok(made)
}
