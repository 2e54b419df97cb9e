//! Properties of paragraphs, runs, rows and cells: each function reads the element whose start was read.

use super::tree::Shape;
use crate::Refusal;
use crate::source::xml::Xml;

/// What matters of a paragraph's properties.
#[derive(Default)]
pub(super) struct ParagraphProperties {
    pub(super) style: Option<String>,
    /// Numbering instance; `0` takes a style's numbering off.
    pub(super) instance: Option<String>,
    pub(super) level: Option<usize>,
    /// A tracked change joins the paragraph with the next one.
    pub(super) end_deleted: bool,
}

/// What matters of a run's properties.
#[derive(Default)]
pub(super) struct RunProperties {
    pub(super) hidden: bool,
    pub(super) capitals: Option<bool>,
    pub(super) font: String,
}

/// What matters of a row's properties.
#[derive(Default)]
pub(super) struct RowProperties {
    /// Columns left out before the first cell.
    pub(super) before: usize,
    /// A tracked change takes the row out.
    pub(super) deleted: bool,
}

/// Word's own limit on columns.
const MAX_SPAN: usize = 63;

pub(super) fn of_paragraph(xml: &mut Xml<'_>) -> Result<ParagraphProperties, Refusal> {
    let mut found = ParagraphProperties::default();
    xml.children(|xml, tag| {
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

pub(super) fn of_run(xml: &mut Xml<'_>) -> Result<RunProperties, Refusal> {
    let mut found = RunProperties::default();
    xml.children(|xml, tag| {
        match tag.name() {
            "vanish" => found.hidden = tag.is_on(),
            "caps" => found.capitals = Some(tag.is_on()),
            "rFonts" => found.font = tag.attr("ascii").unwrap_or_default(),
            _ => {}
        }
        xml.skip(tag)
    })?;
    Ok(found)
}

pub(super) fn of_row(xml: &mut Xml<'_>) -> Result<RowProperties, Refusal> {
    let mut found = RowProperties::default();
    xml.children(|xml, tag| {
        match tag.name() {
            "gridBefore" => found.before = tag.number().unwrap_or(0).min(MAX_SPAN),
            "del" => found.deleted = true,
            _ => {}
        }
        xml.skip(tag)
    })?;
    Ok(found)
}

pub(super) fn of_cell(xml: &mut Xml<'_>) -> Result<Shape, Refusal> {
    let mut shape = Shape::default();
    xml.children(|xml, tag| {
        match tag.name() {
            "gridSpan" => shape.span = tag.number().unwrap_or(1).clamp(1, MAX_SPAN),
            "vMerge" => shape.continues = tag.val().is_none_or(|val| val == "continue"),
            _ => {}
        }
        xml.skip(tag)
    })?;
    Ok(shape)
}
