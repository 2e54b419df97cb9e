//! The audit chain: verified, shown in plain words, taken out, and its head kept outside.

mod chain;
mod heads;
mod history;
mod line;
mod taken;

pub use chain::verify;
pub use heads::{HeadLine, fits, head, read_heads};
pub use history::{Asked, Listed, events, history, list, whom};
pub use line::{Change, Line, Names};
pub use taken::{Format, export, take};
