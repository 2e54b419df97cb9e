//! Entering an observation: checked against the indicator, kept as the next revision of its cell.

use domain::audit::{Details, Event};
use domain::entry::{self, Figure};
use domain::{CellEntry, Indicator, IndicatorId, Observation, OrganisationId, Period, Plan, ValueStage};
use jiff::civil::Date;
use serde::Deserialize;

use crate::{Actor, Error, FieldError, Work, consolidation};

/// What was typed into the form, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// The month, as `2026-10` or `2026-M10`.
    pub period: String,
    /// The figure.
    #[serde(flatten)]
    pub cell: CellEntry,
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
        not_a_total(&mut tx, &indicator, organisation, typed.period).await?;
    }
    let before = store::observation::find(&mut tx, id, organisation, typed.period, stage).await?;
    if let Some(same) = before.as_ref().filter(|before| is_repeated(before, &typed, entry, actor)) {
        return Ok(same.clone());
    }
    if before.is_some() && entry.cell.note.trim().is_empty() {
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
        reading: typed.figure.reading,
        maturity: typed.figure.maturity,
        note: entry.cell.note.trim().to_owned(),
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

/// Refuses to verify as a whole what bodies reported in parts: each of those is verified by itself.
async fn not_a_total(
    read: &mut store::Read,
    indicator: &Indicator,
    organisation: OrganisationId,
    period: Period,
) -> Result<(), Error> {
    if !consolidation::is_made_of_parts(read, indicator, organisation, period).await? {
        return Ok(());
    }
    Err(Error::Invalid(vec![FieldError::new(
        "period",
        "Số của kỳ này tổng hợp từ báo cáo của các đơn vị; đề nghị thẩm định số của từng đơn vị ở mục Thẩm định.",
        "The figure of this period is made of the reports of bodies; please verify each body’s under Verification.",
    )]))
}

/// Whether a form was sent twice: nothing is added then.
fn is_repeated(before: &Observation, typed: &Typed, entry: &Entry, actor: &Actor) -> bool {
    before.reading == typed.figure.reading
        && before.maturity == typed.figure.maturity
        && before.note == entry.cell.note.trim()
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
    figure: Figure,
}

impl Typed {
    fn of(entry: &Entry, indicator: &Indicator, today: Date) -> Result<Self, Vec<FieldError>> {
        match (period(entry, today), entry::figure(&entry.cell, indicator, today)) {
            (Ok(period), Ok(figure)) => Ok(Self { period, figure }),
            (period, figure) => {
                Err(period.err().into_iter().chain(figure.err().unwrap_or_default()).collect())
            }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_that_has_not_begun_takes_no_figure() {
        let today = jiff::civil::date(2026, 11, 22);
        let at = |text: &str| period(&Entry { period: text.into(), ..Entry::default() }, today).is_ok();
        assert!(at("2026-10") && at("2026-M11"));
        assert!(!at("2026-12") && !at("2026-13") && !at(""));
    }
}
