//! What a report is made from.

use domain::snapshot::Snapshot;
use domain::{ReportingPeriod, ReportingPeriodId};
use report::official::{Paper, ReportHead, Source, Template, compose};

use super::{head_of, template_of};
use crate::{Error, Work, closing};

/// Snapshot, head and template of a period's report.
#[derive(Debug, Clone)]
pub struct Basis {
    /// The period.
    pub period: ReportingPeriod,
    /// What was frozen; of a draft, what would be frozen now.
    pub snapshot: Snapshot,
    /// The digest of that.
    pub digest: String,
    /// Whether the period is not closed yet.
    pub is_draft: bool,
    /// Whether what was frozen still has its digest.
    pub is_whole: bool,
    /// What the office adds.
    pub head: ReportHead,
    /// Counts changes of the head; 0 while the office has written none.
    pub version: i64,
    /// How it is put into words.
    pub template: Template,
}

impl Basis {
    /// Reads it.
    pub async fn load(work: &Work, id: ReportingPeriodId) -> Result<Self, Error> {
        let period = store::reporting_period::get(&mut work.store.read().await?, id).await?;
        let (snapshot, digest, is_draft, is_whole) = if let Some(kept) = closing::kept(work, id).await? {
            (kept.snapshot, kept.sha256, false, kept.is_whole)
        } else {
            let now = closing::draft(work, id).await?;
            let digest = Snapshot::digest(&now.json());
            (now, digest, true, true)
        };
        let (head, version) = head_of(work, id, || ReportHead::suggested(&snapshot)).await?;
        let template = template_of(work, snapshot.period.regime).await?;
        Ok(Self { period, snapshot, digest, is_draft, is_whole, head, version, template })
    }

    /// The same as the renderer takes it.
    pub fn source(&self) -> Source<'_> {
        Source {
            snapshot: &self.snapshot,
            digest: &self.digest,
            is_draft: self.is_draft,
            head: &self.head,
            template: &self.template,
        }
    }

    /// The paper.
    pub fn paper(&self) -> Paper {
        compose(self.source())
    }
}
