//! The charts of the pages, with the words and addresses that only a tracked plan knows.

use std::collections::BTreeMap;

use domain::{DocumentLink, Lang, Relation};
use report::chart::{self, Chart, LineageDocument, LineageLink, Size, StatusRow};
use store::document::Head;

use crate::documents::Library;
use crate::overview::Counted;
use crate::tracked::{Tracked, TrackedIndicator};

pub use report::chart::ChartTable;

/// A chart for a desk's screen and one for a telephone, with one table for both.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// For a wide place.
    pub wide: String,
    /// For a narrow place.
    pub narrow: String,
    /// The same figures as a table.
    pub table: ChartTable,
}

impl Drawn {
    fn both(draw: impl Fn(Size) -> Chart) -> Self {
        let Chart { svg, table } = draw(Size::Wide);
        Self { wide: svg, narrow: draw(Size::Narrow).svg, table }
    }
}

/// One indicator over time: targets, path, figures.
pub fn trend(item: &TrackedIndicator, lang: Lang) -> Drawn {
    let trend = chart::Trend { id: "trend", indicator: &item.indicator, judgement: &item.judgement };
    Drawn::both(|size| chart::trend(&trend, size, lang))
}

/// The small trend in a row.
pub fn sparkline(item: &TrackedIndicator, lang: Lang) -> String {
    let id = format!("i{}", item.indicator.position);
    chart::sparkline(&chart::Trend { id: &id, indicator: &item.indicator, judgement: &item.judgement }, lang)
}

/// The statuses of each group as bars.
pub fn status_bars(tracked: &Tracked, counted: &Counted, lang: Lang) -> Drawn {
    let row = |(id, counts): &(domain::GroupId, _)| StatusRow {
        label: tracked.group(*id).map_or_else(String::new, |group| group.name.clone()),
        counts: *counts,
        href: Some(format!("/indicators?group={id}")),
    };
    let rows: Vec<StatusRow> = counted.groups.iter().map(row).collect();
    let title = lang.pick("Đánh giá chỉ tiêu theo nhóm", "Status of the indicators by group");
    Drawn::both(|size| chart::status_bars("groups", title, &rows, size, lang))
}

/// The documents on file and those they carry out, rest on, replace or amend.
///
/// Mere mentions are left to the list: they would drown the lines of descent.
pub fn lineage(library: &Library, lang: Lang) -> Drawn {
    let mut documents: BTreeMap<String, LineageDocument> = BTreeMap::new();
    for head in &library.documents {
        let document = LineageDocument {
            id: head.id.to_string(),
            symbol: head.symbol.as_ref().map_or_else(String::new, ToString::to_string),
            title: full_title(head, lang),
            href: Some(format!("/documents/{}", head.id)),
            is_current: false,
        };
        documents.insert(document.id.clone(), document);
    }
    let mut links = Vec::new();
    for link in library.links.iter().filter(|link| link.relation != Relation::Mentions) {
        let to = target_of(link);
        documents.entry(to.clone()).or_insert_with(|| LineageDocument {
            id: to.clone(),
            symbol: link.symbol.to_string(),
            title: String::new(),
            href: None,
            is_current: false,
        });
        links.push(LineageLink { from: link.from.to_string(), relation: link.relation, to });
    }
    let documents: Vec<LineageDocument> = documents.into_values().collect();
    let title = lang.pick("Quan hệ giữa các văn bản", "How the documents hang together");
    Drawn::both(|size| chart::lineage("lineage", title, &documents, &links, size, lang))
}

/// Kind and title, as they stand at the document's head.
fn full_title(head: &Head, lang: Lang) -> String {
    let kind = head.kind.map_or("", |kind| lang.pick(kind.name_vi(), kind.name_en()));
    format!("{kind} {}", head.title).trim_start().to_owned()
}

/// The other document's id on the drawing: its own when on file, else its symbol.
fn target_of(link: &DocumentLink) -> String {
    link.to.map_or_else(|| link.symbol.to_string(), |id| id.to_string())
}
