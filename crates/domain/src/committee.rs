//! The steering committee (Ban Chỉ đạo) and what its members answer for.

use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{Anchor, CommitteeId, MemberId, OrganisationId, PostId};

codes! {
    /// A member's role, in the order of rank.
    CommitteeRole {
        /// Trưởng ban.
        Head "head",
        /// Phó trưởng ban thường trực.
        StandingDeputy "standing_deputy",
        /// Phó trưởng ban.
        Deputy "deputy",
        /// Ủy viên thường trực.
        StandingMember "standing_member",
        /// Ủy viên.
        Member "member",
    }
}

impl CommitteeRole {
    /// The Vietnamese title.
    pub fn title_vi(self) -> &'static str {
        match self {
            CommitteeRole::Head => "Trưởng ban",
            CommitteeRole::StandingDeputy => "Phó trưởng ban thường trực",
            CommitteeRole::Deputy => "Phó trưởng ban",
            CommitteeRole::StandingMember => "Ủy viên thường trực",
            CommitteeRole::Member => "Ủy viên",
        }
    }

    /// The English title.
    pub fn title_en(self) -> &'static str {
        match self {
            CommitteeRole::Head => "Head",
            CommitteeRole::StandingDeputy => "Standing deputy head",
            CommitteeRole::Deputy => "Deputy head",
            CommitteeRole::StandingMember => "Standing member",
            CommitteeRole::Member => "Member",
        }
    }
}

/// A steering committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Committee {
    /// Its id.
    pub id: CommitteeId,
    /// The body that set it up, once resolved.
    pub organisation: Option<OrganisationId>,
    /// Its name.
    pub name: String,
}

/// A member (thành viên): a post with a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its id.
    pub id: MemberId,
    /// Which committee.
    pub committee: CommitteeId,
    /// Which post.
    pub post: PostId,
    /// In which role.
    pub role: CommitteeRole,
    /// The label in the assigning document, such as `8.9`.
    pub label: String,
    /// Its place in the official order, from 0.
    pub position: u32,
    /// What the member answers for, as assigned.
    pub duties: Vec<Duty>,
}

/// One duty of a member (nhiệm vụ được phân công).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// What it says, in short.
    pub text: String,
    /// Whether it makes the member answer for indicators in general
    /// ("chịu trách nhiệm chính … trừ các chỉ tiêu giao thành viên khác").
    pub covers_indicators: bool,
    /// Where it stands in the assigning document.
    pub anchor: Option<Anchor>,
}
