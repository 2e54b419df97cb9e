//! The words behind a row's values: whose cell ends where is told by how posts and bodies begin and end.

use std::sync::LazyLock;

use domain::text::fold;
use regex::Regex;

use super::super::bodies;
use super::super::columns::Column;
use super::rows::{Words, join};

/// Folded endings after which a post or a body goes on: `Giám đốc Sở`, `Chánh Văn phòng`, `Sở Giáo dục và`.
const OPEN_ENDINGS: [&str; 28] = [
    "giam doc",
    "so",
    "van phong",
    "ban",
    "chu tich",
    "truong",
    "uy ban",
    "cuc",
    "chi cuc",
    "va",
    "bi thu",
    "pho",
    "dong chi",
    "d/c",
    "chi huy",
    "hoi",
    "doan",
    "chanh",
    "truong ban",
    "cac",
    "nhan dan",
    "uy vien",
    "thu truong",
    "bo truong",
    "thanh vien",
    "tai",
    "cua",
    "voi",
];

/// Moves words that still belong to the name from behind the values back to it.
pub(super) fn give_back(name: &[Words], tail: &[Words], has_tail: bool) -> (Vec<Words>, Vec<Words>) {
    let goes_on = |words: &&Words| words.text.trim_start().starts_with(char::is_lowercase);
    let count = if has_tail { tail.iter().take_while(goes_on).count() } else { tail.len() };
    let name = name.iter().chain(&tail[..count]).cloned().collect();
    (name, tail[count..].to_vec())
}

/// Shares words out to the cells of the columns, in their order.
pub(super) fn share(words: &[Words], columns: &[Column]) -> Vec<Vec<Words>> {
    let mut cells = Vec::new();
    let mut rest = words.to_vec();
    for next in columns.iter().skip(1) {
        let (cell, behind) = split(&rest, *next);
        cells.push(cell);
        rest = behind;
    }
    cells.push(rest);
    cells.resize(columns.len(), Vec::new());
    cells
}

/// The first cell's words, and the rest, which begins like a cell of the next column: between lines if possible,
/// else within one.
fn split(words: &[Words], next: Column) -> (Vec<Words>, Vec<Words>) {
    let begins = |at: &usize| begins_cell(&words[*at].text, next) && is_complete(&join(&words[..*at]));
    if let Some(at) = (1..words.len()).find(begins) {
        return (words[..at].to_vec(), words[at..].to_vec());
    }
    if !is_body(next) {
        return (words.to_vec(), Vec::new());
    }
    for (index, line) in words.iter().enumerate() {
        for (at, _) in line.text.match_indices(' ') {
            let (before, behind) = line.text.split_at(at);
            let mut cell = words[..index].to_vec();
            cell.push(Words { line: line.line, text: before.to_owned() });
            if begins_cell(behind, next) && is_complete(&join(&cell)) {
                let mut rest = vec![Words { line: line.line, text: behind.to_owned() }];
                rest.extend_from_slice(&words[index + 1..]);
                return (cell, rest);
            }
        }
    }
    (words.to_vec(), Vec::new())
}

static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:(?:truoc|het|den|tu|trong|giai doan|cuoi|dau)\b.*\d{4}|quy\b|thang\b|nam\b|h[aà]ng\b|thuong xuyen|dinh ky|ngay \d|\d{1,2}/\d|20\d\d)")
        .expect("the pattern is fixed")
});

fn is_body(column: Column) -> bool {
    matches!(column, Column::Follower | Column::Lead | Column::Coordinating | Column::Implementer)
}

fn begins_cell(text: &str, column: Column) -> bool {
    let text = text.trim_start();
    let key = fold(text);
    match column {
        Column::Deadline => PERIOD.is_match(&key),
        _ if is_body(column) => text.starts_with(char::is_uppercase) && bodies::begins_body(&key),
        _ => text.starts_with(char::is_uppercase) && !bodies::begins_body(&key) && !PERIOD.is_match(&key),
    }
}

/// Whether a post or a body may end after these words.
pub(in super::super) fn is_complete(text: &str) -> bool {
    let key = fold(text);
    let ends_open = |ending: &str| {
        key.strip_suffix(ending)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric()))
    };
    !key.is_empty() && !key.ends_with([',', ';', '-']) && !OPEN_ENDINGS.iter().any(|e| ends_open(e))
}

#[cfg(test)]
mod tests {
    use super::*;

    use Column::{Coordinating, Deadline, Follower, Implementer, Lead, Product, Task};

    fn check(lines: &str, columns: &[Column], expected: &[&str]) {
        let words: Vec<Words> =
            lines.split('|').enumerate().map(|(i, l)| Words { line: i + 1, text: l.to_owned() }).collect();
        let cells: Vec<String> = share(&words, columns).iter().map(|cell| join(cell)).collect();
        assert_eq!(cells, expected, "{lines}");
    }

    #[test]
    fn a_post_ends_where_a_body_begins() {
        let columns = [Follower, Implementer];
        check(
            "Đ/c Giám đốc Sở |Giáo dục và |Đào tạo |Sở Giáo dục và Đào |tạo; Sở Y tế",
            &columns,
            &["Đ/c Giám đốc Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo; Sở Y tế"],
        );
        check(
            "Đ/c Giám đốc Công |an tỉnh |Công an tỉnh; Sở Y |tế",
            &columns,
            &["Đ/c Giám đốc Công an tỉnh", "Công an tỉnh; Sở Y tế"],
        );
        check(
            "Đ/c Chánh Văn phòng |UBND tỉnh |Các sở, ngành",
            &columns,
            &["Đ/c Chánh Văn phòng UBND tỉnh", "Các sở, ngành"],
        );
        check(
            "Đồng chí Giám đốc |Sở Y tế |Sở Y tế, Nội |vụ",
            &columns,
            &["Đồng chí Giám đốc Sở Y tế", "Sở Y tế, Nội vụ"],
        );
        check("Giám đốc Sở Y tế Sở Y tế, Nội vụ", &columns, &["Giám đốc Sở Y tế", "Sở Y tế, Nội vụ"]);
    }

    #[test]
    fn the_cells_of_a_task_begin_each_in_their_way() {
        check(
            "Xây dựng kho dữ liệu |dùng chung |Sở Y tế |Các sở, ngành |Quý IV/2025 |Kho dữ liệu |vận hành",
            &[Task, Lead, Coordinating, Deadline, Product],
            &[
                "Xây dựng kho dữ liệu dùng chung",
                "Sở Y tế",
                "Các sở, ngành",
                "Quý IV/2025",
                "Kho dữ liệu vận hành",
            ],
        );
    }
}
