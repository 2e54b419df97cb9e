//! A document before it becomes DOCX, PDF or a page: what stands on the paper, in order, without a format.

use jiff::Timestamp;

use super::{Layout, words};
use crate::chart::StatusRow;

/// An official document (văn bản), ready to be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// By which rules it is laid out.
    pub layout: Layout,
    /// What stands above the title.
    pub head: PaperHead,
    /// What it is, such as `BÁO CÁO`.
    pub kind: String,
    /// What it is about (trích yếu).
    pub subject: String,
    /// The body, in order.
    pub blocks: Vec<Block>,
    /// Signature and recipients.
    pub closing: Closing,
    /// What is attached, each from a new page on.
    pub annexes: Vec<Annex>,
    /// Whether it is not yet the report of a closed period.
    pub is_draft: bool,
    /// When its figures were frozen: the only time that stands in a file.
    pub frozen_at: Timestamp,
    /// The digest of the snapshot that it was made from.
    pub digest: String,
}

impl Paper {
    /// Title and subject in one line, as a reader's window shows it.
    pub fn title(&self) -> String {
        format!("{} {}", self.kind, self.subject).trim().to_owned()
    }

    /// Every block, of the body and the annexes, in order.
    pub fn all_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().chain(self.annexes.iter().flat_map(|annex| &annex.blocks))
    }
}

/// What stands above the title: on the left the issuer, on the right the country or the Party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperHead {
    /// The body above the issuer; empty where there is none.
    pub higher: String,
    /// The issuing body.
    pub issuer: String,
    /// Number and symbol with their word, such as `Số 05-BC/TU`.
    pub number: String,
    /// Place and day, such as `Sông Lam, ngày 05 tháng 11 năm 2026`.
    pub place_and_day: String,
}

/// Who signs, and who receives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// On whose behalf, such as `T/M BAN CHỈ ĐẠO`; empty for whoever signs for themselves.
    pub authority: String,
    /// The signer's post.
    pub post: String,
    /// The signer's name.
    pub signer: String,
    /// Who receives it (nơi nhận), a line each.
    pub recipients: Vec<String>,
}

/// What is attached to a document (phụ lục).
#[derive(Debug, Clone, PartialEq)]
pub struct Annex {
    /// Its label, such as `Phụ lục I`.
    pub label: String,
    /// Its title.
    pub title: String,
    /// To which document it belongs.
    pub note: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading; level 1 is the highest.
    Heading {
        /// From 1 to 3.
        level: u8,
        /// Its words, with the printed numeral.
        text: String,
    },
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A table.
    Table(Table),
    /// A drawing of how many indicators of each group have which status.
    Chart(Chart),
}

/// Words in one face.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Whether they are bold.
    pub is_bold: bool,
    /// Whether they are italic.
    pub is_italic: bool,
}

impl Run {
    /// The runs of a paragraph, where no line ends between a number and what belongs to it.
    pub fn unbroken(runs: &[Self]) -> Vec<Self> {
        let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
        let whole = words::unbroken(&whole);
        let mut letters = whole.chars();
        let again = |run: &Self| {
            let text = letters.by_ref().take(run.text.chars().count()).collect();
            Self { text, ..run.clone() }
        };
        runs.iter().map(again).collect()
    }

    /// Words in the plain face.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Bold words.
    pub fn bold(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_bold: true, is_italic: false }
    }
}

/// A table whose head is repeated on every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it shows; read out, not printed.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Its share of the table's width, in hundredths.
    pub share: u32,
    /// Where its cells are aligned.
    pub align: Align,
}

/// Where the words of a cell stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// On the left.
    Left,
    /// In the middle.
    Center,
    /// On the right, for numbers.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A line over the whole width that names the rows below it.
    Group(String),
    /// As many cells as there are columns.
    Cells(Vec<String>),
}

/// How many indicators of each group have which status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its title.
    pub title: String,
    /// A row for each group.
    pub rows: Vec<StatusRow>,
}

impl Chart {
    /// Its figures in words, for those who cannot see it.
    pub fn described(&self) -> String {
        let row = |row: &StatusRow| {
            let part = |(status, count): (assess::IndicatorStatus, usize)| {
                format!("{count} {}", status.label(domain::Lang::Vi).to_lowercase())
            };
            let parts: Vec<String> = row.counts.iter().map(part).collect();
            format!("{}: {}.", row.label, parts.join(", "))
        };
        let rows: Vec<String> = self.rows.iter().map(row).collect();
        format!("{}. {}", self.title, rows.join(" "))
    }
}
