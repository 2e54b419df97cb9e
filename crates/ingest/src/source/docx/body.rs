//! The running text of a Word part: paragraphs and tables as a tree, numbered and with changes accepted.

use super::numbering::Numbering;
use super::styles::Styles;
use super::symbols;
use crate::Refusal;
use crate::source::xml::{Item, Tag, Xml};

/// A paragraph or a table.
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Vec<Row>),
}

/// A paragraph as printed.
#[derive(Default)]
pub(super) struct Paragraph {
    /// Label and text; manual line breaks are `\n`.
    pub(super) text: String,
    /// Stands in a text box.
    pub(super) boxed: bool,
    /// Holds a change that was never accepted or rejected.
    pub(super) changed: bool,
    /// Ids of footnotes and endnotes, in order.
    pub(super) notes: Vec<String>,
}

/// One row of a table.
#[derive(Default)]
pub(super) struct Row {
    /// Columns left out before the first cell.
    pub(super) before: usize,
    pub(super) cells: Vec<RowCell>,
}

/// One cell of a row as Word stores it.
#[derive(Default)]
pub(super) struct RowCell {
    pub(super) shape: Shape,
    pub(super) blocks: Vec<Block>,
}

/// How a cell is merged with its neighbours.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// Columns covered.
    pub(super) span: usize,
    /// Belongs to the cell above.
    pub(super) continues: bool,
}

impl Default for Shape {
    fn default() -> Self {
        Self { span: 1, continues: false }
    }
}

/// What was met besides text, over all parts of the document.
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

/// Word's own limit on columns.
const MAX_SPAN: usize = 63;

/// Reads one part.
pub(super) struct Body<'a, 'd> {
    xml: Xml<'a>,
    styles: &'d Styles,
    numbering: &'d mut Numbering,
    seen: &'d mut Seen,
    depth_left: usize,
    /// Text of paragraphs whose end is deleted: it runs on in the next one.
    carried: Paragraph,
}

#[derive(Default)]
struct Properties {
    style: Option<String>,
    instance: Option<String>,
    level: Option<usize>,
    end_deleted: bool,
}

#[derive(Default)]
struct RunProperties {
    hidden: bool,
    capitals: Option<bool>,
    font: String,
}

impl<'a, 'd> Body<'a, 'd> {
    pub(super) fn new(
        text: &'a str,
        styles: &'d Styles,
        numbering: &'d mut Numbering,
        seen: &'d mut Seen,
        max_depth: usize,
    ) -> Self {
        Self {
            xml: Xml::new(text),
            styles,
            numbering,
            seen,
            depth_left: max_depth,
            carried: Paragraph::default(),
        }
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
            if matches!(tag.name(), "footnote" | "endnote")
                && tag.attr("type").is_none_or(|kind| kind == "normal")
            {
                notes.push((tag.attr("id").unwrap_or_default(), self.blocks(&mut Shape::default())?));
            }
        }
        Ok(notes)
    }

    /// Blocks up to the end of the element around them; a cell's properties go to `shape`.
    fn blocks(&mut self, shape: &mut Shape) -> Result<Vec<Block>, Refusal> {
        self.depth_left = self.depth_left.checked_sub(1).ok_or(Refusal::Truncated)?;
        let carried = std::mem::take(&mut self.carried);
        let mut blocks = Vec::new();
        let mut wrappers = Wrappers::default();
        loop {
            match self.xml.next()? {
                Item::Start(tag) => match tag.name() {
                    "p" => self.paragraph(&mut blocks)?,
                    "tbl" => blocks.push(Block::Table(self.table()?)),
                    "tcPr" => *shape = self.cell_properties()?,
                    _ if wrappers.enters(&tag) => self.count_change(&tag),
                    "altChunk" => {
                        self.seen.imports += 1;
                        self.xml.skip(&tag)?;
                    }
                    _ => self.xml.skip(&tag)?,
                },
                Item::End if !wrappers.leaves() => break,
                Item::Eof => return Err(Refusal::Truncated),
                Item::End | Item::Text(_) => {}
            }
        }
        if !self.carried.text.is_empty() {
            blocks.push(Block::Paragraph(std::mem::take(&mut self.carried)));
        }
        self.carried = carried;
        self.depth_left += 1;
        Ok(blocks)
    }

    fn paragraph(&mut self, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        let mut properties = Properties::default();
        let mut capitals = false;
        let mut own = Paragraph::default();
        let mut boxes = Vec::new();
        let mut wrappers = Wrappers::default();
        let changes_before = self.seen.changes;
        loop {
            match self.xml.next()? {
                Item::Start(tag) => match tag.name() {
                    "pPr" => {
                        properties = self.paragraph_properties()?;
                        capitals = self.has_capitals(&properties);
                    }
                    "r" => self.run(capitals, &mut own, &mut boxes)?,
                    "del" | "moveFrom" => {
                        self.seen.changes += 1;
                        self.xml.skip(&tag)?;
                    }
                    "oMath" | "oMathPara" => own.text.push_str(&self.xml.text()?),
                    _ if wrappers.enters(&tag) => self.count_change(&tag),
                    _ => self.xml.skip(&tag)?,
                },
                Item::End if !wrappers.leaves() => break,
                Item::Eof => return Err(Refusal::Truncated),
                Item::End | Item::Text(_) => {}
            }
        }
        own.changed = self.seen.changes > changes_before;
        self.finish(&properties, own, blocks);
        blocks.extend(boxes);
        Ok(())
    }

    /// Adds the paragraph with its label, or keeps its text for the next one when its end is deleted.
    fn finish(&mut self, properties: &Properties, own: Paragraph, blocks: &mut Vec<Block>) {
        if properties.style.as_deref().is_some_and(|style| self.styles.is_contents(style)) {
            self.seen.contents_lines += 1;
            return;
        }
        if properties.end_deleted {
            self.carried.text.push_str(&own.text);
            self.carried.notes.extend(own.notes);
            self.carried.changed = true;
            return;
        }
        let mut whole = std::mem::take(&mut self.carried);
        whole.text.insert_str(0, &self.label(properties));
        whole.text.push_str(&own.text);
        whole.notes.extend(own.notes);
        whole.changed |= own.changed;
        blocks.push(Block::Paragraph(whole));
    }

    fn label(&mut self, properties: &Properties) -> String {
        let style_id = properties.style.as_deref().unwrap_or_default();
        let style = self.styles.resolved(style_id);
        let Some(instance) = properties.instance.clone().or(style.instance) else {
            return String::new();
        };
        let level = properties
            .level
            .or(style.level)
            .or_else(|| self.numbering.level_of_style(&instance, style_id))
            .unwrap_or(0);
        self.numbering.label(&instance, level).unwrap_or_default()
    }

    fn has_capitals(&self, properties: &Properties) -> bool {
        let style = properties.style.as_deref().map(|style| self.styles.resolved(style));
        style.and_then(|style| style.capitals).unwrap_or(false)
    }

    fn run(&mut self, capitals: bool, own: &mut Paragraph, boxes: &mut Vec<Block>) -> Result<(), Refusal> {
        let mut look = RunProperties::default();
        let mut text = String::new();
        let mut wrappers = Wrappers::default();
        loop {
            match self.xml.next()? {
                Item::Start(tag) => match tag.name() {
                    "rPr" => look = self.run_properties()?,
                    "t" => text.push_str(&symbols::plain(&self.xml.text()?, &look.font)),
                    "drawing" | "pict" | "object" => self.drawing(boxes)?,
                    _ if wrappers.enters(&tag) => {}
                    _ => {
                        note_reference(&tag, own);
                        text.push_str(&sign(&tag));
                        self.xml.skip(&tag)?;
                    }
                },
                Item::End if !wrappers.leaves() => break,
                Item::Eof => return Err(Refusal::Truncated),
                Item::End | Item::Text(_) => {}
            }
        }
        if look.hidden {
            self.seen.hidden += usize::from(!text.trim().is_empty());
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
        loop {
            match self.xml.next()? {
                Item::Start(tag) => match tag.name() {
                    "txbxContent" => {
                        let mut inside = self.blocks(&mut Shape::default())?;
                        inside.iter_mut().for_each(put_in_box);
                        boxes.append(&mut inside);
                    }
                    name => {
                        self.seen.pictures +=
                            usize::from(matches!(name, "blip" | "imagedata" | "OLEObject" | "chart"));
                        self.seen.watermarks.extend(if name == "textpath" {
                            tag.attr("string")
                        } else {
                            None
                        });
                        if !wrappers.enters_any(&tag) {
                            self.xml.skip(&tag)?;
                        }
                    }
                },
                Item::End if !wrappers.leaves() => return Ok(()),
                Item::Eof => return Err(Refusal::Truncated),
                Item::End | Item::Text(_) => {}
            }
        }
    }

    fn table(&mut self) -> Result<Vec<Row>, Refusal> {
        let mut rows = Vec::new();
        let mut wrappers = Wrappers::default();
        loop {
            match self.xml.next()? {
                Item::Start(tag) if tag.is("tr") => rows.extend(self.row()?),
                Item::Start(tag) if wrappers.enters(&tag) => self.count_change(&tag),
                Item::Start(tag) => self.xml.skip(&tag)?,
                Item::End if !wrappers.leaves() => return Ok(rows),
                Item::Eof => return Err(Refusal::Truncated),
                Item::End | Item::Text(_) => {}
            }
        }
    }

    /// One row; `None` when a tracked change deletes it.
    fn row(&mut self) -> Result<Option<Row>, Refusal> {
        let mut row = Row::default();
        let mut deleted = false;
        let mut wrappers = Wrappers::default();
        loop {
            match self.xml.next()? {
                Item::Start(tag) => match tag.name() {
                    "tc" => {
                        let mut shape = Shape::default();
                        let blocks = self.blocks(&mut shape)?;
                        row.cells.push(RowCell { shape, blocks });
                    }
                    "trPr" => (row.before, deleted) = self.row_properties()?,
                    _ if wrappers.enters(&tag) => self.count_change(&tag),
                    _ => self.xml.skip(&tag)?,
                },
                Item::End if !wrappers.leaves() => return Ok((!deleted).then_some(row)),
                Item::Eof => return Err(Refusal::Truncated),
                Item::End | Item::Text(_) => {}
            }
        }
    }

    fn row_properties(&mut self) -> Result<(usize, bool), Refusal> {
        let mut before = 0;
        let mut deleted = false;
        self.xml.children(|xml, tag| {
            match tag.name() {
                "gridBefore" => before = tag.number().unwrap_or(0).min(MAX_SPAN),
                "del" => deleted = true,
                _ => {}
            }
            xml.skip(tag)
        })?;
        self.seen.changes += usize::from(deleted);
        Ok((before, deleted))
    }

    fn cell_properties(&mut self) -> Result<Shape, Refusal> {
        let mut shape = Shape::default();
        self.xml.children(|xml, tag| {
            match tag.name() {
                "gridSpan" => shape.span = tag.number().unwrap_or(1).clamp(1, MAX_SPAN),
                "vMerge" => shape.continues = tag.val().is_none_or(|val| val == "continue"),
                _ => {}
            }
            xml.skip(tag)
        })?;
        Ok(shape)
    }

    fn paragraph_properties(&mut self) -> Result<Properties, Refusal> {
        let mut found = Properties::default();
        self.xml.children(|xml, tag| {
            match tag.name() {
                "pStyle" => found.style = tag.val(),
                "numPr" => {
                    return xml.children(|xml, tag| {
                        match tag.name() {
                            "numId" => found.instance = tag.val(),
                            "ilvl" => found.level = tag.number(),
                            _ => {}
                        }
                        xml.skip(tag)
                    });
                }
                "rPr" => {
                    return xml.children(|xml, tag| {
                        found.end_deleted |= matches!(tag.name(), "del" | "moveFrom");
                        xml.skip(tag)
                    });
                }
                _ => {}
            }
            xml.skip(tag)
        })?;
        Ok(found)
    }

    fn run_properties(&mut self) -> Result<RunProperties, Refusal> {
        let mut look = RunProperties::default();
        self.xml.children(|xml, tag| {
            match tag.name() {
                "vanish" => look.hidden = tag.is_on(),
                "caps" => look.capitals = Some(tag.is_on()),
                "rFonts" => look.font = tag.attr("ascii").unwrap_or_default(),
                _ => {}
            }
            xml.skip(tag)
        })?;
        Ok(look)
    }

    fn count_change(&mut self, tag: &Tag<'_>) {
        self.seen.changes += usize::from(matches!(tag.name(), "ins" | "moveTo"));
    }
}

/// Elements around content that are passed through as if they were not there.
#[derive(Default)]
struct Wrappers(Vec<Wrapper>);

enum Wrapper {
    Plain,
    /// Versions of the same content for different readers; only the first is taken.
    Alternatives {
        taken: bool,
    },
}

impl Wrappers {
    /// Whether the element is passed through; if not, the caller must take in or skip it.
    fn enters(&mut self, tag: &Tag<'_>) -> bool {
        match tag.name() {
            "AlternateContent" | "Choice" | "Fallback" | "ins" | "moveTo" | "sdt" | "sdtContent"
            | "smartTag" | "customXml" | "hyperlink" | "fldSimple" | "dir" | "bdo" => self.enters_any(tag),
            _ => false,
        }
    }

    /// Passes through any element but a second version of the same content.
    fn enters_any(&mut self, tag: &Tag<'_>) -> bool {
        match tag.name() {
            "AlternateContent" => self.0.push(Wrapper::Alternatives { taken: false }),
            "Choice" | "Fallback" => {
                if let Some(Wrapper::Alternatives { taken }) = self.0.last_mut()
                    && std::mem::replace(taken, true)
                {
                    return false;
                }
                self.0.push(Wrapper::Plain);
            }
            _ => self.0.push(Wrapper::Plain),
        }
        true
    }

    /// Steps out of the innermost one; `false` when none is open, so the element around all ends.
    fn leaves(&mut self) -> bool {
        self.0.pop().is_some()
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

fn note_reference(tag: &Tag<'_>, own: &mut Paragraph) {
    let kind = match tag.name() {
        "footnoteReference" => "f",
        "endnoteReference" => "e",
        _ => return,
    };
    own.notes.extend(tag.attr("id").map(|id| format!("{kind}{id}")));
}

fn put_in_box(block: &mut Block) {
    if let Block::Paragraph(paragraph) = block {
        paragraph.boxed = true;
    }
}
