//! Vietnamese text: one form to keep, keys to compare and to search by.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The composed form (NFC) in which every text is kept.
pub fn nfc(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    }
}

/// Bytes in hexadecimal, in small letters.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from(b"0123456789abcdef"[usize::from(four)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The search key: lower case, no marks, `đ` as `d`, white space folded.
///
/// `so hoa` finds `số hóa` when both sides are folded.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // Most letters are ASCII; marks that remain are dropped, so their order does not matter.
        if c.is_ascii() {
            fold_letter(c, &mut out);
        } else {
            decompose_canonical(c, |part| fold_letter(part, &mut out));
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Adds a decomposed letter to a key.
fn fold_letter(c: char, out: &mut String) {
    match c {
        'đ' | 'Đ' => out.push('d'),
        _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
        _ if c.is_whitespace() => {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        _ if is_combining_mark(c) => {}
        _ => out.extend(c.to_lowercase()),
    }
}

/// The spelling key: as [`fold`], but keeping the letters' marks and each
/// syllable's tone wherever it was placed, so `hoà` equals `hòa` and `uỷ` equals `ủy`.
pub fn spelling_key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut tone = None;
        for c in word.nfd() {
            if is_tone(c) {
                tone = Some(c);
            } else {
                out.extend(c.to_lowercase());
            }
        }
        out.extend(tone);
    }
    out
}

/// Grave, acute, tilde, hook above, dot below: the five written tones.
fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Joins words with single spaces, dropping line breaks and doubled spaces.
pub fn squeeze(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folding_finds_words_typed_without_marks() {
        assert_eq!(fold("Số hóa"), "so hoa");
        assert_eq!(fold("  ĐỔI  mới\n"), "doi moi");
        assert_eq!(fold("Được"), fold("duoc"));
    }

    #[test]
    fn tone_placement_does_not_part_words() {
        assert_eq!(spelling_key("hoà"), spelling_key("hòa"));
        assert_eq!(spelling_key("Uỷ ban"), spelling_key("Ủy  ban"));
        assert_ne!(spelling_key("hóa"), spelling_key("hòa"));
    }

    proptest! {
        #[test]
        fn folding_is_idempotent_and_blind_to_composition(text in "\\PC{0,40}") {
            let once = fold(&text);
            prop_assert_eq!(&fold(&once), &once);
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&decomposed), once);
        }
    }
}
