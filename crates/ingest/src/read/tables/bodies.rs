//! Names of posts and bodies in a cell: who follows, who carries out.

use domain::text::{fold, squeeze};

use super::plain;

/// The bodies named in a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bodies {
    /// Each body once, in the cell's order.
    pub names: Vec<String>,
    /// Whether the list ends in an ellipsis: others, not named, take part.
    pub has_others: bool,
}

/// Provincial departments by their full names; a list may give the first words only.
const DEPARTMENTS: [&str; 14] = [
    "Khoa học và Công nghệ",
    "Nông nghiệp và Môi trường",
    "Văn hóa, Thể thao và Du lịch",
    "Giáo dục và Đào tạo",
    "Dân tộc và Tôn giáo",
    "Công Thương",
    "Tài chính",
    "Nội vụ",
    "Tư pháp",
    "Xây dựng",
    "Y tế",
    "Ngoại vụ",
    "Du lịch",
    "Quy hoạch - Kiến trúc",
];

/// First words of a body's name, folded; what follows is a new body, not more of the one before.
pub(crate) const HEADS: [&str; 36] = [
    "so",
    "cac",
    "ubnd",
    "uy ban",
    "hdnd",
    "hoi dong",
    "cong an",
    "van phong",
    "ban",
    "thanh tra",
    "bo",
    "vien",
    "truong",
    "dang uy",
    "huyen uy",
    "thanh uy",
    "tinh uy",
    "mttq",
    "mat tran",
    "uy ban mttq",
    "cuc",
    "chi cuc",
    "kho bac",
    "ngan hang",
    "lien",
    "hoi",
    "tinh doan",
    "doan",
    "dai",
    "bao",
    "trung tam",
    "cong ty",
    "tap doan",
    "vnpt",
    "viettel",
    "to",
];

/// Splits a cell into bodies: `Sở Tài chính, Y tế,…` names two departments and says that there are others.
pub(crate) fn split(cell: &str) -> Bodies {
    let text = squeeze(cell);
    let bare = text.trim_end_matches(['.', '…', ',', ';', ' ']);
    let ending = &text[bare.len()..];
    let has_others = ending.contains('…') || ending.contains("..") || fold(bare).ends_with("v.v");
    let mut list = List { names: Vec::new(), after_department: false, is_open: false };
    for clause in bare.split(['\n', ';']) {
        let pieces: Vec<&str> =
            clause.split(',').flat_map(both_of_and).map(trim).filter(|p| !p.is_empty()).collect();
        list.is_open = false;
        let mut rest = pieces.as_slice();
        while !rest.is_empty() {
            rest = &rest[list.take(rest)..];
        }
    }
    list.names.dedup();
    Bodies { names: list.names, has_others }
}

/// The words of a cell's lines; lines that begin a body are parted by semicolons, others go on.
pub(crate) fn of_lines(cell: &str) -> String {
    let mut text = String::new();
    for line in cell.lines().map(squeeze).filter(|line| !line.is_empty()) {
        let mut bare = line.trim_start_matches(['-', '–', '+', '•', ' ']);
        if bare.is_empty() {
            // A dash alone says that the cell is filled in.
            bare = &line;
        }
        let key = fold(bare);
        let begins = bare.len() < line.len()
            || key.starts_with("cac ")
            || bare.starts_with(char::is_uppercase) && begins_body(&key);
        if !text.is_empty() {
            text.push_str(if begins && is_whole(&text) { "; " } else { " " });
        }
        text.push_str(bare);
    }
    text
}

/// Whether a name may end here: not after `Văn phòng`, `Chủ tịch UBND` or a comma.
fn is_whole(text: &str) -> bool {
    let key = fold(text);
    let last = key.rsplit([';', ',', ':']).next().unwrap_or_default().trim();
    !last.is_empty() && !HEADS.contains(&last) && !last.ends_with(" ubnd") && plain::is_complete(last)
}

/// `Sở Nội vụ và Sở Y tế` names two; `Khoa học và Công nghệ` is one name.
fn both_of_and(piece: &str) -> Vec<&str> {
    let parts = piece.match_indices(" và ").find(|(at, word)| {
        let next = &piece[at + word.len()..];
        next.starts_with(char::is_uppercase)
            && begins_body(&fold(next))
            && !is_group(piece)
            && !fold(&piece[..*at]).ends_with("dbqh")
    });
    match parts {
        Some((at, word)) => vec![&piece[..at], &piece[at + word.len()..]],
        None => vec![piece],
    }
}

/// Whether the name stands for bodies that are not named one by one.
pub(crate) fn is_group(name: &str) -> bool {
    let key = fold(name);
    ["cac ", "toan ", "moi ", "tat ca ", "ubnd cac ", "uy ban nhan dan cac ", "dang uy cac ", "cap uy cac "]
        .iter()
        .any(|head| key.starts_with(head))
        || ["cac co quan", "cac don vi", "cac xa, phuong", "cac dia phuong"].iter().any(|g| key == *g)
}

/// Whether a folded line begins like a body's name.
pub(crate) fn begins_body(key: &str) -> bool {
    HEADS
        .iter()
        .any(|head| key.strip_prefix(head).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// A post without the address: `Đ/c Giám đốc Sở Tài chính` is `Giám đốc Sở Tài chính`.
pub(crate) fn post(text: &str) -> String {
    let text = squeeze(text);
    let bare = trim(&text);
    for address in ["Đ/c", "Đ/C", "đ/c", "Đồng chí", "đồng chí", "ĐỒNG CHÍ", "Đ.c", "Ông", "ông"]
    {
        let rest = bare.strip_prefix(address).filter(|rest| rest.starts_with([' ', ':', '.']));
        if let Some(rest) = rest {
            return capitalised(rest.trim_start_matches([' ', ':', '.']));
        }
    }
    capitalised(bare)
}

/// The same words with a capital first letter.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

struct List {
    names: Vec<String>,
    /// Whether a department stands before, so that `Y tế` means `Sở Y tế`.
    after_department: bool,
    /// Whether the last name is a group that goes on: `các cơ quan, đơn vị`.
    is_open: bool,
}

impl List {
    /// Takes one name off the pieces; returns how many pieces it used.
    fn take(&mut self, pieces: &[&str]) -> usize {
        let piece = pieces[0].trim_start_matches("và ");
        let key = fold(piece);
        let after_so = key.strip_prefix("cac so").map(|rest| rest.trim_start_matches([':', ' ']));
        if let Some(rest) = after_so.filter(|rest| department(&[rest]).is_some()) {
            let words = &piece[piece.len() - rest_len(piece, rest)..];
            return self.add_department(words, &pieces[1..], true);
        }
        if is_group(piece) {
            self.add_group(piece);
            return 1;
        }
        if key.starts_with("so ") || key == "so" {
            let words = piece.split_once(' ').map_or("", |(_, rest)| rest);
            return self.add_department(words, &pieces[1..], false);
        }
        let is_body = begins_body(&key) && piece.starts_with(char::is_uppercase);
        if self.is_open && !is_body {
            self.continue_group(piece);
            return 1;
        }
        if self.after_department && department(&[piece]).is_some() {
            return self.add_department(piece, &pieces[1..], true);
        }
        self.is_open = false;
        self.after_department &= !is_body;
        let is_department = self.after_department && piece.starts_with(char::is_uppercase);
        self.names.push(if is_department { format!("Sở {piece}") } else { capitalised(piece) });
        1
    }

    /// Adds a department; its name may run over commas (`Văn hóa, Thể thao và Du lịch`).
    fn add_department(&mut self, words: &str, next: &[&str], is_short: bool) -> usize {
        self.after_department = true;
        self.is_open = false;
        for more in (0..=next.len().min(2)).rev() {
            let parts: Vec<&str> = std::iter::once(words).chain(next[..more].iter().copied()).collect();
            if let Some((name, is_whole)) = department(&parts) {
                if more > 0 && !is_whole {
                    continue;
                }
                let printed = if is_whole || is_short { name } else { words };
                self.names.push(format!("Sở {printed}"));
                return 1 + more;
            }
        }
        self.names.push(format!("Sở {words}"));
        1
    }

    fn add_group(&mut self, piece: &str) {
        match self.names.last_mut().filter(|_| self.is_open) {
            Some(last) if fold(piece).starts_with("cac ") && is_group(last) => {
                last.push_str(", ");
                last.push_str(piece);
            }
            _ => self.names.push(capitalised(piece)),
        }
        self.is_open = true;
    }

    fn continue_group(&mut self, piece: &str) {
        if let Some(last) = self.names.last_mut() {
            last.push_str(", ");
            last.push_str(piece);
        }
    }
}

fn trim(piece: &str) -> &str {
    piece.trim_matches(|c: char| c.is_whitespace() || ".;,…-–".contains(c))
}

/// The department that the parts name in full, or begin; with whether in full.
fn department(parts: &[&str]) -> Option<(&'static str, bool)> {
    let asked = letters(&parts.concat());
    if asked.is_empty() {
        return None;
    }
    let whole = DEPARTMENTS.iter().find(|name| letters(name) == asked);
    if let Some(name) = whole {
        return Some((name, true));
    }
    let mut begun = DEPARTMENTS.iter().filter(|name| asked.len() >= 5 && letters(name).starts_with(&asked));
    match (begun.next(), begun.next()) {
        (Some(name), None) => Some((name, false)),
        _ => None,
    }
}

/// Only the letters, folded: the same for `Thể thao và Du lịch` and `thể thao, du lịch`.
fn letters(text: &str) -> String {
    let key = fold(text);
    key.split(|c: char| !c.is_alphanumeric()).filter(|word| *word != "va").collect()
}

/// Bytes of the printed text that its folded ending stands for.
fn rest_len(printed: &str, folded_rest: &str) -> usize {
    let count = folded_rest.chars().count();
    printed.chars().rev().take(count).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, names: &[&str], has_others: bool) {
        assert_eq!(
            split(cell),
            Bodies { names: names.iter().map(ToString::to_string).collect(), has_others },
            "{cell}"
        );
    }

    #[test]
    fn lists_of_departments_are_completed() {
        check("Sở Y tế, Tài chính, Công Thương,…", &["Sở Y tế", "Sở Tài chính", "Sở Công Thương"], true);
        check(
            "Các sở Y tế, giáo dục, xây dựng,…",
            &["Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Xây dựng"],
            true,
        );
        check(
            "Sở Nội vụ; Nông nghiệp và Môi trường; Tư pháp,….",
            &["Sở Nội vụ", "Sở Nông nghiệp và Môi trường", "Sở Tư pháp"],
            true,
        );
        check(
            "Sở Văn hóa, Thể thao và Du lịch, Y tế",
            &["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"],
            false,
        );
        check(
            "Sở Xây dựng, y tế, các sở ngành, địa phương",
            &["Sở Xây dựng", "Sở Y tế", "Các sở ngành, địa phương"],
            false,
        );
    }

    #[test]
    fn groups_stay_whole() {
        check("Các sở, ngành, cơ quan, đơn vị,…", &["Các sở, ngành, cơ quan, đơn vị"], true);
        check(
            "Sở Nội vụ; các cơ quan, đơn vị, địa phương",
            &["Sở Nội vụ", "Các cơ quan, đơn vị, địa phương"],
            false,
        );
        check(
            "Văn phòng Tỉnh ủy, các ban đảng, MTTQ và đoàn thể",
            &["Văn phòng Tỉnh ủy", "Các ban đảng", "MTTQ và đoàn thể"],
            false,
        );
        check("Công an tỉnh; Sở Tài chính,...", &["Công an tỉnh", "Sở Tài chính"], true);
        check("", &[], false);
    }

    #[test]
    fn lines_and_the_word_and_part_bodies() {
        let check_lines = |cell: &str, names: &[&str], has_others| check(&of_lines(cell), names, has_others);
        check_lines("Sở Nội vụ\nSở Tài chính", &["Sở Nội vụ", "Sở Tài chính"], false);
        check_lines("- Sở Nội vụ;\n- Sở Tài chính.", &["Sở Nội vụ", "Sở Tài chính"], false);
        check_lines(
            "Sở Giáo dục và\nĐào tạo\nCông an\ntỉnh",
            &["Sở Giáo dục và Đào tạo", "Công an tỉnh"],
            false,
        );
        check_lines("Văn phòng\nUBND tỉnh\nUBND các xã", &["Văn phòng UBND tỉnh", "UBND các xã"], false);
        check_lines("Sở Y tế\ncác sở, ngành", &["Sở Y tế", "Các sở, ngành"], false);
        check("Văn phòng Đoàn ĐBQH và HĐND tỉnh", &["Văn phòng Đoàn ĐBQH và HĐND tỉnh"], false);
        check("Sở Nội vụ và Sở Tài chính", &["Sở Nội vụ", "Sở Tài chính"], false);
        check("Sở Khoa học và Công nghệ", &["Sở Khoa học và Công nghệ"], false);
        check("Các sở: Y tế, Công Thương, Xây dựng", &["Sở Y tế", "Sở Công Thương", "Sở Xây dựng"], false);
        assert!(is_group("Các sở, ban, ngành") && is_group("UBND các xã, phường") && !is_group("Sở Y tế"));
    }

    #[test]
    fn posts_lose_their_address() {
        assert_eq!(post("Đ/c Giám đốc Sở  Y tế"), "Giám đốc Sở Y tế");
        assert_eq!(post("Đồng chí Chánh Văn phòng Tỉnh ủy"), "Chánh Văn phòng Tỉnh ủy");
    }
}
