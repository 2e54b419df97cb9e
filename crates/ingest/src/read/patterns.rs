//! Regular expressions, compiled once.

use regex::Regex;

/// A pattern over words as printed.
pub(crate) fn printed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant checked by the tests")
}

/// A pattern over folded words: `\b`, `\d`, `\s` and `\w` mean ASCII there, which keeps the fast engines in use
/// where the text holds other signs.
pub(crate) fn folded(pattern: &str) -> Regex {
    let mut out = String::with_capacity(pattern.len() + 64);
    let mut in_class = false;
    let mut letters = pattern.chars();
    while let Some(c) = letters.next() {
        match (c, in_class) {
            ('\\', false) => match letters.next() {
                Some(kind @ ('b' | 'd' | 's' | 'w')) => {
                    out.extend(["(?-u:\\", kind.encode_utf8(&mut [0; 1]), ")"]);
                }
                Some(other) => out.extend(['\\', other]),
                None => out.push('\\'),
            },
            ('\\', true) => {
                out.push('\\');
                out.extend(letters.next());
            }
            _ => {
                in_class = (in_class || c == '[') && c != ']';
                out.push(c);
            }
        }
    }
    printed(&out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_patterns_match_beside_other_signs() {
        let regex = folded(r"\btruoc [^\s;]+ \d{1,2}/\d{4}\b");
        assert_eq!(regex.find("≥ 5; truoc thang 6/2026…").map(|m| m.as_str()), Some("truoc thang 6/2026"));
        assert!(!regex.is_match("khongtruoc thang 6/2026"));
    }
}
