//! Making the coming periods of a calendar.

use domain::{
    Calendar, CalendarId, JobKind, Occurrence, PeriodState, ReportingPeriod, ReportingRules, Schedule,
};
use jiff::ToSpan;
use jiff::civil::Date;
use store::Write;

use super::{PROGRAM, event, occurrence, with_days};
use crate::jobs::{Wanted, enqueue};
use crate::{Actor, Error, Work, settings, special_days};

/// How many days before it opens a period is made, so that bodies see what comes.
pub const HORIZON_DAYS: i64 = 62;

/// Asks for the coming periods of every calendar to be derived anew, since what they follow has changed.
pub async fn ask_for_all(work: &Work, tx: &mut Write) -> Result<(), Error> {
    let changed_at = work.clock.now().as_millisecond();
    for calendar in store::calendar::list(tx).await? {
        let wanted = Wanted::new(JobKind::MakePeriods, calendar.id).once_for(changed_at);
        enqueue(work, tx, &wanted).await?;
    }
    Ok(())
}

/// Makes the coming periods of a calendar, brings those not opened yet up to date, removes those that no
/// longer follow from it, and counts what changed.
pub async fn make(work: &Work, id: CalendarId) -> Result<u64, Error> {
    let rules = settings::reporting_rules_by_day(work).await?;
    let mut tx = work.store.write().await?;
    let calendar = store::calendar::hold(&mut tx, id).await?;
    let kept = store::reporting_period::list_of_calendar(&mut tx, id).await?;
    let days = special_days::working_days(&mut tx).await?;
    let today = work.clock.today();
    let wanted = wanted(&Schedule { rules, days: &days }, &calendar, &kept, today);
    let mut events = Vec::new();
    for period in kept.iter().filter(|period| is_derived(period) && period.opens_on > today) {
        if !wanted.iter().any(|one| is_same(period, one)) {
            store::reporting_period::remove_coming(&mut tx, period).await?;
            events.push(event("period.removed", period).removed(period));
        }
    }
    for one in &wanted {
        match kept.iter().find(|period| is_same(period, one)) {
            Some(before) if occurrence(before) == *one => (),
            Some(before) => {
                let after = with_days(before.clone(), one);
                store::reporting_period::update(&mut tx, &after).await?;
                events.push(event("period.moved", &after).changed(before, &after));
            }
            None => {
                let period = new_period(work, &calendar, one);
                if store::reporting_period::add(&mut tx, &period).await? {
                    events.push(event("period.added", &period).added(&period));
                }
            }
        }
    }
    let changed = events.len() as u64;
    if changed > 0 {
        work.keep(tx, &Actor::program(PROGRAM), events).await?;
    }
    Ok(changed)
}

/// Whether a period follows from its calendar and has not opened: it may be derived anew.
fn is_derived(period: &ReportingPeriod) -> bool {
    period.state == PeriodState::Coming && period.cadence.recurs()
}

fn is_same(period: &ReportingPeriod, one: &Occurrence) -> bool {
    is_derived(period) && period.cadence == one.cadence && period.window_to == one.window_to
}

/// What is to come of a calendar: each cadence goes on behind its last period that opened, so that none is
/// lost while the program stood still; of a new calendar, whatever is not over by today.
fn wanted(
    schedule: &Schedule<'_, impl Fn(Date) -> ReportingRules>,
    calendar: &Calendar,
    kept: &[ReportingPeriod],
    today: Date,
) -> Vec<Occurrence> {
    let opened: Vec<_> = kept.iter().filter(|period| period.state != PeriodState::Coming).collect();
    let late: Vec<_> = kept.iter().filter(|period| is_derived(period) && period.opens_on <= today).collect();
    let goes_on = |one: &Occurrence| {
        if late.iter().any(|period| is_same(period, one)) {
            return true;
        }
        let of_cadence = opened.iter().filter(|period| period.cadence == one.cadence);
        match of_cadence.map(|period| period.window_to).max() {
            Some(last) => one.window_from > last,
            None => one.closes_on >= today,
        }
    };
    let until = today.saturating_add(HORIZON_DAYS.days());
    let all = schedule.occurrences(calendar, calendar.from, until);
    all.into_iter().filter(goes_on).collect()
}

fn new_period(work: &Work, calendar: &Calendar, one: &Occurrence) -> ReportingPeriod {
    ReportingPeriod {
        id: work.clock.id(),
        calendar: calendar.id,
        plan: calendar.plan,
        cadence: one.cadence,
        regime: calendar.regime,
        topic: String::new(),
        figures: one.figures,
        window_from: one.window_from,
        window_to: one.window_to,
        opens_on: one.opens_on,
        due_on: one.due_on,
        closes_on: one.closes_on,
        state: PeriodState::Coming,
        closed_at: None,
        snapshot: None,
        version: 1,
    }
}
