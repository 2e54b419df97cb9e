//! Who issued a document, from whichever part of it says so.

use std::sync::LazyLock;

use domain::text::{fold, squeeze};
use regex::Regex;

use super::lines::Line;
use super::markers::is_capitals;
use super::patterns::{folded, printed as pattern};

/// The parts of a document that may name its issuer.
pub(super) struct Clues<'a> {
    /// Lines above the kind, as they arrived.
    pub above: &'a [String],
    /// Lines of kind and title.
    pub below: &'a [String],
    /// Paragraphs between title and first heading.
    pub opening: &'a [String],
    /// "… của X" in the annex line of this document.
    pub attached: Option<&'a str>,
    /// Addressees and signatures.
    pub end_matter: &'a [Line],
}

/// Motto and country, in folded text; `pang` is OCR's `Đảng`.
static MOTTO: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"[dp]ang c\w{1,3}ng s\w{1,2}n v\w+ n\w+|c\w{1,3}ng h\w{1,2}a x\w{1,2} h\w{1,2}i.*|doc l.p\W.*|c\w{1,3}ng hoa$",
    )
});
/// `CỦA BAN THƯỜNG VỤ TỈNH ỦY` on a line of its own.
static UNDER_TITLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?:CỦA|Của|của|CUA)\s+(\p{Lu}.*)$"));
static ACTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[;,.]\s+|\s)(\p{Lu}[^;,.:]{3,90}?)\s+(?:(?:thống nhất\s+)?(?:ban hành|xây dựng|đề ra|lập|thông báo|phân công|ban hanh|xay dung|thong bao|phan cong))\s+(?:K[ếeêé] ?ho[ạa]ch|k[ếeé] ho[ạa]ch|Chương trình|Quy chế|Hướng dẫn|Đề án|Phương án|Ké|nhiệm vụ|nội dung|kết luận|như sau)",
    )
});
static SIGNED_FOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:T/M|TM\.?)\s+(\p{Lu}[\p{Lu}\s-]+)"));

/// The issuer by the first clue that names one: the line under the title, the head, the annex line, the
/// opening sentence, the signature.
pub(super) fn read(clues: &Clues<'_>) -> Option<String> {
    let under = clues.below.iter().skip(1).take(2).find_map(|line| under_title(line));
    let name = under
        .or_else(|| in_head(clues.above))
        .or_else(|| clues.attached.map(str::to_owned))
        .or_else(|| in_opening(clues.opening))
        .or_else(|| in_signature(clues.end_matter))?;
    Some(spoken(&name))
}

/// The body that a line such as `CỦA BAN THƯỜNG VỤ TỈNH ỦY` names.
pub(super) fn under_title(line: &str) -> Option<String> {
    let name = UNDER_TITLE.captures(line)?[1].to_owned();
    is_capitals(&name).then_some(name)
}

/// The body that stands last in the left column, above the kind.
fn in_head(lines: &[String]) -> Option<String> {
    let mut bodies: Vec<String> = Vec::new();
    for raw in lines {
        let Some(name) = left_column(raw) else { continue };
        match bodies.last_mut() {
            Some(body) if !begins_body(&name) => {
                body.push(' ');
                body.push_str(&name);
            }
            _ if begins_body(&name) => bodies.push(name),
            _ => {}
        }
    }
    bodies.pop()
}

/// The words of a body in a line of the head, without motto, symbol, date and rules.
fn left_column(raw: &str) -> Option<String> {
    let column = raw.trim().split("   ").next()?.split(['\t', '|']).next()?;
    let text = squeeze(column);
    let key = fold(&text);
    let end = MOTTO.find(&key).map_or(key.len(), |m| m.start());
    // The folded text has one letter for each of the line's: cut at the same letter.
    let letters = key[..end].chars().count();
    let name = squeeze(&text.chars().take(letters).collect::<String>());
    let is_name = name.chars().count() >= 5 && is_capitals(&name) && !name.contains(char::is_numeric);
    (is_name && !is_stray(&fold(&name))).then_some(name)
}

/// The end of a wrapped motto (`VIỆT NAM`), or a stamp (`DỰ THẢO`).
fn is_stray(key: &str) -> bool {
    const MOTTOES: [&str; 2] = ["cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam"];
    const STAMPS: [&str; 6] = ["du thao", "ban sao", "hoa toc", "thuong khan", "toi khan", "ban chinh"];
    MOTTOES.iter().any(|motto| motto.ends_with(key)) || STAMPS.iter().any(|stamp| key.starts_with(stamp))
}

fn begins_body(name: &str) -> bool {
    const HEADS: [&str; 27] = [
        "uy ban",
        "ubnd",
        "hdnd",
        "hoi dong",
        "so ",
        "ban ",
        "tinh uy",
        "thanh uy",
        "huyen uy",
        "quan uy",
        "thi uy",
        "dang uy",
        "dang bo",
        "van phong",
        "thanh tra",
        "cong an",
        "bo ",
        "mat tran",
        "chi bo",
        "cuc ",
        "chi cuc",
        "truong ",
        "doan ",
        "lien ",
        "hoi ",
        "trung tam",
        "chinh phu",
    ];
    let key = fold(name);
    HEADS.iter().any(|head| key.starts_with(head))
}

/// "…; Thanh tra tỉnh xây dựng Kế hoạch …": the last such subject before the headings.
fn in_opening(opening: &[String]) -> Option<String> {
    let subject = |text: &String| ACTS.captures_iter(text).last().map(|found| subject_of(&found[1]));
    opening.iter().rev().find_map(subject).filter(|name| begins_body(name))
}

/// The body in the words before the verb: the last piece that begins with a capital body name.
fn subject_of(words: &str) -> String {
    let words = words.trim();
    let bare =
        ["Trưởng ", "Đồng chí Trưởng "].iter().find_map(|post| words.strip_prefix(post)).unwrap_or(words);
    let starts =
        bare.char_indices().filter(|(i, c)| c.is_uppercase() && (*i == 0 || bare[..*i].ends_with(' ')));
    let body = starts.map(|(i, _)| &bare[i..]).find(|rest| begins_body(rest));
    body.unwrap_or(bare).to_owned()
}

fn in_signature(lines: &[Line]) -> Option<String> {
    lines.iter().find_map(|line| Some(squeeze(&SIGNED_FOR.captures(&line.text)?[1])))
}

/// A name in capitals as one would write it in a sentence: `SỞ NỘI VỤ` is `Sở Nội vụ`.
pub(super) fn spoken(name: &str) -> String {
    const ACRONYMS: [&str; 9] = ["UBND", "HĐND", "UBMTTQ", "MTTQ", "BCĐ", "ĐBQH", "TW", "UBKT", "BCH"];
    const PLACES: [&str; 8] = ["tinh", "xa", "phuong", "huyen", "quan", "pho", "khu", "thon"];
    let name = squeeze(name);
    if !is_capitals(&name) {
        return name;
    }
    let keys: Vec<String> = name.split(' ').map(fold).collect();
    let is_department = matches!(keys[0].as_str(), "so" | "bo");
    let mut is_place = false;
    let mut words = Vec::new();
    for (index, word) in name.split(' ').enumerate() {
        let key = keys[index].as_str();
        let before = index.checked_sub(1).map_or("", |i| keys[i].as_str());
        let committee = keys.get(index + 1).is_some_and(|next| next == "uy");
        // `ĐẢNG ỦY ỦY BAN NHÂN DÂN`: a body, not a place, gives the committee its name.
        let begins_other = before == "uy" && is_place && begins_body(&keys[index..].join(" "));
        is_place &= !begins_other;
        let is_kind_of_place = PLACES.contains(&key) && !committee;
        let is_first = index == 0
            || begins_other
            || index == 1 && before == "ban"
            || committee && matches!(key, "tinh" | "thanh" | "huyen" | "dang")
            || is_department && matches!(before, "so" | "bo" | "va");
        let is_capital = is_first || is_place && !is_kind_of_place && key != "uy";
        words.push(match word {
            _ if ACRONYMS.contains(&word) || has_no_vowel(key) => word.to_owned(),
            _ if is_capital => capitalised(&word.to_lowercase()),
            _ => word.to_lowercase(),
        });
        // The name of a place follows the kind of place, or the committee named after it.
        let names_committee =
            key == "uy" && matches!(before, "tinh" | "thanh" | "huyen" | "quan" | "dang" | "xa" | "phuong");
        is_place |= is_kind_of_place || names_committee;
    }
    words.join(" ")
}

/// `KHCN`, `ĐMST`.
fn has_no_vowel(key: &str) -> bool {
    key.starts_with(char::is_alphabetic) && !key.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_are_written_as_in_a_sentence() {
        let check = |name: &str, expected: &str| assert_eq!(spoken(name), expected);
        check("ỦY BAN NHÂN DÂN TỈNH BẾN SÔNG", "Ủy ban nhân dân tỉnh Bến Sông");
        check("UBND XÃ TÂN LẬP", "UBND xã Tân Lập");
        check("TỈNH ỦY BẾN SÔNG", "Tỉnh ủy Bến Sông");
        check("BAN THƯỜNG VỤ TỈNH ỦY", "Ban Thường vụ Tỉnh ủy");
        check("SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Sở Nông nghiệp và Môi trường");
        check("ĐẢNG ỦY XÃ TÂN LẬP", "Đảng ủy xã Tân Lập");
        check("ĐẢNG ỦY ỦY BAN NHÂN DÂN TỈNH", "Đảng ủy Ủy ban nhân dân tỉnh");
        check("ĐẢNG ỦY CÔNG AN TỈNH BẾN SÔNG", "Đảng ủy Công an tỉnh Bến Sông");
        check("BAN CHỈ ĐẠO PHÁT TRIỂN KHCN, ĐMST", "Ban Chỉ đạo phát triển KHCN, ĐMST");
        check("Thanh tra tỉnh", "Thanh tra tỉnh");
    }

    fn check(above: &[&str], opening: &[&str], expected: Option<&str>) {
        let above: Vec<String> = above.iter().map(|l| (*l).to_owned()).collect();
        let opening: Vec<String> = opening.iter().map(|l| (*l).to_owned()).collect();
        let clues = Clues { above: &above, below: &[], opening: &opening, attached: None, end_matter: &[] };
        assert_eq!(read(&clues).as_deref(), expected, "{above:?} {opening:?}");
    }

    #[test]
    fn the_issuing_body_stands_last_in_the_left_column() {
        check(
            &[
                "UBND TỈNH BẾN SÔNG        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "SỞ NỘI VỤ          Độc lập - Tự do - Hạnh phúc",
            ],
            &[],
            Some("Sở Nội vụ"),
        );
        check(
            &["ỦY BAN NHÂN DÂN", "TỈNH BẾN SÔNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            &[],
            Some("Ủy ban nhân dân tỉnh Bến Sông"),
        );
        check(&["TINH UY BEN SONG PANG CONG SAN VIET NAM"], &[], Some("Tinh uy Ben Song"));
    }

    #[test]
    fn the_opening_sentence_names_who_makes_the_plan() {
        check(
            &[],
            &[
                "Thực hiện Kế hoạch số 5/KH-UBND của UBND tỉnh về số hóa; Sở Nội vụ xây dựng Kế hoạch như sau:",
            ],
            Some("Sở Nội vụ"),
        );
        check(
            &[],
            &["Căn cứ quy định, Ban Thường vụ Tỉnh ủy ban hành Kế hoạch thực hiện như sau:"],
            Some("Ban Thường vụ Tỉnh ủy"),
        );
        check(&[], &["Không ai làm gì cả."], None);
    }
}
