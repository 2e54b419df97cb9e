//! Plans: documents made trackable.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{DocumentId, GroupId, MemberId, OrganisationId, PlanId, PlanVersionId};

/// At which level a plan stands (cấp kế hoạch).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlanLevel {
    /// Trung ương.
    Central,
    /// Tỉnh, thành phố.
    Province,
    /// Sở, ban, ngành.
    Agency,
    /// Xã, phường, đặc khu.
    Commune,
}

impl PlanLevel {
    /// Every level, from the top.
    pub const ALL: [PlanLevel; 4] =
        [PlanLevel::Central, PlanLevel::Province, PlanLevel::Agency, PlanLevel::Commune];

    /// The word used in JSON and tables.
    pub fn code(self) -> &'static str {
        match self {
            PlanLevel::Central => "central",
            PlanLevel::Province => "province",
            PlanLevel::Agency => "agency",
            PlanLevel::Commune => "commune",
        }
    }

    /// The level with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.code() == code)
    }
}

/// A plan (kế hoạch): what a body has promised, followed over its versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Its title.
    pub title: String,
    /// Its level.
    pub level: PlanLevel,
    /// The body whose plan it is, as its name is used.
    pub owner: String,
    /// The plan it carries out, where that one is tracked too.
    pub implements: Option<PlanId>,
    /// Whether its figures only illustrate.
    pub is_illustration: bool,
}

/// One signed state of a plan (phiên bản kế hoạch): each amending document makes a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanVersion {
    /// Its id.
    pub id: PlanVersionId,
    /// Whose version it is.
    pub plan: PlanId,
    /// Counted from 1.
    pub number: u32,
    /// The document it was read from.
    pub document: DocumentId,
    /// From when its targets are in force.
    pub in_force_from: Date,
    /// When it was published here.
    pub published_at: Timestamp,
}

/// A group of indicators or tasks (nhóm mục tiêu, nhóm nhiệm vụ).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Whose group it is.
    pub plan: PlanId,
    /// Its place among the plan's groups, from 0.
    pub position: u32,
    /// The printed label, such as `II` or `IV.3`.
    pub label: String,
    /// Its name.
    pub name: String,
}

/// What a body or member has to do with an item (vai trò).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Chủ trì: accountable lead, exactly one.
    Lead,
    /// Phối hợp.
    Coordinating,
    /// Thực hiện.
    Implementer,
    /// Thành viên Ban Chỉ đạo theo dõi, đôn đốc.
    Follower,
}

impl Role {
    /// The word used in tables.
    pub fn code(self) -> &'static str {
        match self {
            Role::Lead => "lead",
            Role::Coordinating => "coordinating",
            Role::Implementer => "implementer",
            Role::Follower => "follower",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Role::Lead, Role::Coordinating, Role::Implementer, Role::Follower]
            .into_iter()
            .find(|r| r.code() == code)
    }
}

/// Who answers for an item, and how: the printed words, resolved where possible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responsibility {
    /// In which role.
    pub role: Role,
    /// The words of the plan.
    pub text: String,
    /// The body meant, once resolved.
    pub organisation: Option<OrganisationId>,
    /// The committee member meant, for a follower.
    pub member: Option<MemberId>,
}
