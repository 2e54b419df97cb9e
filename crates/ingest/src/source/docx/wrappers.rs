//! Elements around content (content controls, insertions, alternatives) that are passed through as if
//! they were not there.

use crate::Refusal;
use crate::source::xml::{Item, Tag, Xml};

/// The wrappers that are open within the element being read.
#[derive(Default)]
pub(super) struct Wrappers(Vec<Wrapper>);

enum Wrapper {
    Plain,
    /// Versions of the same content for different readers; only the first is taken.
    Alternatives {
        taken: bool,
    },
}

impl Wrappers {
    /// The next start tag within the element, wrappers or not; `None` when the element itself ends.
    pub(super) fn next<'a>(&mut self, xml: &mut Xml<'a>) -> Result<Option<Tag<'a>>, Refusal> {
        loop {
            match xml.next()? {
                Item::Start(tag) => return Ok(Some(tag)),
                Item::End if self.0.pop().is_none() => return Ok(None),
                Item::Eof => return Err(Refusal::Truncated),
                Item::End | Item::Text(_) => {}
            }
        }
    }

    /// Whether the element is passed through; if not, the caller must take in or skip it.
    pub(super) fn enters(&mut self, tag: &Tag<'_>) -> bool {
        match tag.name() {
            "AlternateContent" | "Choice" | "Fallback" | "ins" | "moveTo" | "sdt" | "sdtContent"
            | "smartTag" | "customXml" | "hyperlink" | "fldSimple" | "dir" | "bdo" => self.enters_any(tag),
            _ => false,
        }
    }

    /// Passes through any element but a second version of the same content.
    pub(super) fn enters_any(&mut self, tag: &Tag<'_>) -> bool {
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
}
