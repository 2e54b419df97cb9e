//! Rules that change by law or by the installation's choice: values with a source, never constants in code.

pub mod sign_in;

pub use sign_in::{PasswordCost, SignInRules};
