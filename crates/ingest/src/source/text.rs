//! Plain text: bytes become lines.

use domain::Severity;
use unicode_normalization::is_nfc;

use super::decode::{self, Decoded};
use super::lines::Lines;
use super::{Content, Limits, Note, legacy};
use crate::Refusal;

/// Control characters that even a short text may have by accident.
const STRAY_CONTROLS: usize = 3;

/// Decodes a text file and cuts it into lines.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Content, Refusal> {
    let (text, notes) = content(bytes, limits)?;
    let mut lines = Lines::new(limits);
    for line in split(&text) {
        lines.push(line)?;
    }
    if lines.is_blank() {
        return Err(Refusal::Empty);
    }
    Ok((lines.into_vec(), Vec::new(), notes))
}

/// The characters of a text file and what was mended to get them.
pub(super) fn content(bytes: &[u8], limits: &Limits) -> Result<(String, Vec<Note>), Refusal> {
    // UTF-16 takes at most two bytes where UTF-8 takes one.
    if bytes.len() / 2 > limits.max_text_bytes {
        return Err(Refusal::TooLong { lines: limits.max_lines });
    }
    let Decoded { text, encoding, broken } = decode::decode(bytes)?;
    refuse_binary(&text)?;
    if legacy::is_twice_encoded(&text) {
        return Err(Refusal::UnknownEncoding);
    }
    if let Some(family) = legacy::family(&text) {
        return Err(Refusal::LegacyFont { family });
    }
    let mut notes = Vec::new();
    if let Some(encoding) = encoding {
        notes.push(Note::new(
            "source.encoding",
            Severity::Note,
            format!("Tệp dùng bảng mã {encoding}, đã được chuyển sang Unicode."),
            format!("The file was encoded in {encoding}; it was converted to Unicode."),
        ));
    }
    if !is_nfc(&text) {
        notes.push(Note::new(
            "source.decomposed",
            Severity::Note,
            "Văn bản dùng Unicode tổ hợp, đã được chuyển sang Unicode dựng sẵn.",
            "The text used combining marks; it was converted to composed Unicode.",
        ));
    }
    if broken > 0 {
        notes.push(broken_note(&text, broken));
    }
    Ok((text, notes))
}

/// Cuts at the line ends of Windows, Unix and old Macs.
fn split(text: &str) -> Box<dyn Iterator<Item = &str> + '_> {
    if text.contains('\n') { Box::new(text.lines()) } else { Box::new(text.split_terminator('\r')) }
}

fn broken_note(text: &str, broken: usize) -> Note {
    let line = split(text).position(|line| line.contains(char::REPLACEMENT_CHARACTER));
    let note = Note::new(
        "source.broken_bytes",
        Severity::Warning,
        format!("Có {broken} chỗ ký tự bị hỏng, được thay bằng dấu “\u{fffd}”."),
        format!("{broken} places held broken characters; they show “\u{fffd}” now."),
    )
    .hint("Đối chiếu với văn bản gốc và sửa các chỗ này.", "Compare with the original and correct them.");
    match line {
        Some(index) => note.at(index + 1),
        None => note,
    }
}

/// Text has next to no control characters; a program or picture is full of them.
fn refuse_binary(text: &str) -> Result<(), Refusal> {
    let (mut total, mut odd) = (0_usize, 0_usize);
    for c in text.chars() {
        total += 1;
        let blank = matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1a}' | '\u{85}');
        odd += usize::from(c.is_control() && !blank);
    }
    if odd > STRAY_CONTROLS && odd * 100 > total { Err(Refusal::UnknownFormat) } else { Ok(()) }
}
