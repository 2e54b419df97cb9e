//! What loading a list finds that somebody should know.

use domain::{ActRefusal, BodyState, Finding, Organisation, Severity};

use super::super::acts::words;
use super::super::list::{OfficialList, Unit};

fn finding(rule: &str, severity: Severity, message: [String; 2], hint: [&str; 2]) -> Finding {
    let [message, message_en] = message;
    Finding {
        rule: rule.to_owned(),
        severity,
        message,
        hint: hint[0].to_owned(),
        message_en,
        hint_en: hint[1].to_owned(),
        item: None,
        anchor: None,
    }
}

pub(super) fn no_province(unit: &Unit) -> Finding {
    let (name, parent) = (&unit.name, unit.parent.as_deref().unwrap_or_default());
    finding(
        "units.no_province",
        Severity::Error,
        [
            format!("{name} ({}) thuộc tỉnh có mã {parent}, chưa có trong hệ thống.", unit.code),
            format!("{name} ({}) belongs to province {parent}, which is not on file.", unit.code),
        ],
        ["Bổ sung tỉnh đó vào danh sách rồi nạp lại.", "Add that province to the list and load it again."],
    )
}

pub(super) fn later_on_file(unit: &Unit, later: &Organisation) -> Finding {
    let since = later.valid_from.map(|day| day.strftime("%d/%m/%Y").to_string()).unwrap_or_default();
    finding(
        "units.later_on_file",
        Severity::Warning,
        [
            format!("Mã {} đang là của {}, chỉ có từ ngày {since}.", unit.code, later.name),
            format!("The code {} belongs to {}, which exists only from {since}.", unit.code, later.name),
        ],
        [
            "Danh sách này cũ hơn dữ liệu đang có; đơn vị được giữ nguyên.",
            "This list is older than what is on file; the unit was left as it is.",
        ],
    )
}

pub(super) fn not_done(unit: &Unit, refusal: &ActRefusal) -> Finding {
    let (vi, en) = words(refusal);
    finding(
        "units.not_done",
        Severity::Warning,
        [format!("{} ({}): {vi}", unit.name, unit.code), format!("{} ({}): {en}", unit.name, unit.code)],
        [
            "Đơn vị được giữ nguyên; đối chiếu với các quyết định đã ghi.",
            "The unit was left as it is; compare it with the acts on file.",
        ],
    )
}

pub(super) fn not_dissolved(state: &BodyState, refusal: &ActRefusal) -> Finding {
    let (vi, en) = words(refusal);
    finding(
        "units.not_dissolved",
        Severity::Warning,
        [
            format!("{} không có trong danh sách nhưng chưa thể kết thúc: {vi}", state.name),
            format!("{} is not in the list but cannot be ended: {en}", state.name),
        ],
        ["Ghi quyết định sáp nhập hoặc giải thể.", "Record its merger or dissolution."],
    )
}

pub(super) fn no_longer_listed(list: &OfficialList, names: &[&str]) -> Finding {
    let day = list.valid_from.strftime("%d/%m/%Y");
    let joined = names.join(", ");
    finding(
        "units.no_longer_listed",
        Severity::Warning,
        [
            format!("{} đơn vị không còn trong danh sách từ ngày {day}: {joined}.", names.len()),
            format!("{} units are no longer in the list from {day}: {joined}.", names.len()),
        ],
        [
            "Nếu đã sáp nhập, đề nghị ghi quyết định sáp nhập trước khi nạp danh sách, để số liệu được cộng cho đơn vị mới.",
            "If they were merged, record the merger before loading the list, so that their figures count for the new unit.",
        ],
    )
}

/// What differs from the numbers known from 30/4/2026; the names of the communes concerned are not.
pub(super) fn gap(seen: Option<[usize; 2]>) -> Finding {
    let message = match seen {
        Some([xa, phuong]) => [
            format!(
                "Từ ngày 30/4/2026 cả nước có 2.611 xã và 697 phường; hệ thống đang có {xa} xã và {phuong} phường."
            ),
            format!(
                "From 30/4/2026 there are 2,611 communes and 697 wards; on file are {xa} communes and {phuong} wards."
            ),
        ],
        None => [
            "Danh sách có hiệu lực từ ngày 01/7/2025. Từ ngày 30/4/2026 có 10 xã thành phường mà danh sách này chưa có tên."
                .to_owned(),
            "The list is that of 1/7/2025. From 30/4/2026 ten communes are wards, whose names it does not have."
                .to_owned(),
        ],
    };
    finding(
        "units.differ",
        Severity::Note,
        message,
        [
            "Khi có danh mục mới, nạp bằng lệnh: cotmoc bodies load TỆP --valid-from 2026-04-30.",
            "Load the newer list by: cotmoc bodies load FILE --valid-from 2026-04-30.",
        ],
    )
}
