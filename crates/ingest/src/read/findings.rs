//! How a doubt is put: both languages, its place, and the item it is about.

use domain::{Anchor, Finding, Severity};

/// Begins a finding with its message and hint in Vietnamese.
pub(crate) fn finding(
    rule: &str,
    severity: Severity,
    message: impl Into<String>,
    hint: impl Into<String>,
) -> Finding {
    Finding {
        rule: rule.to_owned(),
        severity,
        message: message.into(),
        hint: hint.into(),
        message_en: String::new(),
        hint_en: String::new(),
        item: None,
        anchor: None,
    }
}

/// The parts of a finding that follow its message.
pub(crate) trait Doubt {
    /// The message and hint in English.
    fn english(self, message: impl Into<String>, hint: impl Into<String>) -> Self;
    /// Where it was seen.
    fn at(self, anchor: Anchor) -> Self;
    /// The draft item it is about.
    fn about(self, item: impl Into<String>) -> Self;
}

impl Doubt for Finding {
    fn english(mut self, message: impl Into<String>, hint: impl Into<String>) -> Self {
        self.message_en = message.into();
        self.hint_en = hint.into();
        self
    }

    fn at(mut self, anchor: Anchor) -> Self {
        self.anchor = Some(anchor);
        self
    }

    fn about(mut self, item: impl Into<String>) -> Self {
        self.item = Some(item.into());
        self
    }
}

/// Sorts worst first, and by place within a severity; what concerns the whole document comes before the rest.
pub(crate) fn sort(findings: &mut [Finding]) {
    findings.sort_by_key(|f| (f.severity, f.anchor.as_ref().map_or(0, |a| a.line_start)));
}
