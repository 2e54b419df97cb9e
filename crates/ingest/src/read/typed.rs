//! Words that a person typed while correcting a draft, read as the document's own words are.

use domain::{Comparator, Deadline};

use super::indicators::expression::{CellReading, cell};
use super::indicators::keyed::Keyed;
use super::{deadlines, tables};

/// What typed target words mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TypedTarget {
    /// How a value compares; `text` where the words hold no single amount.
    pub comparator: Comparator,
    /// The value, or the lower end of a range.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
}

/// Reads target words such as `≥ 40%`, `8 - 10` or `X`.
pub fn read_target(words: &str) -> TypedTarget {
    let (comparator, value, upper) = match cell(&Keyed::new(words)) {
        CellReading::Amount(amount) => (amount.comparator, Some(amount.value), amount.upper),
        CellReading::Reached => (Comparator::Reached, None, None),
        CellReading::Blank | CellReading::Words => (Comparator::Text, None, None),
    };
    TypedTarget { comparator, value, upper }
}

/// Reads deadline words such as `hết quý III/2026`.
pub fn read_deadline(words: &str) -> Deadline {
    deadlines::read(words)
}

/// Whether words name a group of bodies ("các sở, ngành"), so that nobody in particular is meant.
pub fn is_group_of_bodies(words: &str) -> bool {
    tables::bodies::is_group(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_words_are_read_like_signed_ones() {
        let check = |words: &str, comparator, value, upper| {
            assert_eq!(read_target(words), TypedTarget { comparator, value, upper }, "{words}");
        };
        check("≥ 40%", Comparator::AtLeast, Some(40.0), None);
        check("8 - 10", Comparator::Range, Some(8.0), Some(10.0));
        check("1.000", Comparator::Equal, Some(1000.0), None);
        check("X", Comparator::Reached, None, None);
        check("tiếp tục duy trì", Comparator::Text, None, None);
        assert!(read_deadline("hết năm 2026").due_on().is_some());
        assert!(is_group_of_bodies("các sở, ban, ngành") && !is_group_of_bodies("Sở Tài chính"));
    }
}
