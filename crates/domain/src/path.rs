//! The declared path between milestones (lộ trình).
//!
//! Data only: the arithmetic lives in the judgement.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Quantity;
use crate::indicator::codes;

codes! {
    /// How values move from one milestone to the next.
    PathShape {
        /// Equal steps a day (the default).
        Linear "linear",
        /// Equal growth a day; needs positive values.
        Geometric "geometric",
        /// Slow, fast, slow.
        SCurve "s_curve",
        /// Unchanged until the milestone.
        Step "step",
        /// To be kept: the earlier milestone's value until the next.
        Hold "hold",
        /// Only the stated checkpoints, straight between them.
        Checkpoints "checkpoints",
    }
}

/// Where the path starts (số liệu gốc).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    /// The day it was true.
    pub on: Date,
    /// The value then.
    pub value: Quantity,
}

/// A value to be reached on the way (điểm kiểm tra).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The day.
    pub on: Date,
    /// The value then.
    pub value: Quantity,
}

/// The declared path of an indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Path {
    /// Its shape between milestones.
    pub shape: PathShape,
    /// Where it starts; without one it starts at the first milestone.
    pub baseline: Option<Baseline>,
    /// Own checkpoints between milestones, by date.
    #[serde(default)]
    pub checkpoints: Vec<Checkpoint>,
}

impl Default for Path {
    fn default() -> Self {
        Self { shape: PathShape::Linear, baseline: None, checkpoints: Vec::new() }
    }
}
