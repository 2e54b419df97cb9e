//! One cell becomes what was typed, or a doubt.

use domain::number;
use domain::text;
use domain::workbook::{Column, ColumnKind, is_ambiguous, number_text, read_choice};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::book::{Book, NumberFormat};
use super::cells::{Raw, RawCell};
use super::doubt::Doubt;

/// What stands in a cell: the words as they are kept, and what is doubtful about them.
pub(super) struct Typed {
    pub(super) text: String,
    pub(super) doubt: Option<Doubt>,
}

impl Typed {
    fn sure(text: impl Into<String>) -> Self {
        Self { text: text.into(), doubt: None }
    }

    fn doubtful(text: impl Into<String>, doubt: Doubt) -> Self {
        Self { text: text.into(), doubt: Some(doubt) }
    }
}

/// Reads a cell of a column that is filled in.
pub(super) fn read(book: &Book<'_>, column: Column, cell: &RawCell<'_>) -> Typed {
    if let Some(formula) = &cell.formula {
        let shown = match (&cell.raw, formula.is_empty()) {
            (_, false) => format!("={formula}"),
            (raw, true) => format!("={}", shown(book, raw, cell.style)),
        };
        return Typed::doubtful(shown, Doubt::Formula);
    }
    match (&cell.raw, column.kind()) {
        (Raw::Error(error), _) => Typed::doubtful(error.clone(), Doubt::ErrorValue),
        (Raw::Blank, _) => Typed::sure(""),
        (_, ColumnKind::Number) => number_cell(book, cell),
        (_, ColumnKind::Choice) => choice_cell(book, column, cell),
        (_, ColumnKind::Day) => day_cell(book, cell),
        (raw, ColumnKind::Text | ColumnKind::Shown) => Typed::sure(shown(book, raw, cell.style)),
    }
}

/// A cell as the reader of the sheet sees it.
pub(super) fn shown(book: &Book<'_>, raw: &Raw<'_>, style: usize) -> String {
    match raw {
        Raw::Blank => String::new(),
        Raw::Text(words) => clean(words),
        Raw::Number(value) => match book.format(style) {
            NumberFormat::Plain => number_text(*value),
            NumberFormat::Percent => percent(*value),
            NumberFormat::Day => day_of(book, *value).map_or_else(|| number_text(*value), written),
        },
        Raw::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        Raw::Error(error) => error.clone(),
    }
}

fn number_cell(book: &Book<'_>, cell: &RawCell<'_>) -> Typed {
    match &cell.raw {
        Raw::Number(value) => match book.format(cell.style) {
            NumberFormat::Plain => Typed::sure(number_text(*value)),
            NumberFormat::Percent => Typed::sure(percent(*value)),
            NumberFormat::Day => Typed::doubtful(shown(book, &cell.raw, cell.style), Doubt::DayForNumber),
        },
        Raw::Text(words) => number_words(&text::squeeze(&clean(words))),
        raw => Typed::doubtful(shown(book, raw, cell.style), Doubt::NotANumber),
    }
}

/// A number that the file holds as text.
fn number_words(typed: &str) -> Typed {
    let bare = typed.trim_end_matches('%').trim_end();
    if typed.is_empty() {
        return Typed::sure("");
    }
    match number::parse(bare) {
        None => Typed::doubtful(typed, Doubt::NotANumber),
        Some(_) if is_ambiguous(bare) => Typed::doubtful(typed, Doubt::AmbiguousNumber),
        Some(printed) => {
            let read = number_text(printed.value.get());
            let doubt =
                if printed.is_doubtful { Doubt::DecimalDot { read } } else { Doubt::TextNumber { read } };
            Typed::doubtful(typed, doubt)
        }
    }
}

fn choice_cell(book: &Book<'_>, column: Column, cell: &RawCell<'_>) -> Typed {
    let words = match &cell.raw {
        Raw::Bool(true) if column == Column::Reached => "yes".to_owned(),
        Raw::Bool(false) if column == Column::Reached => "no".to_owned(),
        raw => shown(book, raw, cell.style),
    };
    match read_choice(column, &words) {
        _ if words.trim().is_empty() => Typed::sure(""),
        Some(code) => Typed::sure(code),
        None => Typed::doubtful(words.trim(), Doubt::NotOffered { column }),
    }
}

fn day_cell(book: &Book<'_>, cell: &RawCell<'_>) -> Typed {
    let typed = shown(book, &cell.raw, cell.style);
    let is_day = !matches!(cell.raw, Raw::Number(_)) || book.format(cell.style) == NumberFormat::Day;
    let words = typed.trim();
    // A day of a program that writes ISO 8601 may carry a time.
    let day = words.split('T').next().unwrap_or(words);
    match domain::entry::typed_day(day) {
        _ if words.is_empty() => Typed::sure(""),
        Some(day) if is_day => Typed::sure(day.to_string()),
        _ => Typed::doubtful(words, Doubt::NotADay),
    }
}

fn percent(value: f64) -> String {
    format!("{} %", number_text(value * 100.0))
}

fn written(day: Date) -> String {
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

/// The day that a number stands for: days since 30/12/1899, which mends Excel's leap day of 1900.
fn day_of(book: &Book<'_>, value: f64) -> Option<Date> {
    let first = if book.counts_from_1904 { date(1904, 1, 1) } else { date(1899, 12, 30) };
    let days = value.floor();
    if !(0.0..100_000.0).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the bounds above")]
    let days = days as i64;
    first.checked_add(days.days()).ok()
}

/// Text without what programs leave in it: carriage returns, their escapes, marks of byte order.
fn clean(words: &str) -> String {
    let plain = words.trim_matches(['\u{feff}', '\u{200b}']);
    let is_plain = !plain.contains("_x") && !plain.contains('\r');
    let plain = if is_plain {
        plain.to_owned()
    } else {
        plain.replace("_x000D_", "").replace("\r\n", "\n").replace('\r', "\n")
    };
    text::nfc(plain.trim())
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;

    fn book() -> Book<'static> {
        Book {
            sheets: Vec::new(),
            strings: Vec::new(),
            formats: vec![NumberFormat::Plain, NumberFormat::Percent, NumberFormat::Day],
            counts_from_1904: false,
            submission_property: None,
            signature_property: None,
        }
    }

    #[track_caller]
    fn check(column: Column, raw: Raw<'_>, style: usize, text: &str, rule: &str) {
        let typed = read(&book(), column, &RawCell { column: 0, raw, style, formula: None });
        assert_eq!(typed.text, text);
        assert_eq!(typed.doubt.map_or("", |doubt| doubt.rule()), rule);
    }

    fn words(text: &str) -> Raw<'_> {
        Raw::Text(Cow::Borrowed(text))
    }

    #[test]
    fn numbers_are_read_the_vietnamese_way_or_named() {
        let value = Column::Value;
        check(value, Raw::Number(85.5), 0, "85,5", "");
        check(value, Raw::Number(0.85), 1, "85 %", "");
        check(value, Raw::Number(0.1 + 0.2), 0, "0,3", "");
        check(value, Raw::Number(46_326.0), 2, "31/10/2026", "cell.day_for_number");
        check(value, words("1.000"), 0, "1.000", "cell.text_number");
        check(value, words(" 0,6 "), 0, "0,6", "cell.text_number");
        check(value, words("85 %"), 0, "85 %", "cell.text_number");
        check(value, words("85\u{a0}%"), 0, "85 %", "cell.text_number");
        check(value, words("0.6"), 0, "0.6", "cell.decimal_dot");
        check(value, words("1,000"), 0, "1,000", "cell.ambiguous_number");
        check(value, words("khoảng 80"), 0, "khoảng 80", "cell.not_a_number");
        check(value, words("NaN"), 0, "NaN", "cell.not_a_number");
        check(value, Raw::Bool(true), 0, "TRUE", "cell.not_a_number");
        check(value, Raw::Error("#N/A".into()), 0, "#N/A", "cell.error");
        check(value, words("  "), 0, "", "");
    }

    #[test]
    fn days_are_days() {
        check(Column::DoneOn, Raw::Number(46_326.0), 2, "2026-10-31", "");
        check(Column::DoneOn, Raw::Number(46_326.75), 2, "2026-10-31", "");
        check(Column::DoneOn, words("31/10/2026"), 0, "2026-10-31", "");
        check(Column::DoneOn, words("2026-10-31T00:00:00"), 0, "2026-10-31", "");
        check(Column::DoneOn, Raw::Number(46_326.0), 0, "46326", "cell.not_a_day");
        check(Column::DoneOn, words("10/31/2026"), 0, "10/31/2026", "cell.not_a_day");
    }

    #[test]
    fn choices_are_those_that_are_offered() {
        check(Column::State, words("Đang thực hiện"), 0, "under_way", "");
        check(Column::State, words("xong rồi"), 0, "xong rồi", "cell.not_offered");
        check(Column::Reached, Raw::Bool(true), 0, "yes", "");
        check(Column::Maturity, Raw::Number(1.0), 0, "1", "cell.not_offered");
    }

    #[test]
    fn a_formula_is_named_and_its_value_not_taken() {
        let cell = RawCell { column: 0, raw: Raw::Number(7.0), style: 0, formula: Some("A1+1".into()) };
        let typed = read(&book(), Column::Value, &cell);
        assert_eq!((typed.text.as_str(), typed.doubt.unwrap().rule()), ("=A1+1", "cell.formula"));
    }
}
