//! The growing plain-text view of a document, kept within its limits.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::Limits;
use crate::Refusal;

/// Lines gathered so far.
pub(super) struct Lines<'a> {
    limits: &'a Limits,
    done: Vec<String>,
    bytes: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self { limits, done: Vec::new(), bytes: 0 }
    }

    /// Appends one line, cleaned, and returns its number from 1.
    pub(super) fn push(&mut self, line: &str) -> Result<usize, Refusal> {
        let line = clean(line);
        self.bytes += line.len();
        self.done.push(line);
        if self.done.len() > self.limits.max_lines || self.bytes > self.limits.max_text_bytes {
            return Err(Refusal::TooLong { lines: self.limits.max_lines });
        }
        Ok(self.done.len())
    }

    /// Number of the line that comes next.
    pub(super) fn next(&self) -> usize {
        self.done.len() + 1
    }

    /// The lines from one number to the end, joined by `\n`.
    pub(super) fn text_from(&self, line: usize) -> String {
        self.done[line - 1..].join("\n")
    }

    pub(super) fn is_blank(&self) -> bool {
        self.done.iter().all(|line| line.trim().is_empty())
    }

    pub(super) fn as_slice(&self) -> &[String] {
        &self.done
    }

    pub(super) fn into_vec(self) -> Vec<String> {
        self.done
    }
}

/// A line in NFC, without characters that show nothing and with plain spaces and hyphens.
pub(super) fn clean(line: &str) -> String {
    let mut kept: String = line.chars().filter_map(visible).collect();
    if is_nfc_quick(kept.chars()) != IsNormalized::Yes {
        kept = kept.nfc().collect();
    }
    kept
}

/// What stands in the line for a character: itself, a plainer one, or nothing.
fn visible(c: char) -> Option<char> {
    match c {
        '\t' => Some(c),
        // Page breaks and Word's manual line breaks part words.
        '\u{b}' | '\u{c}' | '\u{a0}' | '\u{202f}' | '\u{2007}' => Some(' '),
        '\u{2011}' | '\u{2010}' => Some('-'),
        // Soft hyphen, zero-width and direction marks, byte order mark.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}' => None,
        _ if c.is_control() => None,
        _ => Some(c),
    }
}
