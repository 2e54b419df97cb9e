//! Wrapped lines become paragraphs, each with the marker it began with.

/// A paragraph: wrapped lines joined, with the marker it began with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// First line, from 1.
    pub line_start: usize,
    /// Last line.
    pub line_end: usize,
    /// What it began with.
    pub marker: Option<Marker>,
    /// The words after the marker, single spaces.
    pub text: String,
    /// Index into `Outline::sections` of the innermost heading above; a heading points at itself.
    pub section: Option<usize>,
    /// Whether it is the heading of `section`.
    pub is_heading: bool,
}

/// A marker as printed and as understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marker {
    /// What it means.
    pub kind: MarkerKind,
    /// As printed, without blanks around it (`I-`, `1.1.`, `đ)`, `-`).
    pub label: String,
    /// Whether the meaning is a guess at a label damaged by OCR (`11-` for `II-`).
    pub is_damaged: bool,
}

/// What a marker means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MarkerKind {
    /// `Phụ lục I`, `Biểu 2`; the number is 0 where none is printed.
    Annex(u32),
    /// `Phần thứ nhất`, `Chương II`, `A.`.
    Part(u32),
    /// `I-`, `II.`.
    Roman(u32),
    /// `1.`, `1.1.`, `3.2.1`.
    Number(Vec<u32>),
    /// `a)` … `đ)`, `e)`; the letter in lower case.
    Letter(char),
    /// `(1)`.
    Paren(u32),
    /// `-`, or a bullet that OCR made of it (`■`, `•`).
    Dash,
    /// `+`.
    Plus,
    /// `*`.
    Star,
}
