//! Numbers, units, days and periods in the two languages.

use domain::{Absence, Comparator, Goal, Lang, Maturity, Period, PeriodKind, Quantity, ValueStage, number};
use jiff::civil::Date;

use crate::{Point, ShortYear};

/// A value with as many decimals as its size calls for (`15,1`, `0,65`, `1.250`).
pub fn number(value: f64, lang: Lang) -> String {
    decimal(value, decimals(value, 3), lang)
}

/// How many decimals a value is told with: small ones more, up to `most`.
fn decimals(value: f64, most: usize) -> usize {
    match value.abs() {
        size if size >= 1000.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => most,
    }
}

/// A value with at most so many decimals; a number that is none prints as a dash.
///
/// From 10¹⁵ on, where not every digit is known, it is told as a power of ten.
pub fn decimal(value: f64, decimals: usize, lang: Lang) -> String {
    if value.is_finite() && value.abs() >= 1e15 {
        let power = libm::floor(libm::log10(value.abs()));
        let lead = decimal(value / libm::pow(10.0, power), 2, lang);
        return format!("{lead} × 10^{power}");
    }
    let Ok(quantity) = Quantity::new(value) else { return "–".to_owned() };
    let text = number::format(quantity, decimals);
    match lang {
        Lang::Vi => text,
        Lang::En => text
            .chars()
            .map(|c| match c {
                '.' => ',',
                ',' => '.',
                other => other,
            })
            .collect(),
    }
}

/// A value in its unit: `15,1%`, `120 doanh nghiệp`.
pub fn in_unit(value: f64, unit: &str, lang: Lang) -> String {
    let most = if unit.trim().starts_with('%') { 2 } else { 3 };
    with_unit(&decimal(value, decimals(value, most), lang), unit)
}

/// A value of something that is counted, told in whole numbers from 10 on.
pub(crate) fn counted(value: f64, unit: &str, lang: Lang) -> String {
    with_unit(&decimal(value, usize::from(value.abs() < 10.0), lang), unit)
}

/// A difference of two values: of percentages in percentage points.
pub fn difference(value: f64, unit: &str, lang: Lang) -> String {
    let decimals = match value.abs() {
        size if size >= 1000.0 => 0,
        size if size >= 1.0 => 1,
        size if size >= 0.1 => 2,
        _ => 3,
    };
    with_unit(&decimal(value, decimals, lang), difference_unit(unit, lang))
}

/// A change per month, with at most two decimals, or so many that two digits count.
pub fn per_month(value: f64, unit: &str, lang: Lang) -> String {
    each_month(&decimal(value, significant(value, 2).max(2), lang), unit, lang)
}

/// How many decimals show so many digits of a number smaller than 1; at most 9.
pub(crate) fn significant(value: f64, digits: i32) -> usize {
    let least = libm::pow(10.0, f64::from(digits - 1));
    let shows = |decimals: &u8| value.abs() * libm::pow(10.0, f64::from(*decimals)) >= least;
    if value.abs() > 0.0 { (0..9).find(shows).unwrap_or(9).into() } else { 0 }
}

/// A printed change per month in its unit.
pub(crate) fn each_month(number: &str, unit: &str, lang: Lang) -> String {
    let each = with_unit(number, difference_unit(unit, lang));
    lang.pick(format!("{each}/tháng"), format!("{each} a month"))
}

fn difference_unit(unit: &str, lang: Lang) -> &str {
    match (unit.trim(), lang) {
        ("%", Lang::Vi) => "điểm phần trăm",
        ("%", Lang::En) => "percentage points",
        (other, _) => other,
    }
}

pub(crate) fn with_unit(number: &str, unit: &str) -> String {
    match unit.trim() {
        "" => number.to_owned(),
        unit if unit.starts_with('%') => format!("{number}{unit}"),
        unit => format!("{number} {unit}"),
    }
}

/// The time that a figure covers: its period, or `12 tháng đến 10/2026` where periods were added up.
pub fn span(point: &Point, lang: Lang) -> String {
    if point.summed < 2 {
        return period(point.period, lang);
    }
    let until = match (point.period.kind(), lang) {
        (PeriodKind::Month, Lang::Vi) => period_short(point.period, lang),
        (_, Lang::Vi) => format!("hết {}", period(point.period, lang)),
        (_, Lang::En) => period(point.period, lang),
    };
    lang.pick(format!("12 tháng đến {until}"), format!("12 months to {until}"))
}

/// So many periods of a kind: `12 tháng`, `4 quý`.
pub fn periods(count: usize, kind: PeriodKind, lang: Lang) -> String {
    let word = match kind {
        PeriodKind::Month => lang.pick("tháng", "months"),
        PeriodKind::Quarter => lang.pick("quý", "quarters"),
        PeriodKind::Half => lang.pick("kỳ 6 tháng", "half-years"),
        PeriodKind::NineMonths => lang.pick("kỳ 9 tháng", "nine-month periods"),
        PeriodKind::Year => lang.pick("năm", "years"),
    };
    format!("{count} {word}")
}

/// How much of a year is known: `mới có 2 trên 12 tháng`.
pub fn short_year(short: &ShortYear, lang: Lang) -> String {
    let wanted = periods(short.wanted, short.latest.kind(), lang);
    let known = short.known;
    lang.pick(format!("mới có {known} trên {wanted}"), format!("only {known} of {wanted} known"))
}

/// Months, to one decimal: `9,6 tháng`.
pub fn months(value: f64, lang: Lang) -> String {
    let text = decimal(value, 1, lang);
    let english = if text == "1" { "month" } else { "months" };
    lang.pick(format!("{text} tháng"), format!("{text} {english}"))
}

/// A day: `03/12/2030` or `3 Dec 2030`.
pub fn day(on: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => on.strftime("%d/%m/%Y").to_string(),
        Lang::En => format!("{} {} {}", on.day(), month_en(on.month(), 3), on.year()),
    }
}

/// A period: `tháng 10/2026`, `quý III/2026`, `6 tháng đầu năm 2026`, `năm 2026`.
pub fn period(period: Period, lang: Lang) -> String {
    let (number, year) = (period.number(), period.year());
    match (period.kind(), lang) {
        (PeriodKind::Month, Lang::Vi) => format!("tháng {number}/{year}"),
        (PeriodKind::Month, Lang::En) => format!("{} {year}", month_en(number, 9)),
        (PeriodKind::Quarter, Lang::Vi) => format!("quý {}/{year}", roman(number)),
        (PeriodKind::Quarter, Lang::En) => format!("Q{number} {year}"),
        (PeriodKind::Half, Lang::Vi) => {
            format!("6 tháng {} năm {year}", if number == 1 { "đầu" } else { "cuối" })
        }
        (PeriodKind::Half, Lang::En) => {
            format!("the {} half of {year}", if number == 1 { "first" } else { "second" })
        }
        (PeriodKind::NineMonths, Lang::Vi) => format!("9 tháng đầu năm {year}"),
        (PeriodKind::NineMonths, Lang::En) => format!("the first nine months of {year}"),
        (PeriodKind::Year, Lang::Vi) => format!("năm {year}"),
        (PeriodKind::Year, Lang::En) => format!("{year}"),
    }
}

/// A period as short as an axis needs: `10/2026`, `III/2026`, `H1/2026`, `2026`.
pub fn period_short(period: Period, lang: Lang) -> String {
    let (number, year) = (period.number(), period.year());
    match period.kind() {
        PeriodKind::Month => format!("{number}/{year}"),
        PeriodKind::Quarter => lang.pick(format!("{}/{year}", roman(number)), format!("Q{number}/{year}")),
        PeriodKind::Half => lang.pick(format!("6T{number}/{year}"), format!("H{number}/{year}")),
        PeriodKind::NineMonths => lang.pick(format!("9T/{year}"), format!("9M/{year}")),
        PeriodKind::Year => year.to_string(),
    }
}

fn roman(number: i8) -> &'static str {
    match number {
        1 => "I",
        2 => "II",
        3 => "III",
        _ => "IV",
    }
}

fn month_en(month: i8, letters: usize) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let index = usize::try_from(month - 1).unwrap_or(0).min(11);
    let name = NAMES[index];
    name.get(..letters).unwrap_or(name)
}

/// A goal as printed: `≥ 30%`, `8–10 doanh nghiệp`; the signed words where it is not a number.
pub fn goal(goal: &Goal, text: &str, unit: &str, lang: Lang) -> String {
    let Some(value) = goal.value() else {
        return if goal.comparator() == Comparator::Reached {
            lang.pick("hoàn thành", "in place").to_owned()
        } else {
            text.to_owned()
        };
    };
    if let Some(upper) = goal.upper() {
        let range = format!("{}–{}", number(value.get(), lang), number(upper.get(), lang));
        return with_unit(&range, unit);
    }
    let value = in_unit(value.get(), unit, lang);
    match goal.comparator().sign() {
        "" => value,
        sign => format!("{sign} {value}"),
    }
}

/// Which of a cell's values a figure is.
pub fn stage(stage: ValueStage, lang: Lang) -> &'static str {
    match stage {
        ValueStage::Reported => lang.pick("mới báo cáo", "reported"),
        ValueStage::Verified => lang.pick("đã xác minh", "verified"),
        ValueStage::Published => lang.pick("đã công bố", "published"),
    }
}

/// How final a figure is.
pub fn maturity(maturity: Maturity, lang: Lang) -> &'static str {
    match maturity {
        Maturity::Estimate => lang.pick("ước tính", "estimate"),
        Maturity::Provisional => lang.pick("sơ bộ", "provisional"),
        Maturity::Official => lang.pick("chính thức", "official"),
    }
}

/// Why there is no figure.
pub fn absence(absence: &Absence, lang: Lang) -> String {
    match absence {
        Absence::NotDue => lang.pick("chưa đến kỳ", "not due yet").to_owned(),
        Absence::Late => lang.pick("chậm báo cáo", "report is late").to_owned(),
        Absence::NotApplicable => lang.pick("không áp dụng", "not applicable").to_owned(),
        Absence::NotAvailable { reason, expected_on } => {
            let head = lang.pick("không có số liệu", "not available");
            let reason = if reason.is_empty() { String::new() } else { format!(": {reason}") };
            let when = expected_on.map_or(String::new(), |on| {
                let on = day(on, lang);
                lang.pick(format!("; dự kiến có {on}"), format!("; expected {on}"))
            });
            format!("{head}{reason}{when}")
        }
        Absence::Refused { reason } => {
            let head = lang.pick("từ chối cung cấp", "refused");
            if reason.is_empty() { head.to_owned() } else { format!("{head}: {reason}") }
        }
    }
}
