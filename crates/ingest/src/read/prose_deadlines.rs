//! Deadlines within running prose.
//!
//! In prose a date alone is no deadline: most belong to documents that are cited. A word such as "trước",
//! "hết" or "hoàn thành" must lead to it.

use std::ops::Range;
use std::sync::LazyLock;

use domain::{Deadline, DeadlineKind};
use regex::Regex;

use super::deadlines::{COMPLETES, deciding, read};
use super::indicators::keyed::Keyed;
use super::patterns::folded as regex;

/// A heading word before a deadline: `Thời gian hoàn thành: Quý III/2025`.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r"(?:thoi gian|thoi han|tien do|thoi diem|\bhan)(?: (?:thuc hien|hoan thanh|xong|trinh|bao cao))*\s*:\s*(?P<it>[^.;)]+)",
    )
});

/// What leads to a deadline in prose, each pattern with the deadline as `it`, the more exact first.
static LED: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let quarter =
        r"quy (?:i{1,3}|iv|[1-4])(?:\s*[-–,]\s*(?:quy )?(?:i{1,3}|iv))?\s*(?:/|,? nam|,|\s)\s*\d{4}";
    let month = r"thang \d{1,2}(?:\s?/\s?|-|,? nam )\d{4}";
    let year = r"nam 20\d\d(?: tro di)?(?: va (?:cac|nhung) nam (?:tiep theo|sau))?";
    let period = format!(r"(?:{quarter}|{month}|6 thang (?:dau|cuoi) nam 20\d\d|{year})");
    let day = r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngay \d{1,2} thang \d{1,2} nam \d{4})";
    let point = format!(r"(?:(?:dau |giua |cuoi )?(?:{period}|(?:ngay )?{day}))");
    [
        format!(r"\b(?:thoi gian|thuc hien|trien khai|hoan thanh)(?: thuc hien| trien khai)?:? (?P<it>tu {point}\s*(?:-|–|den)\s*(?:het )?{point})"),
        format!(r"\b(?P<it>(?:ke|bat dau|thuc hien|trien khai|ap dung) tu {point}(?:\s*(?:-|–|den)\s*(?:het )?{point})?)"),
        format!(r"\b(?P<it>tu (?:{quarter}|{month})(?:\s*(?:-|–|den)\s*(?:het )?{point})?)"),
        r"(?P<it>(?:truoc |vao |cham nhat )?(?:ngay )?(?:\d{1,2}(?:/| thang )\d{1,2}(?:,| va)? )+(?:hang|moi) nam)\b".to_owned(),
        r"(?P<it>(?:truoc |vao |cham nhat )?(?:ngay )?\d{1,2} (?:cua )?thang (?:cuoi|dau)(?: cung| tien)?(?: cua)?(?: hang| moi)? quy)\b".to_owned(),
        r"(?P<it>(?:truoc |vao |cham nhat )(?:ngay )\d{1,2} (?:cua )?(?:hang|moi) (?:thang|quy))\b".to_owned(),
        format!(r"(?P<it>\b(?:truoc|cham nhat|muon nhat|den het|het)\b[^.;()/]{{0,25}}?{day})"),
        format!(r"\b(?:xong|hoan thanh|gui|bao cao)\b[^.;()/]{{0,40}}?(?P<it>(?:vao |den )?{day})"),
        r"\b(?:hoan thanh|xong)\s*:\s*(?P<it>[^.;)]+)".to_owned(),
        r"(?P<it>(?:trong vong |trong |sau )?\b\d{1,3} (?:ngay|thang|tuan)(?: lam viec)?,? (?:sau khi|ke tu|tinh tu|tu khi) [^.;)]+)".to_owned(),
        format!(r"(?P<it>\b(?:trong|truoc|het|cuoi|dau|giua|vao|xong|cham nhat|muon nhat|hoan thanh)\b\s+(?:trong |truoc |het |cuoi |dau |giua |vao |den )*{period})"),
        r"(?P<it>\bquy (?:i{1,3}|iv|[1-4])(?:\s*[-–,]\s*(?:quy )?(?:i{1,3}|iv))?\s?/\s?\d{4})".to_owned(),
        r",\s*(?P<it>giai doan 20\d\d\s*[-–]\s*20\d\d)\W*$".to_owned(),
        r"\btrong (?P<it>giai doan 20\d\d\s*[-–]\s*20\d\d)\s*(?:[.;)]|$)".to_owned(),
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

/// Finds the deadline in a task's prose.
pub(super) fn find(prose: &Keyed) -> Option<Deadline> {
    if let Some(found) = LABELLED.captures(prose.key()) {
        return Some(read(prose.printed(found.name("it")?.range())));
    }
    let found = led(prose);
    let mut dated: Vec<&(Range<usize>, Deadline)> =
        found.iter().filter(|(_, d)| d.due_on().is_some()).collect();
    dated.sort_by_key(|(place, _)| place.start);
    let [first, .., last] = dated.as_slice() else {
        return dated.first().copied().or(found.first()).map(|(_, deadline)| deadline.clone());
    };
    let words = prose.printed(first.0.start..last.0.end).to_owned();
    let marked = dated.iter().map(|(place, deadline)| (completes(prose, place), deadline)).collect();
    deciding(marked).map(|deadline: &Deadline| Deadline { kind: deadline.kind.clone(), text: words })
}

/// Every deadline that something leads to, the more exact first, none within another.
fn led(prose: &Keyed) -> Vec<(Range<usize>, Deadline)> {
    let mut found: Vec<(Range<usize>, Deadline)> = Vec::new();
    for words in LED.iter().flat_map(|led| led.captures_iter(prose.key())) {
        let Some(place) = words.name("it").or_else(|| words.name("it2")).map(|m| m.range()) else { continue };
        let deadline = read(prose.printed(place.clone()));
        let is_new = found.iter().all(|(other, _)| place.end <= other.start || other.end <= place.start);
        if is_new && deadline.kind != DeadlineKind::Unspecified {
            found.push((place, deadline));
        }
    }
    found
}

/// Whether the clause around a day says that something is then completed.
fn completes(prose: &Keyed, place: &Range<usize>) -> bool {
    let from = prose.key()[..place.start].rfind([',', ';', '.', '(']).map_or(0, |at| at + 1);
    COMPLETES.is_match(&prose.key()[from..place.end])
}

#[cfg(test)]
mod tests {
    use super::super::deadlines::tests::shown;
    use super::*;

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
        check("Mở lớp; hoàn thành: tháng 6/2026.", Some("end_of_month 2026-06-30"));
        check("Mở lớp. Hoàn thành: 9/2025", Some("end_of_month 2025-09-30"));
        check("Mở lớp trong giai đoạn 2025 - 2027.", Some("range 2027-12-31 from 2025-01-01"));
        check(
            "Mở lớp, thời gian thực hiện từ 01/7/2025 đến 31/12/2025.",
            Some("range 2025-12-31 from 2025-07-01"),
        );
        check("Nộp sổ chậm nhất vào ngày 15-8-2025.", Some("date 2025-08-15"));
        check("Báo cáo trước ngày 20 tháng cuối quý.", Some("recurring - quarterly"));
        check("Báo cáo trước ngày 15/6 và 15/12 hằng năm.", Some("recurring - half_yearly"));
        check("Mở lớp; hoàn thành trong tháng 6, năm 2026.", Some("end_of_month 2026-06-30"));
        check("Mở lớp trong năm 2025 và các năm tiếp theo.", Some("recurring - yearly"));
        check("Vận hành kho từ quý III/2025.", Some("ongoing -"));
        check("Vận hành kho kể từ ngày 01/01/2026.", Some("ongoing -"));
        check("Khai trương kho vào đầu năm 2026.", Some("end_of_quarter 2026-03-31"));
        check("Sơ kết vào năm 2027, tổng kết vào năm 2030.", Some("end_of_year 2030-12-31"));
        check("Xây kho, hoàn thành trước 30/6/2026; nghiệm thu trước 31/12/2026.", Some("date 2026-06-29"));
        check("Số hóa sổ bộ từ năm 2010 đến năm 2020.", None);
        check("Luật có hiệu lực từ ngày 01/01/2026.", None);
        check("Thực hiện Kế hoạch số 12/KH-UBND ngày 03/6/2025 của tỉnh.", None);
        check("Quy hoạch thời kỳ 2021 - 2030, tầm nhìn đến năm 2045.", None);
        check("Bình xét khen thưởng hằng năm.", None);
        check("Đánh giá thi đua, khen thưởng hằng năm.", None);
        assert_eq!(
            find(&Keyed::new("Định kỳ hàng tháng, 3 tháng, 1 năm báo cáo.")).unwrap().text,
            "Định kỳ hàng tháng, 3 tháng, 1 năm"
        );
        let words = find(&Keyed::new("Sơ kết vào năm 2027, tổng kết vào năm 2030.")).unwrap().text;
        assert_eq!(words, "vào năm 2027, tổng kết vào năm 2030");
    }
}
