//! Office packages: a zip file of XML parts, opened under guard.
//!
//! Every entry is unpacked once under a running total, so a size that the directory only claims
//! is never trusted.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::Xml;
use super::{Limits, decode, kind};
use crate::{Refusal, Unsupported};

/// The XML parts of a package by their paths.
pub(crate) struct Package {
    parts: BTreeMap<String, String>,
    /// Path of the part that holds the document or workbook.
    pub(crate) main: String,
    pub(crate) kind: PackageKind,
}

/// What the main part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PackageKind {
    Document,
    Workbook,
}

/// Small packages may compress well; only what grows beyond this is held against the ratio.
const RATIO_FREE_BYTES: u64 = 10 * 1024 * 1024;
/// As much room is made for a part before it is unpacked.
const CLAIM_BYTES: usize = 256 * 1024;
/// Excel's own limit on cell formats; readers copy fonts and fills into each of them.
const MAX_CELL_FORMATS: usize = 65_536;
/// Many times what the largest plan has.
const MAX_SHARED_STRINGS: usize = 1_000_000;
/// Longest tag in a style sheet, for the same reason.
const MAX_STYLE_TAG_BYTES: usize = 2_048;

impl Package {
    /// Unpacks the XML parts and tells what the package is.
    pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Self, Refusal> {
        let directory_entries =
            memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(limits.max_entries + 1).count();
        if directory_entries > limits.max_entries {
            return Err(Refusal::ZipBomb);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Truncated)?;
        refuse_other_kinds(&archive)?;
        let parts = unpack(&mut archive, bytes.len() as u64, limits)?;
        let main = main_part(&parts)?;
        let kind = kind_of(&parts, &main)?;
        if kind == PackageKind::Workbook {
            refuse_multipliers(&parts)?;
        }
        Ok(Self { parts, main, kind })
    }

    /// The text of a part; paths are compared without regard to case, as Office does.
    pub(crate) fn part(&self, path: &str) -> Option<&str> {
        self.parts.get(&path.to_lowercase()).map(String::as_str)
    }

    /// A part in the folder of the main part.
    pub(crate) fn beside_main(&self, name: &str) -> Option<&str> {
        let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.part(format!("{folder}/{name}").trim_start_matches('/'))
    }

    /// Parts whose path contains a word, in order of their paths.
    pub(crate) fn parts_named<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        self.parts.iter().filter(move |(path, _)| path.contains(word)).map(|(_, text)| text.as_str())
    }
}

fn unpack<R: Read + io::Seek>(
    archive: &mut ZipArchive<R>,
    packed: u64,
    limits: &Limits,
) -> Result<BTreeMap<String, String>, Refusal> {
    let mut parts = BTreeMap::new();
    let mut total = 0;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| unreadable(&error))?;
        let path = entry.name().map_err(|_| Refusal::Truncated)?.trim_start_matches('/').to_lowercase();
        // Nobody reads colours and fonts of themes.
        if path.contains("/theme/") {
            continue;
        }
        let is_xml = is_xml_path(&path);
        let room = limits.max_unpacked_bytes.saturating_sub(total) + 1;
        // What the directory claims is only trusted for so much room as a real part needs.
        let claimed = usize::try_from(entry.size()).unwrap_or(usize::MAX).min(CLAIM_BYTES);
        let mut content = if is_xml { Vec::with_capacity(claimed + 1) } else { Vec::new() };
        let copied = if is_xml {
            entry.take(room).read_to_end(&mut content).map(|read| read as u64)
        } else {
            io::copy(&mut (&mut entry).take(room), &mut io::sink())
        };
        // A damaged picture does not keep the text from being read.
        total += if is_xml { copied.map_err(|_| Refusal::Truncated)? } else { copied.unwrap_or(0) };
        if total > limits.max_unpacked_bytes
            || (total > RATIO_FREE_BYTES && total / packed > limits.max_ratio)
        {
            return Err(Refusal::ZipBomb);
        }
        if is_xml {
            let text = decode::xml(content)?;
            if kind::declares_entities(text.as_bytes()) {
                return Err(Refusal::XmlEntities);
            }
            parts.insert(path, text);
        }
    }
    Ok(parts)
}

fn unreadable(error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            Refusal::PasswordProtected
        }
        _ => Refusal::Truncated,
    }
}

/// Parts that are text; the path is in lower case.
fn is_xml_path(path: &str) -> bool {
    matches!(path.rsplit_once('.'), Some((_, "xml" | "rels")))
}

/// Names that show a package to be something else, before anything is unpacked.
fn refuse_other_kinds<R: Read + io::Seek>(archive: &ZipArchive<R>) -> Result<(), Refusal> {
    let names: Vec<String> =
        archive.file_names_raw().map(|name| String::from_utf8_lossy(name).to_lowercase()).collect();
    let any = |part: &str| names.iter().any(|name| name.contains(part));
    if any("vbaproject.bin") || any("xl/macrosheets/") {
        return Err(Refusal::Macros);
    }
    if any("xl/workbook.bin") {
        return Err(Refusal::Unsupported(Unsupported::Xlsb));
    }
    if names.iter().any(|name| name == "[content_types].xml") {
        return Ok(());
    }
    let open_document = any("mimetype") && any("content.xml");
    Err(Refusal::Unsupported(if open_document { Unsupported::OpenDocument } else { Unsupported::Archive }))
}

/// Path of the office document that the package's root points to.
fn main_part(parts: &BTreeMap<String, String>) -> Result<String, Refusal> {
    let rels = parts.get("_rels/.rels").ok_or(Refusal::Truncated)?;
    let mut xml = Xml::new(rels);
    while let Some(tag) = xml.next_tag()? {
        if tag.is("Relationship") && tag.attr("Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
            let target = tag.attr("Target").ok_or(Refusal::Truncated)?;
            return Ok(target.trim_start_matches('/').to_lowercase());
        }
    }
    Err(Refusal::Unsupported(Unsupported::Archive))
}

fn kind_of(parts: &BTreeMap<String, String>, main: &str) -> Result<PackageKind, Refusal> {
    let types = parts.get("[content_types].xml").ok_or(Refusal::Truncated)?;
    if !parts.contains_key(main) {
        return Err(Refusal::Truncated);
    }
    let declared = declared_type(types, main)?.to_lowercase();
    let told_by = |word: &str, folder: &str| {
        declared.contains(word) || (declared.is_empty() && main.starts_with(folder))
    };
    if declared.contains("macroenabled") {
        Err(Refusal::Macros)
    } else if told_by("wordprocessingml", "word/") {
        Ok(PackageKind::Document)
    } else if told_by("spreadsheetml", "xl/") {
        Ok(PackageKind::Workbook)
    } else if told_by("presentationml", "ppt/") {
        Err(Refusal::Unsupported(Unsupported::Slides))
    } else {
        Err(Refusal::UnknownFormat)
    }
}

/// The content type declared for a part, by its own path; empty when only its ending has one.
fn declared_type(types: &str, path: &str) -> Result<String, Refusal> {
    let mut xml = Xml::new(types);
    while let Some(tag) = xml.next_tag()? {
        let part = tag.attr("PartName").unwrap_or_default().to_lowercase();
        if tag.is("Override") && part.trim_start_matches('/') == path {
            return Ok(tag.attr("ContentType").unwrap_or_default());
        }
    }
    Ok(String::new())
}

/// Parts of a workbook from which few bytes become many in memory or time.
fn refuse_multipliers(parts: &BTreeMap<String, String>) -> Result<(), Refusal> {
    let count = |text: &str, tag: &str| memchr::memmem::find_iter(text.as_bytes(), tag.as_bytes()).count();
    let sheets = parts.keys().filter(|path| path.contains("sheets/")).count();
    let multiplies = parts.iter().any(|(path, text)| {
        match path.rsplit('/').next().unwrap_or_default() {
            "styles.xml" => {
                let longest_tag = text.split('<').map(str::len).max().unwrap_or(0);
                count(text, "<xf") > MAX_CELL_FORMATS || longest_tag > MAX_STYLE_TAG_BYTES
            }
            "sharedstrings.xml" => count(text, "<si") > MAX_SHARED_STRINGS,
            // Many entries may point to the same sheet.
            "workbook.xml" => count(text, "<sheet ") > sheets,
            _ => false,
        }
    });
    if multiplies { Err(Refusal::ZipBomb) } else { Ok(()) }
}
