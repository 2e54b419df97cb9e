//! Making the paper: a template, filled in from a snapshot and what the office adds.

use assess::Counts;
use domain::snapshot::Snapshot;
use domain::text::fold;
use domain::{OrganisationId, Regime};

use super::paper::{Annex, Block, Chart, Closing, Paper, PaperHead, Run};
use super::template::{Line, Node, Scope, Slot, Template, Value, What, root};
use super::{Layout, ReportHead, annex, tables, words};
use crate::chart::StatusRow;

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// What was frozen.
    pub snapshot: &'a Snapshot,
    /// The digest of that; of a draft, of what would be frozen now.
    pub digest: &'a str,
    /// Whether the period is not closed yet.
    pub is_draft: bool,
    /// What the office adds.
    pub head: &'a ReportHead,
    /// How it is put into words.
    pub template: &'a Template,
}

/// Makes the paper.
pub fn compose(source: Source<'_>) -> Paper {
    let Source { snapshot, head, .. } = source;
    let on = head.issued_on.unwrap_or(snapshot.period.due_on);
    let layout = Layout::of(snapshot.period.regime, on);
    let mut writer = Writer::new(source);
    writer.nodes(&source.template.nodes);
    let (kind, subject) = (writer.kind, writer.subject);
    let mut parts = writer.parts.into_iter();
    let mut blocks = parts.next().map_or_else(Vec::new, |part| part.blocks);
    end(&mut blocks, layout.end);
    Paper {
        layout,
        head: paper_head(head, snapshot.period.regime),
        annexes: labelled(parts.collect(), &annex_note(&kind, head, snapshot.period.regime)),
        kind,
        subject,
        blocks,
        closing: closing(head),
        is_draft: source.is_draft,
        frozen_at: snapshot.taken_at,
        digest: source.digest.to_owned(),
    }
}

/// The body of a template filled in, without what stands around it.
pub(super) fn blocks(source: Source<'_>) -> Vec<Block> {
    let mut writer = Writer::new(source);
    writer.nodes(&source.template.nodes);
    writer.parts.into_iter().next().map_or_else(Vec::new, |part| part.blocks)
}

fn paper_head(head: &ReportHead, regime: Regime) -> PaperHead {
    // A symbol without its number leaves room to write it.
    let gap = if head.number.is_empty() || head.number.starts_with(['-', '/']) { "        " } else { "" };
    let word = if regime == Regime::Party { "Số " } else { "Số: " };
    PaperHead {
        higher: head.higher.clone(),
        issuer: head.issuer.clone(),
        number: format!("{word}{gap}{}", head.number),
        place_and_day: words::place_and_day(&head.place, head.issued_on),
    }
}

fn closing(head: &ReportHead) -> Closing {
    let ReportHead { authority, post, signer, recipients, .. } = head.clone();
    Closing { authority, post, signer, recipients }
}

/// To which document an annex belongs, as it says below its title.
fn annex_note(kind: &str, head: &ReportHead, regime: Regime) -> String {
    let kind = heading_case(kind);
    let gap = if head.number.is_empty() || head.number.starts_with(['-', '/']) { "        " } else { "" };
    let comma = if regime == Regime::Party { "," } else { "" };
    let on = head.issued_on.map_or("      /      /        ".to_owned(), words::day);
    let by = &head.issuer;
    format!("(Kèm theo {kind} số {gap}{}{comma} ngày {on} của {by})", head.number)
}

/// `BÁO CÁO` as it stands within a sentence: `Báo cáo`.
fn heading_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()
    })
}

/// Numbers the annexes: one alone has no number.
fn labelled(mut annexes: Vec<Annex>, note: &str) -> Vec<Annex> {
    for annex in &mut annexes {
        note.clone_into(&mut annex.note);
    }
    if let [only] = annexes.as_mut_slice() {
        "Phụ lục".clone_into(&mut only.label);
        return annexes;
    }
    for (number, annex) in (1..).zip(&mut annexes) {
        annex.label = format!("Phụ lục {}", roman(number));
    }
    annexes
}

fn roman(mut number: usize) -> String {
    let mut out = String::new();
    for (value, sign) in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")] {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

/// Puts the closing sign after the last words.
fn end(blocks: &mut Vec<Block>, sign: &str) {
    if let Some(Block::Paragraph(runs)) = blocks.last_mut()
        && let Some(last) = runs.last_mut()
    {
        let words = last.text.trim_end_matches(['.', ';', ',', ' ']).len();
        last.text.truncate(words);
        last.text.push_str(sign);
        return;
    }
    blocks.push(Block::Paragraph(vec![Run::plain(sign)]));
}

/// What the units wrote for a slot, each with its name, as the office begins to edit it.
pub fn merged(snapshot: &Snapshot, template: &Template, key: &str) -> String {
    let slots = template.slots();
    let Some(slot) = slots.iter().position(|slot| slot.key == key) else { return String::new() };
    let parts = narratives(snapshot, &slots, slot);
    parts.iter().map(|(name, text)| format!("{name}: {text}")).collect::<Vec<_>>().join("\n")
}

/// The units' texts of the sections that belong to a slot, in the official order of units.
fn narratives<'a>(snapshot: &'a Snapshot, slots: &[&Slot], slot: usize) -> Vec<(&'a str, &'a str)> {
    let sections = snapshot.sections.iter().enumerate();
    let sections = sections.filter(|(_, heading)| slot_of(slots, heading) == Some(slot));
    let of_section = |place: usize| {
        let is_in = move |section: u32| usize::try_from(section).is_ok_and(|section| section == place);
        let mut texts: Vec<_> = snapshot
            .narratives
            .iter()
            .filter(|part| is_in(part.section) && !part.text.trim().is_empty())
            .map(|part| (body(snapshot, part.body), part.text.trim()))
            .collect();
        texts.sort_by_key(|((place, _), _)| *place);
        texts.into_iter().map(|((_, name), text)| (name, text))
    };
    sections.flat_map(|(place, _)| of_section(place)).collect()
}

/// A section belongs to the first slot one of whose words stands in its heading.
fn slot_of(slots: &[&Slot], heading: &str) -> Option<usize> {
    let heading = fold(heading);
    slots.iter().position(|slot| slot.words.iter().any(|words| heading.contains(words.as_str())))
}

/// A body's place and name.
fn body(snapshot: &Snapshot, id: OrganisationId) -> (usize, &str) {
    let found = snapshot.bodies.iter().enumerate().find(|(_, body)| body.id == id);
    found.map_or((usize::MAX, ""), |(place, body)| (place, body.name.as_str()))
}

/// Writes the parts of a template, one after the other.
struct Writer<'a> {
    source: Source<'a>,
    slots: Vec<&'a Slot>,
    scopes: Vec<Scope>,
    kind: String,
    subject: String,
    /// The body, then the annexes.
    parts: Vec<Annex>,
}

fn a_part(title: String) -> Annex {
    Annex { label: String::new(), title, note: String::new(), blocks: Vec::new() }
}

impl<'a> Writer<'a> {
    fn new(source: Source<'a>) -> Self {
        Self {
            source,
            slots: source.template.slots(),
            scopes: vec![root(source.snapshot)],
            kind: String::new(),
            subject: String::new(),
            parts: vec![a_part(String::new())],
        }
    }

    fn nodes(&mut self, nodes: &'a [Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &'a Node) {
        match node {
            Node::Kind(line) => self.kind = self.words(line),
            Node::Subject(line) => self.subject = self.words(line),
            Node::Heading(level, line) => {
                let words = self.words(line);
                let text = if *level == 1 { words.to_uppercase() } else { words };
                self.push(Block::Heading { level: *level, text });
            }
            Node::Paragraph(line) => self.push(Block::Paragraph(self.runs(line))),
            Node::Narrative(slot) => self.narrative(slot),
            Node::Table(kind) => self.push(Block::Table(tables::table(self.source.snapshot, *kind))),
            Node::Chart => self.chart(),
            Node::Annex(line) => {
                let title = self.words(line).to_uppercase();
                self.parts.push(a_part(title));
            }
            Node::Loop(list, inner) => self.repeat(list, inner),
            Node::If(name, then, other) => {
                let is_so = self.value(name).is_some_and(Value::is_something);
                self.nodes(if is_so { then } else { other });
            }
        }
    }

    fn push(&mut self, block: Block) {
        self.parts.last_mut().expect("the body is always there").blocks.push(block);
    }

    fn repeat(&mut self, list: &str, inner: &'a [Node]) {
        let Some(Value::List(parts)) = self.value(list).cloned() else { return };
        for part in parts {
            self.scopes.push(part);
            self.nodes(inner);
            self.scopes.pop();
        }
    }

    /// The innermost meaning of a name.
    fn value(&self, name: &str) -> Option<&Value> {
        self.scopes.iter().rev().find_map(|scope| scope.get(name))
    }

    fn runs(&self, line: &Line) -> Vec<Run> {
        let run = |piece: &super::template::Piece| Run {
            text: match &piece.what {
                What::Words(words) => words.clone(),
                What::Named(name) => self.value(name).map_or_else(String::new, Value::words),
            },
            is_bold: piece.is_bold,
            is_italic: piece.is_italic,
        };
        let mut runs: Vec<Run> = Vec::new();
        for next in line.iter().map(run) {
            match runs.last_mut() {
                Some(last) if (last.is_bold, last.is_italic) == (next.is_bold, next.is_italic) => {
                    last.text.push_str(&next.text);
                }
                _ => runs.push(next),
            }
        }
        runs
    }

    fn words(&self, line: &Line) -> String {
        self.runs(line).into_iter().map(|run| run.text).collect()
    }

    /// The office's own text where it wrote one, else what the units wrote, with their names.
    fn narrative(&mut self, slot: &Slot) {
        let own = self.source.head.narratives.get(&slot.key).map_or("", |text| text.trim());
        if !own.is_empty() {
            for line in own.lines().map(str::trim).filter(|line| !line.is_empty()) {
                self.push(Block::Paragraph(vec![Run::plain(line)]));
            }
            return;
        }
        let Some(place) = self.slots.iter().position(|known| *known == slot) else { return };
        for (name, text) in narratives(self.source.snapshot, &self.slots, place) {
            let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let first = lines.next().unwrap_or_default();
            self.push(Block::Paragraph(vec![Run::bold(format!("{name}: ")), Run::plain(first)]));
            for line in lines {
                self.push(Block::Paragraph(vec![Run::plain(line)]));
            }
        }
    }

    fn chart(&mut self) {
        let rows = annex::indicator_rows(self.source.snapshot);
        let of_group = |group: &domain::snapshot::GroupPart| {
            let counts: Counts =
                annex::indicator_counts(rows.iter().filter(|row| row.indicator.group == group.id));
            StatusRow { label: group.name.clone(), counts, href: None }
        };
        let groups = self.source.snapshot.groups.iter().map(of_group);
        let rows: Vec<StatusRow> = groups.filter(|row| row.counts.total() > 0).collect();
        if !rows.is_empty() {
            let title = "Đánh giá chỉ tiêu theo nhóm".to_owned();
            self.push(Block::Chart(Chart { title, rows }));
        }
    }
}
