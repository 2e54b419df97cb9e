//! What a reader should know about a file: how it was mended, and what of it was not read.

use domain::{Anchor, Finding, Severity};

/// Something about the file that its reader should know; it becomes a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Id of the rule, such as `source.encoding`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Line it concerns, from 1; `None` for the whole file.
    pub line: Option<usize>,
    /// What is so, in Vietnamese.
    pub message: String,
    /// What to do about it, in Vietnamese; may be empty.
    pub hint: String,
    /// The message in English.
    pub message_en: String,
    /// The hint in English.
    pub hint_en: String,
}

impl Note {
    pub(super) fn new(
        rule: &'static str,
        severity: Severity,
        message: impl Into<String>,
        message_en: impl Into<String>,
    ) -> Self {
        Self {
            rule,
            severity,
            line: None,
            message: message.into(),
            hint: String::new(),
            message_en: message_en.into(),
            hint_en: String::new(),
        }
    }

    pub(super) fn at(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    pub(super) fn hint(mut self, hint: &str, hint_en: &str) -> Self {
        hint.clone_into(&mut self.hint);
        hint_en.clone_into(&mut self.hint_en);
        self
    }

    /// The note as a finding that quotes its line.
    pub(super) fn finding(&self, lines: &[String]) -> Finding {
        let quote = |line: usize| lines.get(line - 1).map_or("", |line| line.trim());
        Finding {
            rule: self.rule.to_owned(),
            severity: self.severity,
            message: self.message.clone(),
            hint: self.hint.clone(),
            message_en: self.message_en.clone(),
            hint_en: self.hint_en.clone(),
            item: None,
            anchor: self.line.map(|line| Anchor::lines(line, line, quote(line))),
        }
    }
}
