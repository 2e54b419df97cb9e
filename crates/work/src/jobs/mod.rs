//! Background jobs: what the program does by itself, in whichever process comes first.
//!
//! `due` finds what is to be done by now and asks for it under a key, so that it is asked for once; [`enqueue`]
//! asks for a job in the transaction of what makes it necessary. [`run`] works in `cotmoc serve` until it is
//! stopped: it claims a job, `handle` does it, and its end is recorded. What died in the middle is claimed
//! again when its lease has run out, so every handler can be run twice and does its work once.

mod due;
mod handle;
mod page;
mod queue;
mod worker;

pub use page::{COUNTED_TO, Jobs, Page, list, retry};
pub use queue::{LEASE, MOST_ATTEMPTS, Wanted, enqueue};
pub use worker::{Step, look, run, step};
