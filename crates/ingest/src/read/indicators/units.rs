//! Units of what indicators count.

use std::sync::LazyLock;

use domain::text;

use super::keyed::Keyed;

/// What plans count, in the spelling shown; longer ones first where one begins another.
const UNITS: [&str; 89] = [
    "nghìn tỷ đồng",
    "tỷ đồng",
    "triệu đồng",
    "nghìn đồng",
    "triệu USD",
    "tỷ USD",
    "nghìn USD",
    "USD",
    "đồng",
    "triệu lượt",
    "nghìn lượt",
    "triệu người",
    "nghìn người",
    "doanh nghiệp",
    "tổ chức",
    "nhiệm vụ",
    "bài báo",
    "công trình",
    "dự án",
    "sản phẩm",
    "sáng chế",
    "sáng kiến",
    "giải pháp",
    "cán bộ",
    "cá nhân",
    "chuyên gia",
    "kỹ sư",
    "tài khoản",
    "thuê bao",
    "vụ",
    "nhà khoa học",
    "người",
    "trung tâm",
    "vườn ươm",
    "đơn vị",
    "đơn",
    "hệ thống",
    "nền tảng",
    "cơ sở dữ liệu",
    "cơ sở",
    "mô hình",
    "đề tài",
    "đề án",
    "chương trình",
    "hợp tác xã",
    "máy chủ",
    "trạm",
    "điểm",
    "khu công nghiệp",
    "khu",
    "cụm",
    "phòng",
    "trường",
    "xã, phường",
    "xã",
    "phường",
    "thôn",
    "hộ gia đình",
    "hộ",
    "lượt người",
    "lượt",
    "văn bằng",
    "bằng",
    "hợp đồng",
    "bộ dữ liệu",
    "tập dữ liệu",
    "dịch vụ",
    "thủ tục",
    "văn bản",
    "lớp",
    "khóa",
    "cuộc",
    "kWh",
    "km",
    "ha",
    "MW",
    "GB",
    "giờ",
    "ngày làm việc",
    "ngày",
    "tháng",
    "năm",
    "phút",
    "lần",
    "hạng",
    "%",
    "ý tưởng",
    "tỷ lệ",
    "chỉ tiêu",
];

/// The units with their keys.
static KEYS: LazyLock<Vec<(&str, String)>> =
    LazyLock::new(|| UNITS.into_iter().map(|unit| (unit, text::fold(unit))).collect());

/// The unit that a text begins with, in the spelling shown.
pub(crate) fn beginning(text: &str) -> Option<&'static str> {
    let text = Keyed::new(text);
    let begins = |key: &str, unit: &str| {
        let Some(rest) = text.key().strip_prefix(key) else { return false };
        !rest.starts_with(char::is_alphanumeric) && is_spelt(unit, text.printed(0..key.len()))
    };
    KEYS.iter().find(|(unit, key)| begins(key, unit)).map(|(unit, _)| *unit)
}

/// Where the unit at the end of a text begins.
pub(crate) fn ending(words: &str) -> Option<usize> {
    let text = Keyed::new(words);
    let end = text.key().len();
    let ends = |key: &str, unit: &str| {
        let Some(rest) = text.key().strip_suffix(key) else { return false };
        !rest.ends_with(char::is_alphanumeric) && is_spelt(unit, text.printed(rest.len()..end))
    };
    let longest = KEYS.iter().filter(|(unit, key)| ends(key, unit)).map(|(_, key)| key.len()).max()?;
    words.rfind(text.printed(end - longest..end))
}

/// Whether printed words are the unit: of a single syllable the marks must agree (`hộ`, `hồ`), of several not.
fn is_spelt(unit: &str, printed: &str) -> bool {
    unit.contains(' ') || text::spelling_key(unit) == text::spelling_key(printed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_at_either_end() {
        assert_eq!(beginning("doanh nghiệp công nghệ số"), Some("doanh nghiệp"));
        assert_eq!(beginning("Tỷ đồng"), Some("tỷ đồng"));
        assert_eq!(beginning("hồ sơ"), None);
        assert_eq!(ending("Số xã có kho dữ liệu  Xã"), Some("Số xã có kho dữ liệu  ".len()));
        assert_eq!(ending("Tỷ lệ hồ sơ số hóa %"), Some("Tỷ lệ hồ sơ số hóa ".len()));
        assert_eq!(ending("Tỷ lệ hồ sơ"), None);
    }
}
