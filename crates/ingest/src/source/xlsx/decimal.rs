//! Decimal figures of a stored number, to the 15 digits that a sheet keeps.

/// A non-negative number `0.d₁d₂d₃… × 10^point`, without zeros at either end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    digits: Vec<u8>,
    point: i32,
}

/// Most figures written for a number without a format.
const PLAIN_DIGITS: usize = 11;

impl Decimal {
    /// The figures of a finite number's magnitude; rounding to 15 of them drops binary dust (0.1 + 0.2).
    pub(super) fn of(value: f64) -> Self {
        let text = format!("{:.14e}", value.abs());
        let (figures, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits = figures.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        Self { digits, point: exponent.parse().unwrap_or(0) + 1 }.trimmed()
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The number times ten to a power.
    pub(super) fn shifted(mut self, power: i32) -> Self {
        self.point += power;
        self.trimmed()
    }

    /// Rounded to a number of decimals, halves away from zero as sheets do.
    pub(super) fn rounded(&self, decimals: usize) -> Self {
        let keep = self.point.saturating_add(i32::try_from(decimals).unwrap_or(i32::MAX));
        match usize::try_from(keep) {
            Ok(keep) => self.first_digits(keep),
            Err(_) => Self { digits: Vec::new(), point: 0 },
        }
    }

    /// As a number without a format is shown: whole numbers in full, others to eleven figures.
    pub(super) fn plain(&self) -> String {
        let whole = usize::try_from(self.point).is_ok_and(|point| point >= self.digits.len());
        let shown = if whole { self.clone() } else { self.first_digits(PLAIN_DIGITS) };
        shown.text(1, 0, false)
    }

    /// Written out with a decimal comma, padded with zeros to the least number of places.
    pub(super) fn text(&self, whole_places: usize, decimal_places: usize, grouped: bool) -> String {
        let point = usize::try_from(self.point).unwrap_or(0);
        let lead = usize::try_from(-self.point).unwrap_or(0);
        let figure = |at: usize| self.digits.get(at).map_or('0', |digit| char::from(b'0' + digit));
        let mut whole: Vec<char> = (0..point).map(figure).collect();
        while whole.len() < whole_places.max(1) {
            whole.insert(0, '0');
        }
        let mut decimals = "0".repeat(if self.digits.is_empty() { 0 } else { lead });
        decimals.extend((point..self.digits.len()).map(figure));
        while decimals.len() < decimal_places {
            decimals.push('0');
        }
        let whole = if grouped { with_dots(&whole) } else { whole.into_iter().collect() };
        if decimals.is_empty() { whole } else { format!("{whole},{decimals}") }
    }

    fn first_digits(&self, keep: usize) -> Self {
        if keep >= self.digits.len() {
            return self.clone();
        }
        let up = self.digits[keep] >= 5;
        let mut digits = self.digits[..keep].to_vec();
        let mut point = self.point;
        if up {
            if let Some(at) = digits.iter().rposition(|&digit| digit < 9) {
                digits[at] += 1;
                digits.truncate(at + 1);
            } else {
                digits = vec![1];
                point += 1;
            }
        }
        Self { digits, point }.trimmed()
    }

    fn trimmed(mut self) -> Self {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
        }
        self
    }
}

/// Dots between groups of three figures.
fn with_dots(figures: &[char]) -> String {
    let groups: Vec<String> = figures.rchunks(3).rev().map(|group| group.iter().collect()).collect();
    groups.join(".")
}
