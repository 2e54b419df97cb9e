//! Documents and how they hang together: what is carried out stands above what
//! carries it out; what replaces or amends stands beside what it replaces.
//!
//! Layers come from the longest way up; within a layer documents are ordered by
//! the mean place of their neighbours (Sugiyama, Tagawa and Toda 1981), which
//! removes most crossings; long lines run through free gaps of the layers between.

mod draw;
mod layout;
mod spacing;

use domain::{Lang, Relation};

use super::svg::{Head, Svg};
use super::{Chart, ChartTable, Size};

/// A document of the drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineageDocument {
    /// Unique among the documents of the drawing; links name it.
    pub id: String,
    /// Its symbol; empty for a draft.
    pub symbol: String,
    /// Its title; shown as far as there is room.
    pub title: String,
    /// Where its page is; `None` for a document that is only named and not on file.
    pub href: Option<String>,
    /// Whether it is the one the page is about.
    pub is_current: bool,
}

/// A relation between two documents of the drawing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineageLink {
    /// The id of the document that speaks.
    pub from: String,
    /// How it stands to the other.
    pub relation: Relation,
    /// The id of the other.
    pub to: String,
}

/// The word on an arrow.
pub(crate) fn relation_label(relation: Relation, lang: Lang) -> &'static str {
    match relation {
        Relation::Implements => lang.pick("thực hiện", "carries out"),
        Relation::BasedOn => lang.pick("căn cứ", "based on"),
        Relation::Replaces => lang.pick("thay thế", "replaces"),
        Relation::Amends => lang.pick("sửa đổi, bổ sung", "amends"),
        Relation::AttachedTo => lang.pick("kèm theo", "attached to"),
        Relation::Mentions => lang.pick("nhắc đến", "mentions"),
    }
}

/// Draws documents and links; links to documents that are not given are left out.
pub fn lineage(
    id: &str,
    title: &str,
    documents: &[LineageDocument],
    links: &[LineageLink],
    size: Size,
    lang: Lang,
) -> Chart {
    let id = format!("{id}-{}", if size == Size::Wide { "wide" } else { "narrow" });
    let layout = layout::Layout::of(documents, links, size);
    let table = table(title, documents, links, lang);
    let description: Vec<String> = table.rows.iter().map(|row| format!("{}.", row.join(" "))).collect();
    let mut svg = Svg::new(&Head {
        id: &id,
        class: &format!("{} lineage", size.class()),
        size: (layout.width, layout.height),
        title,
        description: &description.join(" "),
        has_links: documents.iter().any(|document| document.href.is_some()),
    });
    draw::draw(&layout, documents, &id, lang, &mut svg);
    Chart { svg: svg.finish(), table }
}

fn table(title: &str, documents: &[LineageDocument], links: &[LineageLink], lang: Lang) -> ChartTable {
    let name = |id: &str| {
        let found = documents.iter().find(|d| d.id == id)?;
        Some(if found.symbol.is_empty() { found.title.clone() } else { found.symbol.clone() })
    };
    let row = |link: &LineageLink| {
        Some(vec![name(&link.from)?, relation_label(link.relation, lang).to_owned(), name(&link.to)?])
    };
    let head = lang.pick(["Văn bản", "Quan hệ", "Văn bản kia"], ["Document", "Relation", "Other document"]);
    ChartTable {
        caption: title.to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: links.iter().filter_map(row).collect(),
    }
}
