//! The running text of a Word part becomes a tree, numbered and with tracked changes accepted.

use super::numbering::Numbering;
use super::properties::{self, ParagraphProperties, RunProperties};
use super::styles::Styles;
use super::symbols;
use super::tree::{Block, Paragraph, Room, Row, RowCell, Shape};
use super::wrappers::Wrappers;
use crate::Refusal;
use crate::source::xml::{Tag, Xml};

/// What all parts of a document share.
pub(super) struct Shared {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) seen: Seen,
    pub(super) room: Room,
    /// How deep tables and text boxes may lie in one another.
    pub(super) max_depth: usize,
}

/// What was met besides text.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) changes: usize,
    pub(super) pictures: usize,
    pub(super) hidden: usize,
    pub(super) contents_lines: usize,
    pub(super) imports: usize,
    /// Words drawn behind the page.
    pub(super) watermarks: Vec<String>,
}

/// Reads one part.
pub(super) struct Body<'a, 'd> {
    xml: Xml<'a>,
    shared: &'d mut Shared,
    depth: usize,
    /// Text of paragraphs whose end is deleted: it runs on in the next one.
    carried: Paragraph,
}

impl<'a, 'd> Body<'a, 'd> {
    pub(super) fn new(text: &'a str, shared: &'d mut Shared) -> Self {
        Self { xml: Xml::new(text), shared, depth: 0, carried: Paragraph::default() }
    }

    /// The whole part as one run of blocks.
    pub(super) fn read(mut self) -> Result<Vec<Block>, Refusal> {
        let mut blocks = Vec::new();
        while let Some(tag) = self.xml.next_tag()? {
            if matches!(tag.name(), "body" | "hdr" | "ftr") {
                blocks.extend(self.blocks(&mut Shape::default())?);
            }
        }
        Ok(blocks)
    }

    /// The footnotes or endnotes of the part by their ids.
    pub(super) fn read_notes(mut self) -> Result<Vec<(String, Vec<Block>)>, Refusal> {
        let mut notes = Vec::new();
        while let Some(tag) = self.xml.next_tag()? {
            // Notes with a type are the rules drawn above the others.
            let is_note = matches!(tag.name(), "footnote" | "endnote");
            if is_note && tag.attr("type").is_none_or(|kind| kind == "normal") {
                self.shared.room.take(0)?;
                notes.push((tag.attr("id").unwrap_or_default(), self.blocks(&mut Shape::default())?));
            }
        }
        Ok(notes)
    }

    /// Blocks up to the end of the element around them; a cell's properties go to `shape`.
    fn blocks(&mut self, shape: &mut Shape) -> Result<Vec<Block>, Refusal> {
        self.depth += 1;
        if self.depth > self.shared.max_depth {
            return Err(Refusal::Truncated);
        }
        let around = std::mem::take(&mut self.carried);
        let mut blocks = Vec::new();
        let mut wrappers = Wrappers::default();
        while let Some(tag) = wrappers.next(&mut self.xml)? {
            match tag.name() {
                "p" => self.paragraph(&mut blocks)?,
                "tbl" => blocks.push(Block::Table(self.table()?)),
                "tcPr" => *shape = properties::of_cell(&mut self.xml)?,
                _ if wrappers.enters(&tag) => self.count_change(&tag),
                name => {
                    self.shared.seen.imports += usize::from(name == "altChunk");
                    self.xml.skip(&tag)?;
                }
            }
        }
        let left = std::mem::replace(&mut self.carried, around);
        if !left.text.is_empty() {
            blocks.push(Block::Paragraph(left));
        }
        self.depth -= 1;
        Ok(blocks)
    }

    fn paragraph(&mut self, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        let mut properties = ParagraphProperties::default();
        let mut capitals = false;
        let mut own = Paragraph::default();
        let mut boxes = Vec::new();
        let mut wrappers = Wrappers::default();
        let changes_before = self.shared.seen.changes;
        while let Some(tag) = wrappers.next(&mut self.xml)? {
            match tag.name() {
                "pPr" => {
                    properties = properties::of_paragraph(&mut self.xml)?;
                    capitals = self.has_capitals(&properties);
                }
                "r" => self.run(capitals, &mut own, &mut boxes)?,
                "del" | "moveFrom" => {
                    self.shared.seen.changes += 1;
                    self.xml.skip(&tag)?;
                }
                "oMath" | "oMathPara" => own.text.push_str(&self.xml.text()?),
                _ if wrappers.enters(&tag) => self.count_change(&tag),
                _ => self.xml.skip(&tag)?,
            }
        }
        own.changed = self.shared.seen.changes > changes_before;
        blocks.extend(self.finished(&properties, own)?.map(Block::Paragraph));
        blocks.extend(boxes);
        Ok(())
    }

    /// The paragraph with its label; `None` when its text is kept for the next one or left out.
    fn finished(
        &mut self,
        properties: &ParagraphProperties,
        own: Paragraph,
    ) -> Result<Option<Paragraph>, Refusal> {
        if properties.style.as_deref().is_some_and(|style| self.shared.styles.is_contents(style)) {
            self.shared.seen.contents_lines += 1;
            return Ok(None);
        }
        let label = if properties.end_deleted { String::new() } else { self.label(properties) };
        self.shared.room.take(label.len() + own.text.len())?;
        let carried = std::mem::take(&mut self.carried);
        let whole = Paragraph {
            text: label + &carried.text + &own.text,
            boxed: false,
            changed: carried.changed || own.changed || properties.end_deleted,
            notes: [carried.notes, own.notes].concat(),
        };
        if properties.end_deleted {
            self.carried = whole;
            return Ok(None);
        }
        Ok(Some(whole))
    }

    fn label(&mut self, properties: &ParagraphProperties) -> String {
        let style_id = properties.style.as_deref().unwrap_or_default();
        let style = self.shared.styles.resolved(style_id);
        let Some(instance) = properties.instance.clone().or(style.instance) else {
            return String::new();
        };
        let level = properties
            .level
            .or(style.level)
            .or_else(|| self.shared.numbering.level_of_style(&instance, style_id))
            .unwrap_or(0);
        self.shared.numbering.label(&instance, level).unwrap_or_default()
    }

    fn has_capitals(&self, properties: &ParagraphProperties) -> bool {
        let style = properties.style.as_deref().map(|style| self.shared.styles.resolved(style));
        style.and_then(|style| style.capitals).unwrap_or(false)
    }

    fn run(&mut self, capitals: bool, own: &mut Paragraph, boxes: &mut Vec<Block>) -> Result<(), Refusal> {
        let mut look = RunProperties::default();
        let mut text = String::new();
        let mut wrappers = Wrappers::default();
        while let Some(tag) = wrappers.next(&mut self.xml)? {
            match tag.name() {
                "rPr" => look = properties::of_run(&mut self.xml)?,
                "t" => text.push_str(&symbols::plain(&self.xml.text()?, &look.font)),
                "drawing" | "pict" | "object" => self.drawing(boxes)?,
                _ if wrappers.enters(&tag) => {}
                _ => {
                    self.note_reference(&tag, own)?;
                    text.push_str(&sign(&tag));
                    self.xml.skip(&tag)?;
                }
            }
        }
        if look.hidden {
            self.shared.seen.hidden += usize::from(!text.trim().is_empty());
        } else if look.capitals.unwrap_or(capitals) {
            own.text.push_str(&text.to_uppercase());
        } else {
            own.text.push_str(&text);
        }
        Ok(())
    }

    /// Looks through a drawing for text boxes; the rest of it is not text.
    fn drawing(&mut self, boxes: &mut Vec<Block>) -> Result<(), Refusal> {
        let mut wrappers = Wrappers::default();
        while let Some(tag) = wrappers.next(&mut self.xml)? {
            let name = tag.name();
            if name == "txbxContent" {
                let mut inside = self.blocks(&mut Shape::default())?;
                inside.iter_mut().for_each(put_in_box);
                boxes.append(&mut inside);
                continue;
            }
            let seen = &mut self.shared.seen;
            seen.pictures += usize::from(matches!(name, "blip" | "imagedata" | "OLEObject" | "chart"));
            seen.watermarks.extend(if name == "textpath" { tag.attr("string") } else { None });
            if !wrappers.enters_any(&tag) {
                self.xml.skip(&tag)?;
            }
        }
        Ok(())
    }

    fn table(&mut self) -> Result<Vec<Row>, Refusal> {
        let mut rows = Vec::new();
        let mut wrappers = Wrappers::default();
        while let Some(tag) = wrappers.next(&mut self.xml)? {
            match tag.name() {
                "tr" => rows.extend(self.row()?),
                _ if wrappers.enters(&tag) => self.count_change(&tag),
                _ => self.xml.skip(&tag)?,
            }
        }
        Ok(rows)
    }

    /// One row; `None` when a tracked change deletes it.
    fn row(&mut self) -> Result<Option<Row>, Refusal> {
        self.shared.room.take(0)?;
        let mut row = Row::default();
        let mut deleted = false;
        let mut wrappers = Wrappers::default();
        while let Some(tag) = wrappers.next(&mut self.xml)? {
            match tag.name() {
                "tc" => {
                    self.shared.room.take(0)?;
                    let mut shape = Shape::default();
                    let blocks = self.blocks(&mut shape)?;
                    row.cells.push(RowCell { shape, blocks });
                }
                "trPr" => {
                    let properties = properties::of_row(&mut self.xml)?;
                    (row.before, deleted) = (properties.before, properties.deleted);
                }
                _ if wrappers.enters(&tag) => self.count_change(&tag),
                _ => self.xml.skip(&tag)?,
            }
        }
        self.shared.seen.changes += usize::from(deleted);
        Ok((!deleted).then_some(row))
    }

    fn count_change(&mut self, tag: &Tag<'_>) {
        self.shared.seen.changes += usize::from(matches!(tag.name(), "ins" | "moveTo"));
    }

    fn note_reference(&mut self, tag: &Tag<'_>, own: &mut Paragraph) -> Result<(), Refusal> {
        let kind = match tag.name() {
            "footnoteReference" => "f",
            "endnoteReference" => "e",
            _ => return Ok(()),
        };
        self.shared.room.take(0)?;
        own.notes.extend(tag.attr("id").map(|id| format!("{kind}{id}")));
        Ok(())
    }
}

/// The characters that some elements of a run stand for.
fn sign(tag: &Tag<'_>) -> String {
    match tag.name() {
        "tab" | "ptab" => "\t".to_owned(),
        "br" if matches!(tag.attr("type").as_deref(), None | Some("textWrapping")) => "\n".to_owned(),
        "cr" => "\n".to_owned(),
        "noBreakHyphen" => "-".to_owned(),
        "sym" => symbols::named(&tag.attr("char").unwrap_or_default(), &tag.attr("font").unwrap_or_default()),
        _ => String::new(),
    }
}

fn put_in_box(block: &mut Block) {
    if let Block::Paragraph(paragraph) = block {
        paragraph.boxed = true;
    }
}
