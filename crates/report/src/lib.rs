//! Bytes out: what was judged becomes drawings, and with them pages and documents.
//!
//! Pure: the same figures give the same bytes. Knows nothing about pages,
//! databases or files.

pub mod chart;
