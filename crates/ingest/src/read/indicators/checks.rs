//! What a careful reader would question in the indicators that were read.

use domain::{Direction, Finding, Severity};

use super::expression;
use super::keyed::Keyed;
use super::wording::{SAME, Weights, Wording};
use crate::draft::{DraftIndicator, DraftTarget};
use crate::read::findings::{Doubt, finding};
use crate::read::tables::bodies;

/// Everything doubtful about indicators that have their ids.
pub(super) fn findings(indicators: &[DraftIndicator]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = indicators.iter().filter_map(regresses).collect();
    findings.extend(indicators.iter().filter_map(shares_over_100));
    findings.extend(duplicates(indicators));
    findings.extend(doubtful_numbers(indicators));
    findings.extend(without_follower(indicators));
    findings.extend(groups_as_implementers(indicators));
    findings.extend(without_targets(indicators));
    findings
}

/// A later milestone asks for less than an earlier one, and the subject is the same.
fn regresses(indicator: &DraftIndicator) -> Option<Finding> {
    let (before, after) = indicator.targets.windows(2).find_map(|pair| {
        let (before, after) = (&pair[0], &pair[1]);
        let breaks = indicator.subjects.iter().filter_map(|s| s.from_year);
        let is_broken = breaks.into_iter().any(|year| before.year < year && year <= after.year);
        let (low, high) = (before.value?, after.value?);
        let is_worse = match indicator.direction {
            Direction::Down => high > low,
            _ => high < low,
        };
        (is_worse && !is_broken && same_kind(before, after)).then_some((before, after))
    })?;
    let (word, english) =
        if indicator.direction == Direction::Down { ("cao", "more") } else { ("thấp", "less") };
    Some(
        finding(
            "target.regresses",
            Severity::Warning,
            format!(
                "Chỉ tiêu {}: mốc {} ({}) {word} hơn mốc {} ({}).",
                indicator.label, after.year, after.text, before.year, before.text
            ),
            "Giữ nguyên theo văn bản đã ký; hỏi cơ quan ban hành nếu nghi là nhầm.",
        )
        .english(
            format!(
                "Indicator {}: {} ({}) asks for {english} than {} ({}).",
                indicator.label, after.year, after.text, before.year, before.text
            ),
            "Kept as signed; ask the issuing body if it looks like a slip.",
        )
        .about(indicator.id.clone())
        .at(after.anchor.clone()),
    )
}

/// Whether two targets are numbers of one kind.
fn same_kind(a: &DraftTarget, b: &DraftTarget) -> bool {
    a.text.contains('%') == b.text.contains('%')
}

/// A share of a whole above all of it.
fn shares_over_100(indicator: &DraftIndicator) -> Option<Finding> {
    let key = domain::text::fold(&indicator.name);
    let grows = ["tang", "so voi", "vuot", "toc do"].iter().any(|word| key.contains(word));
    let is_share = indicator.unit.as_deref() == Some("%") && !grows;
    let target =
        indicator.targets.iter().find(|t| is_share && t.upper.or(t.value).is_some_and(|v| v > 100.0))?;
    Some(
        finding(
            "target.share_over_100",
            Severity::Error,
            format!(
                "Chỉ tiêu {}, mốc {}: tỷ lệ {} vượt quá 100%.",
                indicator.label, target.year, target.text
            ),
            "Kiểm tra con số hoặc đơn vị tính với văn bản gốc.",
        )
        .english(
            format!(
                "Indicator {}, {}: a share of {} is more than the whole.",
                indicator.label, target.year, target.text
            ),
            "Check the number or the unit against the original.",
        )
        .about(indicator.id.clone())
        .at(target.anchor.clone()),
    )
}

/// Indicators of different groups that say the same: alike targets are a repetition, unlike ones a contradiction.
fn duplicates(indicators: &[DraftIndicator]) -> Vec<Finding> {
    let wordings: Vec<Wording> = indicators.iter().map(|i| Wording::of(&i.name)).collect();
    let weights = Weights::of_names(wordings.iter());
    let mut findings = Vec::new();
    for (b, second) in indicators.iter().enumerate() {
        for (a, first) in indicators[..b].iter().enumerate() {
            let is_measured = |i: &DraftIndicator| i.targets.iter().any(|t| t.value.is_some());
            if is_measured(first)
                && is_measured(second)
                && first.measures == second.measures
                && wordings[a].likeness(&wordings[b], &weights) >= SAME
            {
                findings.extend(compare(first, second));
            }
        }
    }
    findings
}

fn compare(first: &DraftIndicator, second: &DraftIndicator) -> Vec<Finding> {
    let pairs: Vec<(&DraftTarget, &DraftTarget)> = second
        .targets
        .iter()
        .filter_map(|b| first.targets.iter().find(|a| a.year == b.year).map(|a| (a, b)))
        .collect();
    let is_same = |(a, b): &(&DraftTarget, &DraftTarget)| {
        a.value == b.value && a.upper == b.upper && a.comparator == b.comparator && first.unit == second.unit
    };
    let (same, unlike): (Vec<_>, Vec<_>) = pairs.into_iter().partition(is_same);
    let mut findings: Vec<Finding> = unlike.iter().map(|(a, b)| contradiction(first, a, second, b)).collect();
    if let Some((_, target)) = same.first() {
        let years: Vec<String> = same.iter().map(|(a, _)| a.year.to_string()).collect();
        let years = years.join(", ");
        findings.push(
            finding(
                "indicator.duplicate",
                Severity::Warning,
                format!("Chỉ tiêu {} trùng với {} ở mốc {years}.", second.label, first.label),
                "Theo dõi ở một nhóm và bỏ chỉ tiêu trùng, hoặc giữ cả hai nếu có chủ ý.",
            )
            .english(
                format!("Indicator {} repeats {} at {years}.", second.label, first.label),
                "Follow it in one group and drop the other, or keep both if that is meant.",
            )
            .about(second.id.clone())
            .at(target.anchor.clone()),
        );
    }
    findings
}

fn contradiction(
    first: &DraftIndicator,
    a: &DraftTarget,
    second: &DraftIndicator,
    b: &DraftTarget,
) -> Finding {
    finding(
        "target.contradicts",
        Severity::Error,
        format!(
            "Mốc {}: {} ghi “{}” nhưng {} ghi “{}” cho cùng một nội dung.",
            a.year, first.label, a.text, second.label, b.text
        ),
        "Hỏi cơ quan ban hành mức nào đúng, rồi sửa hoặc bỏ chỉ tiêu sai.",
    )
    .english(
        format!(
            "{}: {} says “{}” but {} says “{}” of the same thing.",
            a.year, first.label, a.text, second.label, b.text
        ),
        "Ask the issuing body which one holds, then correct or drop the other.",
    )
    .about(second.id.clone())
    .at(b.anchor.clone())
}

/// Numbers whose writing allows another reading, in one finding.
fn doubtful_numbers(indicators: &[DraftIndicator]) -> Option<Finding> {
    let is_doubtful = |t: &&DraftTarget| {
        t.value.is_some() && expression::scan(&Keyed::new(&t.text)).iter().any(|e| e.is_doubtful)
    };
    let doubtful: Vec<(&DraftIndicator, &DraftTarget)> =
        indicators.iter().flat_map(|i| i.targets.iter().filter(is_doubtful).map(move |t| (i, t))).collect();
    let (indicator, target) = doubtful.first()?;
    let texts: Vec<&str> = doubtful.iter().map(|(_, t)| t.text.as_str()).take(6).collect();
    let (count, texts, value) = (doubtful.len(), texts.join("; "), target.value.unwrap_or_default());
    let value = value.to_string().replace('.', ",");
    Some(
        finding(
            "target.number_doubtful",
            Severity::Note,
            format!(
                "{count} mục tiêu viết số không theo cách thông thường ({texts}); “{}” được hiểu là {value}.",
                target.text
            ),
            "Xác nhận dấu chấm hoặc dấu phẩy ở các số này là dấu thập phân.",
        )
        .english(
            format!(
                "{count} targets write numbers in an unusual way ({texts}); “{}” is read as {value}.",
                target.text
            ),
            "Confirm that the dot or comma in these numbers is the decimal sign.",
        )
        .about(indicator.id.clone())
        .at(target.anchor.clone()),
    )
}

/// Indicators that nobody follows, in one finding.
fn without_follower(indicators: &[DraftIndicator]) -> Option<Finding> {
    let missing: Vec<&DraftIndicator> = indicators.iter().filter(|i| i.follower.is_none()).collect();
    let first = missing.first()?;
    let (message, english) = if missing.len() == indicators.len() {
        (
            format!("Văn bản không nêu ai theo dõi {} chỉ tiêu.", missing.len()),
            format!("The document names nobody who follows its {} indicators.", missing.len()),
        )
    } else {
        let labels = labels(missing.iter().map(|i| i.label.as_str()));
        (format!("Chưa rõ ai theo dõi chỉ tiêu {labels}."), format!("Nobody is named who follows {labels}."))
    };
    Some(
        finding(
            "indicator.follower_missing",
            Severity::Note,
            message,
            "Giao thành viên theo dõi từng chỉ tiêu khi duyệt.",
        )
        .english(english, "Assign a member to each indicator on review.")
        .about(first.id.clone())
        .at(first.anchor.clone()),
    )
}

/// Indicators carried out by bodies that are not named one by one, or partly so, in one finding each.
fn groups_as_implementers(indicators: &[DraftIndicator]) -> Vec<Finding> {
    let only_groups = |i: &&DraftIndicator| {
        !i.implementers.is_empty() && i.implementers.iter().all(|n| bodies::is_group(n))
    };
    let all: Vec<&DraftIndicator> = indicators.iter().filter(only_groups).collect();
    let some: Vec<&DraftIndicator> = indicators
        .iter()
        .filter(|i| !only_groups(i) && i.implementers.iter().any(|n| bodies::is_group(n)))
        .collect();
    let tell = |found: &[&DraftIndicator], severity, what: &str, english: &str| {
        let first = found.first()?;
        let labels = labels(found.iter().map(|i| i.label.as_str()));
        Some(
            finding(
                "indicator.implementer_is_group",
                severity,
                format!("{} chỉ tiêu {what} ({labels}).", found.len()),
                "Mở rộng nhóm thành từng đơn vị cụ thể khi duyệt.",
            )
            .english(
                format!("{} indicators {english} ({labels}).", found.len()),
                "Expand the group to units on review.",
            )
            .about(first.id.clone())
            .at(first.anchor.clone()),
        )
    };
    let all = tell(
        &all,
        Severity::Warning,
        "chỉ giao cho một nhóm đơn vị chung chung",
        "name only a group of bodies",
    );
    let some =
        tell(&some, Severity::Note, "giao thêm cho nhóm đơn vị không nêu tên", "also name a group of bodies");
    all.into_iter().chain(some).collect()
}

fn without_targets(indicators: &[DraftIndicator]) -> Option<Finding> {
    let missing: Vec<&DraftIndicator> = indicators.iter().filter(|i| i.targets.is_empty()).collect();
    let first = missing.first()?;
    let labels = labels(missing.iter().map(|i| i.label.as_str()));
    Some(
        finding(
            "indicator.target_missing",
            Severity::Warning,
            format!("Chỉ tiêu {labels} không có mục tiêu ở mốc nào."),
            "Bổ sung mục tiêu, hoặc bỏ dòng nếu không phải chỉ tiêu.",
        )
        .english(
            format!("{labels}: no target at any milestone."),
            "Add targets, or drop the row if it is no indicator.",
        )
        .about(first.id.clone())
        .at(first.anchor.clone()),
    )
}

/// Labels as a list, cut after a dozen.
fn labels<'a>(labels: impl Iterator<Item = &'a str>) -> String {
    let labels: Vec<&str> = labels.collect();
    let shown = labels.iter().take(12).copied().collect::<Vec<_>>().join(", ");
    if labels.len() > 12 { format!("{shown}…") } else { shown }
}
