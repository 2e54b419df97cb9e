//! Asking for a report once: on a topic, or at short notice.

use domain::{Cadence, CalendarId, PeriodState, PlanId, ReportingPeriod, ReportingPeriodId, Schedule, text};
use serde::Deserialize;

use super::{event, with_days};
use crate::{Actor, Error, FieldError, Work, settings, special_days, typed_day};

/// What was typed into the form of a request, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Request {
    /// The id of the calendar whose bodies are asked, and whose receiver asks.
    pub calendar: String,
    /// `thematic` or `ad_hoc`.
    pub cadence: String,
    /// On what.
    pub topic: String,
    /// The first day that the report takes in.
    pub window_from: String,
    /// The last day that it takes in.
    pub window_to: String,
    /// The last day on which a report is in time.
    pub due_on: String,
}

/// Asks the bodies of a calendar of the plan for a report once; it opens at once, and its day is moved to a
/// working day.
pub async fn request(
    work: &Work,
    actor: &Actor,
    plan: PlanId,
    typed: &Request,
) -> Result<ReportingPeriodId, Error> {
    let rules = settings::reporting_rules_by_day(work).await?;
    let today = work.clock.today();
    let mut tx = work.store.write().await?;
    let asked: Option<CalendarId> = typed.calendar.parse().ok();
    let calendars = store::calendar::list_of_plan(&mut tx, plan).await?;
    let calendar = calendars.into_iter().find(|calendar| Some(calendar.id) == asked);
    let cadence = Cadence::from_code(&typed.cadence).filter(|cadence| !cadence.recurs());
    let topic = text::nfc(&text::squeeze(&typed.topic));
    let days = [&typed.window_from, &typed.window_to, &typed.due_on].map(|day| typed_day(day));
    let mut errors = Vec::new();
    let mut wrong = |is_wrong: bool, field: &str, vi: &str, en: &str| {
        if is_wrong {
            errors.push(FieldError::new(field, vi, en));
        }
    };
    wrong(
        calendar.is_none(),
        "calendar",
        "Chọn lịch báo cáo để biết đơn vị nào phải gửi.",
        "Choose whose bodies are asked.",
    );
    wrong(cadence.is_none(), "cadence", "Chọn báo cáo chuyên đề hay đột xuất.", "Choose thematic or ad hoc.");
    let is_short = (1..=300).contains(&topic.chars().count());
    wrong(
        !is_short,
        "topic",
        "Ghi chuyên đề hoặc nội dung yêu cầu, không quá 300 ký tự.",
        "Say what is asked for, in at most 300 letters.",
    );
    for (field, day) in ["window_from", "window_to", "due_on"].into_iter().zip(days) {
        wrong(
            day.is_none(),
            field,
            "Ghi ngày dạng 01/07/2026.",
            "Write the day as 01/07/2026 or 2026-07-01.",
        );
    }
    let [window_from, window_to, due_on] = days;
    let is_before = |one: Option<_>, other: Option<_>| one.zip(other).is_some_and(|(one, other)| one < other);
    wrong(
        is_before(window_to, window_from),
        "window_to",
        "Ngày cuối phải từ ngày đầu trở đi.",
        "The last day must not lie before the first.",
    );
    wrong(
        is_before(due_on, Some(today)),
        "due_on",
        "Hạn gửi không được ở quá khứ.",
        "The due day must not be over.",
    );
    wrong(
        is_before(due_on, window_from),
        "due_on",
        "Hạn gửi không được trước ngày đầu của số liệu.",
        "The due day must not lie before the first day of the data.",
    );
    let (Some(calendar), Some(cadence), [Some(window_from), Some(window_to), Some(due_on)]) =
        (calendar, cadence, days)
    else {
        return Err(Error::Invalid(errors));
    };
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    let working_days = special_days::working_days(&mut tx).await?;
    let schedule = Schedule { rules, days: &working_days };
    let occurrence = schedule.by_hand(cadence, (window_from, window_to), today, due_on);
    let period = ReportingPeriod {
        id: work.clock.id(),
        calendar: calendar.id,
        plan,
        cadence,
        regime: calendar.regime,
        topic,
        figures: occurrence.figures,
        window_from,
        window_to,
        opens_on: today,
        due_on,
        closes_on: due_on,
        state: PeriodState::Coming,
        closed_at: None,
        snapshot: None,
        version: 1,
    };
    let period = with_days(period, &occurrence);
    if !store::reporting_period::add(&mut tx, &period).await? {
        return Err(Error::Invalid(vec![FieldError::new(
            "topic",
            "Đã có yêu cầu với nội dung và ngày chốt số liệu này.",
            "There is such a request already.",
        )]));
    }
    let added = event("period.added", &period).added(&period);
    let id = period.id;
    super::open::open(work, actor, tx, period, vec![added]).await?;
    Ok(id)
}
