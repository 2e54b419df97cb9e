//! What is due by now, read from the calendars and periods themselves.
//!
//! Nothing is timed ahead: a clock that is set forward or back, or a server that stood still for a month,
//! changes only when a thing is seen to be due. The key of each job says for which day it is asked, so that a
//! day that comes twice does nothing twice.

use domain::{JobKind, PeriodState, ReportingPeriod};
use jiff::civil::Date;

use super::Wanted;
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
    drop(read);
    queue::ask(work, wanted).await
}

/// What a period asks for on a day.
fn of_period(period: &ReportingPeriod, today: Date) -> Vec<Wanted> {
    match period.state {
        PeriodState::Coming if period.opens_on <= today => {
            vec![Wanted::new(JobKind::OpenPeriod, period.id).once_for(period.opens_on)]
        }
        _ => Vec::new(),
    }
}
