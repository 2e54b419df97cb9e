//! The verbs that pages, command line and jobs share.
//!
//! Each verb takes the [`Work`] handle (store and clock) and, where it changes
//! something, the [`Actor`]; it does one thing in one transaction and returns a
//! value that a page or a command can show.

pub mod charts;
pub mod clock;
pub mod committee;
pub mod demo;
pub mod documents;
pub mod error;
pub mod import;
pub mod indicators;
pub mod observe;
pub mod organisations;
pub mod overview;
pub mod plans;
pub mod publish;
pub mod sign_in;
pub mod tasks;
pub mod tracked;

use domain::UserId;
use jiff::civil::Date;
use store::Store;

pub use clock::Clock;
pub use domain::{Lang, Severity};
pub use error::{Error, FieldError};

/// What every verb works with.
#[derive(Clone)]
pub struct Work {
    /// Where everything is kept.
    pub store: Store,
    /// The time, new ids and secrets.
    pub clock: Clock,
}

impl Work {
    /// Joins a store and a clock.
    pub fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock }
    }
}

/// Years in which the days of plans, tasks and figures can lie; others are slips of the hand.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// Reads a day as a browser sends it (`2026-10-31`) or as people type it (`31/10/2026`).
pub fn typed_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let day: Option<Date> = text.parse().ok().or_else(|| Date::strptime("%d/%m/%Y", text).ok());
    day.filter(|day| YEARS.contains(&day.year()))
}

/// Who acts (người thực hiện): an account, by the name and post shown in histories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub account: UserId,
    /// The name shown.
    pub name: String,
    /// The post held.
    pub post: String,
}
