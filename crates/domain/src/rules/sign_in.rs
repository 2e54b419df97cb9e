//! The rules of signing in (quy định về đăng nhập): passwords, locks, sessions and links.
//!
//! The defaults are those of a system of security level 3 (Law 116/2025/QH15, Decree 331/2026/NĐ-CP and
//! TCVN 14423:2026, which replaced Decree 85/2016/NĐ-CP and TCVN 11930:2017). Where these leave a figure
//! open, the source is named beside it.

use serde::{Deserialize, Serialize};

/// Limits of signing in. A field that a stored set leaves out has its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInRules {
    /// The fewest characters of a password beside a second factor: 8.
    pub password_min_with_second_factor: u32,
    /// The fewest characters of a password that stands alone: 14.
    pub password_min_alone: u32,
    /// After how many failures in a row an account is locked: 5.
    pub lock_after: u32,
    /// For how many minutes it is locked then: 15.
    pub lock_minutes: u32,
    /// After how many idle minutes a session is locked: 15.
    pub idle_minutes: u32,
    /// The same for administrators: 5.
    pub idle_minutes_administrator: u32,
    /// After how many hours a session ends even in use: 12, a working day (OWASP ASVS 3.3.2, level 2).
    pub session_hours: u32,
    /// For how many hours a one-time link waits to be used: 72.
    pub invitation_hours: u32,
    /// After how many days without a sign-in an account is refused: 45.
    pub unused_account_days: u32,
    /// How many failures from one address are borne within the window below: 30, since an office shares one address.
    pub address_failures: u32,
    /// How many minutes a failure counts against its address: 15.
    pub address_window_minutes: u32,
    /// Whether an administrator must use a second factor.
    pub administrator_needs_second_factor: bool,
    /// What it costs to try one password.
    pub argon2: PasswordCost,
}

impl Default for SignInRules {
    fn default() -> Self {
        Self {
            password_min_with_second_factor: 8,
            password_min_alone: 14,
            lock_after: 5,
            lock_minutes: 15,
            idle_minutes: 15,
            idle_minutes_administrator: 5,
            session_hours: 12,
            invitation_hours: 72,
            unused_account_days: 45,
            address_failures: 30,
            address_window_minutes: 15,
            administrator_needs_second_factor: true,
            argon2: PasswordCost::default(),
        }
    }
}

/// What Argon2id spends on one password; the defaults are OWASP's for storing passwords (19 MiB, 2 passes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordCost {
    /// Memory in KiB: 19456.
    pub memory_kib: u32,
    /// Passes over it: 2.
    pub passes: u32,
    /// Lanes: 1.
    pub lanes: u32,
}

impl Default for PasswordCost {
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2, lanes: 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_set_may_leave_out_what_has_not_changed() {
        let stored = r#"{"idle_minutes": 10, "argon2": {"passes": 3}}"#;
        let rules: SignInRules = serde_json::from_str(stored).unwrap();
        let argon2 = PasswordCost { passes: 3, ..PasswordCost::default() };
        assert_eq!(rules, SignInRules { idle_minutes: 10, argon2, ..SignInRules::default() });
    }
}
