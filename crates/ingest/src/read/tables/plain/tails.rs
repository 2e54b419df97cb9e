//! The words behind a row's values: whose cell ends where is told by how posts and bodies begin and end.

use domain::text::fold;

use super::super::bodies;
use super::rows::{Words, join};

/// Folded endings after which a post or a body goes on: `Giám đốc Sở`, `Chánh Văn phòng`, `Sở Giáo dục và`.
const OPEN_ENDINGS: [&str; 27] = [
    "giam doc", "so", "van phong", "ban", "chu tich", "truong", "uy ban", "cuc", "chi cuc", "va", "bi thu", "pho",
    "dong chi", "d/c", "chi huy", "hoi", "doan", "chanh", "truong ban", "cac", "nhan dan", "uy vien", "thu truong",
    "bo truong", "thanh vien", "tai", "cua",
];

/// Moves words that still belong to the name from behind the values back to it.
pub(super) fn give_back(name: &[Words], tail: &[Words], has_tail: bool) -> (Vec<Words>, Vec<Words>) {
    let goes_on = |words: &&Words| words.text.trim_start().starts_with(char::is_lowercase);
    let count = if has_tail { tail.iter().take_while(goes_on).count() } else { tail.len() };
    let name = name.iter().chain(&tail[..count]).cloned().collect();
    (name, tail[count..].to_vec())
}

/// Shares words out to `count` cells.
pub(super) fn share(words: &[Words], count: usize) -> Vec<Vec<Words>> {
    let mut cells = Vec::new();
    let mut rest = words.to_vec();
    while cells.len() + 1 < count && !rest.is_empty() {
        let (cell, behind) = split(&rest);
        cells.push(cell);
        rest = behind;
    }
    if count > 0 {
        cells.push(rest);
    }
    cells.resize(count, Vec::new());
    cells
}

/// The first cell's words and the rest; between lines if possible, else within one.
fn split(words: &[Words]) -> (Vec<Words>, Vec<Words>) {
    let at = (1..words.len()).find(|at| begins_cell(&words[*at].text) && is_complete(&join(&words[..*at])));
    if let Some(at) = at {
        return (words[..at].to_vec(), words[at..].to_vec());
    }
    for (index, line) in words.iter().enumerate() {
        for (at, _) in line.text.match_indices(' ') {
            let (before, behind) = line.text.split_at(at);
            let mut cell = words[..index].to_vec();
            cell.push(Words { line: line.line, text: before.to_owned() });
            if begins_cell(behind) && is_complete(&join(&cell)) {
                let mut rest = vec![Words { line: line.line, text: behind.to_owned() }];
                rest.extend_from_slice(&words[index + 1..]);
                return (cell, rest);
            }
        }
    }
    (words.to_vec(), Vec::new())
}

fn begins_cell(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(char::is_uppercase) && bodies::begins_body(&fold(text))
}

fn is_complete(text: &str) -> bool {
    let key = fold(text);
    let ends_open = |ending: &&str| {
        key.strip_suffix(*ending).is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric()))
    };
    !key.is_empty() && !key.ends_with([',', ';', '-']) && !OPEN_ENDINGS.iter().any(|e| ends_open(&e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &str, expected: &[&str]) {
        let words: Vec<Words> =
            lines.split('|').enumerate().map(|(i, l)| Words { line: i + 1, text: l.to_owned() }).collect();
        let cells: Vec<String> = share(&words, expected.len()).iter().map(|cell| join(cell)).collect();
        assert_eq!(cells, expected, "{lines}");
    }

    #[test]
    fn a_post_ends_where_a_body_begins() {
        check("Đ/c Giám đốc Sở |Giáo dục và |Đào tạo |Sở Giáo dục và Đào |tạo; Sở Y tế", &["Đ/c Giám đốc Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo; Sở Y tế"]);
        check("Đ/c Giám đốc Công |an tỉnh |Công an tỉnh; Sở Y |tế", &["Đ/c Giám đốc Công an tỉnh", "Công an tỉnh; Sở Y tế"]);
        check("Đ/c Chánh Văn phòng |UBND tỉnh |Các sở, ngành", &["Đ/c Chánh Văn phòng UBND tỉnh", "Các sở, ngành"]);
        check("Đồng chí Giám đốc |Sở Y tế |Sở Y tế, Nội |vụ", &["Đồng chí Giám đốc Sở Y tế", "Sở Y tế, Nội vụ"]);
        check("Giám đốc Sở Y tế Sở Y tế, Nội vụ", &["Giám đốc Sở Y tế", "Sở Y tế, Nội vụ"]);
        check("Sở Y tế |Sở Nội vụ |Các sở, ngành", &["Sở Y tế", "Sở Nội vụ", "Các sở, ngành"]);
    }
}
