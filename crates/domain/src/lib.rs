//! The nouns of the field and their rules; no I/O, no clock.
