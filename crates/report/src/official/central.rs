//! The centre's own form (biểu cập nhật Trung ương): three boxes, each as text to be entered in its system.

use serde::Serialize;

use super::compose::{Source, blocks};
use super::paper::{Block, Closing, Paper, PaperHead};
use super::template::Template;
use super::{Layout, html};

const TEMPLATE: &str = include_str!("template/central.txt");

/// The keys of the boxes, as addresses and the ledger name them.
pub const CENTRAL_KEYS: [&str; 3] = ["results", "difficulties", "next"];

/// One box of the centre's form.
#[derive(Debug, Clone, PartialEq)]
pub struct CentralSection {
    /// Its key, one of [`CENTRAL_KEYS`].
    pub key: &'static str,
    /// Its title.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A box as other programs read it.
#[derive(Debug, Serialize)]
struct Json<'a> {
    format: &'static str,
    key: &'static str,
    title: &'a str,
    paragraphs: Vec<String>,
}

impl CentralSection {
    /// Its paragraphs as plain text.
    pub fn paragraphs(&self) -> Vec<String> {
        let words = |block: &Block| match block {
            Block::Paragraph(runs) => Some(runs.iter().map(|run| run.text.as_str()).collect()),
            _ => None,
        };
        self.blocks.iter().filter_map(words).collect()
    }

    /// Its paragraphs as HTML without styles, to be copied into another system.
    pub fn html(&self) -> String {
        html::paragraphs(&self.blocks)
    }

    /// It as JSON, format `cotmoc.central/1`: what its digest is made of.
    ///
    /// # Panics
    ///
    /// Never: it holds nothing but text.
    pub fn json(&self) -> String {
        let json = Json {
            format: "cotmoc.central/1",
            key: self.key,
            title: &self.title,
            paragraphs: self.paragraphs(),
        };
        serde_json::to_string(&json).expect("texts are written without fail")
    }

    /// It as a paper with nothing but title and text.
    pub fn paper(&self, source: Source<'_>) -> Paper {
        let period = &source.snapshot.period;
        Paper {
            layout: Layout::of(period.regime, period.due_on),
            head: PaperHead {
                higher: String::new(),
                issuer: source.head.issuer.clone(),
                number: String::new(),
                place_and_day: String::new(),
            },
            kind: self.title.clone(),
            subject: super::words::period(period),
            blocks: self.blocks.clone(),
            closing: Closing {
                authority: String::new(),
                post: String::new(),
                signer: String::new(),
                recipients: Vec::new(),
            },
            annexes: Vec::new(),
            is_draft: source.is_draft,
            frozen_at: source.snapshot.taken_at,
            digest: source.digest.to_owned(),
        }
    }
}

/// The boxes of the form; the template of `source` is not used, the form is the centre's.
///
/// # Panics
///
/// Never: a test reads the form's template.
pub fn central(source: Source<'_>) -> Vec<CentralSection> {
    let template = Template::parse(TEMPLATE).expect("a test reads the form");
    let mut sections: Vec<CentralSection> = Vec::new();
    let mut keys = CENTRAL_KEYS.into_iter();
    for block in blocks(Source { template: &template, ..source }) {
        match (block, sections.last_mut()) {
            (Block::Heading { text, .. }, _) => {
                let key = keys.next().unwrap_or_default();
                sections.push(CentralSection { key, title: sentence_case(&text), blocks: Vec::new() });
            }
            (block, Some(section)) => section.blocks.push(block),
            (_, None) => (),
        }
    }
    sections
}

/// Headings are set in capitals on paper; a box has its title as a sentence.
fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.map_or_else(String::new, |first| first.chain(letters.flat_map(char::to_lowercase)).collect())
}
