//! The embedded face: Tinos, metric-compatible with Times New Roman, under the SIL Open Font License 1.1.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;

static FILES: [&[u8]; 4] = include!(concat!(env!("OUT_DIR"), "/fonts.rs"));

/// The four styles.
pub(crate) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let font = |file: &&'static [u8]| Font::new(Bytes::new(*file), 0);
    FILES.iter().filter_map(font).collect()
});

/// The signs that Vietnamese documents need beside letters and digits.
const SIGNS: &str = "≥≤–—“”‘’…₫×÷±%‰°§/()[].,;:!?+-−=<>&";

/// For each style, the letters and signs of Vietnamese documents that it lacks.
pub fn missing_letters() -> Vec<(String, String)> {
    let lacks = |font: &Font, letter: char| !font.info().coverage.contains(u32::from(letter));
    let missing = |font: &Font| {
        let missing: String = letters().chars().filter(|letter| lacks(font, *letter)).collect();
        (format!("{} {:?}", font.info().family, font.info().variant), missing)
    };
    FONTS.iter().map(missing).collect()
}

/// Every letter of the Vietnamese alphabet with every tone, the Latin letters and digits, and the signs.
fn letters() -> String {
    let marks = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
    let vowels = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars();
    let toned = vowels.flat_map(|vowel| marks.map(|mark| format!("{vowel}{mark}")));
    let plain = ('a'..='z').chain('A'..='Z').chain('0'..='9').chain("đĐ".chars());
    let letters: String = toned.chain(plain.map(String::from)).collect();
    domain::text::nfc(&letters) + SIGNS
}
