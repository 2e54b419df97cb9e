//! Stamps of secrecy (MẬT, TỐI MẬT, TUYỆT MẬT): a document that bears one is never taken in.
//!
//! Only a stamp standing alone counts. Prose about secrets (`bí mật nhà nước`, `bảo mật`) does not.

use unicode_normalization::UnicodeNormalization;

/// How many lines with text from the top a stamp is looked for in; it stands beside the letterhead.
const TOP_LINES: usize = 40;

/// Finds the stamp near the top of a document.
pub(crate) fn stamp_near_top<'a>(lines: impl IntoIterator<Item = &'a str>) -> Option<String> {
    lines.into_iter().filter(|line| !line.trim().is_empty()).take(TOP_LINES).find_map(stamp)
}

/// The stamp that a line consists of, alone or in a column of its own.
pub(crate) fn stamp(line: &str) -> Option<String> {
    // A stamp is in capitals and has an M, or stands behind a label; most lines have neither.
    if !line.contains(['M', ':']) {
        return None;
    }
    let line: String = line.nfc().map(|c| if c.is_whitespace() && c != '\t' { ' ' } else { c }).collect();
    whole(&line).or_else(|| line.split(['\t', '|', '│']).flat_map(|part| part.split("   ")).find_map(whole))
}

fn whole(text: &str) -> Option<String> {
    let text = bare(text);
    let (labelled, text) = without_label(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = joined(&words);
    (labelled || text == text.to_uppercase()).then(|| text.to_uppercase()).filter(|text| is_stamp(text))
}

/// Without the box, stars or brackets drawn around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Takes off `Độ mật:`; a stamp after the label may be in small letters.
fn without_label(text: &str) -> (bool, &str) {
    match text.split_once(':') {
        Some((label, rest)) if is_label(bare(label)) => (true, bare(rest)),
        _ => (false, text),
    }
}

fn is_label(label: &str) -> bool {
    matches!(fold(label).as_str(), "DO MAT" | "MUC DO MAT" | "DAU DO MAT" | "DO BAO MAT")
}

/// Words as printed, or letters when each stands apart (`M Ậ T`).
fn joined(words: &[&str]) -> String {
    let spaced_out = words.len() > 2 && words.iter().all(|word| word.chars().count() == 1);
    if !spaced_out {
        return words.join(" ");
    }
    let letters = words.concat();
    let last_word = letters.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    if last_word == 0 { letters } else { format!("{} {}", &letters[..last_word], &letters[last_word..]) }
}

/// Scans lose marks: `TUYET MAT` can only be the stamp, while a lone `MẶT` or `MẮT` is a word.
fn is_stamp(text: &str) -> bool {
    matches!(fold(text).as_str(), "TUYET MAT" | "TOI MAT") || matches!(text, "MẬT" | "MAT" | "MÂT" | "MẠT")
}

fn fold(text: &str) -> String {
    text.to_uppercase()
        .nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .map(|c| if c == 'Đ' { 'D' } else { c })
        .collect()
}
