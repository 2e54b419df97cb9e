//! What is wrong with one field of a form.

use crate::Lang;

/// What is wrong with one field of a form, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name in the form.
    pub field: String,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl FieldError {
    /// Names a field and says what is wrong with it.
    pub fn new(field: impl Into<String>, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { field: field.into(), vi: vi.into(), en: en.into() }
    }

    /// The message in a language.
    pub fn message(&self, lang: Lang) -> &str {
        lang.pick(&self.vi, &self.en)
    }
}
