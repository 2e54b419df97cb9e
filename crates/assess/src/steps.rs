//! The arithmetic of a judgement, line by line, so that anyone can redo it by hand.

use domain::{Lang, PathShape};

use crate::judge::Judgement;
use crate::path::{DAYS_PER_MONTH, Expected, Knot, days_between, months_between};
use crate::position::{Position, Sense, signed_band};
use crate::{Lag, Term, words};

/// One line: what is reckoned, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is reckoned.
    pub label: String,
    /// The arithmetic with its result.
    pub arithmetic: String,
}

/// The steps of the latest position; empty where nothing can be reckoned.
pub fn steps(judgement: &Judgement, lang: Lang) -> Vec<Step> {
    let Some(position) = &judgement.position else { return Vec::new() };
    let hand = Hand { unit: &judgement.unit, lang };
    let lines = [
        Some(hand.figure(position)),
        position.expected.as_ref().map(|e| hand.expected(e, position.sense)),
        hand.gap(position),
        hand.lag(position),
        hand.attainment(position),
        hand.required(position),
        hand.pace(position),
        hand.projection(position),
    ];
    lines.into_iter().flatten().collect()
}

struct Hand<'a> {
    unit: &'a str,
    lang: Lang,
}

impl Hand<'_> {
    /// A number with more digits than shown elsewhere, so that the line can be checked.
    fn n(&self, value: f64) -> String {
        let decimals = if value.abs() >= 1000.0 { 1 } else { 3 };
        words::decimal(value, decimals, self.lang)
    }

    fn day(&self, on: jiff::civil::Date) -> String {
        words::day(on, self.lang)
    }

    fn line(&self, term: Term, arithmetic: String) -> Step {
        Step { label: term.label(self.lang).to_owned(), arithmetic }
    }

    fn figure(&self, position: &Position) -> Step {
        let point = &position.point;
        let (when, stage) = (words::period(point.period, self.lang), words::stage(point.stage, self.lang));
        let maturity = words::maturity(point.maturity, self.lang);
        let value = words::with_sum(&self.n(point.value.get()), self.unit, point.summed, self.lang);
        self.line(Term::Figure, format!("{value} ({when}, {stage}, {maturity})"))
    }

    fn expected(&self, expected: &Expected, sense: Sense) -> Step {
        let edge = |knot: &Knot| self.n(knot.band.edge(sense));
        let (on, value) = (self.day(expected.on), self.n(expected.band.edge(sense)));
        let (a, from) = (edge(&expected.from), self.day(expected.from.on));
        let Some(to) = expected.to else {
            return self.line(Term::Expected, format!("{on}: {value} = {a} ({from})"));
        };
        let (b, until) = (edge(&to), self.day(to.on));
        let done = self.n(days_between(expected.from.on, expected.on));
        let whole = self.n(days_between(expected.from.on, to.on));
        let formula = match expected.shape {
            PathShape::Linear | PathShape::Checkpoints => format!("{a} + ({b} − {a}) × {done} ÷ {whole}"),
            PathShape::Geometric => format!("{a} × ({b} ÷ {a})^({done} ÷ {whole})"),
            PathShape::SCurve => {
                format!("{a} + ({b} − {a}) × (3u² − 2u³), u = {done} ÷ {whole}")
            }
            PathShape::Step | PathShape::Hold => a.clone(),
        };
        self.line(Term::Expected, format!("{on}: {formula} = {value} ({from} → {until})"))
    }

    fn gap(&self, position: &Position) -> Option<Step> {
        let (gap, expected) = (position.gap?, position.expected?);
        let value = position.point.value.get();
        if position.sense == Sense::Both {
            let (low, high) = (self.n(expected.band.low), self.n(expected.band.high));
            return Some(self.line(Term::Gap, format!("{} ({low}–{high}): {}", self.n(value), self.n(gap))));
        }
        let edge = expected.band.edge(position.sense);
        Some(self.line(Term::Gap, format!("{} − {} = {}", self.n(value), self.n(edge), self.n(gap))))
    }

    fn lag(&self, position: &Position) -> Option<Step> {
        let value = self.n(position.point.value.get());
        let (months, sign) = match position.lag {
            Lag::Exact(months) => (months, ""),
            Lag::AtLeast(months) => (months, "≥ "),
            Lag::Ahead(months) => (months, "≤ "),
            Lag::Unknown => return None,
        };
        let days = self.n(months * DAYS_PER_MONTH);
        let month = words::decimal(DAYS_PER_MONTH, 4, self.lang);
        let result = words::months(months, self.lang);
        let when = self.day(crate::path::months_later(position.point.on, -months));
        let text = match position.lag {
            Lag::Exact(_) => self.lang.pick(
                format!("lộ trình ở mức {value} vào {when}; {days} ngày ÷ {month} = {result}"),
                format!("the path has {value} on {when}; {days} days ÷ {month} = {result}"),
            ),
            _ => self.lang.pick(
                format!("lộ trình không có mức {value}; tính từ {when}: {sign}{result}"),
                format!("the path never has {value}; counted from {when}: {sign}{result}"),
            ),
        };
        Some(self.line(Term::Lag, text))
    }

    fn attainment(&self, position: &Position) -> Option<Step> {
        let share = position.attainment?;
        let target = self.n(signed_band(&position.milestone.goal)?.edge(position.sense));
        let value = self.n(position.point.value.get());
        let (above, below) = if position.sense == Sense::Down { (target, value) } else { (value, target) };
        let share = words::decimal(share, 1, self.lang);
        Some(self.line(Term::Attainment, format!("{above} ÷ {below} × 100 = {share}%")))
    }

    fn required(&self, position: &Position) -> Option<Step> {
        let pace = position.required_pace?;
        let months = months_between(position.point.on, position.milestone.due_on);
        let value = position.point.value.get();
        let wanted = value + pace * months;
        let (wanted, value, months) = (self.n(wanted), self.n(value), self.n(months));
        let text =
            format!("({wanted} − {value}) ÷ {months} = {}", words::per_month(pace, self.unit, self.lang));
        Some(self.line(Term::RequiredPace, text))
    }

    fn pace(&self, position: &Position) -> Option<Step> {
        let pace = position.pace.as_ref()?;
        let values: Vec<String> = pace.values.iter().map(|(_, value)| self.n(*value)).collect();
        let (from, to) = (pace.values.first()?.0, pace.values.last()?.0);
        let (from, to) = (self.day(from), self.day(to));
        let (count, values) = (pace.slopes.len(), values.join("; "));
        let result = words::per_month(pace.per_month, self.unit, self.lang);
        Some(self.line(
            Term::RecentPace,
            self.lang.pick(
                format!("trung vị của {count} độ dốc từng cặp (Theil–Sen), {from}–{to}: {values} → {result}"),
                format!("median of {count} pairwise slopes (Theil–Sen), {from}–{to}: {values} → {result}"),
            ),
        ))
    }

    fn projection(&self, position: &Position) -> Option<Step> {
        let (projection, pace) = (position.projection?, position.pace.as_ref()?);
        let value = self.n(position.point.value.get());
        let (slope, months) = (self.n(pace.per_month), self.n(projection.months));
        let result = self.n(projection.value);
        let limited = if projection.is_limited {
            self.lang.pick(" (giới hạn tự nhiên)", " (natural limit)")
        } else {
            ""
        };
        Some(self.line(Term::Projection, format!("{value} + {slope} × {months} = {result}{limited}")))
    }
}
