//! What is due by now, read from the calendars and periods themselves.
//!
//! Nothing is timed ahead: a clock that is set forward or back, or a server that stood still for a month,
//! changes only when a thing is seen to be due. The key of each job says for which day it is asked, so that a
//! day that comes twice does nothing twice.

use domain::{JobKind, PeriodState, ReportingPeriod};
use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::Wanted;
use super::handle::DAILY;
use super::queue;
use crate::{Error, Work};

/// Asks for what is due by now, and gives how many jobs are new.
pub(super) async fn ask(work: &Work) -> Result<usize, Error> {
    let today = work.clock.today();
    let mut read = work.store.read().await?;
    let mut wanted = vec![Wanted::new(JobKind::Sweep, "").once_for(today)];
    for calendar in store::calendar::list(&mut read).await? {
        if calendar.to.is_none_or(|to| today <= to) {
            wanted.push(Wanted::new(JobKind::MakePeriods, calendar.id).once_for(today));
        }
    }
    for period in store::reporting_period::list_unclosed(&mut read).await? {
        wanted.extend(of_period(&period, today));
    }
    wanted.push(Wanted::new(JobKind::Escalate, "").once_for(today));
    wanted.extend(mail(work, &mut read, today).await?);
    drop(read);
    queue::ask(work, wanted).await
}

/// From which hour of a day in Vietnam its digests are written, so that they lie there when work begins.
const DIGESTS_FROM: i8 = 6;

/// How often the outbox is looked into while something waits in it.
const OUTBOX_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// The day's mail, and what waits in the outbox; nothing where no mail server was named.
async fn mail(work: &Work, read: &mut store::Read, today: Date) -> Result<Vec<Wanted>, Error> {
    if work.post_office().is_none() {
        return Ok(Vec::new());
    }
    let mut wanted = Vec::new();
    let now = work.clock.now();
    if Offset::constant(7).to_datetime(now).hour() >= DIGESTS_FROM {
        wanted.push(Wanted::new(JobKind::SendMail, DAILY).once_for(today));
    }
    if store::mail::find_next(read).await?.is_some_and(|next_at| next_at <= now) {
        let turn = now.as_second().div_euclid(OUTBOX_EVERY.as_secs());
        wanted.push(Wanted::new(JobKind::SendMail, "").once_for(turn));
    }
    Ok(wanted)
}

/// What a period asks for on a day.
fn of_period(period: &ReportingPeriod, today: Date) -> Vec<Wanted> {
    match period.state {
        PeriodState::Coming if period.opens_on <= today => {
            vec![Wanted::new(JobKind::OpenPeriod, period.id).once_for(period.opens_on)]
        }
        PeriodState::Open if period.closes_on < today => {
            vec![Wanted::new(JobKind::ClosePeriod, period.id).once_for(period.closes_on)]
        }
        // The ladder is looked at on each day that the period is open.
        PeriodState::Open => vec![Wanted::new(JobKind::Remind, period.id).once_for(today)],
        _ => Vec::new(),
    }
}
