//! Paragraphs become an outline of headings.
//!
//! Labels nest by what they are, not by fixed levels: a label whose kind is already open closes down to it and
//! becomes a sibling, any other opens inside. So `a)` may lie in `1.` in one document and in `I.` in the next.

use std::collections::HashSet;

use domain::Anchor;
use domain::text::squeeze;

use super::lines::{Line, Prose};
use super::markers;
use super::milestone;
use super::paragraphs::{Marker, MarkerKind, Paragraph, ends_a_sentence, ends_in_hyphen, join};
use super::title::{Title, kind_at};
use super::zones;
use crate::source::Source;

/// The prose of a document: its headings, and the paragraphs under them.
///
/// Page numbers, footers, addressees and signatures are left out; so are the lines of tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outline {
    /// Headings in document order.
    pub sections: Vec<Section>,
    /// All paragraphs in document order, headings included.
    pub paragraphs: Vec<Paragraph>,
    /// Numbered paragraphs and headings as a tree, in document order.
    pub nodes: Vec<Node>,
    /// Lines of addressees and signatures.
    pub end_matter: Vec<Line>,
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

/// A labelled paragraph in the tree of labels, heading or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// Index in `Outline::paragraphs`.
    pub paragraph: usize,
    /// Index of the node it lies in.
    pub parent: Option<usize>,
    /// Index in `Outline::sections`, where it is a heading.
    pub section: Option<usize>,
    /// Number of labelled paragraphs directly inside.
    labelled: usize,
    /// Number of bullets directly inside.
    bullets: usize,
    /// Number of plain paragraphs directly inside.
    plain: usize,
}

impl Outline {
    /// Reads the outline of a source.
    pub(crate) fn of(source: &Source) -> Self {
        let prose = Prose::of(source);
        let title = Title::find(source);
        let body_line = title.map_or(usize::MAX, |t| t.end + 1);
        let breaks = title.map_or([0; 2], |t| [t.kind_line + 1, t.end + 1]);
        let mut paragraphs = join(&prose, &breaks);
        settle_damaged_labels(&mut paragraphs);
        let nodes = nest(&paragraphs, body_line);
        let end_matter = prose.lines.into_iter().filter(|line| line.is_end_matter).collect();
        let mut outline = Self { sections: Vec::new(), paragraphs, nodes, end_matter };
        outline.raise_headings();
        outline
    }

    /// The section with this index and those it lies in, innermost first.
    pub(crate) fn ancestry(&self, section: Option<usize>) -> impl Iterator<Item = &Section> {
        std::iter::successors(section.map(|i| &self.sections[i]), |s| s.parent.map(|i| &self.sections[i]))
    }

    /// Turns the nodes that are headings into sections, and tells each paragraph its section.
    fn raise_headings(&mut self) {
        let places = self.places_of_headings();
        let mut open: Option<usize> = None;
        let mut next_node = 0;
        for index in 0..self.paragraphs.len() {
            if self.nodes.get(next_node).is_some_and(|node| node.paragraph == index) {
                open = self.enclosing(self.nodes[next_node].parent);
                if self.is_heading(next_node, &places) {
                    open = Some(self.add_section(next_node, open));
                }
                next_node += 1;
            }
            self.paragraphs[index].section = open;
        }
    }

    /// The section of the nearest node that is one, from a node outward.
    fn enclosing(&self, mut node: Option<usize>) -> Option<usize> {
        while let Some(index) = node {
            if let Some(section) = self.nodes[index].section {
                return Some(section);
            }
            node = self.nodes[index].parent;
        }
        None
    }

    fn add_section(&mut self, node: usize, parent: Option<usize>) -> usize {
        let index = self.sections.len();
        let place = self.nodes[node].paragraph;
        let below =
            self.paragraphs.get(place + 1).filter(|p| p.marker.is_none() && p.text.chars().count() <= 200);
        let named =
            below.filter(|_| is_bare_label(&self.paragraphs[place])).map(|p| (title(&p.text), p.line_end));
        let paragraph = &mut self.paragraphs[place];
        paragraph.is_heading = true;
        self.sections.push(Section {
            id: format!("s{}", index + 1),
            parent,
            marker: paragraph.marker.clone(),
            label: paragraph.label().to_owned(),
            title: named.as_ref().map_or_else(|| title(&paragraph.text), |(words, _)| words.clone()),
            depth: parent.map_or(0, |p| self.sections[p].depth + 1),
            paragraph: place,
            line_start: paragraph.line_start,
            line_end: named.as_ref().map_or(paragraph.line_end, |(_, end)| *end),
        });
        if named.is_some() {
            self.paragraphs[place + 1].is_heading = true;
        }
        self.nodes[node].section = Some(index);
        index
    }

    /// Whether a labelled paragraph heads what follows it, or is an item of a list itself.
    fn is_heading(&self, node: usize, places: &HashSet<Place>) -> bool {
        let it = &self.nodes[node];
        let paragraph = &self.paragraphs[it.paragraph];
        let length = paragraph.text.chars().count();
        let is_sentence = paragraph.text.ends_with(['.', ';']) && length > 45;
        let has_items = it.labelled + it.bullets > 0;
        match paragraph.marker.as_ref().map(|m| &m.kind) {
            None => has_items || it.plain > 0,
            Some(MarkerKind::Annex(_) | MarkerKind::Part(_) | MarkerKind::Roman(_)) => true,
            Some(MarkerKind::Paren(_) | MarkerKind::Star) => has_items && length <= 150 && !is_sentence,
            Some(_) if has_items => true,
            Some(_) if is_sentence || length > 200 => false,
            Some(_) => {
                it.plain > 0
                    || length <= 120 && !ends_a_sentence(&paragraph.text) && places.contains(&self.place(it))
            }
        }
    }

    /// Where some label heads something: a short label beside it is a heading too.
    fn places_of_headings(&self) -> HashSet<Place> {
        let heads = |node: &&Node| node.labelled + node.bullets + node.plain > 0;
        self.nodes.iter().filter(heads).map(|node| self.place(node)).collect()
    }

    fn place(&self, node: &Node) -> Place {
        let marker = self.paragraphs[node.paragraph].marker.as_ref();
        (node.parent, marker.and_then(|m| rank(&m.kind)))
    }
}

/// The node around a label, and the label's rank.
type Place = (Option<usize>, Option<usize>);

/// The words of a heading without the specks that OCR adds to it.
fn title(text: &str) -> String {
    text.trim_end_matches(['•', '■', ' ', '\'', '’', ':']).to_owned()
}

/// `11-` is II only in a document that numbers with Roman numerals elsewhere.
fn settle_damaged_labels(paragraphs: &mut [Paragraph]) {
    let is_roman = |m: &Marker| matches!(m.kind, MarkerKind::Roman(_)) && !m.is_damaged;
    let uses_roman = paragraphs.iter().filter_map(|p| p.marker.as_ref()).any(is_roman);
    for paragraph in paragraphs {
        let Some(marker) = &paragraph.marker else { continue };
        let whole = format!("{} {}", marker.label, paragraph.text);
        let only_ones = marker.label.trim_end_matches(['-', '.', '–', ' ']).chars().all(|c| c == '1');
        if uses_roman
            && only_ones
            && marker.label.ends_with(['-', '–'])
            && let Some((damaged, _)) = markers::damaged_roman(&whole)
        {
            paragraph.marker = Some(damaged);
        }
    }
}

/// How far out a kind of label usually lies; bullets lie in no tree.
fn rank(kind: &MarkerKind) -> Option<usize> {
    Some(match kind {
        MarkerKind::Annex(_) => 0,
        MarkerKind::Part(_) => 1,
        MarkerKind::Roman(_) => ROMAN,
        MarkerKind::Article(_) => 3,
        MarkerKind::Number(parts) => 3 + parts.len(),
        MarkerKind::Letter(_) => 8,
        MarkerKind::Paren(_) => 9,
        MarkerKind::Dash | MarkerKind::Plus | MarkerKind::Star => return None,
    })
}

/// The rank of Roman numerals, and of headings in capitals.
const ROMAN: usize = 2;

/// The rank of a milestone without a label.
const UNLABELLED: usize = 10;

/// Nests labels; headings in capitals count from `body_line` on, above it stands the document's head.
fn nest(paragraphs: &[Paragraph], body_line: usize) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let names_label_above = index > 0 && is_bare_label(&paragraphs[index - 1]);
        let rank = match &paragraph.marker {
            // `* Đến năm 2030:` over its own bullets.
            Some(marker) if marker.kind.is_bullet() => names_milestone(paragraph).then_some(UNLABELLED),
            Some(marker) => rank(&marker.kind),
            None if names_label_above => None,
            None => bare_rank(paragraph).filter(|_| paragraph.line_start >= body_line),
        };
        let Some(rank) = rank else {
            count_inside(&mut nodes, open.last().map(|(_, node)| *node), paragraph);
            continue;
        };
        close(&mut open, rank);
        let parent = open.last().map(|(_, node)| *node);
        if let Some(parent) = parent {
            nodes[parent].labelled += 1;
        }
        open.push((rank, nodes.len()));
        nodes.push(Node { paragraph: index, parent, section: None, labelled: 0, bullets: 0, plain: 0 });
    }
    nodes
}

/// A label whose words stand on the next line: `PHỤ LỤC I`.
fn is_bare_label(paragraph: &Paragraph) -> bool {
    paragraph.text.is_empty() && paragraph.marker.is_some()
}

/// Closes what a label of this rank ends: down to an open one of its rank, else all that lie deeper.
fn close(open: &mut Vec<(usize, usize)>, rank: usize) {
    if let Some(place) = open.iter().position(|(r, _)| *r == rank) {
        open.truncate(place);
        return;
    }
    while open.last().is_some_and(|(r, _)| *r > rank && *r != UNLABELLED) {
        open.pop();
    }
}

fn count_inside(nodes: &mut [Node], open: Option<usize>, paragraph: &Paragraph) {
    let Some(node) = open else { return };
    if paragraph.is_closing() {
        return;
    }
    if paragraph.marker.is_some() {
        nodes[node].bullets += 1;
    } else {
        nodes[node].plain += 1;
    }
}

fn names_milestone(paragraph: &Paragraph) -> bool {
    paragraph.text.ends_with(':')
        && paragraph.text.chars().count() <= 60
        && milestone::is_heading(&paragraph.text)
}

/// The rank of a heading without a label: words in capitals, or a milestone on a line of its own.
fn bare_rank(paragraph: &Paragraph) -> Option<usize> {
    let length = paragraph.text.chars().count();
    if length > 100 || paragraph.text.ends_with(['.', ';', ',']) {
        return None;
    }
    let words = paragraph.text.split(' ').count();
    // "QUYẾT ĐỊNH:" after the grounds of a decision heads nothing.
    let is_enacting = paragraph.text.ends_with(':') && words <= 3 && kind_at(&paragraph.text).is_some();
    if markers::is_capitals(&paragraph.text) && words >= 2 && !is_enacting
        || zones::is_usual_heading(&paragraph.text)
    {
        return Some(ROMAN);
    }
    (length <= 60 && milestone::is_heading(&paragraph.text)).then_some(UNLABELLED)
}

/// Longest quote of an anchor, in bytes; no honest paragraph is longer.
const LONGEST_QUOTE: usize = 20_000;

/// Anchors in the document's prose.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places<'a> {
    lines: &'a [String],
}

impl<'a> Places<'a> {
    /// Anchors into the lines of a source.
    pub(crate) fn of(source: &'a Source) -> Self {
        Self { lines: &source.lines }
    }

    /// An anchor on lines; its quote is the lines' words, cut where a single "line" holds a whole book.
    pub(crate) fn lines(&self, start: usize, end: usize) -> Anchor {
        let start = start.clamp(1, self.lines.len().max(1));
        let end = end.clamp(start, self.lines.len().max(start));
        let words =
            self.lines.get(start - 1..end).unwrap_or_default().iter().flat_map(|l| l.split_whitespace());
        let mut quote = String::new();
        for word in words {
            if quote.len() > LONGEST_QUOTE {
                break;
            }
            if !quote.is_empty() {
                quote.push(' ');
            }
            quote.push_str(word);
        }
        Anchor::lines(start, end, quote)
    }

    /// An anchor on a paragraph.
    pub(crate) fn paragraph(&self, paragraph: &Paragraph) -> Anchor {
        self.lines(paragraph.line_start, paragraph.line_end)
    }

    /// The words of some lines as one text that remembers where each line began.
    pub(crate) fn joined(&self, start: usize, end: usize) -> Joined {
        let mut joined = Joined { text: String::new(), starts: Vec::new() };
        for number in start..=end.min(self.lines.len()) {
            let line = squeeze(&self.lines[number - 1]);
            if line.is_empty() {
                continue;
            }
            if !joined.text.is_empty() && !ends_in_hyphen(&joined.text) {
                joined.text.push(' ');
            }
            joined.starts.push((joined.text.len(), number));
            joined.text.push_str(&line);
        }
        joined
    }
}

/// Several lines as one text; a symbol broken at its hyphen is whole again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Joined {
    /// The words, single spaces.
    pub text: String,
    /// For each line the byte where it begins, and its number.
    starts: Vec<(usize, usize)>,
}

impl Joined {
    /// The number of the line that holds a byte of the text.
    pub(crate) fn line_at(&self, byte: usize) -> usize {
        let after = self.starts.partition_point(|(start, _)| *start <= byte);
        self.starts.get(after.saturating_sub(1)).map_or(1, |(_, number)| *number)
    }
}
