//! Posts in running text, without the names of the persons who hold them.

use std::sync::LazyLock;

use domain::text::{fold, squeeze};
use regex::Regex;

use super::patterns::printed as pattern;

/// A post, and whether a person's name was dropped from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    /// The post's words; empty when only a name was given.
    pub words: String,
    /// Whether a name stood there.
    pub had_name: bool,
}

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[Mm]ời |Đề nghị )?(?:(?:[Cc]ác )?[Đđ]ồng chí|ĐỒNG CHÍ|[Đđ][/.]\s?[Cc]\.?|[Ôô]ng|[Bb]à)(?:\s*[:.]\s*|\s+)",
    )
});
/// Two to five words, each with one capital, up to the sign that parts name and post.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^((?:\p{Lu}\p{Ll}*|\p{Lu}+)(?:\s(?:\p{Lu}\p{Ll}*|\p{Lu}+)){1,4})\s*(?:[,;:(–-]\s*|$)")
});

/// First words of posts, folded.
const POSTS: [&str; 27] = [
    "bi thu",
    "pho bi thu",
    "chu tich",
    "pho chu tich",
    "giam doc",
    "pho giam doc",
    "chanh",
    "pho chanh",
    "truong",
    "pho truong",
    "chu nhiem",
    "pho chu nhiem",
    "uy vien",
    "thu truong",
    "chi huy",
    "pho chi huy",
    "hieu truong",
    "tong giam doc",
    "tong bien tap",
    "bo truong",
    "cuc truong",
    "chi cuc truong",
    "thuong truc",
    "cong chuc",
    "chuyen vien",
    "dai dien",
    "lanh dao",
];

/// Whether the words begin with an address (`Đồng chí`) or with a post.
pub(super) fn begins_with_post(words: &str) -> bool {
    ADDRESS.is_match(words) || is_post(words)
}

fn is_post(words: &str) -> bool {
    let key = fold(words);
    POSTS
        .iter()
        .any(|post| key.strip_prefix(post).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// The post in some words.
pub(super) fn read(words: &str) -> Post {
    let words = squeeze(words);
    let bare = ADDRESS.replace(&words, "");
    let bare = bare.trim_end_matches(['.', ';', ',', ' ', ':']);
    let (rest, had_name) = match NAME.captures(bare).filter(|found| !is_post(&found[1])) {
        Some(found) => (&bare[found[0].len()..], true),
        None => (bare, false),
    };
    let rest = rest.trim_matches([' ', ',', ';', '-', '–', ')', '(']);
    let mut letters = rest.chars();
    let words =
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    Post { words, had_name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_kept_and_names_dropped() {
        let check = |text: &str, words: &str, had_name: bool| {
            assert_eq!(read(text), Post { words: words.to_owned(), had_name }, "{text}");
        };
        check("Đồng chí Giám đốc Sở Tài chính", "Giám đốc Sở Tài chính", false);
        check("Đ/c Trần Văn Mẫu, Giám đốc Sở Y tế;", "Giám đốc Sở Y tế", true);
        check(
            "đồng chí Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh.",
            "Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh",
            false,
        );
        check("Ông Lê Thử - Chánh Văn phòng", "Chánh Văn phòng", true);
        check("Bà Nguyễn Thị Ví Dụ (Phó Chủ tịch Hội)", "Phó Chủ tịch Hội", true);
        check("Trần Văn Mẫu", "", true);
        check("Mời đồng chí Trần Văn Mẫu, Giám đốc Viễn thông", "Giám đốc Viễn thông", true);
    }

    #[test]
    fn an_address_or_a_post_begins_an_item() {
        assert!(begins_with_post("Đồng chí Trần Văn Mẫu") && begins_with_post("Chánh Thanh tra tỉnh"));
        assert!(!begins_with_post("Nhiệm vụ chung") && !begins_with_post("Chánhxx"));
    }
}
