//! Deadlines in words of their own: a cell, or what follows "Thời gian:".
//!
//! A day that only begins something ("từ quý III/2025") is no deadline: such work is ongoing, its words kept.
//! "Đầu năm" ends with the first quarter, "giữa năm" with the second. Of several days the one that completes
//! counts ("hoàn thành"), else the last.

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
            r"(?P<n>\d{1,3}) (?P<unit>ngay|thang|nam|tuan)(?: lam viec)?,? (?:sau khi|ke tu(?: khi)?|tinh tu|tu khi|sau) (?P<event>[^.;)]+)",
            relative,
        ),
        writing(
            r"(?P<days>(?:\d{1,2}(?:/| thang )\d{1,2}(?:,| va|;)? )+)(?:hang|moi) nam",
            days_of_each_year,
        ),
        writing(r"thang (?:cuoi|dau)(?: cung| tien)?(?: cua)?(?: hang| moi)? quy\b", |found| {
            // "Tháng đầu quý II/2026" is a month of one quarter.
            let is_one = found.text.key()[found.groups.get(0)?.end()..]
                .trim_start()
                .starts_with(['i', '1', '2', '3', '4']);
            (!is_one).then(|| every(Frequency::Quarterly))
        }),
        writing(
            r"(?:tu )?(?:ngay )?(?P<d1>\d{1,2})/(?P<m1>\d{1,2})/(?P<y1>\d{4})\s*(?:-|–|den)\s*(?:het )?(?:ngay )?(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d{4})",
            days,
        ),
        writing(r"\btu (?P<from>[^;]+?)\s*(?:-|–|den(?: het)?)\s*(?P<to>[^;]*20\d\d)", span),
        writing(
            r"\btu (?:dau |giua |cuoi )?(?:(?:ngay |thang )?\d{1,2}\s?[/.-]|(?:ngay|thang|quy) (?:[iv]+|\d)|(?:nam )?20\d\d)",
            start,
        ),
        writing(r"(?P<before>truoc )?(?:ngay )?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})", day),
        writing(r"(?P<before>truoc )?ngay (?P<d>\d{1,2}) thang (?P<m>\d{1,2}) nam (?P<y>\d{4})", day),
        writing(
            r"(?:tu )?(?:\bthang |\bt)(?P<m1>\d{1,2})(?:/|-| nam )?(?P<y1>\d{4})?\s*(?:-|–|den)\s*(?:het )?(?:thang |t)?(?P<m2>\d{1,2})(?:/|-| nam )(?P<y2>\d{4})",
            months,
        ),
        writing(
            r"(?P<before>truoc )?(?:\bthang |\bt\.?\s?)(?P<m>\d{1,2})(?:\s?/\s?|-|\.|,? nam |,? )(?P<y>20\d\d)",
            month,
        ),
        writing(
            r"(?:quy |\bq\.?\s?)(?P<q1>i{1,3}|iv|[1-4])\s*(?:[-–,]|den|va)\s*(?:quy |q\.?\s?)?(?P<q2>i{1,3}|iv|[1-4])(?:\s?/\s?|-|,? nam |,? )(?P<y>\d{4})",
            quarters,
        ),
        writing(
            r"\bdau quy (?P<q>i{1,3}|iv|[1-4])(?:\s?/\s?|\s?-\s?|,? nam |,? )(?P<y>\d{4})",
            start_of_quarter,
        ),
        writing(
            r"(?:quy |\bq\.?\s?)(?P<q>i{1,3}|iv|[1-4])(?:\s?/\s?|\s?-\s?|,? nam |,? )(?P<y>\d{4})",
            quarter,
        ),
        writing(r"6 thang (?P<half>dau|cuoi) nam (?P<y>\d{4})", half_year),
        writing(r"\b(?P<part>dau|giua) nam (?P<y>20\d\d)", part_of_year),
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

/// Reads words that are a deadline and nothing else: a cell, or what follows "Thời gian:".
pub(crate) fn read(words: &str) -> Deadline {
    let text = Keyed::new(words);
    let kind = meaning(&text).unwrap_or(DeadlineKind::Unspecified);
    Deadline { kind, text: text.raw().trim_matches(['.', ';', ' ']).to_owned() }
}

fn meaning(text: &Keyed) -> Option<DeadlineKind> {
    let whole = writing_of(text)?;
    if matches!(whole, DeadlineKind::Range { .. }) || due(&whole).is_none() {
        return Some(whole);
    }
    let clauses = text.key().split_inclusive([',', ';']).scan(0, |from, clause| {
        *from += clause.len();
        Some(*from - clause.len()..*from)
    });
    let dated = clauses.filter_map(|place| {
        let kind = writing_of(&text.part(place.clone())).filter(|kind| due(kind).is_some())?;
        Some((COMPLETES.is_match(&text.key()[place]), kind))
    });
    let dated: Vec<_> = dated.collect();
    // "Tháng 6, năm 2026" is one day in two pieces.
    if dated.len() < 2 { Some(whole) } else { deciding(dated) }
}

fn writing_of(text: &Keyed) -> Option<DeadlineKind> {
    WRITINGS.iter().find_map(|writing| {
        let groups = writing.pattern.captures(text.key())?;
        (writing.meaning)(&Found { groups, text })
    })
}

/// Words that complete a task, where others only begin or report it.
pub(super) static COMPLETES: LazyLock<Regex> = LazyLock::new(|| regex(r"\b(?:hoan thanh|xong)\b"));

/// Of several days the one that completes, marked `true`; else the last.
pub(super) fn deciding<T>(dated: Vec<(bool, T)>) -> Option<T> {
    let has_completing = dated.iter().any(|(completes, _)| *completes);
    dated.into_iter().rfind(|(completes, _)| *completes || !has_completing).map(|(_, it)| it)
}

/// The last day in time.
fn due(kind: &DeadlineKind) -> Option<Date> {
    Deadline { kind: kind.clone(), text: String::new() }.due_on()
}

/// "Từ quý III/2025 đến quý II/2026"; without a year of its own the start is that of the end.
fn span(found: &Found<'_>) -> Option<DeadlineKind> {
    let end = writing_of(&found.text.part(found.groups.name("to")?.range()))?;
    let date = due(&end)?;
    let words = found.printed("from")?;
    let start = writing_of(&Keyed::new(&words))
        .or_else(|| writing_of(&Keyed::new(&format!("{words}/{}", date.year()))));
    let from = start.and_then(|kind| first_day(&kind)).filter(|from| *from <= date);
    Some(from.map_or(end, |from| DeadlineKind::Range { from, date }))
}

/// The first day of what a period means.
fn first_day(kind: &DeadlineKind) -> Option<Date> {
    Some(match kind {
        DeadlineKind::Date { date } => *date,
        DeadlineKind::EndOfMonth { date } => date.first_of_month(),
        DeadlineKind::EndOfQuarter { date } => date.first_of_month().checked_sub(2.months()).ok()?,
        DeadlineKind::EndOfYear { date } => date.first_of_year(),
        _ => return None,
    })
}

/// A start without an end, unless words after it name the end.
fn start(found: &Found<'_>) -> Option<DeadlineKind> {
    let after = found.groups.get(0)?.end();
    let clause = found.text.key()[after..].find([',', ';']).map(|comma| after + comma);
    let later = clause.and_then(|comma| writing_of(&found.text.part(comma..found.text.key().len())));
    later.filter(|kind| due(kind).is_some()).or(Some(DeadlineKind::Ongoing))
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

/// The first month of a quarter.
fn start_of_quarter(found: &Found<'_>) -> Option<DeadlineKind> {
    DeadlineKind::end_of_month(found.year("y")?, quarter_number(found, "q")? * 3 - 2)
}

/// The first quarter for "đầu năm", the second for "giữa năm".
fn part_of_year(found: &Found<'_>) -> Option<DeadlineKind> {
    DeadlineKind::end_of_quarter(found.year("y")?, if &found.groups["part"] == "dau" { 1 } else { 2 })
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

/// "15/6 và 15/12 hằng năm" recurs as often as days are named.
fn days_of_each_year(found: &Found<'_>) -> Option<DeadlineKind> {
    let days = found.groups["days"].matches(['/', 'h']).count();
    (days > 0).then(|| {
        every(match days {
            2 => Frequency::HalfYearly,
            3 | 4 => Frequency::Quarterly,
            _ => Frequency::Yearly,
        })
    })
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
pub(super) mod tests {
    use super::*;

    /// `kind date text`, with `-` for no date.
    pub(in crate::read) fn shown(deadline: &Deadline) -> String {
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
        check("T12/2025", "end_of_month 2025-12-31");
        check("Q.IV/2025", "end_of_quarter 2025-12-31");
        check("Q1/2026", "end_of_quarter 2026-03-31");
        check("Tháng 7 - 9/2025", "range 2025-09-30 from 2025-07-01");
        check("Tháng 6, năm 2026", "end_of_month 2026-06-30");
        check("15-8-2025", "date 2025-08-15");
        check("Đầu năm 2026", "end_of_quarter 2026-03-31");
        check("Giữa năm 2026", "end_of_quarter 2026-06-30");
        check("Cuối năm 2026", "end_of_year 2026-12-31");
        check("Đầu quý II/2026", "end_of_month 2026-04-30");
        check("", "unspecified -");
        check("31/02/2025", "unspecified -");
    }

    #[test]
    fn a_start_is_no_deadline_and_the_end_of_several_counts() {
        let check = |cell: &str, expected: &str| assert_eq!(shown(&read(cell)), expected, "{cell}");
        check("Từ quý III/2025", "ongoing -");
        check("Kể từ ngày 01/01/2026", "ongoing -");
        check("Từ năm 2026", "ongoing -");
        check("Từ tháng 9/2025, hoàn thành trong năm 2026", "end_of_year 2026-12-31");
        check("Từ quý III/2025 đến quý II/2026", "range 2026-06-30 from 2025-07-01");
        check("Từ ngày 01/7/2025 đến hết năm 2026", "range 2026-12-31 from 2025-07-01");
        check("Sơ kết năm 2027, tổng kết năm 2030", "end_of_year 2030-12-31");
        check("Hoàn thành tháng 6/2026; nghiệm thu tháng 12/2026", "end_of_month 2026-06-30");
        check("Trình quý II/2025, hoàn thành quý IV/2025", "end_of_quarter 2025-12-31");
        check("30 ngày kể từ ngày 01/7/2025", "relative - 30 after ngày 01/7/2025");
        assert_eq!(read("Từ quý III/2025").text, "Từ quý III/2025");
    }

    #[test]
    fn days_of_each_quarter_and_year_recur() {
        let check = |cell: &str, expected: &str| assert_eq!(shown(&read(cell)), expected, "{cell}");
        check("Trước ngày 20 tháng cuối quý", "recurring - quarterly");
        check("Ngày 10 của tháng đầu mỗi quý", "recurring - quarterly");
        check("15/6 và 15/12 hằng năm", "recurring - half_yearly");
        check("Trước 30 tháng 11 hằng năm", "recurring - yearly");
        check("Trước ngày 05 hằng tháng", "recurring - monthly");
        check("Năm 2025 và các năm tiếp theo", "recurring - yearly");
    }
}
