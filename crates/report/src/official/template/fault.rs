//! What is wrong with a template.

use domain::Lang;

use super::names::{Place, of_place};

/// A mistake in a template: where, what, and what could stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in Vietnamese.
    pub vi: String,
    /// What is wrong, in English.
    pub en: String,
    /// The words that could stand there; empty where that is no question of words.
    pub known: Vec<&'static str>,
}

impl Fault {
    pub(super) fn new(line: usize, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { line, vi: vi.into(), en: en.into(), known: Vec::new() }
    }

    /// A name that does not exist in this place.
    pub(super) fn unknown(line: usize, name: &str, place: Place) -> Self {
        let fault = Self::new(
            line,
            format!("Không có tên “{name}” ở chỗ này."),
            format!("There is no name “{name}” in this place."),
        );
        fault.knowing(of_place(place).map(|known| known.name).collect())
    }

    pub(super) fn knowing(self, known: Vec<&'static str>) -> Self {
        Self { known, ..self }
    }

    /// What is wrong.
    pub fn message(&self, lang: Lang) -> &str {
        lang.pick(&self.vi, &self.en)
    }
}
