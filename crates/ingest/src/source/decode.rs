//! Bytes of a text file become characters: the encoding is told by the bytes alone.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::{kind, legacy};
use crate::Refusal;

/// The characters of a file.
pub(super) struct Decoded {
    pub(super) text: String,
    /// Name of the encoding when it was not UTF-8.
    pub(super) encoding: Option<&'static str>,
    /// Number of places that could not be decoded and hold U+FFFD now.
    pub(super) broken: usize,
}

impl Decoded {
    fn utf8(text: &str, broken: usize) -> Self {
        Self { text: text.to_owned(), encoding: None, broken }
    }
}

/// Decodes UTF-8, UTF-16 and Windows-1258, with or without byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return marked(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return utf16(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded::utf8(text, 0));
    }
    single_byte(bytes)
}

fn marked(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, Refusal> {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        return utf16(encoding, bytes);
    }
    let text = String::from_utf8_lossy(bytes);
    Ok(Decoded::utf8(&text, count_broken(bytes)))
}

fn utf16(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, Refusal> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let broken = text.matches(char::REPLACEMENT_CHARACTER).count();
    if broken * 100 > text.chars().count() {
        return Err(Refusal::UnknownEncoding);
    }
    Ok(Decoded { text: text.into_owned(), encoding: Some(encoding.name()), broken })
}

/// Vietnamese in UTF-16 is more than half ASCII letters and spaces, whose high byte is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, units) = (zeros(0), zeros(1), sample.len() / 2);
    let mostly = |high: usize, low: usize| high * 3 > units && low * 50 <= units;
    match bytes.len() % 2 {
        0 if mostly(odd, even) => Some(UTF_16LE),
        0 if mostly(even, odd) => Some(UTF_16BE),
        _ => None,
    }
}

/// Not UTF-8 throughout: UTF-8 with a few broken bytes, an old Vietnamese encoding, or neither.
fn single_byte(bytes: &[u8]) -> Result<Decoded, Refusal> {
    if kind::is_binary(bytes) {
        return Err(Refusal::UnknownFormat);
    }
    let lossy = String::from_utf8_lossy(bytes);
    let broken = count_broken(bytes);
    let whole = lossy.chars().filter(|c| !c.is_ascii()).count().saturating_sub(broken);
    if broken * 2 <= whole {
        return Ok(Decoded::utf8(&lossy, broken));
    }
    let (western, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    if let Some(family) = legacy::family(&western) {
        return Err(Refusal::LegacyFont { family });
    }
    if let Some(text) = windows_1258(bytes) {
        return Ok(Decoded { text, encoding: Some("Windows-1258"), broken: 0 });
    }
    if broken * 100 <= bytes.len() && bytes.len() > 100 {
        return Ok(Decoded::utf8(&lossy, broken));
    }
    Err(Refusal::UnknownEncoding)
}

/// Windows-1258 writes tones as marks after the letter; it is that encoding when they fall into place.
fn windows_1258(bytes: &[u8]) -> Option<String> {
    let (text, broken) = WINDOWS_1258.decode_without_bom_handling(bytes);
    let text: String = text.nfc().collect();
    let letters = || text.chars().filter(|c| !c.is_ascii());
    let vietnamese = letters().filter(|&c| is_vietnamese(c)).count();
    let foreign = letters().filter(|&c| is_foreign(c)).count();
    (!broken && vietnamese > 0 && foreign * 20 <= vietnamese).then_some(text)
}

/// A letter with a mark that Vietnamese uses.
pub(super) fn is_vietnamese(c: char) -> bool {
    "ăâđêôơưàáãèéìíòóõùúýĩũ".contains(c.to_lowercase().next().unwrap_or(c))
        || ('\u{1ea0}'..='\u{1ef9}').contains(&c)
}

/// A letter or loose mark that Vietnamese does not use.
fn is_foreign(c: char) -> bool {
    let loose_mark = ('\u{300}'..='\u{36f}').contains(&c);
    loose_mark || c.is_control() || (c.is_alphabetic() && !is_vietnamese(c))
}

/// Number of places in the bytes that are not UTF-8.
fn count_broken(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count()
}

/// An XML part of a package as text: UTF-8, or UTF-16 with its mark.
pub(super) fn xml(bytes: Vec<u8>) -> Result<String, Refusal> {
    match Encoding::for_bom(&bytes) {
        None => String::from_utf8(bytes).map_err(|_| Refusal::Truncated),
        Some((encoding, mark)) => encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
            .map(Cow::into_owned)
            .ok_or(Refusal::Truncated),
    }
}
