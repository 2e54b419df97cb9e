//! The judgement: where an indicator stands against what was signed, and why.
//!
//! Pure and repeatable: the same facts, date and rules give the same answer on
//! every machine. Nothing here reads a clock, a random number, the environment
//! or a file; `libm` does the functions whose last bit differs by platform.
//!
//! [`judge()`] is the door for indicators, [`task::status`] for tasks,
//! [`overview::count`] and [`decide()`] for many of them. What they return
//! is free of language; [`explain()`] and [`words`] put it into Vietnamese or English.

pub mod consolidate;
pub mod decide;
pub mod doubt;
pub mod evidence;
pub mod explain;
mod grounds;
pub mod history;
pub mod judge;
pub mod merged;
pub mod milestone;
pub mod overview;
pub mod pace;
pub mod path;
pub mod position;
pub mod reason;
pub mod rule;
pub mod rules;
pub mod status;
pub mod steps;
pub mod task;
pub mod words;

pub use consolidate::{Counts as TotalCounts, Part, Total, consolidate, contributors};
pub use decide::{Decision, Matter, decide};
pub use doubt::{Doubt, doubts};
pub use evidence::{Evidence, Mark, Point, ShortYear};
pub use explain::{explain, explain_passed, headline};
pub use history::{PeriodStatus, Steadiness};
pub use judge::{Judgement, judge};
pub use milestone::{Milestone, MilestoneResult, Standing};
pub use overview::{Counts, Overview};
pub use pace::{Pace, Projection};
pub use path::{Band, DeclaredPath, Expected, Knot, KnotKind, Lag};
pub use position::{Position, Sense};
pub use reason::{Amount, Clearing, Reason, ReasonText};
pub use rule::{Rule, Term};
pub use rules::Rules;
pub use status::IndicatorStatus;
pub use steps::{Step, steps};
