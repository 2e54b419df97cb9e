//! Rule sets: the values of one kind of rule for a time, with their source.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::field::{RuleFault, RuleField, RuleValue};
use super::fields;
use crate::indicator::codes;

codes! {
    /// What a rule set rules (loại quy tắc).
    RuleKind {
        /// Đăng nhập: passwords, locks, sessions and links.
        SignIn "sign_in",
        /// Đánh giá: the thresholds of the judgement.
        Assessment "assessment",
        /// Lưu giữ: how long records are kept.
        Retention "retention",
        /// Báo cáo: data windows, due days, reminders.
        Reporting "reporting",
    }
}

impl RuleKind {
    /// The values that a set of this kind holds.
    pub fn fields(self) -> &'static [RuleField] {
        match self {
            RuleKind::SignIn => fields::SIGN_IN,
            RuleKind::Assessment => fields::ASSESSMENT,
            RuleKind::Retention => fields::RETENTION,
            RuleKind::Reporting => fields::REPORTING,
        }
    }
}

/// The values of one kind for a time (bộ quy tắc), with the law or decision that they rest on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RuleSet {
    /// What it rules.
    pub kind: RuleKind,
    /// The first day.
    pub from: Date,
    /// The last day; `None` while no end is known.
    pub to: Option<Date>,
    /// The law, decree or decision it rests on.
    pub source: String,
    /// Each value under its field's name; a name with a dot lies one level deeper.
    pub body: Map<String, Value>,
    /// Counts changes, for optimistic locking; 0 for a set that comes with the program.
    pub version: i64,
}

impl RuleSet {
    /// Whether it comes with the program.
    pub fn is_built_in(&self) -> bool {
        self.version == 0
    }

    /// Whether it covers a day.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    /// Whether both cover some day.
    pub fn overlaps(&self, other: &RuleSet) -> bool {
        let begins_by_end = |one: &RuleSet, other: &RuleSet| other.to.is_none_or(|to| one.from <= to);
        begins_by_end(self, other) && begins_by_end(other, self)
    }

    /// The value of a field.
    pub fn value(&self, field: &RuleField) -> Option<RuleValue> {
        field.value_in(&self.body)
    }

    /// The typed rules; a value that is missing has its default.
    pub fn read<T: for<'a> Deserialize<'a>>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_value(Value::Object(self.body.clone()))
    }

    /// What is wrong with its values: outside their bounds, missing, unknown, or at odds with each other.
    pub fn faults(&self) -> Vec<RuleFault> {
        let fields = self.kind.fields();
        let unknown = fields::names(&self.body)
            .into_iter()
            .filter(|name| !fields.iter().any(|field| field.name == name))
            .map(|name| RuleFault::unknown(&name));
        let wrong = fields.iter().filter_map(|field| field.fault(&self.body, &self.source));
        let mut faults: Vec<_> = unknown.chain(wrong).collect();
        if faults.is_empty() {
            faults.extend(fields.iter().filter_map(|field| field.order_fault(fields, &self.body)));
        }
        faults
    }
}
