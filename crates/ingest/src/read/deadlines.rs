//! Deadlines in a cell of their own, and deadlines within running prose.
//!
//! In prose a date alone is no deadline: most belong to documents that are cited. There a word such as
//! "trước", "hết" or "hoàn thành" must lead to it.

use std::sync::LazyLock;

use domain::{Deadline, DeadlineKind, Frequency};
use jiff::ToSpan;
use jiff::civil::Date;
use regex::{Captures, Regex};

use super::indicators::keyed::Keyed;
use super::patterns::folded as regex;

/// One way to write a deadline, in folded text, and what it means.
struct Writing {
    pattern: Regex,
    meaning: fn(&Found<'_>) -> Option<DeadlineKind>,
}

/// The groups of a match, with the printed words they stand for.
struct Found<'a> {
    groups: Captures<'a>,
    text: &'a Keyed,
}

impl Found<'_> {
    fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.groups.name(name)?.as_str().parse().ok()
    }

    fn year(&self, name: &str) -> Option<i16> {
        self.number(name).filter(|year| (1990..2100).contains(year))
    }

    fn day(&self, day: &str, month: &str, year: &str) -> Option<Date> {
        Date::new(self.year(year)?, self.number(month)?, self.number(day)?).ok()
    }

    fn printed(&self, name: &str) -> Option<String> {
        let group = self.groups.name(name)?;
        Some(self.text.printed(group.range()).trim_end_matches(['.', ',', ';', ' ']).to_owned())
    }

    fn is_before(&self) -> bool {
        self.groups.name("before").is_some()
    }
}

/// The writings, the more exact first.
static WRITINGS: LazyLock<Vec<Writing>> = LazyLock::new(|| {
    let writing = |pattern: &str, meaning| Writing { pattern: regex(pattern), meaning };
    vec![
        writing(
            r"(?:tu )?(?:ngay )?(?P<d1>\d{1,2})/(?P<m1>\d{1,2})/(?P<y1>\d{4})\s*(?:-|–|den)\s*(?:het )?(?:ngay )?(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d{4})",
            days,
        ),
        writing(r"(?P<before>truoc )?(?:ngay )?(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})", day),
        writing(r"(?P<before>truoc )?ngay (?P<d>\d{1,2}) thang (?P<m>\d{1,2}) nam (?P<y>\d{4})", day),
        writing(
            r"(?P<n>\d{1,3}) (?P<unit>ngay|thang|nam|tuan)(?: lam viec)?,? (?:sau khi|ke tu(?: khi)?|tinh tu|tu khi|sau) (?P<event>[^.;)]+)",
            relative,
        ),
        writing(
            r"(?:tu )?thang (?P<m1>\d{1,2})(?:/|-| nam )?(?P<y1>\d{4})?\s*(?:-|–|den)\s*(?:het )?thang (?P<m2>\d{1,2})(?:/|-| nam )(?P<y2>\d{4})",
            months,
        ),
        writing(r"(?P<before>truoc )?thang (?P<m>\d{1,2})(?:\s?/\s?|-| nam |,? )(?P<y>\d{4})", month),
        writing(
            r"quy (?P<q1>i{1,3}|iv|[1-4])\s*(?:[-–,]|den|va)\s*(?:quy )?(?P<q2>i{1,3}|iv|[1-4])(?:\s?/\s?|-|,? nam |,? )(?P<y>\d{4})",
            quarters,
        ),
        writing(r"quy (?P<q>i{1,3}|iv|[1-4])(?:\s?/\s?|\s?-\s?|,? nam |,? )(?P<y>\d{4})", quarter),
        writing(r"6 thang (?P<half>dau|cuoi) nam (?P<y>\d{4})", half_year),
        writing(r"(?P<y>20\d\d)(?: tro di)? va (?:cac|nhung) nam (?:tiep theo|sau)", |_| {
            Some(every(Frequency::Yearly))
        }),
        writing(
            r"(?:giai doan |tu nam |tu |nam )?(?P<y1>20\d\d)\s*(?:[-–]|den(?: het)?(?: nam)?)\s*(?P<y2>20\d\d)",
            years,
        ),
        writing(r"(?P<before>truoc )?(?:nam |het |den )(?P<y>20\d\d)", year),
        writing(r"^(?:thang )?(?P<m>\d{1,2})/(?P<y>20\d\d)$", month),
        writing(r"^(?P<y>20\d\d)$", year),
        writing(r"\b(?:dinh k\w|hang|moi|thuong nien|lan)\b[^.;]*", recurring),
        writing(r"^(?:\d{1,2} thang, )+\d{1,2} (?:thang|nam)$", recurring),
        writing(r"thuong xuyen|lien tuc|\bhang ngay", |_| Some(DeadlineKind::Ongoing)),
        writing(
            r"(?:khi|sau khi|ngay sau khi|ngay khi) (?P<if>(?:co|can|duoc|phat sinh|hoan thanh)[^.;)]*)",
            conditional,
        ),
        writing(r"^(?P<if>theo (?:yeu cau|chi dao|huong dan|ke hoach|tien do|quy dinh)[^.;)]*)", conditional),
    ]
});

/// A heading word before a deadline: `Thời gian hoàn thành: Quý III/2025`.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:thoi gian|thoi han|tien do|thoi diem|\bhan)(?: (?:thuc hien|hoan thanh|xong|trinh|bao cao))*\s*:\s*(?P<it>[^.;)]+)",
    )
});

/// What leads to a deadline in prose, each pattern with the deadline as `it`.
static LED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let period = r"(?:quy (?:i{1,3}|iv|[1-4])(?:\s*[-–,]\s*(?:quy )?(?:i{1,3}|iv))?\s*(?:/|,|nam|\s)\s*\d{4}|thang \d{1,2}(?:\s?/\s?|-| nam )\d{4}|6 thang (?:dau|cuoi) nam 20\d\d|nam 20\d\d)";
    let day = r"(?:\d{1,2}/\d{1,2}/\d{4}|ngay \d{1,2} thang \d{1,2} nam \d{4})";
    [
        format!(r"(?P<it>\b(?:truoc|cham nhat|muon nhat|den het|het)\b[^.;()/]{{0,25}}?{day})"),
        format!(r"\b(?:xong|hoan thanh|gui|bao cao)\b[^.;()/]{{0,40}}?(?P<it>(?:vao |den )?{day})"),
        r"(?P<it>(?:trong vong |trong |sau )?\b\d{1,3} (?:ngay|thang|tuan)(?: lam viec)?,? (?:sau khi|ke tu|tinh tu|tu khi) [^.;)]+)".to_owned(),
        format!(r"(?P<it>\b(?:trong|truoc|het|cuoi|vao|xong|cham nhat|muon nhat|hoan thanh)\b\s+(?:trong |truoc |het |cuoi |vao |den )*{period})"),
        r"(?P<it>\bquy (?:i{1,3}|iv|[1-4])(?:\s*[-–,]\s*(?:quy )?(?:i{1,3}|iv))?\s?/\s?\d{4})".to_owned(),
        r",\s*(?P<it>giai doan 20\d\d\s*[-–]\s*20\d\d)\W*$".to_owned(),
        r"(?:^|[,;.(:] )(?:phan dau )?(?P<it>den (?:het |cuoi )?nam 20\d\d)\b".to_owned(),
        r"(?P<it>\bdinh k\w (?:hang )?(?:\d{1,2} )?(?:thang|quy|nam|tuan)\b(?:/lan)?(?:, (?:hang )?(?:\d{1,2} )?(?:thang|quy|nam)\b)*)".to_owned(),
        r"\bbao cao\b[^.;]{0,40}? (?P<it>(?:\d{1,2} thang, )+\d{1,2} (?:thang|nam))\b".to_owned(),
        r"(?:^|[;.] )(?P<it>\bhang (?:tuan|thang|quy|nam)\b(?:, \d{1,2} (?:thang|nam))*)".to_owned(),
        r"\b(?:kiem tra|giam sat|bao cao|ra soat|so ket|tong ket|danh gia|cap nhat|dien tap|tap huan)[^.;,]{0,30} (?P<it>\bhang (?:tuan|thang|quy|nam))\b".to_owned(),
        r"(?P<it>\bhang (?:tuan|thang|quy))\W*$".to_owned(),
        r"^(?:tiep tuc )?(?P<it>thuong xuyen)\b|\((?P<it2>thuong xuyen[^)]*)\)".to_owned(),
        r"(?P<it>\bkhi (?:co yeu cau|can thiet|co chi dao|duoc yeu cau|can))\W*$".to_owned(),
    ]
    .iter()
    .map(|pattern| regex(pattern))
    .collect()
});

/// Reads words that are a deadline and nothing else: a cell, or what follows "Thời gian:".
pub(crate) fn read(words: &str) -> Deadline {
    let text = Keyed::new(words);
    let kind = meaning(&text).unwrap_or(DeadlineKind::Unspecified);
    Deadline { kind, text: text.raw().trim_matches(['.', ';', ' ']).to_owned() }
}

/// Finds the deadline in a task's prose.
pub(super) fn find(prose: &Keyed) -> Option<Deadline> {
    if let Some(found) = LABELLED.captures(prose.key()) {
        let deadline = read(prose.printed(found.name("it")?.range()));
        return Some(deadline);
    }
    LED.iter().find_map(|led| {
        let found = led.captures(prose.key())?;
        let words = found.name("it").or_else(|| found.name("it2"))?;
        let deadline = read(prose.printed(words.range()));
        (deadline.kind != DeadlineKind::Unspecified).then_some(deadline)
    })
}

fn meaning(text: &Keyed) -> Option<DeadlineKind> {
    WRITINGS.iter().find_map(|writing| {
        let groups = writing.pattern.captures(text.key())?;
        (writing.meaning)(&Found { groups, text })
    })
}

fn day(found: &Found<'_>) -> Option<DeadlineKind> {
    let day = found.day("d", "m", "y")?;
    // "Trước ngày" leaves the day itself out.
    let date = if found.is_before() { day.yesterday().ok()? } else { day };
    Some(DeadlineKind::Date { date })
}

fn days(found: &Found<'_>) -> Option<DeadlineKind> {
    range(found.day("d1", "m1", "y1")?, found.day("d2", "m2", "y2")?)
}

fn range(from: Date, date: Date) -> Option<DeadlineKind> {
    (from <= date).then_some(DeadlineKind::Range { from, date })
}

fn month(found: &Found<'_>) -> Option<DeadlineKind> {
    let first = Date::new(found.year("y")?, found.number("m")?, 1).ok()?;
    let month = if found.is_before() { first.checked_sub(1.month()).ok()? } else { first };
    DeadlineKind::end_of_month(month.year(), month.month())
}

fn months(found: &Found<'_>) -> Option<DeadlineKind> {
    let last_year = found.year("y2")?;
    let from = Date::new(found.year("y1").unwrap_or(last_year), found.number("m1")?, 1).ok()?;
    let last = Date::new(last_year, found.number("m2")?, 1).ok()?;
    range(from, last.last_of_month())
}

fn quarter_number(found: &Found<'_>, name: &str) -> Option<i8> {
    Some(match found.groups.name(name)?.as_str() {
        "i" | "1" => 1,
        "ii" | "2" => 2,
        "iii" | "3" => 3,
        _ => 4,
    })
}

fn quarter(found: &Found<'_>) -> Option<DeadlineKind> {
    DeadlineKind::end_of_quarter(found.year("y")?, quarter_number(found, "q")?)
}

fn quarters(found: &Found<'_>) -> Option<DeadlineKind> {
    let year = found.year("y")?;
    let from = Date::new(year, quarter_number(found, "q1")? * 3 - 2, 1).ok()?;
    let last = Date::new(year, quarter_number(found, "q2")? * 3, 1).ok()?;
    range(from, last.last_of_month())
}

fn half_year(found: &Found<'_>) -> Option<DeadlineKind> {
    let year = found.year("y")?;
    if &found.groups["half"] == "cuoi" {
        return Some(DeadlineKind::end_of_year(year));
    }
    DeadlineKind::end_of_quarter(year, 2)
}

fn year(found: &Found<'_>) -> Option<DeadlineKind> {
    let year = found.year("y")?;
    Some(DeadlineKind::end_of_year(if found.is_before() { year - 1 } else { year }))
}

fn years(found: &Found<'_>) -> Option<DeadlineKind> {
    let from = Date::new(found.year("y1")?, 1, 1).ok()?;
    range(from, Date::new(found.year("y2")?, 12, 31).ok()?)
}

fn every(frequency: Frequency) -> DeadlineKind {
    DeadlineKind::Recurring { frequency }
}

static MONTHS: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(\d{1,2}) thang"));

/// The shortest interval named: "hằng tháng, 3 tháng, 6 tháng" recurs monthly.
fn recurring(found: &Found<'_>) -> Option<DeadlineKind> {
    let words = &found.groups[0];
    let shortest = MONTHS.captures_iter(words).filter_map(|m| m[1].parse::<u32>().ok()).min();
    let bare = MONTHS.replace_all(words, "");
    let has = |unit: &str| bare.contains(unit);
    Some(every(match shortest {
        _ if has("tuan") => Frequency::Weekly,
        _ if has("thang") => Frequency::Monthly,
        Some(1) => Frequency::Monthly,
        Some(3) => Frequency::Quarterly,
        _ if has("quy") => Frequency::Quarterly,
        Some(6) => Frequency::HalfYearly,
        _ if has("nua nam") => Frequency::HalfYearly,
        _ if has("nam") || has("nien") => Frequency::Yearly,
        _ => return None,
    }))
}

fn relative(found: &Found<'_>) -> Option<DeadlineKind> {
    let count: u32 = found.number("n")?;
    let days = match &found.groups["unit"] {
        "ngay" => 1,
        "tuan" => 7,
        "thang" => 30,
        _ => 365,
    };
    Some(DeadlineKind::Relative { days: count * days, event: found.printed("event")? })
}

fn conditional(found: &Found<'_>) -> Option<DeadlineKind> {
    Some(DeadlineKind::Conditional { condition: found.printed("if")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `kind date text`, with `-` for no date.
    fn shown(deadline: &Deadline) -> String {
        let date = deadline.due_on().map_or("-".to_owned(), |d| d.to_string());
        let more = match &deadline.kind {
            DeadlineKind::Range { from, .. } => format!(" from {from}"),
            DeadlineKind::Recurring { frequency } => format!(" {}", frequency.code()),
            DeadlineKind::Relative { days, event } => format!(" {days} after {event}"),
            DeadlineKind::Conditional { condition } => format!(" if {condition}"),
            _ => String::new(),
        };
        format!("{} {date}{more}", deadline.kind.code())
    }

    #[test]
    fn a_cell_is_a_deadline() {
        let check = |cell: &str, expected: &str| assert_eq!(shown(&read(cell)), expected, "{cell}");
        check("30/9/2025", "date 2025-09-30");
        check("Trước ngày 30/9/2025", "date 2025-09-29");
        check("Trước 01/7/2025", "date 2025-06-30");
        check("ngày 15 tháng 8 năm 2025", "date 2025-08-15");
        check("Tháng 6/2025", "end_of_month 2025-06-30");
        check("6/2025", "end_of_month 2025-06-30");
        check("Trước tháng 9/2025", "end_of_month 2025-08-31");
        check("Quý III/2025", "end_of_quarter 2025-09-30");
        check("Quý 4 năm 2025", "end_of_quarter 2025-12-31");
        check("Quý III-IV/2025", "range 2025-12-31 from 2025-07-01");
        check("Hết năm 2025", "end_of_year 2025-12-31");
        check("Năm 2026", "end_of_year 2026-12-31");
        check("2026", "end_of_year 2026-12-31");
        check("Trước năm 2030", "end_of_year 2029-12-31");
        check("Giai đoạn 2026 - 2030", "range 2030-12-31 from 2026-01-01");
        check("2025-2030", "range 2030-12-31 from 2025-01-01");
        check("Từ tháng 7 đến tháng 12/2025", "range 2025-12-31 from 2025-07-01");
        check("01/7/2025 - 31/12/2025", "range 2025-12-31 from 2025-07-01");
        check("6 tháng đầu năm 2026", "end_of_quarter 2026-06-30");
        check("2025 và những năm tiếp theo", "recurring - yearly");
        check("Hằng năm", "recurring - yearly");
        check("Hàng quý", "recurring - quarterly");
        check("Định kỳ 3 tháng, 6 tháng", "recurring - quarterly");
        check("Định kỳ 6 tháng, 1 năm", "recurring - half_yearly");
        check("Định kỳ hàng tháng, 3 tháng, 6 tháng", "recurring - monthly");
        check("Thường xuyên", "ongoing -");
        check("30 ngày sau khi có hướng dẫn", "relative - 30 after có hướng dẫn");
        check("Khi có yêu cầu", "conditional - if có yêu cầu");
        check("Theo chỉ đạo của Trung ương", "conditional - if Theo chỉ đạo của Trung ương");
        check("", "unspecified -");
        check("31/02/2025", "unspecified -");
    }

    #[test]
    fn prose_needs_a_word_that_leads_to_the_deadline() {
        let check = |prose: &str, expected: Option<&str>| {
            let found = find(&Keyed::new(prose));
            assert_eq!(found.as_ref().map(shown).as_deref(), expected, "{prose}");
        };
        check("Lập danh mục dữ liệu, hoàn thành trong Quý IV/2025.", Some("end_of_quarter 2025-12-31"));
        check("Số hóa hồ sơ, xong trong tháng 6/2026.", Some("end_of_month 2026-06-30"));
        check("Gửi báo cáo trước ngày 15/12/2025.", Some("date 2025-12-14"));
        check("Phấn đấu đến hết năm 2027 phủ sóng toàn xã.", Some("end_of_year 2027-12-31"));
        check(
            "Mua máy chủ. Thời gian hoàn thành: tháng 3/2026. Kinh phí: 2 tỷ.",
            Some("end_of_month 2026-03-31"),
        );
        check("Thử nghiệm trong 6 tháng đầu năm 2026.", Some("end_of_quarter 2026-06-30"));
        check("Số hóa sổ cũ, giai đoạn 2026 - 2028.", Some("range 2028-12-31 from 2026-01-01"));
        check("Báo cáo Ban Chỉ đạo vào ngày 15 tháng 12 năm 2025.", Some("date 2025-12-15"));
        check("Thường xuyên rà soát thủ tục.", Some("ongoing -"));
        check("Định kỳ hằng quý báo cáo Ban Chỉ đạo.", Some("recurring - quarterly"));
        check("Các thôn tuyên truyền hằng tháng.", Some("recurring - monthly"));
        check("Báo cáo kết quả 6 tháng, 1 năm về Đảng ủy.", Some("recurring - half_yearly"));
        check("Hằng năm, tổ chức kiểm tra.", Some("recurring - yearly"));
        check("Công bố trong vòng 30 ngày kể từ ngày ký.", Some("relative - 30 after ngày ký"));
        check("Cung cấp số liệu khi có yêu cầu.", Some("conditional - if có yêu cầu"));
        check("Thực hiện Kế hoạch số 12/KH-UBND ngày 03/6/2025 của tỉnh.", None);
        check("Quy hoạch thời kỳ 2021 - 2030, tầm nhìn đến năm 2045.", None);
        check("Bình xét khen thưởng hằng năm.", None);
        check("Đánh giá thi đua, khen thưởng hằng năm.", None);
        assert_eq!(
            find(&Keyed::new("Định kỳ hàng tháng, 3 tháng, 1 năm báo cáo.")).unwrap().text,
            "Định kỳ hàng tháng, 3 tháng, 1 năm"
        );
    }
}
