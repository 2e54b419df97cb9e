//! Word documents (docx).

mod body;
mod layout;
mod numbering;
mod properties;
mod remarks;
mod styles;
mod symbols;
mod tree;
mod wrappers;

use std::collections::HashMap;

use self::body::{Body, Seen, Shared};
use self::layout::Layout;
use self::numbering::Numbering;
use self::styles::Styles;
use self::tree::{Room, texts};
use super::package::Package;
use super::{Content, Limits, secrecy};
use crate::{Refusal, Unsupported};

/// Reads the main text, then appends footnotes; headers and footers are only searched for a stamp.
pub(super) fn read(package: &Package, limits: &Limits) -> Result<Content, Refusal> {
    let mut document = Document::new(package, limits)?;
    let main = package.part(&package.main).ok_or(Refusal::Truncated)?;
    let blocks = document.body(main).read()?;
    // The notes tell of the main text alone: a picture in the margins is an emblem or a rule.
    let seen = std::mem::take(&mut document.shared.seen);
    document.refuse_stamped_margins()?;
    let mut layout = Layout::new(limits);
    layout.add(&blocks)?;
    if layout.lines.is_blank() {
        let only_pictures = seen.pictures > 0;
        return Err(if only_pictures { Refusal::Unsupported(Unsupported::Image) } else { Refusal::Empty });
    }
    refuse_stamped(&layout, &seen)?;
    document.append_notes(&mut layout)?;
    let comments = package.beside_main("comments.xml").map_or(0, |part| part.matches("<w:comment ").count());
    let notes = remarks::notes(&seen, comments, layout.changed);
    let tables = layout.sorted_tables();
    Ok((layout.lines.into_vec(), tables, notes))
}

struct Document<'a> {
    package: &'a Package,
    shared: Shared,
}

impl<'a> Document<'a> {
    fn new(package: &'a Package, limits: &Limits) -> Result<Self, Refusal> {
        let styles = package.beside_main("styles.xml").map(Styles::read).transpose()?.unwrap_or_default();
        let numbering = package
            .beside_main("numbering.xml")
            .map(|text| Numbering::read(text, |style| styles.resolved(style).instance))
            .transpose()?
            .unwrap_or_default();
        let (seen, room) = (Seen::default(), Room::new(limits));
        Ok(Self { package, shared: Shared { styles, numbering, seen, room, max_depth: limits.max_depth } })
    }

    fn body<'s>(&'s mut self, part: &'s str) -> Body<'s, 's> {
        Body::new(part, &mut self.shared)
    }

    /// Headers and footers may bear the stamp on every page.
    fn refuse_stamped_margins(&mut self) -> Result<(), Refusal> {
        let package = self.package;
        for part in package.parts_named("/header").chain(package.parts_named("/footer")) {
            let blocks = self.body(part).read()?;
            refuse_stamp_in(texts(&blocks))?;
        }
        refuse_stamp_in(self.shared.seen.watermarks.iter().map(String::as_str))
    }

    /// Footnotes follow the text, each with the line that it belongs to.
    fn append_notes(&mut self, layout: &mut Layout<'_>) -> Result<(), Refusal> {
        let package = self.package;
        let mut texts_by_id = HashMap::new();
        for (kind, name) in [("f", "footnotes.xml"), ("e", "endnotes.xml")] {
            let Some(part) = package.beside_main(name) else { continue };
            for (id, blocks) in self.body(part).read_notes()? {
                texts_by_id.insert(format!("{kind}{id}"), texts(&blocks).join(" "));
            }
        }
        for (index, (id, line)) in std::mem::take(&mut layout.notes).into_iter().enumerate() {
            if let Some(text) = texts_by_id.get(&id) {
                let text = text.replace('\n', " ");
                layout.lines.push(&format!("[{}] (dòng {line}) {}", index + 1, text.trim()))?;
            }
        }
        Ok(())
    }
}

/// A stamp stands near the top or in a box drawn anywhere.
fn refuse_stamped(layout: &Layout<'_>, seen: &Seen) -> Result<(), Refusal> {
    if let Some(stamp) = secrecy::stamp_near_top(layout.lines.as_slice().iter().map(String::as_str)) {
        return Err(Refusal::Secret { stamp });
    }
    refuse_stamp_in(layout.boxed.iter().chain(&seen.watermarks).map(String::as_str))
}

fn refuse_stamp_in<'t>(texts: impl IntoIterator<Item = &'t str>) -> Result<(), Refusal> {
    match texts.into_iter().flat_map(str::lines).find_map(secrecy::stamp) {
        Some(stamp) => Err(Refusal::Secret { stamp }),
        None => Ok(()),
    }
}
