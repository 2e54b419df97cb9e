//! Rules that change by law or by the installation's choice: values with a source, never constants in code.
//!
//! A [`RuleSet`] holds the values of one [`RuleKind`] for a time, with the law or decision they rest on. The
//! [`RuleBook`] holds all sets; the date of what a rule is applied to selects the one that counts.
//! [`RuleKind::fields`] says for each value its name, unit and bounds.

mod book;
mod field;
mod fields;
pub mod reporting;
pub mod retention;
mod set;
pub mod sign_in;

pub use book::{KindWithoutSet, RuleBook, Standing};
pub use field::{RuleFault, RuleField, RuleUnit, RuleValue};
pub use reporting::ReportingRules;
pub use retention::RetentionRules;
pub use set::{RuleKind, RuleSet};
pub use sign_in::{PasswordCost, SignInRules};
