//! Reporting periods (kỳ báo cáo): made from calendars, opened when their day has come, moved by a person.
//!
//! Until it opens, a period follows its calendar, the rules and the working days ([`make`] derives it anew);
//! from then on only a person moves its days, with a reason.

mod list;
mod make;
mod matrix;
mod open;
mod postpone;
mod request;

pub use list::{PeriodLine, Periods, list};
pub use make::{HORIZON_DAYS, ask_for_all, make};
pub use matrix::{History, HistoryRow, Matrix, Row, history, matrix};
pub use open::{close_due, open_due, open_now};
pub use postpone::{Postponement, postpone};
pub use request::{Request, request};

use domain::audit::Event;
use domain::{Occurrence, ReportingPeriod, ReportingPeriodId};

use crate::{Error, Work};

/// By whom periods are made and opened when no person does.
pub(crate) const PROGRAM: &str = "cotmoc";

/// One period.
pub async fn get(work: &Work, id: ReportingPeriodId) -> Result<ReportingPeriod, Error> {
    Ok(store::reporting_period::get(&mut work.store.read().await?, id).await?)
}

fn event(what: &'static str, period: &ReportingPeriod) -> Event {
    Event::done(what, period.id).of_plan(period.plan)
}

/// The days of a period as they are derived.
fn occurrence(period: &ReportingPeriod) -> Occurrence {
    Occurrence {
        cadence: period.cadence,
        figures: period.figures,
        window_from: period.window_from,
        window_to: period.window_to,
        opens_on: period.opens_on,
        due_on: period.due_on,
        closes_on: period.closes_on,
    }
}

/// A period with the days of an occurrence.
fn with_days(period: ReportingPeriod, occurrence: &Occurrence) -> ReportingPeriod {
    let Occurrence { cadence, figures, window_from, window_to, opens_on, due_on, closes_on } =
        occurrence.clone();
    ReportingPeriod { cadence, figures, window_from, window_to, opens_on, due_on, closes_on, ..period }
}
