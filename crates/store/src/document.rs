//! Documents as they were signed; never changed once added.

use domain::{Document, DocumentId, DocumentKind, Symbol};
use jiff::civil::Date;

use crate::cell::values;
use crate::pool::Row;
use crate::record::{not_found, record};
use crate::search::folded;
use crate::{Read, Result, Write, document_link};

/// A document without its text, for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its id.
    pub id: DocumentId,
    /// Its symbol.
    pub symbol: Option<Symbol>,
    /// Its kind, where it says so.
    pub kind: Option<DocumentKind>,
    /// Who issued it, as printed.
    pub issuer: String,
    /// The day it was issued.
    pub issued_on: Option<Date>,
    /// Its title.
    pub title: String,
    /// Whether it only illustrates.
    pub is_illustration: bool,
}

/// Adds a document; links that name its symbol and date now lead to it.
pub async fn add(tx: &mut Write, document: &Document) -> Result<()> {
    let Document { id, symbol, kind, issuer, place, issued_on, title, .. } = document;
    let symbol_text = symbol.as_ref().map_or("", Symbol::as_str);
    let record = record! {
        id: id, symbol: symbol, kind: kind, issuer: issuer, place: place, issued_on: issued_on, title: title,
        file_name: &document.file_name, sha256: &document.sha256, text: text_of(&document.lines),
        is_illustration: document.is_illustration, folded: folded([symbol_text, title, issuer]),
    };
    tx.insert("document", record).await?;
    match symbol {
        Some(symbol) => document_link::resolve(tx, symbol).await,
        None => Ok(()),
    }
}

/// The document, if it is on file.
pub async fn find(read: &mut Read, id: DocumentId) -> Result<Option<Document>> {
    read.first("SELECT * FROM document WHERE id = $1", values![id], document).await
}

/// The document, which must be on file.
pub async fn get(read: &mut Read, id: DocumentId) -> Result<Document> {
    find(read, id).await?.ok_or_else(|| not_found("document", &id))
}

/// The head of the document, which must be on file.
pub async fn get_head(read: &mut Read, id: DocumentId) -> Result<Head> {
    let sql =
        "SELECT id, symbol, kind, issuer, issued_on, title, is_illustration FROM document WHERE id = $1";
    read.first(sql, values![id], head).await?.ok_or_else(|| not_found("document", &id))
}

/// Every document, the latest issued first, undated ones last.
pub async fn list(read: &mut Read) -> Result<Vec<Head>> {
    let sql = "SELECT id, symbol, kind, issuer, issued_on, title, is_illustration FROM document
        ORDER BY COALESCE(issued_on, '') DESC, symbol, id";
    read.list(sql, values![], head).await
}

/// The documents that carry a symbol; it repeats from year to year, so there may be several.
pub async fn list_by_symbol(read: &mut Read, symbol: &Symbol) -> Result<Vec<Head>> {
    let sql = "SELECT id, symbol, kind, issuer, issued_on, title, is_illustration FROM document
        WHERE symbol = $1 ORDER BY issued_on, id";
    read.list(sql, values![symbol], head).await
}

/// The documents read from exactly this file, by its SHA-256.
pub async fn list_by_sha256(read: &mut Read, sha256: &str) -> Result<Vec<Head>> {
    let sql = "SELECT id, symbol, kind, issuer, issued_on, title, is_illustration FROM document
        WHERE sha256 = $1 ORDER BY id";
    read.list(sql, values![sha256], head).await
}

fn head(row: &Row) -> Result<Head> {
    Ok(Head {
        id: row.get("id")?,
        symbol: row.find("symbol")?,
        kind: row.find("kind")?,
        issuer: row.get("issuer")?,
        issued_on: row.find("issued_on")?,
        title: row.get("title")?,
        is_illustration: row.get("is_illustration")?,
    })
}

fn document(row: &Row) -> Result<Document> {
    let Head { id, symbol, kind, issuer, issued_on, title, is_illustration } = head(row)?;
    Ok(Document {
        id,
        symbol,
        kind,
        issuer,
        place: row.get("place")?,
        issued_on,
        title,
        file_name: row.get("file_name")?,
        sha256: row.get("sha256")?,
        lines: lines_of(&row.get::<String>("text")?),
        is_illustration,
    })
}

/// Every line ends with a line break, so that no lines and one empty line differ.
fn text_of(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

fn lines_of(text: &str) -> Vec<String> {
    text.split_terminator('\n').map(str::to_owned).collect()
}
