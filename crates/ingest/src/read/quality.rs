//! Whether a text looks like a bad scan: Vietnamese without most of its marks, with digits inside its words.

use domain::{Finding, Severity};

use super::findings::{Doubt, finding};
use crate::source::Source;

/// What the letters of a text show.
#[derive(Default)]
struct Letters {
    /// Words of letters.
    words: usize,
    /// Words with a Vietnamese mark.
    marked: usize,
    /// Words with the letters ă, đ, ơ, ư, which OCR without Vietnamese does not know.
    native: usize,
    /// Words that hold a digit or a sign among their letters (`sb`, `qu6c`, `hi¢p`).
    broken: usize,
}

/// Fewer words than this tell nothing.
const ENOUGH: usize = 60;

/// So many words tell enough of the longest document.
const SAMPLE: usize = 5_000;

/// The finding that a text looks like a bad scan.
pub(super) fn check(source: &Source) -> Option<Finding> {
    let mut letters = Letters::default();
    for word in source.lines.iter().flat_map(|line| line.split_whitespace()).take(SAMPLE) {
        letters.count(word);
    }
    letters.is_bad().then(|| {
        finding(
            "ocr.quality",
            Severity::Error,
            format!(
                "Văn bản có vẻ là bản quét nhận dạng kém: chỉ {}% số từ có chữ ă, â, đ, ê, ô, ơ, ư hoặc dấu thanh đúng, {} từ lẫn chữ số hay ký hiệu lạ.",
                letters.native * 100 / letters.words,
                letters.broken
            ),
            "Nhận dạng lại bằng bộ chữ tiếng Việt, hoặc dùng tệp gốc (.docx); nếu vẫn dùng bản này, đối chiếu từng dòng với bản gốc trước khi công bố.",
        )
        .english(
            format!(
                "The text looks like a bad scan: only {}% of its words have Vietnamese letters, and {} words hold stray digits or signs.",
                letters.native * 100 / letters.words,
                letters.broken
            ),
            "Recognise it again with Vietnamese, or use the original file (.docx); otherwise compare every line with the original before publishing.",
        )
    })
}

impl Letters {
    fn count(&mut self, word: &str) {
        let word = word.trim_matches(|c: char| c.is_ascii_punctuation() || "“”‘’…–".contains(c));
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 || word.contains(['/', '-']) {
            return;
        }
        self.words += 1;
        self.marked += usize::from(word.chars().any(|c| c.is_alphabetic() && !c.is_ascii()));
        self.native += usize::from(word.chars().any(is_native));
        self.broken += usize::from(word.chars().any(|c| !c.is_alphabetic() && c != '.' && c != ','));
    }

    /// Sound texts have such letters in most words; a foreign OCR engine knows only those of French.
    fn is_bad(&self) -> bool {
        self.words >= ENOUGH
            && self.native * 5 < self.words
            && (self.marked * 5 > self.words || self.broken * 50 > self.words)
    }
}

/// Letters that only Vietnamese has: ă, đ, ơ, ư, and vowels with two marks or with a hook or a dot.
fn is_native(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư') || ('\u{1ea0}'..='\u{1ef9}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Limits, open};

    fn is_bad(text: &str) -> bool {
        let source = open("thu.txt", text.as_bytes(), &Limits::default()).expect("the text is plain");
        check(&source).is_some()
    }

    #[test]
    fn bad_scans_are_told_from_sound_texts() {
        assert!(!is_bad(&"Các đơn vị thực hiện đầy đủ nhiệm vụ được giao trong năm.\n".repeat(20)));
        assert!(is_bad(
            &"Cac don vi thuc hién day du nhiém vu duoc giao trong ndm, t6 chirc hi¢p hoi.\n".repeat(20)
        ));
        assert!(!is_bad("Cac don vi thuc hién"));
        assert!(!is_bad(&"This is a plain English text without any marks at all in it.\n".repeat(20)));
    }
}
