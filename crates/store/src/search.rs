//! Search by words typed without marks: `so hoa` finds `số hóa`.

/// The words a row is searched by: folded, each after a blank, all else dropped.
///
/// A word of a query then stands at a word's beginning exactly where ` word` occurs.
pub(crate) fn folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for text in texts {
        let key = domain::text::fold(text);
        for word in key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            out.push(' ');
            out.push_str(word);
        }
    }
    out
}
