//! Paragraphs become an outline of headings.

use super::paragraphs::{Marker, Paragraph};

/// The prose of a document: its headings, and the paragraphs under them.
///
/// Page numbers, footers, addressees and signatures are left out; so are the lines of tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Headings in document order.
    pub sections: Vec<Section>,
    /// All paragraphs in document order, headings included.
    pub paragraphs: Vec<Paragraph>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Section {
    /// Own id (`s1`, `s2` …).
    pub id: String,
    /// Index of the section it lies in.
    pub parent: Option<usize>,
    /// Its marker; `None` for a heading without label (`Giai đoạn 2026-2030`).
    pub marker: Option<Marker>,
    /// The label as printed; empty where there is none.
    pub label: String,
    /// The heading's words.
    pub title: String,
    /// How deep it lies, from 0.
    pub depth: usize,
    /// Index of the heading in `Outline::paragraphs`.
    pub paragraph: usize,
    /// First line of the heading.
    pub line_start: usize,
    /// Last line of the heading.
    pub line_end: usize,
}
