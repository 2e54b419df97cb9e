//! What the reader needs of `styles.xml`: numbering, capitals and tables of contents.

use std::collections::HashMap;

use crate::Refusal;
use crate::source::xml::Xml;

/// Paragraph and list styles by their ids.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

/// One style; what it leaves open comes from the style it is based on.
#[derive(Default, Clone)]
pub(super) struct Style {
    name: String,
    based_on: Option<String>,
    /// Numbering instance.
    pub(super) instance: Option<String>,
    /// Numbering level.
    pub(super) level: Option<usize>,
    /// Text is shown in capitals.
    pub(super) capitals: Option<bool>,
}

/// Word itself stops at about four thousand.
const MAX_STYLES: usize = 20_000;
/// Longest chain of styles based on one another that is followed; it also ends circles.
const MAX_CHAIN: usize = 20;

impl Styles {
    pub(super) fn read(text: &str) -> Result<Self, Refusal> {
        let mut styles = HashMap::new();
        let mut xml = Xml::new(text);
        while let Some(tag) = xml.next_tag()? {
            if tag.is("style") {
                styles.insert(tag.attr("styleId").unwrap_or_default(), read_style(&mut xml)?);
            }
            if styles.len() > MAX_STYLES {
                return Err(Refusal::ZipBomb);
            }
        }
        Ok(Self(styles))
    }

    /// A style with what it inherits.
    pub(super) fn resolved(&self, id: &str) -> Style {
        let mut whole = Style::default();
        let mut next = Some(id.to_owned());
        for _ in 0..MAX_CHAIN {
            let Some(style) = next.as_ref().and_then(|id| self.0.get(id)) else { break };
            whole.instance = whole.instance.or_else(|| style.instance.clone());
            whole.level = whole.level.or(style.level);
            whole.capitals = whole.capitals.or(style.capitals);
            next.clone_from(&style.based_on);
        }
        whole
    }

    /// Whether a style is for lines of a table of contents.
    pub(super) fn is_contents(&self, id: &str) -> bool {
        let name = self.0.get(id).map_or(id, |style| style.name.as_str()).to_lowercase();
        name.strip_prefix("toc").is_some_and(|rest| rest.trim().parse::<u8>().is_ok())
    }
}

fn read_style(xml: &mut Xml<'_>) -> Result<Style, Refusal> {
    let mut style = Style::default();
    xml.children(|xml, tag| {
        match tag.name() {
            "name" => style.name = tag.val().unwrap_or_default(),
            "basedOn" => style.based_on = tag.val(),
            "pPr" => {
                return xml.children(|xml, tag| {
                    if tag.is("numPr") { read_numbering(xml, &mut style) } else { xml.skip(tag) }
                });
            }
            "rPr" => {
                return xml.children(|xml, tag| {
                    if tag.is("caps") {
                        style.capitals = Some(tag.is_on());
                    }
                    xml.skip(tag)
                });
            }
            _ => {}
        }
        xml.skip(tag)
    })?;
    Ok(style)
}

fn read_numbering(xml: &mut Xml<'_>, style: &mut Style) -> Result<(), Refusal> {
    xml.children(|xml, tag| {
        match tag.name() {
            "numId" => style.instance = tag.val(),
            "ilvl" => style.level = tag.number(),
            _ => {}
        }
        xml.skip(tag)
    })
}
