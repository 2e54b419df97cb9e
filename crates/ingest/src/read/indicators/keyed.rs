//! A text beside its search key, so that patterns written without marks find places in the words as printed.

use std::ops::Range;

use domain::text;
use unicode_normalization::char::decompose_canonical;

/// A text in NFC with single spaces, and its key: the same characters in lower case without marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keyed {
    raw: String,
    key: String,
    /// For each character its start in `key` and in `raw`, and one entry for the end.
    starts: Vec<(usize, usize)>,
}

impl Keyed {
    /// Keys a text; character by character, so that both sides stay in step.
    pub(crate) fn new(words: &str) -> Self {
        let raw = text::squeeze(&text::nfc(words));
        let mut key = String::with_capacity(raw.len());
        let mut starts = Vec::with_capacity(raw.len() + 1);
        for (start, c) in raw.char_indices() {
            starts.push((key.len(), start));
            key.push(key_of(c));
        }
        starts.push((key.len(), raw.len()));
        Self { raw, key, starts }
    }

    /// The words as printed.
    pub(crate) fn raw(&self) -> &str {
        &self.raw
    }

    /// The key to search in.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// The printed words of a place in the key.
    pub(crate) fn printed(&self, place: Range<usize>) -> &str {
        &self.raw[self.raw_at(place.start)..self.raw_at(place.end)]
    }

    /// A part of the text as a text of its own.
    pub(crate) fn part(&self, place: Range<usize>) -> Self {
        Self::new(self.printed(place))
    }

    fn raw_at(&self, key_at: usize) -> usize {
        let index = self.starts.partition_point(|(key, _)| *key < key_at);
        self.starts.get(index).map_or(self.raw.len(), |(_, raw)| *raw)
    }
}

/// The key of one character: its base letter in lower case; ASCII, which most are, needs no decomposing.
fn key_of(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut base = None;
    decompose_canonical(c, |part| {
        base.get_or_insert(part);
    });
    match base.unwrap_or(c) {
        'đ' | 'Đ' => 'd',
        letter => letter.to_lowercase().next().unwrap_or(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_place_in_the_key_gives_the_words_as_printed() {
        let text = Keyed::new("Tỷ lệ  ĐẠT ≥ 40% hộ");
        assert_eq!(text.key(), "ty le dat ≥ 40% ho");
        let place = text.key().find("dat").unwrap();
        assert_eq!(text.printed(place..text.key().len()), "ĐẠT ≥ 40% hộ");
    }

    proptest! {
        #[test]
        fn every_place_of_any_text_is_found(words in "\\PC{0,30}") {
            let text = Keyed::new(&words);
            for (at, _) in text.key().char_indices() {
                prop_assert!(text.raw().ends_with(text.printed(at..text.key().len())));
            }
        }
    }
}
