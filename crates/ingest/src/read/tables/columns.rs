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

static YEARS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b20\d\d\b").expect("the pattern is fixed"));

/// Reads the headings of all columns together, since `Mục tiêu` is a name beside years and a target beside `Chỉ tiêu`.
pub(crate) fn read(headings: &[String]) -> Vec<Column> {
    let keys: Vec<String> = headings.iter().map(|h| fold(h)).collect();
    let mut columns: Vec<Column> = keys.iter().map(|key| by_itself(key)).collect();
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
        let has_unit = columns.iter().any(|c| matches!(c, Column::Milestone(_)));
        columns[at] = if has_unit { Column::Unit } else { Column::Implementer };
    }
    columns
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
        || (year.is_some() && has(&["thuc hien", "ket qua", "uoc", "da dat"]))
    {
        Column::Baseline(year)
    } else if has(&["thoi gian", "thoi han", "tien do", "han hoan thanh", "ngay hoan thanh"]) {
        Column::Deadline
    } else if year.is_some() {
        Column::Milestone(year)
    } else if has(&["thanh vien", "dong chi", "lanh dao"])
        && has(&["theo doi", "don doc", "phu trach", "chi dao"])
    {
        Column::Follower
    } else if has(&["chu tri", "dau moi"]) {
        if has(&["phoi hop"]) { Column::Implementer } else { Column::Lead }
    } else if has(&["theo doi", "don doc", "phu trach"]) {
        Column::Follower
    } else if has(&["phoi hop"]) {
        Column::Coordinating
    } else if has(&["san pham", "ket qua"]) {
        Column::Product
    } else if has(&["thuc hien", "duoc giao"]) && !has(&["nhiem vu", "noi dung", "muc tieu", "chi tieu"]) {
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
        check("TT | Nội dung công việc | Đơn vị thực hiện | Tiến độ", &[Label, Task, Implementer, Deadline]);
        check("Chỉ tiêu | ĐVT | Mục tiêu", &[Name, Unit, Milestone(None)]);
    }
}
