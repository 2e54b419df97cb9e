//! Numbers that are numbers.

use serde::{Deserialize, Serialize};

/// A finite value (số liệu): never NaN or infinite.
///
/// Values are kept as 64-bit floating point, which holds every figure of a plan
/// exactly as printed (15 significant digits). Comparisons with a target allow
/// a relative difference of 1e-9, so that sums of decimals do not miss it.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Quantity(f64);

/// The value was NaN or infinite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a finite number")]
pub struct NotFinite;

impl Quantity {
    /// Zero.
    pub const ZERO: Quantity = Quantity(0.0);

    /// Accepts a finite number.
    pub fn new(value: f64) -> Result<Self, NotFinite> {
        if value.is_finite() {
            // Adding 0.0 turns −0.0 into 0.0, so that equal values print alike.
            Ok(Self(value + 0.0))
        } else {
            Err(NotFinite)
        }
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }

    /// Whether the two are equal up to a relative difference of 1e-9.
    pub fn is_close(self, other: Quantity) -> bool {
        let scale = self.0.abs().max(other.0.abs()).max(1.0);
        (self.0 - other.0).abs() <= 1e-9 * scale
    }

    /// `self ≥ other`, up to rounding.
    pub fn at_least(self, other: Quantity) -> bool {
        self.0 >= other.0 || self.is_close(other)
    }

    /// `self > other`, beyond rounding.
    pub fn more_than(self, other: Quantity) -> bool {
        self.0 > other.0 && !self.is_close(other)
    }
}

impl TryFrom<f64> for Quantity {
    type Error = NotFinite;
    fn try_from(value: f64) -> Result<Self, NotFinite> {
        Self::new(value)
    }
}

impl From<Quantity> for f64 {
    fn from(value: Quantity) -> f64 {
        value.0
    }
}

impl From<i32> for Quantity {
    fn from(value: i32) -> Self {
        Self(f64::from(value))
    }
}
