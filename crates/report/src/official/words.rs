//! The Vietnamese words of an official report: periods, days, numbers, progress.

use assess::words;
use domain::snapshot::{PeriodPart, PlanPart, Snapshot};
use domain::{Cadence, Lang, Period, PeriodKind, Quantity, Regime, TaskState, Timeliness};
use jiff::civil::Date;

/// A day as prose writes it, `05/11/2026`, with the zeros of [`place_and_day`].
pub fn day(on: Date) -> String {
    format!("{:02}/{}/{}", on.day(), month(on), on.year())
}

/// A month has a zero before it only where a digit could be written in front: NĐ 30/2020, annex I.
fn month(on: Date) -> String {
    if on.month() < 3 { format!("0{}", on.month()) } else { on.month().to_string() }
}

/// A number of things: below ten with a zero before it, so that no digit can be written in front.
pub fn count(number: usize) -> String {
    match number {
        1..=9 => format!("0{number}"),
        _ => words::decimal(number as f64, 0, Lang::Vi),
    }
}

/// A value with its sign of percent; another unit stands in a column of its own.
pub fn value(value: Quantity, unit: &str) -> String {
    words::in_unit(value.get(), if unit.starts_with('%') { unit } else { "" }, Lang::Vi).trim_end().to_owned()
}

/// A value in its unit, for prose.
pub fn value_in_unit(value: Quantity, unit: &str) -> String {
    words::in_unit(value.get(), unit, Lang::Vi).trim_end().to_owned()
}

/// The same words where a line does not end between a number and what belongs to it: its sign, its unit, the
/// word that it counts on, such as `≥ 80%`, `16 nhiệm vụ`, `ngày 30/9/2026`, `số 57-NQ/TW`.
pub fn unbroken(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let (mut before, mut last) = ("", "");
    for (at, word) in text.split(' ').enumerate() {
        if at > 0 {
            out.push(if belongs(before, last, word) { '\u{a0}' } else { ' ' });
        }
        out.push_str(word);
        (before, last) = (last, word);
    }
    out
}

/// Words that a number or a numeral follows.
const NUMBERED: [&str; 8] = ["số", "ngày", "tháng", "năm", "quý", "điều", "khoản", "lục"];

/// Whether a word stays with the one before it, which has another before it.
fn belongs(before: &str, last: &str, word: &str) -> bool {
    let bare = |word: &str| word.trim_start_matches(['(', '“', '"']).to_lowercase();
    let is_numbered = |word: &str| NUMBERED.contains(&bare(word).as_str());
    let begins_with_digit = word.starts_with(|c: char| c.is_ascii_digit());
    let numeral = word.trim_end_matches([',', '.', ';', ':', ')']);
    let is_roman = !numeral.is_empty() && numeral.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    if is_numbered(last) {
        return begins_with_digit || is_roman;
    }
    let last = bare(last);
    if matches!(last.as_str(), "≥" | "≤" | ">" | "<") {
        return begins_with_digit;
    }
    let is_number = last.ends_with(|c: char| c.is_ascii_digit())
        && last.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    is_number && !is_numbered(before) && word.starts_with(|c: char| c == '%' || c.is_lowercase())
}

/// Place and day in a document's head; dots where the day is written by hand.
pub fn place_and_day(place: &str, on: Option<Date>) -> String {
    let place = if place.is_empty() { "..............." } else { place };
    match on {
        Some(on) => format!("{place}, ngày {:02} tháng {} năm {}", on.day(), month(on), on.year()),
        None => format!("{place}, ngày       tháng       năm        "),
    }
}

/// The period in the words of a title: `tháng 10 năm 2026`.
pub fn period(period: &PeriodPart) -> String {
    let (from, to) = (period.window_from, period.window_to);
    match period.cadence {
        Cadence::Weekly => format!("tuần từ ngày {} đến ngày {}", day(from), day(to)),
        Cadence::MidTerm => format!("sơ kết giữa kỳ, tính đến ngày {}", day(to)),
        Cadence::EndOfTerm => format!("tổng kết giai đoạn, tính đến ngày {}", day(to)),
        Cadence::Thematic => format!("theo chuyên đề “{}”", period.topic),
        Cadence::AdHoc => format!("theo yêu cầu đột xuất “{}”", period.topic),
        _ => calendar_period(period.figures),
    }
}

/// The period after it, as far as there is one.
pub fn next_period(period: &PeriodPart) -> String {
    match period.cadence {
        Cadence::Weekly => "tuần tới".to_owned(),
        Cadence::Monthly | Cadence::Quarterly | Cadence::HalfYearly | Cadence::Yearly => {
            calendar_period(period.figures.next())
        }
        Cadence::NineMonths => format!("quý IV năm {}", period.figures.year()),
        _ => "thời gian tới".to_owned(),
    }
}

fn calendar_period(period: Period) -> String {
    let (number, year) = (period.number(), period.year());
    match period.kind() {
        PeriodKind::Month => format!("tháng {number} năm {year}"),
        PeriodKind::Quarter => {
            let numeral = ["I", "II", "III", "IV"].get(usize::from(number.unsigned_abs()) - 1);
            format!("quý {} năm {year}", numeral.copied().unwrap_or_default())
        }
        PeriodKind::Half if number == 1 => format!("6 tháng đầu năm {year}"),
        PeriodKind::Half => format!("6 tháng cuối năm {year}"),
        PeriodKind::NineMonths => format!("9 tháng năm {year}"),
        PeriodKind::Year => format!("năm {year}"),
    }
}

/// How prose cites the plan: the Party writes a comma before the day, the state none.
pub fn citation(snapshot: &Snapshot) -> String {
    let PlanPart { title, symbol, issued_on, issuer, .. } = &snapshot.plan;
    if symbol.is_empty() {
        return title.clone();
    }
    let comma = if snapshot.period.regime == Regime::Party { "," } else { "" };
    let on = issued_on.map_or(String::new(), |on| format!("{comma} ngày {}", day(on)));
    let by = if issuer.is_empty() { String::new() } else { format!(" của {issuer}") };
    format!("{} số {symbol}{on}{by}", kind_of(symbol))
}

/// What a document is by the letters of its symbol.
fn kind_of(symbol: &str) -> &'static str {
    let mut parts = symbol.split(['-', '/']);
    parts
        .find_map(|part| match part {
            "KH" => Some("Kế hoạch"),
            "NQ" => Some("Nghị quyết"),
            "CTr" | "CTR" => Some("Chương trình"),
            "CT" => Some("Chỉ thị"),
            "ĐA" => Some("Đề án"),
            "QĐ" => Some("Quyết định"),
            _ => None,
        })
        .unwrap_or("Văn bản")
}

/// How far a task has come, on both axes, in the words of the annex.
pub fn progress(state: TaskState, timeliness: Timeliness) -> &'static str {
    match (state, timeliness) {
        (TaskState::Dropped, _) => "Không còn phù hợp",
        (TaskState::Paused, _) => "Tạm dừng",
        (_, Timeliness::Ongoing) => "Thường xuyên",
        (TaskState::Done, Timeliness::DoneLate) => "Hoàn thành quá hạn",
        (TaskState::Done, Timeliness::DoneInTime) => "Hoàn thành đúng hạn",
        (TaskState::Done, _) => "Hoàn thành",
        (TaskState::AwaitingConfirmation, Timeliness::Overdue) => "Chờ xác nhận, quá hạn",
        (TaskState::AwaitingConfirmation, _) => "Chờ xác nhận",
        (TaskState::UnderWay, Timeliness::Overdue) => "Đang thực hiện, quá hạn",
        (TaskState::UnderWay, Timeliness::DueSoon) => "Đang thực hiện, sắp đến hạn",
        (TaskState::UnderWay, Timeliness::NoDeadline) => "Đang thực hiện",
        (TaskState::UnderWay, _) => "Đang thực hiện, trong hạn",
        (TaskState::NotStarted, Timeliness::Overdue) => "Chưa thực hiện, quá hạn",
        (TaskState::NotStarted, Timeliness::DueSoon) => "Chưa thực hiện, sắp đến hạn",
        (TaskState::NotStarted, Timeliness::NoDeadline) => "Chưa thực hiện",
        (TaskState::NotStarted, _) => "Chưa thực hiện, trong hạn",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn counts_below_ten_have_a_zero_before_them() {
        let check = |number, expected: &str| assert_eq!(count(number), expected);
        check(0, "0");
        check(7, "07");
        check(30, "30");
        check(1234, "1.234");
    }

    #[test]
    fn a_number_stays_with_what_belongs_to_it() {
        let check = |text: &str, expected: &str| assert_eq!(unbroken(text).replace('\u{a0}', "_"), expected);
        check("mục tiêu năm 2030: ≥ 90%, đạt", "mục tiêu năm_2030: ≥_90%, đạt");
        check("Nghị quyết số 57-NQ/TW, ngày 22/12/2024 của", "Nghị quyết số_57-NQ/TW, ngày_22/12/2024 của");
        check(
            "đã hoàn thành 16 nhiệm vụ (quá hạn 04); 1.200 người",
            "đã hoàn thành 16_nhiệm vụ (quá hạn 04); 1.200_người",
        );
        check("tháng 9 năm 2026 đạt 0,43 %", "tháng_9 năm_2026 đạt 0,43_%");
        check("(chi tiết tại Phụ lục II).", "(chi tiết tại Phụ lục_II).");
        check("Số      -BC/BCĐ", "Số      -BC/BCĐ");
        check("", "");
    }

    #[test]
    fn a_day_to_be_written_by_hand_has_room() {
        assert_eq!(place_and_day("Sông Lam", Some(date(2026, 2, 5))), "Sông Lam, ngày 05 tháng 02 năm 2026");
        assert_eq!(
            place_and_day("Sông Lam", Some(date(2026, 11, 15))),
            "Sông Lam, ngày 15 tháng 11 năm 2026"
        );
        assert!(place_and_day("Sông Lam", None).starts_with("Sông Lam, ngày      "));
    }

    #[test]
    fn periods_have_the_words_of_titles() {
        let check = |code: &str, expected: &str| assert_eq!(calendar_period(code.parse().unwrap()), expected);
        check("2026-M10", "tháng 10 năm 2026");
        check("2026-Q3", "quý III năm 2026");
        check("2026-H2", "6 tháng cuối năm 2026");
        check("2026-N1", "9 tháng năm 2026");
        check("2026-Y1", "năm 2026");
    }

    #[test]
    fn every_pair_of_state_and_time_has_words() {
        for state in TaskState::ALL {
            for time in Timeliness::ALL {
                assert!(!progress(*state, *time).is_empty());
            }
        }
    }
}
