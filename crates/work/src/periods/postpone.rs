//! Moving the days of an open period, with a reason.

use domain::{ReportingPeriod, ReportingPeriodId};
use serde::Deserialize;

use super::event;
use crate::{Actor, Error, FieldError, Work, special_days, typed_day};

/// What was typed into the form, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Postponement {
    /// The last day on which a report is in time.
    pub due_on: String,
    /// The day after which the period closes by itself.
    pub closes_on: String,
    /// Why.
    pub reason: String,
    /// The version that the form was shown for.
    pub version: i64,
}

impl Postponement {
    /// A period's days as a form shows them.
    pub fn of(period: &ReportingPeriod) -> Self {
        Self {
            due_on: period.due_on.to_string(),
            closes_on: period.closes_on.to_string(),
            reason: String::new(),
            version: period.version,
        }
    }
}

/// Moves the days of an open period later; what falls on a day off is moved on to the next working day.
pub async fn postpone(
    work: &Work,
    actor: &Actor,
    id: ReportingPeriodId,
    typed: &Postponement,
) -> Result<(), Error> {
    let mut tx = work.store.write().await?;
    let before = store::reporting_period::hold(&mut tx, id).await?;
    if before.version != typed.version || !before.is_open() {
        return Err(store::Error::Stale { current: before.version }.into());
    }
    let days = special_days::working_days(&mut tx).await?;
    let due_on = typed_day(&typed.due_on).map(|day| days.on_or_after(day));
    let closes_on = typed_day(&typed.closes_on).map(|day| days.on_or_after(day));
    let mut errors = Vec::new();
    if due_on.is_none_or(|day| day < before.due_on) {
        errors.push(FieldError::new(
            "due_on",
            "Ghi ngày dạng 01/07/2026, không sớm hơn hạn đang áp dụng.",
            "Write a day such as 01/07/2026, not before the present due day.",
        ));
    }
    if closes_on.is_none_or(|day| day < before.closes_on || due_on.is_some_and(|due_on| day < due_on)) {
        errors.push(FieldError::new(
            "closes_on",
            "Ghi ngày dạng 01/07/2026, không sớm hơn hạn gửi và ngày chốt đang áp dụng.",
            "Write a day such as 01/07/2026, not before the due day or the present closing day.",
        ));
    }
    if typed.reason.trim().is_empty() {
        errors.push(FieldError::new("reason", "Ghi lý do gia hạn.", "Say why it is postponed."));
    }
    let (Some(due_on), Some(closes_on), true) = (due_on, closes_on, errors.is_empty()) else {
        return Err(Error::Invalid(errors));
    };
    let after = ReportingPeriod { due_on, closes_on, ..before.clone() };
    store::reporting_period::update(&mut tx, &after).await?;
    let event = event("period.postponed", &after).changed(&before, &after);
    work.keep(tx, actor, [event.because(typed.reason.trim())]).await
}
