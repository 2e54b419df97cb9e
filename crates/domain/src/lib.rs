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
pub mod calendar;
pub mod committee;
pub mod deadline;
pub mod difficulty;
pub mod document;
pub mod entry;
pub mod evidence;
pub mod finding;
pub mod form_field;
pub mod id;
pub mod indicator;
pub mod inspection;
pub mod job;
pub mod lang;
pub mod mail;
pub mod notice;
pub mod number;
pub mod observation;
pub mod occurrence;
pub mod organisation;
pub mod organisation_act;
pub mod path;
pub mod period;
pub mod plan;
pub mod quantity;
pub mod report_line;
pub mod reporting_period;
pub mod rules;
pub mod silence;
pub mod snapshot;
pub mod submission;
pub mod submission_step;
pub mod symbol;
pub mod target;
pub mod task;
pub mod tenure;
pub mod text;
pub mod timing;
pub mod workbook;
pub mod working_days;

pub use access::{AccessGrant, AccessRole, Action, Field, Means, Scope};
pub use anchor::{Anchor, CellRef};
pub use body_group::BodyGroup;
pub use body_history::BodyHistory;
pub use calendar::{Cadence, Calendar, Regime, Senders};
pub use committee::{Committee, CommitteeRole, Duty, Member};
pub use deadline::{Deadline, DeadlineKind, Frequency};
pub use difficulty::{Difficulty, DifficultyKind, DifficultySource, DifficultyState, Route};
pub use document::{Document, DocumentKind, DocumentLink, Relation};
pub use entry::CellEntry;
pub use evidence::{Evidence, EvidenceKind};
pub use finding::{Finding, Severity};
pub use form_field::FieldError;
pub use id::*;
pub use indicator::{Aggregate, Direction, Indicator, Limits, Measure, Subject};
pub use inspection::{InspectedNoun, Inspection};
pub use job::{Job, JobKind, JobState};
pub use lang::Lang;
pub use mail::{Mail, MailState};
pub use notice::{Notice, NoticeAbout, NoticeKind, NoticeWords};
pub use observation::{Absence, Maturity, Observation, Reading, ValueStage};
pub use occurrence::{Occurrence, Schedule};
pub use organisation::{
    BodyPast, BodyState, Organisation, OrganisationKind, Person, Post, Tenure, TenureKind,
};
pub use organisation_act::{ActKind, ActRefusal, BodyChange, OrganisationAct};
pub use path::{Baseline, Checkpoint, Path, PathShape};
pub use period::{Period, PeriodKind};
pub use plan::{Group, Plan, PlanLevel, PlanVersion, Responsibility, Role};
pub use quantity::Quantity;
pub use report_line::{AccountState, Gap, GapRule, REPORT_LINE, ReportLine, Station};
pub use reporting_period::{PeriodState, ReportingPeriod};
pub use rules::{PasswordCost, ReportingRules, RetentionRules, RuleBook, RuleKind, RuleSet, SignInRules};
pub use submission::{
    CellKey, CheckOutcome, FigureCheck, MessageKind, Submission, SubmissionCell, SubmissionMessage,
    SubmissionRevision, SubmissionState,
};
pub use submission_step::SubmissionStep;
pub use symbol::{Symbol, SymbolStyle};
pub use target::{Comparator, Goal, Target};
pub use task::{Task, TaskState, TaskStatus, TaskUpdate, Timeliness};
pub use tenure::TenureFault;
pub use timing::Timing;
pub use working_days::{SpecialDay, WorkingDays};
