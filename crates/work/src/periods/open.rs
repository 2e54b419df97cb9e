//! Opening a period: its submissions are made, and bodies may fill them in.

use domain::{PeriodState, ReportingPeriod, ReportingPeriodId};
use store::Write;

use super::{PROGRAM, event};
use crate::{Actor, Error, Work, submissions};

/// Opens a period whose day has come, and counts the submissions made; one that is open stays as it is.
pub async fn open_due(work: &Work, id: ReportingPeriodId) -> Result<u64, Error> {
    let mut tx = work.store.write().await?;
    let period = match store::reporting_period::hold(&mut tx, id).await {
        // Its calendar asks for it no more.
        Err(store::Error::NotFound { .. }) => return Ok(0),
        held => held?,
    };
    if period.state != PeriodState::Coming || period.opens_on > work.clock.today() {
        return Ok(0);
    }
    open(work, &Actor::program(PROGRAM), tx, period).await
}

/// Opens a period before its day, by hand.
pub async fn open_now(work: &Work, actor: &Actor, id: ReportingPeriodId, version: i64) -> Result<u64, Error> {
    let mut tx = work.store.write().await?;
    let period = store::reporting_period::hold(&mut tx, id).await?;
    if period.version != version || period.state != PeriodState::Coming {
        return Err(store::Error::Stale { current: period.version }.into());
    }
    let today = work.clock.today();
    let opens_on = period.opens_on.min(today);
    open(work, actor, tx, ReportingPeriod { opens_on, ..period }).await
}

async fn open(work: &Work, actor: &Actor, mut tx: Write, period: ReportingPeriod) -> Result<u64, Error> {
    let calendar = store::calendar::get(&mut tx, period.calendar).await?;
    let made = submissions::open(work, &mut tx, &calendar, &period).await?;
    let before = store::reporting_period::get(&mut tx, period.id).await?;
    let after = ReportingPeriod { state: PeriodState::Open, ..period };
    store::reporting_period::update(&mut tx, &after).await?;
    let event = event("reporting_period.opened", &after).changed(&before, &after);
    work.keep(tx, actor, [event]).await?;
    Ok(made as u64)
}
