//! The official report (báo cáo): a frozen snapshot becomes a document as Vietnamese offices issue it.
//!
//! [`compose`] fills a [`Template`] in and gives the [`Paper`]: what stands on it, without a format.
//! [`docx`] and [`html`] write it down, [`xlsx`] writes the annexes as a workbook. Counts in prose are
//! taken from the rows of the annexes ([`annex`]), so that they cannot contradict them. The same snapshot,
//! head and template give the same bytes.

pub mod annex;
mod central;
mod compose;
mod docx;
mod head;
mod html;
mod layout;
mod package;
mod paper;
mod sample;
mod tables;
pub mod template;
pub mod words;
mod xlsx;

pub use central::{CENTRAL_KEYS, CentralSection, central};
pub use compose::{Source, compose, merged};
pub use docx::{docx, docx_bare};
pub use head::ReportHead;
pub use html::html;
pub use layout::{LAYOUTS, Layout, LineHeight, Margins};
pub use paper::{Align, Annex, Block, Chart, Closing, Column, Paper, PaperHead, Row, Run, Table};
pub use sample::sample;
pub use template::Template;
pub use xlsx::xlsx;
