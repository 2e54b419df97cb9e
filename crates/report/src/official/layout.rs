//! How official documents are laid out (thể thức): by whose rules, from which day on.

use domain::Regime;
use jiff::civil::{Date, date};

/// The measures of a layout, with their source.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    /// Whose rules.
    pub regime: Regime,
    /// Where they stand.
    pub source: &'static str,
    /// The first day on which they apply.
    pub from: Date,
    /// The margins of an upright page.
    pub margins: Margins,
    /// The size of the body's letters, in points.
    pub body_pt: u32,
    /// The height of a line.
    pub line: LineHeight,
    /// How far the first line of a paragraph is set in, in millimetres.
    pub first_line_mm: f64,
    /// The space above a paragraph, in points.
    pub before_pt: u32,
    /// The sign after the last word of the body.
    pub end: &'static str,
}

/// The margins of a page, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// Above.
    pub top: f64,
    /// Below.
    pub bottom: f64,
    /// On the left, where it is bound.
    pub left: f64,
    /// On the right.
    pub right: f64,
}

impl Margins {
    /// Of a page lying on its side: what was bound on the left is bound above.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { top: self.left.min(25.0), bottom: self.right, left: self.top, right: self.bottom }
    }
}

/// The height of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum LineHeight {
    /// Exactly so many points.
    Exactly(f64),
    /// So many times the height of the letters.
    Times(f64),
}

/// The layouts known, the oldest first within a regime.
///
/// Party: Quy định 399-QĐ/TW (9/1/2026) and Hướng dẫn 05-HD/VPTW (27/5/2026). State: Nghị định 30/2020/NĐ-CP
/// (5/3/2020), annex I; within its ranges the sizes are those in common use.
pub const LAYOUTS: [Layout; 2] = [
    Layout {
        regime: Regime::State,
        source: "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
        from: date(2020, 3, 5),
        margins: Margins { top: 20.0, bottom: 20.0, left: 30.0, right: 15.0 },
        body_pt: 14,
        line: LineHeight::Times(1.15),
        first_line_mm: 12.7,
        before_pt: 6,
        end: "./.",
    },
    Layout {
        regime: Regime::Party,
        source: "Hướng dẫn số 05-HD/VPTW, ngày 27/5/2026 của Văn phòng Trung ương Đảng",
        from: date(2026, 5, 27),
        margins: Margins { top: 20.0, bottom: 20.0, left: 30.0, right: 15.0 },
        body_pt: 14,
        line: LineHeight::Exactly(18.0),
        first_line_mm: 10.0,
        before_pt: 6,
        end: ".",
    },
];

impl Layout {
    /// The layout in force on a day: of those of the regime the last that had begun, else its first.
    pub fn of(regime: Regime, on: Date) -> Self {
        let of_regime = || LAYOUTS.iter().filter(|layout| layout.regime == regime);
        let begun = of_regime().filter(|layout| layout.from <= on).max_by_key(|layout| layout.from);
        let first = begun.or_else(|| of_regime().min_by_key(|layout| layout.from));
        first.copied().unwrap_or(LAYOUTS[0])
    }

    /// Whether it is that of the Party.
    pub fn is_party(&self) -> bool {
        self.regime == Regime::Party
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_regime_has_a_layout_on_every_day() {
        for regime in Regime::ALL {
            for day in [date(1990, 1, 1), date(2026, 5, 27), date(2040, 12, 31)] {
                assert_eq!(Layout::of(*regime, day).regime, *regime);
            }
        }
    }

    #[test]
    fn measures_are_those_of_the_rules() {
        let party = Layout::of(Regime::Party, date(2026, 11, 1));
        assert_eq!((party.body_pt, party.line, party.end), (14, LineHeight::Exactly(18.0), "."));
        let state = Layout::of(Regime::State, date(2026, 11, 1));
        assert_eq!((state.end, state.margins.left), ("./.", 30.0));
    }
}
