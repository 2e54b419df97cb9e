//! What the rules say, in the page's language.

use domain::RuleSet;
use domain::rules::RuleField;

use crate::ctx::Ctx;

impl Ctx {
    /// What a value means.
    pub fn rule_label(&self, field: &RuleField) -> &'static str {
        field.label(self.lang)
    }

    /// The unit that stands behind a value.
    pub fn rule_unit(&self, field: &RuleField) -> &'static str {
        field.unit.name(self.lang)
    }

    /// A value of a set in words; empty where there is none.
    pub fn rule_value(&self, set: &RuleSet, field: &RuleField) -> String {
        set.value(field).map_or_else(String::new, |value| field.words(value, self.lang))
    }
}
