//! What somebody typed into one row of a report, and how it is read.
//!
//! Forms and workbooks fill the same [`CellEntry`]; [`figure`] and [`task`] read it the same way and
//! name every field that is wrong.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Absence, FieldError, Indicator, Maturity, Quantity, Reading, TaskState, number, text};

/// The words of one row, as they were typed; what was left blank is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct CellEntry {
    /// A figure: empty when its parts, "reached" or an absence is given.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// The numerator of a share.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub numerator: String,
    /// The denominator of a share.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub denominator: String,
    /// `yes` or `no` for targets without a number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reached: String,
    /// `not_applicable`, `not_available` or `refused`; empty or `none` when there is a figure.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub absence: String,
    /// When a missing figure is expected, as `2026-12-31` or `31/12/2026`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub expected_on: String,
    /// `estimate`, `provisional` or `official`; empty is official.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub maturity: String,
    /// The code of how far a task has come, one of [`TaskState`].
    #[serde(skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// The day on which a task was finished.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub done_on: String,
    /// Source, product, remark or reason; of a section, the narrative itself.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl CellEntry {
    /// Whether nothing was typed that says anything; how final a figure would be says nothing alone.
    pub fn is_blank(&self) -> bool {
        let said = [&self.value, &self.numerator, &self.denominator, &self.reached, &self.expected_on];
        let told = [&self.state, &self.done_on, &self.note];
        said.into_iter().chain(told).all(|text| text.trim().is_empty())
            && matches!(self.absence.as_str(), "" | "none")
    }

    /// The same with its days as they are read in Vietnam, `03/12/2026`; a workbook may have given `2026-12-03`.
    #[must_use]
    pub fn with_days_as_read(mut self) -> Self {
        for text in [&mut self.expected_on, &mut self.done_on] {
            if let Some(day) = typed_day(text) {
                *text = day.strftime("%d/%m/%Y").to_string();
            }
        }
        self
    }

    /// The same words as they are kept: without blanks around them, with plain line breaks, and empty where
    /// they say no more than an empty field.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        for text in self.texts_mut() {
            let plain = text.trim().replace("\r\n", "\n");
            *text = plain;
        }
        if self.absence == "none" {
            self.absence.clear();
        }
        if self.maturity == "official" {
            self.maturity.clear();
        }
        self
    }

    /// Whether it is longer than anybody types: [`LONGEST_NOTE`] characters of note, [`LONGEST_FIELD`] elsewhere.
    pub fn is_too_long(&self) -> bool {
        let Self { value, numerator, denominator, reached, absence, expected_on, maturity, state, .. } = self;
        let short =
            [value, numerator, denominator, reached, absence, expected_on, maturity, state, &self.done_on];
        short.into_iter().any(|text| text.chars().nth(LONGEST_FIELD).is_some())
            || self.note.chars().nth(LONGEST_NOTE).is_some()
    }

    fn texts_mut(&mut self) -> [&mut String; 10] {
        let Self {
            value,
            numerator,
            denominator,
            reached,
            absence,
            expected_on,
            maturity,
            state,
            done_on,
            note,
        } = self;
        [value, numerator, denominator, reached, absence, expected_on, maturity, state, done_on, note]
    }
}

/// How many characters a note or a section of narrative may have.
pub const LONGEST_NOTE: usize = 20_000;
/// How many characters any other field may have.
pub const LONGEST_FIELD: usize = 200;

/// A figure that can be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it says.
    pub reading: Reading,
    /// How final it is.
    pub maturity: Maturity,
}

/// Reads a figure; every field that is wrong is named.
pub fn figure(entry: &CellEntry, indicator: &Indicator, today: Date) -> Result<Figure, Vec<FieldError>> {
    let reading =
        reading(entry, &indicator.unit, today).and_then(|reading| within_limits(reading, indicator));
    let maturity = Maturity::from_code(&entry.maturity).unwrap_or(Maturity::Official);
    reading.map(|reading| Figure { reading, maturity }).map_err(|error| vec![error])
}

/// How far a task has come, as a row of a report tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// How far.
    pub state: TaskState,
    /// The day it was finished, when done.
    pub done_on: Option<Date>,
    /// Product or remark.
    pub note: String,
}

/// Reads how far a task has come; every field that is wrong is named.
///
/// "Done" is for somebody to confirm: the body says when it finished and with what product.
pub fn task(entry: &CellEntry, today: Date) -> Result<Progress, Vec<FieldError>> {
    let mut errors = Vec::new();
    let state = TaskState::from_code(&entry.state);
    if state.is_none() {
        errors.push(FieldError::new(
            "state",
            "Chọn tiến độ của nhiệm vụ.",
            "Choose how far the task has come.",
        ));
    }
    let typed = entry.done_on.trim();
    let done_on = typed_day(typed);
    if !typed.is_empty() && done_on.is_none() {
        errors.push(FieldError::new(
            "done_on",
            format!("“{typed}” không phải là ngày. Ví dụ: 31/10/2026."),
            format!("“{typed}” is not a day. Example: 31/10/2026."),
        ));
    }
    if done_on.is_some_and(|day| day > today) {
        errors.push(FieldError::new("done_on", "Ngày hoàn thành chưa đến.", "This day has not come yet."));
    }
    let is_finished = matches!(state, Some(TaskState::Done | TaskState::AwaitingConfirmation));
    if is_finished && done_on.is_none() && errors.is_empty() {
        errors.push(FieldError::new(
            "done_on",
            "Ghi ngày hoàn thành.",
            "Give the day on which it was finished.",
        ));
    }
    let note = entry.note.trim().to_owned();
    if is_finished && note.is_empty() {
        errors.push(FieldError::new("note", "Ghi sản phẩm đã hoàn thành.", "Name the product."));
    }
    match (state, errors.is_empty()) {
        (Some(state), true) => Ok(Progress { state, done_on: done_on.filter(|_| is_finished), note }),
        _ => Err(errors),
    }
}

/// Years in which the days of plans, tasks and figures can lie; others are slips of the hand.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// Reads a day as a browser sends it (`2026-10-31`) or as people type it (`31/10/2026`).
pub fn typed_day(text: &str) -> Option<Date> {
    let text = text.trim();
    let day: Option<Date> = text.parse().ok().or_else(|| Date::strptime("%d/%m/%Y", text).ok());
    day.filter(|day| YEARS.contains(&day.year()))
}

fn reading(entry: &CellEntry, unit: &str, today: Date) -> Result<Reading, FieldError> {
    let is_absent = !matches!(entry.absence.as_str(), "" | "none");
    let has_parts = !entry.numerator.trim().is_empty() || !entry.denominator.trim().is_empty();
    let is_answered = matches!(entry.reached.as_str(), "yes" | "no");
    let given = [is_absent, has_parts, is_answered, !entry.value.trim().is_empty()];
    match given.into_iter().filter(|is_given| *is_given).count() {
        0 => return Err(nothing_given()),
        1 => (),
        _ => return Err(too_much_given()),
    }
    if is_absent {
        return absence(entry, today).map(Reading::Absent);
    }
    match entry.reached.as_str() {
        "yes" => return Ok(Reading::Reached(true)),
        "no" => return Ok(Reading::Reached(false)),
        _ => (),
    }
    if has_parts {
        let numerator = part("numerator", &entry.numerator)?;
        let denominator = part("denominator", &entry.denominator)?;
        if numerator.get() < 0.0 {
            return Err(FieldError::new(
                "numerator",
                "Tử số không được âm.",
                "The numerator cannot be negative.",
            ));
        }
        return Reading::ratio(numerator, denominator).map_err(|_| {
            FieldError::new(
                "denominator",
                "Mẫu số phải lớn hơn 0.",
                "The denominator must be greater than 0.",
            )
        });
    }
    if entry.value.contains('%') && !unit.starts_with('%') {
        return Err(FieldError::new(
            "value",
            format!("Chỉ tiêu tính bằng {unit}, không phải phần trăm."),
            format!("The indicator counts in {unit}, not in percent."),
        ));
    }
    quantity("value", entry.value.trim().trim_end_matches('%')).map(Reading::Value)
}

/// One part of a share: both are needed, and neither is a percentage itself.
fn part(field: &str, typed: &str) -> Result<Quantity, FieldError> {
    if typed.trim().is_empty() {
        return Err(FieldError::new(
            field,
            "Đề nghị nhập cả tử số và mẫu số.",
            "Please enter both the numerator and the denominator.",
        ));
    }
    quantity(field, typed)
}

fn nothing_given() -> FieldError {
    FieldError::new(
        "value",
        "Đề nghị nhập số liệu, hoặc chọn lý do chưa có số liệu.",
        "Please enter the figure, or choose why there is none.",
    )
}

fn too_much_given() -> FieldError {
    FieldError::new(
        "value",
        "Chỉ nhập một cách: số liệu, hoặc tử số và mẫu số, hoặc lý do chưa có số liệu.",
        "Enter it in one way only: the figure, or its two parts, or why there is none.",
    )
}

fn quantity(field: &str, typed: &str) -> Result<Quantity, FieldError> {
    number::parse(&text::squeeze(typed)).map(|printed| printed.value).ok_or_else(|| {
        FieldError::new(
            field,
            format!("“{}” không phải là số. Ví dụ: 15,1 hoặc 1.250.", typed.trim()),
            format!("“{}” is not a number. Examples: 15,1 or 1.250.", typed.trim()),
        )
    })
}

fn absence(entry: &CellEntry, today: Date) -> Result<Absence, FieldError> {
    let reason = entry.note.trim().to_owned();
    if reason.is_empty() && entry.absence != "not_applicable" {
        return Err(FieldError::new(
            "note",
            "Đề nghị nêu lý do chưa có số liệu.",
            "Please give the reason why there is no figure.",
        ));
    }
    let typed = entry.expected_on.trim();
    let expected_on = typed_day(typed);
    if expected_on.is_none() && !typed.is_empty() {
        return Err(FieldError::new(
            "expected_on",
            format!("“{typed}” không phải là ngày. Ví dụ: 31/10/2026."),
            format!("“{typed}” is not a day. Example: 31/10/2026."),
        ));
    }
    if expected_on.is_some_and(|day| day < today) {
        return Err(FieldError::new("expected_on", "Ngày dự kiến đã qua.", "This day is past."));
    }
    Ok(match entry.absence.as_str() {
        "not_applicable" => Absence::NotApplicable,
        "refused" => Absence::Refused { reason },
        _ => Absence::NotAvailable { reason, expected_on },
    })
}

fn within_limits(reading: Reading, indicator: &Indicator) -> Result<Reading, FieldError> {
    let (Some(value), Some(limits)) = (reading.value(), indicator.limits) else {
        return Ok(reading);
    };
    if limits.allow(value) {
        return Ok(reading);
    }
    let unit = &indicator.unit;
    let told = |quantity: Quantity| number::format(quantity, 2);
    let (vi, en) = match (limits.low.map(told), limits.high.map(told)) {
        (Some(low), Some(high)) => {
            (format!("từ {low} đến {high} {unit}"), format!("between {low} and {high} {unit}"))
        }
        (Some(low), None) => (format!("từ {low} {unit} trở lên"), format!("{low} {unit} or more")),
        (None, Some(high)) => (format!("không quá {high} {unit}"), format!("{high} {unit} or less")),
        (None, None) => return Ok(reading),
    };
    let given = told(value);
    Err(FieldError::new(
        "value",
        format!("Giá trị phải {vi}; đã nhập {given}."),
        format!("The value must be {en}; {given} was entered."),
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn read(entry: &CellEntry) -> Result<Reading, String> {
        reading(entry, "%", date(2026, 11, 22)).map_err(|e| e.field)
    }

    #[test]
    fn days_are_shown_as_they_are_read_in_vietnam() {
        let entry = |done_on: &str| CellEntry { done_on: done_on.into(), ..CellEntry::default() };
        for (typed, shown) in [("2026-12-03", "03/12/2026"), ("3/12/2026", "03/12/2026"), ("mai", "mai")] {
            assert_eq!(entry(typed).with_days_as_read(), entry(shown), "{typed}");
        }
    }

    #[test]
    fn typed_figures_are_read_the_vietnamese_way() {
        let value = |text: &str| read(&CellEntry { value: text.into(), ..CellEntry::default() });
        assert_eq!(value("15,1"), Ok(Reading::Value(Quantity::new(15.1).unwrap())));
        assert_eq!(value(" 1.250 "), Ok(Reading::Value(Quantity::from(1250))));
        assert_eq!(value("85 %"), Ok(Reading::Value(Quantity::from(85))));
        assert_eq!(value("NaN"), Err("value".into()));
        assert_eq!(value(""), Err("value".into()));
    }

    #[test]
    fn percent_is_no_count_and_an_impossible_day_no_day() {
        let entry = CellEntry { value: "85 %".into(), ..CellEntry::default() };
        let read =
            |entry: &CellEntry| reading(entry, "doanh nghiệp", date(2026, 11, 22)).map_err(|e| e.field);
        assert_eq!(read(&entry), Err("value".into()));
        let absent = |day: &str| CellEntry {
            absence: "not_available".into(),
            note: "Chờ số liệu".into(),
            expected_on: day.into(),
            ..CellEntry::default()
        };
        assert_eq!(read(&absent("31/02/2026")), Err("expected_on".into()));
        assert!(read(&absent("31/12/2026")).is_ok());
        let half = CellEntry { numerator: "3".into(), ..CellEntry::default() };
        assert_eq!(read(&half), Err("denominator".into()));
    }

    #[test]
    fn a_share_needs_a_denominator_and_an_absence_a_reason() {
        let share = CellEntry { numerator: "3".into(), denominator: "0".into(), ..CellEntry::default() };
        assert_eq!(read(&share), Err("denominator".into()));
        let negative = CellEntry { numerator: "-3".into(), denominator: "10".into(), ..CellEntry::default() };
        assert_eq!(read(&negative), Err("numerator".into()));
        let absent = CellEntry { absence: "not_available".into(), ..CellEntry::default() };
        assert_eq!(read(&absent), Err("note".into()));
    }

    #[test]
    fn what_says_no_more_than_an_empty_field_is_kept_empty() {
        let typed = CellEntry {
            value: " 15,1 ".into(),
            absence: "none".into(),
            maturity: "official".into(),
            note: "Nguồn:\r\nSở ".into(),
            ..CellEntry::default()
        };
        let kept = CellEntry { value: "15,1".into(), note: "Nguồn:\nSở".into(), ..CellEntry::default() };
        assert_eq!(typed.tidied(), kept);
        assert_eq!(kept.clone().tidied(), kept);
    }

    #[test]
    fn what_nobody_types_is_too_long() {
        let value = |count| CellEntry { value: "1".repeat(count), ..CellEntry::default() };
        let note = |count| CellEntry { note: "ữ".repeat(count), ..CellEntry::default() };
        assert!(!value(LONGEST_FIELD).is_too_long() && value(LONGEST_FIELD + 1).is_too_long());
        assert!(!note(LONGEST_NOTE).is_too_long() && note(LONGEST_NOTE + 1).is_too_long());
    }

    #[test]
    fn a_finished_task_needs_a_day_and_a_product() {
        let today = date(2026, 11, 22);
        let told = |state: &str, done_on: &str, note: &str| {
            let entry = CellEntry {
                state: state.into(),
                done_on: done_on.into(),
                note: note.into(),
                ..CellEntry::default()
            };
            task(&entry, today)
                .map(|p| p.done_on)
                .map_err(|e| e.into_iter().map(|e| e.field).collect::<Vec<_>>())
        };
        assert_eq!(told("under_way", "", ""), Ok(None));
        assert_eq!(told("awaiting_confirmation", "31/10/2026", "Quyết định"), Ok(Some(date(2026, 10, 31))));
        assert_eq!(told("awaiting_confirmation", "", ""), Err(vec!["done_on".into(), "note".into()]));
        assert_eq!(told("done", "31/12/2026", "Quyết định"), Err(vec!["done_on".into()]));
        assert_eq!(told("finished", "hôm qua", ""), Err(vec!["state".into(), "done_on".into()]));
    }
}
