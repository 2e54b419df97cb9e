//! What the office adds to a report, from the form to what is kept.

use std::collections::BTreeMap;

use domain::audit::Event;
use domain::entry::typed_day;
use domain::{FieldError, ReportingPeriodId};
use report::official::{self, ReportHead};
use serde::Deserialize;
use store::report_head::KeptHead;

use super::Basis;
use crate::{Actor, Error, Work};

/// The longest text that a slot takes, in characters.
const LONGEST: usize = 50_000;

/// The form of a report's head, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct HeadForm {
    /// Number and symbol.
    pub number: String,
    /// Where it is issued.
    pub place: String,
    /// When; empty while it is not signed.
    pub issued_on: String,
    /// The body above the issuer.
    pub higher: String,
    /// The issuing body.
    pub issuer: String,
    /// On whose behalf it is signed.
    pub authority: String,
    /// The signer's post.
    pub post: String,
    /// The signer's name.
    pub signer: String,
    /// Who receives it, a line each.
    pub recipients: String,
    /// The version that the form was shown for; 0 for the first.
    pub version: String,
    /// The narrative, by the name of its field.
    #[serde(flatten)]
    pub texts: BTreeMap<String, String>,
}

/// The name of a slot's field.
pub(super) fn slot_field(place: usize) -> String {
    format!("text_{place}")
}

impl HeadForm {
    /// What the form shows of a head.
    pub fn of(head: &ReportHead, version: i64) -> Self {
        let head = head.clone();
        Self {
            number: head.number,
            place: head.place,
            issued_on: head.issued_on.map_or(String::new(), |on| on.to_string()),
            higher: head.higher,
            issuer: head.issuer,
            authority: head.authority,
            post: head.post,
            signer: head.signer,
            recipients: head.recipients.join("\n"),
            version: version.to_string(),
            texts: BTreeMap::new(),
        }
    }

    fn read(&self, basis: &Basis) -> Result<ReportHead, Vec<FieldError>> {
        let mut faults = Vec::new();
        let day = self.issued_on.trim();
        let issued_on = typed_day(day);
        if !day.is_empty() && issued_on.is_none() {
            faults.push(FieldError::new("issued_on", "Ngày không hợp lệ.", "That is no date."));
        }
        if self.issuer.trim().is_empty() {
            faults.push(FieldError::new("issuer", "Ghi cơ quan ban hành.", "Name the issuing body."));
        }
        for (field, text) in &self.texts {
            if text.chars().count() > LONGEST {
                faults.push(FieldError::new(
                    field,
                    "Đoạn này dài quá 50.000 ký tự.",
                    "This part is longer than 50,000 characters.",
                ));
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let clean = |text: &str| text.trim().to_owned();
        let lines = self.recipients.lines().map(str::trim).filter(|line| !line.is_empty());
        Ok(ReportHead {
            number: clean(&self.number),
            place: clean(&self.place),
            issued_on,
            higher: clean(&self.higher),
            issuer: clean(&self.issuer),
            authority: clean(&self.authority),
            post: clean(&self.post),
            signer: clean(&self.signer),
            recipients: lines.map(str::to_owned).collect(),
            narratives: self.narratives(basis),
        })
    }

    /// What differs from what the units wrote; a text that was emptied gives way to theirs again.
    fn narratives(&self, basis: &Basis) -> BTreeMap<String, String> {
        let mut own = basis.head.narratives.clone();
        for (place, slot) in basis.template.slots().into_iter().enumerate() {
            let Some(typed) = self.texts.get(&slot_field(place)) else { continue };
            let typed = typed.replace("\r\n", "\n").trim().to_owned();
            let merged = official::merged(&basis.snapshot, &basis.template, &slot.key);
            if typed.is_empty() || typed == merged.trim() {
                own.remove(&slot.key);
            } else {
                own.insert(slot.key.clone(), typed);
            }
        }
        own
    }
}

/// Keeps what the office adds, if nobody changed it meanwhile.
pub async fn save(work: &Work, actor: &Actor, id: ReportingPeriodId, typed: &HeadForm) -> Result<(), Error> {
    let basis = Basis::load(work, id).await?;
    let after = typed.read(&basis).map_err(Error::Invalid)?;
    let mut tx = work.store.write().await?;
    let known = store::report_head::find(&mut tx, id).await?;
    let current = known.as_ref().map_or(0, |known| known.version);
    if typed.version.parse() != Ok(current) {
        return Err(store::Error::Stale { current }.into());
    }
    let kept = KeptHead { period: id, json: serde_json::to_string(&after)?, version: current.max(1) };
    match known {
        Some(_) => store::report_head::update(&mut tx, &kept).await.map(drop)?,
        None => store::report_head::add(&mut tx, &kept).await?,
    }
    let event = Event::done("report.edited", id).of_plan(basis.period.plan).changed(&basis.head, &after);
    work.keep(tx, actor, [event]).await
}
