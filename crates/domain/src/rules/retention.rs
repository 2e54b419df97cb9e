//! How long things are kept (thời hạn lưu giữ).

use serde::{Deserialize, Serialize};

/// How long the system's records are kept. A field that a stored set leaves out has its default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RetentionRules {
    /// For how many months the details of the log are kept: 12; a system of security level 3 needs at least 3.
    pub log_months: u32,
}

impl Default for RetentionRules {
    fn default() -> Self {
        Self { log_months: 12 }
    }
}
