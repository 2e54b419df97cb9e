//! Reasons: which rule spoke, on what figures, against what threshold, since when,
//! and what would clear it.

use domain::{Absence, Lang, Period, PeriodKind};
use jiff::civil::Date;

use crate::milestone::Milestone;
use crate::{IndicatorStatus, Point, Rule, Sense, Term, words};

/// A number in a reason, with what it counts.
#[derive(Debug, Clone, PartialEq)]
pub enum Amount {
    /// In the indicator's unit.
    Value(f64),
    /// A difference of two values.
    Difference(f64),
    /// A change per month.
    PerMonth(f64),
    /// Months of 30.4375 days.
    Months(f64),
    /// At least so many months.
    AtLeastMonths(f64),
    /// A share in percent.
    Percent(f64),
    /// Things.
    Count(usize),
    /// Days.
    Days(i32),
    /// A day.
    Day(Date),
    /// A period.
    Period(Period),
    /// The time that a figure covers.
    Span(Point),
    /// A status.
    Status(IndicatorStatus),
    /// A typed absence.
    Absence(Absence),
    /// A goal as signed.
    Milestone(Milestone),
}

impl Amount {
    /// The number in words, in the indicator's unit where it has one.
    pub fn text(&self, unit: &str, lang: Lang) -> String {
        match self {
            Amount::Value(value) => words::in_unit(*value, unit, lang),
            Amount::Difference(value) => words::difference(*value, unit, lang),
            Amount::PerMonth(value) => words::per_month(*value, unit, lang),
            Amount::Months(value) => words::months(*value, lang),
            Amount::AtLeastMonths(value) => {
                let months = words::months(*value, lang);
                lang.pick(format!("ít nhất {months}"), format!("at least {months}"))
            }
            Amount::Percent(value) => format!("{}%", words::decimal(*value, 1, lang)),
            Amount::Count(count) => count.to_string(),
            Amount::Days(days) => lang.pick(format!("{days} ngày"), format!("{days} days")),
            Amount::Day(on) => words::day(*on, lang),
            Amount::Period(period) => words::period(*period, lang),
            Amount::Span(point) => words::span(point, lang),
            Amount::Status(status) => status.label(lang).to_owned(),
            Amount::Absence(absence) => words::absence(absence, lang),
            Amount::Milestone(m) => words::goal(&m.goal, &m.text, unit, lang),
        }
    }
}

/// What would clear a reason.
#[derive(Debug, Clone, PartialEq)]
pub enum Clearing {
    /// A figure that reaches a value by a day.
    FigureBy {
        /// The value.
        value: f64,
        /// The other end, where it is a band.
        upper: Option<f64>,
        /// Which way is nearer.
        sense: Sense,
        /// The day.
        on: Date,
    },
    /// A recent pace of at least this per month (at most, where it should fall).
    Pace(f64),
    /// So many more verified values.
    MoreVerified(usize),
    /// A figure of this period.
    FigureOf(Period),
    /// A joint figure of the bodies.
    JointFigure,
    /// The product exists, verified, by a day.
    ReachedBy(Date),
    /// Verification of what was reported.
    Verification,
    /// So many periods in a row.
    PeriodsInARow(usize, PeriodKind),
    /// So many periods in a row are better (or worse) than the status held until then.
    Confirmed {
        /// The status held.
        held: IndicatorStatus,
        /// Whether the periods say better.
        is_better: bool,
        /// How many, counted with the one that waits.
        periods: usize,
    },
}

/// Why a judgement came out as it did.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Which rule spoke.
    pub rule: Rule,
    /// On what figures.
    pub inputs: Vec<(Term, Amount)>,
    /// Against what threshold.
    pub threshold: Option<Amount>,
    /// With which period it began.
    pub since: Option<Period>,
    /// What would clear it.
    pub clears_when: Option<Clearing>,
}

/// A reason in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonText {
    /// The rule's id.
    pub rule: &'static str,
    /// What it says, and by which formula.
    pub formula: String,
    /// Names and values of the figures.
    pub inputs: Vec<(String, String)>,
    /// The threshold.
    pub threshold: Option<String>,
    /// Since when.
    pub since: Option<String>,
    /// What would clear it.
    pub clears_when: Option<String>,
}

impl Reason {
    /// A rule that needs no figures.
    pub(crate) fn plain(rule: Rule) -> Self {
        Self { rule, inputs: Vec::new(), threshold: None, since: None, clears_when: None }
    }

    /// The reason in words; `unit` is the indicator's.
    pub fn text(&self, unit: &str, lang: Lang) -> ReasonText {
        ReasonText {
            rule: self.rule.code(),
            formula: self.rule.formula(lang).to_owned(),
            inputs: self
                .inputs
                .iter()
                .map(|(term, amount)| (term.label(lang).to_owned(), amount.text(unit, lang)))
                .collect(),
            threshold: self.threshold.as_ref().map(|amount| amount.text(unit, lang)),
            since: self.since.map(|period| words::period(period, lang)),
            clears_when: self.clears_when.as_ref().map(|clearing| clearing.text(unit, lang)),
        }
    }
}

impl Clearing {
    /// The condition in words.
    pub fn text(&self, unit: &str, lang: Lang) -> String {
        match self {
            Clearing::FigureBy { value, upper, sense, on } => {
                let (value, on) = (words::in_unit(*value, unit, lang), words::day(*on, lang));
                let wanted = match (sense, upper) {
                    (Sense::Both, Some(upper)) => format!("{value} – {}", words::in_unit(*upper, unit, lang)),
                    (Sense::Down, _) => format!("≤ {value}"),
                    _ => format!("≥ {value}"),
                };
                lang.pick(
                    format!("số liệu đã xác minh {wanted} vào {on}"),
                    format!("a verified figure {wanted} on {on}"),
                )
            }
            Clearing::Pace(pace) => {
                let sign = if *pace < 0.0 { "≤" } else { "≥" };
                let pace = words::per_month(*pace, unit, lang);
                lang.pick(format!("nhịp gần đây {sign} {pace}"), format!("a recent pace {sign} {pace}"))
            }
            Clearing::MoreVerified(count) => lang.pick(
                format!("có thêm {count} số liệu đã xác minh"),
                format!("{count} more verified figures"),
            ),
            Clearing::FigureOf(period) => {
                let period = words::period(*period, lang);
                lang.pick(format!("có số liệu {period}"), format!("a figure for {period}"))
            }
            Clearing::JointFigure => {
                lang.pick("có số liệu tổng hợp của các đơn vị", "a joint figure of the bodies").to_owned()
            }
            Clearing::ReachedBy(on) => {
                let on = words::day(*on, lang);
                lang.pick(
                    format!("hoàn thành và được xác minh trước hết ngày {on}"),
                    format!("in place and verified by {on}"),
                )
            }
            Clearing::Verification => lang.pick("số liệu được xác minh", "the figure is verified").to_owned(),
            Clearing::PeriodsInARow(count, kind) => {
                let periods = words::periods(*count, *kind, lang);
                lang.pick(format!("có số liệu {periods} liên tiếp"), format!("figures of {periods} in a row"))
            }
            Clearing::Confirmed { held, is_better, periods } => {
                let held = held.label(lang);
                let than = if *is_better {
                    lang.pick("tốt hơn", "better than")
                } else {
                    lang.pick("xấu hơn", "worse than")
                };
                lang.pick(
                    format!("đủ {periods} kỳ liên tiếp {than} mức “{held}”, tính cả kỳ này"),
                    format!("{periods} periods in a row, with this one, are {than} “{held}”"),
                )
            }
        }
    }
}
