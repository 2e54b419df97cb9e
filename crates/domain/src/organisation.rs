//! Bodies, posts and persons.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::indicator::codes;
use crate::{ActId, OrganisationId, PersonId, PostId};
use serde::{Deserialize, Serialize};

codes! {
    /// What an organisation is (loại đơn vị).
    OrganisationKind {
        /// Tỉnh, thành phố.
        Province "province",
        /// Xã, phường, đặc khu.
        Commune "commune",
        /// Sở, ban, ngành và tương đương của chính quyền.
        Agency "agency",
        /// Cơ quan, tổ chức đảng.
        Party "party",
        /// Mặt trận, đoàn thể.
        Front "front",
        /// Lực lượng vũ trang: công an, quân sự.
        Force "force",
        /// Doanh nghiệp và tổ chức khác.
        Other "other",
    }
}

/// An organisation (đơn vị) with the time it exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// The official code, where there is one; names repeat, codes do not.
    pub code: Option<String>,
    /// Its full name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// The body above.
    pub parent: Option<OrganisationId>,
    /// Other writings of its name.
    pub aliases: Vec<String>,
    /// The first day it exists; `None` when it always did.
    pub valid_from: Option<Date>,
    /// The last day it exists; `None` while it does.
    pub valid_to: Option<Date>,
    /// Who follows it after a merger or a split.
    pub successors: Vec<OrganisationId>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

impl Organisation {
    /// Whether it exists on a day.
    pub fn exists_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }
}

/// What a body is on a day: everything that a dated act can change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BodyState {
    /// Whose state it is.
    pub id: OrganisationId,
    /// The official code.
    pub code: Option<String>,
    /// The full name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// The body above.
    pub parent: Option<OrganisationId>,
}

/// What a body was before an act changed it (trạng thái trước khi thay đổi).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyPast {
    /// What it was.
    pub state: BodyState,
    /// The last day on which it was so.
    pub until: Date,
    /// The act that ended this.
    pub act: ActId,
}

impl Organisation {
    /// What it is since its latest act.
    pub fn state(&self) -> BodyState {
        let Self { id, code, name, kind, parent, .. } = self.clone();
        BodyState { id, code, name, kind, parent }
    }

    /// Takes on a state of its own past.
    pub fn put_back(&mut self, state: BodyState) {
        let BodyState { id: _, code, name, kind, parent } = state;
        (self.code, self.name, self.kind, self.parent) = (code, name, kind, parent);
    }
}

/// A post (chức danh): responsibility hangs on it, not on the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Its id.
    pub id: PostId,
    /// The body it belongs to, once resolved.
    pub organisation: Option<OrganisationId>,
    /// Its title.
    pub title: String,
    /// The last day it exists; `None` while it does.
    pub abolished_on: Option<Date>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

impl Post {
    /// A post that exists from now on.
    pub fn new(id: PostId, organisation: Option<OrganisationId>, title: impl Into<String>) -> Self {
        Self { id, organisation, title: title.into(), abolished_on: None, version: 1 }
    }
}

/// A person (cán bộ): name and work contact, nothing more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// The name; empty once the person was erased.
    pub name: String,
    /// The contact at work.
    pub work_contact: String,
    /// When the person's data were erased.
    pub erased_at: Option<Timestamp>,
    /// Counts changes, for optimistic locking.
    pub version: i64,
}

impl Person {
    /// A person who is known from now on.
    pub fn new(id: PersonId, name: impl Into<String>, work_contact: impl Into<String>) -> Self {
        Self { id, name: name.into(), work_contact: work_contact.into(), erased_at: None, version: 1 }
    }
}

codes! {
    /// By what right a person fills a post (hình thức giữ chức).
    TenureKind {
        /// Giữ chức vụ.
        Holder "holder",
        /// Quyền, phụ trách.
        Acting "acting",
        /// Được ủy quyền.
        Delegated "delegated",
    }
}

/// Who filled a post, and when (thời gian giữ chức, phụ trách, được ủy quyền).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// Which post.
    pub post: PostId,
    /// Who.
    pub person: PersonId,
    /// By what right.
    pub kind: TenureKind,
    /// The first day.
    pub from: Date,
    /// The last day; `None` while it lasts.
    pub to: Option<Date>,
    /// The decision that it rests on, as cited; empty where none was given.
    pub document: String,
}

impl Tenure {
    /// Whether it lasts on a day.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}
