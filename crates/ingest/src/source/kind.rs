//! What the bytes are, told by how they begin.

use crate::{Refusal, Unsupported};

/// Families of content that are read further.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A zip package: docx, xlsx or one to refuse.
    Package,
    /// Anything else that may be text.
    Text,
}

const COMPOUND_FILE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Beginnings of formats that are recognised but not read.
const UNSUPPORTED: [(&[u8], Unsupported); 18] = [
    (b"{\\rtf", Unsupported::Rtf),
    (b"\xff\xd8\xff", Unsupported::Image),
    (b"\x89PNG\r\n", Unsupported::Image),
    (b"GIF87a", Unsupported::Image),
    (b"GIF89a", Unsupported::Image),
    (b"II*\0", Unsupported::Image),
    (b"MM\0*", Unsupported::Image),
    (b"\x97JB2\r\n", Unsupported::Image),
    (b"Rar!\x1a\x07", Unsupported::Archive),
    (b"7z\xbc\xaf\x27\x1c", Unsupported::Archive),
    (b"\x1f\x8b\x08", Unsupported::Archive),
    (b"BZh9", Unsupported::Archive),
    (b"\xfd7zXZ\0", Unsupported::Archive),
    (b"MIME-Version:", Unsupported::Html),
    (b"<html", Unsupported::Html),
    (b"<HTML", Unsupported::Html),
    (b"<!DOCTYPE html", Unsupported::Html),
    (b"<!DOCTYPE HTML", Unsupported::Html),
];

/// Tells the family of the content, or refuses what is recognised as something else.
pub(crate) fn of(bytes: &[u8]) -> Result<Kind, Refusal> {
    let begin = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if begin.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Package);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(compound_file(bytes));
    }
    if let Some((_, kind)) = UNSUPPORTED.iter().find(|(magic, _)| begin.starts_with(magic)) {
        return Err(Refusal::Unsupported(*kind));
    }
    if is_pdf(bytes) {
        return Err(Refusal::Unsupported(Unsupported::Pdf));
    }
    if is_picture_container(bytes) {
        return Err(Refusal::Unsupported(Unsupported::Image));
    }
    if begin.starts_with(b"<?xml") || begin.starts_with(b"<!DOCTYPE") {
        return Err(bare_xml(begin));
    }
    Ok(Kind::Text)
}

/// PDF readers accept bytes before the mark, so some writers put them there.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    head.starts_with(b"%PDF-") || (contains(head, b"%PDF-1.") && contains(bytes, b"\nendobj"))
}

fn is_picture_container(bytes: &[u8]) -> bool {
    let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(mark));
    let bitmap = at(0, b"BM") && at(6, &[0; 4]);
    bitmap || (at(0, b"RIFF") && at(8, b"WEBP")) || at(4, b"ftyphei") || at(4, b"ftypmif1")
}

/// Office files up to 2003, and newer ones behind a password, are compound files; their streams' names tell which.
fn compound_file(bytes: &[u8]) -> Refusal {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &wide)
    };
    if has("EncryptedPackage") {
        Refusal::PasswordProtected
    } else if has("WordDocument") {
        Refusal::Unsupported(Unsupported::Doc)
    } else if has("Workbook") || has("Book") {
        Refusal::Unsupported(Unsupported::Xls)
    } else if has("PowerPoint Document") {
        Refusal::Unsupported(Unsupported::Slides)
    } else {
        Refusal::UnknownFormat
    }
}

/// XML outside a package is never read; declarations of entities are named as what they are.
fn bare_xml(text: &[u8]) -> Refusal {
    let head = &text[..text.len().min(64 * 1024)];
    let lower = head.to_ascii_lowercase();
    if contains(&lower, b"<html") || contains(&lower, b"<!doctype html") {
        Refusal::Unsupported(Unsupported::Html)
    } else if declares_entities(text) {
        Refusal::XmlEntities
    } else {
        Refusal::UnknownFormat
    }
}

/// Whether XML text has a document type or entity declaration.
pub(crate) fn declares_entities(xml: &[u8]) -> bool {
    contains(xml, b"<!DOCTYPE") || contains(xml, b"<!ENTITY")
}

/// Whether bytes outside UTF-8 are no text in any older encoding either: those keep clear of control characters,
/// which make up a tenth of random bytes.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let is_odd = |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\t'..=b'\r' | 0x1a);
    bytes.iter().filter(is_odd).count() * 100 > bytes.len()
}

pub(crate) fn contains(bytes: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(bytes, part).is_some()
}
