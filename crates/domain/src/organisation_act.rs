//! Dated acts on bodies (quyết định về tổ chức): founded, renamed, moved, merged, split, dissolved.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::indicator::codes;
use crate::{ActId, Organisation, OrganisationId};

codes! {
    /// What an act does (loại quyết định).
    ActKind {
        /// Thành lập.
        Found "found",
        /// Đổi tên.
        Rename "rename",
        /// Chuyển đơn vị cấp trên.
        Move "move",
        /// Sáp nhập, hợp nhất.
        Merge "merge",
        /// Chia, tách.
        Split "split",
        /// Giải thể.
        Dissolve "dissolve",
    }
}

/// An act as it was recorded (quyết định): on which day it takes effect, and on which document it rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationAct {
    /// Its id.
    pub id: ActId,
    /// What it does.
    pub kind: ActKind,
    /// The first day on which it holds.
    pub effective_on: Date,
    /// The document, as cited.
    pub document: String,
    /// A remark, or the reason given.
    pub note: String,
    /// When it was entered.
    pub recorded_at: Timestamp,
    /// The bodies it was done to.
    pub before: Vec<OrganisationId>,
    /// The bodies that are there after it.
    pub after: Vec<OrganisationId>,
}

/// What an act is to change.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyChange {
    /// Found new bodies; those above stand before those below.
    Found(Vec<Organisation>),
    /// Give a body another name and code.
    Rename {
        /// Which body.
        body: OrganisationId,
        /// The new name.
        name: String,
        /// The official code from then on.
        code: Option<String>,
    },
    /// Put a body below another one.
    Move {
        /// Which body.
        body: OrganisationId,
        /// The body above from then on; `None` for the top.
        parent: Option<OrganisationId>,
    },
    /// Make several bodies one new body; what lies below them comes with them.
    Merge {
        /// Which bodies end.
        bodies: Vec<OrganisationId>,
        /// The body that follows them.
        into: Organisation,
    },
    /// Make bodies part of one that goes on; what lies below them comes with them.
    Absorb {
        /// Which bodies end.
        bodies: Vec<OrganisationId>,
        /// The body that goes on.
        into: OrganisationId,
    },
    /// Make several bodies of one; what lies below it stays with it, or else goes to the first.
    Split {
        /// Which body.
        body: OrganisationId,
        /// The new bodies.
        parts: Vec<Organisation>,
        /// Whether the body goes on beside them.
        goes_on: bool,
    },
    /// End a body that nothing lies below.
    Dissolve {
        /// Which body.
        body: OrganisationId,
    },
}

impl BodyChange {
    /// What kind of act it is.
    pub fn kind(&self) -> ActKind {
        match self {
            BodyChange::Found(_) => ActKind::Found,
            BodyChange::Rename { .. } => ActKind::Rename,
            BodyChange::Move { .. } => ActKind::Move,
            BodyChange::Merge { .. } | BodyChange::Absorb { .. } => ActKind::Merge,
            BodyChange::Split { .. } => ActKind::Split,
            BodyChange::Dissolve { .. } => ActKind::Dissolve,
        }
    }
}

/// Why an act cannot be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ActRefusal {
    /// There is no such body.
    #[error("there is no such body")]
    Unknown,
    /// The body did not exist yet.
    #[error("{name} exists only from {from}")]
    TooEarly {
        /// The body's name.
        name: String,
        /// Its first day.
        from: Date,
    },
    /// The body did not exist any more.
    #[error("{name} existed only until {to}")]
    TooLate {
        /// The body's name.
        name: String,
        /// Its last day.
        to: Date,
    },
    /// A later act on the same body is on file.
    #[error("an act on {name} of {last} is on file")]
    LaterAct {
        /// The body's name.
        name: String,
        /// The day of that act.
        last: Date,
    },
    /// A body would lie below itself.
    #[error("{name} would lie below itself")]
    Circle {
        /// The body's name.
        name: String,
    },
    /// The body above would not exist on every day on which the body does.
    #[error("the body above {name} does not exist on {on}")]
    NoParent {
        /// The body's name.
        name: String,
        /// A day without it.
        on: Date,
    },
    /// Another body of that name lies below the same body on the same day.
    #[error("{name} is there twice on {on}")]
    NameTaken {
        /// The name.
        name: String,
        /// A day on which both would bear it.
        on: Date,
    },
    /// Another body has the official code.
    #[error("the code {code} belongs to {name}")]
    CodeTaken {
        /// The code.
        code: String,
        /// The other body's name.
        name: String,
    },
    /// A body is to be merged with itself, or with nothing.
    #[error("a merger needs two different bodies")]
    NotTwo,
    /// A split needs at least two bodies after it.
    #[error("a split leaves at least two bodies")]
    NotSplit,
    /// Bodies still lie below one that is to end.
    #[error("{} bodies lie below {name}", .below.len())]
    BodiesBelow {
        /// The body's name.
        name: String,
        /// The names of those below.
        below: Vec<String>,
    },
    /// Nothing would change.
    #[error("nothing would change")]
    NothingChanges,
}
