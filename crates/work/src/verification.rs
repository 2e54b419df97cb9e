//! Verification (thẩm định): the verifying body looks at approved figures one by one.
//!
//! A figure that is agreed with, or put right, becomes a verified figure of the ledger; one that is
//! contested goes back to the body with the reason. Four eyes see each: whoever typed it does not verify it.

mod bench;
mod queue;

pub use bench::{OnBench, on_bench};
pub use queue::{Queue, Queued, cursor, queue};

use domain::entry::Figure;
use domain::{
    CellEntry, CellKey, CheckOutcome, FieldError, FigureCheck, Indicator, IndicatorId, MessageKind,
    Observation, SubmissionId, SubmissionRevision, ValueStage, entry,
};
use serde::Deserialize;

use crate::clock::day_in_vietnam;
use crate::flow::Held;
use crate::{Actor, Error, Work};

/// What the verifying body says of a figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Verifying {
    /// The approved revision that was shown.
    pub revision: u32,
    /// The figure as it should be; blank where the reported one is right.
    #[serde(flatten)]
    pub corrected: CellEntry,
}

/// What the verifying body objects to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Contesting {
    /// The approved revision that was shown.
    pub revision: u32,
    /// Why.
    pub reason: String,
}

/// Agrees with an approved figure, or puts it right: it becomes a verified figure of the ledger.
pub async fn verify(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    indicator: IndicatorId,
    typed: &Verifying,
) -> Result<Observation, Error> {
    let mut bench = Bench::take(work, actor, id, indicator, typed.revision).await?;
    let (figure, note) = bench.figure(&typed.corrected)?;
    let (organisation, period) = (bench.held.submission.organisation, bench.held.period.figures);
    let stage = ValueStage::Verified;
    let before = store::observation::find(&mut bench.held.tx, indicator, organisation, period, stage).await?;
    let verified = Observation {
        indicator,
        organisation,
        period,
        stage,
        revision: before.as_ref().map_or(1, |before| before.revision + 1),
        reading: figure.reading,
        maturity: figure.maturity,
        note: note.clone(),
        recorded_at: work.clock.now(),
        recorded_by: actor.post.clone(),
    };
    let is_same =
        |before: &Observation| before.reading == verified.reading && before.maturity == verified.maturity;
    if !before.as_ref().is_some_and(is_same) {
        store::observation::add(&mut bench.held.tx, &verified).await?;
    }
    bench.conclude(CheckOutcome::Verified, &note).await?;
    Ok(verified)
}

/// Objects to an approved figure: the reason goes to the thread, and the body has to answer it.
pub async fn contest(
    work: &Work,
    actor: &Actor,
    id: SubmissionId,
    indicator: IndicatorId,
    typed: &Contesting,
) -> Result<(), Error> {
    let reason = crate::flow::reason(&typed.reason)?;
    let bench = Bench::take(work, actor, id, indicator, typed.revision).await?;
    bench.conclude(CheckOutcome::Contested, &reason).await
}

/// An approved figure on the verifier's bench.
struct Bench<'a> {
    work: &'a Work,
    actor: &'a Actor,
    held: Held,
    indicator: Indicator,
    approved: SubmissionRevision,
    said: CellEntry,
}

impl<'a> Bench<'a> {
    async fn take(
        work: &'a Work,
        actor: &'a Actor,
        id: SubmissionId,
        indicator: IndicatorId,
        revision: u32,
    ) -> Result<Self, Error> {
        let mut held = Held::take(work, id).await?;
        let approved = store::submission_revision::find_last(&mut held.tx, id).await?;
        let approved = approved.ok_or(Error::Closed)?;
        if approved.revision != revision {
            let current = approved.revision.into();
            return Err(Error::Store(store::Error::Stale { current }));
        }
        let key = CellKey::Indicator(indicator);
        let said = approved.cells.iter().find(|(cell, _)| *cell == key).map(|(_, entry)| entry.clone());
        let said = said.ok_or(Error::Closed)?;
        let typed = store::submission_cell::find(&mut held.tx, id, &key).await?;
        let typed_by = typed.and_then(|cell| cell.account);
        if actor.account.is_some() && typed_by == actor.account {
            return Err(Error::Invalid(vec![FieldError::new(
                "value",
                "Đồng chí đã nhập số liệu này; đề nghị người khác thẩm định.",
                "You entered this figure; somebody else has to verify it.",
            )]));
        }
        let indicator = store::indicator::get(&mut held.tx, indicator).await?;
        Ok(Self { work, actor, held, indicator, approved, said })
    }

    /// The figure that counts from now on, with its note; what is put right needs a reason.
    fn figure(&self, corrected: &CellEntry) -> Result<(Figure, String), Error> {
        let day = day_in_vietnam(self.approved.approved_at);
        let reported = entry::figure(&self.said, &self.indicator, day).map_err(Error::Invalid)?;
        let note = corrected.note.trim().to_owned();
        let is_blank = CellEntry { note: String::new(), ..corrected.clone() }.is_blank();
        if is_blank {
            return Ok((reported, note));
        }
        let maturity = if corrected.maturity.is_empty() { &self.said } else { corrected }.maturity.clone();
        let typed = CellEntry { maturity, ..corrected.clone() };
        let figure =
            entry::figure(&typed, &self.indicator, self.work.clock.today()).map_err(Error::Invalid)?;
        if figure != reported && note.is_empty() {
            return Err(Error::Invalid(vec![FieldError::new(
                "note",
                "Số thẩm định khác số báo cáo. Đề nghị nêu căn cứ.",
                "The verified figure differs from the reported one. Please say on what ground.",
            )]));
        }
        Ok((figure, note))
    }

    /// Keeps what was found; what the body should read goes to the thread, too.
    async fn conclude(mut self, outcome: CheckOutcome, note: &str) -> Result<(), Error> {
        let (work, actor, indicator) = (self.work, self.actor, self.indicator.id);
        let submission = self.held.submission.id;
        let check = FigureCheck {
            submission,
            indicator,
            revision: self.approved.revision,
            outcome,
            note: note.to_owned(),
            at: work.clock.now(),
            by: actor.post.clone(),
        };
        store::figure_check::add(&mut self.held.tx, &check).await?;
        store::waiting_figure::remove(&mut self.held.tx, submission, indicator).await?;
        let (kind, what) = match outcome {
            CheckOutcome::Verified => (MessageKind::Verified, "submission.figure_verified"),
            CheckOutcome::Contested => (MessageKind::Contested, "submission.figure_contested"),
        };
        if !note.is_empty() {
            self.held.tell(work, actor, kind, Some(CellKey::Indicator(indicator)), note).await?;
        }
        let event = self.held.event(what, &self.approved.sha256).added(&check).because(note);
        work.keep(self.held.tx, actor, [event]).await
    }
}
