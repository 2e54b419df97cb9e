//! From figures and days to places on the drawing.

use assess::path::days_between;
use jiff::civil::{Date, date};

/// A straight scale from values to coordinates.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// Maps `from..to` on `start..end`; an empty span maps everything on the middle.
    pub fn new((from, to): (f64, f64), (start, end): (f64, f64)) -> Self {
        Self { from, to, start, end }
    }

    /// The place of a value.
    pub fn at(&self, value: f64) -> f64 {
        let part = (value - self.from) / (self.to - self.from);
        if part.is_finite() {
            self.start + part * (self.end - self.start)
        } else {
            f64::midpoint(self.start, self.end)
        }
    }
}

/// A scale from days to coordinates.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    origin: Date,
    scale: Scale,
}

impl Days {
    /// Maps the days `from..to` on `start..end`.
    pub fn new((from, to): (Date, Date), place: (f64, f64)) -> Self {
        Self { origin: from, scale: Scale::new((0.0, days_between(from, to).max(1.0)), place) }
    }

    /// The place of a day.
    pub fn at(&self, day: Date) -> f64 {
        self.scale.at(days_between(self.origin, day))
    }
}

/// Round values that cover a span, about `count` of them.
///
/// Steps are 1, 2, 2.5 or 5 times a power of ten, as on printed graph paper.
pub fn ticks((low, high): (f64, f64), count: usize) -> Vec<f64> {
    let span = high - low;
    if !span.is_finite() || span <= 0.0 || count == 0 {
        return vec![low];
    }
    let rough = span / count as f64;
    let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let step = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|m| m * power).find(|step| *step >= rough * 0.999);
    let step = step.unwrap_or(10.0 * power);
    let first = libm::floor(low / step + 1e-9);
    let last = libm::ceil(high / step - 1e-9);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 1 and 40")]
    let steps = (last - first).clamp(1.0, 40.0) as usize;
    (0..=steps).map(|i| (first + i as f64) * step).filter(|tick| tick.is_finite()).collect()
}

/// The years that begin or end between two days.
pub fn years(from: Date, to: Date) -> impl Iterator<Item = i16> {
    from.year()..=to.year()
}

/// The first day of a year.
pub fn new_year(year: i16) -> Date {
    date(year.clamp(1, 9999), 1, 1)
}

/// How many years apart labels stand, so that at most `room` of them fit.
pub fn year_step(from: Date, to: Date, room: usize) -> i16 {
    let count = i32::from(to.year()) - i32::from(from.year()) + 1;
    let room = i32::try_from(room.max(1)).unwrap_or(i32::MAX);
    let fits = |step: &i16| count <= i32::from(*step).saturating_mul(room);
    [1, 2, 5, 10, 20, 50, 100, 500].into_iter().find(fits).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_the_span() {
        assert_eq!(ticks((0.0, 40.0), 5), [0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!(ticks((70.0, 100.0), 4), [70.0, 80.0, 90.0, 100.0]);
        assert_eq!(ticks((0.0, 0.8), 4), [0.0, 0.2, 0.4, 0.600_000_000_000_000_1, 0.8]);
        assert_eq!(ticks((3.0, 3.0), 4), [3.0]);
    }

    #[test]
    fn years_thin_out_when_there_is_no_room() {
        let step = |room| year_step(date(2024, 6, 1), date(2045, 12, 31), room);
        assert_eq!((step(30), step(6), step(3)), (1, 5, 10));
    }
}
