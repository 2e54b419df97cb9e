//! Entering an observation: checked against the indicator, kept as the next revision of its cell.

use domain::audit::{Details, Event};
use domain::{
    Absence, Indicator, IndicatorId, Maturity, Observation, OrganisationId, Period, Plan, Quantity, Reading,
    ValueStage, number, text,
};
use jiff::civil::Date;
use serde::Deserialize;

use crate::{Actor, Error, FieldError, Work, typed_day};

/// What was typed into the form, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// The month, as `2026-10` or `2026-M10`.
    pub period: String,
    /// The value; empty when numerator and denominator, "reached" or an absence is given.
    pub value: String,
    /// The numerator of a share.
    pub numerator: String,
    /// The denominator of a share.
    pub denominator: String,
    /// `yes` or `no` for targets without a number.
    pub reached: String,
    /// `not_applicable`, `not_available` or `refused`; empty when there is a value.
    pub absence: String,
    /// When a missing value is expected, as `2026-12-31`.
    pub expected_on: String,
    /// `estimate`, `provisional` or `official`.
    pub maturity: String,
    /// Source, remark or reason of a correction.
    pub note: String,
}

/// Enters a reported figure of the whole plan for its owner, and gives what was kept.
///
/// Every invalid field is named at once; nothing is kept then. A second entry
/// for the same cell is its next revision and needs a reason.
pub async fn enter(work: &Work, actor: &Actor, id: IndicatorId, entry: &Entry) -> Result<Observation, Error> {
    keep(work, actor, id, ValueStage::Reported, entry).await
}

/// Enters a verified figure likewise; four eyes see each: whoever entered the reported one cannot.
pub async fn verify(
    work: &Work,
    actor: &Actor,
    id: IndicatorId,
    entry: &Entry,
) -> Result<Observation, Error> {
    keep(work, actor, id, ValueStage::Verified, entry).await
}

async fn keep(
    work: &Work,
    actor: &Actor,
    id: IndicatorId,
    stage: ValueStage,
    entry: &Entry,
) -> Result<Observation, Error> {
    let mut tx = work.store.write().await?;
    let indicator = store::indicator::get(&mut tx, id).await?;
    let plan = store::plan::get(&mut tx, indicator.plan).await?;
    let typed = Typed::of(entry, &indicator, work.clock.today()).map_err(Error::Invalid)?;
    let organisation = owner(&mut tx, &plan).await?;
    if stage == ValueStage::Verified {
        four_eyes(&mut tx, actor, id, organisation, typed.period).await?;
    }
    let before = store::observation::find(&mut tx, id, organisation, typed.period, stage).await?;
    if let Some(same) = before.as_ref().filter(|before| is_repeated(before, &typed, entry, actor)) {
        return Ok(same.clone());
    }
    if before.is_some() && entry.note.trim().is_empty() {
        return Err(Error::Invalid(vec![FieldError::new(
            "note",
            "Kỳ này đã có số liệu. Đề nghị nêu lý do sửa.",
            "This period already has a figure. Please give the reason of the correction.",
        )]));
    }
    let observation = Observation {
        indicator: id,
        organisation,
        period: typed.period,
        stage,
        revision: before.as_ref().map_or(1, |before| before.revision + 1),
        reading: typed.reading,
        maturity: typed.maturity,
        note: entry.note.trim().to_owned(),
        recorded_at: work.clock.now(),
        recorded_by: actor.post.clone(),
    };
    store::observation::add(&mut tx, &observation).await?;
    let event = Event::done("indicator.observed", id).of_plan(plan.id).of_body(organisation);
    let event = match &before {
        // The whole figure stands in the entry, so that it tells who entered which.
        Some(before) => Event { before: event.clone().changed(before, &observation).before, ..event },
        None => event,
    };
    work.keep(tx, actor, [event.added(&observation).because(&observation.note)]).await?;
    Ok(observation)
}

/// How many of an indicator's entries in the chain are looked through for who entered a figure.
const ENTRIES: u32 = 10_000;

/// Refuses somebody who entered the reported figure that is to be verified.
async fn four_eyes(
    read: &mut store::Read,
    actor: &Actor,
    id: IndicatorId,
    organisation: OrganisationId,
    period: Period,
) -> Result<(), Error> {
    let stage = ValueStage::Reported;
    let reported = store::observation::find(read, id, organisation, period, stage).await?;
    let (Some(reported), Some(account)) = (reported, actor.account) else { return Ok(()) };
    let entries = store::audit::list_of_item(read, "indicator", &id.to_string(), i64::MAX, ENTRIES).await?;
    let is_own = entries.into_iter().filter(|sealed| sealed.entry.account == Some(account)).any(|sealed| {
        let details: Option<Details> = sealed.details.and_then(|text| serde_json::from_str(&text).ok());
        details
            .and_then(|details| serde_json::from_value::<Observation>(details.after).ok())
            .is_some_and(|entered| entered.is_same_figure(&reported))
    });
    if !is_own {
        return Ok(());
    }
    Err(Error::Invalid(vec![FieldError::new(
        "period",
        "Đồng chí đã nhập số báo cáo của kỳ này; đề nghị người khác thẩm định.",
        "You entered the reported figure of this period; somebody else has to verify it.",
    )]))
}

/// Whether a form was sent twice: nothing is added then.
fn is_repeated(before: &Observation, typed: &Typed, entry: &Entry, actor: &Actor) -> bool {
    before.reading == typed.reading
        && before.maturity == typed.maturity
        && before.note == entry.note.trim()
        && before.recorded_by == actor.post
}

/// The body for which figures of the whole plan are kept.
pub(crate) async fn owner(read: &mut store::Read, plan: &Plan) -> Result<OrganisationId, Error> {
    let found = store::organisation::list_by_name(read, &plan.owner).await?;
    let living = found.iter().find(|o| o.valid_to.is_none()).or(found.first());
    living.map(|organisation| organisation.id).ok_or(Error::Incomplete)
}

/// An entry that can be kept.
struct Typed {
    period: Period,
    reading: Reading,
    maturity: Maturity,
}

impl Typed {
    fn of(entry: &Entry, indicator: &Indicator, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let period = period(entry, today).map_err(|e| errors.push(e)).ok();
        let maturity = Maturity::from_code(&entry.maturity).unwrap_or(Maturity::Official);
        let reading =
            reading(entry, today).and_then(|r| within_limits(r, indicator)).map_err(|e| errors.push(e)).ok();
        match (period, reading) {
            (Some(period), Some(reading)) => Ok(Self { period, reading, maturity }),
            _ => Err(errors),
        }
    }
}

fn period(entry: &Entry, today: Date) -> Result<Period, FieldError> {
    let typed = entry.period.trim();
    let code = match typed.split_once('-') {
        Some((year, month)) if !month.starts_with(|c: char| c.is_alphabetic()) => format!("{year}-M{month}"),
        _ => typed.to_owned(),
    };
    let period: Period = code.parse().map_err(|_| {
        FieldError::new(
            "period",
            "Chọn tháng của số liệu, ví dụ 2026-10.",
            "Choose the figure's month, such as 2026-10.",
        )
    })?;
    if period.starts_on() > today {
        return Err(FieldError::new("period", "Kỳ này chưa bắt đầu.", "This period has not begun."));
    }
    Ok(period)
}

fn reading(entry: &Entry, today: Date) -> Result<Reading, FieldError> {
    let is_absent = !matches!(entry.absence.as_str(), "" | "none");
    let has_parts = !entry.numerator.trim().is_empty() || !entry.denominator.trim().is_empty();
    let is_answered = matches!(entry.reached.as_str(), "yes" | "no");
    let given = [is_absent, has_parts, is_answered, !entry.value.trim().is_empty()];
    match given.into_iter().filter(|is_given| *is_given).count() {
        0 => return Err(nothing_given()),
        1 => (),
        _ => return Err(too_much_given()),
    }
    if is_absent {
        return absence(entry, today).map(Reading::Absent);
    }
    match entry.reached.as_str() {
        "yes" => return Ok(Reading::Reached(true)),
        "no" => return Ok(Reading::Reached(false)),
        _ => (),
    }
    if has_parts {
        let numerator = quantity("numerator", &entry.numerator)?;
        let denominator = quantity("denominator", &entry.denominator)?;
        return Reading::ratio(numerator, denominator).map_err(|_| {
            FieldError::new(
                "denominator",
                "Mẫu số phải lớn hơn 0.",
                "The denominator must be greater than 0.",
            )
        });
    }
    quantity("value", &entry.value).map(Reading::Value)
}

fn nothing_given() -> FieldError {
    FieldError::new(
        "value",
        "Đề nghị nhập số liệu, hoặc chọn lý do chưa có số liệu.",
        "Please enter the figure, or choose why there is none.",
    )
}

fn too_much_given() -> FieldError {
    FieldError::new(
        "value",
        "Chỉ nhập một cách: số liệu, hoặc tử số và mẫu số, hoặc lý do chưa có số liệu.",
        "Enter it in one way only: the figure, or its two parts, or why there is none.",
    )
}

fn quantity(field: &str, typed: &str) -> Result<Quantity, FieldError> {
    let plain = text::squeeze(typed.trim().trim_end_matches('%'));
    number::parse(&plain).map(|printed| printed.value).ok_or_else(|| {
        FieldError::new(
            field,
            format!("“{}” không phải là số. Ví dụ: 15,1 hoặc 1.250.", typed.trim()),
            format!("“{}” is not a number. Examples: 15,1 or 1.250.", typed.trim()),
        )
    })
}

fn absence(entry: &Entry, today: Date) -> Result<Absence, FieldError> {
    let reason = entry.note.trim().to_owned();
    if reason.is_empty() && entry.absence != "not_applicable" {
        return Err(FieldError::new(
            "note",
            "Đề nghị nêu lý do chưa có số liệu.",
            "Please give the reason why there is no figure.",
        ));
    }
    let expected_on = typed_day(&entry.expected_on);
    if expected_on.is_some_and(|day| day < today) {
        return Err(FieldError::new("expected_on", "Ngày dự kiến đã qua.", "This day is past."));
    }
    Ok(match entry.absence.as_str() {
        "not_applicable" => Absence::NotApplicable,
        "refused" => Absence::Refused { reason },
        _ => Absence::NotAvailable { reason, expected_on },
    })
}

fn within_limits(reading: Reading, indicator: &Indicator) -> Result<Reading, FieldError> {
    let (Some(value), Some(limits)) = (reading.value(), indicator.limits) else {
        return Ok(reading);
    };
    if limits.allow(value) {
        return Ok(reading);
    }
    let bound = |bound: Option<Quantity>| bound.map_or("∞".to_owned(), |b| number::format(b, 2));
    let (low, high, given) = (bound(limits.low), bound(limits.high), number::format(value, 2));
    let unit = &indicator.unit;
    Err(FieldError::new(
        "value",
        format!("Giá trị phải từ {low} đến {high} {unit}; đã nhập {given}."),
        format!("The value must be between {low} and {high} {unit}; {given} was entered."),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(entry: &Entry) -> Result<Reading, String> {
        reading(entry, jiff::civil::date(2026, 11, 22)).map_err(|e| e.field)
    }

    #[test]
    fn typed_figures_are_read_the_vietnamese_way() {
        let value = |text: &str| read(&Entry { value: text.into(), ..Entry::default() });
        assert_eq!(value("15,1"), Ok(Reading::Value(Quantity::new(15.1).unwrap())));
        assert_eq!(value(" 1.250 "), Ok(Reading::Value(Quantity::from(1250))));
        assert_eq!(value("85 %"), Ok(Reading::Value(Quantity::from(85))));
        assert_eq!(value("NaN"), Err("value".into()));
        assert_eq!(value(""), Err("value".into()));
    }

    #[test]
    fn a_share_needs_a_denominator_and_an_absence_a_reason() {
        let share = Entry { numerator: "3".into(), denominator: "0".into(), ..Entry::default() };
        assert_eq!(read(&share), Err("denominator".into()));
        let absent = Entry { absence: "not_available".into(), ..Entry::default() };
        assert_eq!(read(&absent), Err("note".into()));
    }

    #[test]
    fn a_month_that_has_not_begun_takes_no_figure() {
        let today = jiff::civil::date(2026, 11, 22);
        let at = |text: &str| period(&Entry { period: text.into(), ..Entry::default() }, today).is_ok();
        assert!(at("2026-10") && at("2026-M11"));
        assert!(!at("2026-12") && !at("2026-13") && !at(""));
    }
}
