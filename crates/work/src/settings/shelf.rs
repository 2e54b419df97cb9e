//! The rule book as this process knows it.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use domain::RuleBook;
use jiff::{SignedDuration, Timestamp};

/// Where nobody signed in asks for anything, a change made by another process is seen this late.
const FRESH: SignedDuration = SignedDuration::from_secs(60);

struct Known {
    book: Arc<RuleBook>,
    generation: i64,
    read_at: Timestamp,
}

/// Keeps the rule book until it is known to be old, so that asking for a rule costs no query.
#[derive(Default)]
pub(crate) struct Shelf {
    known: RwLock<Option<Known>>,
    seen: AtomicI64,
}

impl Shelf {
    /// The book, unless a change was seen since it was read.
    pub fn current(&self, now: Timestamp) -> Option<Arc<RuleBook>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let known = known.as_ref()?;
        let is_current = known.generation >= self.seen.load(Ordering::Relaxed);
        (is_current && now.duration_since(known.read_at) < FRESH).then(|| known.book.clone())
    }

    /// Keeps a book that was read at a generation of the store.
    pub fn keep(&self, book: &Arc<RuleBook>, generation: i64, read_at: Timestamp) {
        let known = Known { book: book.clone(), generation, read_at };
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(known);
    }

    /// Learns from a request how far the store has come.
    pub fn see(&self, generation: i64) {
        self.seen.fetch_max(generation, Ordering::Relaxed);
    }

    /// Forgets the book after a change of this process.
    pub fn forget(&self) {
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
