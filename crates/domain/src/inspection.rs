//! Inspections (kiểm tra, giám sát): questions that an inspector asks of an item, until they are concluded.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{InspectionId, OrganisationId, PlanId, PostId};

codes! {
    /// What can be inspected (đối tượng kiểm tra).
    InspectedNoun {
        /// Chỉ tiêu.
        Indicator "indicator",
        /// Nhiệm vụ.
        Task "task",
        /// Đơn vị.
        Organisation "organisation",
    }
}

/// An inspection (cuộc kiểm tra) of one indicator, task or body; it changes nothing about what it inspects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inspection {
    /// Its id.
    pub id: InspectionId,
    /// What kind of thing is inspected.
    pub noun: InspectedNoun,
    /// Which one, by its id.
    pub item: uuid::Uuid,
    /// The plan that the item belongs to.
    pub plan: Option<PlanId>,
    /// The body that is inspected, where it is one.
    pub organisation: Option<OrganisationId>,
    /// Why, and what is to be cleared up.
    pub reason: String,
    /// The decision or programme that it rests on, as cited; empty where none was given.
    pub document: String,
    /// When it was opened.
    pub opened_on: Date,
    /// By which post.
    pub opened_by: Option<PostId>,
    /// When it was concluded; `None` while it is open.
    pub closed_on: Option<Date>,
    /// What came of it; empty while it is open.
    pub conclusion: String,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

impl Inspection {
    /// Whether it still waits for a conclusion.
    pub fn is_open(&self) -> bool {
        self.closed_on.is_none()
    }
}
