//! The centre's form: its boxes as they are now, and the ledger of what was entered in the centre's system.

use domain::audit::{Event, fields, sha256_hex};
use domain::{FieldError, ReportingPeriod, ReportingPeriodId};
use jiff::Timestamp;
use report::official::{self, CentralSection};
use serde::Deserialize;
use store::central_update::CentralUpdate;

use super::Basis;
use crate::{Actor, Error, Work};

/// A box with what became of it.
#[derive(Debug, Clone)]
pub struct CentralBox {
    /// Its text.
    pub section: CentralSection,
    /// SHA-256 of it as it is now.
    pub sha256: String,
    /// When, by whom and with which remark it was last entered in the centre's system.
    pub sent: Option<CentralUpdate>,
}

impl CentralBox {
    /// Whether it was entered, but is another one now.
    pub fn has_changed(&self) -> bool {
        self.sent.as_ref().is_some_and(|sent| sent.sha256 != self.sha256)
    }
}

/// The form of a period.
#[derive(Debug, Clone)]
pub struct CentralPage {
    /// The period.
    pub period: ReportingPeriod,
    /// The period in words.
    pub period_words: String,
    /// Whether the period is not closed yet.
    pub is_draft: bool,
    /// Its boxes.
    pub boxes: Vec<CentralBox>,
    /// Everything that was entered, the last first.
    pub ledger: Vec<CentralUpdate>,
}

impl CentralPage {
    /// When it was last entered.
    pub fn last_sent(&self) -> Option<Timestamp> {
        self.ledger.first().map(|sent| sent.sent_at)
    }
}

/// Gathers the form.
pub async fn page(work: &Work, id: ReportingPeriodId) -> Result<CentralPage, Error> {
    let basis = Basis::load(work, id).await?;
    let mut ledger = store::central_update::list_of_period(&mut work.store.read().await?, id).await?;
    ledger.reverse();
    let with_sending = |section: CentralSection| {
        let sent = ledger.iter().find(|sent| sent.section == section.key).cloned();
        CentralBox { sha256: sha256_hex(section.json().as_bytes()), section, sent }
    };
    let boxes = official::central(basis.source()).into_iter().map(with_sending).collect();
    Ok(CentralPage {
        period_words: official::words::period(&basis.snapshot.period),
        is_draft: basis.is_draft,
        period: basis.period,
        boxes,
        ledger,
    })
}

/// A box as a Word file, and its digest's own JSON.
pub async fn docx(work: &Work, id: ReportingPeriodId, key: &str) -> Result<Vec<u8>, Error> {
    let basis = Basis::load(work, id).await?;
    let section = one(&basis, key)?;
    Ok(official::docx_bare(&section.paper(basis.source())))
}

/// A box as JSON.
pub async fn json(work: &Work, id: ReportingPeriodId, key: &str) -> Result<String, Error> {
    let basis = Basis::load(work, id).await?;
    Ok(one(&basis, key)?.json())
}

/// A box as HTML without styles.
pub async fn html(work: &Work, id: ReportingPeriodId, key: &str) -> Result<String, Error> {
    let basis = Basis::load(work, id).await?;
    let section = one(&basis, key)?;
    Ok(section.html())
}

fn one(basis: &Basis, key: &str) -> Result<CentralSection, Error> {
    let found = official::central(basis.source()).into_iter().find(|section| section.key == key);
    found.ok_or_else(|| store::Error::NotFound { noun: "section", id: key.to_owned() }.into())
}

/// What is said when a box was entered in the centre's system.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Sending {
    /// Which box.
    pub section: String,
    /// The digest of what was entered, as the page showed it.
    pub sha256: String,
    /// A remark, such as the number that the centre gave.
    pub note: String,
}

/// Records that a box was entered in the centre's system; what was entered must be what it is now.
pub async fn mark_sent(
    work: &Work,
    actor: &Actor,
    id: ReportingPeriodId,
    typed: &Sending,
) -> Result<(), Error> {
    let basis = Basis::load(work, id).await?;
    let known = one(&basis, &typed.section).ok();
    let Some(section) = known else {
        return Err(Error::Invalid(vec![FieldError::new(
            "section",
            "Chọn mục đã cập nhật.",
            "Choose the section that was entered.",
        )]));
    };
    let sha256 = sha256_hex(section.json().as_bytes());
    if sha256 != typed.sha256 {
        return Err(store::Error::Stale { current: 0 }.into());
    }
    let update = CentralUpdate {
        id: work.clock.id(),
        period: id,
        section: section.key.to_owned(),
        sha256,
        sent_at: work.clock.now(),
        sent_by: actor.post.clone(),
        note: typed.note.trim().to_owned(),
    };
    let mut tx = work.store.write().await?;
    store::central_update::add(&mut tx, &update).await?;
    let said = fields([("section", section.key.into()), ("sha256", update.sha256.clone().into())]);
    let event = Event::done("central.updated", id).of_plan(basis.period.plan).added(&said);
    work.keep(tx, actor, [event]).await
}
