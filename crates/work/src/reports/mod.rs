//! The official report of a period: what it is made from, what the office adds, its files, and the centre's form.
//!
//! Everything renders from a snapshot: the frozen one of a closed period, or, marked as a draft, what would be
//! frozen now. The files are never kept: they can be made again, byte for byte.

mod basis;
pub mod central;
mod file;
mod head;
pub mod templates;

pub use basis::Basis;
pub use file::{File, FileKind, Typesetter, file};
pub use head::{HeadForm, save};

use domain::{ReportingPeriod, ReportingPeriodId};
use report::official::{self, ReportHead, Template};

use crate::{Error, Work};

/// A slot of narrative as the office edits it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlotText {
    /// The name of its field in the form.
    pub field: String,
    /// The words that it is known by.
    pub words: String,
    /// What stands in it: the office's own text, else what the units wrote.
    pub text: String,
    /// Whether the office wrote its own.
    pub is_own: bool,
}

/// The report as its page shows it.
#[derive(Debug, Clone)]
pub struct ReportPage {
    /// The period.
    pub period: ReportingPeriod,
    /// The period in words.
    pub period_words: String,
    /// What the plan is called.
    pub plan: String,
    /// The digest of what it is made from.
    pub digest: String,
    /// Whether the period is not closed yet.
    pub is_draft: bool,
    /// Whether the frozen state still has the digest that it was frozen with.
    pub is_whole: bool,
    /// The sheet as HTML.
    pub html: String,
    /// By which rules it is laid out.
    pub layout: &'static str,
    /// What the form of the head shows.
    pub typed: HeadForm,
    /// The slots of narrative.
    pub slots: Vec<SlotText>,
    /// The files that are quickly made, each with its digest; none of a draft.
    pub files: Vec<(FileKind, String)>,
    /// Whether this program sets PDF.
    pub sets_pdf: bool,
}

/// Gathers the page; `typed` is what a form that was not accepted holds.
pub async fn page(work: &Work, id: ReportingPeriodId, typed: Option<HeadForm>) -> Result<ReportPage, Error> {
    let basis = Basis::load(work, id).await?;
    let slots = slots(&basis, typed.as_ref());
    // A draft is another one each time that it is made; PDF takes longer than a page should.
    let kinds = FileKind::ALL.into_iter().filter(|kind| *kind != FileKind::Pdf && !basis.is_draft);
    let mut files = Vec::new();
    for kind in kinds {
        files.push((kind, file::of_basis(work, basis.clone(), kind).await?.sha256));
    }
    let paper = basis.paper();
    Ok(ReportPage {
        period_words: official::words::period(&basis.snapshot.period),
        plan: basis.snapshot.plan.title.clone(),
        html: official::html(&paper),
        layout: paper.layout.source,
        typed: typed.unwrap_or_else(|| HeadForm::of(&basis.head, basis.version)),
        digest: basis.digest,
        is_draft: basis.is_draft,
        is_whole: basis.is_whole,
        period: basis.period,
        slots,
        files,
        sets_pdf: work.typesetter.is_some(),
    })
}

fn slots(basis: &Basis, typed: Option<&HeadForm>) -> Vec<SlotText> {
    let merged = |key: &str| official::merged(&basis.snapshot, &basis.template, key);
    let slot = |(place, slot): (usize, &official::template::Slot)| {
        let field = head::slot_field(place);
        let own = basis.head.narratives.get(&slot.key).filter(|text| !text.is_empty());
        let kept = || own.cloned().unwrap_or_else(|| merged(&slot.key));
        let text = typed.and_then(|typed| typed.texts.get(&field).cloned()).unwrap_or_else(kept);
        SlotText { field, words: slot.shown.clone(), text, is_own: own.is_some() }
    };
    basis.template.slots().into_iter().enumerate().map(slot).collect()
}

/// The head that the office wrote, else what the snapshot suggests.
async fn head_of(
    work: &Work,
    id: ReportingPeriodId,
    suggested: impl FnOnce() -> ReportHead,
) -> Result<(ReportHead, i64), Error> {
    let kept = store::report_head::find(&mut work.store.read().await?, id).await?;
    match kept {
        Some(kept) => Ok((serde_json::from_str(&kept.json)?, kept.version)),
        None => Ok((suggested(), 0)),
    }
}

/// The template in use for a regime, read; one that this version cannot read gives way to the program's own.
async fn template_of(work: &Work, regime: domain::Regime) -> Result<Template, Error> {
    let own = store::report_template::find_last(&mut work.store.read().await?, regime).await?;
    let read = own.and_then(|own| Template::parse(&own.text).ok());
    Ok(read.unwrap_or_else(|| Template::built_in(regime)))
}
