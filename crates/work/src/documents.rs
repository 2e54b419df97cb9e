//! Documents on file: how they hang together, and one with the items read from it.

use domain::{Anchor, Document, DocumentId, DocumentLink};
use store::document::Head;

use crate::access::{Access, Subject};
use crate::{Error, Work};

/// Every document on file, and every relation that one of them states.
#[derive(Debug, Clone)]
pub struct Library {
    /// The documents, the latest first.
    pub documents: Vec<Head>,
    /// The relations.
    pub links: Vec<DocumentLink>,
}

impl Library {
    /// The same, without the documents beyond somebody's reach and what those say.
    #[must_use]
    pub fn seen_by(mut self, access: &Access) -> Self {
        self.documents.retain(|document| access.sees_document(document.id));
        self.links.retain(|link| access.sees_document(link.from));
        self
    }
}

/// Lists the documents and their relations.
pub async fn library(work: &Work) -> Result<Library, Error> {
    let mut read = work.store.read().await?;
    Ok(Library {
        documents: store::document::list(&mut read).await?,
        links: store::document_link::list(&mut read).await?,
    })
}

/// An item of a plan that was read from a document.
#[derive(Debug, Clone)]
pub struct ReadItem {
    /// Its id on the page.
    pub id: String,
    /// Where it is shown.
    pub href: String,
    /// Which one it is.
    pub item: Subject,
    /// Its label and name.
    pub name: String,
    /// Where it stands.
    pub anchor: Anchor,
}

/// One document with its relations both ways and what was read from it.
#[derive(Debug, Clone)]
pub struct DocumentPage {
    /// The document.
    pub document: Document,
    /// What it says of others.
    pub from: Vec<DocumentLink>,
    /// Documents that speak of it, with how.
    pub to: Vec<(Head, DocumentLink)>,
    /// What was read from it, in document order.
    pub items: Vec<ReadItem>,
}

impl DocumentPage {
    /// The same, with only those items and other documents that somebody may open.
    #[must_use]
    pub fn seen_by(mut self, access: &Access) -> Self {
        self.items.retain(|item| access.sees_item(item.item));
        self.to.retain(|(head, _)| access.sees_document(head.id));
        for link in &mut self.from {
            link.to = link.to.filter(|to| access.sees_document(*to));
        }
        self
    }
}

/// Loads one document.
pub async fn page(work: &Work, id: DocumentId) -> Result<DocumentPage, Error> {
    let mut read = work.store.read().await?;
    let document = store::document::get(&mut read, id).await?;
    let from = store::document_link::list_from(&mut read, id).await?;
    let mut to = Vec::new();
    for link in store::document_link::list_to(&mut read, id).await? {
        to.push((store::document::get_head(&mut read, link.from).await?, link));
    }
    let items = items(&mut read, id).await?;
    Ok(DocumentPage { document, from, to, items })
}

/// The indicators (wherever a target of them stands) and tasks read from a document.
async fn items(read: &mut store::Read, id: DocumentId) -> Result<Vec<ReadItem>, Error> {
    let mut items = Vec::new();
    for version in store::plan_version::list_of_document(read, id).await? {
        let indicators = store::indicator::list(read, version.plan).await?;
        let targets = store::target::list_in_force(read, version.plan, version.in_force_from).await?;
        for indicator in &indicators {
            let item = |anchor: &Anchor| ReadItem {
                id: format!("i{}", indicator.label.replace('.', "-")),
                href: format!("/indicators/{}", indicator.id),
                item: Subject::Indicator(indicator.id),
                name: format!("{} {}", indicator.label, indicator.name),
                anchor: anchor.clone(),
            };
            if indicator.document == id {
                items.push(item(&indicator.anchor));
            }
            let own = targets.iter().filter(|t| t.indicator == indicator.id && t.version == version.id);
            items.extend(own.map(|target| item(&target.anchor)));
        }
        let tasks = store::task::list_of_plan(read, version.plan).await?;
        items.extend(tasks.into_iter().filter(|task| task.document == id).map(|task| ReadItem {
            id: format!("t{}", task.position),
            href: format!("/tasks/{}", task.id),
            item: Subject::Task(task.id),
            name: format!("{} {}", task.label, task.text),
            anchor: task.anchor,
        }));
    }
    items.sort_by_key(|item| item.anchor.line_start);
    Ok(items)
}
