//! Identifiers: one newtype per noun over a UUID, so that they cannot be mixed up.
//!
//! New ids are version 7 and are made by the caller that owns the clock.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(s).map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// Identifies a [`crate::Document`].
    DocumentId,
    /// Identifies a [`crate::Plan`].
    PlanId,
    /// Identifies a [`crate::PlanVersion`].
    PlanVersionId,
    /// Identifies a [`crate::Group`].
    GroupId,
    /// Identifies an [`crate::Indicator`].
    IndicatorId,
    /// Identifies a [`crate::Task`].
    TaskId,
    /// Identifies an [`crate::Organisation`].
    OrganisationId,
    /// Identifies a [`crate::Post`].
    PostId,
    /// Identifies a [`crate::Person`].
    PersonId,
    /// Identifies a [`crate::Committee`].
    CommitteeId,
    /// Identifies a [`crate::Member`].
    MemberId,
    /// Identifies an import that is being reviewed.
    ImportId,
    /// Identifies an account that signs in.
    UserId,
    /// Identifies a [`crate::AccessGrant`].
    GrantId,
    /// Identifies a [`crate::Field`].
    FieldId,
    /// Identifies a dated act on organisations.
    ActId,
    /// Identifies a saved selection of organisations.
    BodyGroupId,
    /// Identifies an inspection.
    InspectionId,
    /// Identifies a [`crate::Calendar`].
    CalendarId,
    /// Identifies a [`crate::ReportingPeriod`].
    ReportingPeriodId,
    /// Identifies a [`crate::Submission`].
    SubmissionId,
    /// Identifies a piece of [`crate::Evidence`].
    EvidenceId,
    /// Identifies a [`crate::Difficulty`].
    DifficultyId,
    /// Identifies the frozen state of a period, a [`crate::snapshot::Snapshot`].
    SnapshotId,
    /// Identifies a background job.
    JobId,
    /// Identifies a notice to a post.
    NoticeId,
    /// Identifies a letter on its way out.
    MailId,
}
