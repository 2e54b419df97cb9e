//! The office's template of a report: lines of text with names in them, and a few words that begin with `@`.
//!
//! A small language of its own: every line is a paragraph, `#` begins a heading, `{{ name }}` stands for a
//! value, `@lap` repeats, `@neu` chooses. It cannot loop without end, reads nothing but the snapshot, and is
//! checked whole before it is kept: a mistake has its line, what is wrong, and which names there are.
//! `docs/report-template.md` is its manual.

mod fault;
mod line;
mod names;
mod parse;
mod values;

use domain::Regime;

pub use fault::Fault;
pub use names::{NAMES, Name, NameKind, Place};
pub use values::{Scope, Value, root};

/// The most that a template may be long, in bytes.
pub const MAX_BYTES: usize = 100_000;

/// A template that was read without a mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its parts, in order.
    pub nodes: Vec<Node>,
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// `@loai`: what the document is.
    Kind(Line),
    /// `@trich_yeu`: what it is about.
    Subject(Line),
    /// `#`, `##`, `###`: a heading of level 1 to 3.
    Heading(u8, Line),
    /// A paragraph.
    Paragraph(Line),
    /// `@loi_van`: what bodies wrote, or what the office wrote instead.
    Narrative(Slot),
    /// `@bang`: a table.
    Table(TableKind),
    /// `@bieu_do`: the drawing of statuses by group.
    Chart,
    /// `@phu_luc`: from here on an annex with this title.
    Annex(Line),
    /// `@lap … @het`: once for each part of a list.
    Loop(&'static str, Vec<Node>),
    /// `@neu … @khong … @het`: when a count is not 0, a text or a list not empty; else the other.
    If(&'static str, Vec<Node>, Vec<Node>),
}

/// A line: words, and names that stand for values.
pub type Line = Vec<Piece>;

/// A piece of a line, in one face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What stands there.
    pub what: What,
    /// Between `**`.
    pub is_bold: bool,
    /// Between `__`.
    pub is_italic: bool,
}

/// What a piece of a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// These words.
    Words(String),
    /// The value of a name.
    Named(&'static str),
}

/// Where narrative goes: which sections of the units' reports belong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// What the office's own text is kept under: the words, folded.
    pub key: String,
    /// The words as the template writes them.
    pub shown: String,
    /// Words of headings; a section belongs to the first slot that has one of its words.
    pub words: Vec<String>,
}

/// Which table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Every task.
    Tasks,
    /// Every indicator.
    Indicators,
    /// Who has reported.
    Bodies,
}

impl TableKind {
    /// Every table, by its word in a template.
    pub const ALL: [(&'static str, TableKind); 3] =
        [("nhiem_vu", TableKind::Tasks), ("chi_tieu", TableKind::Indicators), ("don_vi", TableKind::Bodies)];
}

impl Template {
    /// Reads a template, or says everything that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        parse::parse(text)
    }

    /// The template that ships with the program.
    ///
    /// # Panics
    ///
    /// Never: a test reads those that ship.
    pub fn built_in(regime: Regime) -> Self {
        Self::parse(built_in(regime)).expect("a test reads the templates that ship with the program")
    }

    /// Its slots of narrative, in order, wherever they stand.
    pub fn slots(&self) -> Vec<&Slot> {
        let mut slots = Vec::new();
        gather(&self.nodes, &mut slots);
        slots
    }
}

fn gather<'a>(nodes: &'a [Node], slots: &mut Vec<&'a Slot>) {
    for node in nodes {
        match node {
            Node::Narrative(slot) => slots.push(slot),
            Node::Loop(_, inner) => gather(inner, slots),
            Node::If(_, inner, other) => {
                gather(inner, slots);
                gather(other, slots);
            }
            _ => (),
        }
    }
}

/// The text of the template that ships with the program.
pub fn built_in(regime: Regime) -> &'static str {
    match regime {
        Regime::Party => include_str!("party.txt"),
        Regime::State => include_str!("state.txt"),
    }
}
