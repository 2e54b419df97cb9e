//! On which days and hours the demonstration's offices give figures.

use domain::{Period, PeriodKind};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};
use jiff::tz::Offset;
use jiff::{Span, ToSpan};

/// The working days off for Tết 2026.
const TET: (Date, Date) = (date(2026, 2, 16), date(2026, 2, 20));

/// The first day on which the new province's offices gave figures.
const OPENED: Date = date(2025, 7, 21);

/// An hour of a day in Vietnam.
pub fn moment(on: Date, hour: u32) -> Timestamp {
    let hour = i8::try_from(hour % 24).expect("an hour is below 24");
    Offset::constant(7)
        .to_timestamp(on.at(hour, 0, 0, 0))
        .expect("the demonstration's years are within a timestamp")
}

/// The day itself, or the next on which offices work.
pub fn working_day(on: Date) -> Date {
    let mut on = on;
    while matches!(on.weekday(), Weekday::Saturday | Weekday::Sunday) || (TET.0..=TET.1).contains(&on) {
        on = on.saturating_add(1.day());
    }
    on
}

/// The day on which the report for a period comes in.
///
/// Months and quarters are reported from the 20th of their last month on; a
/// year from the 20th of the January after it.
pub fn report_day(period: Period, spread: u32) -> Date {
    let last = period.ends_on();
    let days: Span = i64::from(spread).days();
    let twentieth = if period.kind() == PeriodKind::Year {
        date(last.year() + 1, 1, 20)
    } else {
        date(last.year(), last.month(), 20)
    };
    working_day(twentieth.saturating_add(days)).max(OPENED)
}

/// The same day some months later, or the last of that month.
pub fn month_later(on: Date, months: i8) -> Date {
    on.saturating_add(i64::from(months).months())
}
