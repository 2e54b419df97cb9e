//! Opening a period, when its submissions are made and bodies may fill them in, and closing it in time.

use domain::audit::Event;
use domain::{PeriodState, ReportingPeriod, ReportingPeriodId, WorkingDays};
use jiff::civil::Date;
use store::Write;

use super::{PROGRAM, event};
use crate::{Actor, Error, Work, closing, special_days, submissions};

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
    let days = special_days::working_days(&mut tx).await?;
    let period = with_time_to_report(period, work.clock.today(), &days);
    open(work, &Actor::program(PROGRAM), tx, period, Vec::new()).await
}

/// A period that opens late, since the program stood still, stays open as long as it would have after its due
/// day: nobody could report before.
fn with_time_to_report(period: ReportingPeriod, today: Date, days: &WorkingDays) -> ReportingPeriod {
    let open_for = u32::try_from(days.between(period.due_on, period.closes_on)).unwrap_or(0);
    let closes_on = period.closes_on.max(days.after(today, open_for));
    if period.opens_on < today { ReportingPeriod { closes_on, ..period } } else { period }
}

/// Closes an open period whose last day is over, and counts it; one that was closed or postponed stays so.
pub async fn close_due(work: &Work, id: ReportingPeriodId) -> Result<u64, Error> {
    let found = store::reporting_period::find(&mut work.store.read().await?, id).await?;
    let today = work.clock.today();
    if !found.is_some_and(|period| period.is_open() && period.closes_on < today) {
        return Ok(0);
    }
    let closed = closing::close(work, &Actor::program(PROGRAM), id).await?;
    Ok(u64::from(closed.is_new))
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
    open(work, actor, tx, ReportingPeriod { opens_on, ..period }, Vec::new()).await
}

/// Makes the submissions of a period, and enters that it is open beside what was done to it before.
pub(super) async fn open(
    work: &Work,
    actor: &Actor,
    mut tx: Write,
    period: ReportingPeriod,
    mut events: Vec<Event>,
) -> Result<u64, Error> {
    let calendar = store::calendar::get(&mut tx, period.calendar).await?;
    let made = submissions::open(work, &mut tx, &calendar, &period).await?;
    let before = store::reporting_period::get(&mut tx, period.id).await?;
    let after = ReportingPeriod { state: PeriodState::Open, ..period };
    store::reporting_period::update(&mut tx, &after).await?;
    events.push(event("period.opened", &after).changed(&before, &after));
    work.keep(tx, actor, events).await?;
    Ok(made as u64)
}
