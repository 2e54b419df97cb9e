//! Plain text: bytes become lines.

use unicode_normalization::UnicodeNormalization;

use super::{Limits, Note};
use crate::Refusal;

/// Decodes a text file and cuts it into lines.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<(Vec<String>, Vec<Note>), Refusal> {
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::UnknownEncoding)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines: Vec<String> = text.lines().map(clean).collect();
    if lines.len() > limits.max_lines {
        return Err(Refusal::TooLong {
            limit: limits.max_lines,
        });
    }
    Ok((lines, Vec::new()))
}

/// A line in NFC without control characters; tabs become spaces only where shown.
pub(super) fn clean(line: &str) -> String {
    line.nfc()
        .filter(|c| !c.is_control() || *c == '\t')
        .collect()
}
