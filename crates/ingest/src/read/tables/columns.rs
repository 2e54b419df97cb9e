//! What the columns of a table hold, told by their headings.

use std::sync::LazyLock;

use domain::text::fold;
use regex::Regex;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// The row's number (STT).
    Label,
    /// The indicator's name (chỉ tiêu, mục tiêu).
    Name,
    /// What is to be done (nhiệm vụ).
    Task,
    /// The unit of the values (đơn vị tính).
    Unit,
    /// A value already reached, in a year where the heading names one.
    Baseline(Option<i16>),
    /// Targets of a milestone; without a year where only the table's caption names it.
    Milestone(Option<i16>),
    /// The committee member who follows.
    Follower,
    /// Who leads (chủ trì).
    Lead,
    /// Who coordinates (phối hợp).
    Coordinating,
    /// Who carries it out (thực hiện).
    Implementer,
    /// By when.
    Deadline,
    /// The product or result asked for.
    Product,
    /// Remarks and all else.
    Other,
}

impl Column {
    /// Whether its cells name bodies, one after the other.
    pub(crate) fn lists_bodies(self) -> bool {
        matches!(self, Self::Lead | Self::Coordinating | Self::Implementer)
    }
}

static YEARS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b20\d\d\b").expect("the pattern is fixed"));

/// The year's own words, not those of a banner over several years: `Thực hiện 2024`, `Ước đạt năm 2025`.
static REACHED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:thuc hien|th|uoc|ket qua|dat|duoc|da dat)(?: (?:den|het|cuoi|nam))* ?20\d\d\b")
        .expect("the pattern is fixed")
});

/// Words that tell of what is planned, whatever else the heading says.
const PLANNED: [&str; 6] = ["lo trinh", "ke hoach", "can dat", "muc tieu", "phan dau", "yeu cau"];

/// Reads the headings of all columns together, since `Mục tiêu` is a name beside years and a target beside `Chỉ tiêu`.
pub(crate) fn read(headings: &[String]) -> Vec<Column> {
    let keys: Vec<String> = headings.iter().map(|h| fold(h)).collect();
    let mut columns: Vec<Column> = keys.iter().map(|key| by_itself(key)).collect();
    years_all_reached(&keys, &mut columns);
    one_deadline(&keys, &mut columns);
    let has_milestones = columns.iter().any(|c| matches!(c, Column::Milestone(_)));
    let place_of = |words: &[&str], columns: &[Column]| {
        keys.iter()
            .zip(columns)
            .position(|(key, c)| *c == Column::Other && words.iter().any(|w| key.contains(w)))
    };
    let task = place_of(&["nhiem vu", "cong viec", "hoat dong", "giai phap"], &columns);
    if let Some(at) = task.filter(|_| !has_milestones) {
        columns[at] = Column::Task;
    }
    if !columns.contains(&Column::Task) {
        let name = place_of(&["chi tieu", "tieu chi", "chi so"], &columns)
            .or_else(|| place_of(&["muc tieu"], &columns))
            .or_else(|| place_of(&["noi dung", "nhiem vu", "ten"], &columns));
        if let Some(at) = name {
            columns[at] =
                if has_milestones || !keys[at].contains("noi dung") { Column::Name } else { Column::Task };
        }
        let target = place_of(&["muc tieu", "gia tri", "ke hoach"], &columns);
        if let Some(at) = target.filter(|_| !has_milestones) {
            columns[at] = Column::Milestone(None);
        }
    }
    if let Some(at) = place_of(&["don vi", "dvt"], &columns) {
        let wants_unit =
            !columns.contains(&Column::Unit) && columns.iter().any(|c| matches!(c, Column::Milestone(_)));
        columns[at] = if wants_unit { Column::Unit } else { Column::Implementer };
    }
    let is_open = columns.contains(&Column::Task) && !columns.contains(&Column::Deadline);
    if let Some(at) = place_of(&["lo trinh", "hoan thanh"], &columns).filter(|_| is_open) {
        columns[at] = Column::Deadline;
    }
    columns
}

/// A table of targets in which every year seems reached has a banner over its years that says so: `Thực hiện`.
fn years_all_reached(keys: &[String], columns: &mut [Column]) {
    let is_target = |(key, c): (&String, &Column)| match c {
        Column::Milestone(_) => true,
        _ => *c == Column::Other && ["ke hoach", "gia tri"].iter().any(|word| key.contains(word)),
    };
    let reached = columns.iter().filter(|c| matches!(c, Column::Baseline(Some(_)))).count();
    if reached < 2 || keys.iter().zip(columns.iter()).any(is_target) {
        return;
    }
    for (key, column) in keys.iter().zip(columns) {
        if let Column::Baseline(Some(year)) = *column
            && REACHED.is_match(key)
        {
            *column = Column::Milestone(Some(year));
        }
    }
}

/// Of a beginning and an end the end is the deadline.
fn one_deadline(keys: &[String], columns: &mut [Column]) {
    let ends = |key: &String| {
        ["hoan thanh", "ket thuc"].iter().any(|word| key.contains(word)) || key.ends_with(" den")
    };
    let Some(end) = keys.iter().zip(columns.iter()).position(|(k, c)| *c == Column::Deadline && ends(k))
    else {
        return;
    };
    for (at, column) in columns.iter_mut().enumerate().filter(|(_, c)| **c == Column::Deadline) {
        if at != end {
            *column = Column::Other;
        }
    }
}

/// The last year a heading names; a span of years means its end.
pub(crate) fn last_year(key: &str) -> Option<i16> {
    YEARS.find_iter(key).last().and_then(|year| year.as_str().parse().ok())
}

/// What a heading means whatever stands beside it.
fn by_itself(key: &str) -> Column {
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let year = last_year(key);
    let is = |words: &[&str]| words.contains(&key.trim_matches(|c: char| !c.is_alphanumeric()));
    if is(&["stt", "tt", "so tt", "so thu tu", "so tt.", "no", "#"]) {
        Column::Label
    } else if has(&["don vi tinh", "dvt", "don vi do"]) {
        Column::Unit
    } else if has(&["hien trang", "thuc trang", "co so nam", "nam goc", "so lieu nam"])
        || (REACHED.is_match(key) && !has(&PLANNED))
    {
        Column::Baseline(year)
    } else if has(&[
        "thoi gian",
        "thoi han",
        "tien do",
        "han hoan thanh",
        "ngay hoan thanh",
        "tg hoan",
        "tg thuc",
    ]) {
        // When work begins is not when it is due.
        if has(&["bat dau"]) && !has(&["ket thuc", "hoan thanh"]) { Column::Other } else { Column::Deadline }
    } else if year.is_some() {
        Column::Milestone(year)
    } else if has(&["thanh vien", "dong chi", "lanh dao"])
        && has(&["theo doi", "don doc", "phu trach", "chi dao"])
    {
        Column::Follower
    } else if has(&["chu tri", "dau moi", "chiu trach nhiem"]) {
        if has(&["phoi hop"]) { Column::Implementer } else { Column::Lead }
    } else if has(&["theo doi", "don doc", "phu trach"]) {
        Column::Follower
    } else if has(&["phoi hop"]) {
        Column::Coordinating
    } else if has(&["san pham", "ket qua"]) {
        Column::Product
    } else if has(&["thuc hien", "duoc giao"])
        && !has(&["nhiem vu", "noi dung", "muc tieu", "chi tieu", "lo trinh", "ke hoach"])
    {
        Column::Implementer
    } else {
        Column::Other
    }
}

#[cfg(test)]
mod tests {
    use super::Column::{
        Baseline, Coordinating, Deadline, Follower, Implementer, Label, Lead, Milestone, Name, Other,
        Product, Task, Unit,
    };
    use super::*;

    fn check(headings: &str, expected: &[Column]) {
        let headings: Vec<String> = headings.split('|').map(|h| h.trim().to_owned()).collect();
        assert_eq!(read(&headings), expected, "{headings:?}");
    }

    #[test]
    fn headings_tell_what_columns_hold() {
        check(
            "STT | Mục tiêu | 2025 | Đến năm 2030 | Thành viên BCĐ theo dõi, đôn đốc | Thực hiện",
            &[Label, Name, Milestone(Some(2025)), Milestone(Some(2030)), Follower, Implementer],
        );
        check(
            "TT | Chỉ tiêu | Đơn vị tính | Thực hiện 2024 | Kế hoạch 2025 | Giai đoạn 2026-2030 | Cơ quan chủ trì | Cơ quan phối hợp | Ghi chú",
            &[
                Label,
                Name,
                Unit,
                Baseline(Some(2024)),
                Milestone(Some(2025)),
                Milestone(Some(2030)),
                Lead,
                Coordinating,
                Other,
            ],
        );
        check(
            "TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Sản phẩm, kết quả",
            &[Label, Task, Lead, Coordinating, Deadline, Product],
        );
        check(
            "TT | Chỉ tiêu | Mục tiêu đến năm 2030 | Cơ quan chủ trì theo dõi, đánh giá | Người phụ trách",
            &[Label, Name, Milestone(Some(2030)), Lead, Follower],
        );
        check(
            "TT | Chỉ tiêu | ĐVT | Thực hiện 2024 | Lộ trình thực hiện 2025 | Lộ trình thực hiện 2026 | Đơn vị chịu trách nhiệm",
            &[Label, Name, Unit, Baseline(Some(2024)), Milestone(Some(2025)), Milestone(Some(2026)), Lead],
        );
        check(
            "Chỉ tiêu | Kết quả cần đạt 2025 | Kế hoạch thực hiện năm 2026 | Ước đạt hết năm 2024 | Đơn vị | Đơn vị",
            &[Name, Milestone(Some(2025)), Milestone(Some(2026)), Baseline(Some(2024)), Unit, Other],
        );
        check(
            "TT | Chỉ tiêu | Thực hiện 2025 | Thực hiện 2026",
            &[Label, Name, Milestone(Some(2025)), Milestone(Some(2026))],
        );
        check(
            "TT | Nhiệm vụ | Chủ trì | Thời gian bắt đầu | Thời gian hoàn thành | Lộ trình",
            &[Label, Task, Lead, Other, Deadline, Other],
        );
        check(
            "TT | Nhiệm vụ | Chủ trì | Thời gian từ | Thời gian đến",
            &[Label, Task, Lead, Other, Deadline],
        );
        check("TT | Nhiệm vụ | Chủ trì | Lộ trình", &[Label, Task, Lead, Deadline]);
        check("TT | Nhiệm vụ | Chủ trì | TG hoàn thành", &[Label, Task, Lead, Deadline]);
        check("TT | Nội dung công việc | Đơn vị thực hiện | Tiến độ", &[Label, Task, Implementer, Deadline]);
        check("Chỉ tiêu | ĐVT | Mục tiêu", &[Name, Unit, Milestone(None)]);
    }
}
