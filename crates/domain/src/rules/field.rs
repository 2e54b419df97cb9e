//! The fields of rule sets: name, unit, bounds, and what a value says in words.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Number, Value};

use crate::indicator::codes;
use crate::{Lang, Quantity, Symbol, number};

codes! {
    /// What a value counts (đơn vị tính).
    RuleUnit {
        /// Lần: how often.
        Times "times",
        /// Ký tự.
        Characters "characters",
        /// Phút.
        Minutes "minutes",
        /// Giờ.
        Hours "hours",
        /// Ngày.
        Days "days",
        /// Ngày làm việc.
        WorkingDays "working_days",
        /// Ngày trong tháng.
        DayOfMonth "day_of_month",
        /// Thứ trong tuần, 1 là thứ Hai.
        Weekday "weekday",
        /// Tháng.
        Months "months",
        /// Kỳ báo cáo.
        Periods "periods",
        /// Số liệu.
        Figures "figures",
        /// Phần trăm.
        Percent "percent",
        /// Kibibyte bộ nhớ.
        Kibibytes "kibibytes",
        /// Luồng tính toán.
        Lanes "lanes",
        /// Có hoặc không.
        Switch "switch",
    }
}

impl RuleUnit {
    /// The unit's name, as it stands behind a number.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            RuleUnit::Times => lang.pick("lần", "times"),
            RuleUnit::Characters => lang.pick("ký tự", "characters"),
            RuleUnit::Minutes => lang.pick("phút", "minutes"),
            RuleUnit::Hours => lang.pick("giờ", "hours"),
            RuleUnit::Days => lang.pick("ngày", "days"),
            RuleUnit::WorkingDays => lang.pick("ngày làm việc", "working days"),
            RuleUnit::Months => lang.pick("tháng", "months"),
            RuleUnit::Periods => lang.pick("kỳ", "periods"),
            RuleUnit::Figures => lang.pick("số liệu", "figures"),
            RuleUnit::Percent => "%",
            RuleUnit::Kibibytes => "KiB",
            RuleUnit::Lanes => lang.pick("luồng", "lanes"),
            RuleUnit::Switch | RuleUnit::DayOfMonth | RuleUnit::Weekday => "",
        }
    }

    /// Whether its values are whole numbers.
    pub fn is_whole(self) -> bool {
        !matches!(self, RuleUnit::Percent)
    }
}

/// The value of a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RuleValue {
    /// A number in the field's unit.
    Number(f64),
    /// Yes or no.
    Switch(bool),
}

/// One value of a kind of rule set (tham số).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RuleField {
    /// Its name in files and tables; `argon2.passes` is `passes` within `argon2`.
    pub name: &'static str,
    /// What it counts.
    pub unit: RuleUnit,
    /// The least that is taken.
    pub least: f64,
    /// The most that is taken.
    pub most: f64,
    /// Whether it may have decimals though its unit is counted in whole numbers.
    pub is_fractional: bool,
    /// The law asks for no less, unless the source cites a document that allows it.
    pub law_least: Option<f64>,
    /// The law allows no more, unless the source cites a document that allows it.
    pub law_most: Option<f64>,
    /// Another field of the set that it must not be below.
    pub not_below: Option<&'static str>,
    /// What it means, in Vietnamese.
    pub vi: &'static str,
    /// What it means, in English.
    pub en: &'static str,
}

/// What is wrong with a value of a rule set, in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleFault {
    /// The field's name.
    pub field: String,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl RuleFault {
    fn new(field: &str, vi: String, en: String) -> Self {
        Self { field: field.to_owned(), vi, en }
    }

    pub(super) fn unknown(name: &str) -> Self {
        Self::new(
            name,
            format!("Không có tham số “{name}” trong loại quy tắc này; kiểm tra lại tên hoặc phiên bản tệp."),
            format!("This kind of rule has no value “{name}”; check the name or the file's version."),
        )
    }
}

impl RuleField {
    /// What it means.
    pub fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.vi, self.en)
    }

    /// Whether it takes whole numbers only.
    pub fn is_whole(&self) -> bool {
        self.unit.is_whole() && !self.is_fractional
    }

    /// Reads what was typed into a form.
    pub fn typed(&self, text: &str) -> Option<RuleValue> {
        if self.unit == RuleUnit::Switch {
            return match text.trim() {
                "yes" | "true" => Some(RuleValue::Switch(true)),
                "" | "no" | "false" => Some(RuleValue::Switch(false)),
                _ => None,
            };
        }
        number::parse(text).map(|printed| RuleValue::Number(printed.value.get()))
    }

    /// A value as it is typed: `1,5`, `yes`.
    pub fn to_type(&self, value: RuleValue) -> String {
        match value {
            RuleValue::Switch(on) => if on { "yes" } else { "no" }.to_owned(),
            RuleValue::Number(number) => plain(number),
        }
    }

    /// A value in words: `15 phút`, `Có`.
    pub fn words(&self, value: RuleValue, lang: Lang) -> String {
        match value {
            RuleValue::Switch(true) => lang.pick("Có", "Yes").to_owned(),
            RuleValue::Switch(false) => lang.pick("Không", "No").to_owned(),
            RuleValue::Number(number) => self.amount(number, lang),
        }
    }

    fn amount(&self, number: f64, lang: Lang) -> String {
        let figure = figure(number, lang);
        let unit = match (self.unit.name(lang), lang) {
            (unit, Lang::En) if figure == "1" => unit.trim_end_matches('s'),
            (unit, _) => unit,
        };
        match unit {
            "" => figure,
            "%" => format!("{figure}%"),
            unit => format!("{figure} {unit}"),
        }
    }

    /// Its bounds in words; empty for yes or no.
    pub fn bounds(&self, lang: Lang) -> String {
        if self.unit == RuleUnit::Switch {
            return String::new();
        }
        let (least, most) = (figure(self.least, lang), self.amount(self.most, lang));
        lang.pick(format!("từ {least} đến {most}"), format!("{least} to {most}"))
    }

    /// Its value in the body of a rule set.
    pub fn value_in(&self, body: &Map<String, Value>) -> Option<RuleValue> {
        let found = match self.name.split_once('.') {
            Some((outer, inner)) => body.get(outer)?.get(inner)?,
            None => body.get(self.name)?,
        };
        match (self.unit, found) {
            (RuleUnit::Switch, Value::Bool(on)) => Some(RuleValue::Switch(*on)),
            (RuleUnit::Switch, _) => None,
            (_, found) => found.as_f64().map(RuleValue::Number),
        }
    }

    /// Puts its value into the body of a rule set.
    pub fn set_in(&self, body: &mut Map<String, Value>, value: RuleValue) {
        let value = match value {
            RuleValue::Switch(on) => Value::Bool(on),
            RuleValue::Number(number) if self.is_whole() && number.fract() == 0.0 => whole(number),
            RuleValue::Number(number) => Number::from_f64(number).map_or(Value::Null, Value::Number),
        };
        match self.name.split_once('.') {
            Some((outer, inner)) => {
                let within = body.entry(outer).or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(within) = within {
                    within.insert(inner.to_owned(), value);
                }
            }
            None => drop(body.insert(self.name.to_owned(), value)),
        }
    }

    /// What is wrong with its value by itself.
    pub(super) fn fault(&self, body: &Map<String, Value>, source: &str) -> Option<RuleFault> {
        match self.value_in(body) {
            None => Some(self.missing()),
            Some(RuleValue::Switch(_)) => None,
            Some(RuleValue::Number(number)) => {
                self.outside(number).or_else(|| self.against_law(number, source))
            }
        }
    }

    fn missing(&self) -> RuleFault {
        RuleFault::new(
            self.name,
            format!("{}: chưa có giá trị hợp lệ.", self.vi),
            format!("{}: a valid value is missing.", self.en),
        )
    }

    fn outside(&self, number: f64) -> Option<RuleFault> {
        if self.is_whole() && number.fract() != 0.0 {
            let vi = format!("{}: phải là số nguyên.", self.vi);
            return Some(RuleFault::new(self.name, vi, format!("{}: must be a whole number.", self.en)));
        }
        (!(self.least..=self.most).contains(&number)).then(|| {
            RuleFault::new(
                self.name,
                format!("{}: phải {}.", self.vi, self.bounds(Lang::Vi)),
                format!("{}: must be {}.", self.en, self.bounds(Lang::En)),
            )
        })
    }

    fn against_law(&self, number: f64, source: &str) -> Option<RuleFault> {
        let is_within = self.law_least.is_none_or(|least| least <= number)
            && self.law_most.is_none_or(|most| number <= most);
        if is_within || cites_a_document(source) {
            return None;
        }
        let limit = self.law_least.or(self.law_most).unwrap_or_default();
        let (vi, en) = (self.amount(limit, Lang::Vi), self.amount(limit, Lang::En));
        Some(RuleFault::new(
            self.name,
            format!(
                "{}: vượt giới hạn theo quy định ({vi}); căn cứ phải ghi số, ký hiệu văn bản cho phép.",
                self.vi
            ),
            format!(
                "{}: beyond what the law sets ({en}); the source must cite the document that allows it.",
                self.en
            ),
        ))
    }

    /// What is wrong with its value beside the others.
    pub(super) fn order_fault(&self, fields: &[RuleField], body: &Map<String, Value>) -> Option<RuleFault> {
        let lower = fields.iter().find(|field| Some(field.name) == self.not_below)?;
        let (Some(RuleValue::Number(mine)), Some(RuleValue::Number(theirs))) =
            (self.value_in(body), lower.value_in(body))
        else {
            return None;
        };
        (mine < theirs).then(|| {
            RuleFault::new(
                self.name,
                format!(
                    "{}: không được nhỏ hơn “{}” ({}).",
                    self.vi,
                    lower.vi,
                    lower.amount(theirs, Lang::Vi)
                ),
                format!(
                    "{}: must not be below “{}” ({}).",
                    self.en,
                    lower.en,
                    lower.amount(theirs, Lang::En)
                ),
            )
        })
    }
}

/// Whether a source names a document by its number and symbol, such as `331/2026/NĐ-CP`.
fn cites_a_document(source: &str) -> bool {
    source.split([' ', ',', ';', '(', ')']).any(|word| Symbol::parse(word.trim_end_matches('.')).is_ok())
}

fn figure(number: f64, lang: Lang) -> String {
    let swapped = |c: char| match c {
        '.' => ',',
        ',' => '.',
        other => other,
    };
    lang.pick(plain(number), plain(number).chars().map(swapped).collect())
}

/// A number as it is written in Vietnamese, with at most three decimals.
fn plain(number: f64) -> String {
    Quantity::new(number).map_or_else(|_| String::new(), |quantity| number::format(quantity, 3))
}

fn whole(number: f64) -> Value {
    // Bounds lie far within what both types hold exactly; anything else stays a decimal and is refused.
    format!("{number:.0}").parse::<i64>().map_or(Value::Null, Value::from)
}
