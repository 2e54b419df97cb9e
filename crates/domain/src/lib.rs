//! The nouns of the field and their rules; no I/O, no async, no clock.
//!
//! One file per noun. Everything here is a value: it can be built only when it
//! is valid, compared, and written as JSON. The Vietnamese term of each noun
//! stands in its type's documentation.

pub mod access;
pub mod anchor;
pub mod audit;
pub mod body_group;
pub mod body_history;
pub mod committee;
pub mod deadline;
pub mod document;
pub mod finding;
pub mod id;
pub mod indicator;
pub mod inspection;
pub mod lang;
pub mod number;
pub mod observation;
pub mod organisation;
pub mod organisation_act;
pub mod path;
pub mod period;
pub mod plan;
pub mod quantity;
pub mod report_line;
pub mod rules;
pub mod symbol;
pub mod target;
pub mod task;
pub mod tenure;
pub mod text;

pub use access::{AccessGrant, AccessRole, Action, Field, Means, Scope};
pub use anchor::{Anchor, CellRef};
pub use body_group::BodyGroup;
pub use body_history::BodyHistory;
pub use committee::{Committee, CommitteeRole, Duty, Member};
pub use deadline::{Deadline, DeadlineKind, Frequency};
pub use document::{Document, DocumentKind, DocumentLink, Relation};
pub use finding::{Finding, Severity};
pub use id::*;
pub use indicator::{Aggregate, Direction, Indicator, Limits, Measure, Subject};
pub use inspection::{InspectedNoun, Inspection};
pub use lang::Lang;
pub use observation::{Absence, Maturity, Observation, Reading, ValueStage};
pub use organisation::{
    BodyPast, BodyState, Organisation, OrganisationKind, Person, Post, Tenure, TenureKind,
};
pub use organisation_act::{ActKind, ActRefusal, BodyChange, OrganisationAct};
pub use path::{Baseline, Checkpoint, Path, PathShape};
pub use period::{Period, PeriodKind};
pub use plan::{Group, Plan, PlanLevel, PlanVersion, Responsibility, Role};
pub use quantity::Quantity;
pub use report_line::{AccountState, Gap, GapRule, REPORT_LINE, ReportLine, Station};
pub use rules::{PasswordCost, RetentionRules, RuleBook, RuleKind, RuleSet, SignInRules};
pub use symbol::{Symbol, SymbolStyle};
pub use target::{Comparator, Goal, Target};
pub use task::{Task, TaskState, TaskStatus, TaskUpdate, Timeliness};
pub use tenure::TenureFault;
