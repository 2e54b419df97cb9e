//! What a part of a document is about: purposes and goals, tasks, or something else.

use domain::text::fold;

use super::outline::Outline;
use super::paragraphs::MarkerKind;

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// Tasks, solutions, who does what.
    Tasks,
    /// Purposes, requirements, views, goals, the state of things, money.
    Other,
}

/// The zone of each section.
pub(super) struct Zones(Vec<Zone>);

/// First words of headings that hold no tasks, folded.
const OTHER: [&str; 26] = [
    "muc dich",
    "yeu cau",
    "quan diem",
    "muc tieu",
    "chi tieu",
    "can cu",
    "co so",
    "thuc trang",
    "tinh hinh",
    "boi canh",
    "danh gia tinh hinh",
    "danh gia chung",
    "ket qua",
    "ton tai",
    "han che",
    "nguyen nhan",
    "bai hoc",
    "kinh phi",
    "du toan",
    "pham vi",
    "doi tuong",
    "nguyen tac",
    "su can thiet",
    "du bao",
    "den nam",
    "den het nam",
];
/// Words of headings that hold tasks.
const TASKS: [&str; 13] = [
    "nhiem vu",
    "giai phap",
    "to chuc thuc hien",
    "trach nhiem",
    "phan cong",
    "noi dung",
    "hoat dong",
    "cong viec",
    "bien phap",
    "trien khai thuc hien",
    "to chuc trien khai",
    "che do",
    "thong tin, bao cao",
];
/// Headings that look back, whatever else they name: "Kết quả thực hiện nhiệm vụ".
const LOOKING_BACK: [&str; 6] =
    ["tinh hinh", "ket qua", "thuc trang", "danh gia tinh hinh", "danh gia ket qua", "han che"];

impl Zones {
    /// Tells the zone of every section, from its own heading or the one around it.
    ///
    /// A document that lists a committee gives duties to its members; there only headings about tasks hold tasks.
    pub(super) fn of_outline(outline: &Outline, lists_members: bool) -> Self {
        let mut zones: Vec<Option<Zone>> = Vec::new();
        for section in &outline.sections {
            let around = section.parent.and_then(|parent| zones[parent]);
            let is_annex = matches!(section.marker.as_ref().map(|m| &m.kind), Some(MarkerKind::Annex(_)));
            let own = told(&section.title, around.is_none() || is_annex);
            zones.push(own.or(around));
        }
        // A document that names no part so is all tasks but for its goals.
        let is_told = zones.contains(&Some(Zone::Tasks));
        let default = if is_told || lists_members { Zone::Other } else { Zone::Tasks };
        Self(zones.into_iter().map(|zone| zone.unwrap_or(default)).collect())
    }

    /// The zone of a section.
    pub(super) fn of(&self, section: usize) -> Zone {
        self.0[section]
    }
}

/// Whether a line without a label is one of the usual headings of plans: `Tổ chức thực hiện`.
pub(super) fn is_usual_heading(text: &str) -> bool {
    const USUAL: [&str; 9] = [
        "muc dich",
        "muc tieu",
        "quan diem",
        "nhiem vu va giai phap",
        "nhiem vu, giai phap",
        "nhiem vu trong tam",
        "to chuc thuc hien",
        "kinh phi thuc hien",
        "phan cong thuc hien",
    ];
    let length = text.chars().count();
    if length > 60 || !text.starts_with(char::is_uppercase) || text.ends_with(['.', ';', ',']) {
        return false;
    }
    let key = fold(text);
    key.split(' ').count() <= 6 && USUAL.iter().any(|words| begins(&key, words))
}

/// What a heading says of its part; inside a told part only a short heading changes it.
fn told(title: &str, is_outermost: bool) -> Option<Zone> {
    let key = fold(title);
    let is_short = key.split(' ').count() <= 6;
    let has_tasks = TASKS.iter().any(|words| contains(&key, words));
    let begins_other = OTHER.iter().any(|words| begins(&key, words));
    // "Phân công phụ trách các chỉ tiêu" shares out goals.
    let shares_goals = contains(&key, "chi tieu") && !contains(&key, "nhiem vu");
    let begins_other = begins_other || shares_goals;
    let has_tasks = has_tasks && !shares_goals;
    let looks_back = LOOKING_BACK.iter().any(|words| begins(&key, words));
    match (begins_other, has_tasks && !looks_back) {
        (true, false) if is_outermost || is_short => Some(Zone::Other),
        (_, true) if is_outermost || is_short && !begins_other => Some(Zone::Tasks),
        _ => None,
    }
}

/// Whether the key begins with these words, one letter spoilt in each long one.
fn begins(key: &str, words: &str) -> bool {
    let mut found = key.split(' ');
    words.split(' ').all(|word| found.next().is_some_and(|f| is_like(f.trim_matches([':', ',', '.']), word)))
}

fn contains(key: &str, words: &str) -> bool {
    let starts = std::iter::once(0).chain(key.match_indices(' ').map(|(i, _)| i + 1));
    starts.into_iter().any(|start| begins(&key[start..], words))
}

fn is_like(word: &str, wanted: &str) -> bool {
    word == wanted || wanted.len() > 3 && strsim::levenshtein(word, wanted) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_tell_what_they_hold() {
        let check = |title: &str, expected: Option<Zone>| assert_eq!(told(title, true), expected, "{title}");
        check("NHIỆM VỤ VÀ GIẢI PHÁP CHỦ YẾU", Some(Zone::Tasks));
        check("TO CHUC THUC HIEN", Some(Zone::Tasks));
        check("TÓ CHỨC THỤC HIỆN", Some(Zone::Tasks));
        check("MỤC ĐÍCH, YÊU CẦU", Some(Zone::Other));
        check("MUC TIEU", Some(Zone::Other));
        check("PHÂN CÔNG PHỤ TRÁCH CÁC CHỈ TIÊU", Some(Zone::Other));
        check("MỤC TIÊU, NHIỆM VỤ", Some(Zone::Tasks));
        check("KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025", Some(Zone::Other));
        check("Phát triển hạ tầng", None);
    }
}
