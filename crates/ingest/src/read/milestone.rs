//! Headings that name a milestone: `Đến hết năm 2025`, `Giai đoạn 2026 - 2030`.

use std::sync::LazyLock;

use domain::text::fold;
use regex::Regex;

use super::patterns::folded;

/// Folded, so that `Đen hết năm` is read as well.
static MILESTONE: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^[(\W]*(?:muc tieu |cac muc tieu |nhiem vu |cac nhiem vu |chi tieu |nam |den |den het |den cuoi |tu |giai doan |tam nhin |dinh huong )+(?:cu the |den |het |nam |tu |giai doan )*(20\d\d)",
    )
});

/// Whether the words are a milestone and little else.
pub(super) fn is_heading(text: &str) -> bool {
    MILESTONE.is_match(&fold(text))
}

#[cfg(test)]
mod tests {
    use super::is_heading;

    #[test]
    fn milestones_are_known_by_their_words() {
        for text in [
            "Đến hết năm 2025",
            "Đen hết năm 2030:",
            "Giai đoạn 2026 - 2030",
            "Mục tiêu đến năm 2030",
            "Năm 2025",
            "Tầm nhìn đến năm 2045",
        ] {
            assert!(is_heading(text), "{text}");
        }
        for text in ["Phát triển hạ tầng", "Có 5 xã đến năm 2030", "2025", "Kế hoạch năm 2025"]
        {
            assert!(!is_heading(text), "{text}");
        }
    }
}
