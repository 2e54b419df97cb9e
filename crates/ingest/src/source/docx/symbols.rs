//! Characters that Word takes from picture fonts: `≥` is often typed from the font Symbol.

/// What stands at the private code points of the font Symbol, as far as documents use it.
const SYMBOL: [(u32, char); 15] = [
    (0x2d, '-'),
    (0xa3, '≤'),
    (0xae, '→'),
    (0xb0, '°'),
    (0xb1, '±'),
    (0xb3, '≥'),
    (0xb4, '×'),
    (0xb7, '•'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xbb, '≈'),
    (0xde, '⇒'),
    (0x3c, '<'),
    (0x3e, '>'),
    (0x25, '%'),
];

/// The same for Wingdings.
const WINGDINGS: [(u32, char); 6] =
    [(0xfc, '✓'), (0xfe, '☑'), (0xa8, '☐'), (0x6f, '☐'), (0xe0, '→'), (0x51, '✓')];

/// Text with its private code points replaced by what they show.
pub(super) fn plain(text: &str, font: &str) -> String {
    text.chars()
        .map(|c| if ('\u{f020}'..='\u{f0ff}').contains(&c) { shown(u32::from(c), font) } else { c })
        .collect()
}

/// A symbol given by its hexadecimal code; nothing when the code is none.
pub(super) fn named(code: &str, font: &str) -> String {
    match u32::from_str_radix(code, 16) {
        Ok(code) if code <= 0xff || (0xf020..=0xf0ff).contains(&code) => shown(code, font).to_string(),
        Ok(code) => char::from_u32(code).map(String::from).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

/// Unknown pictures become a dot.
fn shown(code: u32, font: &str) -> char {
    let table: &[(u32, char)] = if font.starts_with("Wingdings") { &WINGDINGS } else { &SYMBOL };
    table.iter().find(|(at, _)| *at == code & 0xff).map_or('•', |(_, c)| *c)
}
