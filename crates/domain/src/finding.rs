//! What is doubtful in something that was read: never an error, never a silent guess.

use serde::{Deserialize, Serialize};

use crate::Anchor;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Must be resolved before the item is trusted.
    Error,
    /// Should be looked at.
    Warning,
    /// Good to know.
    Note,
}

impl Severity {
    /// The word used in JSON, CSS classes and logs.
    pub fn code(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A doubt about what was read (điểm cần xem lại): which rule saw it, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable identifier of the rule, such as `target.regresses`.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is doubtful, in Vietnamese.
    pub message: String,
    /// What to do about it, in Vietnamese.
    pub hint: String,
    /// The message in English.
    #[serde(default)]
    pub message_en: String,
    /// The hint in English.
    #[serde(default)]
    pub hint_en: String,
    /// Local id of the draft item it is about (`i12`, `t3`, `s4`, `m9`), if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Where it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anchor: Option<Anchor>,
}
