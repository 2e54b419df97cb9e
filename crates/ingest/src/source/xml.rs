//! A thin layer over the XML reader: local names, whole elements, text with its references resolved.
//!
//! Namespaces are not checked: office formats use one local name for one thing within a part.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::Refusal;

/// Reads one XML part.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
}

/// A start tag; an empty element counts as a start and an end.
pub(crate) struct Tag<'a>(BytesStart<'a>);

/// What comes next in a part.
pub(crate) enum Item<'a> {
    Start(Tag<'a>),
    End,
    Text(Cow<'a, str>),
    Eof,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        Self { reader }
    }

    /// The next tag, end or piece of text.
    pub(crate) fn next(&mut self) -> Result<Item<'a>, Refusal> {
        loop {
            let item = match self.reader.read_event().map_err(|_| Refusal::Truncated)? {
                Event::Start(tag) | Event::Empty(tag) => Item::Start(Tag(tag)),
                Event::End(_) => Item::End,
                Event::Text(text) => Item::Text(Cow::Owned(text.xml10_content().into_owned())),
                Event::CData(text) => Item::Text(Cow::Owned(text.xml10_content().into_owned())),
                Event::GeneralRef(name) => Item::Text(resolve(&name)?),
                Event::DocType(_) => return Err(Refusal::XmlEntities),
                Event::Eof => Item::Eof,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
            return Ok(item);
        }
    }

    /// The next start tag wherever it is; `None` at the end of the part.
    pub(crate) fn next_tag(&mut self) -> Result<Option<Tag<'a>>, Refusal> {
        loop {
            match self.next()? {
                Item::Start(tag) => return Ok(Some(tag)),
                Item::Eof => return Ok(None),
                Item::End | Item::Text(_) => {}
            }
        }
    }

    /// Passes over the rest of an element whose start was read.
    pub(crate) fn skip(&mut self, tag: &Tag<'_>) -> Result<(), Refusal> {
        self.reader.read_to_end(tag.0.name()).map(drop).map_err(|_| Refusal::Truncated)
    }

    /// Hands each child of an element whose start was read to `read`, which must take in the whole of it.
    pub(crate) fn children(
        &mut self,
        mut read: impl FnMut(&mut Self, &Tag<'a>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        loop {
            match self.next()? {
                Item::Start(tag) => read(self, &tag)?,
                Item::End => return Ok(()),
                Item::Eof => return Err(Refusal::Truncated),
                Item::Text(_) => {}
            }
        }
    }

    /// The text of an element whose start was read, that of its children included.
    pub(crate) fn text(&mut self) -> Result<String, Refusal> {
        let mut text = String::new();
        let mut depth = 0_usize;
        loop {
            match self.next()? {
                Item::Text(part) => text.push_str(&part),
                Item::Start(_) => depth += 1,
                Item::End if depth == 0 => return Ok(text),
                Item::End => depth -= 1,
                Item::Eof => return Err(Refusal::Truncated),
            }
        }
    }
}

impl Tag<'_> {
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        self.name() == name
    }

    /// The value of an attribute, found by its local name.
    pub(crate) fn attr(&self, name: &str) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name)
            .and_then(|attribute| {
                attribute.normalized_value(XmlVersion::Implicit1_0).map(Cow::into_owned).ok()
            })
    }

    /// The attribute `val`, which most of Word's properties use.
    pub(crate) fn val(&self) -> Option<String> {
        self.attr("val")
    }

    /// A number in the attribute `val`.
    pub(crate) fn number(&self) -> Option<usize> {
        self.val()?.trim().parse().ok()
    }

    /// A switch is on unless it says otherwise.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Only the five entities of XML itself and character numbers mean something here.
fn resolve(name: &quick_xml::events::BytesRef<'_>) -> Result<Cow<'static, str>, Refusal> {
    if let Some(c) = name.resolve_char_ref().map_err(|_| Refusal::Truncated)? {
        return Ok(c.to_string().into());
    }
    quick_xml::escape::resolve_predefined_entity(name).map(Cow::Borrowed).ok_or(Refusal::XmlEntities)
}
