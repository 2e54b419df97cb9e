//! How documents stand to each other; a link waits until the other document is on file.

use domain::{DocumentId, DocumentLink, Symbol};
use jiff::civil::Date;

use crate::cell::{json, values};
use crate::pool::Row;
use crate::record::record;
use crate::{Read, Result, Write};

/// Adds what a document says of others; what is on file already is linked at once.
///
/// `to` is not taken from the caller: it follows from symbol and date.
pub async fn add_all(tx: &mut Write, links: &[DocumentLink]) -> Result<()> {
    let records = (0_u32..).zip(links).map(|(position, link)| {
        record! {
            from_document: link.from, position: position, relation: link.relation, symbol: &link.symbol,
            issued_on: link.issued_on, anchor: json(&link.anchor),
        }
    });
    tx.insert_all("document_link", records.collect()).await?;
    for link in links {
        resolve(tx, &link.symbol).await?;
    }
    Ok(())
}

/// Every link, in the order of the documents' words.
pub async fn list(read: &mut Read) -> Result<Vec<DocumentLink>> {
    read.list("SELECT * FROM document_link ORDER BY from_document, position", values![], link).await
}

/// What a document says of others.
pub async fn list_from(read: &mut Read, from: DocumentId) -> Result<Vec<DocumentLink>> {
    let sql = "SELECT * FROM document_link WHERE from_document = $1 ORDER BY position";
    read.list(sql, values![from], link).await
}

/// What others say of a document.
pub async fn list_to(read: &mut Read, to: DocumentId) -> Result<Vec<DocumentLink>> {
    let sql = "SELECT * FROM document_link WHERE to_document = $1 ORDER BY from_document, position";
    read.list(sql, values![to], link).await
}

/// Leads every link that names a symbol to the document meant, or to none while that is unclear.
pub(crate) async fn resolve(tx: &mut Write, symbol: &Symbol) -> Result<()> {
    let sql = "SELECT id, issued_on FROM document WHERE symbol = $1";
    let bearers = tx.list(sql, values![symbol], |row| Ok((row.get("id")?, row.find("issued_on")?))).await?;
    let links = tx
        .list("SELECT * FROM document_link WHERE symbol = $1", values![symbol], |row| {
            Ok((row.get::<u32>("position")?, link(row)?))
        })
        .await?;
    for (position, link) in links {
        let to = meant_by(&link, &bearers);
        if to != link.to {
            let sql = "UPDATE document_link SET to_document = $1 WHERE from_document = $2 AND position = $3";
            tx.execute(sql, values![to, link.from, position]).await?;
        }
    }
    Ok(())
}

/// The one other bearer of the symbol with the link's date; a date missing on either side fits
/// any, as long as only one document is left.
fn meant_by(link: &DocumentLink, bearers: &[(DocumentId, Option<Date>)]) -> Option<DocumentId> {
    let others = || bearers.iter().filter(|(id, _)| *id != link.from);
    let dated = only(others().filter(|(_, on)| on.is_some() && *on == link.issued_on));
    dated.or_else(|| only(others().filter(|(_, on)| on.is_none() || link.issued_on.is_none())))
}

fn only<'a>(mut found: impl Iterator<Item = &'a (DocumentId, Option<Date>)>) -> Option<DocumentId> {
    let (first, _) = found.next()?;
    found.next().is_none().then_some(*first)
}

fn link(row: &Row) -> Result<DocumentLink> {
    Ok(DocumentLink {
        from: row.get("from_document")?,
        relation: row.get("relation")?,
        symbol: row.get("symbol")?,
        issued_on: row.find("issued_on")?,
        to: row.find("to_document")?,
        anchor: row.get_json("anchor")?,
    })
}
