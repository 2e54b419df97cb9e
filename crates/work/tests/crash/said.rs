//! What the child says it has kept, and whether it is there.

use domain::{CellKey, ImportId, PeriodState, ReportingPeriodId, SubmissionId};
use work::Work;

/// A line of the child.
#[derive(Debug, Clone, PartialEq)]
pub enum Said {
    /// A cell is kept as this version.
    Saved { submission: SubmissionId, key: CellKey, version: i64, note: String },
    /// A submission was handed in or approved, and has this version.
    Stepped { submission: SubmissionId, version: i64 },
    /// A document was taken in.
    Received(ImportId),
    /// A period is closed.
    Closed(ReportingPeriodId),
    /// A period is open.
    Opened(ReportingPeriodId),
}

impl Said {
    pub fn kind(&self) -> usize {
        match self {
            Said::Saved { .. } => 0,
            Said::Stepped { .. } => 1,
            Said::Received(_) => 2,
            Said::Closed(_) => 3,
            Said::Opened(_) => 4,
        }
    }

    /// As the child writes it.
    pub fn line(&self) -> String {
        match self {
            Said::Saved { submission, key, version, note } => {
                format!("#saved {submission} {} {} {version} {note} .", key.noun(), key.item())
            }
            Said::Stepped { submission, version } => format!("#stepped {submission} {version} ."),
            Said::Received(id) => format!("#received {id} ."),
            Said::Closed(id) => format!("#closed {id} ."),
            Said::Opened(id) => format!("#opened {id} ."),
        }
    }

    /// A whole line of the child; the test runner writes others.
    pub fn read(line: &str) -> Option<Self> {
        let words: Vec<&str> = line[line.find('#')?..].split(' ').collect();
        Some(match words.as_slice() {
            ["#saved", submission, noun, item, version, note, "."] => Said::Saved {
                submission: submission.parse().ok()?,
                key: CellKey::parse(noun, item)?,
                version: version.parse().ok()?,
                note: (*note).to_owned(),
            },
            ["#stepped", submission, version, "."] => {
                Said::Stepped { submission: submission.parse().ok()?, version: version.parse().ok()? }
            }
            ["#received", id, "."] => Said::Received(id.parse().ok()?),
            ["#closed", id, "."] => Said::Closed(id.parse().ok()?),
            ["#opened", id, "."] => Said::Opened(id.parse().ok()?),
            _ => return None,
        })
    }

    /// Whether it is on disk: as it was said, or followed by something later.
    pub async fn check(&self, work: &Work) -> Result<(), String> {
        let mut read = work.store.read().await.unwrap();
        let is_there = match self {
            Said::Saved { submission, key, version, note } => {
                let cell = store::submission_cell::find(&mut read, *submission, key).await.unwrap();
                cell.is_some_and(|cell| {
                    cell.version > *version || (cell.version == *version && cell.entry.note == *note)
                })
            }
            Said::Stepped { submission, version } => {
                store::submission::get(&mut read, *submission).await.unwrap().version >= *version
            }
            Said::Received(id) => store::import::find(&mut read, *id).await.unwrap().is_some(),
            Said::Closed(id) => {
                store::reporting_period::get(&mut read, *id).await.unwrap().state == PeriodState::Closed
            }
            Said::Opened(id) => store::reporting_period::find(&mut read, *id).await.unwrap().is_some(),
        };
        if is_there { Ok(()) } else { Err(format!("lost: {self:?}")) }
    }
}
