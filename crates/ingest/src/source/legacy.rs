//! Texts written for fonts from before Unicode (TCVN3, VNI): they look like Latin letters in the wrong places.
//!
//! They are recognised only to be refused with advice. Conversion here would lose capitals: TCVN3 keeps
//! them in the font, not in the text. UTF-8 that was taken for Latin and encoded again shows alike.

use super::decode::is_vietnamese;

/// Signs that stand for letters in TCVN3 and never touch a letter in Vietnamese Unicode text.
const TCVN3: &str = "¨©ª¬®µ¶¸¹¼½¾§¡¢¤¥¦\u{ad}";
/// Letters that mark tones in VNI and are not Vietnamese.
const VNI: &str = "ñöøûïäåëüæÑÖØÛÏÄÅËÜÆ";

/// Names the family of old fonts that a text was written for.
pub(super) fn family(text: &str) -> Option<&'static str> {
    let words = Words::count(text);
    if words.is_mostly(words.tcvn3) {
        Some("TCVN3 (ABC)")
    } else if words.is_mostly(words.vni) {
        Some("VNI")
    } else {
        None
    }
}

/// Whether the text was UTF-8 once, read as Latin and encoded a second time (`Káº¿ hoáº¡ch`).
pub(super) fn is_twice_encoded(text: &str) -> bool {
    let pairs: usize = ["áº", "á»", "Ä‘", "Æ°"].iter().map(|pair| text.matches(pair).count()).sum();
    pairs >= 3 && pairs * 10 >= text.split_whitespace().count()
}

#[derive(Default)]
struct Words {
    all: usize,
    tcvn3: usize,
    vni: usize,
    /// Words with a letter that only Unicode text has.
    unicode: usize,
    /// Words with an unmarked Latin letter: nearly every syllable has one.
    plain: usize,
}

impl Words {
    fn count(text: &str) -> Self {
        let mut words = Self::default();
        for word in text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)) {
            words.all += 1;
            words.tcvn3 += usize::from(has_sign_beside_letter(word));
            words.vni += usize::from(word.chars().any(|c| VNI.contains(c)));
            words.plain += usize::from(word.chars().any(|c| c.is_ascii_alphabetic()));
            words.unicode += usize::from(word.chars().any(|c| u32::from(c) > 0xff && is_vietnamese(c)));
        }
        words
    }

    /// A scan has stray signs here and there; a text in an old font has them in every tenth word at least.
    fn is_mostly(&self, odd: usize) -> bool {
        odd >= 3 && odd * 10 >= self.all && odd > self.unicode * 2 && self.plain * 2 > self.all
    }
}

fn has_sign_beside_letter(word: &str) -> bool {
    let chars: Vec<char> = word.chars().collect();
    chars.windows(2).any(|pair| {
        (TCVN3.contains(pair[0]) && pair[1].is_alphabetic())
            || (pair[0].is_alphabetic() && TCVN3.contains(pair[1]))
    })
}
