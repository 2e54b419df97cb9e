//! What an indicator's name and targets tell of its figures: unit, time, good direction, change of subject.

use std::sync::LazyLock;

use domain::{Comparator, Direction, Measure};
use regex::Regex;

use super::keyed::Keyed;
use super::units;
use crate::draft::{DraftSubject, DraftTarget};
use crate::read::patterns::folded;

static YEARLY: LazyLock<Regex> =
    LazyLock::new(|| folded(r"\b(?:hang nam|moi nam|mo[iu] n[a-z]{1,4} co|trong nam)\b|/\s?nam\b|%/nam"));
static CUMULATIVE: LazyLock<Regex> = LazyLock::new(|| folded(r"\b(?:luy ke|tich luy|cong don)\b"));
static SHRINKING: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^(?:ty le |ti le |so |muc )?(?:giam|cat giam|rut ngan|thoi gian|so ngay|ty le no|ty le ho so (?:qua|tre) han|ty le (?:that thoat|su co))\b|\bqua han\b|\btre han\b",
    )
});
/// How much something becomes less.
static REDUCTION: LazyLock<Regex> =
    LazyLock::new(|| folded(r"^(?:muc )?(?:giam|cat giam|rut ngan|tiet kiem)\b"));
/// A place in a ranking.
static RANKING: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"^(?:vi tri |giu )?(?:xep hang|thu hang|xep thu)\b|\b(?:pci|par index|papi|sipas|dti|pii)\b[^,;]* (?:xep hang|thu hang)\b",
    )
});
/// What nobody wants more of.
static ILL: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"\b(?:chua co|khong co|chua duoc|con thieu|vung lom|vung trang|lom song|trang song|tre|qua han|ngheo|that nghiep|mat an toan|su co|tai nan|ton dong)\b",
    )
});
/// What is done for those who lack something.
static HELPED: LazyLock<Regex> =
    LazyLock::new(|| folded(r"\b(?:duoc|co|su dung|tiep can|dung|biet|xu ly|khac phuc|hoan thanh)\b"));
static SHARE: LazyLock<Regex> = LazyLock::new(|| folded(r"^(?:ty le|ti le|ty trong|ti trong|phan tram)\b"));

/// A subject that gives way to another: `5G (6G từ năm 2035)`.
static SUCCESSION: LazyLock<Regex> = LazyLock::new(|| {
    folded(
        r"\b(\d{1,2} ?g)\b\s*\(\s*(?:va |la |thay bang |chuyen sang )?(\d{1,2} ?g)\s+(?:tu|sau|ke tu)\s+(?:nam )?(20\d\d)\s*\)",
    )
});

/// Whether a name says that its figures are of one year each.
pub(crate) fn is_yearly(name: &str) -> bool {
    YEARLY.is_match(Keyed::new(name).key())
}

/// What figures measure in time.
pub(crate) fn measure(text: &Keyed) -> Measure {
    if CUMULATIVE.is_match(text.key()) {
        Measure::Cumulative
    } else if YEARLY.is_match(text.key()) {
        Measure::Flow
    } else {
        Measure::Stock
    }
}

/// Which way is good, by the name and by what is promised; `first_year` is the plan's first milestone.
pub(crate) fn direction(name: &Keyed, targets: &[DraftTarget], first_year: i16) -> Direction {
    let is_any = |wanted: &[Comparator]| targets.iter().any(|t| wanted.contains(&t.comparator));
    let is_full = |t: &DraftTarget| t.value == Some(100.0) && t.text.contains('%');
    if SHRINKING.is_match(name.key()) && !name.key().contains("ty le giam") {
        // `Giảm 30% thời gian` promises a reduction, which may be larger; `giảm còn 5 ngày` a small rest.
        let reduces = REDUCTION.is_match(name.key()) && !is_any(&[Comparator::AtMost, Comparator::LessThan]);
        return if reduces { Direction::Up } else { Direction::Down };
    }
    if RANKING.is_match(name.key()) || is_ill(name, targets) {
        return Direction::Down;
    }
    if is_any(&[Comparator::AtMost, Comparator::LessThan]) {
        return Direction::Down;
    }
    // What is full from the first milestone on is to be kept so; what becomes full later has to rise first.
    let is_kept = targets.len() > 1 && targets[0].year <= first_year && targets.iter().all(is_full);
    if is_kept { Direction::Hold } else { Direction::Up }
}

/// Whether a name is of something bad that is to become less.
fn is_ill(name: &Keyed, targets: &[DraftTarget]) -> bool {
    let Some(found) = ILL.find(name.key()).filter(|found| is_printed_ill(name.printed(found.range()))) else {
        return false;
    };
    let values: Vec<f64> = targets.iter().filter_map(|t| t.value).collect();
    match (values.first(), values.last()) {
        (Some(first), Some(last)) if values.len() > 1 => last <= first,
        // `Tỷ lệ hộ nghèo có mạng` is about something good.
        (Some(value), _) => *value < 50.0 && !HELPED.is_match(&name.key()[found.end()..]),
        _ => false,
    }
}

/// Words whose marks matter: `trễ` is late, `trẻ` is young.
fn is_printed_ill(words: &str) -> bool {
    !matches!(words.to_lowercase().as_str(), "trẻ" | "tre" | "trè")
}

/// The unit of a row of a matrix, where no column names it.
pub(crate) fn unit(name: &Keyed, targets: &[DraftTarget]) -> Option<String> {
    let is_percent = targets.iter().any(|t| t.text.contains('%') && t.value.is_some());
    if is_percent || (SHARE.is_match(name.key()) && targets.iter().any(|t| t.value.is_some())) {
        let of_product = name.key().contains("grdp");
        return Some(if of_product { "% GRDP" } else { "%" }.to_owned());
    }
    if targets.iter().all(|t| t.value.is_none()) {
        return None;
    }
    if targets.iter().any(|t| is_rank(&t.text)) {
        return Some("hạng".to_owned());
    }
    counted(name).map(str::to_owned)
}

/// What a name says is counted: `Số doanh nghiệp …`, `Mỗi năm có bài báo …`.
fn counted(name: &Keyed) -> Option<&'static str> {
    static COUNT: LazyLock<Regex> =
        LazyLock::new(|| folded(r"^(?:(?:tong )?so (?:luong )?|(?:moi|hang) nam (?:co )?|co )"));
    let rest = COUNT.find(name.key()).map(|m| m.end())?;
    units::beginning(name.printed(rest..name.key().len()))
}

fn is_rank(text: &str) -> bool {
    let key = domain::text::fold(text);
    ["top", "hang", "nhom"].iter().any(|word| key.contains(word))
}

/// The subjects of a name that says when one gives way to another.
pub(crate) fn subjects(name: &Keyed) -> Vec<DraftSubject> {
    let Some(found) = SUCCESSION.captures(name.key()) else { return Vec::new() };
    let Ok(year) = found[3].parse() else { return Vec::new() };
    let subject = |group: usize, from_year| DraftSubject {
        from_year,
        name: found[group].replace(' ', "").to_uppercase(),
    };
    vec![subject(1, None), subject(2, Some(year))]
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Anchor;

    fn target(comparator: Comparator, value: f64, text: &str) -> DraftTarget {
        DraftTarget {
            year: 2030,
            comparator,
            value: Some(value),
            upper: None,
            text: text.to_owned(),
            anchor: Anchor::lines(1, 1, ""),
        }
    }

    #[test]
    fn names_tell_what_figures_measure() {
        let check = |name: &str, expected| assert_eq!(measure(&Keyed::new(name)), expected, "{name}");
        check("Số sáng kiến hàng năm", Measure::Flow);
        check("Mỗi năm có bài viết", Measure::Flow);
        check("Số lượt tải lũy kế", Measure::Cumulative);
        check("Tỷ lệ thôn có sóng", Measure::Stock);
    }

    #[test]
    fn names_and_targets_tell_the_good_direction() {
        let check = |name: &str, targets: &[DraftTarget], expected| {
            assert_eq!(direction(&Keyed::new(name), targets, 2030), expected, "{name}");
        };
        let full = || target(Comparator::Equal, 100.0, "100%");
        check("Tỷ lệ thôn có sóng", &[target(Comparator::AtLeast, 5.0, "≥5")], Direction::Up);
        check("Thời gian xử lý hồ sơ", &[target(Comparator::Equal, 5.0, "5 ngày")], Direction::Down);
        check("Số lỗi", &[target(Comparator::AtMost, 5.0, "≤5")], Direction::Down);
        check("Tỷ lệ hộ có mã số", &[full(), full()], Direction::Hold);
        check("Tỷ lệ hộ có mã số", &[full()], Direction::Up);
    }

    #[test]
    fn names_and_targets_tell_the_unit() {
        let check = |name: &str, text: &str, expected: Option<&str>| {
            let targets = [target(Comparator::Equal, 5.0, text)];
            assert_eq!(unit(&Keyed::new(name), &targets).as_deref(), expected, "{name}");
        };
        check("Tỷ lệ thôn có sóng", "5", Some("%"));
        check("Quy mô kinh tế số (GRDP)", "5%", Some("% GRDP"));
        check("Số doanh nghiệp số", "5", Some("doanh nghiệp"));
        check("Chỉ số cải cách", "0,6", None);
        check("Chỉ số cải cách", "Top 10", Some("hạng"));
    }

    #[test]
    fn a_subject_may_give_way_to_another() {
        let subjects = subjects(&Keyed::new("Tỷ lệ thôn có sóng 5G (6G từ năm 2035)"));
        let read: Vec<_> = subjects.iter().map(|s| (s.from_year, s.name.as_str())).collect();
        assert_eq!(read, [(None, "5G"), (Some(2035), "6G")]);
    }
}
