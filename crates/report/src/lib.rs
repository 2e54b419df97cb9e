//! Bytes out: what was judged becomes drawings, and what was frozen official documents.
//!
//! Pure: the same figures give the same bytes. Knows nothing about pages,
//! databases or files.

pub mod chart;
pub mod digest;
mod markup;
pub mod official;
pub mod workbook;
