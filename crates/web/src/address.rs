//! Addresses within the site: encoding, and coming back safely.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in a query value, besides letters and digits.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Encodes a text for use as a query value.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, KEPT).to_string()
}

/// A path of this site to go to, or the front page: never another site.
pub fn within_site(path: Option<&str>) -> &str {
    match path {
        Some(path)
            if path.starts_with('/')
                && !path.starts_with("//")
                && !path.contains(['\\', '\r', '\n', '\t']) =>
        {
            path
        }
        _ => "/",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_never_comes_back_to_another_site() {
        for foreign in
            ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "/a\nb", ""]
        {
            assert_eq!(within_site(Some(foreign)), "/", "{foreign}");
        }
        assert_eq!(within_site(Some("/tasks?q=5G")), "/tasks?q=5G");
        assert_eq!(within_site(None), "/");
    }

    #[test]
    fn texts_are_encoded_byte_by_byte() {
        assert_eq!(encode("/a?q=số"), "/a%3Fq%3Ds%E1%BB%91");
    }
}
